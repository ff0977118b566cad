"""The interactive page of a graph: a graph in, one HTML file that opens offline out."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx

from speechmine.report.files import escaped_json, packaged_text
from speechmine.report.layout import grouped, positions
from speechmine.report.messages import language, tell

__all__ = ["page"]


# What the page says, by its place in the template.
_WORDS = {
    "search": "Search a node", "hide": "Hide weak edges", "least": "weight at least", "of": "{n} of {all} edges shown",
    "size": "{n} nodes, {edges} edges", "found": "nodes found: {n}", "edges": "{n} edges", "shared": "shared: ",
    "around": "around {name}", "unit": "unit: {unit} ({n})", "tested": "{n} pairs tested",
    "modularity": "modularity {n}, stability {stability}",
    "help": "Click an edge to read its sentences, a node to see its edges; scroll to zoom, drag to move. Strongest edges:",
    "count": "count", "weight": "weight", "speeches": "speeches", "strength": "strength", "sentence": "sentence",
    "clause": "clause", "section": "section", "speech": "speech", "term": "term", "sector": "sector", "slogan": "slogan",
    "actor": "actor", "theme": "theme",
}  # fmt: skip


def page(G: nx.Graph) -> str:
    """Return the page, with the library d3 and its licence inside.

    ``<`` and ``&`` of the data are escaped, so no text of a speech can end the script that carries it, and the page shows texts
    as text alone.
    """
    G = grouped(G)
    place = positions(G)
    sentences: dict[str, int] = {}
    nodes = [{"id": node, **data, "x": place[node][0], "y": place[node][1]} for node, data in G.nodes(data=True)]
    edges = [{"source": a, "target": b, **_referring(data, sentences)} for a, b, data in G.edges(data=True)]
    data = {"graph": G.graph, "nodes": nodes, "edges": edges, "sentences": [json.loads(sentence) for sentence in sentences]}
    filled = escaped_json(json.dumps(data, ensure_ascii=False))
    words = json.dumps({name: tell(text) for name, text in _WORDS.items()}, ensure_ascii=False)
    template = packaged_text("graph.html").replace("@LANG@", language()).replace("@WORDS@", words)
    parts = template.replace("@LICENCE@", packaged_text("d3.licence.txt").rstrip()).split("@LIBRARY@")
    return packaged_text("d3.min.js").rstrip().join(part.replace("@DATA@", filled) for part in parts)


def _referring(data: dict[str, Any], sentences: dict[str, int]) -> dict[str, Any]:
    """Return an edge's attributes with numbers for its sentences, each of which stands in the page once."""
    if not isinstance(data.get("evidence"), list):
        return data
    keys = [json.dumps(sentence, ensure_ascii=False) for sentence in data["evidence"]]
    return {**data, "evidence": [sentences.setdefault(key, len(sentences)) for key in keys]}
