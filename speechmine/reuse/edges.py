"""The edges of a shared passage: a span of folded text in, the span without words that it holds only in part out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

__all__ = ["Cut", "whole_words"]

Cut = Callable[[str], Iterable[tuple[int, int]]]
"""Cuts folded text into words: their half-open spans in order."""

_MARK = re.compile(r"[\W\d]")  # no word goes over it
_AROUND = 16  # characters that are cut on either side of an edge


def whole_words(text: str, start: int, end: int, *, cut: Cut, least: int) -> tuple[int, int]:
    """Leave out the words that a span holds only in part; where too little would be left, take them in whole.

    Examples
    --------
    >>> cut = lambda text: [(0, 2), (2, 4), (4, 6)]
    >>> whole_words("各村立即巡查", 1, 6, cut=cut, least=3), whole_words("各村立即巡查", 1, 6, cut=cut, least=5)
    ((2, 6), (0, 6))
    """
    first, last = _word_at(text, start, cut), _word_at(text, end, cut)
    inner = (first[1] if first else start, last[0] if last else end)
    return inner if inner[1] - inner[0] >= least else (first[0] if first else start, last[1] if last else end)


def _word_at(text: str, at: int, cut: Cut) -> tuple[int, int] | None:
    """The word that an offset lies inside, None where it lies between two."""
    low, high = max(at - _AROUND, 0), min(at + _AROUND, len(text))
    low = max((mark.end() for mark in _MARK.finditer(text, low, at)), default=low)
    stop = _MARK.search(text, at, high)
    high = stop.start() if stop else high
    if not low < at < high:
        return None
    return next(((low + start, low + end) for start, end in cut(text[low:high]) if low + start < at < low + end), None)
