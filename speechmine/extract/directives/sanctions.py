"""Sanctions: whether a clause states what follows a breach, and where in it the sanction begins."""

from __future__ import annotations

from speechmine.extract.directives.clauses import Clause

__all__ = ["is_breach", "is_sanction", "sanction_start"]


def is_breach(clause: Clause) -> bool:
    """Whether a clause names a breach, a failure or an accident as what the next clause strikes."""
    activating = any(condition.kind == "activation" for condition in clause.conditions)
    return activating and (clause.has("breach") or (clause.trigger and not clause.has("hazard")))


def is_sanction(clause: Clause, following: Clause | None, *, breach: bool) -> bool:
    """Whether a clause states a sanction.

    Parameters
    ----------
    clause, following : Clause
        With their parts read; `following` is the next one of the sentence. A measure without a word of sanction counts
        where the next clause goes on with one (切断电源，并处罚款).
    breach : bool
        Whether a breach stands before it.
    """
    if not (breach or (clause.has("breach") and is_breach(clause))) or clause.kind == "nominal":
        return False
    return clause.has("sanction") or (
        following is not None and following.has("sanction") and not following.conditions and not following.deontics
    )


def sanction_start(clause: Clause) -> int:
    """Offset where the sanction begins: behind the deontic, the trigger and the actors that stand in the same clause."""
    ends = [unit.end for unit in clause.deontics] + [actor.end for actor in clause.actors]
    ends += [condition.end for condition in clause.conditions if condition.kind == "activation"]
    start = max([clause.start, *ends])
    return next((unit.start for unit in clause.units if unit.start >= start and not unit.has("connective")), start)
