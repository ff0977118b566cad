"""Say which sentences count where recurrence is told: copies of a speech and families of passages count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["counted_once", "first_speeches"]


def counted_once(sentences: Iterable[tuple[str, str | None]], clusters: Mapping[str, str]) -> list[bool]:
    """Mark the sentences that count.

    A sentence counts if its speech is the first of its cluster, by ``speech_id``, and, where it belongs to a family, if no
    other such speech counts for that family: the one that the family is named after does, else the first.

    Parameters
    ----------
    sentences : iterable of (speech_id, family_id)
    clusters : mapping of str to str
        Cluster by speech_id; a speech that is not in it is its own.

    Examples
    --------
    >>> family = "甲.txt@3:40"
    >>> sentences = [("乙.txt@0", family), ("乙.txt@0", None), ("甲.txt@0", family), ("戊.txt@0", None)]
    >>> counted_once(sentences, {"戊.txt@0": "乙.txt@0", "乙.txt@0": "乙.txt@0"})
    [False, True, True, False]
    """
    sentences = list(sentences)
    counted = first_speeches({speech for speech, _ in sentences}, clusters)
    owner: dict[str, tuple[bool, str]] = {}
    for speech, family in sentences:
        if family and speech in counted:
            claim = (family.rpartition("@")[0] != speech.rpartition("@")[0], speech)
            owner[family] = min(claim, owner.get(family, claim))
    return [speech in counted and (not family or owner[family][1] == speech) for speech, family in sentences]


def first_speeches(speeches: Iterable[str], clusters: Mapping[str, str]) -> set[str]:
    """Return the first of the speeches of each cluster, by ``speech_id``; `clusters` as for `counted_once`."""
    first: dict[str, str] = {}
    for speech in sorted(speeches):
        first.setdefault(clusters.get(speech, speech), speech)
    return set(first.values())
