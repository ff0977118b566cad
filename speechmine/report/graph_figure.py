"""A network as a figure: a graph in, matplotlib axes out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np

from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, save_drawn
from speechmine.report.labels import Box, label_width, overlap, spots
from speechmine.report.layout import grouped, positions
from speechmine.report.messages import language, names, speaking, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["node_name", "plot_graph", "save_figure"]

# Okabe and Ito's colours, told apart with any colour vision; grey is for the communities beyond and for nodes without an edge.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442")
_GREY = "#9aa5b1"
_MARKERS = "osD^vph"
_INK = "#1f2933"


def save_figure(G: nx.Graph, path: Path) -> None:
    """Draw a network into a file; equal graphs give equal bytes on one machine."""
    save_drawn(lambda ax: plot_graph(G, ax=ax), path, width=9.0, height=6.5)


class _Drawing(NamedTuple):
    G: nx.Graph
    place: dict[Any, tuple[float, float]]
    area: dict[Any, float]


def plot_graph(
    G: nx.Graph,
    *,
    ax: Axes | None = None,
    max_labels: int = 60,
    font_size: float = 9.0,
    random_state: int = 0,
    lang: str | None = None,
) -> Axes:
    """Draw a network: nodes by their count, edges by their weight, communities by colour, kinds of nodes by shape.

    Parameters
    ----------
    G : nx.Graph or nx.DiGraph
        Directions are not drawn. Edges with ``weight``, nodes with ``count``, ``label`` and ``kind`` where there are any;
        ``community`` as `with_communities` gives it, else it is found here. Filter first: beyond some hundred edges nobody
        sees anything.
    ax : Axes, optional
        By default those of a new figure of 9 by 6.5 inches.
    max_labels : int
        Nodes with a name, the strongest first; the names of all others, and those that would lie on another, are left out.
    font_size : float
        In points.
    random_state : int
        Seed of the layout.
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes

    Raises
    ------
    OptionError
        If the graph has no node, `max_labels` is below 0 or matplotlib is not installed.

    References
    ----------
    Okabe and Ito, Color universal design: how to make figures and presentations that are friendly to colorblind people, 2008.
    Kamada and Kawai, An algorithm for drawing general undirected graphs, Information Processing Letters 31(1), 1989.

    Examples
    --------
    >>> G = nx.Graph([("消防", "学校", {"weight": 3}), ("消防", "商场", {"weight": 1})])
    >>> sorted(text.get_text() for text in plot_graph(G, lang="en").texts)
    ['商场', '学校', '消防']
    """
    if not len(G):
        raise OptionError("the graph has no node to draw; lower min_count or filter less")
    if max_labels < 0:
        raise OptionError(f"max_labels is {max_labels}; give 0 or more")
    ax = new_axes(ax, width=9.0, height=6.5)
    ax.set(xlim=(-0.05, 1.09), ylim=(1.06, -0.06))
    ax.axis("off")
    G = grouped(G.to_undirected() if G.is_directed() else G)
    drawing = _Drawing(G, positions(G, random_state=random_state), _areas(G))
    _draw_edges(ax, drawing)
    with speaking(lang):
        _draw_nodes(ax, drawing)
        _draw_labels(ax, drawing, max_labels=max_labels, font_size=font_size)
    return chinese_text(ax)


def _areas(G: nx.Graph) -> dict[Any, float]:
    """Areas in square points by count."""
    counts = {node: float(data.get("count") or 1) for node, data in G.nodes(data=True)}
    largest = max(counts.values())
    return {node: 18 + 380 * count / largest for node, count in counts.items()}


def _draw_edges(ax: Axes, drawing: _Drawing) -> None:
    from matplotlib.collections import LineCollection

    edges = sorted(drawing.G.edges(data="weight", default=1), key=lambda edge: edge[2])
    if not edges:
        return
    weights = np.array([max(float(w), 0) for *_, w in edges])
    widths = 0.6 + 3.6 * weights / max(weights.max(), 1e-9)
    lines = [(drawing.place[a], drawing.place[b]) for a, b, _ in edges]
    ax.add_collection(LineCollection(lines, linewidths=widths, colors="#7b8794", alpha=0.45, zorder=1, capstyle="round"))


def _draw_nodes(ax: Axes, drawing: _Drawing) -> None:
    kinds = sorted({str(data.get("kind", "node")) for _, data in drawing.G.nodes(data=True)})
    for kind, marker in zip(kinds, _MARKERS * len(kinds), strict=False):
        own = [node for node, data in drawing.G.nodes(data=True) if str(data.get("kind", "node")) == kind]
        x, y = np.array([drawing.place[node] for node in own]).T
        colours, areas = [_colour(drawing.G, node) for node in own], [drawing.area[node] for node in own]
        ax.scatter(x, y, s=areas, c=colours, marker=marker, edgecolors="white", linewidths=0.8, zorder=2)
    if len(kinds) > 1:
        marks = [
            ax.scatter([], [], c=_GREY, marker=marker, label=tell(kind)) for kind, marker in zip(kinds, _MARKERS, strict=False)
        ]
        ax.legend(handles=marks, loc="lower right", frameon=False, ncols=len(kinds), bbox_to_anchor=(1, -0.04))


def _colour(G: nx.Graph, node: Any) -> str:
    community = G.nodes[node]["community"]
    return _COLOURS[community] if G.degree(node) and community < len(_COLOURS) else _GREY


def _draw_labels(ax: Axes, drawing: _Drawing, *, max_labels: int, font_size: float) -> None:
    """Write names beside the nodes where no name stands yet, off other nodes and edges as far as may be."""
    from matplotlib.patheffects import withStroke

    G = drawing.G
    strength = {node: (G.degree(node, weight="weight"), drawing.area[node]) for node in G}
    order = sorted(G, key=lambda node: strength[node], reverse=True)[:max_labels]
    points = {node: ax.transData.transform(drawing.place[node]) * 72 / ax.figure.dpi for node in G}
    radii = {node: (drawing.area[node] / np.pi) ** 0.5 for node in G}
    discs = [(*(points[node] - radii[node]), *(points[node] + radii[node])) for node in G]
    taken: list[Box] = []
    lines = _line_points(G, points)
    for node in order:
        name = node_name(node, G.nodes[node])
        width = label_width(name, font_size)
        free = [s for s in spots(points[node], radii[node], width, font_size) if not any(overlap(s[2], box) for box in taken)]
        if not free:
            continue
        dx, dy, box = min(free, key=lambda spot: (sum(overlap(spot[2], disc) for disc in discs), _crossed(spot[2], lines)))
        taken.append(box)
        ax.annotate(
            name, drawing.place[node], (dx, dy), textcoords="offset points", fontsize=font_size, color=_INK, ha="center",
            va="center", zorder=3, path_effects=[withStroke(linewidth=2.2, foreground="white")],
        )  # fmt: skip


def node_name(node: Any, data: Mapping[str, Any]) -> str:
    """Return what a reader calls a node: a sector or theme by its name in the language that is told."""
    if language() == "en" and data.get("label_en"):
        return str(data["label_en"])
    label = str(data.get("label", node))
    codebook = {"sector": "sectors", "theme": "themes"}.get(str(data.get("kind")))
    return names(load_codebook(codebook)).get(label, label) if codebook else label


def _line_points(G: nx.Graph, points: dict[Any, Any]) -> Any:
    """Thirty points on each edge."""
    ends = np.array([(points[a], points[b]) for a, b in G.edges]).reshape(-1, 2, 2)
    share = np.linspace(0, 1, 30)[:, None, None]
    return (ends[:, 0] * (1 - share) + ends[:, 1] * share).reshape(-1, 2)


def _crossed(box: Box, lines: Any) -> int:
    x, y = lines.T
    return int(((box[0] < x) & (x < box[2]) & (box[1] < y) & (y < box[3])).sum())
