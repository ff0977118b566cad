"""``speechmine kwic``: a term in, its places with their surroundings out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load, paths_argument, shared_options
from speechmine.cli.listing import context_option, echo_rows, xlsx_option

__all__ = ["kwic"]


@click.command(short_help="Show a term in its contexts.")
@click.argument("term")
@paths_argument
@click.option(
    "--width", type=click.IntRange(1, 200), default=20, show_default=True, metavar="N", help="Characters on either side."
)
@click.option("--regex", is_flag=True, help="TERM is a regular expression.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
@xlsx_option
@context_option
@shared_options
def kwic(
    term: str,
    paths: tuple[str, ...],
    width: int,
    regex: bool,
    as_csv: bool,
    as_json: bool,
    context: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Show a term in its contexts, one line a place; width, script and quotes are folded for the search.

    Example: speechmine kwic 主体责任 speeches/
    """
    from speechmine.analyse.concordance import kwic_frame
    from speechmine.report.terminal import print_kwic

    mined = load(paths, codebooks, jobs)
    frame = kwic_frame(mined, term, width=width, regex=regex, context=context)
    if not echo_rows(frame, as_csv=as_csv or context, as_json=as_json):
        print_kwic(frame)
    return 1 if len(mined.errors) else 0
