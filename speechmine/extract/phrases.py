"""Read the parts of a clause: a comma clause in, its actors, deontics, conditions, aim and objects out.

The reader goes from left to right. Item marks, connectives and adverbs are passed over; a condition phrase, a deontic, an
agent, a noun phrase is taken as it comes; the first verb that remains is the aim, and what follows it the object.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from speechmine.extract.clauses import Clause
from speechmine.extract.units import Unit
from speechmine.records import Component

__all__ = ["read_phrases"]

DEONTICS = ("obligation", "prohibition", "permission")
_COORDINATORS = frozenset(("、", "和", "及", "以及", "与", "或", "或者", "，"))
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}(?:是要|是|要)|第[一二三四五六七八九十]{1,2}[，、]?|（?[一二三四五六七八九十\d]{1,3}[）、.．]|[①-⑳]")
# Verbs of holding and doing thoroughly that pile up before one object: 抓细抓实抓好, 盯紧抓牢.
_RESULTATIVE = re.compile(r".[紧牢实细好住准足强齐严深]")
# Words that name persons or bodies by their last character: 劝导员, 组长, 供销社, 住建所.
_PERSONS = re.compile(r".[员长者户队组们社部局厅办司院所站校厂矿企商方师主]$|^人$|.人$")
_VERB_TAGS = ("v", "vd", "vi", "vg", "l", "i")
_AIM_CODES = ("aim", "pivotal", "purpose", "sanction", "causative_mark")
_NOUN_TAILS = frozenset("的 工作 活动 行动 情况 责任 制度 机制 体系 能力 水平 措施 意识 人员 力度 任务 方案 部门 单位 领域 企业 问题 事故 隐患".split())  # noqa: SIM905


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
        if unit.has(*DEONTICS):
            self.clause.deontics.append(unit)
            self.at += 1
            return True
        if unit.text in ("把", "将") and self._disposal():
            return False
        if unit.has("agent_mark"):
            self._agent()
            return True
        if unit.has("condition_opener") and self._condition():
            return True
        if unit.has("condition_adverb") and not self._is_modifier(self.at):
            self.clause.conditions.append(Component(unit.start, unit.end, kind="constraint"))
            self.at += 1
            return True
        if self._passes_over(unit):
            self.at += 1
            return True
        if self._is_verb(self.at) and not self._heads_subject():
            self._verb()
            return False
        return self._noun_phrase()

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
                self.clause.deontics.append(replace(unit, start=match.end() - 1, end=match.end(), text="要", codes=frozenset(("obligation",))))

    def _lead(self) -> None:
        """Pass over what names a task (我市的主要任务是): the verb behind it prescribes. What dates the task is its condition."""
        for j in range(len(self.units) - 2, self.at - 1, -1):
            if self.units[j].has("task_lead") and self._starts_predicate(j + 1):
                self.at = j + 1
                return

    def _passes_over(self, unit: Unit) -> bool:
        if unit.text in ("地", "来", "去") or (unit.has("connective") and not unit.has("aim")):
            return True
        if self.at + 1 >= len(self.units) or self._is_modifier(self.at):
            return False
        if not unit.codes and unit.tag in ("d", "ad", "zg") and self.clause.deontics:
            return True
        if not unit.has("adverb", "strengthener"):
            return False
        if unit.has("aim") and not self._starts_predicate(self.at + 1):
            return False  # 突出三项整治, 严格安全风险管控: the adverb is the verb
        if unit.has("strengthener"):
            self.clause.strengtheners.append(unit)
        return True

    def _is_modifier(self, at: int) -> bool:
        """Whether an adverb is part of a noun phrase here: 的 or a coordinator follows at once."""
        return at + 1 < len(self.units) and self.units[at + 1].text in ("的", "性", "化", "、")

    # -- conditions

    def _trigger(self) -> bool:
        """Take 对…的 and 不按…整改的 before a comma: whom or what the next clause strikes."""
        units = self.units[self.at :]
        if len(units) < 3 or units[-1].text != "的":
            return False
        while len(units) > 2 and units[0].has("connective", "adverb", "obligation") and not units[0].has("condition_opener"):
            units = units[1:]
        self.clause.trigger = True
        self.clause.conditions.append(Component(units[0].start, self.clause.end, kind="activation"))
        return True

    def _condition(self) -> bool:
        opener = self.units[self.at]
        end = self._phrase_end(self.at)
        if end is None:
            return False
        start = self.units[self.at]
        kind = "activation" if opener.has("activating") else "constraint"
        last = self.units[end - 1]
        if last.text in ("，", "、") and end - 1 > self.at:
            last = self.units[end - 2]
        self.clause.conditions.append(Component(start.start, last.end, kind=kind))
        self.at = end
        return True

    def _phrase_end(self, at: int) -> int | None:
        """Index behind the condition phrase that opens at `at`; None where none opens there."""
        units, n = self.units, len(self.units)
        if at + 1 >= n:
            return None
        predicate = None
        for j in range(at + 1, n):
            if units[j].has("condition_closer") and (j + 1 == n or self._starts_predicate(j + 1)) and (j > at + 1 or j + 1 == n):
                return j + 1
            if predicate is None and j > at + 1 and self._starts_predicate(j) and not self._inside_phrase(j):
                predicate = j
        if units[at].has("aim", "light_verb", "purpose"):
            return None  # 坚持, 采取, 发挥, 抓住: a verb, unless a closer makes it a condition
        if predicate is not None and not units[at].has("clause_opener"):
            return predicate
        return n if units[at].has("long_opener", "clause_opener") or predicate is None else None

    def _starts_predicate(self, j: int) -> bool:
        if j >= len(self.units):
            return False
        unit = self.units[j]
        if unit.has(*DEONTICS) or unit.text in ("把", "将", "予以", "给予", "进行"):
            return True
        if unit.has("adverb", "condition_adverb", "strengthener") and j + 1 < len(self.units) and self._starts_predicate(j + 1):
            return True
        return unit.has("aim", "purpose", "pivotal", "sanction") and len(unit.text) > 1 and not self._is_noun_like(j)

    def _inside_phrase(self, j: int) -> bool:
        """Whether a verb stands inside a noun phrase: 的 or a coordinator comes right before it."""
        return self.units[j - 1].text in ("的", "、", "和", "及", "与", "或", "以及", "等", "各项", "开展", "因") and not self.units[j].has("adverb")

    def _is_noun_like(self, j: int) -> bool:
        after = self.units[j + 1] if j + 1 < len(self.units) else None
        if after is None:
            return not self.units[j].has("sanction")  # a verb at the very end has no object
        if after.text in _NOUN_TAILS or after.tag == "uj":
            return True
        return self.units[j].tag in ("vn", "n", "an", "l") and after.text in ("、", "和", "及", "与", "或", "等", "以及")

    # -- actors

    def _agent(self) -> None:
        """Take 由 A、B before a verb: A and B have to do it; pass over 由 where no verb follows."""
        start = self.at + 1
        verbs = [j for j in range(start + 1, len(self.units)) if self._is_verb(j) and not self._inside_phrase(j)]
        known = [j for j in verbs if self.units[j].has("aim", "sanction", "pivotal") and not self.units[j].has("actor_short")]
        self.at = start
        for j in (*known, *verbs):
            while j - 1 > start and self.units[j - 1].has("adverb", "condition_adverb", "strengthener"):
                j -= 1
            actors = self._actors(start, j, strict=False)
            if actors:
                self.clause.actors.extend(actors)
                self.at = j
                return

    def _noun_phrase(self) -> bool:
        """Take a noun phrase before the predicate: the actors, or a fronted object or topic."""
        end = self._predicate_start(self.at)
        if end is None and self.clause.deontics and not (self.clause.subject and self.clause.objects and not self.units[self.at].tag.startswith("v")):
            self._verb()  # whatever stands behind a deontic is what it prescribes
            return False
        first, stop = self.units[self.at], len(self.units) if end is None else end
        actors = self._actors(self.at, stop, strict=True)
        self.clause.actors.extend(actors)
        span = (first.start, self.units[stop - 1].end)
        self.clause.subject = self.clause.subject or span
        if not actors and end is not None:
            self.clause.objects.append(Component(*span, role="direct"))
        self.at = stop
        return end is not None

    def _predicate_start(self, at: int) -> int | None:
        """Index where the predicate behind the noun phrase at `at` begins: at a deontic, or behind an actor's head."""
        units = self.units
        for j in range(at + 1, len(units)):
            if units[j].has("agent_mark") and j + 1 < len(units):
                return j
            if units[j].has(*DEONTICS) and not self._inside_phrase(j):
                while j - 1 > at and units[j - 1].has("adverb", "strengthener", "condition_adverb") and not units[j - 1].has("actor_head"):
                    j -= 1
                return j
        for j in range(at + 1, len(units)):
            if not self._ends_name(at, j):
                continue
            if self._starts_predicate(j) or (units[j].has("condition_opener") and self._phrase_end(j) not in (None, len(units))):
                return j
            if units[j].has("aim") or (units[j].tag in ("v", "vd") and j + 1 < len(units) and self.clause.deontics):
                return j
        return None

    def _ends_name(self, start: int, end: int) -> bool:
        return _is_actor(self.units[start:end], alone=end - start <= 2)

    def _heads_subject(self) -> bool:
        """Whether a verb only begins a subject: a deontic follows it in the clause and none came before."""
        if self.clause.deontics or self.units[self.at].has("sanction"):
            return False
        return any(self.units[j].has(*DEONTICS) and not self._inside_phrase(j) for j in range(self.at + 2, len(self.units)))

    def _actors(self, start: int, end: int, *, strict: bool) -> list[Component]:
        """The names of who must comply among the units from `start` to `end`, one a coordinate.

        The last coordinate must end in an actor's head; with `strict` nothing else makes a noun phrase an actor.
        """
        groups: list[list[Unit]] = [[]]
        for unit in self.units[start:end]:
            if unit.text in _COORDINATORS or unit.has("connective"):
                groups.append([])
            elif not (unit.has("adverb") and not unit.has("actor_head")):
                groups[-1].append(unit)
        named = [name for name in map(_name_only, groups) if name]
        if not named or not _is_actor(named[-1], alone=not strict or len(named) > 1):
            return []
        return [Component(name[0].start, name[-1].end) for name in named]

    # -- aim and object

    def _is_verb(self, j: int) -> bool:
        unit = self.units[j]
        return unit.has(*_AIM_CODES) or unit.tag in _VERB_TAGS

    def _disposal(self) -> bool:
        """Take 把 or 将 with its object; the verb stands behind it."""
        units = self.units
        for j in self._disposal_verbs():
            if not self._inside_phrase(j) and not (j + 1 < len(units) and units[j + 1].text == "的"):
                end = j
                while end - 1 > self.at + 1 and units[end - 1].has("adverb", "condition_adverb", "strengthener"):
                    end -= 1
                    if units[end].has("condition_adverb"):
                        self.clause.conditions.append(Component(units[end].start, units[end].end, kind="constraint"))
                self.clause.objects.append(Component(units[self.at + 1].start, units[end - 1].end, role="direct"))
                self.at = j
                self._verb()
                return True
        return False

    def _disposal_verbs(self) -> list[int]:
        """Where the verb behind 把 may stand: known ones from the end, else any verb from the beginning."""
        places = range(self.at + 2, len(self.units))
        known = [j for j in places if self.units[j].has("disposal_verb") or (self.units[j].has("aim") and self.units[j].text[-1] in "到在为成入向给")]
        return [*reversed(known), *(j for j in places if self.units[j].tag in _VERB_TAGS)]

    def _verb(self) -> None:
        """Take the aim and, behind it, its object and a 在… or 到… phrase."""
        units, n, first = self.units, len(self.units), self.at
        last = first
        while (after := self._next_aim(last)) > last:
            last = after
        self.clause.aim, self.clause.aim_unit = Component(units[first].start, units[last].end), units[last]
        start = last + 1
        if start < n and units[start].text in ("了", "着", "过"):
            start += 1
        if start >= n:
            return
        if units[start].text in ("在", "到", "至", "于", "向") and n - start > 1:
            self.clause.conditions.append(Component(units[start].start, units[-1].end, kind="constraint"))
            return
        self.clause.objects.append(Component(units[start].start, units[-1].end, role="direct"))
        if units[last].has("pivotal", "causative_mark"):
            self.clause.embedded = self._embedded(start)

    def _embedded(self, start: int) -> Sequence[Unit]:
        """The units of an embedded clause: they begin with an actor's name."""
        for j in range(start + 1, len(self.units) + 1):
            if self._ends_name(start, j) and (j == len(self.units) or self._starts_predicate(j) or self._is_verb(j)):
                return self.units[start:]
        return ()

    def _next_aim(self, last: int) -> int:
        """Index of the verb that forms one compound with the verb at `last` over one object, else `last`."""
        units, n, j = self.units, len(self.units), last + 1
        if j >= n:
            return last
        if _RESULTATIVE.fullmatch(units[last].text[-2:]) and units[j].has("aim") and _RESULTATIVE.fullmatch(units[j].text[-2:]):
            return j
        if units[last].text in ("予以", "强化落实") and units[j].has("aim"):
            return j
        if units[j].text not in ("、", "并", "和", "与", "或") or units[last].has("light_verb"):
            return last
        j += 1
        while j < n and units[j].has("adverb") and not units[j].has("aim"):
            j += 1
        joins = j < n and units[j].has("aim") and len(units[j].text) > 1
        return j if joins and (j + 1 == n or units[j + 1].text not in ("、", "和", "的", "等")) else last


def _name_only(group: list[Unit]) -> list[Unit]:
    """Cut an addressee's modifiers: what stands before 的, and adverbials around the name."""
    for i in range(len(group) - 1, -1, -1):
        if group[i].text == "的":
            group = group[i + 1 :]
            break
    while group and group[0].has("connective", "condition_adverb", "condition_opener", "strengthener") and not group[0].has("actor_head"):
        group = group[1:]
    while group and group[-1].has("condition_adverb", "strengthener") and not group[-1].has("actor_head"):
        group = group[:-1]
    return group


def _is_actor(name: Sequence[Unit], *, alone: bool) -> bool:
    """Whether a name ends in an actor's head; a department's short name counts by itself or behind a place."""
    if not name or any(unit.has("aim") and not unit.has("actor_head", "actor_short") and unit.tag != "vn" for unit in name):
        return False
    if name[-1].has("actor_head") or (name[-1].tag.startswith(("n", "r")) and _PERSONS.search(name[-1].text)):
        return True
    return name[-1].has("actor_short") and (alone or len(name) <= 2)
