"""Which speeches and sentences stand for themselves: mined tables in, the rows that count where recurrence is told out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.words import MinedTables
from speechmine.reuse.independence import counted_once, first_speeches
from speechmine.tables.mined import Mined

__all__ = ["clusters", "counting", "each_for_itself", "without_copies", "without_repeats"]


def clusters(speeches: pd.DataFrame) -> dict[str, str]:
    """Return the cluster of each speech; copies of one speech share a cluster, others are a cluster of their own.

    Parameters
    ----------
    speeches : DataFrame
        Columns ``speech_id`` and, where pass 2 has run, ``cluster_id``.

    Examples
    --------
    >>> clusters(pd.DataFrame({"speech_id": ["甲.txt@0", "乙.txt@0"], "cluster_id": ["甲.txt@0", None]}))
    {'甲.txt@0': '甲.txt@0', '乙.txt@0': '乙.txt@0'}
    """
    ids = speeches["speech_id"].astype(object)
    own = speeches["cluster_id"].astype(object) if "cluster_id" in speeches else ids
    return dict(zip(ids, own.where(own.notna(), ids), strict=True))


def without_copies(frame: pd.DataFrame, speeches: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `frame` that stand in the first speech of each cluster, by sorted ``speech_id``.

    Parameters
    ----------
    frame : DataFrame
        Any table with a column ``speech_id``.
    speeches : DataFrame
        As for `clusters`.
    """
    own = clusters(speeches)
    return frame[frame["speech_id"].isin(sorted(first_speeches(own, own)))]


def without_repeats(frame: pd.DataFrame, mined: MinedTables, *, speeches: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the rows of `frame` that count: of copies of a speech the first, of a family of passages one speech's.

    Parameters
    ----------
    frame : DataFrame
        Any table with a column ``sentence_id``.
    mined : Mined
    speeches : iterable of str, optional
        Only these speeches, by ``speech_id``, are looked at: what is copied from another one counts.
    """
    return frame[frame["sentence_id"].isin(mined.sentences["sentence_id"][counting(mined, speeches=speeches)])]


def counting(mined: MinedTables, *, speeches: Iterable[str] | None = None) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of each row of ``mined.sentences`` whether it counts; as for `without_repeats`."""
    sentences, own = mined.sentences, clusters(mined.speeches)
    of_speech = sentences["speech_id"]
    here = set(of_speech.unique())
    first = first_speeches(here if speeches is None else here & set(speeches), own)
    counts: np.ndarray[Any, np.dtype[np.bool_]] = of_speech.isin(first).to_numpy(dtype=bool, copy=True)
    if "family_id" in sentences:
        shared = counts & sentences["family_id"].notna().to_numpy()
        counts[shared] = counted_once(zip(of_speech[shared], sentences["family_id"][shared], strict=True), own)
    return counts


def each_for_itself(mined: Mined) -> Mined:
    """Return the tables as if no speech were a copy and no passage shared, so that all of them count."""
    return replace(
        mined,
        speeches=mined.speeches.assign(cluster_id=mined.speeches["speech_id"]),
        sentences=mined.sentences.assign(family_id=pd.Series([None] * len(mined.sentences), dtype=object)),
    )
