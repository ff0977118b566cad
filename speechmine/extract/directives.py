"""Find the directive clauses of a speech: a segmented speech in, coded directives out.

A sentence is cut into comma clauses; each clause's parts are read; then the clauses are joined into directives from left
to right: a clause is a directive where a deontic governs it, where it opens with the bare verb of an imperative, or where
it goes on with what an earlier clause of the sentence prescribed. Every directive names the rule that made it one.

References
----------
.. [1] C. Frantz and S. Siddiki, "Institutional Grammar 2.0", Public Administration 99(2), 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from speechmine.codebooks import Codebook, load_codebook
from speechmine.extract.clauses import Clause, cut_clauses
from speechmine.extract.mood import Mood, read_mood
from speechmine.extract.phrases import DEONTICS, read_phrases
from speechmine.extract.units import Unit, read_units
from speechmine.records import Component, Directive, SegmentedSpeech

__all__ = ["find_directives"]

_MODALITY = {"obligation": "O", "prohibition": "P", "permission": "M"}


def find_directives(
    segmented: SegmentedSpeech, *, lexicon: Codebook | None = None, slogans: Iterable[tuple[int, int]] = ()
) -> tuple[Directive, ...]:
    """Find the directives of a speech.

    Parameters
    ----------
    segmented : SegmentedSpeech
    lexicon : Codebook, optional
        The directive lexicon; the package's own where None.
    slogans : iterable of tuple of int
        Spans of slogans in the view: no word inside one is a deontic or an aim.

    Returns
    -------
    tuple of Directive
        In order of appearance; a parent stands before what is embedded in it.
    """
    lexicon = lexicon or load_codebook("directives")
    spans = sorted(slogans)
    found: list[Directive] = []
    for index, sentence in enumerate(segmented.sentences):
        units = read_units(segmented, (sentence.start, sentence.end), lexicon, spans)
        clauses = [read_phrases(clause, segmented.view.text) for clause in cut_clauses(units)]
        after = bool(found) and found[-1].sentence == index - 1 and segmented.sentences[index - 1].section == sentence.section
        mood = read_mood(segmented, index, clauses, lexicon=lexicon, after_directive=after)
        joiner = _Joiner(index, mood, _grades(lexicon), segmented.view.text, offset=len(found))
        found += joiner.run(clauses)
    return tuple(found)


def _grades(lexicon: Codebook) -> dict[str, int]:
    """Strength of each deontic and strengthener of the lexicon."""
    return {term.term: int(term.extras["strength"]) for term in lexicon.terms if "strength" in term.extras}


@dataclass
class _Joiner:
    """Joins the clauses of one sentence into directives, from left to right."""

    sentence: int
    mood: Mood
    grades: dict[str, int]
    text: str
    offset: int
    found: list[Directive] = field(default_factory=list)
    conditions: list[Component] = field(default_factory=list)
    actors: list[Component] = field(default_factory=list)
    deontics: list[Unit] = field(default_factory=list)
    topic: tuple[int, int] | None = None
    breach: bool = False  # a trigger of a sanction waits for its sanction
    open: str = ""  # what the last clause left open: "embedded", "purpose" or nothing
    main: int = -1  # the last directive that is not embedded

    def run(self, clauses: Sequence[Clause]) -> list[Directive]:
        for i, clause in enumerate(clauses):
            self._take(clause, clauses[i + 1] if i + 1 < len(clauses) else None)
        if self.deontics and not self.found and clauses:  # 要按铁的纪律、用铁的手腕: a rule of conduct without a verb
            self._directive(clauses[-1], f"deontic:{self.deontics[0].text}")
        return self.found

    def _take(self, clause: Clause, following: Clause | None) -> None:
        if clause.kind == "condition":
            self._wait(clause)
            self.breach |= (clause.has("breach") or clause.trigger) and any(c.kind == "activation" for c in clause.conditions)
            return
        rule = self._rule(clause, following)
        if rule in ("purpose", "extension"):
            self._lengthen(clause, rule)
        elif rule == "embedded":
            self._embed([*clause.units], clause.end)
        elif rule == "sanction":
            self._sanction(clause)
        elif rule:
            self._directive(clause, rule)
        elif clause.kind == "nominal":
            self._wait(clause)
            self.topic = clause.subject if not clause.actors and not clause.has("speech_act") else None
            self.open = ""
        else:
            self._clear()

    def _wait(self, clause: Clause) -> None:
        """Keep what a clause without a predicate gives to the next one."""
        self.conditions += clause.conditions
        self.actors += clause.actors
        self.deontics += clause.deontics

    def _rule(self, clause: Clause, following: Clause | None) -> str | None:
        """Name of the rule by which the clause belongs to a directive, None where it does not."""
        deontics = [*self.deontics, *clause.deontics]
        if self._sanctions(clause, following) and (deontics or self.found or self.mood.imperative):
            return "sanction"
        if clause.deontics:
            return f"deontic:{clause.deontics[0].text}" if clause.aim or clause.subject or clause.objects or clause.has("aim") else None
        fresh = clause.item or clause.actors or self.actors or deontics
        aim = clause.aim_unit
        if self.found and not fresh:
            if _is_purpose(clause):
                return "purpose"
            if self.open == "embedded" and aim and not clause.conditions and not clause.subject:
                return "embedded"
            if self.open == "purpose" and (clause.kind != "verbal" or (aim and not aim.has("aim", "pivotal"))) and not clause.subject:
                return "extension"
        if clause.kind != "verbal" or aim is None or clause.has("copula", "meeting") or (clause.subject and not clause.actors):
            return None
        if deontics:
            return f"deontic:{deontics[0].text}"
        known = aim.has("aim", "purpose", "pivotal", "sanction", "causative_mark")
        if self.found and known:
            return "coordinated"
        return "imperative" if self.mood.imperative and known else None

    def _sanctions(self, clause: Clause, following: Clause | None) -> bool:
        breach = self.breach or (clause.has("breach") and any(c.kind == "activation" for c in clause.conditions))
        if not breach or clause.kind == "nominal":
            return False
        return clause.has("sanction") or (following is not None and following.has("sanction") and not following.conditions)

    # -- what a rule does

    def _directive(self, clause: Clause, rule: str) -> None:
        deontics = [*self.deontics, *clause.deontics]
        actors, conditions = [*self.actors, *clause.actors], [*self.conditions, *clause.conditions]
        objects = list(clause.objects)
        if self.topic and clause.deontics and not clause.subject and not actors:
            objects.insert(0, Component(*self.topic, role="direct"))
        before = self.found[self.main] if self.found else None
        shared = () if actors or before is None else tuple(replace(a, how="inherited") for a in before.actors)
        governing = tuple(Component(d.start, d.end) for d in deontics)
        if not governing and before is not None:
            governing = tuple(replace(d, how="inherited") for d in before.deontics)
        kinds = {_MODALITY[code] for unit in deontics for code in DEONTICS if unit.has(code)}
        if not kinds and before is not None and "P" not in before.modality:
            kinds = set(before.modality)
        parts = [*conditions, *actors, *objects, *deontics]
        directive = Directive(
            start=min([clause.start, *(part.start for part in parts)]),
            end=clause.end,
            sentence=self.sentence,
            modality=tuple(m for m in "OPM" if m in kinds) or ("O",),
            strength=self._strength(clause, deontics),
            rule=rule,
            reported=self.mood.reported_by is not None,
            reported_by=self.mood.reported_by,
            actors=tuple(actors) or shared,
            deontics=governing,
            aim=clause.aim,
            objects=tuple(objects),
            conditions=tuple(conditions),
        )
        self._add(directive)
        self._open_embedding(clause)

    def _add(self, directive: Directive) -> None:
        self.found.append(directive)
        self.main = len(self.found) - 1
        self._clear()

    def _open_embedding(self, clause: Clause) -> None:
        if clause.embedded:
            self._embed(clause.embedded, clause.end, first=True)
            self.open = "embedded"

    def _embed(self, units: Sequence[Unit], end: int, *, first: bool = False) -> None:
        """Add what a pivotal verb embeds as a row of its own under its parent, and to the parent's object."""
        parent = self.found[self.main]
        if not first:
            *others, last = parent.objects
            parent = self.found[self.main] = replace(parent, end=end, objects=(*others, replace(last, end=end)))
        inner = read_phrases(cut_clauses(units)[0], self.text)
        named = inner.actors or _leading_actor(inner)
        actors = [replace(a, how="causative") for a in named] or [
            replace(a, how="inherited") for d in self.found[self.main + 1 :][:1] for a in d.actors
        ]
        if inner.aim is None and not actors:
            return
        self.found.append(
            Directive(
                start=units[0].start,
                end=end,
                sentence=self.sentence,
                modality=parent.modality,
                strength=parent.strength,
                rule="embedded",
                parent=self.offset + self.main,
                reported=parent.reported,
                reported_by=parent.reported_by,
                actors=tuple(actors),
                aim=inner.aim,
                objects=tuple(inner.objects) if inner.aim else (),
                conditions=tuple(inner.conditions),
            )
        )

    def _lengthen(self, clause: Clause, rule: str) -> None:
        """Give a purpose clause, or one more phrase of it, to the directive before it."""
        last = self.found[self.main]
        if rule == "purpose":
            purposes = (*last.purposes, Component(_purpose_start(clause), clause.end))
        else:
            *others, purpose = last.purposes
            purposes = (*others, replace(purpose, end=clause.end))
        self.found[self.main] = replace(last, end=clause.end, purposes=purposes, conditions=(*last.conditions, *self.conditions))
        self._clear()
        self.open = "purpose" if rule == "extension" or _purpose_is_open(clause) else ""
        if clause.embedded and rule == "purpose":
            self._embed(clause.embedded, clause.end, first=True)

    def _sanction(self, clause: Clause) -> None:
        if self.open == "sanction":  # 采取停电等措施，并给予处罚
            last = self.found[-1]
            self.found[-1] = replace(last, end=clause.end, or_else=(replace(last.or_else[0], end=clause.end),))
            return
        conditions = [*self.conditions, *(c for c in clause.conditions if c.kind == "activation")]
        deontics = [*self.deontics, *clause.deontics]
        enforces = next((i for i in range(len(self.found) - 1, -1, -1) if self.found[i].aim and self.found[i].parent is None), None)
        directive = Directive(
            start=min([clause.start, *(c.start for c in conditions)]),
            end=clause.end,
            sentence=self.sentence,
            modality=("O",),
            strength=self._strength(clause, deontics),
            rule="sanction",
            reported=self.mood.reported_by is not None,
            reported_by=self.mood.reported_by,
            actors=tuple([*self.actors, *clause.actors]),
            deontics=tuple(Component(d.start, d.end) for d in deontics),
            conditions=tuple(conditions),
            or_else=(Component(_sanction_start(clause), clause.end),),
            enforces=None if enforces is None else self.offset + enforces,
        )
        self._add(directive)
        self.open, self.breach = "sanction", clause.mark == "，"

    def _strength(self, clause: Clause, deontics: Sequence[Unit]) -> int:
        """The strongest word that governs the clause decides; a hedge weakens where nothing is stronger than plain."""
        values = [self.grades.get(unit.text, 1) for unit in (*deontics, *clause.strengtheners)]
        if not values:
            return 1
        return 0 if 0 in values and max(values) <= 1 else max(values)

    def _clear(self) -> None:
        self.conditions, self.actors, self.deontics = [], [], []
        self.topic, self.breach, self.open = None, False, ""


def _is_purpose(clause: Clause) -> bool:
    """Whether a clause depends on the one before as its purpose: it opens with 确保, 防止, 使 and has no deontic."""
    if clause.aim_unit is None or not clause.aim_unit.has("purpose") or clause.subject:
        return False
    return not any(c.kind == "constraint" and c.end - c.start > 4 for c in clause.conditions)


def _purpose_start(clause: Clause) -> int:
    return clause.aim.start if clause.aim else clause.start


def _purpose_is_open(clause: Clause) -> bool:
    """Whether more phrases of the purpose may follow: 做到警钟长鸣，严防死守."""
    return clause.aim_unit is not None and clause.aim_unit.text == "做到"


def _leading_actor(inner: Clause) -> list[Component]:
    return [Component(*inner.subject)] if inner.subject and not inner.actors and inner.aim is None else []


def _sanction_start(clause: Clause) -> int:
    """Start of the sanction: behind the deontic, the trigger and the actors that stand in the same clause."""
    ends = [part.end for part in (*clause.deontics, *(c for c in clause.conditions if c.kind == "activation"), *clause.actors)]
    start = max([clause.start, *ends])
    return next((unit.start for unit in clause.units if unit.start >= start and not unit.has("connective")), start)
