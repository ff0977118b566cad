"""``speechmine reuse``: texts in, who shares passages with whom and which passages travelled out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from speechmine.cli.inputs import load, paths_argument, shared_options
from speechmine.cli.listing import json_rows

__all__ = ["reuse"]


@click.command(short_help="Show who shares passages with whom, and which passages travelled.")
@paths_argument
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: speeches (pairs of them) and families.")
@click.option(
    "--csv",
    "csv_table",
    type=click.Choice(["speeches", "families", "passages"]),
    default=None,
    help="Print one table as CSV: pairs of speeches, families, or pairs of aligned passages.",
)
@click.option(
    "--graph",
    "graph_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="FILE",
    help="Write the network, directed by time, too: .graphml, .gexf, .json, .csv or .html.",
)
@click.option("--keep-copies", is_flag=True, help="Count each copy of a speech in the families, too.")
@shared_options
def reuse(
    paths: tuple[str, ...],
    as_json: bool,
    csv_table: str | None,
    graph_path: Path | None,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Show which speeches share how much, since when each passage is met, and which way it went between the levels.

    Example: speechmine reuse speeches/
    """
    from speechmine.analyse.reuse.families import family_frame
    from speechmine.analyse.reuse.pairs import reuse_frame
    from speechmine.analyse.reuse.travels import reuse_graph, shared_frame
    from speechmine.report.export import check_graph_path, write_graph
    from speechmine.report.messages import tell
    from speechmine.report.reuse_table import print_reuse

    if graph_path:
        check_graph_path(graph_path)
    mined = load(paths, codebooks, jobs)
    pairs = reuse_frame(mined)
    shared, families = shared_frame(mined, pairs), family_frame(mined, keep_copies=keep_copies)
    counted = "copies counted" if keep_copies else "copies of a speech counted once"
    if graph_path:
        write_graph(reuse_graph(mined), graph_path)
    if csv_table:
        table = {"speeches": shared, "families": families, "passages": pairs}[csv_table]
        click.echo(table.to_csv(index=False), nl=False)
        click.echo(tell("{n} rows ({counted})", n=len(table), counted=tell(counted)), err=True)
    elif as_json:
        tables = {"speeches": shared, "families": families}
        records = {name: json_rows(frame) for name, frame in tables.items()}
        click.echo(json.dumps({"counted": counted, **records}, ensure_ascii=False))
    else:
        print_reuse(shared, families, mined, counted=tell(counted))
    return 1 if len(mined.errors) else 0
