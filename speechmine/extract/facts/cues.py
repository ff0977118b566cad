"""Words beside figures: a sentence in, the cue words of ``fact_words.tsv`` in it out, with what they tell apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from speechmine.codebooks import load_codebook
from speechmine.extract.facts.figures import Figure, alternatives
from speechmine.numerals import BLANK, JOIN

__all__ = ["Cue", "Surroundings", "read_surroundings"]

_CLAUSE_END = re.compile(r"[，。；：、！？（）\n]")
_SEPARATORS = re.compile(rf"(?:[、，和及与\s]|以及|分别|依次|为|约|近)*|{BLANK}?{JOIN}{BLANK}?")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its span in the text and its code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Surroundings:
    """The figures of one sentence with the cue words round them. Offsets are those of the view.

    Attributes
    ----------
    text : str
        The whole view.
    start, end : int
        The sentence.
    figures : tuple of Figure
    cues : tuple of Cue
    """

    text: str
    start: int
    end: int
    figures: tuple[Figure, ...]
    cues: tuple[Cue, ...]

    def lead(self, index: int) -> tuple[int, int]:
        """Return the span from the figure before (or the sentence's start) to a figure and its sign."""
        return (self.figures[index - 1].end if index else self.start), self.figures[index].opening

    def near(self, index: int) -> tuple[int, int]:
        """Return the part of the lead behind its last mark."""
        low, high = self.lead(index)
        marks = list(_CLAUSE_END.finditer(self.text, low, high))
        return (marks[-1].end() if marks else low), high

    def after(self, index: int) -> tuple[int, int]:
        """Return the span from a figure to the next mark or figure."""
        low = self.figures[index].end
        high = self.figures[index + 1].start if index + 1 < len(self.figures) else self.end
        mark = _CLAUSE_END.search(self.text, low, high)
        return low, (mark.start() if mark else high)

    def is_listed(self, index: int) -> bool:
        """Tell whether only a separator stands between a figure and the one before (12%、5%和3%; 8%至10%)."""
        low, high = self.lead(index)
        return index > 0 and high - low <= 4 and _SEPARATORS.fullmatch(self.text, low, high) is not None

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.start for cue in self.cues]

    def cues_in(self, span: tuple[int, int], *codes: str) -> Iterator[Cue]:
        """Yield the cues of some codes that lie in a span."""
        for index in range(bisect_left(self._cue_starts, span[0]), bisect_left(self._cue_starts, span[1])):
            if self.cues[index].end <= span[1] and self.cues[index].code in codes:
                yield self.cues[index]

    def last_cue(self, span: tuple[int, int], *codes: str) -> Cue | None:
        """Return the last cue of some codes in a span."""
        for index in range(bisect_left(self._cue_starts, span[1]) - 1, bisect_left(self._cue_starts, span[0]) - 1, -1):
            if self.cues[index].end <= span[1] and self.cues[index].code in codes:
                return self.cues[index]
        return None

    def is_gap(self, start: int, end: int, *, noun: bool = False) -> bool:
        """Tell whether only 了, 约, 分别 and the like stand in a span; 为 and 达 too behind a noun such as 降幅."""
        return _gap(noun).fullmatch(self.text, start, end) is not None


def read_surroundings(text: str, start: int, end: int, figures: tuple[Figure, ...]) -> Surroundings:
    """Read the cue words of the sentence ``text[start:end]``."""
    found = load_codebook("fact_words").find(text[start:end])
    return Surroundings(text, start, end, figures, tuple(Cue(start + cue.start, start + cue.end, cue.term.code) for cue in found))


@cache
def _gap(noun: bool) -> re.Pattern[str]:  # noqa: FBT001
    words = alternatives("fact_words", "gap", *(["level_noun"] if noun else []))
    return re.compile(rf"(?:{words}|\s)*")
