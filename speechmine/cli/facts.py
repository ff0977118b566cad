"""``speechmine facts``: texts in, a table of their facts out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load
from speechmine.cli.listing import context_option, copies_note, echo_rows, listing_options

__all__ = ["facts"]


@click.command(short_help="List the figures, events and documents.")
@listing_options
@context_option
def facts(
    paths: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    context: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """List the figures, events and documents that the speeches state.

    A figure with what it measures, period, place, sector and the verdict of its arithmetic check; an event with its date, all
    mentions of it together. --csv and --json give every row with its sentence.

    Example: speechmine facts speeches/
    """
    from speechmine.analyse.facts import fact_frame
    from speechmine.report.listings import print_facts

    mined = load(paths, codebooks, jobs)
    frame = fact_frame(mined, keep_copies=keep_copies, context=context)
    if not echo_rows(frame, as_csv=as_csv or context, as_json=as_json):
        labels = {code: entry.label for code, entry in mined.codebooks["sectors"].codes.items()}
        print_facts(frame, copies_note(mined, keep_copies=keep_copies), labels=labels)
    return 1 if len(mined.errors) else 0
