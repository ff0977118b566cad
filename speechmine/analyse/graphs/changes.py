"""What changed between two networks: two graphs in, one row a node or edge with its shares and their difference out."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from speechmine.analyse.graphs.association import adjusted, upper_tail
from speechmine.errors import OptionError

__all__ = ["compare_graphs"]

_COLUMNS = ["item", "source", "target", "change", "count_1", "count_2", "share_1", "share_2", "difference", "p", "q"]


def compare_graphs(G1: nx.Graph, G2: nx.Graph) -> pd.DataFrame:
    """List what came, went, grew and shrank from one graph to another.

    Parameters
    ----------
    G1, G2 : nx.Graph
        As `cooccurrence_graph` gives them, with the same nodes, unit and min_count; unfiltered: an edge that a filter or
        min_count left out counts as not there.

    Returns
    -------
    DataFrame
        Columns item (node or edge), source and target (the edge's ends; a node's name in source, target None), change (came,
        went, grew, shrank, same: by the shares), count_1, count_2 (units), share_1, share_2 (of the units), difference
        (share_2 - share_1), p (that the counts fall so unevenly on the units of the two graphs by chance: twice the smaller
        tail of the hypergeometric distribution), q (Benjamini and Hochberg, nodes and edges apart); smallest p first.

    Raises
    ------
    OptionError
        If a graph does not say of how many units it was made, or the graphs differ in their unit.

    References
    ----------
    Fisher, On the interpretation of chi-squared from contingency tables, JRSS 85(1), 1922.

    Examples
    --------
    >>> G1, G2 = nx.Graph(units=40), nx.Graph(units=40)
    >>> G1.add_node("渡口", count=2)
    >>> G2.add_node("渡口", count=15)
    >>> compare_graphs(G1, G2)[["source", "change", "p"]].round(4).to_dict("records")
    [{'source': '渡口', 'change': 'grew', 'p': 0.0007}]
    """
    units = _units(G1, G2)
    nodes = {(node, None): (_count(G1.nodes, node), _count(G2.nodes, node)) for node in dict.fromkeys([*G1, *G2])}
    pairs = dict.fromkeys((a, b) if str(a) <= str(b) else (b, a) for a, b in [*G1.edges, *G2.edges])
    edges = {(a, b): (_count(G1.edges, (a, b)), _count(G2.edges, (a, b))) for a, b in pairs}
    frame = pd.concat([_compared("node", nodes, units), _compared("edge", edges, units)], ignore_index=True)
    return frame.sort_values(["p", "item", "source", "target"], kind="stable").reset_index(drop=True)[_COLUMNS]


def _units(G1: nx.Graph, G2: nx.Graph) -> tuple[int, int]:
    for G in (G1, G2):
        if not isinstance(G.graph.get("units"), int):
            raise OptionError("a graph has no attribute 'units'; compare graphs that cooccurrence_graph gave")
    if G1.graph.get("unit") != G2.graph.get("unit"):
        raise OptionError(f"the graphs were counted by {G1.graph.get('unit')} and by {G2.graph.get('unit')}; take one unit")
    return G1.graph["units"], G2.graph["units"]


def _count(view: Any, key: Any) -> int:
    return int(view[key].get("count", 1)) if key in view else 0


def _compared(item: str, counts: dict[tuple[Any, Any], tuple[int, int]], units: tuple[int, int]) -> pd.DataFrame:
    first, second = np.array([*counts.values()], dtype=np.int64).reshape(-1, 2).T
    share_1, share_2 = first / max(units[0], 1), second / max(units[1], 1)
    p = _two_sided(first, second, units)
    names = [np.full(len(p), "grew"), np.full(len(p), "shrank"), np.full(len(p), "came"), np.full(len(p), "went")]
    tests = [share_2 > share_1, share_2 < share_1, first == 0, second == 0]
    change = np.select([*tests[2:], *tests[:2]], [*names[2:], *names[:2]], "same")
    return pd.DataFrame(
        {
            "item": item, "source": [a for a, _ in counts], "target": pd.Series([b for _, b in counts], dtype=object),
            "change": change, "count_1": first, "count_2": second, "share_1": share_1, "share_2": share_2,
            "difference": share_2 - share_1, "p": p, "q": adjusted(p, len(p)),
        }
    )  # fmt: skip


def _two_sided(first: Any, second: Any, units: tuple[int, int]) -> Any:
    """Twice the smaller tail, given how often the item stands in both graphs together."""
    both, total = first + second, sum(units)
    n1, n2 = np.full(len(both), units[0]), np.full(len(both), units[1])
    return np.minimum(2 * np.minimum(upper_tail(first, both, n1, total), upper_tail(second, both, n2, total)), 1.0)
