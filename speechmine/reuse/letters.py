"""Turn speeches into letters to compare: folded views in, one array over all of them with its way back out.

Punctuation and white space are left out, and a run of digits or masks is one letter, so that neither the width of a comma nor
another year parts two copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from speechmine.folding import Folded

__all__ = ["Letters", "letters_of"]

Ints = np.ndarray

_FIGURES = "0123456789〇×*Xx"  # digits, and what stands for them and for names that are kept back
_FIGURE = ord("0")
_FIGURE_VALUES = 1 << 21  # above all code points: the values of figures, as hashes
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # spreads the sums of short figures over the high bits, which are kept
_BMP = 1 << 16


@dataclass(frozen=True)
class Letters:
    """The letters of all speeches in one row, a separator behind each speech.

    Attributes
    ----------
    keys : ndarray of int32
        What counts as the same letter: its code point, one for all figures; a separator is negative, each another.
    values : ndarray of int32
        As `keys`, but figures of unlike wording differ.
    at, until : ndarray of int32
        Half-open span of the letter in the view of its speech.
    speech : ndarray of int32
        Number of the speech that the letter stands in.
    bounds : ndarray of int64
        First letter of each speech, and the number of all letters at the end.
    """

    keys: Ints
    values: Ints
    at: Ints
    until: Ints
    speech: Ints
    bounds: Ints

    def wording(self, number: int) -> bytes:
        """Return the letters of one speech in a form that only equal wordings share; figures of unlike wording differ."""
        return self.values[self.bounds[number] : self.bounds[number + 1] - 1].tobytes()

    def parts(self, places: Ints, size: int) -> list[slice]:
        """Cut sorted places into parts of about `size` or more; the places of one speech stay together."""
        ends = np.searchsorted(places, self.bounds)
        cuts = ends[np.searchsorted(ends, np.arange(size, places.size, size))].tolist()
        edges = sorted({0, *cuts, places.size})
        return [slice(low, high) for low, high in pairwise(edges)] or [slice(0, 0)]

    def starts(self, which: Ints) -> Ints:
        """Return where letters begin in the views of their speeches."""
        return np.asarray(self.at[which])

    def spans(self, start: Ints, end: Ints) -> list[tuple[int, int]]:
        """Return where runs of letters, none empty, stand in the views of their speeches."""
        return list(zip(self.at[start].tolist(), self.until[end - 1].tolist(), strict=True))


def letters_of(views: Sequence[Folded], begins: Sequence[int] | None = None) -> Letters:
    """Lay the letters of all views, each from the offset where it begins, in one row; 20 bytes a letter."""
    begins = begins or [0] * len(views)
    parts = [_letters(view.text, begin, number) for number, (view, begin) in enumerate(zip(views, begins, strict=True))]
    keys, values, at, until = (np.concatenate([part[i] for part in parts]) for i in range(4))
    bounds = np.cumsum([0, *(part[0].size for part in parts)])
    speech = np.repeat(np.arange(len(parts), dtype=np.int32), np.diff(bounds))
    return Letters(keys, values, at, until, speech, bounds)


def _letters(text: str, begin: int, number: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Keys, values, starts and ends of the letters of one view from `begin` on, closed by the separator of speech `number`."""
    codes = np.frombuffer(text[begin:].encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int32)
    classes = _classes()[np.minimum(codes, _BMP)]
    at = np.flatnonzero(classes).astype(np.int32)
    codes, figure = codes[at], classes[at] == 2
    follows = np.zeros(at.size, dtype=bool)
    follows[1:] = figure[1:] & figure[:-1]
    heads = np.flatnonzero(~follows)
    keys, values = codes[heads], codes[heads]
    is_figure = figure[heads]
    keys[is_figure] = _FIGURE
    values[is_figure] = _figure_values(codes, heads)[is_figure]
    until = at[np.append(heads[1:], at.size)[: heads.size] - 1] + 1 + np.int32(begin)
    end = np.array([-1 - number], dtype=np.int32)
    edge = np.array([len(text)], dtype=np.int32)
    at = at[heads] + np.int32(begin)
    return np.append(keys, end), np.append(values, end), np.append(at, edge), np.append(until, edge)


def _figure_values(codes: Ints, heads: Ints) -> Ints:
    """Hash each run that starts at `heads`."""
    if not heads.size:
        return heads
    lengths = np.diff(np.append(heads, codes.size))
    place = np.arange(codes.size) - np.repeat(heads, lengths)
    weights = np.cumprod(np.full(64, 1_000_003, dtype=np.uint64))[place % 64]
    sums = np.add.reduceat(codes.astype(np.uint64) * weights, heads)
    return (_FIGURE_VALUES + (sums * _GOLDEN >> np.uint64(34)).astype(np.int64)).astype(np.int32)


@lru_cache(maxsize=1)
def _classes() -> np.ndarray:
    """For each code point of the basic plane 0 (left out), 1 (letter) or 2 (figure); behind them 1 for all others."""
    classes = np.array([chr(code).isalnum() for code in range(_BMP)] + [True], dtype=np.uint8)
    classes[[ord(char) for char in _FIGURES]] = 2
    return classes
