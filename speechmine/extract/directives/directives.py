"""Find the directive clauses of a speech: a segmented speech in, coded directives out.

A sentence is cut into clauses; each clause's parts are read; then the clauses are joined into directives from left to
right: a clause is a directive where a deontic governs it, where it opens with the bare verb of an imperative, or where it
goes on with what an earlier clause of the sentence prescribed. Every directive names the rule that made it one.

References
----------
.. [1] C. Frantz and S. Siddiki, "Institutional Grammar 2.0", Public Administration 99(2), 2021.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speechmine.codebooks import Codebook, load_codebook
from speechmine.extract.directives.clauses import Clause, Draft
from speechmine.extract.directives.coder import code_clauses
from speechmine.extract.directives.cutting import cut_clauses
from speechmine.extract.directives.deadlines import find_deadline
from speechmine.extract.directives.evidence import is_lead, opens_bare, see
from speechmine.extract.directives.lexicon import Lexicon, compile_lexicon
from speechmine.extract.directives.mood import names_problem, only_reports, read_mood, states_unless_bare
from speechmine.extract.directives.phrases import read_phrases
from speechmine.extract.directives.readings import Reading
from speechmine.extract.directives.sanctions import mark_threats
from speechmine.extract.directives.scope import Scope
from speechmine.extract.directives.state import Setting, State
from speechmine.extract.directives.units import read_terms, read_units
from speechmine.records import Directive, SegmentedSpeech

__all__ = ["find_directives"]


def find_directives(
    segmented: SegmentedSpeech,
    *,
    lexicon: Codebook | None = None,
    slogans: Iterable[tuple[int, int]] = (),
    readings: list[Reading] | None = None,
    without: Iterable[str] = (),
) -> tuple[Directive, ...]:
    """Find the directives of a speech.

    Parameters
    ----------
    segmented : SegmentedSpeech
    lexicon : Codebook, optional
        The directive lexicon; the package's own where None.
    slogans : iterable of tuple of int
        Spans of slogans in the view: no word inside one is a deontic or an aim.
    readings : list of Reading, optional
        Where given, how each sentence was read is added to it, for who wants to know why.
    without : iterable of str
        Names of rules to switch off, for who wants to know what they do.

    Returns
    -------
    tuple of Directive
        In order of appearance; a parent stands before what is embedded in it, and no two have one span. ``rule`` names the
        rule of the grammar that coded it (``sm.rule_frame`` lists them), with the deontic that governs behind a colon.

    Notes
    -----
    Purposes are parts of the directive before them and no rows. ``strength``, ``deadline`` and ``reported_by`` are not
    validated: no gold codes them. Ellipsis across sentences is not resolved.

    Examples
    --------
    >>> from speechmine.records import Speech
    >>> from speechmine.segment.speech import segment_speech
    >>> speech = segment_speech(Speech("a.txt", 0, 16, "各渡口必须在汛期前修好缆绳。"))
    >>> [(speech.view.text[d.aim.start : d.aim.end], d.modality, d.strength, d.rule) for d in find_directives(speech)]
    [('修好', ('O',), 2, 'deontic:必须')]
    """
    words = compile_lexicon(lexicon or load_codebook("directives"))
    spans = sorted(slogans)
    text, off = segmented.view.text, frozenset(without)
    found: list[Directive] = []
    problem: int | None = None  # the paragraph in which an item names a problem
    scope: Scope | None = None  # the prohibition that the sentence before ends under
    coded = words.codebook.codes_in(text, [(sentence.start, sentence.end) for sentence in segmented.sentences])
    for index, sentence in enumerate(segmented.sentences):
        span = (sentence.start, sentence.end)
        terms = read_terms(segmented, span, words, coded[index], spans)
        carried, scope = _carried(scope, segmented, index), None
        if carried is None and only_reports(text, sentence, terms, words):
            _keep(readings, Reading(index, terms))
            continue
        drafts = cut_clauses(read_units(segmented, span, words, terms))
        after = _follows(found, segmented, index)
        stating = readings is None and not after and states_unless_bare(text, sentence, drafts, words)
        clauses, goes_on = _read(drafts, text, words, stating=stating)
        problem = _problem(clauses if len(drafts) == 1 else (), drafts, sentence.paragraph, problem)
        if not goes_on:
            continue
        clauses = mark_threats(clauses, words)
        seen = see(segmented, index, clauses, lexicon=words, after_directive=after, after_problem=problem is not None)
        mood = read_mood(seen, words)
        state = State(Setting(index, mood, words, text, len(found)), carried)
        decisions = code_clauses(clauses, state, without=off)
        _keep(readings, Reading(index, terms, clauses, mood, decisions))
        found += state.found
        scope = state.scope
    return tuple(_with_deadline(directive, segmented, words) for directive in found)


def _carried(scope: Scope | None, segmented: SegmentedSpeech, index: int) -> Scope | None:
    """The prohibition of the sentence before where ；, and no heading, stands between (不准迟报；不准瞒报)."""
    if scope is None or not scope.goes_on:
        return None
    before, sentence = segmented.sentences[index - 1 : index + 1]
    return scope if before.section == sentence.section else None


def _read(drafts: Sequence[Draft], text: str, lexicon: Lexicon, *, stating: bool) -> tuple[list[Clause], bool]:
    """Read the clauses; False, the rest unread, where a sentence states unless it opens with a bare verb and opens with none."""
    clauses = []
    for i, draft in enumerate(drafts, 1):
        clauses.append(read_phrases(draft, text, lexicon))
        if stating and not is_lead(clauses[-1]):
            if not opens_bare(clauses, drafts[i : i + 1]):
                return clauses, False
            stating = False
    return clauses, not stating


def _keep(readings: list[Reading] | None, reading: Reading) -> None:
    if readings is not None:
        readings.append(reading)


def _follows(found: Sequence[Directive], segmented: SegmentedSpeech, index: int) -> bool:
    """Whether the sentence before, in the same section, holds a directive."""
    before, sentence = segmented.sentences[index - 1], segmented.sentences[index]
    return bool(found) and found[-1].sentence == index - 1 and before.section == sentence.section


def _problem(alone: Sequence[Clause], drafts: Sequence[Draft], paragraph: int, problem: int | None) -> int | None:
    """Paragraph of the item that names a problem and governs this sentence: until its paragraph or the list goes on.

    `alone` is the only clause of the sentence, if it has one.
    """
    if alone and names_problem(alone[0]):
        return paragraph
    if problem is None or paragraph != problem or (drafts and drafts[0].item):
        return None
    return problem


def _with_deadline(directive: Directive, segmented: SegmentedSpeech, lexicon: Lexicon) -> Directive:
    deadline = find_deadline(directive.conditions, segmented.view.text, lexicon=lexicon, speech=segmented.speech)
    return directive._replace(deadline=deadline) if deadline else directive
