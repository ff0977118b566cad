"""A graph to look at: an ``nx.Graph`` in, what shows itself in a notebook and stands in a page out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import networkx as nx

from speechmine.errors import OptionError
from speechmine.report.export import cleaned_graph
from speechmine.report.graph_page import page
from speechmine.report.layout import MANY_EDGES

__all__ = ["GraphView", "graph_fragment", "graph_view"]


@dataclass(frozen=True)
class GraphView:
    """A graph as it is shown: the interactive page, framed, in a notebook.

    Attributes
    ----------
    n_nodes, n_edges : int
    html : str
        The frame, safe to put into a page.
    """

    n_nodes: int
    n_edges: int
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def graph_view(G: nx.Graph, *, height: int = 560) -> GraphView:
    """Show a graph in a notebook: search nodes, click an edge to read its sentences, hide weak edges.

    Parameters
    ----------
    G : nx.Graph
        Filter first: over 5,000 edges nobody sees anything.
    height : int
        In pixels.

    Raises
    ------
    OptionError
        If the graph has over 5,000 edges.

    Examples
    --------
    >>> graph_view(nx.Graph([("隐患", "整治")]))
    GraphView(n_nodes=2, n_edges=1)
    """
    return GraphView(G.number_of_nodes(), G.number_of_edges(), graph_fragment(G, height=height))


def graph_fragment(G: nx.Graph, *, height: int = 560) -> str:
    """Return the interactive page of a graph as a piece of HTML: a sandboxed frame that holds all it needs and asks for nothing.

    Parameters
    ----------
    G : nx.Graph
    height : int
        In pixels.

    Raises
    ------
    OptionError
        If the graph has over 5,000 edges.
    """
    if G.number_of_edges() > MANY_EDGES:
        raise OptionError(
            f"the graph has {G.number_of_edges()} edges, {MANY_EDGES} can be shown; filter it by significant or backbone, "
            "or raise min_count"
        )
    inner = escape(page(cleaned_graph(G)), quote=True)
    style = f"width:100%;height:{height}px;border:1px solid #d9dee4"
    return f'<iframe title="network" sandbox="allow-scripts" style="{style}" srcdoc="{inner}"></iframe>'
