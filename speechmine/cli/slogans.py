"""``speechmine slogans``: texts in, a table of their slogans out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load
from speechmine.cli.listing import copies_note, echo_rows, listing_options

__all__ = ["slogans"]


@click.command(short_help="List the slogans with their variants.")
@listing_options
def slogans(
    paths: tuple[str, ...], as_csv: bool, as_json: bool, keep_copies: bool, codebooks: tuple[str, ...], jobs: int | None
) -> int:
    """List the slogans (提法) with their variants.

    With each: its type, its uses, the speeches that use it and are no copies of one another, and the first year. --csv and
    --json give a row a wording.

    Example: speechmine slogans speeches/
    """
    from speechmine.analyse.slogans import slogan_frame
    from speechmine.report.listings import print_slogans

    mined = load(paths, codebooks, jobs)
    frame = slogan_frame(mined, keep_copies=keep_copies)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_slogans(frame, copies_note(mined, keep_copies=keep_copies))
    return 1 if len(mined.errors) else 0
