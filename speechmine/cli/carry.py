"""``speechmine carry``: a superior's texts and those below in, what each lower speech repeats out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, output_option, path_options, shared_options
from speechmine.cli.listing import echo_rows

__all__ = ["carry"]


@click.command(short_help="Measure how much lower speeches repeat of a superior's.")
@click.argument("upper", metavar="UPPER")
@click.argument("lower", metavar="LOWER")
@path_options
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
@click.option("--items", is_flag=True, help="A row a repeated directive, beside the one above, not a pair of speeches.")
@output_option("Write the network, directed downwards, too: .graphml, .gexf, .json, .csv or .html.", required=False)
@shared_options
def carry(
    upper: str,
    lower: str,
    as_csv: bool,
    as_json: bool,
    items: bool,
    out: Path | None,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure how much of the directives, formulas and passages of UPPER each later speech of LOWER repeats.

    Each is a file, a folder, or a folder that 'speechmine mine' wrote. With it how many days later, in which order, and how
    much stricter or looser.

    Example: speechmine carry province/ counties/ -o carry.html
    """
    from speechmine.analyse.reuse.carry import carried_frame, carry_frame
    from speechmine.analyse.reuse.carry_graph import carry_graph
    from speechmine.report.carry_table import print_carried, print_carry
    from speechmine.report.export import check_graph_path, write_graph

    if out is not None:
        check_graph_path(out)
    above, below = (load((path,), codebooks, jobs) for path in (upper, lower))
    frame = carried_frame(above, below) if items else carry_frame(above, below)
    if out is not None:
        write_graph(carry_graph(carry_frame(above, below) if items else frame), out)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        (print_carried if items else print_carry)(frame)
    return 1 if len(above.errors) + len(below.errors) else 0
