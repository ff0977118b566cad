"""Read what a directive depends on: a clause in, the condition phrases and whole clauses that limit its act out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.actors import ends_name, read_actors
from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.conditions import consequence, phrase_end
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.predicates import is_adverbial, is_verb
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["read_circumstance", "read_trigger", "read_whole_clause"]

_GOES_ON = ("，", "、")


def read_trigger(clause: Draft, at: int) -> bool:
    """Take 对…的 and 不按…整改的 at a clause's end: whom or what the next clause strikes."""
    units = clause.units[at:]
    if len(units) < 2 or units[-1].tag != ATTRIBUTIVE:
        return False
    while (
        len(units) > 2
        and units[0].has("connective", "adverb", "obligation")
        and not units[0].has("condition_opener", "headless_opener")
    ):
        if "obligation" in units[0].codes:
            clause.deontics.append(units[0])
        units = units[1:]
    clause.trigger = True
    named = _named_before_event(units)
    if named:
        clause.actors.extend(read_actors(units[:named], strict=True))
        units = units[named:]
    clause.conditions.append(Component(units[0].start, clause.end, kind="activation"))
    return True


def _named_before_event(units: Sequence[Unit]) -> int:
    """How many units name who is in the case that a headless clause sets out: 单位和个人|发现险情的. Who fails is named by it."""
    for j in range(1, len(units) - 2):
        if units[j].has("breach", "denial", "negation", "sanction"):
            return 0
        if units[j].has("event_opener", "headless_opener") and ends_name(units[:j], alone=False):
            fails = any(unit.has("breach", "negation") for unit in units[j:])
            return j if "event_opener" in units[j].codes or not fails else 0  # what is found may be another's breach
    return 0


def read_whole_clause(clause: Draft, at: int) -> int:
    """Take a clause that is a condition whole: 井下一旦报警, 发现隐患, up to the deontic in it, if any; return where it ends."""
    units, first = clause.units, at
    if not clause.has("event_opener", "inner_opener"):
        return first
    while at < len(units) and units[at].has("connective", "condition_adverb"):
        at += 1
    event = at < len(units) - 1 and "event_opener" in units[at].codes and "aspect" not in units[at + 1].codes
    opener = at if event else _inner_opener(units, at)
    if opener is None:
        return first
    stop = consequence(units, opener) or (len(units) if clause.mark in _GOES_ON else None)
    if stop is None:
        return first
    names = [] if event else read_actors(units[at:opener], strict=True)
    clause.actors.extend(names)  # 任何人|一旦发现火灾
    clause.add_condition(opener if names else at, stop, "activation")
    return stop


def _inner_opener(units: Sequence[Unit], at: int) -> int | None:
    """Index of what makes a condition of a clause behind its subject (井下|一旦报警); None where a predicate comes before."""
    inner = next((j for j in range(at + 1, min(at + 5, len(units) - 1)) if "inner_opener" in units[j].codes), None)
    if inner is None or any(unit.has("aim", *DEONTICS) for unit in units[at:inner]):
        return None
    return inner


def read_circumstance(clause: Draft, at: int) -> int:
    """Take the condition phrase that opens at `at`, or whom a verb of telling tells; return where it ends, `at` if nowhere."""
    units = clause.units
    opener, end = units[at], phrase_end(units, at)
    if end is None and "means_opener" in opener.codes and clause.mark == "，":
        end = len(units)  # 利用农闲，…: the next clause says what for
    if end is None:
        return at
    last = end - 1
    while units[last].has("coordinator", "particle", "apodosis") and last > at:
        last -= 1  # 用执法|来 推动, 只要有希望|就 不能放弃
    if "dative_mark" in opener.codes and end < len(units) and _tells(clause, end):
        clause.objects.append(Component(units[at + 1].start, units[last].end, role="indirect"))
    else:
        clause.add_condition(at, last + 1, "activation" if "activating" in opener.codes else "constraint")
    return end


def _tells(clause: Draft, j: int) -> bool:
    """Whether a verb of telling or giving is the next verb from `j`: 向安委办报告."""
    return next(("ditransitive" in unit.codes for unit in clause.units[j:] if is_verb(unit) and not is_adverbial(unit)), False)
