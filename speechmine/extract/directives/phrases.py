"""Read the parts of a clause: a clause in, its actors, deontics, conditions, aim and objects out.

The reader goes from left to right. Item marks, connectives and adverbs are passed over; a condition phrase, a deontic, an
agent, a noun phrase is taken as it comes; the first verb that remains is the aim, and what follows it the object.
"""

from __future__ import annotations

from speechmine.extract.directives.actors import ends_name, read_actors
from speechmine.extract.directives.aims import drop_announcement, read_disposal, read_negated, read_verb
from speechmine.extract.directives.circumstances import read_circumstance, read_trigger, read_whole_clause
from speechmine.extract.directives.clauses import Clause, Draft
from speechmine.extract.directives.conditions import ends_place
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.names import name_stop, read_addressee, read_agent
from speechmine.extract.directives.predicates import (
    aim_end,
    governor,
    inside_phrase,
    is_adverbial,
    is_relative,
    is_verb,
    modifies,
    starts_predicate,
)
from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["read_phrases"]

_GOVERNING = frozenset((*DEONTICS, "agent_mark"))
_LEADING = frozenset((*DEONTICS, "disposal_mark", "agent_mark", "negation"))
_ADVERB_TAGS = ("d", "ad", "zg", "z")
_NOUN_TAGS = ("n", "ns", "r", "nz", "nt")
_IDIOM = 4  # characters
_US = 2  # of the pronoun that an appeal ends in
_PLACE_TAGS = ("s", "f", "t")


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
    return _Reader(clause, text, lexicon).run()


class _Reader:
    """Reads one clause; ``at`` is the unit that comes next."""

    def __init__(self, clause: Draft, text: str, lexicon: Lexicon) -> None:
        self.clause, self.text, self.lexicon, self.units = clause, text, lexicon, list(clause.units)
        self.at = 0

    def run(self) -> Clause:
        self._item()
        self._lead()
        if not read_trigger(self.clause, self.at):
            self.at = read_whole_clause(self.clause, self.at)
            self._relative()
            while self.at < len(self.units) and self._step():
                pass
        if self.clause.deontics and self.clause.conditions and not (self.clause.aim or self.clause.objects):
            self._verb_after_all()
        self.clause.negated |= self._opens_negated()
        return self.clause.read()

    def _relative(self) -> None:
        """Take who a headless opener describes, with 的 and nothing behind the name (需要承担任务的船舶，应当…)."""
        units = self.units[self.at :]
        if (
            self.clause.mark != "，"
            or len(units) < 4
            or "headless_opener" not in units[0].codes
            or "topic_opener" in units[0].codes
        ):
            return
        mark = next((j for j in range(len(units) - 2, 0, -1) if units[j].tag == ATTRIBUTIVE), None)
        named = read_actors(units[mark + 1 :], strict=True) if mark else []
        if named:
            self.clause.actors.extend(named)
            self.at = len(self.units)

    def _verb_after_all(self) -> None:
        """Make the aim of a verb that was taken to open a condition, where a deontic has no other (必须坚持以人为本)."""
        condition, clause = self.clause.conditions[-1], self.clause
        j = next((j for j, unit in enumerate(self.units) if unit.start == condition.start), None)
        if j is None or "verbal_opener" not in self.units[j].codes or condition.end != self.units[-1].end:
            return
        whole = clause.mark not in self.text[condition.start : condition.end] if clause.mark else True
        if self.units[j].start > clause.deontics[0].start and whole:
            clause.conditions.pop()
            read_verb(clause, j)

    def _opens_negated(self) -> bool:
        """Whether a word outside the lexicon that opens with 不 is the aim and opens the clause: 不漏|一户."""
        opener, aim = self.units[0], self.clause.aim
        alone = not opener.codes and aim is not None and (aim.start, aim.end) == (opener.start, opener.end)
        return alone and opener.text.startswith(self.lexicon.negations)

    def _step(self) -> bool:
        """Take the next part; False once the aim, or what cannot be read, is reached."""
        unit = self.units[self.at]
        if not _LEADING.isdisjoint(unit.codes):
            if unit.has(*DEONTICS) and not modifies(self.units, self.at):
                return self._deontic(unit)
            if ("disposal_mark" in unit.codes and self._fronted()) or read_negated(self.clause, self.at):
                return False
            if "agent_mark" in unit.codes:
                self.at = read_agent(self.clause, self.at + 1)
                return True
        if ("condition_opener" in unit.codes and self._circumstance()) or self._adverbial(unit):
            return True
        if (
            (is_verb(unit) or self._stands_alone() or ("possession" in unit.codes and self._has()))
            and not self._heads_subject()
            and not self._is_relative()
        ):
            if "time_span" in self.units[-1].codes and self._dates_next():
                self.clause.add_condition(self.at, len(self.units), "activation")
            else:
                read_verb(self.clause, self.at)
            return False
        return self._noun_phrase()

    def _circumstance(self) -> bool:
        before, self.at = self.at, read_circumstance(self.clause, self.at)
        return self.at > before

    def _fronted(self) -> bool:
        return drop_announcement(self.clause, self.at) or read_disposal(self.clause, self.at)

    def _is_relative(self) -> bool:
        return is_relative(self.units, self.at, governed=bool(self.clause.deontics))

    def _adverbial(self, unit: Unit) -> bool:
        """Take an adverbial of time limit or standard as a condition, or pass over another adverb."""
        listed = self.at + 2 < len(self.units) and "condition_adverb" in self.units[self.at + 2].codes
        if unit.text == "、" and self.at and "condition_adverb" in self.units[self.at - 1].codes:
            pass  # 分批次、有步骤地
        elif "condition_adverb" in unit.codes and (listed or not self._is_modifier()):
            self.clause.add_condition(self.at, self.at + 1)
        elif not self._passes_over(unit):
            return False
        self.at += 1
        return True

    def _stands_alone(self) -> bool:
        """Whether an adverb of four characters is the predicate itself: nothing, or one more, follows (凝心聚力、真抓实干)."""
        units, at = self.units, self.at
        if len(units[at].text) != _IDIOM or not (at + 1 == len(units) or units[at + 1].text == "、"):
            return False
        return units[at].has("adverb", "condition_adverb") and "connective" not in units[at].codes

    def _has(self) -> bool:
        """Whether 有 is what a deontic demands (要有预案): no adverb with 地 (有计划|地) begins with it."""
        if not self.clause.deontics or self.at + 1 >= len(self.units):
            return False
        return all("adverbializer" not in after.codes for after in self.units[self.at + 1 : self.at + 4])

    def _dates_next(self) -> bool:
        """Whether a clause only says when the next one holds: 整改到位后，停工期间，."""
        clause = self.clause
        return clause.mark == "，" and not (clause.deontics or clause.actors)

    def _deontic(self, unit: Unit) -> bool:
        """Take a deontic; what follows another at once is the verb (必须请工匠)."""
        if "addressing" in unit.codes and self.clause.deontics and self.clause.deontics[-1].end == unit.start:
            read_verb(self.clause, self.at)
            return False
        if "appeal" in unit.codes:  # 让|我们
            self.clause.actors.append(Component(unit.end - _US, unit.end))
            unit = unit._replace(end=unit.end - _US, text=unit.text[:-_US])
        self.clause.deontics.append(unit)
        self.at += 1
        if "addressing" in unit.codes:
            self.at = read_addressee(self.clause, self.at)
        return True

    # -- what is passed over

    def _item(self) -> None:
        """Pass over 一是, 第一，(1); the 要 of 一要 is a deontic."""
        match = self.lexicon.items.match(self.text, self.clause.start, self.clause.end)
        if not match:
            return
        self.clause.item = True
        while self.at < len(self.units) and self.units[self.at].start < match.end():
            unit = self.units[self.at]
            self.at += 1
            if match["deontic"] and unit.end >= match.end():
                start, end = match.span("deontic")
                fused = unit._replace(start=start, end=end, text=match["deontic"], codes=frozenset(("obligation",)))
                self.clause.deontics.append(fused)

    def _lead(self) -> None:
        """Pass over what names a task (我市的主要任务是) or who demands (省政府要求): the verb behind it prescribes."""
        if "demand" in self.clause.codes:
            self._demand()
        for j in range(len(self.units) - 2, self.at - 1, -1) if "task_lead" in self.clause.codes else ():
            if "task_lead" in self.units[j].codes and (starts_predicate(self.units, j + 1) or self.units[j + 1].has(*DEONTICS)):
                self.at = j + 1
                return

    def _demand(self) -> None:
        """Pass over somebody's 要求 before the name of whom it binds."""
        units = self.units
        j = next((j for j in range(self.at + 1, min(self.at + 7, len(units) - 2)) if "demand" in units[j].codes), None)
        if j is None or any(unit.has("condition_opener", *DEONTICS) for unit in units[self.at : j]):
            return
        stop = name_stop(self.clause, j + 1, len(units))
        if stop is not None and stop < len(units) and units[stop - 1].has("actor_head", "name_ending"):
            self.at, self.clause.relayed = j + 1, True

    def _passes_over(self, unit: Unit) -> bool:
        if "particle" in unit.codes or unit.tag == "uv" or ("connective" in unit.codes and "aim" not in unit.codes):
            return True
        if self.at + 1 >= len(self.units) or self._is_modifier():
            return False
        after = self.units[self.at + 1]
        plain = not unit.codes and unit.tag in _ADVERB_TAGS and (bool(self.clause.deontics) or is_verb(after))
        if plain or ("adverbializer" in after.codes and self.at + 2 < len(self.units)):  # 协调|地
            return True
        if not unit.has("adverb", "strengthener"):
            return False
        if "aim" in unit.codes and not (
            starts_predicate(self.units, self.at + 1)
            or (is_verb(after) and (bool(after.codes) or self.at + 2 == len(self.units)))
            or ("condition_opener" in after.codes and "aim" not in after.codes)
        ):
            return False  # 突出三项整治, 严格安全风险管控: the adverb is the verb
        if "strengthener" in unit.codes:
            self.clause.strengtheners.append(unit)
        return True

    def _is_modifier(self) -> bool:
        """Whether an adverb is part of a noun phrase here: 的 or a coordinator follows at once."""
        return self.at + 1 < len(self.units) and "modifier_mark" in self.units[self.at + 1].codes

    # -- noun phrases

    def _noun_phrase(self) -> bool:
        """Take a noun phrase before the predicate: the actors, a circumstance, or a fronted object."""
        units, at = self.units, self.at
        governed = governor(units, at)
        stop = None
        assigned = governed is not None and "agent_mark" in units[governed].codes and "distributive" not in units[at].codes
        if assigned:
            pass  # 渡口由乡镇政府负责: what stands before 由 is the task
        elif not ("entering" in units[at].codes and self.clause.actors):
            stop = name_stop(self.clause, at, len(units) if governed is None else governed)
        named = bool(self.clause.actors)
        if stop is not None:
            self.clause.actors.extend(read_actors(units[at:stop], strict=True))
        else:
            stop = next((j for j in (governed, self._place_stop(at), self._adverb_stop(at)) if j is not None), None)
        if stop is None:
            return self._unread()
        if assigned and not self.clause.actors and units[stop - 1].tag not in _PLACE_TAGS:
            self.clause.subject = (units[at].start, units[stop - 1].end)
            self.clause.objects.append(Component(*self.clause.subject, role="direct"))
        elif not self.clause.actors:
            self._topic(at, stop)
        elif named and ends_place(units[at:stop]):
            self.clause.add_condition(at, stop)
        elif named and stop == governed and at + 1 < stop and units[at].tag == "v":
            self.clause.add_condition(at, stop, "activation")
        self.at = stop
        return True

    def _unread(self) -> bool:
        """Take the rest of a clause whose noun phrase no known predicate follows."""
        if self.clause.deontics:
            if not self._fronts_object():
                self.at = self._verb_near(self.at)
            read_verb(self.clause, self.at)  # whatever stands behind a deontic is what it prescribes
            return False
        rest = self.units[self.at :]
        bearer = next((j for j, unit in enumerate(rest) if "copula" in unit.codes), 0) if "duty" in self.clause.codes else 0
        actors = read_actors(rest[:bearer] or rest, strict=True)  # 局长是第一责任人
        self.clause.actors.extend(actors)
        if not actors and ends_place(rest) and "speech_act" not in rest[-1].codes:
            self.clause.add_condition(self.at, len(self.units))
        elif not actors:
            self.clause.subject = self.clause.subject or (rest[0].start, rest[-1].end)
        return False

    def _fronts_object(self) -> bool:
        """Take what a prohibition names before the verb (严禁火种|进山): an object, or a time or place."""
        units, at = self.units, self.at
        if "prohibition" not in self.clause.deontics[-1].codes:
            return False
        named = next((j for j in range(min(at + 5, len(units) - 1), at, -1) if ends_name(units[at:j], alone=True)), None)
        if named is not None:  # 禁止学生|下河
            self.clause.actors.extend(read_actors(units[at:named], strict=False))
            self.at = named
            return True
        if units[at].tag[:1] not in ("n", "t", "s"):
            return False
        verb = next(
            (j for j in range(at + 1, min(at + 5, len(units))) if is_verb(units[j]) and not inside_phrase(units, j)), None
        )
        if verb is None:
            return False
        if ends_place(units[at:verb]):
            self.clause.add_condition(at, verb)
        else:
            self.clause.objects.append(Component(units[at].start, units[verb - 1].end, role="direct"))
        self.at = verb
        return True

    def _verb_near(self, at: int) -> int:
        """Index of the verb that one or two words without a noun's tag keep from a deontic: 各守其位."""
        for j in range(at, min(at + 3, len(self.units))):
            if is_verb(self.units[j]):
                return j
            if self.units[j].tag.startswith("n"):
                return at
        return at

    def _topic(self, first: int, stop: int) -> None:
        """Keep what stands before the predicate and names no actor: a circumstance, or the object in front."""
        phrase = self.units[first:stop]
        span = (phrase[0].start, phrase[-1].end)
        verbal = len(phrase) > 1 and is_verb(phrase[0]) and "noun_tail" not in phrase[-1].codes
        verbal = (verbal or "breach" in phrase[0].codes) and not any(unit.tag == ATTRIBUTIVE for unit in phrase)
        if ends_place(phrase) or (verbal and (phrase[0].has("headless_opener", "breach") or self._has_own_object(stop))):
            self.clause.add_condition(first, stop, "activation" if verbal else "constraint")
            return
        if "distributive" in phrase[0].codes and phrase[-1].tag in _NOUN_TAGS and self._has_own_object(stop):
            self.clause.actors.append(Component(*span))  # 各渡口要修好缆绳: each of them is to act
            return
        self.clause.subject = self.clause.subject or span
        if not self._has_own_object(stop):
            self.clause.objects.append(Component(*span, role="direct"))

    def _has_own_object(self, stop: int) -> bool:
        """Whether the verb behind a deontic takes an object, so that what stands in front is none."""
        verb = next(
            (
                j
                for j in range(stop, len(self.units))
                if is_verb(self.units[j]) and not self.units[j].has(*DEONTICS) and not is_adverbial(self.units[j])
            ),
            None,
        )
        return verb is not None and aim_end(self.units, verb) + 1 < len(self.units)

    def _place_stop(self, at: int) -> int | None:
        """Index of the predicate behind a phrase that names a place or a field: 心中|牢记."""
        units = self.units
        places = (j for j in range(at + 1, len(units)) if ends_place(units[max(at, j - 2) : j]))  # its last two tell
        return next((j for j in places if starts_predicate(units, j)), None)

    def _adverb_stop(self, at: int) -> int | None:
        """Index of the 一律 that what it holds for stands before; None where there is none."""
        if "universal_adverb" not in self.clause.codes:
            return None
        return next((j for j in range(at + 1, len(self.units) - 1) if "universal_adverb" in self.units[j].codes), None)

    def _heads_subject(self) -> bool:
        """Whether a verb only begins a subject: a deontic follows it in the clause and none came before."""
        units = self.units
        if self.clause.deontics or "sanction" in units[self.at].codes or self.clause.codes.isdisjoint(_GOVERNING):
            return False
        if "agent_mark" in self.clause.codes:
            first = self.at + (2 if units[self.at].codes else 1)  # 推进|由企业实施的改造
            if any("agent_mark" in units[j].codes for j in range(first, min(self.at + 4, len(units) - 2))):
                return True  # 抢险物资|由供销社调拨
        return any(units[j].has(*DEONTICS) and not inside_phrase(units, j) for j in range(self.at + 1, len(units)))
