"""``speechmine sectors``: texts in, a table of their sectors out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load
from speechmine.cli.listing import copies_note, echo_rows, listing_options

__all__ = ["sectors"]


@click.command(short_help="List the sectors as a tree.")
@listing_options
def sectors(
    paths: tuple[str, ...], as_csv: bool, as_json: bool, keep_copies: bool, codebooks: tuple[str, ...], jobs: int | None
) -> int:
    """List the regulated sectors that the speeches are about, as a tree.

    With each: how often it is named, how many passages a heading on it governs, in how many speeches it stands, and in what
    share of all.

    Example: speechmine sectors speeches/
    """
    from speechmine.analyse.sectors import sector_frame
    from speechmine.report.listings import print_sectors

    mined = load(paths, codebooks, jobs)
    frame = sector_frame(mined, keep_copies=keep_copies)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_sectors(frame, copies_note(mined, keep_copies=keep_copies))
    return 1 if len(mined.errors) else 0
