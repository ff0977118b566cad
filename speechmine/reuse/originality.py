"""Measure how much of a speech is its own: aligned letters and dates in, a share for each speech out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speechmine.reuse.alignment import Alignments
from speechmine.reuse.letters import Letters

__all__ = ["Shares", "date_range", "shares_of"]

Ints = np.ndarray

_UNDATED = "9999-99-99"


@dataclass(frozen=True)
class Shares:
    """For each speech, the share of its letters that stand in no other one, and in no earlier one (None where undated)."""

    originality: list[float]
    novelty: list[float | None]


def shares_of(letters: Letters, found: Alignments, dates: Sequence[str | None]) -> Shares:
    """Count the letters that some alignment finds equal elsewhere.

    Parameters
    ----------
    letters : Letters
        Of the speeches, ordered by date.
    found : Alignments
    dates : sequence of str or None
        ISO 8601, one a speech. A speech counts as earlier only if its date is wholly before: 2019 is not before 2019-05.
    """
    ranges = [date_range(date) for date in dates]
    _, rank = np.unique([day for low_high in ranges for day in low_high] or [""], return_inverse=True)
    low, high = rank[0 : 2 * len(ranges) : 2], rank[1 : 2 * len(ranges) : 2]
    shared, known = np.zeros((2, letters.keys.size), dtype=bool)
    for a, b in found.equal_letters(letters):
        shared[a] = shared[b] = True
        known[b[high[letters.speech[a]] < low[letters.speech[b]]]] = True
    originality, novelty = _share_left(letters, shared), _share_left(letters, known)
    return Shares(originality, [share if date else None for share, date in zip(novelty, dates, strict=True)])


def date_range(date: str | None) -> tuple[str, str]:
    """Return the first and the last day that a date may mean; undated is behind all dates.

    Examples
    --------
    >>> date_range("2019-05"), date_range(None)
    (('2019-05-01', '2019-05-31'), ('9999-99-99', '9999-99-99'))
    """
    if not date:
        return _UNDATED, _UNDATED
    return date + "0000-01-01"[len(date) :], date + "0000-12-31"[len(date) :]


def _share_left(letters: Letters, taken: np.ndarray) -> list[float]:
    """Share of each speech's characters whose letter is not taken; 1 for a speech without letters."""
    weight = letters.until - letters.at
    total = np.add.reduceat(weight, letters.bounds[:-1], dtype=np.int64)
    weight *= ~taken
    left = np.add.reduceat(weight, letters.bounds[:-1], dtype=np.int64)
    return [round(float(share), 6) for share in np.where(total > 0, left / np.maximum(total, 1), 1)]
