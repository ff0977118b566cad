"""Code the theme of every sentence from its words and its place in the speech: a segmented speech in, codes out.

A sentence is read with its context. Its own terms weigh most; then come those of the headings above it, of its paragraph
and, in a second look, the themes of its neighbours. The shares were chosen on coded speeches and hold with a third of the
terms taken away at random. With the package's own codebook, weights learned from coded texts then say how far these scores,
the strings of the sentence and its place are to be believed (``theme_weights``): those of speeches on safety, or those of any
other prose, which take a sentence's own terms and know when to give no theme. With a user's codebook the highest score wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from speechmine.codebooks import Codebook, Match, load_codebook
from speechmine.extract.safety import dangers_in, is_on_safety
from speechmine.extract.theme_features import prose_features, safety_features
from speechmine.extract.theme_weights import load_weights
from speechmine.records import Section, SegmentedSpeech

__all__ = ["code_themes", "score_themes"]

Scores = defaultdict[str, float]

# What a heading hands on to the sentences below it, by its place; a depth-1 heading less where another stands between.
_RUN_IN, _DEEP, _TOP, _TOP_ABOVE = 0.75, 0.5, 0.5, 0.25
_PARAGRAPH = 0.45
_OWN_HEADING = 3.0
_PREAMBLE, _DESCRIPTION, _NEIGHBOUR = 6.0, 4.0, 1.0
_WHOLE = 10  # sentences; what a place in the speech weighs was learned on whole speeches
_FORMALITIES, _SITUATION = "T01", "T02"
_NO_SPEECH = ("news", "law")


def code_themes(
    segmented: SegmentedSpeech, *, codebook: Codebook | None = None, directive: Collection[int] = ()
) -> tuple[str | None, ...]:
    """Code each sentence of a speech with a theme.

    Parameters
    ----------
    segmented : SegmentedSpeech
    codebook : Codebook, optional
        Themes with weighted terms; the package's own (T01-T16) where None.
    directive : collection of int
        Indices of the sentences that hold a directive: the others describe rather than prescribe.

    Returns
    -------
    tuple of str or None
        One code a sentence; None where no term speaks for any theme, and in a text that is no speech on safety where the evidence
        does not suffice.
    """
    codebook = codebook or load_codebook("themes")
    if codebook is not load_codebook("themes"):
        return _by_rules(segmented, codebook, directive)
    dangers = dangers_in(segmented)
    safety = is_on_safety(dangers)
    if not safety or segmented.speech.genre in _NO_SPEECH:
        own = _own_weights(segmented, codebook)
        shown = prose_features(segmented, own, dangers, directive=directive, safety=safety)
        return load_weights("prose_weights").code(segmented, shown)
    if len(dangers) < _WHOLE:
        return _by_rules(segmented, codebook, directive)
    scores, own = score_themes(segmented, codebook=codebook, directive=directive)
    found = load_weights("safety_weights").code(segmented, safety_features(segmented, scores, own, directive))
    return tuple(_rare(score) or code for score, code in zip(scores, found, strict=True))


def _rare(score: Scores) -> str | None:
    """The code that the rules prefer, where it was too rare in speeches on safety to learn anything of it: there they decide."""
    best = max(score, key=score.__getitem__, default=None)
    return best if best is not None and best not in load_weights("safety_weights").codes and score[best] > 0 else None


def _by_rules(segmented: SegmentedSpeech, codebook: Codebook, directive: Collection[int]) -> tuple[str | None, ...]:
    scores, _ = score_themes(segmented, codebook=codebook, directive=directive)
    return tuple(_best(score, list(codebook.codes)) for score in scores)


def score_themes(
    segmented: SegmentedSpeech, *, codebook: Codebook, directive: Collection[int] = ()
) -> tuple[list[Scores], list[Scores]]:
    """Score each sentence by code: with its context, and by its own terms alone; parameters as ``code_themes`` has them."""
    own = _own_weights(segmented, codebook)
    headings = [_weigh(codebook.find(section.heading), "heading") for section in segmented.speech.sections]
    paragraphs = _paragraphs(segmented, own)
    scores = [_with_context(segmented, i, own[i], headings, paragraphs) for i in range(len(own))]
    order = list(codebook.codes)
    _place(segmented, scores, codebook, directive)
    first = [_best(score, order) for score in scores]
    for i, score in enumerate(scores):
        for j in (i - 1, i + 1):
            if 0 <= j < len(first) and first[j] and segmented.sentences[j].paragraph == segmented.sentences[i].paragraph:
                score[str(first[j])] += _NEIGHBOUR
    return scores, own


def _own_weights(segmented: SegmentedSpeech, codebook: Codebook) -> list[Scores]:
    """What each sentence's own terms weigh by code."""
    found = codebook.find_in(segmented.view.text, [(s.start, s.end) for s in segmented.sentences])
    return [_weigh(some, "heading" if s.in_heading else "text") for s, some in zip(segmented.sentences, found, strict=True)]


def _weigh(found: Iterable[Match], where: str) -> Scores:
    """Weights of the terms found by code, each term counted once."""
    scores: Scores = defaultdict(float)
    for term in {(match.term.code, match.term.term): match.term for match in found}.values():
        if term.extras.get("where", where) == where:
            scores[term.code] += float(term.extras.get("weight", 1))
    return scores


def _paragraphs(segmented: SegmentedSpeech, own: Sequence[Scores]) -> dict[int, tuple[Scores, int]]:
    """Return for each paragraph the sum of its sentences' weights and their number."""
    sums: dict[int, tuple[Scores, int]] = {}
    for sentence, score in zip(segmented.sentences, own, strict=True):
        total, n = sums.setdefault(sentence.paragraph, (defaultdict(float), 0))
        _add(total, score, 1.0)
        sums[sentence.paragraph] = (total, n + 1)
    return sums


def _with_context(
    segmented: SegmentedSpeech,
    i: int,
    own: Scores,
    headings: Sequence[Scores],
    paragraphs: Mapping[int, tuple[Scores, int]],
) -> Scores:
    """Add up a sentence's own weights, a share of its headings' and a share of the mean of its paragraph's others."""
    sentence = segmented.sentences[i]
    scores: Scores = defaultdict(float)
    _add(scores, own, _OWN_HEADING if sentence.in_heading else 1.0)
    if not sentence.in_heading:
        above = _above(segmented, sentence.section)
        deeper = any(section.depth > 1 and section.kind == "heading" for _, section in above)
        for index, section in above:
            top = _TOP_ABOVE if deeper else _TOP
            share = _RUN_IN if section.kind == "run_in" else top if section.depth == 1 else _DEEP
            _add(scores, headings[index], share)
    total, n = paragraphs[sentence.paragraph]
    if n > 1:
        _add(scores, total, _PARAGRAPH / (n - 1))
        _add(scores, own, -_PARAGRAPH / (n - 1))
    return scores


def _above(segmented: SegmentedSpeech, index: int | None) -> list[tuple[int, Section]]:
    """Return the sections above a sentence with their indices, innermost first."""
    above = []
    while index is not None:
        section = segmented.speech.sections[index]
        above.append((index, section))
        index = section.parent
    return above


def _place(segmented: SegmentedSpeech, scores: Sequence[Scores], codebook: Codebook, directive: Collection[int]) -> None:
    """Add what a sentence's place and mood say: formalities come first, and what prescribes nothing describes."""
    headings = [
        section.heading_start for section in segmented.speech.sections if section.kind == "heading" and section.depth == 1
    ]
    body = segmented.view.to_view(headings[0]) if headings else 0
    for i, (sentence, score) in enumerate(zip(segmented.sentences, scores, strict=True)):
        if sentence.start < body and _FORMALITIES in codebook.codes:
            score[_FORMALITIES] += _PREAMBLE
        elif directive and i not in directive and not sentence.in_heading and _SITUATION in codebook.codes:
            score[_SITUATION] += _DESCRIPTION


def _add(scores: Scores, other: Scores, share: float) -> None:
    for code, weight in other.items():
        scores[code] += share * weight


def _best(score: Scores, order: Sequence[str]) -> str | None:
    """Return the code of the highest score; where two are level, the earlier one of the codebook."""
    highest = max(score.values(), default=0.0)
    return min([code for code, weight in score.items() if weight == highest], key=order.index) if highest > 0 else None
