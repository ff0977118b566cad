"""Read the parts of a clause: a clause in, its actors, deontics, conditions, aim and objects out.

The reader goes from left to right. Item marks, connectives and adverbs are passed over; a condition phrase, a deontic, an
agent, a noun phrase is taken as it comes; the first verb that remains is the aim, and what follows it the object.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from speechmine.extract.directives.actors import ends_name, read_actors
from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.conditions import consequence, ends_place, phrase_end
from speechmine.extract.directives.lexicon import DEONTICS
from speechmine.extract.directives.predicates import (
    aim_end,
    disposal_verb,
    governor,
    inside_phrase,
    is_adverbial,
    is_verb,
    modifies,
    starts_predicate,
)
from speechmine.extract.directives.units import Unit
from speechmine.records import Component

__all__ = ["read_phrases"]

_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,2}(?:是要|是|要)|第[一二三四五六七八九十]{1,2}(?:[，、]|(?=[是要：]))|（?[一二三四五六七八九十\d]{1,3}[）、.．]|[①-⑳]"
)
_LEADING = frozenset((*DEONTICS, "disposal_mark", "agent_mark", "negation"))
_ADVERB_TAGS = ("d", "ad", "zg", "z")
_NOUN_TAGS = ("n", "ns", "r", "nz", "nt")
_IDIOM = 4  # characters
_MODIFIER_MARK = "的"


def read_phrases(clause: Clause, text: str) -> Clause:
    """Fill in the parts of a clause and return it.

    Parameters
    ----------
    clause : Clause
        As ``cut_clauses`` gives it.
    text : str
        The folded view.
    """
    _Reader(clause, text).run()
    return clause


class _Reader:
    """Reads one clause; ``at`` is the unit that comes next."""

    def __init__(self, clause: Clause, text: str) -> None:
        self.clause, self.text, self.units = clause, text, list(clause.units)
        self.at = 0

    def run(self) -> None:
        self._item()
        self._lead()
        if not self._trigger():
            self._whole_clause()
            while self.at < len(self.units) and self._step():
                pass
        clause = self.clause
        if clause.aim:
            clause.kind = "verbal"
        elif clause.conditions and not clause.subject:
            clause.kind = "condition"
        elif clause.subject or clause.actors:
            clause.kind = "nominal"

    def _step(self) -> bool:
        """Take the next part; False once the aim, or what cannot be read, is reached."""
        unit = self.units[self.at]
        if not _LEADING.isdisjoint(unit.codes):
            if unit.has(*DEONTICS) and not modifies(self.units, self.at):
                return self._deontic(unit)
            if (unit.has("disposal_mark") and (self._announces() or self._disposal())) or self._negated():
                return False
            if unit.has("agent_mark"):
                self._agent()
                return True
        if (unit.has("condition_opener") and self._condition()) or self._adverbial(unit):
            return True
        if (is_verb(unit) or self._stands_alone()) and not self._heads_subject() and not self._is_relative(self.at):
            self._verb()
            return False
        return self._noun_phrase()

    def _negated(self) -> bool:
        """Take 不 with its verb as the aim where they open a clause (不走过场, 不漏一户)."""
        units, at, clause = self.units, self.at, self.clause
        opens = units[at].has("negation") and not (clause.actors or clause.subject or clause.trigger) and at + 1 < len(units)
        verbal = opens and (is_verb(units[at + 1]) or units[at + 1].has("breach"))
        if not verbal or self._is_relative(at):
            return False
        self.at += 1
        self._verb()
        if clause.aim is not None:
            clause.aim, clause.negated = clause.aim._replace(start=units[at].start), True
        return True

    def _adverbial(self, unit: Unit) -> bool:
        """Take an adverbial of time limit or standard as a condition, or pass over another adverb."""
        if unit.has("condition_adverb") and not self._is_modifier():
            self._add_condition(self.at, self.at + 1)
        elif not self._passes_over(unit):
            return False
        self.at += 1
        return True

    def _stands_alone(self) -> bool:
        """Whether an adverb of four characters is the predicate itself: nothing, or one more, follows (凝心聚力、真抓实干)."""
        units, at = self.units, self.at
        if len(units[at].text) != _IDIOM or not (at + 1 == len(units) or units[at + 1].text == "、"):
            return False
        return units[at].has("adverb", "condition_adverb") and not units[at].has("connective")

    def _deontic(self, unit: Unit) -> bool:
        """Take a deontic; what follows another at once is the verb (必须请工匠)."""
        if unit.has("addressing") and self.clause.deontics and self.clause.deontics[-1].end == unit.start:
            self._verb()
            return False
        self.clause.deontics.append(unit)
        self.at += 1
        if unit.has("addressing"):
            self._addressee()
        return True

    def _addressee(self) -> None:
        """Take whom 请, 鼓励 or 允许 addresses: the noun phrase before the verb, whatever its head."""
        units = self.units
        first = units[self.at] if self.at < len(units) else None
        if first is None or first.has("condition_opener") or (is_verb(first) and first.codes):
            return
        for j in range(self.at + 1, len(units)):
            if (
                is_verb(units[j])
                or (units[j].tag == "vn" and j + 1 == len(units))
                or is_adverbial(units[j])
                or units[j].has("disposal_mark", "condition_opener")
            ) and not inside_phrase(units, j):
                if ends_name(units[self.at : j], alone=True) or (j - self.at <= 2 and units[j - 1].tag in _NOUN_TAGS):
                    self.clause.actors.extend(
                        read_actors(units[self.at : j], strict=False) or [Component(units[self.at].start, units[j - 1].end)]
                    )
                    self.at = j
                return

    # -- what is passed over

    def _item(self) -> None:
        """Pass over 一是, 第一，(1); the 要 of 一要 is a deontic."""
        match = _ITEM.match(self.text, self.clause.start, self.clause.end)
        if not match:
            return
        self.clause.item = True
        while self.at < len(self.units) and self.units[self.at].start < match.end():
            unit = self.units[self.at]
            self.at += 1
            if match.group().endswith("要") and unit.end >= match.end():
                self.clause.deontics.append(
                    unit._replace(start=match.end() - 1, end=match.end(), text="要", codes=frozenset(("obligation",)))
                )

    def _lead(self) -> None:
        """Pass over what names a task (我市的主要任务是): the verb behind it prescribes."""
        for j in range(len(self.units) - 2, self.at - 1, -1) if self.clause.has("task_lead") else ():
            if self.units[j].has("task_lead") and (starts_predicate(self.units, j + 1) or self.units[j + 1].has(*DEONTICS)):
                self.at = j + 1
                return

    def _passes_over(self, unit: Unit) -> bool:
        if unit.has("particle") or unit.tag == "uv" or (unit.has("connective") and not unit.has("aim")):
            return True
        if self.at + 1 >= len(self.units) or self._is_modifier():
            return False
        after = self.units[self.at + 1]
        plain = not unit.codes and unit.tag in _ADVERB_TAGS and (bool(self.clause.deontics) or is_verb(after))
        if plain or (after.text == "地" and self.at + 2 < len(self.units)):  # 协调|地
            return True
        if not unit.has("adverb", "strengthener"):
            return False
        if unit.has("aim") and not (
            starts_predicate(self.units, self.at + 1)
            or (is_verb(after) and (bool(after.codes) or self.at + 2 == len(self.units)))
            or (after.has("condition_opener") and not after.has("aim"))
        ):
            return False  # 突出三项整治, 严格安全风险管控: the adverb is the verb
        if unit.has("strengthener"):
            self.clause.strengtheners.append(unit)
        return True

    def _is_modifier(self) -> bool:
        """Whether an adverb is part of a noun phrase here: 的 or a coordinator follows at once."""
        return self.at + 1 < len(self.units) and self.units[self.at + 1].has("modifier_mark")

    # -- conditions

    def _add_condition(self, first: int, stop: int, kind: str = "constraint") -> None:
        self.clause.conditions.append(Component(self.units[first].start, self.units[stop - 1].end, kind=kind))

    def _trigger(self) -> bool:
        """Take 对…的 and 不按…整改的 at a clause's end: whom or what the next clause strikes."""
        units = self.units[self.at :]
        if len(units) < 2 or units[-1].text != _MODIFIER_MARK:
            return False
        while (
            len(units) > 2
            and units[0].has("connective", "adverb", "obligation")
            and not units[0].has("condition_opener", "headless_opener")
        ):
            if units[0].has("obligation"):
                self.clause.deontics.append(units[0])
            units = units[1:]
        self.clause.trigger = True
        self.clause.conditions.append(Component(units[0].start, self.clause.end, kind="activation"))
        return True

    def _whole_clause(self) -> None:
        """Take a clause that is a condition whole: 井下一旦报警, 发现隐患, up to the deontic in it, if any."""
        units, at = self.units, self.at
        if not self.clause.has("event_opener", "inner_opener"):
            return
        while at < len(units) and units[at].has("connective", "condition_adverb"):
            at += 1
        event = at < len(units) - 1 and units[at].has("event_opener") and not units[at + 1].has("aspect")
        inner = next((j for j in range(at + 1, min(at + 5, len(units) - 1)) if units[j].has("inner_opener")), None)
        if not event and (inner is None or any(unit.has(*DEONTICS) or unit.has("aim") for unit in units[at:inner])):
            return
        first = at if event or inner is None else inner
        stop = consequence(units, first) or (len(units) if self.clause.mark in ("，", "、") else None)
        if stop is not None:
            self._add_condition(at, stop, "activation")
            self.at = stop

    def _condition(self) -> bool:
        opener, first = self.units[self.at], self.at
        end = phrase_end(self.units, first)
        if end is None and opener.has("means_opener") and self.clause.mark == "，":
            end = len(self.units)  # 利用农闲，…: the next clause says what for
        if end is None:
            return False
        last = end - 1
        if self.units[last].has("coordinator") and last > first:
            last -= 1
        if opener.has("recipient_mark") and end < len(self.units) and self._tells(end):
            self.clause.objects.append(Component(self.units[first + 1].start, self.units[last].end, role="indirect"))
        else:
            self._add_condition(first, last + 1, "activation" if opener.has("activating") else "constraint")
        self.at = end
        return True

    def _tells(self, j: int) -> bool:
        """Whether a verb of telling or giving is the next verb from `j`: 向安委办报告."""
        return next((unit.has("telling") for unit in self.units[j:] if is_verb(unit) and not is_adverbial(unit)), False)

    # -- actors

    def _agent(self) -> None:
        """Take 由 A、B before a verb: A and B have to do it; pass over 由 where no verb follows."""
        units, start = self.units, self.at + 1
        verbs = [j for j in range(start + 1, len(units)) if is_verb(units[j]) and not inside_phrase(units, j)]
        known = [j for j in verbs if units[j].has("aim", "sanction", "pivotal") and not units[j].has("actor_short", "actor_head")]
        self.at = start
        for j in (*known, *verbs):
            first = next((i for i in range(start + 1, j) if units[i].has("condition_adverb", "topic_opener")), j)
            while first - 1 > start and is_adverbial(units[first - 1]):
                first -= 1
            actors = read_actors(units[start:first], strict=False)
            if not actors and j == verbs[0]:
                actors = _split(units[start:first])
            if actors:
                self.clause.actors.extend(actors)
                self.at = first
                return

    def _noun_phrase(self) -> bool:
        """Take a noun phrase before the predicate: the actors, a circumstance, or a fronted object."""
        units, at = self.units, self.at
        governed = governor(units, at)
        stop = None
        if not (units[at].has("entering") and self.clause.actors):
            stop = self._name_stop(at, len(units) if governed is None else governed)
        named = bool(self.clause.actors)
        if stop is not None:
            self.clause.actors.extend(read_actors(units[at:stop], strict=True))
        else:
            stop = next((j for j in (governed, self._place_stop(at), self._uniform_stop(at)) if j is not None), None)
        if stop is None:
            return self._unread()
        if not self.clause.actors:
            self._topic(at, stop)
        elif named and ends_place(units[at:stop]):
            self._add_condition(at, stop)
        elif named and stop == governed and at + 1 < stop and units[at].tag == "v":
            self._add_condition(at, stop, "activation")
        self.at = stop
        return True

    def _unread(self) -> bool:
        """Take the rest of a clause whose noun phrase no known predicate follows."""
        if self.clause.deontics:
            if not self._fronts_object():
                self.at = self._verb_near(self.at)
            self._verb()  # whatever stands behind a deontic is what it prescribes
            return False
        rest = self.units[self.at :]
        bearer = next((j for j, unit in enumerate(rest) if unit.has("copula")), 0) if self.clause.has("duty") else 0
        actors = read_actors(rest[:bearer] or rest, strict=True)  # 局长是第一责任人
        self.clause.actors.extend(actors)
        if not actors and ends_place(rest) and not rest[-1].has("speech_act"):
            self._add_condition(self.at, len(self.units))
        elif not actors:
            self.clause.subject = self.clause.subject or (rest[0].start, rest[-1].end)
        return False

    def _fronts_object(self) -> bool:
        """Take what a prohibition names before the verb (严禁火种|进山): an object, or a time or place."""
        units, at = self.units, self.at
        if not self.clause.deontics[-1].has("prohibition"):
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
            self._add_condition(at, verb)
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
        verbal = len(phrase) > 1 and is_verb(phrase[0]) and not phrase[-1].has("noun_tail")
        verbal = (verbal or phrase[0].has("breach")) and not any(unit.text == _MODIFIER_MARK for unit in phrase)
        if ends_place(phrase) or (verbal and (phrase[0].has("headless_opener", "breach") or self._has_own_object(stop))):
            self._add_condition(first, stop, "activation" if verbal else "constraint")
            return
        if phrase[0].text == "各" and phrase[-1].tag in _NOUN_TAGS and self._has_own_object(stop):
            self.clause.actors.append(Component(*span))  # 各渡口要修好缆绳: each of them is to act
            return
        self.clause.subject = self.clause.subject or span
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

    def _name_stop(self, at: int, limit: int) -> int | None:
        """Index behind the actors' names that begin at `at`: before a circumstance, the predicate, or `limit`."""
        units = self.units
        if limit == len(units) and self._names_task(at):
            return None
        for j in range(at + 1, limit):
            if ends_name(units[at:j], alone=j - at <= 2) and self._follows_name(j, governed=limit < len(units)):
                return j
        if limit < len(units) and limit > at and read_actors(units[at:limit], strict=True):
            return limit
        return None

    def _names_task(self, at: int) -> bool:
        """Whether a department's short name only modifies the noun behind it (应急|备勤, 应急|值守期间)."""
        unit = self.units[at]
        if not unit.has("actor_short") or unit.has("actor_head", "name_ending") or at + 1 >= len(self.units):
            return False
        after = self.units[at + 1]
        named = after.has("assignment", "coordinator", "disposal_mark", "actor_head", "actor_short", "name_ending")
        return unit.tag.startswith("v") and not named and not is_adverbial(after)

    def _follows_name(self, j: int, *, governed: bool) -> bool:
        """Whether what begins at `j` is no longer the name."""
        units, unit = self.units, self.units[j]
        if unit.has("coordinator", "actor_head", "name_ending", "list_end") or (not governed and self._is_relative(j)):
            return False
        if unit.has("time", "condition_adverb", "disposal_mark"):
            return True
        if unit.has("condition_opener") and phrase_end(units, j) not in (None, len(units)):
            return True
        if governed:
            return self._acts(j)
        manner = is_adverbial(unit) and j + 1 < len(units) and units[j + 1].has("aim")  # 亲自抓
        return manner or unit.has("aim") or starts_predicate(units, j) or self._is_plain_verb(j)

    def _acts(self, j: int) -> bool:
        """Whether what a name does under a deontic begins at `j`: a verb with its object (员工|进入厂区|必须)."""
        units, stop = self.units, governor(self.units, j)
        verb = (
            units[j].tag == "v" and not units[j].has("actor_head", "actor_short", "name_ending", *DEONTICS) and is_verb(units[j])
        )
        if not verb or stop is None or stop <= j + 1:
            return False
        return units[j].has("entering") or not units[stop - 1].has("actor_head", "name_ending", "noun_tail")

    def _is_plain_verb(self, j: int) -> bool:
        """Whether a verb outside the lexicon may be a name's predicate at `j`."""
        doubtful = self.units[j - 1].has("name_ending") and not self.units[j - 1].has("actor_head")
        if self.clause.deontics:
            return is_verb(self.units[j])
        return not doubtful and is_verb(self.units[j]) and j + 1 < len(self.units)

    def _place_stop(self, at: int) -> int | None:
        """Index of the predicate behind a phrase that names a place or a field: 心中|牢记."""
        units = self.units
        return next((j for j in range(at + 1, len(units)) if ends_place(units[at:j]) and starts_predicate(units, j)), None)

    def _uniform_stop(self, at: int) -> int | None:
        """Index of the 一律 that what it holds for stands before; None where there is none."""
        if not self.clause.has("uniform"):
            return None
        return next((j for j in range(at + 1, len(self.units) - 1) if self.units[j].has("uniform")), None)

    def _heads_subject(self) -> bool:
        """Whether a verb only begins a subject: a deontic follows it in the clause and none came before."""
        units = self.units
        if self.clause.deontics or units[self.at].has("sanction") or not self.clause.has(*DEONTICS):
            return False
        return any(units[j].has(*DEONTICS) and not inside_phrase(units, j) for j in range(self.at + 1, len(units)))

    def _is_relative(self, at: int) -> bool:
        """Whether the verb at `at`, or behind adverbs there, only modifies a noun: 的 follows it at once (部署的大检查)."""
        units = self.units
        if units[at].has("headless_opener") and not self.clause.deontics:
            return any(unit.text == _MODIFIER_MARK for unit in units[at + 1 :])
        while at + 1 < len(units) and is_adverbial(units[at]) and not units[at].has("aim"):
            at += 1
        after = aim_end(units, at) + 1
        return not self.clause.deontics and is_verb(units[at]) and after < len(units) and units[after].text == _MODIFIER_MARK

    # -- aim and object

    def _announces(self) -> bool:
        """Drop a clause with the 将 of the future: a verb, not an object, follows it."""
        units, at = self.units, self.at
        future = (
            units[at].has("announcement")
            and at + 1 < len(units)
            and (is_adverbial(units[at + 1]) or units[at + 1].tag in ("v", "d"))
            and not (at + 3 < len(units) and units[at + 2].has("noun_tail") and not is_adverbial(units[at + 1]))
        )
        if future and not self.clause.deontics:
            self.clause.actors.clear()
            self.clause.conditions.clear()
            self.clause.subject = None
            return True
        return False

    def _disposal(self) -> bool:
        """Take 把 or 将 with its object; the verb stands behind it."""
        verb = disposal_verb(self.units, self.at)
        if verb is None:
            if self.at + 1 < len(self.units) and self.clause.deontics:
                self.clause.objects.append(Component(self.units[self.at + 1].start, self.units[-1].end, role="direct"))
            return bool(self.clause.objects)
        end = verb
        while end - 1 > self.at + 1 and is_adverbial(self.units[end - 1]):
            end -= 1
            if self.units[end].has("condition_adverb"):
                self._add_condition(end, end + 1)
        self.clause.objects.append(Component(self.units[self.at + 1].start, self.units[end - 1].end, role="direct"))
        self.at = verb
        self._verb()
        return True

    def _verb(self) -> None:
        """Take the aim and, behind it, its object and a 在… or 到… phrase."""
        units, first = self.units, self.at
        last = aim_end(units, first)
        aim = units[last]
        start, after = last + 1, aim.end
        if aim.has("placing") and start < len(units):
            after = aim.end - 1  # 落实|到岗位: the last character opens the phrase
        self.clause.aim, self.clause.aim_unit = Component(units[first].start, after), aim
        while start < len(units) and units[start].has("aspect"):
            start += 1
        if start >= len(units):
            return
        if after < aim.end or (units[start].has("post_mark") and len(units) - start > 1):
            self.clause.conditions.append(
                Component(after if after < aim.end else units[start].start, units[-1].end, kind="constraint")
            )
            return
        told = aim.has("telling") and ends_name(units[start:], alone=True)
        self.clause.objects.append(Component(units[start].start, units[-1].end, role="indirect" if told else "direct"))
        if aim.has("pivotal", "causative_mark"):
            self.clause.embedded = self._embedded(start)

    def _embedded(self, start: int) -> Sequence[Unit]:
        """The units of an embedded clause: they begin with an actor's name."""
        units, n = self.units, len(self.units)
        for j in range(start + 1, n + 1):
            named = ends_name(units[start:j], alone=j - start <= 2) and not units[j - 1].has("nobody")
            if named and (j == n or starts_predicate(units, j) or is_verb(units[j]) or (j + 1 == n and units[j].tag == "vn")):
                return units[start:]
        return ()


def _split(units: Sequence[Unit]) -> list[Component]:
    """One span a coordinate of a noun phrase whose heads the lexicon does not know."""
    groups: list[list[Unit]] = [[]]
    for unit in units:
        if unit.has("coordinator"):
            groups.append([])
        else:
            groups[-1].append(unit)
    return [Component(group[0].start, group[-1].end) for group in groups if group]
