"""``speechmine collocates``: texts and a word in, the words that go with it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows
from speechmine.cli.parts import scope_options, scope_values, top_option

if TYPE_CHECKING:
    import networkx as nx

    from speechmine.tables.mined import Mined

__all__ = ["collocates"]


@click.command(short_help="Show which words go with a word, or the sketch of a verb.")
@click.argument("node", metavar="WORD")
@scope_options
@click.option(
    "--span", default="5", show_default=True, metavar="SPAN",
    help="Words on either side, or clause, sentence, or a component of directives: actors, aim, objects, conditions …",
)  # fmt: skip
@click.option("--min-count", type=click.IntRange(1), default=2, show_default=True, metavar="N", help="Least number of places.")
@click.option("--sketch", is_flag=True, help="WORD is the aim of directives: what it is done to, by whom, on which conditions.")
@top_option()
@output_option("Write the network of the first ones, too: .png, .svg, .html, .graphml, .gexf, .json, .csv.", required=False)
def collocates(
    node: str,
    paths: tuple[str, ...],
    within: tuple[str, ...],
    span: str,
    min_count: int,
    sketch: bool,
    top: int,
    out: Path | None,
    characters: bool,
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure which words go with a word more than by chance, in a window, clause, sentence or component of directives.

    Example: speechmine collocates 隐患 speeches/ --span clause --in directives
    """
    from speechmine.analyse.linguistics.collocates import collocate_frame
    from speechmine.analyse.linguistics.sketch import sketch_frame
    from speechmine.report.bench_tables import print_collocates, print_sketch

    if out is not None:
        _check(out)
    mined = load(paths, codebooks, jobs)
    scope = scope_values(within, characters=characters, keep_copies=keep_copies)
    options = {"span": int(span) if span.isdecimal() else span, "min_count": min_count, **scope}
    frame = sketch_frame(mined, node, min_count=min_count, **scope) if sketch else collocate_frame(mined, node, **options)
    if out is not None:
        _write(mined, node, {**options, "top": top}, out)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        (print_sketch if sketch else print_collocates)(frame, copies_note(mined, keep_copies=keep_copies), top=top)
    return 1 if len(mined.errors) else 0


def _check(out: Path) -> None:
    from speechmine.report.export import check_graph_path
    from speechmine.report.figures import FIGURE_ENDINGS, check_figure

    if out.suffix.lower() in FIGURE_ENDINGS:
        check_figure(out)
    else:
        check_graph_path(out)


def _write(mined: Mined, node: str, options: dict[str, Any], out: Path) -> None:
    from speechmine.analyse.linguistics.collocates import collocate_graph
    from speechmine.report.export import write_graph
    from speechmine.report.figures import FIGURE_ENDINGS
    from speechmine.report.graph_figure import save_figure

    G: nx.Graph = collocate_graph(mined, node, **options)
    (save_figure if out.suffix.lower() in FIGURE_ENDINGS else write_graph)(G, out)
