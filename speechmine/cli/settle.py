"""``speechmine settle``: codings in, the page for a third decision out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.coding import coding_option
from speechmine.cli.inputs import load, output_option, paths_argument, shared_options

__all__ = ["settle"]


@click.command(short_help="Settle what coders coded differently.")
@paths_argument
@coding_option
@output_option("Page to write: .html.")
@shared_options
def settle(paths: tuple[str, ...], coding: tuple[str, ...], out: Path, codebooks: tuple[str, ...], jobs: int | None) -> int:
    """Write a page with the sentences that coders coded differently, both readings without names, for a third decision.

    Put what it exports beside the codings: it counts as their last word.

    Example: speechmine settle mined --coding sample/ -o sample/settle.html
    """
    from speechmine.report.files import check_page_path
    from speechmine.report.messages import tell
    from speechmine.report.sheet import write_settling
    from speechmine.validate.coding import read_coding

    check_page_path(out, "the page to settle on")
    n = write_settling(load(paths, codebooks, jobs), read_coding(coding), out)
    click.echo(tell("{out}: {n} sentences to settle", out=out, n=n), err=True)
    return 0
