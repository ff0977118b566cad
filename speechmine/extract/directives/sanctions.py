"""Sanctions: whether a clause states what follows a breach, and where in it the sanction begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.records import Component

__all__ = ["binds_whoever", "denies", "is_breach", "mark_threats", "sanction_start"]


def mark_threats(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Clause]:
    """Mark the clauses that threaten: what will follow (将, 就) a breach, 否则, or whoever fails (谁出问题，就追究谁).

    A threat prescribes whatever the mood of its sentence; the clause that names whoever fails becomes its condition.
    """
    if not any(clause.has("apodosis", "sanction") for clause in clauses):
        return list(clauses)
    found = list(_decreed(clauses, lexicon))
    for i in range(1, len(found)):
        found[i - 1 : i + 1] = _answered(found[i - 1], found[i], lexicon)
    return [c._replace(threat=True) if "otherwise" in c.units[0].codes and "sanction" in c.codes else c for c in found]


def _decreed(clauses: Sequence[Clause], lexicon: Lexicon) -> Iterator[Clause]:
    """The clauses, those marked in which a word of strength carries a sanction behind a breach."""
    breach = False
    for clause in clauses:
        threatens = breach and "sanction" in clause.codes and _is_decreed(clause)
        yield clause._replace(threat=True) if threatens else clause
        breach = clause.kind == "condition" and (is_breach(clause, lexicon) or (breach and not clause.deontics))


def _answered(clause: Clause, following: Clause, lexicon: Lexicon) -> tuple[Clause, Clause]:
    """A protasis, or a breach, and the apodosis or the sanction that answers it."""
    opener = following.units[0]
    if _is_protasis(clause) and following.has("apodosis", "sanction") and not binds_whoever(clause, following, lexicon):
        struck = Component(clause.units[0].start, clause.end, kind="activation")
        answering = () if "apodosis" in opener.codes else following.actors
        return (
            clause._replace(kind="condition", trigger=True, subject=None, aim=None, actors=(), objects=(), conditions=(struck,)),
            following._replace(threat=True, actors=answering),
        )
    otherwise = "otherwise" in clause.units[0].codes
    if "sanction" in following.codes and (otherwise or opener.has("apodosis", "announcement")):
        return clause, following._replace(threat=otherwise or is_breach(clause, lexicon))
    return clause, following


def _is_decreed(clause: Clause) -> bool:
    """Whether a word of strength (一律, 坚决, 依法) carries a sanction that nobody reports as done."""
    return bool(clause.strengtheners or clause.conditions) and "past" not in clause.codes and clause.kind != "nominal"


def _is_protasis(clause: Clause) -> bool:
    """Whether a clause names by 谁 or 哪个 whoever fails, and nobody in particular."""
    named = "wh_indefinite" in clause.units[0].codes and clause.mark == "，" and len(clause.units) > 1
    return named and not clause.deontics and not clause.has("purpose", "speech_act")


def binds_whoever(clause: Clause, following: Clause, lexicon: Lexicon) -> bool:
    """Whether an apodosis binds whoever its protasis names (谁用船，谁就必须登记), and punishes nobody."""
    if "wh_indefinite" not in clause.units[0].codes or "apodosis" not in following.codes or "sanction" in following.codes:
        return False
    wants = clause.mark == "，" and all("weak" in unit.codes for unit in clause.deontics)
    fails = clause.has("breach", "problem", "purpose", "speech_act") or denies(clause, lexicon)
    struck = any("wh_indefinite" in unit.codes for unit in following.units[1:])
    return wants and bool(following.deontics) and not (fails or struck)


def is_punished(clause: Clause) -> bool:
    """Whether a clause punishes whom or what an activation condition in it names (对责任人严肃追责)."""
    return "penalty" in clause.codes and any(condition.kind == "activation" for condition in clause.conditions)


def is_breach(clause: Clause, lexicon: Lexicon, following: Clause | None = None) -> bool:
    """Whether a clause names a breach, a failure or an accident as what the next clause strikes."""
    if all(condition.kind != "activation" for condition in clause.conditions):
        return False
    punished = following is not None and "penalty" in following.codes and clause.kind == "condition"
    if punished or "breach" in clause.codes:
        return True
    struck = clause.trigger or "universal" in clause.units[0].codes
    return struck and (denies(clause, lexicon) or "hazard" not in clause.codes)


def denies(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause says that something was not done: then a hazard in it is a failure (不开展隐患排查的)."""
    return any(unit.text.startswith(lexicon.denials) for unit in clause.units)


def sanction_start(clause: Clause) -> int:
    """Offset where the sanction begins: behind the deontic with its actors, and the trigger, of the same clause."""
    ends = [unit.end for unit in clause.deontics]
    ends += [actor.end for actor in clause.actors if clause.deontics]
    ends += [condition.end for condition in clause.conditions if condition.kind == "activation"]
    start = max([clause.start, *ends])
    return next((unit.start for unit in clause.units if unit.start >= start and not unit.has("connective", "otherwise")), start)
