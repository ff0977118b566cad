"""Leave out what means little: a graph in, a graph with fewer edges or nodes out; nothing vanishes unasked."""

from __future__ import annotations

from typing import Any

import networkx as nx

from speechmine.errors import OptionError

__all__ = ["backbone", "largest_component", "significant"]


def significant(G: nx.Graph, *, alpha: float = 0.05) -> nx.Graph:
    """Keep the edges whose q-value is at most `alpha`; all nodes stay.

    Parameters
    ----------
    G : nx.Graph
        Edges with ``q``, as `cooccurrence_graph` gives them.
    alpha : float
        The false discovery rate that is put up with, 0 to 1.

    Raises
    ------
    OptionError
        If `alpha` is not between 0 and 1, or an edge has no ``q``.

    Examples
    --------
    >>> G = nx.Graph()
    >>> G.add_edge("瓦斯", "通风", q=0.001)
    >>> G.add_edge("瓦斯", "会议", q=0.7)
    >>> list(significant(G).edges), len(significant(G))
    ([('瓦斯', '通风')], 3)
    """
    _check(alpha)
    if any("q" not in data for *_, data in G.edges(data=True)):
        raise OptionError("an edge has no attribute 'q'; filter a graph whose pairs were tested, or take backbone")
    return _with_edges(G, [(a, b) for a, b, q in G.edges(data="q") if q <= alpha])


def backbone(G: nx.Graph, *, alpha: float = 0.05, weight: str = "weight") -> nx.Graph:
    """Keep the edges that carry more of a node's strength than chance would put on one of its edges; all nodes stay.

    The disparity filter: of a node of degree k and strength s, an edge of weight w is kept if (1 - w / s) ** (k - 1) is below
    `alpha` for one of its two ends. An end with one edge alone cannot speak for it.

    Parameters
    ----------
    G : nx.Graph
    alpha : float
        0 to 1; smaller keeps less.
    weight : str
        The edge attribute; edges where it is 0 or less are left out.

    Raises
    ------
    OptionError
        If `alpha` is not between 0 and 1.

    References
    ----------
    Serrano, Boguñá and Vespignani, Extracting the multiscale backbone of complex weighted networks, PNAS 106(16), 2009.

    Examples
    --------
    >>> G = nx.Graph()
    >>> G.add_weighted_edges_from([("安全", "生产", 96), ("安全", "会议", 2), ("安全", "领导", 2)])
    >>> list(backbone(G).edges)
    [('安全', '生产')]
    """
    _check(alpha)
    edges = [(a, b, w) for a, b, w in G.edges(data=weight, default=1) if w > 0]
    H = nx.Graph()
    H.add_weighted_edges_from(edges)
    degree, strength = dict(H.degree()), dict(H.degree(weight="weight"))

    def chance(node: object, w: float) -> float:
        return float((1 - w / strength[node]) ** (degree[node] - 1)) if degree[node] > 1 else 1.0

    return _with_edges(G, [(a, b) for a, b, w in edges if min(chance(a, w), chance(b, w)) < alpha])


def largest_component(G: nx.Graph) -> nx.Graph:
    """Keep the nodes of the largest connected component; of several, the one of the first node.

    Examples
    --------
    >>> list(largest_component(nx.Graph([("瓦斯", "矿井"), ("渡口", "渡船"), ("渡船", "船员")])))
    ['渡口', '渡船', '船员']
    """
    component: set[Any] = max(nx.connected_components(G), key=len, default=set())
    return nx.Graph(G.subgraph([node for node in G if node in component]))


def _check(alpha: float) -> None:
    if not 0 <= alpha <= 1:
        raise OptionError(f"alpha is {alpha}; give a share between 0 and 1")


def _with_edges(G: nx.Graph, edges: list[tuple[object, object]]) -> nx.Graph:
    H = nx.Graph(**G.graph)
    H.add_nodes_from((node, dict(data)) for node, data in G.nodes(data=True))
    H.add_edges_from((a, b, dict(G.edges[a, b])) for a, b in edges)
    return H
