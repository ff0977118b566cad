"""Join the clauses of a sentence into directives: clauses with their parts in, coded directives out.

From left to right: what a clause without a predicate gives (conditions, actors, a deontic) waits for the next one; a clause
that prescribes opens a directive; purposes, embedded clauses and sanctions are joined to the directive before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from speechmine.extract.directives.clauses import Clause, cut_clauses
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.mood import Mood
from speechmine.extract.directives.phrases import read_phrases
from speechmine.extract.directives.sanctions import is_breach, is_sanction, sanction_start
from speechmine.extract.directives.scope import Scope, keeps_scope, prevents
from speechmine.extract.directives.units import Unit
from speechmine.records import Component, Directive

__all__ = ["Joiner"]

_MODALITY = {"obligation": "O", "prohibition": "P", "permission": "M"}
_REQUEST = frozenset(("addressing", "obligation"))
_ASKING = ("？", "?")
_APPEAL = "让我们"
_SHORT = 4  # characters of one of a pair of clauses
_BARE = 2
_DUE = "该"
_KNOWN = ("aim", "purpose", "pivotal", "sanction", "causative_mark", "placing")


@dataclass
class Joiner:
    """Joins the clauses of one sentence into directives.

    Parameters
    ----------
    sentence : int
    mood : Mood
    lexicon : Lexicon
    text : str
        The folded view.
    offset : int
        How many directives the speech has before this sentence.
    """

    sentence: int
    mood: Mood
    lexicon: Lexicon
    text: str
    offset: int
    found: list[Directive] = field(default_factory=list)
    conditions: list[Component] = field(default_factory=list)
    actors: list[Component] = field(default_factory=list)
    deontics: list[Unit] = field(default_factory=list)
    topic: Clause | None = None
    breach: bool = False  # a trigger of a sanction waits for its sanction
    due: Clause | None = None  # 该停业的 behind a breach waits for its 停业
    open: str = ""  # what the last clause left open: "embedded", "purpose", "sanction" or nothing
    main: int = -1  # the last directive that is not embedded
    stating: bool = False  # the sentence has gone over to stating
    quoting: bool = False  # the sentence gives what some say or think: 有人说，…
    telling: bool = False  # the sentence tells of some: 个别企业…
    goal: bool = False  # whether its aim is a goal by itself: 提高, 营造
    scope: Scope | None = None  # the prohibition or the verb of preventing that governs the clause before

    def run(self, clauses: Sequence[Clause]) -> list[Directive]:
        """Return the directives of the clauses, in order; a parent stands before what is embedded in it."""
        for i, clause in enumerate(clauses):
            self._take(clause, clauses[i + 1] if i + 1 < len(clauses) else None)
        if (
            clauses and self.deontics and (not self.found or any("prohibition" in unit.codes for unit in self.deontics))
        ):  # 要按铁的纪律、用铁的手腕: a rule of conduct without a verb
            last = clauses[-1]
            self._directive(Clause(last.start, last.end, last.mark, last.units), f"deontic:{self.deontics[0].text}")
        return self.found

    def _take(self, clause: Clause, following: Clause | None) -> None:
        self.stating &= not clause.deontics
        self.stating |= self._states(clause)
        self.telling = not self.found and not clause.deontics and (self.telling or "some" in clause.units[0].codes)
        self.quoting |= "some" in clause.codes and "opinion" in clause.codes and not self.found
        if self.stating or self.quoting:
            self._clear()
            return
        if clause.kind == "condition" and not self._is_measure(clause, following):
            if self.breach and clause.units[0].text == _DUE:
                self.due = clause
                return
            self._wait(clause)
            self.breach |= is_breach(clause, following)
            return
        rule = self._rule(clause, following)
        if rule == "governed" and self.scope:
            self._govern(clause, self.scope)
        elif rule in ("purpose", "extension"):
            self._lengthen(clause, rule)
        elif rule == "embedded":
            self._embed([*clause.units], clause.end)
        elif rule == "sanction":
            self._sanction(clause)
        elif rule:
            self._directive(clause, rule)
        elif clause.kind == "nominal":
            self._nominal(clause, following)
        else:
            self._clear()

    def _wait(self, clause: Clause) -> None:
        """Keep what a clause without a predicate gives to the next one."""
        self.conditions += clause.conditions
        self.actors += clause.actors
        self.deontics += clause.deontics

    def _nominal(self, clause: Clause, following: Clause | None) -> None:
        """Keep a phrase without a predicate: more of the object, who is addressed, or what the next clause is about."""
        if self._adds_object(clause, following):
            main = self.found[self.main]
            self.found[self.main] = main._replace(end=clause.end, objects=_lengthened(main.objects, clause.end))
            return
        told = "copula" in clause.codes or ("past" in clause.codes and not clause.names_relatively)
        if (told and "duty" not in clause.codes) or "vocative" in clause.units[-1].codes:
            self._clear()
            return
        self._wait(clause)
        self.topic = clause if clause.subject and not clause.actors and not clause.has("speech_act", "problem") else None
        self.open = ""

    def _adds_object(self, clause: Clause, following: Clause | None) -> bool:
        """Whether a clause goes on with the object before it: it opens with 以及 and holds a noun phrase."""
        goes_on = bool(self.found) and bool("coordinator" in clause.units[0].codes) and not (following and following.deontics)
        if not goes_on or self.conditions or self.actors or self.deontics:
            return False
        main = self.found[self.main]
        return bool(main.objects) and main.end == clause.start - 1 and main.objects[-1].end == main.end

    def _states(self, clause: Clause) -> bool:
        """Whether a clause, and what follows it, only states: a gloss (即…), or what one is to see (要看到，…)."""
        insight = (
            clause.aim_unit is not None
            and "insight" in clause.aim_unit.codes
            and clause.mark in ("，", "：")
            and not clause.objects
        )
        return "gloss" in clause.units[0].codes or insight

    def _is_measure(self, clause: Clause, following: Clause | None) -> bool:
        """Whether 采取…措施 behind a breach begins the sanction that the next clause goes on with."""
        return self.breach and "measure" in clause.codes and following is not None and "sanction" in following.codes

    # -- which rule

    def _rule(self, clause: Clause, following: Clause | None) -> str | None:
        """Name of the rule by which the clause belongs to a directive, None where it does not."""
        deontics = [*self.deontics, *clause.deontics]
        if self._is_due(clause) or self._sanctions(clause, following, deontics):
            return "sanction"
        if clause.deontics:
            return self._governed(clause)
        if self.scope and self._in_scope(clause, self.scope):
            return "governed"
        if self.found and not (clause.item or clause.actors or self.actors or deontics):
            joined = self._joined(clause)
            if joined:
                return joined
        return self._free(clause, deontics)

    def _sanctions(self, clause: Clause, following: Clause | None, deontics: Sequence[Unit]) -> bool:
        """Whether a clause states a sanction or goes on with one."""
        governed = deontics or self.found or self.mood.imperative or clause.threat
        if governed and is_sanction(clause, following, breach=self.breach):
            return True
        return self.open == "sanction" and not deontics and self._goes_on(clause)

    def _in_scope(self, clause: Clause, scope: Scope) -> bool:
        """Whether the prohibition or the verb of preventing of the clause before governs this one, too."""
        waiting = self.conditions or self.actors or self.deontics or self.topic
        return not waiting and keeps_scope(clause, scope.clause)

    def _is_due(self, clause: Clause) -> bool:
        """Whether a clause has the verb of the 该…的 before it (该停业的|停业); it is a condition where it has not."""
        if self.due is None:
            return False
        named = {unit.text for unit in self.due.units[1:-1]}
        if clause.aim_unit is not None and clause.aim_unit.text in named:
            return True
        self._wait(self.due)
        self.due = None
        return False

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause goes on with the sanction before it (先免职，再处理; 第二次待岗; 直至吊销证照)."""
        measured = "sanction" in clause.codes or clause.units[-1].tag == "m"  # 停掉一批、关掉一批
        return (clause.kind == "verbal" and measured) or ("sequel" in clause.units[0].codes and not clause.conditions)

    def _governed(self, clause: Clause) -> str | None:
        """A clause with a deontic of its own."""
        weak = all("weak" in unit.codes or unit.text == "不能" for unit in clause.deontics)
        told = weak and (("meeting" in clause.codes and not self._convenes(clause)) or self._is_speaker(clause))
        if told or self._moves_or_asks(clause):
            return None
        if weak and (self._describes(clause) or self._hangs(clause)):
            return None
        if clause.deontics[0].codes >= _REQUEST and (
            clause.subject or any(a.start < clause.deontics[0].start for a in clause.actors)
        ):
            return None  # 人民都希望和平
        if clause.aim or clause.subject or clause.objects or "aim" in clause.codes:
            return f"deontic:{clause.deontics[0].text}"
        return None

    def _moves_or_asks(self, clause: Clause) -> bool:
        """Whether a clause asks (为什么还要签字？) or tells what moves us (这样的教训让我们痛心)."""
        first = clause.deontics[0]
        if first.text == _APPEAL:
            return first.start > clause.start and "connective" not in clause.units[0].codes
        return clause.mark in _ASKING and "addressing" not in first.codes

    def _convenes(self, clause: Clause) -> bool:
        """Whether somebody named is to hold a meeting (各村要召开村民会): the clause is not about this one."""
        first = clause.deontics[0].start
        held = all(unit.start > first for unit in clause.units if "meeting" in unit.codes)
        held &= any("meeting" in unit.codes and "aim" in unit.codes for unit in clause.units)
        return held and any(actor.start < first for actor in clause.actors)

    def _describes(self, clause: Clause) -> bool:
        """Whether a weak deontic describes: in a review of a subject that is not addressed, or behind 曾, 总是."""
        first = clause.deontics[0].start
        if any("habitual" in unit.codes and unit.start < first for unit in clause.units):
            return True
        if self.telling and not clause.actors:
            return True
        addressed = bool(clause.actors) and clause.aim_unit is not None and clause.aim_unit.has(*_KNOWN)
        return self.mood.describing and clause.units[0].start != first and not addressed

    def _hangs(self, clause: Clause) -> bool:
        """Whether nothing follows a weak deontic: it is a noun there (出于发展的需要)."""
        return "weak" in clause.units[-1].codes and clause.aim is None

    def _is_speaker(self, clause: Clause) -> bool:
        """Whether the speaker tells what the speaker will do (我还要多说几句)."""
        return any("speaker" in unit.codes and unit.start < clause.deontics[0].start for unit in clause.units)

    def _joined(self, clause: Clause) -> str | None:
        """A clause that depends on the directive before it."""
        aim = clause.aim_unit
        if self._is_purpose(clause):
            return "purpose"
        if self.open == "embedded" and aim and not clause.conditions and not clause.subject:
            return "embedded"
        if self.open == "purpose" and len(clause.units) == 1 and clause.end - clause.start == _SHORT and self._lists():
            return "extension"  # 做到有备无患，严阵以待
        if self.open == "purpose" and (clause.kind != "verbal" or (aim and not aim.has("aim", "pivotal"))) and not clause.subject:
            return None if clause.aim and clause.conditions else "extension"
        return None

    def _lists(self) -> bool:
        """Whether the last purpose lists what is to be attained: 做到."""
        purposes = self.found[self.main].purposes
        return bool(purposes) and self.text.startswith("做到", purposes[-1].start)

    def _free(self, clause: Clause, deontics: Sequence[Unit]) -> str | None:
        """A clause without a deontic of its own that stands for itself."""
        aim = clause.aim_unit
        if (
            clause.kind != "verbal"
            or aim is None
            or clause.has("copula", "meeting")
            or (clause.subject and not clause.actors and "uniform" not in clause.codes)
        ):
            return None
        if self.mood.reported_by and clause.start <= self.mood.reported_by.start < clause.end and not clause.relayed:
            return None
        if deontics:
            return f"deontic:{deontics[0].text}"
        known = aim.has(*_KNOWN) or "disposal_mark" in clause.codes or bool(clause.strengtheners) or clause.negated
        if self.found and (known or not clause.has("past", "problem", "consequence")):
            return "coordinated"
        return "imperative" if self.mood.imperative and known else None

    def _is_purpose(self, clause: Clause) -> bool:
        """Whether a clause depends on the one before as its purpose: it opens with 确保, 防止, 使 and has no deontic."""
        if clause.aim_unit is None or "purpose" not in clause.aim_unit.codes or clause.subject or clause.fronts:
            return False
        if any(c.kind == "constraint" and c.end - c.start > 2 for c in clause.conditions):
            return False
        # 要提高能力，营造氛围: two goals of one rank
        main = self.found[self.main]
        alone = main.aim and not (main.conditions or main.actors or main.deontics)
        begins = main.aim.start if main.aim and alone else main.start  # behind （三）
        bare = _BARE if alone else _SHORT  # the adverb before it is no part: 密切|配合
        parallel = main.end - begins in (bare, _SHORT) and clause.end - clause.start == _SHORT  # 统一思想，提高认识
        return "result" in clause.aim_unit.codes or not (self.goal or parallel) or bool(main.purposes)

    # -- what a rule does

    def _govern(self, clause: Clause, scope: Scope) -> None:
        """Add what the prohibition, or the verb of preventing, of the clause before governs, too."""
        if scope.governing:
            self._prohibit(clause, scope)
        else:
            self._prevent(clause, scope)

    def _prohibit(self, clause: Clause, scope: Scope) -> None:
        """Add what the prohibition of the clause before forbids, too."""
        before = scope.directive
        directive = before._replace(
            start=clause.start,
            end=clause.end,
            sentence=self.sentence,
            modality=("P",),
            strength=self._strength(clause, scope.governing),
            rule="coordinated",
            actors=_inherited(before.actors),
            deontics=_inherited([Component(unit.start, unit.end) for unit in scope.governing]),
            aim=clause.aim or Component(clause.start, clause.end),
            objects=tuple(clause.objects) if clause.aim else (),
            conditions=tuple(clause.conditions),
            purposes=(),
        )
        self._add(directive)
        self.scope = Scope(clause, scope.governing, directive)

    def _prevent(self, clause: Clause, scope: Scope) -> None:
        """Give what is to be prevented, too, to the object or the purpose that the verb of preventing opened."""
        if self.found:
            last = self.found[self.main]._replace(end=clause.end)
            if last.purposes:
                self.found[self.main] = last._replace(purposes=_lengthened(last.purposes, clause.end))
            else:
                self.found[self.main] = last._replace(objects=_lengthened(last.objects, clause.end))
        self.scope = scope._replace(clause=replace(scope.clause, mark=clause.mark))

    def _directive(self, clause: Clause, rule: str) -> None:
        fused, aim = self._part_fused(clause)
        deontics = fused or [*self.deontics, *clause.deontics]
        actors, conditions = [*self.actors, *clause.actors], [*self.conditions, *clause.conditions]
        objects = list(clause.objects)
        self._use_topic(clause, objects, conditions)
        before = self.found[self.main] if self.found else None
        parts: list[Component | Unit] = [*conditions, *actors, *objects, *deontics]
        directive = Directive(
            start=min([clause.start, *(part.start for part in parts)]),
            end=clause.end,
            sentence=self.sentence,
            modality=self._modality(deontics, before),
            strength=self._strength(clause, deontics),
            rule=rule,
            reported=self.mood.reported_by is not None,
            reported_by=self.mood.reported_by,
            actors=tuple(actors) or _inherited(before.actors if before else ()),
            deontics=tuple(Component(d.start, d.end) for d in deontics) or _inherited(_lasting(before)),
            aim=aim,
            objects=tuple(objects),
            conditions=tuple(conditions),
        )
        self._add(directive)
        self._open_scope(clause, deontics)
        self.goal = clause.aim_unit is not None and "goal" in clause.aim_unit.codes
        if clause.embedded:
            self._embed(clause.embedded, clause.end, first=True)
            acts = len(self.found) == self.main + 1 or self.found[-1].aim is not None
            self.open = "embedded" if acts else ""  # 发动群众，备足物资: the next verb is not theirs

    def _part_fused(self, clause: Clause) -> tuple[list[Unit], Component | None]:
        """The prohibition that the aim of a clause without a deontic opens with (决不|姑息), and the aim behind it."""
        aim, unit = clause.aim, clause.aim_unit
        if aim is None or unit is None or clause.deontics or unit.text not in self.lexicon.fused:
            return [], aim
        stop = unit.start + self.lexicon.fused[unit.text]
        prohibition = frozenset(("prohibition",))
        return [unit._replace(end=stop, text=self.text[unit.start : stop], codes=prohibition)], aim._replace(start=stop)

    def _open_scope(self, clause: Clause, deontics: Sequence[Unit]) -> None:
        """Keep the prohibition or the verb of preventing that may govern what is coordinated with a clause."""
        prohibitions = [unit for unit in deontics if "prohibition" in unit.codes]
        forbids = bool(prohibitions) and deontics[-1] is prohibitions[-1]
        if forbids or (prevents(clause) and clause.objects):
            self.scope = Scope(clause, prohibitions if forbids else (), self.found[self.main])

    def _use_topic(self, clause: Clause, objects: list[Component], conditions: list[Component]) -> None:
        """Give a topic that stood before a comma its part: the object where the verb has none, else a circumstance."""
        if self.topic is None or self.topic.subject is None or clause.subject:
            return
        span = self.topic.subject
        if not objects and clause.aim and "copula" not in self.topic.codes:
            objects.insert(0, Component(*span, role="direct"))
        elif "field" in self.topic.units[-1].codes:
            conditions.insert(0, Component(*span, kind="constraint"))

    def _modality(self, deontics: Sequence[Unit], before: Directive | None) -> tuple[str, ...]:
        kinds = {_MODALITY[code] for unit in deontics for code in DEONTICS if unit.has(code)}
        if not kinds and before is not None and "P" not in before.modality:
            kinds = set(before.modality)
        return tuple(m for m in "OPM" if m in kinds) or ("O",)

    def _add(self, directive: Directive) -> None:
        self.found.append(directive)
        self.main = len(self.found) - 1
        self._clear()

    def _embed(self, units: Sequence[Unit], end: int, *, first: bool = False) -> None:
        """Add what a pivotal verb embeds as rows of their own under its parent, and to the parent's object."""
        parent = self.found[self.main]
        if not first:
            parent = self.found[self.main] = parent._replace(end=end, objects=_lengthened(parent.objects, end))
        for clause in cut_clauses(units):
            inner = read_phrases(clause, self.text)
            actors = tuple(a._replace(how="causative") for a in inner.actors)
            if first and not actors and len(self.found) == self.main + 1:
                return
            actors = actors or _inherited(next((d.actors for d in self.found[self.main + 1 :]), ()))
            if inner.aim is not None or actors:
                self.found.append(self._embedded(inner, parent, actors))
                self._embed_deeper(inner, parent)

    def _embed_deeper(self, inner: Clause, parent: Directive) -> None:
        """Add who is to act in what an embedded clause embeds (督促企业组织班组学习)."""
        for clause in cut_clauses(inner.embedded) if inner.embedded else ():
            deeper = read_phrases(clause, self.text)
            if deeper.actors:
                actors = tuple(actor._replace(how="causative") for actor in deeper.actors)
                self.found.append(self._embedded(deeper, parent, actors))

    def _embedded(self, inner: Clause, parent: Directive, actors: tuple[Component, ...]) -> Directive:
        return Directive(
            start=inner.start,
            end=inner.end,
            sentence=self.sentence,
            modality=parent.modality,
            strength=parent.strength,
            rule="embedded",
            parent=self.offset + self.main,
            reported=parent.reported,
            reported_by=parent.reported_by,
            actors=actors,
            aim=inner.aim,
            objects=tuple(inner.objects) if inner.aim else (),
            conditions=tuple(inner.conditions),
        )

    def _lengthen(self, clause: Clause, rule: str) -> None:
        """Give a purpose clause, or one more phrase of it, to the directive before it."""
        last = self.found[self.main]
        if rule == "purpose":
            purposes = (*last.purposes, Component(clause.aim.start if clause.aim else clause.start, clause.end))
        else:
            purposes = _lengthened(last.purposes, clause.end)
        self.found[self.main] = last._replace(end=clause.end, purposes=purposes, conditions=(*last.conditions, *self.conditions))
        self._clear()
        self.open = (
            "purpose" if rule == "extension" or (clause.aim_unit is not None and "listing" in clause.aim_unit.codes) else ""
        )
        if rule == "purpose":
            self._open_scope(clause, ())
        if clause.embedded and rule == "purpose":
            self._embed(clause.embedded, clause.end, first=True)

    def _sanction(self, clause: Clause) -> None:
        if self.open == "sanction" and not self.conditions:  # 采取停电等措施，并给予处罚
            last = self.found[-1]
            self.found[-1] = last._replace(end=clause.end, or_else=(last.or_else[0]._replace(end=clause.end),))
            self.due = None
            return
        start = self.due.start if self.due else sanction_start(clause)
        conditions = [*self.conditions, *(c for c in clause.conditions if c.kind == "activation" or c.end <= start)]
        deontics = [*self.deontics, *([] if self.due else clause.deontics)]
        enforces = next(
            (i for i in range(len(self.found) - 1, -1, -1) if self.found[i].aim and self.found[i].parent is None), None
        )
        directive = Directive(
            start=min([clause.start, *(c.start for c in conditions)]),
            end=clause.end,
            sentence=self.sentence,
            modality=("O",),
            strength=self._strength(clause, deontics),
            rule="sanction",
            reported=self.mood.reported_by is not None,
            reported_by=self.mood.reported_by,
            actors=(*self.actors, *(actor for actor in clause.actors if actor.end <= start)),
            deontics=tuple(Component(d.start, d.end) for d in deontics),
            conditions=tuple(conditions),
            or_else=(Component(start, clause.end),),
            enforces=None if enforces is None else self.offset + enforces,
        )
        self._add(directive)
        self.open, self.breach = "sanction", clause.mark in ("，", "、")

    def _strength(self, clause: Clause, deontics: Sequence[Unit]) -> int:
        """The strongest word that governs the clause decides; a hedge weakens where nothing is stronger than plain."""
        values = [self.lexicon.grades.get(unit.text, 1) for unit in (*deontics, *clause.strengtheners)]
        if not values:
            return 1
        return 0 if 0 in values and max(values) <= 1 else max(values)

    def _clear(self) -> None:
        self.conditions, self.actors, self.deontics = [], [], []
        self.topic, self.due, self.breach, self.open = None, None, False, ""
        self.scope = None


def _lengthened(parts: Sequence[Component], end: int) -> tuple[Component, ...]:
    *others, last = parts
    return (*others, last._replace(end=end))


def _lasting(before: Directive | None) -> Sequence[Component]:
    """The deontics that a directive hands on to what goes on with it: a prohibition ends with its scope."""
    return before.deontics if before and "P" not in before.modality else ()


def _inherited(parts: Sequence[Component]) -> tuple[Component, ...]:
    return tuple(part._replace(how="inherited") for part in parts)
