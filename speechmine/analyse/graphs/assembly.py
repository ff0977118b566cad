"""The graph itself: counted pairs in, a plain ``nx.Graph`` with documented attributes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.copies import clusters, without_repeats
from speechmine.analyse.graphs.incidence import ITEM
from speechmine.analyse.graphs.pairs import Incidence, incidence_matrix, pair_frame
from speechmine.analyse.words import MinedTables
from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.tables.collector import collector_paused

__all__ = ["WEIGHTS", "add_edges", "assemble", "check_options", "counted_incidence"]

WEIGHTS = ("count", "npmi", "log_likelihood", "jaccard")
_EDGE = ["count", "weight", "npmi", "log_likelihood", "jaccard", "p", "q", "speeches"]
_CODEBOOKS = {"sector": "sectors", "theme": "themes"}
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


def counted_incidence(found: pd.DataFrame, mined: MinedTables, *, min_count: int = 1, keep_copies: bool = False) -> Incidence:
    """Return the matrices of some incidence rows, those of copies and of repeats left out unless they are to count."""
    speeches = mined.speeches[mined.speeches["speech_id"].isin(found["speech_id"].unique())]
    found = found if keep_copies else without_repeats(found, mined, speeches=speeches["speech_id"])
    # only now, since an item may stand in a repeat first and in the speech's own words later
    found = found.drop_duplicates(ITEM)
    return incidence_matrix(found, mined.sentences["sentence_id"], clusters(speeches), min_count=min_count)


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
    with collector_paused():
        table, places = pair_frame(incidence, min_count=min_count, across=across)
        table["weight"] = table[weight]
        G = nx.Graph(**(attributes or {}), units=incidence.n_units)
        _add_nodes(G, incidence.nodes, across=across)
        evidence = _evidence(places, sentences)
        columns = [table[column].tolist() for column in _EDGE]
        add_edges(G, table["left"].to_numpy(), table["right"].to_numpy(), _attributes(columns, evidence))
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


def add_edges(G: nx.Graph, left: Any, right: Any, data: list[dict[str, Any]]) -> None:
    """Put edges, by the numbers of their nodes, into a graph without any: each node's at once, unlike ``add_edges_from``."""
    names, shared = np.array([*G, None], dtype=object), np.empty(len(data), dtype=object)
    shared[:] = data
    ends = np.concatenate([left, right])
    order = np.lexsort((np.concatenate([right, left]), ends))
    others = names[np.concatenate([right, left])[order]].tolist()
    edges = shared[order % max(len(data), 1)].tolist()
    bounds = np.searchsorted(ends[order], np.arange(len(G) + 1)).tolist()
    for (_, neighbours), low, high in zip(G.adjacency(), bounds, bounds[1:], strict=False):
        neighbours.update(zip(others[low:high], edges[low:high], strict=True))


def _add_nodes(G: nx.Graph, nodes: pd.DataFrame, *, across: bool) -> None:
    kinds = sorted(set(nodes["kind"]))
    for row in nodes.to_dict("records"):
        side = {"bipartite": kinds.index(row["kind"])} if across else {}
        names = _names(row["kind"], row["label"])
        G.add_node(row["node"], **names, kind=row["kind"], count=row["count"], speeches=row["speeches"], **side)
    tested = len(G) * (len(G) - 1) // 2
    G.graph["tested"] = tested - sum(n * (n - 1) // 2 for n in nodes["kind"].value_counts().tolist()) if across else tested


def _names(kind: str, label: str) -> dict[str, str]:
    """What a reader calls a node: for a code its label in the codebook, and the English one; a code of a user's own stays."""
    code = load_codebook(_CODEBOOKS[kind]).codes.get(label) if kind in _CODEBOOKS else None
    if code is None or not code.label:
        return {"label": label}
    english = code.extras.get("label_en")
    return {"label": code.label, **({"label_en": english} if english else {})}


def _evidence(places: Any, sentences: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Return the sentences of each pair; pairs share the dicts."""
    used = np.flatnonzero(np.bincount(places[places >= 0], minlength=1))
    rows = np.empty(len(sentences), dtype=object)
    for number, *values in zip(used.tolist(), *(sentences[name].iloc[used].tolist() for name in _SENTENCE), strict=True):
        rows[number] = dict(zip(_SENTENCE, values, strict=True))
    sizes = (places >= 0).sum(axis=1)
    found = np.empty(len(places), dtype=object)
    for size in np.unique(sizes).tolist():
        of_size = np.flatnonzero(sizes == size)
        found[of_size] = np.fromiter(rows[places[of_size, :size]].tolist(), dtype=object, count=len(of_size))
    lists: list[list[dict[str, Any]]] = found.tolist()
    return lists
