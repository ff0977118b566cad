"""Connect superiors with those that repeat them: a frame of what is carried down in, a plain ``nx.DiGraph`` out."""

from __future__ import annotations

import networkx as nx
import pandas as pd

__all__ = ["carry_graph"]

_EDGE = ("directives_share", "slogans_share", "passages_share", "days", "strength_change", "order")


def carry_graph(frame: pd.DataFrame, *, min_carried: int = 1) -> nx.DiGraph:
    """Connect each upper speech with the lower ones that repeat directives of it.

    Parameters
    ----------
    frame : DataFrame
        What `carry_frame` gives.
    min_carried : int
        Least number of repeated directives that an edge stands for.

    Returns
    -------
    nx.DiGraph
        A node a speech, ``upper:`` or ``lower:`` before its id, also those without an edge; attributes label, kind (``upper`` or
        ``lower``), count (directives of an upper speech; those that a lower one repeats), date and level where known. An edge
        goes downwards: weight (repeated directives), directives_share, slogans_share, passages_share, days, strength_change and
        order where they are known.

    Examples
    --------
    >>> import speechmine as sm
    >>> above = sm.mine(["在全省会议上的讲话。各地要排查危房。渡口要有人值守。"])
    >>> below = sm.mine(["在全县会议上的讲话。各村必须排查危房。"])
    >>> [data["weight"] for *_, data in carry_graph(sm.carry_frame(above, below)).edges(data=True)]
    [1]
    """
    G = nx.DiGraph()
    lower = frame.groupby("lower_id")["n_directives_carried"].max()
    for row in frame.to_dict("records"):
        for kind, count in (("upper", row["n_directives"]), ("lower", int(lower[row["lower_id"]]))):
            name = row[f"{kind}_id"]
            told = {key: row[f"{kind}_{key}"] for key in ("date", "level") if not pd.isna(row[f"{kind}_{key}"])}
            G.add_node(f"{kind}:{name}", label=name.rpartition("@")[0] or name, kind=kind, count=count, **told)
        if row["n_directives_carried"] >= min_carried:
            told = {name: float(row[name]) for name in _EDGE if not pd.isna(row[name])}
            G.add_edge(f"upper:{row['upper_id']}", f"lower:{row['lower_id']}", weight=row["n_directives_carried"], **told)
    return G
