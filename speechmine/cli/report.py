"""``speechmine report``: texts in, one page to read out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.coding import given_coding, own_coding_option
from speechmine.cli.inputs import load, output_option, paths_argument, shared_options, told_warnings

__all__ = ["report"]


@click.command(short_help="Write one page to read, with everything found.")
@paths_argument
@output_option("Page to write: .html.")
@own_coding_option
@shared_options
def report(paths: tuple[str, ...], out: Path, coding: tuple[str, ...], codebooks: tuple[str, ...], jobs: int | None) -> int:
    """Write one page that opens offline, with everything found and the texts; each number leads to its sentences.

    Overview, themes, sectors by year, who must do what, slogans, reuse, network and indicators; with --coding what is
    validated, and corrected shares.

    Example: speechmine report speeches/ -o report.html
    """
    from speechmine.report.files import check_page_path
    from speechmine.report.messages import tell
    from speechmine.report.page import PAGE, write_report

    check_page_path(out, PAGE)
    coded = given_coding(coding)
    mined = load(paths, codebooks, jobs)
    with told_warnings():
        write_report(mined, out, coding=coded)
    size = f"{out.stat().st_size / 1e6:.1f}"
    click.echo(tell("{out}: {n} speeches, {size} MB", out=out, n=len(mined.speeches), size=size), err=True)
    return 1 if len(mined.errors) else 0
