"""``speechmine keyness``: texts and two parts of them in, the words that one uses more than the other out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows
from speechmine.cli.parts import item_kind, parse_part, part_option, scope_options, scope_values, top_option

__all__ = ["keyness"]


@click.command(short_help="Compare the words of two parts: keywords, key slogans, key aims.")
@scope_options
@part_option("target", "The part whose keywords are wanted, as --in takes it; several times: all must hold.", required=True)
@part_option("reference", "The part to compare it with (default: the rest).")
@click.option("--of", default="words", show_default=True, metavar="KIND", help="words, slogans, aims, or 2-grams … 8-grams.")
@click.option(
    "--min-speeches", type=click.IntRange(1), default=1, show_default=True, metavar="K", help="Only what K speeches use."
)
@top_option()
@click.option("--scatter", is_flag=True, help="Of -o: a scatter of both rates in place of bars.")
@output_option("Write a figure, too: .png or .svg.", required=False)
def keyness(
    paths: tuple[str, ...],
    within: tuple[str, ...],
    target: tuple[str, ...],
    reference: tuple[str, ...],
    of: str,
    min_speeches: int,
    top: int,
    scatter: bool,
    out: Path | None,
    characters: bool,
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Compare how often two parts of a corpus use each word, slogan, aim or n-gram.

    Log-likelihood with corrected p, log ratio with its conservative interval, and how evenly each is spread over speeches.

    Example: speechmine keyness speeches/ --target "year >= 2016" --in directives --min-speeches 3
    """
    from speechmine.analyse.linguistics.keyness import keyness_frame
    from speechmine.report.bench_tables import print_keyness
    from speechmine.report.figures import check_figure, save_drawn
    from speechmine.report.keyness_figure import plot_keyness, plot_keyness_scatter

    if out is not None:
        check_figure(out)
    mined = load(paths, codebooks, jobs)
    scope = scope_values(within, characters=characters, keep_copies=keep_copies)
    kind = item_kind(of, characters=characters)
    frame = keyness_frame(mined, parse_part(target), parse_part(reference), of=kind, min_speeches=min_speeches, **scope)
    if out is not None and scatter:
        save_drawn(lambda ax: plot_keyness_scatter(frame, ax=ax), out, width=7.5, height=7.0)
    elif out is not None:
        save_drawn(lambda ax: plot_keyness(frame, items=min(top, 15), ax=ax), out, width=7.5, height=1.4 + 0.6 * min(top, 15))
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_keyness(frame, copies_note(mined, keep_copies=keep_copies), top=top)
    return 1 if len(mined.errors) else 0
