"""Find the speeches that are copies of one another: texts in, a cluster for each speech out.

Candidates come from MinHash signatures of character shingles in a locality-sensitive index [1]_; each candidate pair is then
compared exactly, so that chance in the signatures never makes a copy.

References
----------
.. [1] A. Z. Broder, "On the resemblance and containment of documents", Compression and Complexity of Sequences, 1997.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from datasketch import MinHash, MinHashLSH

from speechmine.folding import fold

__all__ = ["cluster_speeches", "shingles"]

_WIDTH = 5
_PERMUTATIONS = 128
# Candidates are sought below the threshold, so that the exact comparison decides and not the signature's error.
_SLACK = 0.2


def cluster_speeches(texts: Iterable[tuple[str, str]], *, threshold: float = 0.5) -> dict[str, str]:
    """Group the speeches that are near-copies.

    Parameters
    ----------
    texts : iterable of (speech_id, text)
        Read once, one text at a time; 8 bytes a shingle stay in memory.
    threshold : float
        Least resemblance (Jaccard, 0 = nothing shared, 1 = equal) of the sets of 5-character shingles of two speeches. Copies
        of copies are in one cluster.

    Returns
    -------
    dict of str to str
        For each speech_id the cluster_id: the least speech_id of its cluster, its own where it has no copy. The order of
        `texts` changes nothing.

    Examples
    --------
    >>> copy = "各村要在汛期前逐户排查一遍，不留死角。"
    >>> cluster_speeches([("a", copy), ("b", copy.replace("村", "镇")), ("c", "烟花爆竹经营单位一律停业整顿。")])
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    sets = {speech_id: shingles(text) for speech_id, text in texts}
    index = MinHashLSH(threshold=max(threshold - _SLACK, 0.1), num_perm=_PERMUTATIONS)
    leader = {speech_id: speech_id for speech_id in sets}
    for speech_id in sorted(sets):
        signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=_low_bits)
        signature.update_batch([value.tobytes() for value in sets[speech_id]])
        for other in sorted(index.query(signature)):
            if _resemblance(sets[speech_id], sets[other]) >= threshold:
                _join(leader, speech_id, other)
        index.insert(speech_id, signature)
    return {speech_id: _find(leader, speech_id) for speech_id in sets}


def shingles(text: str) -> np.ndarray:
    """Return the sorted, distinct 64-bit hashes of a text's 5-character shingles, punctuation and white space left out."""
    letters = "".join(char for char in fold(text) if char.isalnum())
    grams = {letters[i : i + _WIDTH] for i in range(max(len(letters) - _WIDTH + 1, 1))}
    digests = b"".join(hashlib.blake2b(gram.encode("utf-8"), digest_size=8).digest() for gram in grams)
    return np.unique(np.frombuffer(digests, dtype=np.uint64))


def _low_bits(value: bytes) -> int:
    """The first 32 bits of a shingle's hash: it is a hash already."""
    return int.from_bytes(value[:4], "little")


def _resemblance(a: np.ndarray, b: np.ndarray) -> float:
    shared = np.intersect1d(a, b, assume_unique=True).size
    return shared / max(a.size + b.size - shared, 1)


def _find(leader: dict[str, str], speech_id: str) -> str:
    while leader[speech_id] != speech_id:
        speech_id = leader[speech_id]
    return speech_id


def _join(leader: dict[str, str], a: str, b: str) -> None:
    low, high = sorted((_find(leader, a), _find(leader, b)))
    leader[high] = low
