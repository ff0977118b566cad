"""``speechmine graph``: texts in, a co-occurrence network in a file out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, paths_argument, shared_options

__all__ = ["graph"]


@click.command(short_help="Write a co-occurrence network.")
@paths_argument
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="File to write: .graphml, .gexf, .json, .csv or .html.",
)
@click.option("--nodes", type=click.Choice(["terms", "sectors", "slogans", "actors"]), required=True, help="What the nodes are.")
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
    "--min-count", type=click.IntRange(1), default=2, show_default=True, metavar="N", help="Least number of units of a node."
)
@click.option("--keep-copies", is_flag=True, help="Count copies of a speech, too.")
@shared_options
def graph(
    paths: tuple[str, ...],
    out: Path,
    nodes: str,
    unit: str,
    weight: str,
    min_count: int,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Write the co-occurrence network of terms, sectors, slogans or actors; every edge with its count, strength and p-value.

    Example: speechmine graph speeches/ -o sectors.html --nodes sectors
    """
    from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
    from speechmine.report.export import check_graph_path, write_graph

    check_graph_path(out)
    mined = load(paths, codebooks, jobs)
    G = cooccurrence_graph(mined, nodes=nodes, unit=unit, weight=weight, min_count=min_count, keep_copies=keep_copies)
    write_graph(G, out)
    copies = "copies counted" if keep_copies else "copies of a speech counted once"
    click.echo(f"{out}: {G.number_of_nodes()} nodes, {G.number_of_edges()} edges ({copies})", err=True)
    return 1 if len(mined.errors) else 0
