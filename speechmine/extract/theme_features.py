"""What the weights of themes are learned of: a segmented speech and what the rules say of it in, features of each sentence out.

Strings of a sentence and of its headings; marks, which hold or do not; and what has a size. The features of speeches on safety
take the rules' scores with their context, those of other prose what a sentence's own words weigh, its genre and section.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from speechmine.records import SegmentedSpeech, Sentence

__all__ = [
    "HEADING",
    "IN_HEADING",
    "PLACE",
    "Shown",
    "prose_features",
    "safety_features",
    "sections_above",
    "share_of",
    "strings",
]

Scores = Mapping[str, float]

HEADING = "^"  # stands before a string of a heading
PLACE = ":"  # stands before the name of a feature that is no string
IN_HEADING = 0.3  # value of a string in a heading
_MARKS = (":describes", ":heading", ":short", ":below", ":deep", ":opening", ":first", ":closing", ":end")
_PLACELESS = 5  # so many marks say nothing of the place in the text
_SCORE, _OWN, _BEST, _POSITION = ":score:", ":own:", ":best:", ":position"
_BEFORE, _BEHIND, _DEMANDS = ":before:", ":behind:", "demands"
_GENRE, _ROLE, _SAFETY, _DANGER = ":genre:", ":role:", ":safety", ":danger"
# What would break a row of the file or be read as a mark, and what is learned by heart: digits, letters, numerals.
_NO_STRING = re.compile(r"[\s#^:\dA-Za-zＡ-Ｚａ-ｚ%％.]|[零〇一二三四五六七八九十百千万亿]{2}")
_LENGTHS = (2, 3)  # of the strings of a sentence or heading, in characters
_HEADINGS = 2  # so many are read, the innermost first
_LAST = 2 / 3  # share of the speech before which nothing closes it
_SHORT, _END = 12, 3
_WHOLE = 5  # sentences; of a passage of fewer nobody knows where it stands


class Shown(NamedTuple):
    """What a sentence shows beside its strings: marks that hold of it, and features with their values."""

    marks: tuple[str, ...]
    graded: list[tuple[str, float]]


def safety_features(
    segmented: SegmentedSpeech, scores: Sequence[Scores], own: Sequence[Scores], directive: Collection[int]
) -> Iterator[Shown]:
    """Yield what the sentences of a speech on safety show.

    Parameters
    ----------
    segmented : SegmentedSpeech
    scores, own : sequence of mapping of str to float
        What the rules give each sentence by code, with its context and without.
    directive : collection of int
        Indices of the sentences that hold a directive.
    """
    for i, marks in enumerate(_marks(segmented, own, directive)):
        yield Shown(marks, [*_weighed(_SCORE, scores[i]), *_best(_BEST, scores[i]), *_weighed(_OWN, own[i]), _position(i, own)])


def prose_features(
    segmented: SegmentedSpeech, own: Sequence[Scores], dangers: Sequence[bool], *, directive: Collection[int], safety: bool
) -> Iterator[Shown]:
    """Yield what the sentences of any other text show.

    Parameters
    ----------
    segmented : SegmentedSpeech
    own : sequence of mapping of str to float
        What each sentence's own words weigh by code.
    dangers : sequence of bool
        Whether each sentence speaks of a danger.
    directive : collection of int
        Indices of the sentences that hold a directive.
    safety : bool
        Whether the text is on safety.
    """
    best = [next((code for code, _ in _best("", scores)), None) for scores in own]
    shown = [_seen_by_neighbours(code, demands=i in directive) for i, code in enumerate(best)]
    of_text = (_GENRE + str(segmented.speech.genre), *([_SAFETY] if safety else []))
    for i, (sentence, marks) in enumerate(zip(segmented.sentences, _marks(segmented, own, directive), strict=True)):
        graded = _weighed(_OWN, own[i])
        if len(own) >= _WHOLE:
            graded.append(_position(i, own))
        if best[i]:
            graded.append((f"{_BEST}{best[i]}", 1.0))
        if dangers[i]:
            graded.append((_DANGER, 1.0))
        graded += shown[i - 1][0] if i else []
        graded += shown[i + 1][1] if i + 1 < len(shown) else []
        yield Shown((*marks, *of_text, _role(segmented, sentence)), graded)


def _seen_by_neighbours(code: str | None, *, demands: bool) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """What a sentence is to the one behind it, and to the one before it."""
    names = [*([code] if code else []), *([_DEMANDS] if demands else [])]
    return [(_BEFORE + name, 1.0) for name in names], [(_BEHIND + name, 1.0) for name in names]


def strings(segmented: SegmentedSpeech, sentence: Sentence) -> dict[str, float]:
    """Return the strings of a sentence and of its headings with their values, for learning what they weigh."""
    text = segmented.view.text[sentence.start : sentence.end]
    found: dict[str, float] = defaultdict(float)
    found.update({gram: share_of(text) for gram in _grams(text)})
    for section in sections_above(segmented, sentence.section):
        for gram in _grams(segmented.speech.sections[section].heading):
            found[HEADING + gram] += IN_HEADING
    return found


def share_of(text: str) -> float:
    """Return the value of a string in a text: the longer the text, the less one says."""
    return 2 / math.sqrt(2 * len(text))


def sections_above(segmented: SegmentedSpeech, index: int | None) -> list[int]:
    """Return the indices of the innermost sections above a sentence."""
    above: list[int] = []
    while index is not None and len(above) < _HEADINGS:
        above.append(index)
        index = segmented.speech.sections[index].parent
    return above


def _marks(segmented: SegmentedSpeech, own: Sequence[Scores], directive: Collection[int]) -> Iterator[tuple[str, ...]]:
    """Names of what holds of each sentence."""
    n = len(segmented.sentences)
    top = (s.heading_start for s in segmented.speech.sections if s.kind == "heading" and s.depth == 1)
    body = segmented.view.to_view(next(top, 0))
    closing = max((i for i in range(math.ceil(n * _LAST), n) if "T01" in own[i]), default=n)
    for i, sentence in enumerate(segmented.sentences):
        above = len(sections_above(segmented, sentence.section))
        holds = (
            i not in directive and not sentence.in_heading,
            sentence.in_heading,
            sentence.end - sentence.start < _SHORT,
            above > 0,
            above > 1,
            sentence.start < body,
            i == 0,
            i >= closing,
            n - i <= _END,
        )
        yield tuple(compress(_MARKS, holds if n >= _WHOLE else holds[:_PLACELESS]))


def _role(segmented: SegmentedSpeech, sentence: Sentence) -> str:
    return _ROLE + str(None if sentence.section is None else segmented.speech.sections[sentence.section].role)


def _weighed(name: str, scores: Scores) -> list[tuple[str, float]]:
    return [(name + code, math.log1p(score)) for code, score in scores.items() if score > 0]


def _best(name: str, scores: Scores) -> list[tuple[str, float]]:
    """The code that weighs most, where one weighs anything."""
    best = max(scores, key=scores.__getitem__, default=None)
    return [(name + best, 1.0)] if best is not None and scores[best] > 0 else []


def _position(index: int, sentences: Sequence[object]) -> tuple[str, float]:
    """The place in the speech from 0 to 1."""
    return _POSITION, index / len(sentences)


def _grams(text: str) -> set[str]:
    grams = {text[i : i + n] for n in _LENGTHS for i in range(len(text) - n + 1)}
    return {gram for gram in grams if not _NO_STRING.search(gram)}
