"""Where the nodes of a drawing lie: a graph in, seeded positions out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from speechmine.analyse.graphs.communities import with_communities

__all__ = ["MANY_EDGES", "grouped", "positions"]

MANY_EDGES = 5000
"""More edges than a reader can follow or a page shows without delay."""

_STRESS = 120  # nodes up to which distances in the graph set those on the page; beyond, springs do
_LARGE = 1000
_GAP = 0.6


def grouped(G: nx.Graph) -> nx.Graph:
    """Return the graph with communities: its own, or else those of `with_communities`, from one seed where it is large."""
    if all("community" in data for _, data in G.nodes(data=True)):
        return G
    return with_communities(G, n_runs=10 if G.number_of_edges() < MANY_EDGES else 1)


def positions(G: nx.Graph, *, random_state: int = 0) -> dict[Any, tuple[float, float]]:
    """Return a place between 0 and 1 for each node; y grows downwards.

    Each component is laid out by itself; larger ones get more room and stand first, nodes without an edge fill rows at the end.
    """
    parts = sorted(nx.connected_components(G.to_undirected(as_view=True)), key=len, reverse=True)
    order = {node: i for i, node in enumerate(G)}
    drawn = [_component(G, sorted(part, key=order.__getitem__), random_state) for part in parts if len(part) > 1]
    alone = [{node: np.zeros(2)} for node in G if not G.degree(node)]
    place = _shelves([*drawn, *alone])
    corners = np.array([*place.values()]).reshape(-1, 2)
    low = corners.min(axis=0, initial=np.inf)
    span = np.maximum(corners.max(axis=0, initial=-np.inf) - low, 1e-9)
    return {node: (round(float(x), 4), round(float(y), 4)) for node in G for x, y in [_within(place[node], low, span)]}


def _within(point: Any, low: Any, span: Any) -> Any:
    return np.where(span > 1e-8, (point - low) / span, 0.5)


def _component(G: nx.Graph, members: list[Any], random_state: int) -> dict[Any, Any]:
    """Lay out a component in a square whose side grows with its size."""
    H = nx.Graph()
    H.add_nodes_from(range(len(members)))
    number = {node: i for i, node in enumerate(members)}
    H.add_edges_from(sorted((number[a], number[b]) for a, b in G.subgraph(members).edges))
    if len(members) <= _STRESS:
        raw = nx.kamada_kawai_layout(H) if len(members) > 2 else {0: np.array([0.0, 0.0]), 1: np.array([1.0, 0.3])}
    else:
        raw = nx.spring_layout(
            H, seed=random_state, k=3 / len(members) ** 0.5, iterations=100 if len(members) < _LARGE else 30, weight=None
        )
    points = np.array([raw[i] for i in range(len(members))])
    points -= points.min(axis=0)
    side = 1.6 * len(members) ** 0.5
    return dict(zip(members, points / max(points.max(), 1e-9) * side, strict=True))


def _shelves(parts: list[dict[Any, Any]]) -> dict[Any, Any]:
    """Put the parts in rows, each as high as its first."""
    extents = [np.max([*part.values()], axis=0) for part in parts]
    limit = max([1.9 * sum(len(part) for part in parts) ** 0.5, *(size[0] for size in extents)], default=1.0)
    if parts and len(parts[0]) > 2 and len(parts[0]) * 2 >= sum(len(part) for part in parts if len(part) > 1):
        stretch = np.array([min(limit / max(extents[0][0], 1e-9), 1.8), 1.0])  # the main component fills its row
        parts = [{node: point * stretch for node, point in parts[0].items()}, *parts[1:]]
        extents[0] = extents[0] * stretch
    place, x, y, height = {}, 0.0, 0.0, 0.0
    for part, size in zip(parts, extents, strict=True):
        if x and x + size[0] > limit:
            x, y, height = 0.0, y + height + _GAP, 0.0
        for node, point in part.items():
            place[node] = point + np.array([x, y])
        x, height = x + size[0] + _GAP * 2, max(height, size[1])
    return place
