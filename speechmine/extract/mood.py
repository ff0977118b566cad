"""Tell prescribing from describing: a sentence's clauses and its place in the outline in, its mood out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speechmine.codebooks import Codebook
from speechmine.extract.clauses import Clause
from speechmine.folding import fold
from speechmine.records import Component, SegmentedSpeech

__all__ = ["Mood", "read_mood"]

_THRESHOLD = 1.0


@dataclass(frozen=True)
class Mood:
    """How a sentence speaks.

    Attributes
    ----------
    imperative : bool
        Whether a bare verb in it prescribes.
    directive : bool
        Whether the sentence before held a directive.
    reported_by : Component or None
        Who said it, where the sentence relays what somebody else demanded.
    """

    imperative: bool = False
    directive: bool = False
    reported_by: Component | None = None


def read_mood(segmented: SegmentedSpeech, index: int, clauses: Sequence[Clause], *, lexicon: Codebook, after_directive: bool) -> Mood:
    """Weigh the evidence for and against an imperative reading of a sentence's bare verbs.

    Parameters
    ----------
    segmented : SegmentedSpeech
    index : int
        Of the sentence.
    clauses : sequence of Clause
        With their parts read.
    lexicon : Codebook
        The directive lexicon.
    after_directive : bool
        Whether the sentence before, in the same section, held a directive.
    """
    sentence = segmented.sentences[index]
    bare = _opens_bare(clauses)
    evidence = 2.0 * bare + 1.0 * after_directive + 1.0 * sentence.in_heading
    evidence -= 2.5 * any(_reports(clause) for clause in clauses)
    evidence -= 2.0 * any(clause.has("meeting") for clause in clauses) + 1.5 * any(clause.has("announcement") for clause in clauses)
    if not bare:
        evidence -= 1.5 * any(clause.has("problem") for clause in clauses) + 1.0 * any(clause.has("copula") for clause in clauses)
    evidence -= 3.0 * any(clause.has("consequence") for clause in clauses) + 3.0 * _is_title(segmented, index)
    evidence -= 1.5 * _under_review(segmented, index, lexicon)
    return Mood(imperative=evidence >= _THRESHOLD, directive=after_directive, reported_by=_reporter(clauses))


def _opens_bare(clauses: Sequence[Clause]) -> bool:
    """Whether the sentence opens, behind conditions, with the bare verb of an imperative."""
    for clause in clauses:
        if clause.kind == "condition" or (clause.kind == "empty" and clause.has("connective")) or clause.units[-1].has("task_lead"):
            continue
        aim = clause.aim_unit
        if clause.kind != "verbal" or clause.subject or aim is None or not aim.has("aim", "pivotal"):
            return False
        return not any(unit.has("copula") and unit.start > aim.start for unit in clause.units)
    return False


def _reports(clause: Clause) -> bool:
    return clause.has("past") and not clause.trigger


def _reporter(clauses: Sequence[Clause]) -> Component | None:
    """Who demanded it: an authority and a verb of saying in a clause before the directive (省委强调，要…)."""
    for clause in clauses[:-1]:
        saying = next((unit for unit in clause.units if unit.has("speech_act")), None)
        authority = [unit for unit in clause.units if unit.has("authority") and (saying is None or unit.start < saying.start)]
        if saying is not None and authority and clause.units[-1].end - saying.end <= 4:
            return Component(authority[0].start, authority[-1].end)
    return None


def _is_title(segmented: SegmentedSpeech, index: int) -> bool:
    sentence, title = segmented.sentences[index], segmented.speech.title
    return bool(title) and not sentence.in_heading and segmented.view.text[sentence.start : sentence.end].strip().endswith(fold(title or ""))


def _under_review(segmented: SegmentedSpeech, index: int, lexicon: Codebook) -> bool:
    """Whether a heading above the sentence announces a review, a situation or problems."""
    sentence = segmented.sentences[index]
    if sentence.in_heading:
        return False
    return any(match.term.code == "review_heading" for section in segmented.headings_of(sentence) for match in lexicon.find(section.heading))
