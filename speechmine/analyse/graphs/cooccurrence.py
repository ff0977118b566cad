"""Who stands with whom: mined tables in, a plain ``nx.Graph`` whose edges carry counts, strengths, p-values and evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict, Unpack

import networkx as nx
import numpy as np

from speechmine.analyse.graphs.assembly import assemble, assemble_counts, check_options, counted_incidence
from speechmine.analyse.graphs.incidence import Places, find_places
from speechmine.count.groups import speech_groups
from speechmine.progress import tracked
from speechmine.tables.collector import collector_paused
from speechmine.tables.protocol import MinedTables

__all__ = ["GroupOptions", "cooccurrence_graph", "cooccurrence_graphs", "count_graph"]


class GroupOptions(TypedDict, total=False):
    """The options of `cooccurrence_graph` that `cooccurrence_graphs` hands on."""

    nodes: str | Sequence[str]
    unit: str
    weight: str
    min_count: int
    keep_copies: bool


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
        Count each copy of a speech and each place of a shared passage instead of the first one alone.

    Returns
    -------
    nx.Graph
        A node is ``kind:name``, for a sector ``sector:code``. Node attributes: label (what a reader calls it; of a sector the
        codebook's label), label_en (where the codebook has one), kind (term, sector, slogan, actor), count (units), speeches
        (independent ones). Edge attributes: count, weight, npmi (-1 to 1), log_likelihood (G2), jaccard (0 to 1), p
        (hypergeometric: so many common units or more by chance), q (Benjamini and Hochberg, over all pairs of the nodes,
        met or not), speeches, evidence (dicts sentence_id, speech_id, start, end, text: of the first three common units the
        sentence that holds both, or the two that hold one each; edges share the dicts). Nodes without an edge stay.
        Graph attributes: unit, units (how many hold anything), tested (pairs).

    Raises
    ------
    OptionError
        If `nodes`, `unit` or `weight` is not known, `min_count` is below 1, or the graph would have over three million edges.

    Notes
    -----
    The test takes units as independent of one another. Neighbouring sentences are not quite: p is a yardstick that puts pairs
    in order, and with ``unit="speech"`` the most cautious one.

    References
    ----------
    Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993.
    Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57(1), 1995.

    Examples
    --------
    >>> import speechmine as sm
    >>> G = cooccurrence_graph(sm.mine(sm.sample_path()), nodes="sectors")
    >>> edge = G.edges["sector:agriculture", "sector:road_transport"]
    >>> edge["count"], edge["speeches"], round(edge["npmi"], 2), round(edge["q"], 2)
    (12, 4, 0.32, 0.0)
    """
    check_options(weight, min_count)
    found = find_places(mined, nodes=_kinds(nodes), unit=unit)
    return _graph(found, mined, unit=unit, weight=weight, min_count=min_count, keep_copies=keep_copies)


@collector_paused()
def count_graph(
    mined: MinedTables,
    *,
    nodes: str | Sequence[str] = "terms",
    unit: str = "sentence",
    min_count: int = 2,
    keep_copies: bool = False,
) -> nx.Graph:
    """Connect what stands in the same unit, and count alone: a look at a large corpus in a fraction of the time.

    Parameters
    ----------
    mined, nodes, unit, min_count, keep_copies
        As for ``cooccurrence_graph``.

    Returns
    -------
    networkx.Graph
        The nodes and edges of ``cooccurrence_graph``; an edge has the attributes count and weight, the same number.

    Raises
    ------
    OptionError
        As ``cooccurrence_graph``.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> G, measured = sm.count_graph(mined, nodes="sectors"), sm.cooccurrence_graph(mined, nodes="sectors")
    >>> list(G.edges(data="count")) == list(measured.edges(data="count"))
    True
    """
    check_options("count", min_count)
    found = find_places(mined, nodes=_kinds(nodes), unit=unit)
    incidence = counted_incidence(found, mined, min_count=min_count, keep_copies=keep_copies)
    return assemble_counts(incidence, min_count=min_count, attributes={"unit": unit})


def cooccurrence_graphs(mined: MinedTables, *, by: str = "year", **options: Unpack[GroupOptions]) -> dict[Any, nx.Graph]:
    """Build one co-occurrence graph for each year, level, … or sector.

    Parameters
    ----------
    mined : Mined
    by : str
        A column of the speeches or of the user's own metadata such as year, level, place or ``year:5`` (years in fives); or
        sector: then the graph of a sector connects what stands in the units that the sector stands in.
    **options
        As for `cooccurrence_graph`.

    Returns
    -------
    dict
        Graph by value, in the order of the values; speeches without a value are in none. What counts is decided for all
        speeches together, so that a graph counts what a timeline does. The graph
        attributes ``by`` and ``value`` name the group.

    Raises
    ------
    OptionError
        If `by` is neither sector nor a column of the speeches, or as for `cooccurrence_graph`.

    Examples
    --------
    >>> import speechmine as sm
    >>> graphs = cooccurrence_graphs(sm.mine(sm.sample_path()), by="level", nodes="sectors")
    >>> list(graphs)
    ['city', 'county', 'enterprise', 'province', 'township']
    """
    unit, weight = options.get("unit", "sentence"), options.get("weight", "count")
    min_count, keep_copies = options.get("min_count", 2), options.get("keep_copies", False)
    check_options(weight, min_count)
    found = find_places(mined, nodes=_kinds(options.get("nodes", "terms")), unit=unit)
    groups = _by_sector(found, mined, unit) if by == "sector" else _by_column(found, mined, by)
    graphs = {}
    for value, part in tracked(groups, "networks"):
        G = _graph(part, mined, unit=unit, weight=weight, min_count=min_count, keep_copies=keep_copies)
        G.graph.update(by=by, value=value)
        graphs[value] = G
    return graphs


def _kinds(nodes: str | Sequence[str]) -> Sequence[str]:
    return [nodes] if isinstance(nodes, str) else nodes


@collector_paused()
def _graph(found: Places, mined: MinedTables, *, unit: str, weight: str, min_count: int, keep_copies: bool) -> nx.Graph:
    incidence = counted_incidence(found, mined, min_count=min_count, keep_copies=keep_copies)
    return assemble(incidence, mined.sentences, weight=weight, min_count=min_count, attributes={"unit": unit})


def _by_column(found: Places, mined: MinedTables, by: str) -> Iterator[tuple[Any, Places]]:
    groups = speech_groups(mined.speeches, by).dropna()
    for value in sorted(groups.unique()):
        own = mined.sentences["speech_id"].isin(groups.index[groups == value]).to_numpy()
        yield value, found.where(own[found.sentence])


def _by_sector(found: Places, mined: MinedTables, unit: str) -> Iterator[tuple[str, Places]]:
    sectors = find_places(mined, nodes=["sectors"], unit=unit)
    for node in np.argsort(sectors.labels).tolist():
        yield str(sectors.labels[node]), found.where(np.isin(found.unit, sectors.unit[sectors.node == node]))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
