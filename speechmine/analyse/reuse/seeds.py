"""Find where speeches share letters word for word: letters in, runs of equal letters out.

An inverted index on hashed n-grams of letters: all positions sorted by hash, so that equal n-grams lie side by side. A rare
n-gram links all its places; one with more places than a cap links each to the first place, to the first in another speech and
to the place before, so that the number of links grows with the text and never with its square, and nothing frequent is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from speechmine.analyse.reuse.letters import Letters

__all__ = ["Runs", "shared_runs"]

Ints = np.ndarray

_WIDTHS = (5, 10)  # letters; the wide ones tell the places of a frequent narrow one apart
_CAP = 8  # places of an n-gram up to which each is linked with each
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Runs:
    """Equal stretches of letters in two speeches: letters ``a[k] : a[k] + n[k]`` and ``b[k] : b[k] + n[k]``, a before b."""

    a: Ints
    b: Ints
    n: Ints


def shared_runs(letters: Letters, *, cap: int = _CAP) -> Runs:
    """Find the runs of at least five letters that two speeches share.

    An n-gram of up to `cap` places, eight by default, links each with each. Runs of two n-grams that both stand in more
    places may be left out or cut short, where one of the two speeches is not the first that has them.
    """
    bits = int(letters.keys.size).bit_length()
    found = []
    for wide, width in enumerate(_WIDTHS):
        a, b = _links(letters, width, bits, cap)
        found.append((((b - a) << bits | a) << 1) | wide)
    links = np.sort(np.concatenate(found))
    at = links >> 1
    until = np.maximum.accumulate(at + np.asarray(_WIDTHS)[links & 1])
    heads = np.flatnonzero(np.append(True, at[1:] > until[:-1])[: at.size])
    lasts = np.append(heads[1:], at.size)[: heads.size] - 1
    a = at[heads] & ((1 << bits) - 1)
    return Runs(a, a + (at[heads] >> bits), until[lasts] - at[heads])


def _links(letters: Letters, width: int, bits: int, cap: int) -> tuple[Ints, Ints]:
    """Pairs of places of one n-gram in two speeches, the earlier place first."""
    grams = _sorted_grams(letters, width, bits)
    place = (grams & np.uint64((1 << bits) - 1)).astype(np.int64)
    group = grams >> np.uint64(bits)
    heads = np.flatnonzero(np.append(True, group[1:] != group[:-1])[: group.size])
    size = np.diff(np.append(heads, group.size))
    rare, frequent = (size > 1) & (size <= cap), size > cap
    pairs = [*_all_pairs(place, heads[rare], size[rare]), *_stars(letters, place, heads[frequent], size[frequent])]
    a, b = (np.concatenate([pair[i] for pair in pairs]) for i in range(2))
    apart = letters.speech[a] != letters.speech[b]
    a, b = a[apart], b[apart]
    return np.minimum(a, b), np.maximum(a, b)


def _sorted_grams(letters: Letters, width: int, bits: int) -> np.ndarray:
    """Sort the n-grams inside speeches: the hash in the high bits, the first letter in the low ones."""
    n = max(letters.keys.size - width + 1, 0)
    mixed = letters.keys.astype(np.uint64) * _GOLDEN
    mixed ^= mixed >> np.uint64(29)
    hashed = np.zeros(n, dtype=np.uint64)
    for k in range(width):
        hashed *= np.uint64(0xD1342543DE82EF95)
        hashed += mixed[k : k + n]
    hashed ^= hashed >> np.uint64(32)
    hashed *= _GOLDEN
    grams = (hashed << np.uint64(bits)) | np.arange(n, dtype=np.uint64)
    separators = np.cumsum(letters.keys < 0)
    inside = separators[width - 1 :] == separators[:n] if n else np.zeros(0, dtype=bool)
    inside &= letters.keys[:n] >= 0
    return np.sort(grams[inside])


def _all_pairs(place: Ints, heads: Ints, size: Ints) -> list[tuple[Ints, Ints]]:
    """Each place of a group with each behind it, lag by lag."""
    pairs = [(place[:0], place[:0])]
    for lag in range(1, int(size.max(initial=0))):
        heads, size = heads[size > lag], size[size > lag]
        n = size - lag
        first = np.repeat(heads - np.append(0, np.cumsum(n)[:-1])[: n.size], n) + np.arange(n.sum())
        pairs.append((place[first], place[first + lag]))
    return pairs


def _stars(letters: Letters, place: Ints, heads: Ints, size: Ints) -> list[tuple[Ints, Ints]]:
    """Each place of a group with the group's first, the first in another speech, and the place before."""
    if not heads.size:
        return []
    member = np.repeat(heads - np.append(0, np.cumsum(size)[:-1]), size) + np.arange(size.sum())
    starts = np.append(0, np.cumsum(size)[:-1])
    speech = letters.speech[place[member]]
    other = speech != np.repeat(speech[starts], size)
    second = np.minimum.reduceat(np.where(other, member, place.size), starts)
    partner = np.where(other, np.repeat(heads, size), np.repeat(second, size))
    has = partner < place.size
    before = np.maximum(member - 1, np.repeat(heads, size))
    return [(place[member[has]], place[partner[has]]), (place[member], place[before])]
