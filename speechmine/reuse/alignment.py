"""Align what two speeches share: runs of equal letters in, aligned stretches with their similarity out.

Runs of one pair of speeches are chained over small gaps, the letters of a gap are matched along its two diagonals, chains are
cut where a gap costs more than the shorter side is worth, and the ends reach out over single changed letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from speechmine.reuse.components import components
from speechmine.reuse.letters import Letters
from speechmine.reuse.seeds import Runs

__all__ = ["Alignments", "align"]

Ints = np.ndarray

_GAP = 32  # letters that may stand between two runs of a chain
_LAGS = 64  # runs looked at behind each one; only text that repeats itself has more in reach
_LEAST = 2  # letters that a run keeps when it gives way to the one before
_LOSSES = (1, 2, 4, 8, 16, 32)  # gaps are closed in this order: first those that cost little
_WORTH = 0.75  # a gap may lose this share of the letters matched on its poorer side
_FLOOR = 0.8  # least share of matched letters in what is joined
_EQUAL = 0.8  # equal letters that a passage of least length has; dates and figures alone are none
_CHUNK = 1 << 17  # letters compared at a time
_PART = 1 << 15  # runs chained at a time
_REACH = 20  # letters looked at beyond an end
_SHIFTS = (0, 1, -1, 2, -2, 3, -3)  # letters left out on one side at an end
# Rounds of reaching out: letters that a stretch must have by then, and the shifts tried.
_ROUNDS = ((6, (0,)), (8, _SHIFTS), (10, _SHIFTS))


@dataclass(frozen=True)
class Segments:
    """Stretches without gaps: letters ``a : a + n`` beside ``b : b + n``, each part of the alignment `owner`."""

    owner: Ints
    a: Ints
    b: Ints
    n: Ints

    def __add__(self, other: Segments) -> Segments:
        return Segments(*(np.concatenate((getattr(self, name), getattr(other, name))) for name in ("owner", "a", "b", "n")))

    def of(self, kept: np.ndarray) -> Segments:
        """Keep the segments of the owners that `kept` marks, and number those anew."""
        number = np.cumsum(kept) - 1
        stay = kept[self.owner] & (self.n > 0)
        return Segments(number[self.owner[stay]], self.a[stay], self.b[stay], self.n[stay])


@dataclass(frozen=True)
class Alignments:
    """Stretches that two speeches share.

    Attributes
    ----------
    a, a_end, b, b_end : ndarray of int
        Half-open spans in ``Letters``; a stands in the speech that comes first.
    equal : ndarray of int
        Number of equal letters.
    segments : Segments
        The letters set side by side.
    """

    a: Ints
    a_end: Ints
    b: Ints
    b_end: Ints
    equal: Ints
    segments: Segments

    @property
    def similarity(self) -> np.ndarray:
        """Share of equal letters in the longer side, 1 = verbatim."""
        return np.asarray(self.equal / np.maximum(self.a_end - self.a, self.b_end - self.b))

    def as_long_as(self, length: int, letters: Letters) -> np.ndarray:
        """Mark the alignments whose shorter side has that many characters of the view, four fifths as many letters equal."""
        sides = ((self.a, self.a_end), (self.b, self.b_end))
        one, two = (letters.until[end - 1] - letters.at[start] for start, end in sides)
        return np.asarray((np.minimum(one, two) >= length) & (self.equal >= _EQUAL * length))

    def where(self, kept: np.ndarray) -> Alignments:
        """Keep the alignments that `kept` marks."""
        spans = (self.a[kept], self.a_end[kept], self.b[kept], self.b_end[kept], self.equal[kept])
        return Alignments(*spans, self.segments.of(kept))

    def equal_letters(self, letters: Letters) -> Iterator[tuple[Ints, Ints]]:
        """Give the pairs of equal letters, some at a time."""
        for _, a, b in _equal_letters(letters, self.segments):
            yield a, b


@dataclass(frozen=True)
class _Gaps:
    """What lies before each run of a chain: joinable at all, letters matched along the left and the right diagonal, lost."""

    open: np.ndarray
    left: Ints
    right: Ints
    gained: Ints
    lost: Ints


def align(letters: Letters, runs: Runs) -> Alignments:
    """Chain runs into alignments; all that have some eight equal letters are given, whatever their similarity.

    Speeches are taken one after the other, `runs` being in the order of their first letters, as many at a time as have a part
    of the runs that fits the processor's cache.
    """
    parts = [_aligned(letters, Runs(runs.a[p], runs.b[p], runs.n[p])) for p in letters.parts(runs.a, _PART)]
    sizes = np.cumsum([0, *(part.a.size for part in parts)])
    names = ("a", "a_end", "b", "b_end", "equal")
    a, a_end, b, b_end, equal = (np.concatenate([getattr(part, name) for part in parts]) for name in names)
    owners = np.concatenate([part.segments.owner + size for part, size in zip(parts, sizes[:-1], strict=True)])
    sides = (np.concatenate([getattr(part.segments, name) for part in parts]) for name in ("a", "b", "n"))
    return Alignments(a, a_end, b, b_end, equal, Segments(owners, *sides))


def _aligned(letters: Letters, runs: Runs) -> Alignments:
    """Chain some of the runs."""
    runs, chain = _chained(letters, runs)
    runs, gaps = _gaps(letters, runs, chain)
    heads = _heads(runs, gaps)
    segments = _segments(runs, gaps, heads)
    for least, shifts in _ROUNDS:
        a, a_end, b, b_end, weight = _spans(segments)
        kept = weight >= least
        segments = segments.of(kept)
        ahead = _reached(letters, (a_end[kept], b_end[kept]), 1, shifts)
        behind = _reached(letters, (a[kept] - 1, b[kept] - 1), -1, shifts)
        segments = segments + ahead + behind
    return _measured(letters, segments)


# -- chains


def _chained(letters: Letters, runs: Runs) -> tuple[Runs, Ints]:
    """Order the runs along their chains; also the number of each run's chain."""
    pair = letters.speech[runs.a].astype(np.int64) * letters.bounds.size + letters.speech[runs.b]
    order = np.lexsort((runs.b, runs.a, pair))
    runs, pair = Runs(runs.a[order], runs.b[order], runs.n[order]), pair[order]
    before, after = _neighbours(runs, pair)
    chain = components(before, after, size=pair.size)
    order = np.argsort(chain, kind="stable")
    return Runs(runs.a[order], runs.b[order], runs.n[order]), chain[order]


def _neighbours(runs: Runs, pair: Ints) -> tuple[Ints, Ints]:
    """Find the runs that are each other's nearest before and behind: indices of both."""
    size, far = pair.size, 1 << 30
    a_end, b_end = runs.a + runs.n, runs.b + runs.n
    costs = np.full((2, size), far)
    nearest = np.full((2, size), -1)
    run = np.arange(size)
    for lag in range(1, _LAGS):
        run = run[run < size - lag]
        run = run[(pair[run + lag] == pair[run]) & (runs.a[run + lag] - a_end[run] <= _GAP)]
        if not run.size:
            break
        other = run + lag
        gap_a, gap_b = runs.a[other] - a_end[run], runs.b[other] - b_end[run]
        over = np.maximum(0, -np.minimum(gap_a, gap_b))
        fits = (gap_b <= _GAP) & (runs.a[other] > runs.a[run]) & (runs.b[other] > runs.b[run]) & (runs.n[other] - over >= _LEAST)
        cost = np.maximum(gap_a, gap_b) + over + np.abs(gap_a - gap_b)
        for side, here, there in ((0, run, other), (1, other, run)):
            better = fits & (cost < costs[side, here])
            costs[side, here[better]] = cost[better]
            nearest[side, here[better]] = there[better]
    before = np.flatnonzero(nearest[0] >= 0)
    before = before[nearest[1, nearest[0, before]] == before]
    return before, nearest[0, before]


# -- gaps


def _gaps(letters: Letters, runs: Runs, chain: Ints) -> tuple[Runs, _Gaps]:
    """Let overlapping runs give way to the one before, and match the letters between."""
    size = chain.size
    zero = np.zeros(size, dtype=np.int64)
    left, right, gained, lost = zero.copy(), zero.copy(), zero.copy(), zero.copy()
    is_open = np.append(False, chain[1:] == chain[:-1])[:size]
    at = np.flatnonzero(is_open)
    a_end, b_end = runs.a[at - 1] + runs.n[at - 1], runs.b[at - 1] + runs.n[at - 1]
    over = np.maximum(0, -np.minimum(runs.a[at] - a_end, runs.b[at] - b_end))
    a, b, n = runs.a.copy(), runs.b.copy(), runs.n.copy()
    a[at] += over
    b[at] += over
    n[at] -= over
    inner = np.minimum(a[at] - a_end, b[at] - b_end)
    for some in np.array_split(np.arange(at.size), at.size // (1 << 15) + 1):
        left[at[some]], gained[at[some]] = _split(
            letters.keys, (a_end[some], b_end[some]), (a[at[some]], b[at[some]]), inner[some]
        )
    right[at] = inner - left[at]
    lost[at] = np.maximum(a[at] - a_end, b[at] - b_end) - gained[at]
    return Runs(a, b, n), _Gaps(is_open, left, right, gained, lost)


def _split(keys: Ints, ends: tuple[Ints, Ints], starts: tuple[Ints, Ints], inner: Ints) -> tuple[Ints, Ints]:
    """Say how many letters of a gap go with the run before it, so that most of all are equal; and how many are."""
    step = np.arange(int(inner.max(initial=0)))
    last = keys.size - 1
    within = step < inner[:, None]
    forth = within & (keys[np.minimum(ends[0][:, None] + step, last)] == keys[np.minimum(ends[1][:, None] + step, last)])
    back = within & (keys[starts[0][:, None] - 1 - step] == keys[starts[1][:, None] - 1 - step])
    first = np.zeros((inner.size, 1), dtype=np.int64)
    forth_sum, back_sum = (np.hstack((first, np.cumsum(side, axis=1))) for side in (forth, back))
    splits = np.arange(step.size + 1)
    rest = np.maximum(inner[:, None] - splits, 0)
    total = np.where(splits <= inner[:, None], forth_sum + np.take_along_axis(back_sum, rest, axis=1), -1)
    best = total.argmax(axis=1)
    return best, total[np.arange(inner.size), best]


def _heads(runs: Runs, gaps: _Gaps) -> Ints:
    """Join neighbours across gaps that are worth it, cheap gaps first; the first run of each stretch."""
    a_end, b_end = runs.a + runs.n, runs.b + runs.n
    joined = np.zeros(runs.a.size, dtype=bool)
    for limit in _LOSSES:
        heads = np.flatnonzero(~joined)
        if heads.size < 2:
            break
        equal = np.add.reduceat(runs.n + np.where(joined, gaps.gained, 0), heads)
        at, lasts = heads[1:], np.append(heads[1:], joined.size) - 1
        total = equal[:-1] + equal[1:] + gaps.gained[at]
        span = np.maximum(a_end[lasts[1:]] - runs.a[heads[:-1]], b_end[lasts[1:]] - runs.b[heads[:-1]])
        worth = gaps.lost[at] <= np.minimum(limit, _WORTH * np.minimum(equal[:-1], equal[1:]))
        joined[at] = gaps.open[at] & worth & (total >= _FLOOR * span)
    return np.flatnonzero(~joined)


def _segments(runs: Runs, gaps: _Gaps, heads: Ints) -> Segments:
    """Give the runs of each stretch and what its gaps match."""
    is_head = np.zeros(runs.a.size, dtype=bool)
    is_head[heads] = True
    owner = np.cumsum(is_head) - 1
    inside = np.flatnonzero(~is_head)
    left, right = gaps.left[inside], gaps.right[inside]
    before = inside - 1
    return (
        Segments(owner, runs.a, runs.b, runs.n)
        + Segments(owner[inside], runs.a[before] + runs.n[before], runs.b[before] + runs.n[before], left)
        + Segments(owner[inside], runs.a[inside] - right, runs.b[inside] - right, right)
    )


# -- ends


def _spans(segments: Segments) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Measure each owner's stretch: start and end on both sides, and the letters in its segments."""
    size = int(segments.owner.max(initial=-1)) + 1
    low, high = np.full((2, size), np.iinfo(np.int64).max), np.zeros((2, size), dtype=np.int64)
    for side, start in enumerate((segments.a, segments.b)):
        np.minimum.at(low[side], segments.owner, start)
        np.maximum.at(high[side], segments.owner, start + segments.n)
    weight = np.bincount(segments.owner, weights=segments.n, minlength=size).astype(np.int64)
    return low[0], high[0], low[1], high[1], weight


def _reached(letters: Letters, edges: tuple[Ints, Ints], step: int, shifts: tuple[int, ...]) -> Segments:
    """Find what lies beyond the ends and still matches mostly; `edges` are the first letters outside, `step` the way to go."""
    parts = []
    for some in np.array_split(np.arange(edges[0].size), edges[0].size // (1 << 15) + 1):
        a, b, n = _reach(letters, (edges[0][some], edges[1][some]), step, shifts)
        parts.append(Segments(some[n > 0], a[n > 0], b[n > 0], n[n > 0]))
    return Segments(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("owner", "a", "b", "n")))


def _reach(letters: Letters, edges: tuple[Ints, Ints], step: int, shifts: tuple[int, ...]) -> tuple[Ints, Ints, Ints]:
    """Start on both sides and length of the best stretch beyond each edge, over all shifts; length 0 where none pays."""
    size = edges[0].size
    best, best_shift, length = np.zeros((3, size), dtype=np.int64)
    (one, one_out), (two, two_out) = (_beyond(letters, edge, step, max(map(abs, shifts))) for edge in edges)
    for shift in shifts:
        a, b = (slice(left_out, left_out + _REACH) for left_out in (max(shift, 0), max(-shift, 0)))
        points = (one[:, a] == two[:, b]).view(np.int8) * np.int8(2) - np.int8(1)
        points[one_out[:, a] | two_out[:, b]] = -_REACH  # no later gain makes up for a border crossed
        score = np.cumsum(points, axis=1, dtype=np.int16)
        end = score.argmax(axis=1)
        value = score[np.arange(size), end] - abs(shift)
        better = value > best
        best[better], best_shift[better], length[better] = value[better], shift, end[better] + 1
    a, b = edges[0] + np.maximum(best_shift, 0) * step, edges[1] + np.maximum(-best_shift, 0) * step
    if step < 0:
        a, b = a - length + 1, b - length + 1
    return a, b, length


def _beyond(letters: Letters, edge: Ints, step: int, most: int) -> tuple[Ints, np.ndarray]:
    """Give the letters beyond each edge, `most` more than are compared, and which of them lie outside of the speech."""
    at = edge[:, None] + np.arange(_REACH + most) * step
    keys = letters.keys.take(at, mode="clip")
    outside = (keys < 0) | (at < 0)
    last = letters.speech.take(at[:, : most + 1], mode="clip") != letters.speech[edge - step][:, None]
    outside[:, : most + 1] |= last  # what a shift leaves out may be the end of the speech
    return keys, outside


# -- what is equal


def _measured(letters: Letters, segments: Segments) -> Alignments:
    """Count the equal letters of each alignment."""
    a, a_end, b, b_end, _ = _spans(segments)
    equal = np.zeros(a.size, dtype=np.int64)
    for owner, _, _ in _equal_letters(letters, segments):
        equal += np.bincount(owner, minlength=a.size)
    return Alignments(a, a_end, b, b_end, equal, segments)


def _equal_letters(letters: Letters, segments: Segments) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Owner and both places of each pair of equal letters, about a million pairs at a time."""
    sums = np.cumsum(segments.n)
    cuts = np.searchsorted(sums, np.arange(_CHUNK, int(sums[-1]) if sums.size else 0, _CHUNK), side="right")
    for some in np.split(np.arange(sums.size), np.unique(cuts)):
        n = segments.n[some]
        which = np.repeat(some, n)
        offset = np.arange(which.size) - np.repeat(np.cumsum(n) - n, n)
        a, b = segments.a[which] + offset, segments.b[which] + offset
        equal = letters.values[a] == letters.values[b]
        yield segments.owner[which[equal]], a[equal], b[equal]
