"""What counts once: mined tables in; the speeches and sentences that count, and why the others do not, out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from speechmine.reuse.independence import counted_once, first_speeches
from speechmine.tables.memory import remembered_of
from speechmine.tables.protocol import MinedTables

__all__ = ["clusters", "counted_rows", "counting", "exclusions", "without_copies"]

Array = np.ndarray[Any, Any]

_READ = {"speeches": ["speech_id", "cluster_id"], "sentences": ["speech_id", "sentence_id", "family_id"]}


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
        Any table with a column ``speech_id``, such as the speeches themselves.
    speeches : DataFrame
        As for `clusters`.
    """
    own = clusters(speeches)
    return frame[frame["speech_id"].isin(first_speeches(own, own))]


def exclusions(mined: MinedTables, *, keep_copies: bool = False) -> Array:
    """Say of each row of ``mined.sentences`` why it does not count.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether all sentences count.

    Returns
    -------
    ndarray of object
        ``copy``: its speech copies one that counts; ``passage``: it stands in a passage that counts in another speech; None:
        it counts. Of the copies of a speech the first by ``speech_id`` counts; a passage counts in the speech it is named after,
        where that one counts, else in the first that has it. Worked out once for tables that stay as they are; read-only.
    """
    if keep_copies:
        return np.full(len(mined.sentences), None, dtype=object)
    return remembered_of(mined, exclusions, _READ, lambda: _exclusions(mined))


def _exclusions(mined: MinedTables) -> Array:
    sentences = mined.sentences
    why = np.full(len(sentences), None, dtype=object)
    own = clusters(mined.speeches)
    copied = ~sentences["speech_id"].isin(first_speeches(own, own)).to_numpy(dtype=bool)
    why[copied] = "copy"
    if "family_id" in sentences:
        shared = np.flatnonzero(~copied & sentences["family_id"].notna().to_numpy(dtype=bool))
        part = sentences.iloc[shared]
        counts = counted_once(zip(part["speech_id"], part["family_id"], strict=True), own)
        why[shared[~np.array(counts, dtype=bool)]] = "passage"
    why.flags.writeable = False
    return why


def counting(mined: MinedTables, *, keep_copies: bool = False) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of each row of ``mined.sentences`` whether it counts, as `exclusions` has it."""
    return np.array(pd.isna(exclusions(mined, keep_copies=keep_copies)), dtype=bool)


def counted_rows(table: pd.DataFrame, mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Return the rows of a table with a column ``sentence_id`` whose sentence counts."""
    if keep_copies:
        return table
    return table[table["sentence_id"].isin(mined.sentences["sentence_id"][counting(mined)])]
