"""Read the predicate of a clause: where its verb stands in, its aim and objects out, with what the verb embeds."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.actors import ends_name
from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.predicates import (
    aim_end,
    disposal_verb,
    is_adverbial,
    is_relative,
    is_verb,
    starts_predicate,
)
from speechmine.extract.directives.units import Unit
from speechmine.records import Component

__all__ = ["drop_announcement", "read_disposal", "read_negated", "read_verb"]


def read_verb(clause: Draft, first: int) -> None:
    """Take the aim that begins at `first` and, behind it, its object or a 在… or 到… phrase."""
    units = clause.units
    last = aim_end(units, first)
    aim, start = units[last], last + 1
    placed = "locative_complement" in aim.codes and start < len(units)
    end = aim.end - 1 if placed else aim.end  # 落实|到岗位: the last character opens the phrase
    clause.aim, clause.aim_unit = Component(units[first].start, end), aim
    while start < len(units) and "aspect" in units[start].codes:
        start += 1
    if start == len(units):
        return
    if not placed and "postverbal_preposition" in units[start].codes and start + 1 < len(units):
        placed, end = True, units[start].start
    if placed:
        clause.conditions.append(Component(end, units[-1].end, kind="constraint"))
    else:
        _read_object(clause, aim, start)


def _read_object(clause: Draft, aim: Unit, start: int) -> None:
    """Take the units from `start` as the object, and what the aim embeds there."""
    units = clause.units
    told = "ditransitive" in aim.codes and ends_name(units[start:], alone=True)
    clause.objects.append(Component(units[start].start, units[-1].end, role="indirect" if told else "direct"))
    if "pivotal" in aim.codes or ("causative_mark" in aim.codes and any("adverb" in unit.codes for unit in units[start:])):
        clause.embedded = _embedded(units, start)  # 使业主切实履责; 使群众满意 tells nobody to act


def _embedded(units: Sequence[Unit], start: int) -> Sequence[Unit]:
    """The units of an embedded clause: they begin with an actor's name."""
    n = len(units)
    for j in range(start + 1, n + 1):
        named = ends_name(units[start:j], alone=j - start <= 2) and "generic_person" not in units[j - 1].codes
        if named and (j == n or _acts(units, j)):
            return units[start:]
    return ()


def _acts(units: Sequence[Unit], j: int) -> bool:
    """Whether a predicate, or a circumstance of one, begins at `j`."""
    if units[j].has("condition_opener", "condition_adverb") or is_verb(units[j]) or starts_predicate(units, j):
        return True
    return j + 1 == len(units) and units[j].tag == "vn"


def read_negated(clause: Draft, at: int) -> bool:
    """Take 不 with its verb as the aim where they open a clause (不走过场, 不漏一户); False where they do not."""
    units = clause.units
    opens = "negation" in units[at].codes and not (clause.actors or clause.subject or clause.trigger) and at + 1 < len(units)
    verbal = opens and (is_verb(units[at + 1]) or "breach" in units[at + 1].codes)
    if not verbal or is_relative(units, at, governed=bool(clause.deontics)):
        return False
    read_verb(clause, at + 1)
    if clause.aim is not None:
        clause.aim, clause.negated = clause.aim._replace(start=units[at].start), True
    return True


def read_disposal(clause: Draft, at: int) -> bool:
    """Take 把 or 将 at `at` with its object and the verb behind it; False where no verb and no deontic make one."""
    units, verb = clause.units, disposal_verb(clause.units, at)
    if verb is None:
        if at + 1 < len(units) and clause.deontics:
            clause.objects.append(Component(units[at + 1].start, units[-1].end, role="direct"))
        return bool(clause.objects)
    end = verb
    while end - 1 > at + 1 and is_adverbial(units[end - 1]):
        end -= 1
        if "condition_adverb" in units[end].codes:
            clause.add_condition(end, end + 1)
    clause.objects.append(Component(units[at + 1].start, units[end - 1].end, role="direct"))
    read_verb(clause, verb)
    return True


def drop_announcement(clause: Draft, at: int) -> bool:
    """Drop a clause with the 将 of the future: a verb, not an object, follows it; False where none is at `at`."""
    units = clause.units
    if clause.deontics or "announcement" not in units[at].codes or at + 1 == len(units):
        return False
    after = units[at + 1]
    fronted = at + 3 < len(units) and "noun_tail" in units[at + 2].codes  # 将|排查|情况|上报
    if not is_adverbial(after) and (fronted or after.tag not in ("v", "d")):
        return False
    clause.actors.clear()
    clause.conditions.clear()
    clause.subject = None
    return True
