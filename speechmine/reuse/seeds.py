"""Find where speeches share letters word for word: letters in, runs of equal letters out.

An inverted index on hashed n-grams of letters: all positions sorted by hash, so that equal n-grams lie side by side. A rare
n-gram links all its places; one with more places than a cap links each to the first place, to the first in another speech and
to the place before, so that the number of links grows with the text and never with its square, and nothing frequent is lost.
Texts, hashes and links are gone through in parts that fit the processor's cache, so that time grows no faster than the links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from speechmine.reuse.letters import Letters

__all__ = ["Runs", "shared_runs"]

Ints = np.ndarray

_WIDTHS = (5, 10)  # letters; the wide ones tell the places of a frequent narrow one apart
_CAP = 8  # places of an n-gram up to which each is linked with each
_PART = 1 << 18  # n-grams or links worked on at a time
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Runs:
    """Equal stretches of letters in two speeches: letters ``a[k] : a[k] + n[k]`` and ``b[k] : b[k] + n[k]``, a before b."""

    a: Ints
    b: Ints
    n: Ints


def shared_runs(letters: Letters, *, cap: int = _CAP) -> Runs:
    """Find the runs of at least five letters that two speeches share, in order of a and b.

    An n-gram of up to `cap` places, eight by default, links each with each. Runs of two n-grams that both stand in more
    places may be left out or cut short, where one of the two speeches is not the first that has them.
    """
    bits = int(letters.keys.size).bit_length()
    wanted = np.ones(letters.keys.size, dtype=bool)
    found = []
    for wide, width in enumerate(_WIDTHS):
        frequent = np.zeros(letters.keys.size, dtype=bool)
        for grams in _buckets(letters, width, bits, wanted):
            a, b = _links(letters, grams, bits, cap, frequent)
            found.append((((a << bits) | b) << 1) | wide)
        # Where all narrow n-grams are rare, they link all that a wide one could.
        wanted = _near(frequent, _WIDTHS[-1] - width)
    links = np.concatenate(found)
    links.sort()
    parts = [_runs(links[part], bits) for part in letters.parts(links >> (bits + 1), _PART)]
    return Runs(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("a", "b", "n")))


def _runs(links: Ints, bits: int) -> Runs:
    """Join the links of some speeches that continue one another."""
    b = (links >> 1) & ((1 << bits) - 1)
    links = ((((b - (links >> (bits + 1))) << bits) | (links >> (bits + 1))) << 1) | (links & 1)
    links.sort()
    at = links >> 1
    until = np.maximum.accumulate(at + np.asarray(_WIDTHS)[links & 1])
    heads = np.flatnonzero(np.append(True, at[1:] > until[:-1])[: at.size])
    lasts = np.append(heads[1:], at.size)[: heads.size] - 1
    a = at[heads] & ((1 << bits) - 1)
    b, n = a + (at[heads] >> bits), until[lasts] - at[heads]
    order = np.lexsort((b, a))
    return Runs(a[order], b[order], n[order])


def _links(letters: Letters, grams: np.ndarray, bits: int, cap: int, frequent: np.ndarray) -> tuple[Ints, Ints]:
    """Pairs of places of one n-gram in two speeches, the earlier place first; places of frequent ones are marked."""
    place = (grams & np.uint64((1 << bits) - 1)).astype(np.int64)
    group = grams >> np.uint64(bits)
    heads = np.flatnonzero(np.append(True, group[1:] != group[:-1])[: group.size])
    size = np.diff(np.append(heads, group.size))
    rare, often = (size > 1) & (size <= cap), size > cap
    frequent[place[np.repeat(often, size)]] = True
    pairs = [*_all_pairs(place, heads[rare], size[rare]), *_stars(letters, place, heads[often], size[often])]
    a, b = (np.concatenate([pair[i] for pair in pairs]) for i in range(2))
    apart = letters.speech[a] != letters.speech[b]
    a, b = a[apart], b[apart]
    return np.minimum(a, b), np.maximum(a, b)


def _near(marked: np.ndarray, reach: int) -> np.ndarray:
    """Mark the places of which one of the next, up to `reach` letters on, is marked."""
    near = marked.copy()
    for step in range(1, reach + 1):
        near[:-step] |= marked[step:]
    return near


def _buckets(letters: Letters, width: int, bits: int, wanted: np.ndarray) -> Iterator[np.ndarray]:
    """Sort the wanted n-grams by hash, some hashes at a time."""
    starts = range(0, letters.keys.size, _PART)
    blocks = [_grams(letters.keys[start : start + _PART + width - 1], width, bits, start, wanted) for start in starts]
    n_buckets = sum(block.size for block in blocks) // _PART + 1
    highest = (1 << (64 - bits)) - 1
    borders = np.array([highest * k // n_buckets << bits for k in range(1, n_buckets)], dtype=np.uint64)
    cuts = [[0, *np.searchsorted(block, borders).tolist(), block.size] for block in blocks]
    for k in range(n_buckets):
        bucket = np.concatenate([block[cut[k] : cut[k + 1]] for block, cut in zip(blocks, cuts, strict=True)])
        bucket.sort()
        yield bucket


def _grams(keys: Ints, width: int, bits: int, start: int, wanted: np.ndarray) -> np.ndarray:
    """Sort the wanted n-grams inside speeches: the hash in the high bits, the first letter in the low ones."""
    n = max(keys.size - width + 1, 0)
    mixed = keys.astype(np.uint64) * _GOLDEN
    mixed ^= mixed >> np.uint64(29)
    hashed = np.zeros(n, dtype=np.uint64)
    for k in range(width):
        hashed *= np.uint64(0xD1342543DE82EF95)
        hashed += mixed[k : k + n]
    hashed ^= hashed >> np.uint64(32)
    hashed *= _GOLDEN
    separators = np.cumsum(keys < 0)
    inside = wanted[start : start + n] & (keys[:n] >= 0)
    if n:
        inside &= separators[width - 1 :] == separators[:n]
    at = np.flatnonzero(inside)
    grams = (hashed[at] << np.uint64(bits)) | (at + start).astype(np.uint64)
    grams.sort()
    return np.asarray(grams)


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
