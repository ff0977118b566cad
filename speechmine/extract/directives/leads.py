"""Read how a clause opens: a clause in, its item mark, the lead that names a task, or who demands, passed over."""

from __future__ import annotations

from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.names import name_stop
from speechmine.extract.directives.predicates import starts_predicate

__all__ = ["read_item", "read_lead"]

_LEAD = 7  # units in which somebody's 要求 stands


def read_item(clause: Draft, text: str, lexicon: Lexicon) -> int:
    """Pass over 一是, 第一，(1), and return where they end; the 要 of 一要 is a deontic."""
    match, at = lexicon.items.match(text, clause.start, clause.end), 0
    if not match:
        return at
    clause.item = True
    while at < len(clause.units) and clause.units[at].start < match.end():
        unit = clause.units[at]
        at += 1
        if match["deontic"] and unit.end >= match.end():
            start, end = match.span("deontic")
            clause.deontics.append(unit._replace(start=start, end=end, text=match["deontic"], codes=frozenset(("obligation",))))
    return at


def read_lead(clause: Draft, at: int) -> int:
    """Pass over what names a task (我市的主要任务是) or who demands (省政府要求), and return where the verb begins."""
    units = clause.units
    if "demand" in clause.codes:
        at = _read_demand(clause, at)
    for j in range(len(units) - 2, at - 1, -1) if "task_lead" in clause.codes else ():
        if "task_lead" in units[j].codes and (starts_predicate(units, j + 1) or units[j + 1].has(*DEONTICS)):
            return j + 1
    return at


def _read_demand(clause: Draft, at: int) -> int:
    """Pass over somebody's 要求 before the name of whom it binds."""
    units = clause.units
    j = next((j for j in range(at + 1, min(at + _LEAD, len(units) - 2)) if "demand" in units[j].codes), None)
    if j is None or any(unit.has("condition_opener", *DEONTICS) for unit in units[at:j]):
        return at
    stop = name_stop(clause, j + 1, len(units))
    if stop is None or stop == len(units) or not units[stop - 1].has("actor_head", "name_ending"):
        return at
    clause.relayed = True
    return j + 1
