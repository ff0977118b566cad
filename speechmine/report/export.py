"""Write a graph to a file: a plain ``nx.Graph`` and a path in, the format that its ending names out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx

from speechmine.errors import OptionError
from speechmine.report.files import write_whole
from speechmine.report.graph_maps import pajek, vosviewer
from speechmine.report.graph_page import page

__all__ = ["GRAPH_ENDINGS", "check_graph_path", "cleaned_graph", "write_graph"]

# Control characters that XML 1.0 forbids, lone surrogates and the two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_GEXF = "http://www.gexf.net/1.2draft"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write_graph(G: nx.Graph, path: str | Path) -> None:
    """Write a graph by the ending of the file's name.

    ``.graphml`` and ``.gexf`` know no lists, so there (and in ``.csv``) lists are JSON strings; attributes that are None are
    left out. ``.json`` is networkx's node-link form. ``.csv`` is the edge list, and beside it ``NAME.nodes.csv`` lists the nodes,
    so that those without an edge are not lost. ``.net`` is Pajek's (names, places and weights: it knows no more), ``.vos.json``
    VOSviewer's (counts as weights of the items, communities as clusters; a weight below 0 counts as 0). ``.html`` is a page
    that opens offline: search, click an edge to read its sentences, hide weak edges. Control characters are dropped. Equal
    graphs give equal bytes.

    Parameters
    ----------
    G : nx.Graph or nx.DiGraph
        The page does not show directions. Edges should carry ``weight``; nodes ``label``, ``kind`` and ``count`` for the page.
        Where nodes have no ``community``, the formats that draw find communities by `with_communities`.
    path : str or Path

    Raises
    ------
    OptionError
        If the ending is none of `GRAPH_ENDINGS`.

    References
    ----------
    Mrvar and Batagelj, Pajek: programs for analysis and visualization of very large networks, reference manual.
    Van Eck and Waltman, VOSviewer manual.

    Examples
    --------
    >>> write_graph(nx.Graph([("隐患", "整治")]), "graph.pdf")
    Traceback (most recent call last):
    speechmine.errors.OptionError: graph.pdf: ending '.pdf' is not known; take one of .graphml, .gexf, .json, .vos.json, .csv,
    .net, .html
    """
    path = Path(path)
    check_graph_path(path)
    cleaned = cleaned_graph(G)
    if path.suffix.lower() == ".csv":
        write_whole(path.with_name(f"{path.stem}.nodes{path.suffix}"), _node_list(cleaned))
    write_whole(path, _WRITERS[_ending(path)](cleaned))


def check_graph_path(path: Path) -> None:
    """Refuse a file name whose ending names no graph format.

    Raises
    ------
    OptionError
    """
    if _ending(path) not in _WRITERS:
        raise OptionError(f"{path}: ending {path.suffix!r} is not known; take one of {', '.join(_WRITERS)}")


def _ending(path: Path) -> str:
    name = path.name.lower()
    return ".vos.json" if name.endswith(".vos.json") else path.suffix.lower()


def cleaned_graph(G: nx.Graph) -> nx.Graph:
    """Return a copy without characters that no format can hold, and with plain numbers."""
    cleaned = G.__class__(**_clean(G.graph))
    cleaned.add_nodes_from((_clean(node), _clean(data)) for node, data in G.nodes(data=True))
    cleaned.add_edges_from((_clean(a), _clean(b), _clean(data)) for a, b, data in G.edges(data=True))
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value.item() if hasattr(value, "item") else value


def _flat(G: nx.Graph) -> nx.Graph:
    """Return the graph with lists and dicts as JSON strings and without None."""
    flat = G.__class__(**_flat_row(G.graph))
    flat.add_nodes_from((node, _flat_row(data)) for node, data in G.nodes(data=True))
    flat.add_edges_from((a, b, _flat_row(data)) for a, b, data in G.edges(data=True))
    return flat


def _flat_row(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(key): _json(item) if isinstance(item, (list, dict)) else item for key, item in row.items() if item is not None}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _graphml(G: nx.Graph) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(nx.generate_graphml(_flat(G), named_key_ids=True)) + "\n"


def _gexf(G: nx.Graph) -> str:
    """GEXF 1.2 as its schema has it: networkx adds a name to the graph, and today's date, by which equal graphs would differ."""
    flat = _flat(G)
    flat.graph.clear()  # GEXF keeps no graph attributes
    ET.register_namespace("", _GEXF)
    ET.register_namespace("xsi", _XSI)
    root = ET.fromstring("\n".join(nx.generate_gexf(flat, version="1.2draft")))  # noqa: S314 - written a line above
    for part, name in (("meta", "lastmodifieddate"), ("graph", "name")):
        for element in root.iter(f"{{{_GEXF}}}{part}"):
            element.attrib.pop(name, None)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _node_link(G: nx.Graph) -> str:
    return json.dumps(nx.node_link_data(G, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def _edge_list(G: nx.Graph) -> str:
    return _table(("source", "target"), ({"source": a, "target": b, **data} for a, b, data in _flat(G).edges(data=True)))


def _node_list(G: nx.Graph) -> str:
    return _table(("node",), ({"node": node, **data} for node, data in _flat(G).nodes(data=True)))


def _table(first: Iterable[str], rows: Iterator[dict[str, Any]]) -> str:
    some = list(rows)
    names = [*first, *dict.fromkeys(name for row in some for name in row if name not in first)]
    out = io.StringIO()
    table = csv.DictWriter(out, names, lineterminator="\n")
    table.writeheader()
    table.writerows(some)
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8


_WRITERS: dict[str, Callable[[nx.Graph], str]] = {
    ".graphml": _graphml, ".gexf": _gexf, ".json": _node_link, ".vos.json": vosviewer, ".csv": _edge_list, ".net": pajek,
    ".html": page,
}  # fmt: skip
GRAPH_ENDINGS = tuple(_WRITERS)
