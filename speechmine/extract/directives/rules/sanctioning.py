"""Stage 3, it sanctions: a clause that states what follows a breach."""

from __future__ import annotations

from speechmine.extract.directives.rules.rule import Case, Rule, words
from speechmine.extract.directives.sanctions import is_breach, is_punished
from speechmine.extract.directives.state import is_due

__all__ = ["SANCTIONING"]


def sanction_due(case: Case) -> bool:
    """该停业的停业 behind a breach."""
    return is_due(case.clause, case.state.waiting.due)


def sanction_threatened(case: Case) -> bool:
    """否则, 将, 就 or 一律 carries it."""
    return case.clause.threat


def _prescribes(case: Case) -> bool:
    """Whether anything in the sentence prescribes, so that it does not report a sanction."""
    return bool(case.deontics or case.state.found or case.state.setting.mood.imperative)


def sanction_after_breach(case: Case) -> bool:
    """A breach waits for it."""
    return case.state.waiting.breach and _has_sanction(case)


def sanction_of_person(case: Case) -> bool:
    """对责任人严肃追责: whom it strikes stands in it."""
    return is_punished(case.clause) and _has_sanction(case)


def sanction_of_breach(case: Case) -> bool:
    """The breach stands in it."""
    return _names_breach(case) and _has_sanction(case)


def sanction_measure(case: Case) -> bool:
    """A measure behind a breach that goes on with a sanction (切断电源，并处罚款)."""
    clause, following, state = case
    if clause.kind == "nominal" or following is None or not _prescribes(case):
        return False
    goes_on = "sanction" in following.codes and not (following.conditions or following.deontics)
    return goes_on and (state.waiting.breach or is_punished(clause) or _names_breach(case))


def _has_sanction(case: Case) -> bool:
    return case.clause.kind != "nominal" and _prescribes(case)


def _names_breach(case: Case) -> bool:
    return "breach" in case.clause.codes and is_breach(case.clause, case.state.setting.lexicon)


def sanction_goes_on(case: Case) -> bool:
    """It goes on with the sanction before it (先免职，再处理; 第二次待岗; 直至吊销证照)."""
    clause = case.clause
    if case.state.open != "sanction" or case.deontics:
        return False
    measured = "sanction" in clause.codes or clause.units[-1].tag == "m"  # 停掉一批、关掉一批
    return (clause.kind == "verbal" and measured) or ("sequel" in clause.units[0].codes and not clause.conditions)


SANCTIONING = (
    Rule("sanction_due", "sanction", sanction_due),
    Rule("sanction_threatened", "sanction", sanction_threatened),
    Rule("sanction_after_breach", "sanction", sanction_after_breach, words("sanction")),
    Rule("sanction_of_person", "sanction", sanction_of_person, words("sanction")),
    Rule("sanction_of_breach", "sanction", sanction_of_breach, words("sanction")),
    Rule("sanction_measure", "sanction", sanction_measure),
    Rule("sanction_goes_on", "sanction", sanction_goes_on),
)
