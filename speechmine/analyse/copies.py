"""Which speeches stand for themselves: the frame of speeches in, each copy's cluster and its first member out."""

from __future__ import annotations

import pandas as pd

__all__ = ["clusters", "without_copies"]


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
    first: dict[str, str] = {}
    for speech, cluster in sorted(clusters(speeches).items()):
        first.setdefault(cluster, speech)
    return frame[frame["speech_id"].isin(list(first.values()))]
