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

from ahocorasick_rs import AhoCorasick

from speechmine.codebooks import packaged_table
from speechmine.records import SegmentedSpeech

__all__ = ["AFTER", "BIAS", "PLACE", "ThemeWeights", "load_weights", "place_features", "strings"]

Scores = Mapping[str, float]

HEADING = "^"  # stands before a string of a heading
PLACE = ":"  # stands before the name of a feature that is no string
AFTER = ":after:"  # stands before the code of the sentence before
BIAS = ":bias"
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
    def _matcher(self) -> tuple[AhoCorasick, list[Scores | None], list[Scores | None]]:
        """The strings that weigh something in a text or in a heading, with the weights of both."""
        found = sorted({row.removeprefix(HEADING) for row in self.rows if not row.startswith(PLACE)})
        own, above = ([self.rows.get(mark + string) for string in found] for mark in ("", HEADING))
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
        sums = self._strings(segmented)
        for total, features in zip(sums, place_features(segmented, scores, own, directive), strict=True):
            for feature, value in features.items():
                _add(total, self.rows.get(feature, {}), value)
        return tuple(
            self._path([{code: total.get(code, 0.0) + bias for code, bias in self.rows[BIAS].items()} for total in sums])
        )

    def _strings(self, segmented: SegmentedSpeech) -> list[dict[str, float]]:
        """Weights of the strings of each sentence and of its headings."""
        matcher, own, above = self._matcher
        headings: list[dict[str, float]] = []
        for section in segmented.speech.sections:
            total: dict[str, float] = {}
            for index in {hit[0] for hit in matcher.find_matches_as_indexes(section.heading, overlapping=True)}:
                _add(total, above[index] or {}, _IN_HEADING)
            headings.append(total)
        sums: list[dict[str, float]] = []
        for sentence in segmented.sentences:
            total = {}
            text = segmented.view.text[sentence.start : sentence.end]
            for index in {hit[0] for hit in matcher.find_matches_as_indexes(text, overlapping=True)}:
                _add(total, own[index] or {}, _share(text))
            for index in _above(segmented, sentence.section):
                _add(total, headings[index], 1.0)
            sums.append(total)
        return sums

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
    sentences, n = segmented.sentences, len(segmented.sentences)
    top = (s.heading_start for s in segmented.speech.sections if s.kind == "heading" and s.depth == 1)
    body = segmented.view.to_view(next(top, 0))
    closing = max((i for i in range(math.ceil(n * _LAST), n) if "T01" in own[i]), default=n)
    for i, sentence in enumerate(sentences):
        above = _above(segmented, sentence.section)
        flags = {
            "describes": i not in directive and not sentence.in_heading,
            "heading": sentence.in_heading,
            "opening": sentence.start < body,
            "first": i == 0,
            "closing": i >= closing,
            "end": n - i <= _END,
            "short": sentence.end - sentence.start < _SHORT,
            "below": bool(above),
            "deep": len(above) > 1,
        }
        features = {PLACE + name: 1.0 for name, holds in flags.items() if holds}
        features[PLACE + "position"] = i / n
        features.update({f"{PLACE}score:{code}": math.log1p(score) for code, score in scores[i].items() if score > 0})
        features.update({f"{PLACE}own:{code}": math.log1p(score) for code, score in own[i].items() if score > 0})
        if any(score > 0 for score in scores[i].values()):
            features[f"{PLACE}best:{max(sorted(scores[i]), key=scores[i].__getitem__)}"] = 1.0
        yield features


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
        total[code] = total.get(code, 0.0) + value * weight
