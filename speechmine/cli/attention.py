"""``speechmine attention``: texts in, how much attention each issue gets out, as a table or a figure."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.coding import given_coding, own_coding_option
from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows, listing_options

__all__ = ["attention"]


@click.command(short_help="Measure how much attention each sector or theme gets.")
@listing_options
@own_coding_option
@click.option("--of", default="sectors", show_default=True, metavar="ISSUES", help="sectors (first level), subsectors or themes.")
@click.option("--by", default=None, metavar="COLUMN", help="Groups: level, year, year:5, place, speaker or your own column.")
@click.option("--superior", default=None, metavar="GROUP", help="The group that others are compared to; with --by level: above.")
@click.option("--kind", default="stacked", show_default=True, metavar="FIGURE", help="Of the figure: stacked or ranks.")
@output_option("Write a figure, too: .png or .svg; needs --by.", required=False)
def attention(
    paths: tuple[str, ...],
    of: str,
    by: str | None,
    superior: str | None,
    kind: str,
    out: Path | None,
    coding: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure how much attention each issue gets: shares of sentences, characters and directives with 95 % intervals.

    With --superior also how far each group is from another one; -o draws attention by group, or the ranks of the issues.

    Example: speechmine attention speeches/ --by level --superior province
    """
    from speechmine.analyse.attention.shares import attention_frame
    from speechmine.report.attention_figure import plot_attention
    from speechmine.report.attention_table import print_attention
    from speechmine.report.figures import check_figure, save_drawn

    if out is not None:
        check_figure(out)

    coded = given_coding(coding)
    mined = load(paths, codebooks, jobs)
    frame = attention_frame(mined, of=of, by=by, superior=superior, keep_copies=keep_copies, coding=coded)
    if out is not None:
        save_drawn(lambda ax: plot_attention(frame, kind=kind, ax=ax), out, width=9.0)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_attention(frame, copies_note(mined, keep_copies=keep_copies))
    return 1 if len(mined.errors) else 0
