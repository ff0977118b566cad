"""Krippendorff's alpha for spans: spans that coders marked in text in, its terms by speech and the coefficient out.

The sentences of a speech that both coded, joined end to end, are a continuum; its units are the spans and the gaps between them.
Sentences are no continua of their own: in pieces that short the edges would push the coefficient of chance below 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Unitizing", "alpha_u", "disagreements", "unitizing"]

Array = np.ndarray[Any, Any]
Spans = Sequence[tuple[int, int]]  # sorted, without overlap, within the continuum
Continuum = tuple[int, Spans, Spans]  # characters, what each of two coders marked


@dataclass(frozen=True)
class Unitizing:
    """What `alpha_u` sums, by speech.

    Attributes
    ----------
    n_chars : array of shape (n_speeches,)
    disagreement : array of shape (n_speeches,)
        Squared differences of all pairs of units.
    units : array of shape (n_speeches, longest + 1)
        How many spans of each length both coders have together.
    places : array of shape (n_speeches, longest + 1)
        In how many places a span of each length fits into the gaps of both.
    """

    n_chars: Array
    disagreement: Array
    units: Array
    places: Array

    def drawn(self, weights: Array) -> Unitizing:
        """Sum over the speeches, each as often as a row of `weights` says; a row a resample takes the place of the speeches."""
        return Unitizing(*(weights @ part for part in (self.n_chars, self.disagreement, self.units, self.places)))


def unitizing(continua: Sequence[Continuum]) -> Unitizing:
    """Collect the terms of alpha from what two coders marked, a continuum a speech.

    Examples
    --------
    >>> unitizing([(10, [(2, 4)], [(2, 5)])]).disagreement.tolist()
    [2.0]
    """
    marks = [span for _, *marked in continua for spans in marked for span in spans]
    lengths = np.arange(max((end - start for start, end in marks), default=0) + 1)
    disagreement, units, places = np.zeros(len(continua)), *np.zeros((2, len(continua), len(lengths)))
    for speech, (length, *marked) in enumerate(continua):
        free = [_gaps(spans, length) for spans in marked]
        missed = _missed(marked[0], free[1]) + _missed(marked[1], free[0])
        disagreement[speech] = 2 * (_differences(marked[0], marked[1]) + missed)  # each pair is compared both ways
        np.add.at(units[speech], [end - start for spans in marked for start, end in spans], 1)
        for start, end in (gap for gaps in free for gap in gaps):
            places[speech] += np.maximum(end - start - lengths + 1, 0)
    return Unitizing(np.array([float(length) for length, *_ in continua]), disagreement, units, places)


def _gaps(spans: Spans, length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _differences(first: Spans, second: Spans) -> int:
    """Squared distances of the edges of overlapping spans."""
    return sum((a - c) ** 2 + (b - d) ** 2 for a, b in first for c, d in second if a < d and c < b)


def _missed(spans: Spans, gaps: Spans) -> int:
    """Squared lengths of the spans that lie in a gap of the other coder."""
    return sum((b - a) ** 2 for a, b in spans if any(c <= a and b <= d for c, d in gaps))


def alpha_u(terms: Unitizing) -> Array:
    """Return Krippendorff's alpha for unitized continua of two coders [1]_; NaN where no coder marked anything.

    Parameters
    ----------
    terms : Unitizing
        Of one code; a coefficient for each row.

    References
    ----------
    .. [1] Krippendorff, Measuring the reliability of qualitative text analysis data, Quality & Quantity 38, 2004.

    Examples
    --------
    >>> first, second = [(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]
    >>> alpha_u(unitizing([(300, first, second)])).round(4).tolist()
    [0.7286]
    """
    observed, expected = disagreements(terms)
    share: Array = np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0)
    return 1 - share


def disagreements(terms: Unitizing) -> tuple[Array, Array]:
    """Return the observed disagreement and the one expected by chance."""
    length = np.arange(terms.units.shape[-1])
    total = np.maximum(terms.n_chars, 1)
    n_units = terms.units.sum(axis=-1)
    overlaps = terms.units @ (2 * length**3 - 3 * length**2 + length) * (n_units - 1) / 3
    chance = overlaps + (terms.units * length**2 * terms.places).sum(axis=-1)
    pairs = 2 * total * (2 * total - 1) - terms.units @ (length * (length - 1))
    return terms.disagreement / (2 * total**2), 2 / total * chance / pairs
