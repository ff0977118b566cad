"""The course of uses over the years: items in; first and last year, growth, and the years in which an item bursts, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import gammaln

from speechmine.analyse.linguistics.items import Items
from speechmine.tables.mined import Mined

__all__ = ["Course", "bursts", "course_of"]

Array = np.ndarray[Any, Any]
_FASTER = 2.0  # Kleinberg's s: a burst has twice the rate
_PER = 10_000


@dataclass(frozen=True)
class Course:
    """Uses by item and year of the dated speeches.

    Attributes
    ----------
    years : ndarray of int
        Those with a speech, rising.
    item, year, count : ndarray of int
        An entry an item and a year (number into ``years``) in which it is used.
    totals : ndarray of int
        All places of a year.
    n_items : int
    """

    years: Array
    item: Array
    year: Array
    count: Array
    totals: Array
    n_items: int

    def frame(self) -> pd.DataFrame:
        """Return first_year, last_year, growth (uses per 10,000 a year more: the slope of the least-squares line), by item."""
        first, last = np.full(self.n_items, len(self.years)), np.full(self.n_items, -1)
        np.minimum.at(first, self.item, self.year)
        np.maximum.at(last, self.item, self.year)
        known = np.append(self.years, 0)
        dates = {"first_year": known[np.minimum(first, len(self.years))], "last_year": known[last]}
        frame = pd.DataFrame({name: pd.Series(years, dtype="Int64").mask(last < 0) for name, years in dates.items()})
        return frame.assign(growth=self._growth())

    def _growth(self) -> Array:
        if len(self.years) < 2:
            return np.full(self.n_items, np.nan)
        spread = self.years - self.years.mean()
        rates = _PER * self.count / self.totals[self.year]
        slopes = np.bincount(self.item, weights=spread[self.year] * rates, minlength=self.n_items) / (spread @ spread)
        return np.asarray(slopes)

    def table(self, items: Array) -> Array:
        """Return the uses of some items, a row an item, a column a year."""
        place = np.full(self.n_items, -1)
        place[items] = np.arange(len(items))
        kept = place[self.item] >= 0
        table = np.zeros((len(items), len(self.years)), dtype=np.int64)
        table[place[self.item[kept]], self.year[kept]] = self.count[kept]
        return table


def course_of(mined: Mined, items: Items, speech: Array) -> Course:
    """Return the course of items, those of undated speeches left out; `speech` has the speech of every place they are part of."""
    years_of = pd.to_numeric(mined.speeches["year"]).astype("float64").to_numpy()
    known = years_of[speech]
    years, number = np.unique(known[~np.isnan(known)].astype(np.int64), return_inverse=True)
    dated = ~np.isnan(years_of[items.speech])
    batch = np.searchsorted(years, years_of[items.speech[dated]])
    n = max(len(years), 1)
    pairs, counts = np.unique(items.item[dated].astype(np.int64) * n + batch, return_counts=True)
    return Course(years, pairs // n, pairs % n, counts, np.bincount(number, minlength=len(years)), len(items.names))


def bursts(uses: Array, totals: Array) -> tuple[Array, Array, Array]:
    """Find the heaviest burst of each item, after Kleinberg's automaton of two states for batches.

    In the low state an item has its rate p of the whole corpus, in the high one twice that; a batch of r uses among d costs
    -ln C(d, r) p^r (1 - p)^(d - r), a step up ln n for n batches. The cheapest sequence of states is taken; the weight of a burst
    is what its batches cost less in the high state than in the low one.

    Parameters
    ----------
    uses : ndarray of int, shape (n_items, n_batches)
    totals : ndarray of int, shape (n_batches,)

    Returns
    -------
    first, last : ndarray of int
        Number of the first and last batch of the heaviest burst, -1 where there is none.
    weight : ndarray of float
        0 where there is none.

    References
    ----------
    Kleinberg, Bursty and hierarchical structure in streams, KDD 2002, section 4.

    Examples
    --------
    >>> first, last, weight = bursts(np.array([[1, 1, 9, 8, 1]]), np.full(5, 1000))
    >>> first.tolist(), last.tolist()
    ([2], [3])
    """
    n_items, n = uses.shape
    cost = _costs(uses, totals)
    up, total = np.log(max(n, 2)), cost[:, 0].copy()
    total[1] += up
    came = np.zeros((n, 2, n_items), dtype=bool)  # whether the cheapest way into a state comes from the high one
    for batch in range(1, n):
        stays, rises = total[1], total[0] + up
        came[batch, 0], came[batch, 1] = total[1] < total[0], stays < rises
        total = np.stack([np.minimum(*total), np.minimum(stays, rises)]) + cost[:, batch]
    high = np.zeros((n_items, n), dtype=bool)
    state = total[1] < total[0]
    for batch in range(n - 1, -1, -1):
        high[:, batch] = state
        state = np.where(state, came[batch, 1], came[batch, 0])
    return _heaviest(high, (cost[0] - cost[1]).T)


def _costs(uses: Array, totals: Array) -> Array:
    """Cost of each state, batch and item."""
    r, d = uses.T.astype(float), totals[:, None].astype(float)
    rate = np.clip(uses.sum(axis=1) / max(totals.sum(), 1), 1e-12, 0.4999)
    ways = gammaln(d + 1) - gammaln(r + 1) - gammaln(d - r + 1)
    return np.stack([-(ways + r * np.log(p) + (d - r) * np.log1p(-p)) for p in (rate, np.minimum(_FASTER * rate, 0.9999))])


def _heaviest(high: Array, gain: Array) -> tuple[Array, Array, Array]:
    n_items, n = high.shape
    first, last, weight = np.full(n_items, -1), np.full(n_items, -1), np.zeros(n_items)
    begin, sum_ = np.zeros(n_items, dtype=np.int64), np.zeros(n_items)
    for batch in range(n):
        own = high[:, batch]
        begin = np.where(own & (sum_ == 0), batch, begin)
        sum_ = np.where(own, sum_ + gain[:, batch], 0.0)
        better = own & (sum_ > weight)
        first, last, weight = np.where(better, begin, first), np.where(better, batch, last), np.where(better, sum_, weight)
    return first, last, weight
