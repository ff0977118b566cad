"""Weights learned from coded texts: what each sentence shows in, the codes of the sentences out, with what spoke for them.

A sparse linear model over what a sentence, its headings and its place show, and the likely order of themes. The weights are
data (``safety_weights.tsv`` for speeches on safety, ``prose_weights.tsv`` for any other text: feature, code, weight);
``benchmarks/coded_themes.py`` learns them and measures them on texts that they were not learned from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick

from speechmine.codebooks import packaged_table
from speechmine.extract.theme_features import HEADING, IN_HEADING, PLACE, Shown, sections_above, share_of
from speechmine.records import SegmentedSpeech

__all__ = ["AFTER", "BIAS", "NONE", "ThemeWeights", "load_weights"]

Row = list[tuple[int, float]]  # index of the code, weight

NONE = "-"  # stands for no theme among the codes
AFTER = ":after:"  # stands before the code of the sentence before
BIAS = ":bias"
_MARGIN = 3.0  # below a sentence's best code, the order of themes can raise no other


@dataclass(frozen=True, eq=False)
class ThemeWeights:
    """Weights by feature and code.

    Attributes
    ----------
    rows : mapping of str to mapping of str to float
    """

    rows: Mapping[str, Mapping[str, float]]

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

    def code(self, segmented: SegmentedSpeech, shown: Iterable[Shown]) -> tuple[str | None, ...]:
        """Code the sentences of a speech.

        Parameters
        ----------
        segmented : SegmentedSpeech
        shown : iterable of Shown
            What each sentence shows beside its strings.

        Returns
        -------
        tuple of str or None
            None where to give no theme weighs most.
        """
        found = [self.codes[column] for column in self._path(self._sums(segmented, shown))]
        return tuple(None if code == NONE else code for code in found)

    def _sums(self, segmented: SegmentedSpeech, shown: Iterable[Shown]) -> list[list[float]]:
        """What all features of each sentence weigh, by the index of the code."""
        columns = self._columns
        headings = [self._heading(section.heading) for section in segmented.speech.sections]
        bases: dict[tuple[tuple[str, ...], int | None], list[float]] = {}
        sums: list[list[float]] = []
        for sentence, (marks, graded) in zip(segmented.sentences, shown, strict=True):
            key = (marks, sentence.section)
            if key not in bases:
                bases[key] = self._base(marks, [headings[at] for at in sections_above(segmented, sentence.section)])
            total = bases[key].copy()
            self._add_strings(total, segmented.view.text[sentence.start : sentence.end])
            for feature, value in graded:
                for column, weight in columns.get(feature, ()):
                    total[column] += weight * value
            sums.append(total)
        return sums

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
            _add(total, above[index], IN_HEADING)
        return total

    def _add_strings(self, total: list[float], text: str) -> None:
        matcher, own, _ = self._matcher
        share = share_of(text)
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
def load_weights(name: str) -> ThemeWeights:
    """Load weights of the package, which fit its own codebook of themes.

    Parameters
    ----------
    name : {"safety_weights", "prose_weights"}

    Examples
    --------
    >>> sorted(load_weights("safety_weights").rows[":bias"])[:2]
    ['T01', 'T02']
    """
    rows: dict[str, dict[str, float]] = {}
    for _, row in packaged_table(name).rows:
        rows.setdefault(row["feature"], {})[row["code"]] = float(row["weight"])
    return ThemeWeights(rows)


def _add(total: list[float], row: Row, value: float) -> None:
    for column, weight in row:
        total[column] += value * weight
