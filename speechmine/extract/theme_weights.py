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
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from speechmine.codebooks import packaged_table
from speechmine.records import SegmentedSpeech

__all__ = ["AFTER", "BIAS", "PLACE", "ThemeWeights", "load_weights", "place_features", "strings"]

Scores = Mapping[str, float]
Row = list[tuple[int, float]]  # index of the code, weight

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
_MARGIN = 3.0  # below a sentence's best code, the order of themes can raise no other
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
    def codes(self) -> list[str]:
        """Codes that something was learned of."""
        return list(self.rows[BIAS])

    @cached_property
    def _columns(self) -> dict[str, Row]:
        """Each row with the index of the code."""
        return {
            feature: [(self.codes.index(code), weight) for code, weight in row.items() if code in self.codes]
            for feature, row in self.rows.items()
        }

    @cached_property
    def _matcher(self) -> tuple[AhoCorasick, list[Row], list[Row]]:
        """The strings that weigh something in a text or in a heading, with the weights of both."""
        found = sorted({row.removeprefix(HEADING) for row in self.rows if not row.startswith(PLACE)})
        own, above = ([self._columns.get(mark + string, []) for string in found] for mark in ("", HEADING))
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
        columns = self._columns
        headings = [self._heading(section.heading) for section in segmented.speech.sections]
        bases: dict[tuple[tuple[str, ...], int | None], list[float]] = {}
        sums: list[list[float]] = []
        for i, (sentence, marks) in enumerate(zip(segmented.sentences, _marks(segmented, own, directive), strict=True)):
            key = (marks, sentence.section)
            if key not in bases:
                bases[key] = self._base(marks, [headings[at] for at in _above(segmented, sentence.section)])
            total = bases[key].copy()
            self._add_strings(total, segmented.view.text[sentence.start : sentence.end])
            for feature, value in _graded(i / len(own), scores[i], own[i]):
                for column, weight in columns.get(feature, ()):
                    total[column] += weight * value
            sums.append(total)
        found = [self.codes[column] for column in self._path(sums)]
        return tuple(self._rare(score) or code for score, code in zip(scores, found, strict=True))

    def _rare(self, score: Scores) -> str | None:
        """The code that the rules prefer, where it was too rare to learn anything of it: there they decide."""
        best = max(score, key=score.__getitem__, default=None)
        return best if best is not None and best not in self.rows[BIAS] and score[best] > 0 else None

    def _base(self, marks: Sequence[str], headings: Sequence[Sequence[float]]) -> list[float]:
        """What the sentences of one section that have the same marks begin with."""
        total = [sum(column) for column in zip(self.rows[BIAS].values(), *headings, strict=True)]
        for mark in marks:
            _add(total, self._columns.get(mark, []), 1.0)
        return total

    def _heading(self, heading: str) -> list[float]:
        matcher, _, above = self._matcher
        total = [0.0] * len(self.codes)
        for index in {hit[0] for hit in matcher.find_matches_as_indexes(heading, overlapping=True)}:
            _add(total, above[index], _IN_HEADING)
        return total

    def _add_strings(self, total: list[float], text: str) -> None:
        matcher, own, _ = self._matcher
        share = _share(text)
        for index in {hit[0] for hit in matcher.find_matches_as_indexes(text, overlapping=True)}:
            _add(total, own[index], share)

    @cached_property
    def _order(self) -> list[list[float]]:
        return [[self.rows[AFTER + before][code] for code in self.codes] for before in self.codes]

    def _path(self, sums: Sequence[Sequence[float]]) -> list[int]:
        """The likeliest codes in their order (Viterbi), among the few of each sentence that its neighbours can still raise."""
        order = self._order
        paths: list[tuple[int, float]] = []
        back: list[dict[int, int]] = []
        for total in sums:
            least = max(total) - _MARGIN
            best = [(column, weight) for column, weight in enumerate(total) if weight >= least]
            came, reached = {}, []
            for column, weight in best:
                sums_behind = [behind + order[last][column] for last, behind in paths] or [0.0]
                most = max(sums_behind)
                came[column] = paths[sums_behind.index(most)][0] if paths else column
                reached.append((column, weight + most))
            paths = reached
            back.append(came)
        columns = [max(paths, key=itemgetter(1))[0]] if paths else []
        for came in reversed(back[1:]):
            columns.append(came[columns[-1]])
        return columns[::-1]


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
        yield {**dict.fromkeys(marks, 1.0), **dict(_graded(i / len(own), scores[i], own[i]))}


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


def _graded(position: float, scores: Scores, own: Scores) -> list[tuple[str, float]]:
    """What has a size: the place in the speech from 0 to 1, the rules' scores and which of them is best."""
    features = [(_SCORE + code, math.log1p(score)) for code, score in scores.items() if score > 0]
    if features:
        features.append((_BEST + max(scores, key=scores.__getitem__), 1.0))
    features += [(_OWN + code, math.log1p(score)) for code, score in own.items() if score > 0]
    features.append((_POSITION, position))
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


def _add(total: list[float], row: Row, value: float) -> None:
    for column, weight in row:
        total[column] += value * weight
