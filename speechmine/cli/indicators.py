"""``speechmine indicators``: texts in, how each speech or group of speeches governs out."""

from __future__ import annotations

import click

from speechmine.cli.coding import given_coding, own_coding_option
from speechmine.cli.inputs import load
from speechmine.cli.listing import copies_note, echo_rows, listing_options

__all__ = ["indicators"]


@click.command(short_help="Measure how each speech governs.")
@listing_options
@own_coding_option
@click.option("--by", default=None, metavar="COLUMN", help="Compare groups instead: level, year, place or speaker.")
def indicators(
    paths: tuple[str, ...],
    by: str | None,
    coding: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure how each speech governs.

    How much it prescribes, how strictly, to whom, how concretely, with which slogans, how original, on how many sectors; with
    --by the means of groups of speeches with their 95 % intervals. With --coding it says which indicators are validated.

    Example: speechmine indicators speeches/ --by level
    """
    from speechmine.analyse.groups import indicator_groups
    from speechmine.analyse.indicator_table import indicator_table
    from speechmine.analyse.indicators import indicator_frame
    from speechmine.count.policy import without_copies
    from speechmine.report.indicator_table import print_groups, print_indicators, print_validation

    coded = given_coding(coding)
    mined = load(paths, codebooks, jobs)
    frame = indicator_frame(mined, coding=coded)
    shown = frame if keep_copies else without_copies(frame, frame)
    if by is not None:
        shown = indicator_groups(mined, by=by, keep_copies=keep_copies, coding=coded)
    if not echo_rows(shown, as_csv=as_csv, as_json=as_json):
        (print_indicators if by is None else print_groups)(shown, copies_note(mined, keep_copies=keep_copies))
        print_validation(indicator_table(mined, coded))
    return 1 if len(mined.errors) else 0
