"""Sanctions: whether a clause states what follows a breach, and where in it the sanction begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.records import Component

__all__ = ["denies", "is_breach", "mark_threats", "sanction_start"]


def mark_threats(clauses: Sequence[Clause], lexicon: Lexicon) -> None:
    """Mark the clauses that threaten: what will follow (将, 就) a breach, 否则, or whoever fails (谁出问题，就追究谁).

    A threat prescribes whatever the mood of its sentence; the clause that names whoever fails becomes its condition.
    """
    if not any(clause.has("apodosis", "sanction") for clause in clauses):
        return
    breach = False
    for clause in clauses:
        clause.threat = breach and "sanction" in clause.codes and _is_decreed(clause)
        breach = clause.kind == "condition" and (is_breach(clause, lexicon) or (breach and not clause.deontics))
    for clause, following in pairwise(clauses):
        opener = following.units[0]
        if _is_protasis(clause) and following.has("apodosis", "sanction"):
            clause.kind, clause.trigger, clause.subject, clause.aim = "condition", True, None, None
            clause.actors, clause.objects = [], []
            clause.conditions = [Component(clause.units[0].start, clause.end, kind="activation")]
            following.threat, following.actors = True, [a for a in following.actors if "apodosis" not in opener.codes]
        elif "sanction" in following.codes and (opener.has("apodosis", "announcement") or "otherwise" in clause.units[0].codes):
            following.threat = is_breach(clause, lexicon) or "otherwise" in clause.units[0].codes
    for clause in clauses:
        clause.threat |= "otherwise" in clause.units[0].codes and "sanction" in clause.codes


def _is_decreed(clause: Clause) -> bool:
    """Whether a word of strength (一律, 坚决, 依法) carries a sanction that nobody reports as done."""
    return bool(clause.strengtheners or clause.conditions) and "past" not in clause.codes and clause.kind != "nominal"


def _is_protasis(clause: Clause) -> bool:
    """Whether a clause names by 谁 or 哪个 whoever fails, and nobody in particular."""
    named = "wh_indefinite" in clause.units[0].codes and clause.mark == "，" and len(clause.units) > 1
    return named and not clause.deontics and not clause.has("purpose", "speech_act")


def is_punished(clause: Clause) -> bool:
    """Whether a clause punishes whom or what an activation condition in it names (对责任人严肃追责)."""
    return "penalty" in clause.codes and any(condition.kind == "activation" for condition in clause.conditions)


def is_breach(clause: Clause, lexicon: Lexicon, following: Clause | None = None) -> bool:
    """Whether a clause names a breach, a failure or an accident as what the next clause strikes."""
    activating = any(condition.kind == "activation" for condition in clause.conditions)
    punished = following is not None and "penalty" in following.codes and clause.kind == "condition"
    struck = clause.trigger or "universal" in clause.units[0].codes
    return activating and (
        punished or "breach" in clause.codes or (struck and (denies(clause, lexicon) or "hazard" not in clause.codes))
    )


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
