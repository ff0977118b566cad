"""``speechmine directives``: texts in, who must do what out."""

from __future__ import annotations

from typing import Any

import click

from speechmine.cli.inputs import load, paths_argument, shared_options
from speechmine.cli.listing import context_option, copies_note, echo_rows, xlsx_option

__all__ = ["directives"]


@click.command(short_help="Show who must do what.")
@paths_argument
@click.option("--actor", multiple=True, metavar="TEXT", help="Only those whose actor's name holds TEXT; may be repeated.")
@click.option("--sector", multiple=True, metavar="CODE", help="Only those of a sector, by code or label, or of one below it.")
@click.option("--modality", multiple=True, metavar="O|P|M", help="Only obligations, prohibitions or permissions.")
@click.option("--strength", multiple=True, type=int, metavar="0-3", help="Only those of a strength: 0 hedged to 3 absolute.")
@click.option("--year", multiple=True, type=int, metavar="YEAR", help="Only those of speeches of a year.")
@click.option("--speech", multiple=True, metavar="TEXT", help="Only those of speeches whose id or title holds TEXT.")
@click.option("--json", "output", flag_value="json", help="Print a JSON array, an object a directive.")
@click.option("--csv", "output", flag_value="csv", help="Print the table as CSV.")
@click.option("--ig-script", "output", flag_value="ig", help="Print IG Script for IG Parser, a statement a line.")
@click.option("--keep-copies", is_flag=True, help="Show those of copies of a speech and of shared passages each time.")
@xlsx_option
@context_option
@shared_options
def directives(
    paths: tuple[str, ...],
    output: str | None,
    keep_copies: bool,
    context: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
    **where: tuple[Any, ...],
) -> int:
    """Show who must do what, when, or else what: a row a directive clause.

    Example: speechmine directives speeches/ --actor 企业 --modality P
    """
    from speechmine.analyse.directives import directive_frame

    mined = load(paths, codebooks, jobs)
    frame = directive_frame(mined, keep_copies=keep_copies, context=context, **where)
    if output == "ig":
        from speechmine.report.ig_script import to_ig_script

        kept = mined.directives[mined.directives["directive_id"].isin(frame["directive_id"])]
        click.echo("".join(f"{statement}\n" for statement in to_ig_script(kept)["ig_script"]), nl=False)
    elif not echo_rows(frame, as_json=output == "json", as_csv=output == "csv" or (context and output is None)):
        from speechmine.report.directive_table import print_directives

        titles = dict(zip(mined.speeches["speech_id"], mined.speeches["title"], strict=True))
        print_directives(frame, titles, copies_note(mined, keep_copies=keep_copies))
    return 1 if len(mined.errors) else 0
