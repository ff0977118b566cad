"""Stage 2, it waits: a clause without a predicate gives its conditions, actors and topic to the next one."""

from __future__ import annotations

from speechmine.extract.directives.rules.rule import Case, Rule, always, words
from speechmine.extract.directives.sanctions import binds_whoever

__all__ = ["CONDITIONS", "NOMINALS"]


def _begins_sanction(case: Case) -> bool:
    """采取…措施 behind a breach begins the sanction that the next clause goes on with."""
    following = case.following
    measure = case.state.waiting.breach and "measure" in case.clause.codes
    return measure and following is not None and "sanction" in following.codes


def condition_due(case: Case) -> bool:
    """该停业的 behind a breach."""
    due = case.state.waiting.breach and "due" in case.clause.units[0].codes
    return due and condition(case)


def protasis(case: Case) -> bool:
    """谁要用船，他就必须…: whoever it names is bound by what follows, and it is the condition."""
    clause, following, state = case
    return following is not None and binds_whoever(clause, following, state.setting.lexicon)


def condition(case: Case) -> bool:
    """A clause that is nothing but conditions."""
    return case.clause.kind == "condition" and not _begins_sanction(case)


def object_goes_on(case: Case) -> bool:
    """以及…: the clause goes on with the object before it."""
    clause, following, state = case
    if not state.found or "coordinator" not in clause.units[0].codes or (following and following.deontics):
        return False
    if state.waiting.conditions or state.waiting.actors or state.waiting.deontics:
        return False
    main = state.last
    return bool(main.objects) and main.end == clause.start - 1 and main.objects[-1].end == main.end


def told_of(case: Case) -> bool:
    """It says what somebody is or has done; a duty (第一责任人) names who must comply."""
    clause = case.clause
    told = "copula" in clause.codes or ("past" in clause.codes and not clause.names_relatively)
    return told and "duty" not in clause.codes


def salutation(case: Case) -> bool:
    """同志们: nobody is told to do anything yet."""
    return "vocative" in case.clause.units[-1].codes


CONDITIONS = (
    Rule("condition_due", "expect", condition_due, words("due")),
    Rule("protasis", "protasis", protasis, words("wh_indefinite")),
    Rule("condition", "condition", condition),
)
NOMINALS = (
    Rule("object_goes_on", "object", object_goes_on, words("coordinator")),
    Rule("told_of", "refuse", told_of, words("copula", "past")),
    Rule("salutation", "refuse", salutation, words("vocative")),
    Rule("name_or_topic", "name", always),
)
