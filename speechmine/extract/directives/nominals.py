"""Read a noun phrase before the predicate: a clause in, its actors, a circumstance, its subject or a fronted object out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.actors import ends_name, read_actors
from speechmine.extract.directives.aims import read_verb
from speechmine.extract.directives.clauses import Draft
from speechmine.extract.directives.conditions import ends_place
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.names import name_stop
from speechmine.extract.directives.predicates import (
    aim_end,
    governor,
    inside_phrase,
    is_adverbial,
    is_verb,
    starts_predicate,
)
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["read_noun_phrase"]

_NOUN_TAGS = ("n", "ns", "r", "nz", "nt")
_PLACE_TAGS = ("s", "f", "t")
_NEAR = 5  # units that may stand between a prohibition and its verb


def read_noun_phrase(clause: Draft, at: int) -> int | None:
    """Take the noun phrase at `at` and return where it ends; None where no predicate follows, and the rest is taken with it."""
    units, named = clause.units, bool(clause.actors)
    governed = governor(units, at)
    assigned = governed is not None and "agent_mark" in units[governed].codes and "distributive" not in units[at].codes
    stop = governed if assigned else _read_names(clause, at, governed)
    if stop is None:
        stop = next((j for j in (governed, _place_stop(units, at), _adverb_stop(clause, at)) if j is not None), None)
    if stop is None:
        _read_rest(clause, at)
        return None
    if assigned and not clause.actors and units[stop - 1].tag not in _PLACE_TAGS:
        clause.subject = (units[at].start, units[stop - 1].end)  # 渡口由乡镇政府负责: what stands before 由 is the task
        clause.objects.append(Component(*clause.subject, role="direct"))
    elif not clause.actors:
        _read_topic(clause, at, stop)
    elif named:
        _read_second(clause, at, stop, governed)
    return stop


def _read_names(clause: Draft, at: int, governed: int | None) -> int | None:
    """Take the names of who must comply that begin at `at`, and return where they end; None where none do."""
    if "entering" in clause.units[at].codes and clause.actors:
        return None
    stop = name_stop(clause, at, len(clause.units) if governed is None else governed)
    if stop is not None:
        clause.actors.extend(read_actors(clause.units[at:stop], strict=True))
    return stop


def _read_second(clause: Draft, at: int, stop: int, governed: int | None) -> None:
    """Take a phrase behind the names as a circumstance: a place, or what they do when the deontic holds."""
    if ends_place(clause.units[at:stop]):
        clause.add_condition(at, stop)
    elif stop == governed and at + 1 < stop and clause.units[at].tag == "v":
        clause.add_condition(at, stop, "activation")


def _place_stop(units: Sequence[Unit], at: int) -> int | None:
    """Index of the predicate behind a phrase that names a place or a field: 心中|牢记."""
    places = (j for j in range(at + 1, len(units)) if ends_place(units[max(at, j - 2) : j]))  # its last two tell
    return next((j for j in places if starts_predicate(units, j)), None)


def _adverb_stop(clause: Draft, at: int) -> int | None:
    """Index of the 一律 that what it holds for stands before; None where there is none."""
    if "universal_adverb" not in clause.codes:
        return None
    return next((j for j in range(at + 1, len(clause.units) - 1) if "universal_adverb" in clause.units[j].codes), None)


# -- what names no actor


def _read_topic(clause: Draft, first: int, stop: int) -> None:
    """Keep what stands before the predicate and names no actor: a circumstance, or the object in front."""
    phrase, transitive = clause.units[first:stop], _has_own_object(clause.units, stop)
    verbal = _is_verbal(phrase)
    if ends_place(phrase) or (verbal and (transitive or phrase[0].has("headless_opener", "breach"))):
        clause.add_condition(first, stop, "activation" if verbal else "constraint")
        return
    span = (phrase[0].start, phrase[-1].end)
    if transitive and "distributive" in phrase[0].codes and phrase[-1].tag in _NOUN_TAGS:
        clause.actors.append(Component(*span))  # 各渡口要修好缆绳: each of them is to act
        return
    clause.subject = clause.subject or span
    if not transitive:
        clause.objects.append(Component(*span, role="direct"))


def _is_verbal(phrase: Sequence[Unit]) -> bool:
    """Whether a phrase is a verb with its object, or a breach, and no noun that they describe."""
    if any(unit.tag == ATTRIBUTIVE for unit in phrase):
        return False
    return "breach" in phrase[0].codes or (len(phrase) > 1 and is_verb(phrase[0]) and "noun_tail" not in phrase[-1].codes)


def _has_own_object(units: Sequence[Unit], stop: int) -> bool:
    """Whether the verb behind a deontic takes an object, so that what stands in front is none."""
    verb = next((j for j in range(stop, len(units)) if _is_act(units[j])), None)
    return verb is not None and aim_end(units, verb) + 1 < len(units)


def _is_act(unit: Unit) -> bool:
    return is_verb(unit) and not unit.has(*DEONTICS) and not is_adverbial(unit)


# -- the rest of a clause whose noun phrase no known predicate follows


def _read_rest(clause: Draft, at: int) -> None:
    if clause.deontics:
        verb = _read_forbidden(clause, at)
        read_verb(clause, _verb_near(clause.units, at) if verb is None else verb)  # whatever a deontic governs is prescribed
        return
    rest = clause.units[at:]
    actors = read_actors(rest[: _bearer_end(clause, rest)], strict=True)
    clause.actors.extend(actors)
    if not actors and ends_place(rest) and "speech_act" not in rest[-1].codes:
        clause.add_condition(at, len(clause.units))
    elif not actors:
        clause.subject = clause.subject or (rest[0].start, rest[-1].end)


def _bearer_end(clause: Draft, rest: Sequence[Unit]) -> int | None:
    """Index behind the name of who bears a duty (局长|是第一责任人); None where none is borne."""
    copulas = (j for j, unit in enumerate(rest) if "copula" in unit.codes) if "duty" in clause.codes else iter(())
    return next(copulas, None) or None


def _read_forbidden(clause: Draft, at: int) -> int | None:
    """Take whom or what a prohibition names before the verb (严禁学生|下河, 严禁火种|进山) and return where the verb stands."""
    units = clause.units
    if "prohibition" not in clause.deontics[-1].codes:
        return None
    named = next((j for j in range(min(at + _NEAR, len(units) - 1), at, -1) if ends_name(units[at:j], alone=True)), None)
    if named is not None:
        clause.actors.extend(read_actors(units[at:named], strict=False))
        return named
    near = range(at + 1, min(at + _NEAR, len(units))) if units[at].tag[:1] in ("n", "t", "s") else ()
    verb = next((j for j in near if is_verb(units[j]) and not inside_phrase(units, j)), None)
    if verb is not None and ends_place(units[at:verb]):
        clause.add_condition(at, verb)
    elif verb is not None:
        clause.objects.append(Component(units[at].start, units[verb - 1].end, role="direct"))
    return verb


def _verb_near(units: Sequence[Unit], at: int) -> int:
    """Index of the verb that one or two words without a noun's tag keep from a deontic: 各守其位."""
    for j in range(at, min(at + 3, len(units))):
        if is_verb(units[j]):
            return j
        if units[j].tag.startswith("n"):
            return at
    return at
