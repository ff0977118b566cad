"""Graphs as tables: an ``nx.Graph`` in, its nodes with their centralities or its edges, one row each, out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.graphs.communities import with_communities

__all__ = ["edge_frame", "node_frame"]

_NODE = ("label", "kind", "count", "speeches")
_EDGE = ("count", "weight", "npmi", "log_likelihood", "jaccard", "p", "q", "speeches", "evidence")
_EXACT = 500  # nodes up to which betweenness is exact; beyond, it is estimated from as many seeded pivots


def edge_frame(G: nx.Graph) -> pd.DataFrame:
    """Return the edges as a table.

    Parameters
    ----------
    G : nx.Graph

    Returns
    -------
    DataFrame
        Columns source, target, count, weight, npmi, log_likelihood, jaccard, p, q, speeches, evidence, None where an edge has
        no such attribute, then any further ones; strongest first.

    Examples
    --------
    >>> G = nx.Graph()
    >>> G.add_weighted_edges_from([("瓦斯", "通风", 2), ("瓦斯", "矿井", 5)])
    >>> edge_frame(G)[["source", "target", "weight"]].to_numpy().tolist()
    [['瓦斯', '矿井', 5], ['瓦斯', '通风', 2]]
    """
    more = dict.fromkeys(name for *_, data in G.edges(data=True) for name in data if name not in _EDGE)
    columns = [*_EDGE, *more]
    rows = [(source, target, *(data.get(name) for name in columns)) for source, target, data in G.edges(data=True)]
    frame = pd.DataFrame(rows, columns=["source", "target", *columns])
    return frame.sort_values(["weight", "source", "target"], ascending=[False, True, True], kind="stable").reset_index(drop=True)


def node_frame(G: nx.Graph) -> pd.DataFrame:
    """Return the nodes as a table with their centralities.

    Parameters
    ----------
    G : nx.Graph
        Edges with ``weight``; weights below 0 (npmi) count as 0 in strength, eigenvector and communities.

    Returns
    -------
    DataFrame
        Columns node, label, kind, count, speeches, degree, strength (sum of the weights), betweenness (paths counted by edges,
        0 to 1; estimated from 500 seeded pivots where the graph has more nodes), eigenvector (of the weighted graph, unit
        length; 0 outside the largest component), community (0 is the largest; as `with_communities` gives it where the graph
        has none yet), stability (of the node's community, 0 to 1); strongest first.

    References
    ----------
    Freeman, A set of measures of centrality based on betweenness, Sociometry 40(1), 1977.
    Brandes and Pich, Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17(7), 2007.
    Bonacich, Power and centrality, American Journal of Sociology 92(5), 1987.

    Examples
    --------
    >>> G = nx.Graph()
    >>> G.add_weighted_edges_from([("瓦斯", "通风", 2), ("瓦斯", "矿井", 5)])
    >>> node_frame(G)[["node", "degree", "strength", "betweenness"]].to_numpy().tolist()
    [['瓦斯', 2, 7, 1.0], ['矿井', 1, 5, 0.0], ['通风', 1, 2, 0.0]]
    """
    G = G if nx.get_node_attributes(G, "community") or not len(G) else with_communities(G)
    between = nx.betweenness_centrality(G, k=_EXACT if len(G) > _EXACT else None, seed=0)
    strength = {node: sum(max(data.get("weight", 1), 0) for data in G.adj[node].values()) for node in G}
    eigenvector = _eigenvector(G)
    rows = [
        (
            node, *(data.get(name) for name in _NODE), G.degree(node), strength[node], between[node], eigenvector.get(node, 0.0),
            data.get("community"), data.get("stability"),
        )
        for node, data in G.nodes(data=True)
    ]  # fmt: skip
    columns = ["node", *_NODE, "degree", "strength", "betweenness", "eigenvector", "community", "stability"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["strength", "node"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _eigenvector(G: nx.Graph) -> dict[Any, float]:
    """First eigenvector of the largest component; networkx starts the sparse solver at random, here the start is fixed."""
    component: set[Any] = max(nx.connected_components(G), key=len, default=set())
    members = [node for node in G if node in component]
    if len(members) < 2:
        return {}
    A = nx.to_scipy_sparse_array(G, nodelist=members, weight="weight", dtype=float, format="csr")
    A.data = np.maximum(A.data, 0)
    if len(members) <= _EXACT:
        vector = np.linalg.eigh(A.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        vector = eigsh(A, k=1, which="LA", v0=np.ones(len(members)))[1][:, 0]
    return dict(zip(members, np.abs(vector).round(12).tolist(), strict=True))
