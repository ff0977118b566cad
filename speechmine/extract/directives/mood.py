"""Tell prescribing from describing: a sentence's clauses and its place in the outline in, its mood out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from speechmine.extract.directives.clauses import Clause, Draft
from speechmine.extract.directives.evidence import FEATURES, Seen
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.predicates import VERB_CODES
from speechmine.extract.directives.reporting import find_reporter
from speechmine.extract.directives.units import Terms
from speechmine.records import Component, Sentence

__all__ = ["PRESCRIBABLE", "Mood", "names_problem", "only_reports", "read_mood", "states_unless_bare"]

PRESCRIBABLE = VERB_CODES.union(("disposal_mark", "wh_indefinite"))
_PRESCRIBING = frozenset((*DEONTICS, "agent_mark", "universal_adverb", "apodosis", "sanction"))
_CLAUSE_END = re.compile(r"[，；：。！？、]")
_LIST_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d第①-⑳㊀-㊉㈠-㈩⑴-⒛Ⅰ-Ⅻ]")


@dataclass(frozen=True)
class Mood:
    """How a sentence speaks.

    Attributes
    ----------
    imperative : bool
        Whether a bare verb in it prescribes.
    describing : bool
        Whether a weak deontic (人要回家) describes: the sentence enlarges on a problem.
    reported_by : Component or None
        Who said it, where the sentence relays what somebody else demanded.
    evidence : mapping of str to float
        What spoke for (positive) and against an imperative reading, by name.
    """

    imperative: bool = False
    describing: bool = False
    reported_by: Component | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)


def read_mood(seen: Seen, lexicon: Lexicon) -> Mood:
    """Weigh the evidence for and against an imperative reading of a sentence's bare verbs."""
    weights = lexicon.weights
    evidence = {name: weights.features[name] for name, holds in FEATURES.items() if holds(seen)}
    return Mood(
        imperative=sum(evidence.values()) >= weights.threshold,
        describing=(seen.after_problem or seen.review) and not seen.after_directive,
        reported_by=find_reporter(seen.clauses) if "speech_act" in seen.codes else None,
        evidence=evidence,
    )


def only_reports(text: str, sentence: Sentence, terms: Terms, lexicon: Lexicon) -> bool:
    """Whether a sentence reports and cannot prescribe, however its clauses are read: most of a review need not be read.

    It holds no deontic and is no item of a list, and it has no verb that the lexicon knows or a mark of the past outside of
    relative clauses, which outweighs whatever else could speak for an imperative.
    """
    if sentence.in_heading or _may_oblige(text, sentence, lexicon) or _LIST_ITEM.match(text, sentence.start):
        return False
    codes = terms.all_codes()
    if not codes.isdisjoint(DEONTICS):
        return False
    if codes.isdisjoint(PRESCRIBABLE):
        return True
    decides = "past" in codes and lexicon.weights.past_outweighs
    past = [end for (_, end), own in terms.codes.items() if "past" in own] if decides else []
    return any(_ends_outside(text, end, sentence.end, lexicon.terms("modifier_mark")) for end in past)


def states_unless_bare(text: str, sentence: Sentence, clauses: Sequence[Draft], lexicon: Lexicon) -> bool:
    """Whether a sentence that no directive precedes states, unless it opens with a bare verb: the rest need not be read.

    It holds no deontic, no word that assigns a task or holds for all, and none of a sanction; it is no heading.
    """
    if sentence.in_heading or _may_oblige(text, sentence, lexicon) or lexicon.weights.threshold <= 0:
        return False
    return all(clause.codes.isdisjoint(_PRESCRIBING) for clause in clauses)


def _may_oblige(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a weak deontic may hide in a word of the sentence (业主|要), or in what counts an item (二要)."""
    return lexicon.weak.search(text, sentence.start, sentence.end) is not None


def _ends_outside(text: str, at: int, end: int, marks: Iterable[str]) -> bool:
    """Whether no 的 stands between an offset and the end of its clause."""
    stop = _CLAUSE_END.search(text, at, end)
    return all(text.find(mark, at, stop.start() if stop else end) < 0 for mark in marks)


def names_problem(clause: Clause) -> bool:
    """Whether a clause is an item that names a problem (二是责任不到位。): what follows enlarges on it."""
    return clause.item and "problem" in clause.codes and not clause.deontics
