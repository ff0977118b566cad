"""Who stands with whom: mined tables in, a plain ``nx.Graph`` whose edges carry counts, strengths, p-values and evidence out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.stats import false_discovery_control

from speechmine.analyse.copies import clusters, without_copies
from speechmine.analyse.graphs.association import association_frame
from speechmine.analyse.graphs.incidence import incidence_frame
from speechmine.analyse.words import MinedTables
from speechmine.errors import OptionError

__all__ = ["WEIGHTS", "cooccurrence_graph", "edge_frame", "node_frame"]

WEIGHTS = ("count", "npmi", "log_likelihood", "jaccard")
_EVIDENCE = 3  # sentences kept an edge


def cooccurrence_graph(
    mined: MinedTables,
    *,
    nodes: str | Sequence[str] = "terms",
    unit: str = "sentence",
    weight: str = "count",
    min_count: int = 2,
    keep_copies: bool = False,
) -> nx.Graph:
    """Connect what stands in the same unit.

    Parameters
    ----------
    mined : Mined
    nodes : {"terms", "sectors", "slogans", "actors"} or a sequence of several
    unit : {"clause", "sentence", "section", "speech"}
    weight : {"count", "npmi", "log_likelihood", "jaccard"}
        What the edge attribute ``weight`` repeats.
    min_count : int
        Nodes and edges must stand in as many units.
    keep_copies : bool
        Count each copy of a speech instead of the first one alone.

    Returns
    -------
    nx.Graph
        A node is ``kind:label``. Node attributes: label, kind (term, sector, slogan, actor), count (units), speeches
        (independent ones). Edge attributes: count, weight, npmi (-1 to 1), log_likelihood (G2), jaccard (0 to 1), p
        (hypergeometric: so many common units or more by chance), q (Benjamini and Hochberg, over all pairs of the nodes,
        met or not), speeches, evidence (up to three dicts sentence_id, speech_id, start, end, text). Nodes without an edge stay.
        Graph attributes: unit, units (how many hold anything), tested (pairs).

    Raises
    ------
    OptionError
        If `nodes`, `unit` or `weight` is not known or `min_count` is below 1.

    References
    ----------
    Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993.
    Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57(1), 1995.
    """
    if weight not in WEIGHTS:
        raise OptionError(f"weight {weight!r} is not known; take one of {', '.join(WEIGHTS)}")
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")
    found = incidence_frame(mined, nodes=[nodes] if isinstance(nodes, str) else nodes, unit=unit)
    found = found if keep_copies else without_copies(found, mined.speeches)
    found = found.assign(node=found["kind"] + ":" + found["label"], cluster=found["speech_id"].map(clusters(mined.speeches)))
    n_units = int(found["unit"].nunique())
    kept = found[found.groupby("node")["unit"].transform("nunique") >= min_count]
    G = _nodes(kept)
    G.graph.update(unit=unit, units=n_units, tested=len(G) * (len(G) - 1) // 2)
    return _connect(G, kept, mined, weight=weight, min_count=min_count)


def edge_frame(G: nx.Graph) -> pd.DataFrame:
    """Return the edges as a table: source, target, then the edge attributes; strongest first."""
    rows = [(source, target, *(data.get(name) for name in _EDGE)) for source, target, data in G.edges(data=True)]
    frame = pd.DataFrame(rows, columns=["source", "target", *_EDGE])
    return frame.sort_values(["weight", "source", "target"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def node_frame(G: nx.Graph) -> pd.DataFrame:
    """Return the nodes as a table with their centralities; strongest first.

    Returns
    -------
    DataFrame
        Columns node, label, kind, count, speeches, degree, strength (sum of the weights), betweenness (unweighted, 0 to 1).
    """
    between = nx.betweenness_centrality(G)
    strength = dict(G.degree(weight="weight"))
    rows = [
        (node, *(data.get(name) for name in _NODE), G.degree(node), strength[node], between[node])
        for node, data in G.nodes(data=True)
    ]
    frame = pd.DataFrame(rows, columns=["node", *_NODE, "degree", "strength", "betweenness"])
    return frame.sort_values(["strength", "node"], ascending=[False, True], kind="stable").reset_index(drop=True)


_NODE = ("label", "kind", "count", "speeches")
_EDGE = ("count", "weight", "npmi", "log_likelihood", "jaccard", "p", "q", "speeches", "evidence")


def _nodes(kept: pd.DataFrame) -> nx.Graph:
    G = nx.Graph()
    counted = kept.groupby("node").agg(
        label=("label", "first"), kind=("kind", "first"), count=("unit", "nunique"), speeches=("cluster", "nunique")
    )
    for node, row in counted.sort_index().iterrows():
        G.add_node(node, label=row["label"], kind=row["kind"], count=int(row["count"]), speeches=int(row["speeches"]))
    return G


def _connect(G: nx.Graph, kept: pd.DataFrame, mined: MinedTables, *, weight: str, min_count: int) -> nx.Graph:
    names = list(G)
    rows, units = pd.factorize(kept["unit"])
    columns = pd.Categorical(kept["node"], categories=names).codes
    X = sp.csr_matrix((np.ones(len(kept), dtype=np.int64), (rows, columns)), shape=(len(units), len(names)))
    pairs = sp.triu(X.T @ X, k=1).tocoo()
    left, right, joint = (part[pairs.data >= min_count] for part in (pairs.row, pairs.col, pairs.data))
    order = np.lexsort((right, left))
    left, right, joint = left[order], right[order], joint[order]
    sizes = np.asarray(X.sum(axis=0)).ravel()
    table = association_frame(joint, sizes[left], sizes[right], G.graph["units"])
    table["q"] = _adjusted(table["p"].to_numpy(), G.graph["tested"])
    table["weight"] = table[weight]
    place = _first_places(kept, rows, mined)
    B = X.tocsc()
    for i, edge in enumerate(table.to_dict("records")):
        common = np.intersect1d(_column(B, left[i]), _column(B, right[i]))
        speeches = len({place[unit][0] for unit in common})
        evidence = [place[unit][1] for unit in common[:_EVIDENCE]]
        G.add_edge(
            names[left[i]],
            names[right[i]],
            **{str(key): value for key, value in edge.items()},
            speeches=speeches,
            evidence=evidence,
        )
    return G


def _column(B: Any, column: int) -> Any:
    return np.sort(B.indices[B.indptr[column] : B.indptr[column + 1]])


def _adjusted(p: np.ndarray[Any, Any], tested: int) -> np.ndarray[Any, Any]:
    """Benjamini-Hochberg q-values of some pairs among all that were tested; those left out count as p = 1."""
    if not len(p):
        return p
    return np.asarray(false_discovery_control(np.concatenate([p, np.ones(max(tested - len(p), 0))])))[: len(p)]


def _first_places(kept: pd.DataFrame, rows: Any, mined: MinedTables) -> dict[int, tuple[str, dict[str, Any]]]:
    """Independent speech and first sentence of each unit."""
    columns = ["sentence_id", "speech_id", "start", "end", "text"]
    sentences = {
        row["sentence_id"]: {str(key): row[key] for key in columns} for row in mined.sentences[columns].to_dict("records")
    }
    first = kept.assign(row=rows).drop_duplicates("row")
    return {
        row: (cluster, sentences[s]) for row, cluster, s in zip(first["row"], first["cluster"], first["sentence_id"], strict=True)
    }
