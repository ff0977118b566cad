"""``speechmine graph``: texts in, a network in a file out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from speechmine.cli.inputs import load, output_option, paths_argument, shared_options
from speechmine.errors import OptionError

if TYPE_CHECKING:
    import networkx as nx

    from speechmine.tables.mined import Mined

__all__ = ["graph"]

BETWEEN = ("actors-aims", "actors-sectors", "sectors-themes", "slogans-speeches")


@click.command(short_help="Write a co-occurrence network.")
@paths_argument
@output_option(
    "File to write: .graphml, .gexf, .json, .vos.json (VOSviewer), .csv, .net (Pajek), .html, or a figure: .png, .svg."
)
@click.option(
    "--nodes",
    type=click.Choice(["terms", "sectors", "slogans", "actors"]),
    multiple=True,
    help="What the nodes are; may be given several times.",
)
@click.option(
    "--between",
    type=click.Choice(BETWEEN),
    default=None,
    help="In place of --nodes: a network of two kinds: who must do what, which sector under which theme, which slogan where.",
)
@click.option(
    "--project", default=None, metavar="KIND", help="Of --between, keep one kind (actor, slogan, …), joined by what it shares."
)
@click.option(
    "--unit",
    type=click.Choice(["clause", "sentence", "section", "speech"]),
    default="sentence",
    show_default=True,
    help="Where two nodes must stand together.",
)
@click.option(
    "--weight",
    type=click.Choice(["count", "npmi", "log_likelihood", "jaccard"]),
    default="count",
    show_default=True,
    help="What makes an edge strong.",
)
@click.option(
    "--min-count",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    metavar="N",
    help="Least number of units of a node or edge.",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1),
    default=None,
    metavar="Q",
    help="Keep the edges of a q-value of at most Q (false discovery rate), such as 0.05.",
)
@click.option(
    "--backbone",
    "backbone_alpha",
    type=click.FloatRange(0, 1),
    default=None,
    metavar="A",
    help="Keep the edges that the disparity filter finds at A, such as 0.05.",
)
@click.option("--largest-component", "largest", is_flag=True, help="Keep the largest connected part alone.")
@click.option("--keep-copies", is_flag=True, help="Count copies of a speech and shared passages each time.")
@shared_options
def graph(
    paths: tuple[str, ...],
    out: Path,
    nodes: tuple[str, ...],
    between: str | None,
    project: str | None,
    unit: str,
    weight: str,
    min_count: int,
    alpha: float | None,
    backbone_alpha: float | None,
    largest: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Write the co-occurrence network of terms, sectors, slogans or actors; every edge with its count, strength and p-value.

    Nothing is left out unasked: nodes without an edge stay, and so do weak edges, unless --alpha, --backbone or
    --largest-component say otherwise.

    Example: speechmine graph speeches/ -o sectors.html --nodes sectors --alpha 0.05
    """
    from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
    from speechmine.analyse.graphs.filters import backbone, largest_component, significant

    _check(out)
    _check_kinds(nodes, between, project)
    if between and (unit, weight) != ("sentence", "count"):
        raise OptionError("--unit and --weight are for --nodes; the networks of --between have units and weights of their own")
    mined = load(paths, codebooks, jobs)
    if between is None:
        G = cooccurrence_graph(mined, nodes=nodes, unit=unit, weight=weight, min_count=min_count, keep_copies=keep_copies)
    else:
        G = _bipartite(mined, between, project, min_count=min_count, keep_copies=keep_copies)
    n_all = G.number_of_edges()
    G = G if alpha is None else significant(G, alpha=alpha)
    G = G if backbone_alpha is None else backbone(G, alpha=backbone_alpha)
    G = largest_component(G) if largest else G
    _write(G, out)
    _tell(G, out, n_all=n_all, keep_copies=keep_copies)
    return 1 if len(mined.errors) else 0


def _check_kinds(nodes: tuple[str, ...], between: str | None, project: str | None) -> None:
    if bool(nodes) == bool(between):
        raise OptionError(f"name the nodes: either --nodes, or --between with one of {', '.join(BETWEEN)}")
    if project and not between:
        raise OptionError("--project keeps one kind of two; give --between, too")


def _bipartite(mined: Mined, between: str, project: str | None, *, min_count: int, keep_copies: bool) -> nx.Graph:
    from speechmine.analyse.graphs import bipartite

    if between.startswith("actors-"):
        targets = between.removeprefix("actors-")
        B = bipartite.responsibility_graph(mined, targets=targets, min_count=min_count, keep_copies=keep_copies)
    else:
        make = bipartite.sector_theme_graph if between == "sectors-themes" else bipartite.slogan_speech_graph
        B = make(mined, min_count=min_count, keep_copies=keep_copies)
    return B if project is None else bipartite.projected_graph(B, project)


def _check(out: Path) -> None:
    from speechmine.report.export import check_graph_path
    from speechmine.report.figures import FIGURE_ENDINGS, check_figure

    if out.suffix.lower() in FIGURE_ENDINGS:
        check_figure()
        return
    try:
        check_graph_path(out)
    except OptionError as error:
        raise OptionError(f"{error}; or, for a figure, {', '.join(FIGURE_ENDINGS)}") from None


def _write(G: nx.Graph, out: Path) -> None:
    from speechmine.report.export import write_graph
    from speechmine.report.figures import FIGURE_ENDINGS
    from speechmine.report.graph_figure import save_figure

    (save_figure if out.suffix.lower() in FIGURE_ENDINGS else write_graph)(G, out)


def _tell(G: nx.Graph, out: Path, *, n_all: int, keep_copies: bool) -> None:
    from speechmine.report.layout import MANY_EDGES
    from speechmine.report.messages import tell

    copies = tell("copies and shared passages counted each time" if keep_copies else "copies and shared passages counted once")
    n_edges = G.number_of_edges()
    edges = tell("{n} edges", n=n_edges) if n_edges == n_all else tell("{n} of {n_all} edges", n=n_edges, n_all=n_all)
    told = tell("{out}: {n} nodes, {edges} ({copies})", out=out, n=G.number_of_nodes(), edges=edges, copies=copies)
    click.echo(told, err=True)
    if out.suffix.lower() in (".html", ".png", ".svg") and n_edges > MANY_EDGES:
        click.echo(
            tell("{n} edges are too many to see anything; try --alpha 0.01, --backbone 0.05 or a larger --min-count", n=n_edges),
            err=True,
        )
