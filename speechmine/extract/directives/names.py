"""Find who acts in a clause: where a name begins in, where it ends and whom it names out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.actors import ends_name, read_actors
from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.conditions import phrase_end
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.predicates import (
    governor,
    inside_phrase,
    is_adverbial,
    is_relative,
    is_verb,
    starts_predicate,
)
from speechmine.extract.directives.units import Unit
from speechmine.records import Component

__all__ = ["name_stop", "read_addressee", "read_agent"]

_MANNER_TAGS = ("a", "ad", "d")  # 更大|发挥作用
_NOUN_TAGS = ("n", "ns", "r", "nz", "nt")


def read_addressee(clause: Draft, at: int) -> int:
    """Take whom 请, 鼓励 or 允许 addresses, the noun phrase before the verb, whatever its head; return where it ends."""
    units = clause.units
    if at >= len(units) or "condition_opener" in units[at].codes or (is_verb(units[at]) and units[at].codes):
        return at
    stop = next((j for j in range(at + 1, len(units)) if _ends_addressee(units, j)), None)
    if stop is None or not (ends_name(units[at:stop], alone=True) or _is_short_noun(units[at:stop])):
        return at
    named = read_actors(units[at:stop], strict=False)
    clause.actors.extend(named or [Component(units[at].start, units[stop - 1].end)])
    return stop


def _ends_addressee(units: Sequence[Unit], j: int) -> bool:
    """Whether what somebody is asked to do, or a circumstance of it, begins at `j`."""
    if inside_phrase(units, j):
        return False
    manner = is_adverbial(units[j]) or (units[j].tag in _MANNER_TAGS and not units[j].codes)
    acts = is_verb(units[j]) or manner or units[j].has("disposal_mark", "condition_opener")
    return acts or (j + 1 == len(units) and units[j].tag == "vn")


def _is_short_noun(units: Sequence[Unit]) -> bool:
    return len(units) <= 2 and units[-1].tag in _NOUN_TAGS


def read_agent(clause: Draft, start: int) -> int:
    """Take 由 A、B before a verb: A and B have to do it; return where they end, `start` where no verb follows."""
    units = clause.units
    if any("turning" in unit.codes for unit in units[start:]):
        return start  # 由粗放|转向精细
    verbs = [j for j in range(start + 1, len(units)) if is_verb(units[j]) and not inside_phrase(units, j)]
    for j in (*(j for j in verbs if _is_known(units[j])), *verbs):
        first = _agent_end(units, start, j)
        actors = read_actors(units[start:first], strict=False)
        if not actors and j == verbs[0]:
            actors = _split(units[start:first])
        if actors:
            clause.actors.extend(actors)
            return first
    return start


def _agent_end(units: Sequence[Unit], start: int, verb: int) -> int:
    """Index behind an agent: before the verb, or a circumstance or an adverb that stands before it."""
    first = next((i for i in range(start + 1, verb) if _ends_agent(units[i])), verb)
    while first - 1 > start and is_adverbial(units[first - 1]):
        first -= 1
    return first


def _ends_agent(unit: Unit) -> bool:
    """Whether a circumstance begins behind an agent: 由住建局|限期, 由住建局|会同公安局."""
    return unit.has("condition_adverb", "topic_opener") or ("comitative" in unit.codes and "coordinator" not in unit.codes)


def _is_known(unit: Unit) -> bool:
    return unit.has("aim", "sanction", "pivotal") and not unit.has("actor_short", "actor_head")


def _split(units: Sequence[Unit]) -> list[Component]:
    """One span a coordinate of a noun phrase whose heads the lexicon does not know."""
    groups: list[list[Unit]] = [[]]
    for unit in units:
        if "coordinator" in unit.codes:
            groups.append([])
        else:
            groups[-1].append(unit)
    return [Component(group[0].start, group[-1].end) for group in groups if group]


def name_stop(clause: Draft, at: int, limit: int) -> int | None:
    """Index behind the actors' names that begin at `at`: before a circumstance, the predicate, or `limit`."""
    units = clause.units
    if limit == len(units) and _names_task(units, at):
        return None
    for j in range(at + 1, limit):
        if ends_name(units[at:j], alone=j - at <= 2) and _follows_name(clause, j, governed=limit < len(units)):
            return j
    if limit < len(units) and limit > at and read_actors(units[at:limit], strict=True):
        return limit
    return None


def _names_task(units: Sequence[Unit], at: int) -> bool:
    """Whether a department's short name only modifies the noun behind it (应急|备勤, 应急|值守期间)."""
    unit = units[at]
    if "actor_short" not in unit.codes or unit.has("actor_head", "name_ending") or at + 1 >= len(units):
        return False
    after = units[at + 1]
    named = after.has("assignment", "coordinator", "disposal_mark", "actor_head", "actor_short", "name_ending")
    return unit.tag.startswith("v") and not named and not is_adverbial(after)


def _follows_name(clause: Draft, j: int, *, governed: bool) -> bool:
    """Whether what begins at `j` is no longer the name."""
    units, unit = clause.units, clause.units[j]
    if unit.has("coordinator", "actor_head", "name_ending", "list_end"):
        return False
    if not governed and is_relative(units, j, governed=bool(clause.deontics)):
        return False
    if unit.has("time", "condition_adverb", "disposal_mark") or _opens_circumstance(units, j, governed=governed):
        return True
    if governed:
        return _acts(clause, j)
    manner = is_adverbial(unit) and j + 1 < len(units) and "aim" in units[j + 1].codes  # 亲自抓
    return manner or "aim" in unit.codes or starts_predicate(units, j) or _is_plain_verb(clause, j)


def _opens_circumstance(units: Sequence[Unit], j: int, *, governed: bool) -> bool:
    """Whether a condition phrase begins at `j` that ends before the clause does, or that no name goes on with."""
    end = phrase_end(units, j) if "condition_opener" in units[j].codes else None
    return end is not None and (end < len(units) or (not governed and units[j].has("long_opener", "comitative")))


def _acts(clause: Draft, j: int) -> bool:
    """Whether what a name does under a deontic begins at `j`: a verb with its object (员工|进入厂区|必须)."""
    units, stop = clause.units, governor(clause.units, j)
    verb = units[j].tag == "v" and not units[j].has("actor_head", "actor_short", "name_ending", *DEONTICS) and is_verb(units[j])
    if not verb or stop is None or stop <= j + 1:
        return False
    return "entering" in units[j].codes or not units[stop - 1].has("actor_head", "name_ending", "noun_tail")


def _is_plain_verb(clause: Draft, j: int) -> bool:
    """Whether a verb outside the lexicon may be a name's predicate at `j`."""
    units = clause.units
    doubtful = "name_ending" in units[j - 1].codes and "actor_head" not in units[j - 1].codes
    if clause.deontics:
        return is_verb(units[j])
    return not doubtful and is_verb(units[j]) and j + 1 < len(units)
