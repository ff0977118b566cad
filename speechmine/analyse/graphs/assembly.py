"""The graph itself: counted pairs in, a plain ``nx.Graph`` with documented attributes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.graphs.incidence import Places
from speechmine.analyse.graphs.pairs import Incidence, check_size, count_pairs, incidence_matrix, measured_pairs, n_tested
from speechmine.codebooks import load_codebook
from speechmine.count.policy import clusters, counting
from speechmine.errors import OptionError
from speechmine.tables.collector import collector_paused
from speechmine.tables.protocol import MinedTables

__all__ = ["WEIGHTS", "add_edges", "assemble", "assemble_counts", "check_options", "counted_incidence"]

WEIGHTS = ("count", "npmi", "log_likelihood", "jaccard")
_EDGE = ["count", "weight", "npmi", "log_likelihood", "jaccard", "p", "q", "speeches"]
_CODEBOOKS = {"sector": "sectors", "theme": "themes"}
_NODE = ["node", "kind", "label", "count", "speeches"]
_SENTENCE = ["sentence_id", "speech_id", "start", "end", "text"]


def check_options(weight: str, min_count: int) -> None:
    """Refuse a weight that is not known and a count below 1.

    Raises
    ------
    OptionError
    """
    if weight not in WEIGHTS:
        raise OptionError(f"weight {weight!r} is not known; take one of {', '.join(WEIGHTS)}")
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")


def counted_incidence(found: Places, mined: MinedTables, *, min_count: int = 1, keep_copies: bool = False) -> Incidence:
    """Return the matrices of some places, those of copies and of repeats left out unless they are to count."""
    own, ids = pd.factorize(mined.sentences["speech_id"].to_numpy(dtype=object))
    found = found.where(counting(mined, keep_copies=keep_copies)[found.sentence])
    independent = clusters(mined.speeches)
    speech = pd.factorize(np.array([independent[name] for name in ids], dtype=object), sort=True)[0][own]
    return incidence_matrix(found, speech, min_count=min_count)


@collector_paused()
def assemble(
    incidence: Incidence,
    sentences: pd.DataFrame,
    *,
    weight: str = "count",
    min_count: int = 1,
    across: bool = False,
    attributes: Mapping[str, Any] | None = None,
) -> nx.Graph:
    """Count, test and connect the nodes of an incidence.

    Parameters
    ----------
    incidence : Incidence
    sentences : DataFrame
        The table of sentences, for the evidence.
    weight : str
        The column that the edge attribute ``weight`` repeats.
    min_count : int
    across : bool
        Connect nodes of different kinds only; each node then has the attribute ``bipartite``, 0 for the first kind by name.
    attributes : mapping, optional
        Further attributes of the graph.
    """
    pairs = measured_pairs(incidence, min_count=min_count, across=across)
    evidence = _evidence(pairs.sentences, sentences)
    pairs.measures["weight"] = pairs.measures[weight]
    columns = [pairs.measures[column].tolist() for column in _EDGE]
    G = _node_graph(incidence, across=across, attributes=attributes or {})
    add_edges(G, pairs.left, pairs.right, _attributes(columns, evidence))
    return G


def assemble_counts(incidence: Incidence, *, min_count: int = 1, attributes: Mapping[str, Any] | None = None) -> nx.Graph:
    """Count and connect the nodes of an incidence without testing anything: edges have the attributes count and weight.

    Parameters as of `assemble`; the weight is the count.
    """
    left, right, joint = count_pairs(incidence, min_count=min_count)
    check_size(len(left))
    G = _node_graph(incidence, across=False, attributes=attributes or {})
    add_edges(G, left, right, ({"count": count, "weight": count} for count in joint.tolist()))
    return G


def _attributes(columns: list[list[Any]], evidence: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """One dict an edge; written out, since this is where most of the time goes."""
    return [
        {
            "count": count, "weight": weight, "npmi": npmi, "log_likelihood": g2, "jaccard": jaccard, "p": p, "q": q,
            "speeches": speeches, "evidence": places,
        }
        for count, weight, npmi, g2, jaccard, p, q, speeches, places in zip(*columns, evidence, strict=True)
    ]  # fmt: skip


def add_edges(G: nx.Graph, left: Any, right: Any, data: Iterable[dict[str, Any]]) -> None:
    """Put edges, by the numbers of their nodes and in the order of these, into a graph; quicker than ``add_edges_from``."""
    names = np.array([*G, None], dtype=object)
    neighbours = np.array([*(own for _, own in G.adjacency()), None], dtype=object)
    ends = (names[left].tolist(), neighbours[left].tolist(), names[right].tolist(), neighbours[right].tolist())
    for one, of_one, other, of_other, attributes in zip(*ends, data, strict=True):
        of_one[other] = of_other[one] = attributes


def _node_graph(incidence: Incidence, *, across: bool, attributes: Mapping[str, Any]) -> nx.Graph:
    nodes = incidence.nodes
    G = nx.Graph(**attributes, units=incidence.n_units, tested=n_tested(nodes["kind"], across=across))
    kinds = {kind: {"bipartite": side} if across else {} for side, kind in enumerate(sorted(set(nodes["kind"])))}
    G.add_nodes_from(
        (node, {**_names(kind, label), "kind": kind, "count": count, "speeches": speeches, **kinds[kind]})
        for node, kind, label, count, speeches in zip(*(nodes[name].tolist() for name in _NODE), strict=True)
    )
    return G


def _names(kind: str, label: str) -> dict[str, str]:
    """What a reader calls a node: for a code its label in the codebook, and the English one; a code of a user's own stays."""
    if kind not in _CODEBOOKS:
        return {"label": label}
    code = load_codebook(_CODEBOOKS[kind]).codes.get(label)
    if code is None or not code.label:
        return {"label": label}
    english = code.extras.get("label_en")
    return {"label": code.label, **({"label_en": english} if english else {})}


def _evidence(places: Any, sentences: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Return the sentences of each pair; pairs share the dicts."""
    used = np.flatnonzero(np.bincount(places[places >= 0], minlength=1))
    told = zip(*(sentences[name].to_numpy()[used].tolist() for name in _SENTENCE), strict=True)
    rows = np.empty(len(sentences) + 1, dtype=object)  # the last one, for -1, stays None
    rows[used] = [dict(zip(_SENTENCE, values, strict=True)) for values in told]
    lists: list[list[dict[str, Any]]] = rows[places].tolist()
    sizes = (places >= 0).sum(axis=1)
    for short in np.flatnonzero(sizes < places.shape[1]).tolist():
        del lists[short][sizes[short] :]
    return lists
