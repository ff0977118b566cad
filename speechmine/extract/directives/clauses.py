"""A clause of a sentence: what is gathered while its parts are read, and what then no longer changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["Clause", "Draft"]

_CODES = attrgetter("codes")


class Clause(NamedTuple):
    """A clause with its parts; spans of the folded view.

    Attributes
    ----------
    start, end : int
    mark : str
        The mark that closes it, empty where it is cut off without one.
    units : sequence of Unit
    codes : frozenset of str
        The codes of its units.
    kind : str
        ``verbal`` (it has an aim), ``condition``, ``nominal`` (a phrase without a verb) or ``empty``.
    subject : tuple of int or None
        A noun phrase before the predicate that names no actor.
    embedded : sequence of Unit
        What a pivotal verb embeds: an actor and what the actor is to do.
    item : bool
        Whether it opens with 一是, 第一, (1).
    trigger : bool
        Whether it is a headless relative clause (对…的): whom or what the next clause strikes.
    negated : bool
        Whether its aim opens with 不.
    relayed : bool
        Whether it says what somebody demands of whom (省政府要求各地排查): what stands behind 要求 prescribes.
    threat : bool
        Whether it states what will follow a breach (将严肃追究, 就追究谁), whatever the mood of its sentence.
    """

    start: int
    end: int
    mark: str
    units: Sequence[Unit]
    codes: frozenset[str]
    kind: str = "empty"
    actors: tuple[Component, ...] = ()
    deontics: tuple[Unit, ...] = ()
    strengtheners: tuple[Unit, ...] = ()
    conditions: tuple[Component, ...] = ()
    aim: Component | None = None
    aim_unit: Unit | None = None
    objects: tuple[Component, ...] = ()
    subject: tuple[int, int] | None = None
    embedded: Sequence[Unit] = ()
    item: bool = False
    trigger: bool = False
    negated: bool = False
    relayed: bool = False
    threat: bool = False

    def has(self, *codes: str) -> bool:
        """Return whether one of its units has one of the codes."""
        return not self.codes.isdisjoint(codes)

    @property
    def fronts(self) -> bool:
        """Whether 把 or 将 fronts the object: 把防汛做到万无一失."""
        if self.aim is None or not self.objects or "disposal_mark" not in self.codes:
            return False
        return self.objects[0].start < self.aim.start

    @property
    def names_relatively(self) -> bool:
        """Whether it only names somebody by what they have done (已领证的企业，): its past is not the sentence's."""
        named = self.kind == "nominal" and bool(self.actors) and self.mark == "，"
        return named and any(unit.tag == ATTRIBUTIVE for unit in self.units)


@dataclass(slots=True)
class Draft:
    """A clause while its parts are read: as ``Clause``, which it becomes."""

    start: int
    end: int
    mark: str
    units: Sequence[Unit]
    actors: list[Component] = field(default_factory=list)
    deontics: list[Unit] = field(default_factory=list)
    strengtheners: list[Unit] = field(default_factory=list)
    conditions: list[Component] = field(default_factory=list)
    aim: Component | None = None
    aim_unit: Unit | None = None
    objects: list[Component] = field(default_factory=list)
    subject: tuple[int, int] | None = None
    embedded: Sequence[Unit] = ()
    item: bool = False
    trigger: bool = False
    negated: bool = False
    relayed: bool = False
    codes: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.codes = frozenset().union(*map(_CODES, self.units))

    def has(self, *codes: str) -> bool:
        """Return whether one of its units has one of the codes."""
        return not self.codes.isdisjoint(codes)

    def add_condition(self, first: int, stop: int, kind: str = "constraint") -> None:
        """Add the units from `first` to before `stop` as a condition."""
        self.conditions.append(Component(self.units[first].start, self.units[stop - 1].end, kind=kind))

    def read(self) -> Clause:
        """Return the clause, once its parts are read."""
        return Clause(
            self.start,
            self.end,
            self.mark,
            self.units,
            self.codes,
            self._kind(),
            tuple(self.actors),
            tuple(self.deontics),
            tuple(self.strengtheners),
            tuple(self.conditions),
            self.aim,
            self.aim_unit,
            tuple(self.objects),
            self.subject,
            self.embedded,
            self.item,
            self.trigger,
            self.negated,
            self.relayed,
        )

    def _kind(self) -> str:
        if self.aim:
            return "verbal"
        if self.conditions and not self.subject:
            return "condition"
        return "nominal" if self.subject or self.actors else "empty"
