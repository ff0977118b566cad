"""Relayed directives: the clauses of a sentence in, the span of the superior or document that demands out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.units import Unit
from speechmine.records import Component

__all__ = ["find_reporter"]

_LONGEST_TAIL = 2  # characters between the verb of saying and the mark behind it: 要求的


def find_reporter(clauses: Sequence[Clause]) -> Component | None:
    """Find who demanded what a sentence prescribes: an authority and a verb of saying before the directive.

    Returns
    -------
    Component or None
        From the first word of the authority's name to its last (省委书记强调，要…: 省委书记); a title in 《》 counts where
        the document says it. None where the sentence speaks for the speaker. Not validated: no gold codes it.
    """
    for i, clause in enumerate(clauses):
        if "speech_act" not in clause.codes or (i + 1 == len(clauses) and not clause.relayed):
            continue
        saying = next((j for j, unit in enumerate(clause.units) if "speech_act" in unit.codes), None)
        if saying is None or (clause.units[-1].end - clause.units[saying].end > _LONGEST_TAIL and not clause.relayed):
            continue
        authority = _authority(clause.units[:saying])
        if authority and not _is_passed_on(clause.units, authority[0]):
            return Component(authority[0].start, authority[-1].end)
    return None


def _is_passed_on(units: Sequence[Unit], first: Unit) -> bool:
    """Whether the authority stands behind a verb that takes its words as an object (传达领导指示)."""
    return any(unit.end == first.start and "aim" in unit.codes and unit.tag != "n" for unit in units)


def _authority(units: Sequence[Unit]) -> list[Unit]:
    """The units of the first authority's name: it ends before the first word that is no part of a name."""
    first = next((i for i, unit in enumerate(units) if _is_superior(unit)), None)
    if first is None:
        return []
    last = first
    while last + 1 < len(units) and (
        _is_superior(units[last + 1]) or "actor_head" in units[last + 1].codes or units[last + 1].tag.startswith("n")
    ):
        last += 1
    return list(units[first : last + 1])


def _is_superior(unit: Unit) -> bool:
    return "authority" in unit.codes or unit.text.startswith("《")
