"""Connect the speeches that share passages: mined tables in, a plain ``nx.DiGraph`` directed by time out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.reuse.pairs import ReusedTables, reuse_frame
from speechmine.count.policy import clusters

__all__ = ["reuse_graph", "shared_frame"]

_NODE = ("title", "date", "level", "place", "speaker", "n_chars", "originality", "novelty")
_COLUMNS = ["speech_id_a", "speech_id_b", "shared_a", "shared_b", "families", "similarity", "a_is_earlier", "copies"]


def reuse_graph(mined: ReusedTables, *, min_shared: int = 1) -> nx.DiGraph:
    """Connect each speech with the later ones that share passages with it.

    Parameters
    ----------
    mined : Mined
    min_shared : int
        Least number of characters that an edge stands for.

    Returns
    -------
    nx.DiGraph
        A node a speech, by ``speech_id``, also those that share nothing; attributes label, kind (``speech``), count
        (characters), title, date, level, place, speaker, n_chars, originality, novelty. An edge goes from the earlier speech
        to the later one; where the dates do not tell which is earlier, there is one each way with ``dated`` False. Edge
        attributes: weight (characters of the edge's target that align with its source, each counted once), families,
        similarity (mean over the aligned letters, 0.8 to 1), dated, copies (True where both are of one cluster).

    Notes
    -----
    An edge says that the earlier speech has the words, not that the later one took them from there: both may have them from a
    third, which has edges of its own.

    Examples
    --------
    >>> import speechmine as sm
    >>> G = reuse_graph(sm.mine(sm.sample_path()), min_shared=1000)
    >>> G.edges["04_2015_county_jichuan.txt@0", "05_2016_county_shuoning.txt@0"]["copies"]
    True
    """
    G = nx.DiGraph()
    for row in mined.speeches.to_dict("records"):
        told = {name: row[name] for name in _NODE if name in row and not pd.isna(row[name])}
        G.add_node(row["speech_id"], label=told.get("title") or row["speech_id"], kind="speech", count=row["n_chars"], **told)
    for row in shared_frame(mined).to_dict("records"):
        a, b, dated = row["speech_id_a"], row["speech_id_b"], row["a_is_earlier"]
        rest = {name: row[name] for name in ("families", "similarity", "copies")} | {"dated": dated}
        for source, target, weight in ((a, b, row["shared_b"]), *(() if dated else ((b, a, row["shared_a"]),))):
            if weight >= min_shared:
                G.add_edge(source, target, weight=weight, **rest)
    return G


def shared_frame(mined: ReusedTables, pairs: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sum up what each two speeches share.

    Parameters
    ----------
    mined : Mined
    pairs : DataFrame, optional
        What `reuse_frame` gives; made here by default.

    Returns
    -------
    DataFrame
        Columns speech_id_a, speech_id_b; shared_a and shared_b (characters of each that align with the other, each counted
        once); families; similarity (mean over the aligned letters, 0.8 to 1); a_is_earlier (by date; else nothing is known);
        copies (both of one cluster). Most shared first.
    """
    pairs = reuse_frame(mined) if pairs is None else pairs
    cluster = clusters(mined.speeches)
    rows = [
        {
            "speech_id_a": a, "speech_id_b": b, "shared_a": _covered(some["start_a"], some["end_a"]),
            "shared_b": _covered(some["start_b"], some["end_b"]), "families": some["family_id"].nunique(),
            "similarity": round(float(np.average(some["similarity"], weights=some["shared"])), 4),
            "a_is_earlier": bool(some["a_is_earlier"].iloc[0]), "copies": cluster[a] == cluster[b],
        }
        for (a, b), some in pairs.groupby(["speech_id_a", "speech_id_b"])
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.sort_values(["shared_b", "speech_id_a", "speech_id_b"], ascending=[False, True, True]).reset_index(drop=True)


def _covered(starts: Any, ends: Any) -> int:
    """Number of offsets in the union of half-open spans."""
    order = np.argsort(starts.to_numpy(), kind="stable")
    start, end = starts.to_numpy()[order], np.maximum.accumulate(ends.to_numpy()[order])
    before = np.append(start[:1], end[:-1])
    return int(np.maximum(end - np.maximum(start, before), 0).sum())
