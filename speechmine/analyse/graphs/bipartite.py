"""Who must do what, which slogan in which speech, which sector under which theme: mined tables in, bipartite graphs out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.graphs.assembly import assemble, counted_incidence
from speechmine.analyse.graphs.association import adjusted, association_frame
from speechmine.analyse.graphs.incidence import framed_places, incidence_frame
from speechmine.count.policy import counted_rows
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.folding import wording
from speechmine.tables.protocol import MinedTables

__all__ = ["projected_graph", "responsibility_graph", "sector_theme_graph", "slogan_speech_graph"]

TARGETS = ("aims", "sectors")
_ROW = ["unit", "speech_id", "sentence_id", "kind", "label"]


def responsibility_graph(mined: MinedTables, *, targets: str = "aims", min_count: int = 1, keep_copies: bool = False) -> nx.Graph:
    """Connect the actors with what directives ask of them.

    Parameters
    ----------
    mined : Mined
    targets : {"aims", "sectors"}
        The verb of the directive, or the sectors that it speaks of.
    min_count : int
        Nodes and edges must stand in as many directives.
    keep_copies : bool

    Returns
    -------
    nx.Graph
        Bipartite: nodes ``actor:…`` (attribute bipartite 0) and ``aim:…`` or ``sector:…`` (1), count is of directives. Edges as
        in `cooccurrence_graph` with the directive as unit, and ``weight``: the sum of the directives' strengths (0-3 each),
        so that a permission adds nothing. Inherited actors count: they are addressed. `projected_graph` gives the actors that
        share targets, or the targets that share actors.

    Raises
    ------
    OptionError
        If `targets` is not known.

    Examples
    --------
    >>> import speechmine as sm
    >>> B = responsibility_graph(sm.mine(sm.sample_path()), targets="sectors")
    >>> B.edges["actor:各矿", "sector:coal_mining"]["count"] > 0
    True
    """
    if targets not in TARGETS:
        raise OptionError(f"targets {targets!r} are not known; take one of {', '.join(TARGETS)}")
    rows = [row for record in mined.directives.to_dict("records") for row in _addressed(record, targets)]
    found = pd.DataFrame(rows, columns=[*_ROW, "strength"]).drop_duplicates(["unit", "kind", "label"])
    found = counted_rows(found, mined, keep_copies=keep_copies)
    incidence = counted_incidence(framed_places(found, mined), mined, min_count=min_count, keep_copies=True)
    B = assemble(incidence, mined.sentences, min_count=min_count, across=True, attributes={"unit": "directive"})
    _weigh(B, found)
    return B


def _addressed(record: Mapping[Hashable, Any], targets: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a directive that has both: its actors and what it asks."""
    aims = [wording(record["aim"]["text"])] if record["aim"] else []
    asked = aims if targets == "aims" else list(record["sectors"])
    if not (record["actors"] and asked):
        return
    ids = (record["directive_id"], record["speech_id"], record["sentence_id"])
    for actor in record["actors"]:
        yield *ids, "actor", wording(actor["text"]), record["strength"]
    for target in asked:
        yield *ids, targets.removesuffix("s"), target, record["strength"]


def _weigh(B: nx.Graph, found: pd.DataFrame) -> None:
    rows = found.assign(node=found["kind"] + ":" + found["label"])[["unit", "node", "kind", "strength"]]
    actors, targets = rows[rows["kind"] == "actor"], rows[rows["kind"] != "actor"]
    sums = actors.merge(targets, on="unit", suffixes=("", "_target")).groupby(["node", "node_target"])["strength"].sum()
    strength = {frozenset(pair): int(value) for pair, value in sums.items()}
    for a, b, data in B.edges(data=True):
        data["weight"] = strength[frozenset((a, b))]


def slogan_speech_graph(mined: MinedTables, *, min_count: int = 1, keep_copies: bool = False) -> nx.Graph:
    """Connect the slogans with the speeches that use them.

    Parameters
    ----------
    mined : Mined
    min_count : int
        Slogans must be used as often in all, edges as often in the speech.
    keep_copies : bool

    Returns
    -------
    nx.Graph
        Bipartite: nodes ``slogan:…`` (attribute bipartite 0) and ``speech:…`` (1, with the attributes title and year where the
        speech has them); count is of uses. Edges as in `cooccurrence_graph` with the single use as unit: a small p says that
        the speech uses the slogan more than its share of all uses. A speech without a slogan is left out.

    Examples
    --------
    >>> import speechmine as sm
    >>> B = slogan_speech_graph(sm.mine(sm.sample_path()))
    >>> B.degree("slogan:四不放过")
    5
    """
    uses = use_frame(mined, "slogans", keep_copies=keep_copies)
    uses = uses[uses["counts"]]
    uses = uses[uses.groupby("id")["id"].transform("size") >= min_count]
    rows = uses[["speech_id", "sentence_id"]].assign(unit=uses["use_id"])
    found = pd.concat([rows.assign(kind="slogan", label=uses["id"]), rows.assign(kind="speech", label=uses["speech_id"])])
    incidence = counted_incidence(framed_places(found, mined), mined, keep_copies=True)
    B = assemble(incidence, mined.sentences, min_count=min_count, across=True, attributes={"unit": "use"})
    for row in mined.speeches.to_dict("records"):
        if f"speech:{row['speech_id']}" in B:
            known = {name: row[name] for name in ("title", "year") if name in row and not pd.isna(row[name])}
            B.nodes[f"speech:{row['speech_id']}"].update(known)
    return B


def sector_theme_graph(mined: MinedTables, *, min_count: int = 2, keep_copies: bool = False) -> nx.Graph:
    """Connect the sectors with the themes of the sentences that speak of them.

    Parameters
    ----------
    mined : Mined
    min_count : int
        Nodes and edges must stand in as many sentences.
    keep_copies : bool

    Returns
    -------
    nx.Graph
        Bipartite: nodes ``sector:code`` (attribute bipartite 0) and ``theme:code`` (1), edges as in `cooccurrence_graph` with
        the sentence as unit.

    Examples
    --------
    >>> import speechmine as sm
    >>> B = sector_theme_graph(sm.mine(sm.sample_path()))
    >>> sorted(set(nx.get_node_attributes(B, "kind").values()))
    ['sector', 'theme']
    """
    sectors = incidence_frame(mined, nodes=["sectors"]).drop(columns="unit")
    sectors["unit"] = sectors["sentence_id"]
    themes = mined.sentences[mined.sentences["theme"].notna()]
    rows = themes[["speech_id", "sentence_id"]].assign(unit=themes["sentence_id"], kind="theme", label=themes["theme"])
    places = framed_places(pd.concat([sectors, rows]), mined)
    incidence = counted_incidence(places, mined, min_count=min_count, keep_copies=keep_copies)
    return assemble(incidence, mined.sentences, min_count=min_count, across=True, attributes={"unit": "sentence"})


def projected_graph(B: nx.Graph, kind: str, *, min_count: int = 1) -> nx.Graph:
    """Connect the nodes of one kind that share neighbours.

    Parameters
    ----------
    B : nx.Graph
        Bipartite, every node with ``kind``.
    kind : str
        Kind of the nodes to keep, such as actor.
    min_count : int
        Neighbours to be shared at least.

    Returns
    -------
    nx.Graph
        The nodes of `B` of that kind with their attributes. Edge attributes: count and weight (shared neighbours), npmi,
        log_likelihood, jaccard, p and q (with the neighbours as units), shared (their labels, by name). Nodes without an edge
        stay.

    Raises
    ------
    OptionError
        If no node of `B` is of that kind.

    Examples
    --------
    >>> B = nx.Graph([("各矿", "检修"), ("各厂", "检修")])
    >>> nx.set_node_attributes(B, {"各矿": "actor", "各厂": "actor", "检修": "aim"}, "kind")
    >>> projected_graph(B, "actor").edges["各矿", "各厂"]["shared"]
    ['检修']
    """
    names = [node for node, own in B.nodes(data="kind") if own == kind]
    if not names and len(B):
        kinds = sorted({str(own) for _, own in B.nodes(data="kind")})
        raise OptionError(f"no node is of kind {kind!r}; the graph has {', '.join(kinds)}")
    G = nx.Graph(
        **{**B.graph, "unit": "neighbour", "units": sum(1 for n in B if B.degree(n)) - sum(1 for n in names if B.degree(n))}
    )
    G.add_nodes_from((node, dict(B.nodes[node])) for node in names)
    G.graph["tested"] = len(names) * (len(names) - 1) // 2
    shared = {pair: sorted(common) for pair, common in _shared(B, names).items()}
    table = _projected_frame(B, shared, G.graph)
    for (pair, common), row in zip(shared.items(), table.to_dict("records"), strict=True):
        if len(common) >= min_count:
            G.add_edge(*pair, **row, weight=row["count"], shared=[str(B.nodes[node].get("label", node)) for node in common])
    return G


def _shared(B: nx.Graph, names: list[Any]) -> dict[tuple[Any, Any], list[Any]]:
    """Common neighbours of every two nodes that have any, by their order in `names`."""
    place = {node: i for i, node in enumerate(names)}
    found: dict[tuple[Any, Any], list[Any]] = {}
    for other in (node for node in B if node not in place):
        for pair in combinations(sorted((node for node in B[other] if node in place), key=place.__getitem__), 2):
            found.setdefault(pair, []).append(other)
    return dict(sorted(found.items(), key=lambda item: (place[item[0][0]], place[item[0][1]])))


def _projected_frame(B: nx.Graph, shared: dict[tuple[Any, Any], list[Any]], graph: dict[str, Any]) -> pd.DataFrame:
    joint = np.array([len(common) for common in shared.values()], dtype=np.int64)
    left, right = (np.array([B.degree(pair[side]) for pair in shared], dtype=np.int64) for side in (0, 1))
    table = association_frame(joint, left, right, graph["units"])
    table["q"] = adjusted(table["p"].to_numpy(), graph["tested"])
    return table
