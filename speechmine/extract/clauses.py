"""Cut a sentence into its comma clauses: units in, clauses out, long condition phrases kept whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from speechmine.extract.units import Unit
from speechmine.records import Component

__all__ = ["Clause", "cut_clauses"]

_BREAKS = frozenset("，；：。！？!?;")
# How many commas a condition phrase may run over (围绕杜绝…，减少…，实现…的目标).
_REACH = 3


@dataclass
class Clause:
    """A comma clause with the parts that ``speechmine.extract.phrases`` reads from it; spans of the folded view.

    Attributes
    ----------
    start, end : int
    mark : str
        The mark that closes it, empty at the end of a sentence without one.
    units : sequence of Unit
    kind : str
        ``verbal`` (it has an aim), ``condition``, ``nominal`` (a phrase without a verb) or ``empty``.
    subject : tuple of int or None
        The noun phrase before the predicate.
    embedded : sequence of Unit
        What a pivotal verb embeds: an actor and what the actor is to do.
    """

    start: int
    end: int
    mark: str
    units: Sequence[Unit]
    kind: str = "empty"
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

    def has(self, *codes: str) -> bool:
        """Return whether one of its units has one of the codes."""
        return any(unit.has(*codes) for unit in self.units)


def cut_clauses(units: Sequence[Unit]) -> list[Clause]:
    """Cut the units of a sentence at its commas, colons and semicolons.

    A condition phrase that opens in one clause and closes in a later one (围绕杜绝事故，减少隐患的目标) stays whole.
    """
    clauses = list(_cut(units))
    joined: list[Clause] = []
    i = 0
    while i < len(clauses):
        last = next((j for j in range(min(i + _REACH, len(clauses) - 1), i, -1) if _opens(clauses[i]) and _closes(clauses[j])), i)
        if last > i and all(clause.mark == "，" and not clause.has("obligation") for clause in clauses[i + 1 : last]):
            parts = clauses[i : last + 1]
            joined.append(Clause(parts[0].start, parts[-1].end, parts[-1].mark, [unit for part in parts for unit in part.units]))
        else:
            joined.append(clauses[i])
            last = i
        i = last + 1
    return joined


def _cut(units: Sequence[Unit]) -> Iterator[Clause]:
    held: list[Unit] = []
    for unit in units:
        if unit.text not in _BREAKS:
            held.append(unit)
        elif held:
            yield Clause(held[0].start, held[-1].end, unit.text, held)
            held = []
    if held:
        yield Clause(held[0].start, held[-1].end, "", held)


def _opens(clause: Clause) -> bool:
    """Whether a condition phrase opens in the clause and no closer and no predicate follows in it."""
    if clause.mark != "，" or clause.units[-1].has("condition_closer"):
        return False
    return any(unit.has("long_opener") for unit in clause.units[:6])


def _closes(clause: Clause) -> bool:
    """Whether the clause ends in the closer of a long condition phrase (的目标, 为抓手, 等措施)."""
    return clause.units[-1].has("long_closer")
