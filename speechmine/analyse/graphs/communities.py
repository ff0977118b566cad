"""Groups of nodes that hold together: a graph in, the graph with communities, their modularity and stability out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from speechmine.errors import OptionError

__all__ = ["with_communities"]


def with_communities(G: nx.Graph, *, resolution: float = 1.0, n_runs: int = 10, random_state: int = 0) -> nx.Graph:
    """Find communities by the Louvain method, and how far they depend on its seed.

    Parameters
    ----------
    G : nx.Graph
        Edges with ``weight``; those of 0 or less are not used.
    resolution : float
        Above 1: smaller communities.
    n_runs : int
        Seeds tried; the run of the highest modularity is taken.
    random_state : int
        First seed.

    Returns
    -------
    nx.Graph
        A copy. Node attributes: community (0 is the largest), stability (0 to 1: of the nodes that share the community in
        this or another run, the share that does in both; mean over the other runs). Graph attributes: modularity (of the run
        that is taken), modularity_low (of the worst run), stability (mean adjusted Rand index of the run that is taken with
        the others, over nodes with an edge; 1 = the seed does not matter).

    Raises
    ------
    OptionError
        If `n_runs` is below 1.

    References
    ----------
    Blondel et al., Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008, 2008.
    Hubert and Arabie, Comparing partitions, Journal of Classification 2, 1985.

    Examples
    --------
    >>> G = nx.Graph([("瓦斯", "矿井"), ("矿井", "通风"), ("瓦斯", "通风"), ("渡口", "渡船")])
    >>> dict(with_communities(G).nodes(data="community"))
    {'瓦斯': 0, '矿井': 0, '通风': 0, '渡口': 1, '渡船': 1}
    """
    if n_runs < 1:
        raise OptionError(f"n_runs is {n_runs}; give 1 or more")
    names = list(G)
    H = _positive(G, names)
    runs = [_labels(H, resolution, random_state + run) for run in range(n_runs)]
    quality = [_modularity(H, labels, resolution) for labels in runs]
    best = runs.pop(int(np.argmax(quality)))
    linked = np.array([degree > 0 for _, degree in H.degree()], dtype=bool)
    result = G.copy()
    rates = _agreement(best, runs)
    for i, name in enumerate(names):
        result.nodes[name].update(community=int(best[i]), stability=round(float(rates[i]), 6))
    result.graph.update(
        modularity=round(max(quality), 6), modularity_low=round(min(quality), 6), stability=_stability(best[linked], runs, linked)
    )
    return result


def _positive(G: nx.Graph, names: list[Any]) -> nx.Graph:
    """Return the graph with numbers for names, in their order, so that no hash of a name has a say."""
    number = {name: i for i, name in enumerate(names)}
    H = nx.Graph()
    H.add_nodes_from(range(len(names)))
    H.add_weighted_edges_from((number[a], number[b], w) for a, b, w in G.edges(data="weight", default=1) if w > 0)
    return H


def _labels(H: nx.Graph, resolution: float, seed: int) -> np.ndarray[Any, Any]:
    found = nx.community.louvain_communities(H, resolution=resolution, seed=seed) if H.number_of_edges() else [{i} for i in H]
    labels = np.zeros(len(H), dtype=np.int64)
    for label, members in enumerate(sorted(found, key=lambda members: (-len(members), min(members)))):
        labels[list(members)] = label
    return labels


def _modularity(H: nx.Graph, labels: np.ndarray[Any, Any], resolution: float) -> float:
    if not H.number_of_edges():
        return 0.0
    parts = [set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)]
    return float(nx.community.modularity(H, parts, resolution=resolution))


def _agreement(best: np.ndarray[Any, Any], runs: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Mean overlap (Jaccard) of each node's community with the one that it has in the other runs."""
    overlaps = [np.ones(len(best))]
    for labels in runs:
        both = best * (len(best) + 1) + labels
        sizes = [np.unique(part, return_inverse=True, return_counts=True)[1:] for part in (best, labels, both)]
        own, other, common = (counts[inverse] for inverse, counts in sizes)
        overlaps.append(common / (own + other - common))
    return np.asarray(np.mean(overlaps[1:] or overlaps, axis=0))


def _stability(best: np.ndarray[Any, Any], runs: list[np.ndarray[Any, Any]], linked: np.ndarray[Any, Any]) -> float:
    from sklearn.metrics import adjusted_rand_score

    scores = [adjusted_rand_score(best, labels[linked]) for labels in runs] if linked.any() else []
    return round(float(np.mean(scores)), 6) if scores else 1.0
