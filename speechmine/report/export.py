"""Write a graph to a file: a plain ``nx.Graph`` and a path in, the format that its ending names out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import networkx as nx

from speechmine.errors import OptionError

__all__ = ["GRAPH_ENDINGS", "check_graph_path", "write_graph"]

# Control characters that XML 1.0 forbids, lone surrogates and the two non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')


def write_graph(G: nx.Graph, path: str | Path) -> None:
    """Write a graph by the ending of the file's name.

    ``.graphml`` and ``.gexf`` know no lists, so there (and in ``.csv``) lists are JSON strings; attributes that are None are
    left out. ``.json`` is networkx's node-link form, ``.csv`` the edge list (isolates are not in it), ``.html`` a page that
    opens offline: search, click an edge to read its sentences, hide weak edges. Control characters are dropped. Equal graphs
    give equal bytes.

    Parameters
    ----------
    G : nx.Graph or nx.DiGraph
        The page does not show directions. Edges should carry ``weight``; nodes ``label``, ``kind`` and ``count`` for the page.
    path : str or Path

    Raises
    ------
    OptionError
        If the ending is none of `GRAPH_ENDINGS`.

    Examples
    --------
    >>> write_graph(nx.Graph([("隐患", "整治")]), "graph.pdf")
    Traceback (most recent call last):
    speechmine.errors.OptionError: graph.pdf: ending '.pdf' is not known; take one of .graphml, .gexf, .json, .csv, .html
    """
    path = Path(path)
    check_graph_path(path)
    writer = _WRITERS[path.suffix.lower()]
    beside = path.with_name(f".{path.name}.part")  # a reader never meets half a file
    beside.write_text(writer(_clean_graph(G)), encoding="utf-8", newline="\n")
    beside.replace(path)


def check_graph_path(path: Path) -> None:
    """Refuse a file name whose ending names no graph format.

    Raises
    ------
    OptionError
    """
    if path.suffix.lower() not in _WRITERS:
        raise OptionError(f"{path}: ending {path.suffix!r} is not known; take one of {', '.join(_WRITERS)}")


def _clean_graph(G: nx.Graph) -> nx.Graph:
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
    flat = _flat(G)
    flat.graph.clear()  # GEXF keeps no graph attributes
    body = _MODIFIED.sub("", "\n".join(nx.generate_gexf(flat)))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + body + "\n"


def _node_link(G: nx.Graph) -> str:
    return json.dumps(nx.node_link_data(G, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def _edge_list(G: nx.Graph) -> str:
    flat = _flat(G)
    names = list(dict.fromkeys(name for *_, data in flat.edges(data=True) for name in data))
    out = io.StringIO()
    table = csv.DictWriter(out, ["source", "target", *names], lineterminator="\n")
    table.writeheader()
    table.writerows({"source": a, "target": b, **data} for a, b, data in flat.edges(data=True))
    return "\ufeff" + out.getvalue()  # the mark by which spreadsheets know UTF-8


def _page(G: nx.Graph) -> str:
    """Fill the page's template; ``</`` is escaped, so no text of a speech can end the script that carries it."""
    place = _layout(G)
    drawn = G.copy()
    for node, (x, y) in place.items():
        drawn.nodes[node].update(x=x, y=y)
    data = json.dumps(nx.node_link_data(drawn, edges="edges"), ensure_ascii=False).replace("&", "\\u0026").replace("<", "\\u003c")
    template = (resources.files("speechmine") / "data" / "graph.html").read_text(encoding="utf-8")
    return template.replace("@DATA@", data)


def _layout(G: nx.Graph) -> dict[Any, tuple[float, float]]:
    """Seeded positions between 0 and 1."""
    if not len(G):
        return {}
    raw = nx.spring_layout(G, seed=0, weight=None)
    low = [min(point[axis] for point in raw.values()) for axis in (0, 1)]
    span = [max(point[axis] for point in raw.values()) - low[axis] or 1.0 for axis in (0, 1)]
    return {
        node: (round(float((p[0] - low[0]) / span[0]), 4), round(float((p[1] - low[1]) / span[1]), 4)) for node, p in raw.items()
    }


_WRITERS: dict[str, Callable[[nx.Graph], str]] = {
    ".graphml": _graphml, ".gexf": _gexf, ".json": _node_link, ".csv": _edge_list, ".html": _page,
}  # fmt: skip
GRAPH_ENDINGS = tuple(_WRITERS)
