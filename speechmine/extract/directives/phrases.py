"""Read the parts of a clause: a draft in, the clause with its actors, deontics, conditions, aim and objects out.

The reader goes from left to right. Item marks, connectives and adverbs are passed over; a condition phrase, a deontic, an
agent, a noun phrase is taken as it comes; the first verb that remains is the aim, and what follows it the object.
"""

from __future__ import annotations

from speechmine.extract.directives.actors import read_actors
from speechmine.extract.directives.adverbials import read_adverbial, stands_alone
from speechmine.extract.directives.aims import drop_announcement, read_disposal, read_negated, read_verb
from speechmine.extract.directives.circumstances import read_circumstance, read_trigger, read_whole_clause
from speechmine.extract.directives.clauses import Clause, Draft
from speechmine.extract.directives.leads import read_item, read_lead
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.names import read_addressee, read_agent
from speechmine.extract.directives.nominals import read_noun_phrase
from speechmine.extract.directives.predicates import inside_phrase, is_relative, is_verb, modifies
from speechmine.extract.directives.units import ATTRIBUTIVE
from speechmine.records import Component

__all__ = ["read_phrases"]

_GOVERNING = frozenset((*DEONTICS, "agent_mark"))
_LEADING = frozenset((*DEONTICS, "disposal_mark", "agent_mark", "negation"))
_US = 2  # characters of the pronoun that an appeal ends in
_DESCRIBED = 4  # units of a headless clause with the name that it describes


def read_phrases(clause: Draft, text: str, lexicon: Lexicon) -> Clause:
    """Read the parts of a clause.

    Parameters
    ----------
    clause : Draft
        As ``cut_clauses`` gives it.
    text : str
        The folded view.
    lexicon : Lexicon
    """
    opening = read_lead(clause, read_item(clause, text, lexicon))
    if not read_trigger(clause, opening):
        at: int | None = _read_capacity(clause, _read_described(clause, read_whole_clause(clause, opening)))
        while at is not None and at < len(clause.units):
            at = _step(clause, at)
    if clause.deontics and clause.conditions and not (clause.aim or clause.objects):
        _verb_after_all(clause, text)
    clause.negated |= _opens_negated(clause, lexicon)
    return clause.read()


def _step(clause: Draft, at: int) -> int | None:
    """Take the part that begins at `at`, and return where it ends; None once the aim, or what cannot be read, is reached."""
    unit = clause.units[at]
    if not _LEADING.isdisjoint(unit.codes):
        if unit.has(*DEONTICS) and not modifies(clause.units, at):
            return _read_deontic(clause, at)
        if ("disposal_mark" in unit.codes and _is_fronted(clause, at)) or read_negated(clause, at):
            return None
        if "agent_mark" in unit.codes:
            return read_agent(clause, at + 1)
    end = read_circumstance(clause, at) if "condition_opener" in unit.codes else at
    if end > at or read_adverbial(clause, at):
        return max(end, at + 1)
    if _is_predicate(clause, at):
        _read_predicate(clause, at)
        return None
    return read_noun_phrase(clause, at)


def _is_fronted(clause: Draft, at: int) -> bool:
    return drop_announcement(clause, at) or read_disposal(clause, at)


# -- deontics


def _read_deontic(clause: Draft, at: int) -> int | None:
    """Take a deontic; what follows another at once is the verb (必须请工匠)."""
    unit = clause.units[at]
    addresses = "addressing" in unit.codes
    follows = bool(clause.deontics) and clause.deontics[-1].end == unit.start
    if addresses and follows and "permission" not in unit.codes:  # 要|鼓励渔民转产 has both
        read_verb(clause, at)
        return None
    if "appeal" in unit.codes:  # 让|我们
        clause.actors.append(Component(unit.end - _US, unit.end))
        unit = unit._replace(end=unit.end - _US, text=unit.text[:-_US])
    clause.deontics.append(unit)
    return read_addressee(clause, at + 1) if addresses else at + 1


# -- the predicate


def _is_predicate(clause: Draft, at: int) -> bool:
    units = clause.units
    possesses = "possession" in units[at].codes and _has(clause, at)
    if not (is_verb(units[at]) or possesses or stands_alone(units, at)):
        return False
    return not (_heads_subject(clause, at) or is_relative(units, at, governed=bool(clause.deontics)))


def _read_predicate(clause: Draft, at: int) -> None:
    """Take the predicate, or a clause that only says when the next one holds: 整改到位后，停工期间，."""
    dates = clause.mark == "，" and not (clause.deontics or clause.actors)
    if dates and "time_span" in clause.units[-1].codes:
        clause.add_condition(at, len(clause.units), "activation")
    else:
        read_verb(clause, at)


def _has(clause: Draft, at: int) -> bool:
    """Whether 有 is what a deontic demands (要有预案): no adverb with 地 (有计划|地) begins with it."""
    if not clause.deontics or at + 1 >= len(clause.units):
        return False
    return all("adverbializer" not in after.codes for after in clause.units[at + 1 : at + 4])


def _heads_subject(clause: Draft, at: int) -> bool:
    """Whether a verb only begins a subject: a deontic follows it in the clause and none came before."""
    units = clause.units
    if clause.deontics or "sanction" in units[at].codes or clause.codes.isdisjoint(_GOVERNING):
        return False
    if "agent_mark" in clause.codes and "turning" not in clause.codes:
        first = at + (2 if units[at].codes else 1)  # 推进|由企业实施的改造
        if any("agent_mark" in units[j].codes for j in range(first, min(at + 4, len(units) - 2))):
            return True  # 抢险物资|由供销社调拨
    return any(units[j].has(*DEONTICS) and not inside_phrase(units, j) for j in range(at + 1, len(units)))


# -- what is settled with the whole clause in view


def _read_capacity(clause: Draft, at: int) -> int:
    """Take in what capacity the next clause binds whom (作为党员，要带头): who it is, else a condition."""
    units = clause.units
    opens = clause.mark == "，" and at + 1 < len(units) and units[at].has("rendering") and not clause.actors
    if not opens or "disposal_mark" in clause.codes or any(unit.has(*DEONTICS) for unit in units):
        return at
    named = read_actors(units[at + 1 :], strict=True)
    if named:
        clause.actors.extend(named)
    else:
        clause.add_condition(at, len(units))
    return len(units)


def _read_described(clause: Draft, at: int) -> int:
    """Take who a headless opener describes, with 的 and nothing behind the name (需要承担任务的船舶，应当…)."""
    units = clause.units[at:]
    if clause.mark != "，" or len(units) < _DESCRIBED:
        return at
    if "headless_opener" not in units[0].codes or "topic_opener" in units[0].codes:
        return at
    mark = next((j for j in range(len(units) - 2, 0, -1) if units[j].tag == ATTRIBUTIVE), None)
    named = read_actors(units[mark + 1 :], strict=True) if mark else []
    clause.actors.extend(named)
    return len(clause.units) if named else at


def _verb_after_all(clause: Draft, text: str) -> None:
    """Make the aim of a verb that was taken to open a condition, where a deontic has no other (必须坚持以人为本)."""
    condition = clause.conditions[-1]
    j = next((j for j, unit in enumerate(clause.units) if unit.start == condition.start), None)
    if j is None or "verbal_opener" not in clause.units[j].codes or condition.end != clause.units[-1].end:
        return
    whole = clause.mark not in text[condition.start : condition.end] if clause.mark else True
    if whole and clause.units[j].start > clause.deontics[0].start:
        clause.conditions.pop()
        read_verb(clause, j)


def _opens_negated(clause: Draft, lexicon: Lexicon) -> bool:
    """Whether a word outside the lexicon that opens with 不 is the aim and opens the clause: 不漏|一户."""
    opener, aim = clause.units[0], clause.aim
    alone = not opener.codes and aim is not None and (aim.start, aim.end) == (opener.start, opener.end)
    return alone and opener.text.startswith(lexicon.negations)
