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
from speechmine.errors import OptionError

__all__ = ["WEIGHTS", "assemble", "check_options", "counted_incidence"]

WEIGHTS = ("count", "npmi", "log_likelihood", "jaccard")
_EDGE = ["count", "weight", "npmi", "log_likelihood", "jaccard", "p", "q", "speeches"]
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
    table = pair_frame(incidence, min_count=min_count, across=across)
    table["weight"] = table[weight]
    G = nx.Graph(**(attributes or {}), units=incidence.n_units)
    _add_nodes(G, incidence.nodes, across=across)
    names = np.array([*G, None], dtype=object)
    evidence = _evidence(table["evidence"].tolist(), sentences)
    attributes_of_edge = (*_EDGE, "evidence")
    columns = [table[column].tolist() for column in _EDGE]
    G.add_edges_from(
        (a, b, dict(zip(attributes_of_edge, values, strict=True)))
        for a, b, values in zip(names[table["left"]], names[table["right"]], zip(*columns, evidence, strict=True), strict=True)
    )
    return G


def _add_nodes(G: nx.Graph, nodes: pd.DataFrame, *, across: bool) -> None:
    kinds = sorted(set(nodes["kind"]))
    for row in nodes.to_dict("records"):
        side = {"bipartite": kinds.index(row["kind"])} if across else {}
        G.add_node(row["node"], label=row["label"], kind=row["kind"], count=row["count"], speeches=row["speeches"], **side)
    tested = len(G) * (len(G) - 1) // 2
    G.graph["tested"] = tested - sum(n * (n - 1) // 2 for n in nodes["kind"].value_counts().tolist()) if across else tested


def _evidence(places: list[tuple[int, ...]], sentences: pd.DataFrame) -> list[list[dict[str, Any]]]:
    """Return the sentences of each pair; pairs share the dicts."""
    used = sorted({number for numbers in places for number in numbers})
    rows = dict(zip(used, sentences.iloc[used][_SENTENCE].to_dict("records"), strict=True))
    return [[rows[number] for number in numbers] for numbers in places]
