"""Graphs for the programs that draw maps: a graph in, the text of a Pajek or a VOSviewer file out."""

from __future__ import annotations

import json
import re
from typing import Any

import networkx as nx

from speechmine.report.layout import grouped, positions

__all__ = ["pajek", "vosviewer"]

_MOST_CLUSTERS = 1000  # VOSviewer knows no more


def pajek(G: nx.Graph) -> str:
    """Return a graph in Pajek's .net form.

    Names stand in double quotes, so those inside become single ones. Pajek wants the byte-order mark; the line *Network takes
    it up, so that readers that know of no mark stumble over that line alone and not over the vertices.
    """
    place, number = positions(G), {node: i for i, node in enumerate(G, 1)}
    lines = ["\ufeff*Network speechmine", f"*Vertices {len(G)}"]
    lines += [f'{i} "{_quoted(str(node))}" {place[node][0]:.4f} {place[node][1]:.4f} ellipse' for node, i in number.items()]
    lines += ["*Edges", *(f"{number[a]} {number[b]} {w}" for a, b, w in G.edges(data="weight", default=1))]
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    return re.sub(r"\s", " ", name.replace('"', "'").replace("\\", "/"))


def vosviewer(G: nx.Graph) -> str:
    """Return a graph in VOSviewer's JSON form; items carry their counts as weights and their community as cluster."""
    G = grouped(G)
    place = positions(G)
    items = [_item(G, node, place[node]) for node in G]
    links = [
        {"source_id": str(a), "target_id": str(b), "strength": max(float(w), 0.0)}
        for a, b, w in G.edges(data="weight", default=1)
    ]
    network = {"network": {"items": items, "links": links, "clusters": _clusters(G)}}
    return json.dumps(network, ensure_ascii=False, indent=1) + "\n"


def _item(G: nx.Graph, node: Any, point: tuple[float, float]) -> dict[str, Any]:
    data = G.nodes[node]
    counts = {"Units": data.get("count"), "Speeches": data.get("speeches"), "Links": G.degree(node)}
    weights = {**counts, "Total link strength": sum(max(w, 0) for *_, w in G.edges(node, data="weight", default=1))}
    x, y = (2 * value - 1 for value in (point[0], 1 - point[1]))
    return {
        "id": str(node), "label": str(data.get("label", node)), "x": round(x, 4), "y": round(y, 4), "cluster": _cluster(data),
        "weights": {name: value for name, value in weights.items() if value is not None},
    }  # fmt: skip


def _cluster(data: dict[str, Any]) -> int:
    return min(int(data["community"]) + 1, _MOST_CLUSTERS)


def _clusters(G: nx.Graph) -> list[dict[str, Any]]:
    """Name each cluster by its most frequent item."""
    first: dict[int, Any] = {}
    for node in sorted(G, key=lambda node: -(G.nodes[node].get("count") or 0)):
        first.setdefault(_cluster(G.nodes[node]), node)
    return [{"cluster": cluster, "label": str(G.nodes[node].get("label", node))} for cluster, node in sorted(first.items())]
