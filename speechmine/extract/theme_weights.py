"""Weights learned from coded speeches: a speech and the scores of the rules in, the codes of its sentences out.

A sparse linear model over what a sentence, its headings and its place show, and the likely order of themes. The weights are
data (``theme_weights.tsv``: feature, code, weight); ``benchmarks/coded_themes.py`` learns them and measures them on speeches
that they were not learned from.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress

from ahocorasick_rs import AhoCorasick

from speechmine.codebooks import packaged_table
from speechmine.records import SegmentedSpeech

__all__ = ["AFTER", "BIAS", "PLACE", "ThemeWeights", "load_weights", "place_features", "strings"]

Scores = Mapping[str, float]

HEADING = "^"  # stands before a string of a heading
PLACE = ":"  # stands before the name of a feature that is no string
AFTER = ":after:"  # stands before the code of the sentence before
BIAS = ":bias"
_MARKS = (":describes", ":heading", ":opening", ":first", ":closing", ":end", ":short", ":below", ":deep")
_SCORE, _OWN, _BEST, _POSITION = ":score:", ":own:", ":best:", ":position"
_NO_STRING = re.compile(r"[\s#^:]")  # what would break a row of the file, or be read as a mark
_LENGTHS = (2, 3)  # of the strings of a sentence or heading, in characters
_HEADINGS = 2  # so many are read, the innermost first
_IN_HEADING = 0.3
_CANDIDATES = 3  # codes of a sentence that are weighed against those of its neighbours
_LAST = 2 / 3  # share of the speech before which nothing closes it
_SHORT, _END = 12, 3


@dataclass(frozen=True, eq=False)
class ThemeWeights:
    """Weights by feature and code.

    Attributes
    ----------
    rows : mapping of str to mapping of str to float
    """

    rows: Mapping[str, Scores]

    @cached_property
    def _matcher(self) -> tuple[AhoCorasick, list[Scores], list[Scores]]:
        """The strings that weigh something in a text or in a heading, with the weights of both."""
        found = sorted({row.removeprefix(HEADING) for row in self.rows if not row.startswith(PLACE)})
        own, above = ([self.rows.get(mark + string, {}) for string in found] for mark in ("", HEADING))
        return AhoCorasick(found), own, above

    def code(
        self, segmented: SegmentedSpeech, scores: Sequence[Scores], own: Sequence[Scores], directive: Collection[int]
    ) -> tuple[str | None, ...]:
        """Code the sentences of a speech.

        Parameters
        ----------
        segmented : SegmentedSpeech
        scores, own : sequence of mapping of str to float
            What the rules give each sentence by code, with its context and without.
        directive : collection of int
            Indices of the sentences that hold a directive.
        """
        headings = [self._heading(section.heading) for section in segmented.speech.sections]
        bases: dict[tuple[tuple[str, ...], int | None], Scores] = {}
        sums: list[dict[str, float]] = []
        for i, (sentence, marks) in enumerate(zip(segmented.sentences, _marks(segmented, own, directive), strict=True)):
            key = (marks, sentence.section)
            if key not in bases:
                rows = [self.rows.get(mark, {}) for mark in marks]
                bases[key] = _sum([self.rows[BIAS], *rows, *(headings[at] for at in _above(segmented, sentence.section))])
            total = dict(bases[key])
            self._add_strings(total, segmented.view.text[sentence.start : sentence.end])
            for feature, value in _graded(i / len(own), scores[i], own[i]).items():
                if feature in self.rows:
                    _add(total, self.rows[feature], value)
            sums.append(total if (rare := self._rare(scores[i])) is None else {rare: 0.0})
        return tuple(self._path(sums))

    def _rare(self, score: Scores) -> str | None:
        """The code that the rules prefer, where it was too rare to learn anything of it: there they decide."""
        best = max(score, key=score.__getitem__, default="")
        return best if best not in self.rows[BIAS] and score.get(best, 0.0) > 0 else None

    def _heading(self, heading: str) -> Scores:
        matcher, _, above = self._matcher
        total = dict.fromkeys(self.rows[BIAS], 0.0)
        for index in {hit[0] for hit in matcher.find_matches_as_indexes(heading, overlapping=True)}:
            _add(total, above[index], _IN_HEADING)
        return total

    def _add_strings(self, total: dict[str, float], text: str) -> None:
        matcher, own, _ = self._matcher
        share = _share(text)
        for index in {hit[0] for hit in matcher.find_matches_as_indexes(text, overlapping=True)}:
            _add(total, own[index], share)

    def _path(self, sums: Sequence[Scores]) -> list[str]:
        """The likeliest codes in their order (Viterbi), among the best few of each sentence."""
        paths: dict[str, float] = {}
        back: list[dict[str, str]] = []
        for total in sums:
            best = sorted(total, key=lambda code: (-total[code], code))[:_CANDIDATES]
            came, before = {}, paths
            paths = {code: total[code] for code in best}
            for code in best if before else ():
                reached = {last: sum_ + self.rows[AFTER + last][code] for last, sum_ in before.items()}
                came[code] = max(reached, key=reached.__getitem__)
                paths[code] += reached[came[code]]
            back.append(came)
        codes = [max(paths, key=paths.__getitem__)] if paths else []
        for came in reversed(back[1:]):
            codes.append(came[codes[-1]])
        return codes[::-1]


@cache
def load_weights() -> ThemeWeights:
    """Load the weights of the package, which fit its own codebook of themes.

    Examples
    --------
    >>> sorted(load_weights().rows[":bias"])[:2]
    ['T01', 'T02']
    """
    rows: dict[str, dict[str, float]] = {}
    for _, row in packaged_table("theme_weights").rows:
        rows.setdefault(row["feature"], {})[row["code"]] = float(row["weight"])
    return ThemeWeights(rows)


def strings(segmented: SegmentedSpeech) -> Iterator[dict[str, float]]:
    """Yield the strings of each sentence and of its headings with their values, for learning what they weigh."""
    for sentence in segmented.sentences:
        text = segmented.view.text[sentence.start : sentence.end]
        found: dict[str, float] = defaultdict(float)
        found.update({gram: _share(text) for gram in _grams(text)})
        for section in _above(segmented, sentence.section):
            for gram in _grams(segmented.speech.sections[section].heading):
                found[HEADING + gram] += _IN_HEADING
        yield found


def place_features(
    segmented: SegmentedSpeech, scores: Sequence[Scores], own: Sequence[Scores], directive: Collection[int]
) -> Iterator[dict[str, float]]:
    """Yield what the rules, the mood and the place of each sentence say, by feature."""
    for i, marks in enumerate(_marks(segmented, own, directive)):
        yield {**dict.fromkeys(marks, 1.0), **_graded(i / len(own), scores[i], own[i])}


def _marks(segmented: SegmentedSpeech, own: Sequence[Scores], directive: Collection[int]) -> Iterator[tuple[str, ...]]:
    """Names of what holds of each sentence."""
    n = len(segmented.sentences)
    top = (s.heading_start for s in segmented.speech.sections if s.kind == "heading" and s.depth == 1)
    body = segmented.view.to_view(next(top, 0))
    closing = max((i for i in range(math.ceil(n * _LAST), n) if "T01" in own[i]), default=n)
    for i, sentence in enumerate(segmented.sentences):
        above = len(_above(segmented, sentence.section))
        holds = (
            i not in directive and not sentence.in_heading,
            sentence.in_heading,
            sentence.start < body,
            i == 0,
            i >= closing,
            n - i <= _END,
            sentence.end - sentence.start < _SHORT,
            above > 0,
            above > 1,
        )
        yield tuple(compress(_MARKS, holds))


def _graded(position: float, scores: Scores, own: Scores) -> dict[str, float]:
    """What has a size: the place in the speech from 0 to 1, the rules' scores and which of them is best."""
    features = {_SCORE + code: math.log1p(score) for code, score in scores.items() if score > 0}
    if features:
        features[_BEST + max(scores, key=scores.__getitem__)] = 1.0
    features.update({_OWN + code: math.log1p(score) for code, score in own.items() if score > 0})
    features[_POSITION] = position
    return features


def _above(segmented: SegmentedSpeech, index: int | None) -> list[int]:
    """Indices of the innermost sections above a sentence."""
    above: list[int] = []
    while index is not None and len(above) < _HEADINGS:
        above.append(index)
        index = segmented.speech.sections[index].parent
    return above


def _grams(text: str) -> set[str]:
    grams = {text[i : i + n] for n in _LENGTHS for i in range(len(text) - n + 1)}
    return {gram for gram in grams if not _NO_STRING.search(gram)}


def _share(text: str) -> float:
    """Value of a string in a text: the longer the text, the less one says."""
    return 2 / math.sqrt(2 * len(text))


def _add(total: dict[str, float], weights: Scores, value: float) -> None:
    for code, weight in weights.items():
        total[code] += value * weight


def _sum(rows: Sequence[Scores]) -> dict[str, float]:
    total = dict.fromkeys(rows[0], 0.0)
    for row in rows:
        _add(total, row, 1.0)
    return total
