"""``speechmine ngrams``: texts in, the runs of words that recur, or words that are new, out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows
from speechmine.cli.parts import scope_options, scope_values, top_option
from speechmine.errors import OptionError

__all__ = ["ngrams"]

_LENGTHS = re.compile(r"(\d)(?:\s*[-–]\s*(\d))?")


@click.command(short_help="List the runs of words that recur; words that rise or are new.")
@scope_options
@click.option("-n", "--length", default="2-4", show_default=True, metavar="N[-M]", help="Words of a run, 2 to 8.")
@click.option("--node", default=None, metavar="WORD", help="Only runs that hold this word.")
@click.option(
    "--new", type=click.Choice(["words", "candidates"]), default=None, help="Words that rise, or runs that may be words."
)
@click.option("--min-count", type=click.IntRange(1), default=3, show_default=True, metavar="N", help="Least number of uses.")
@click.option("--min-speeches", type=click.IntRange(1), default=2, show_default=True, metavar="K", help="What K speeches use.")
@top_option()
@output_option("Draw the first ones by year: .png or .svg.", required=False)
def ngrams(
    paths: tuple[str, ...],
    within: tuple[str, ...],
    length: str,
    node: str | None,
    new: str | None,
    min_count: int,
    min_speeches: int,
    top: int,
    out: Path | None,
    characters: bool,
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """List the runs of words that recur, with their growth; with --new words that rise over the years, or runs that may be words.

    Example: speechmine ngrams speeches/ -n 3-5 --min-speeches 3
    """
    from speechmine.analyse.linguistics.new_words import new_word_frame
    from speechmine.analyse.linguistics.ngrams import ngram_frame
    from speechmine.report.bench_tables import print_new_words, print_ngrams
    from speechmine.report.figures import check_figure, save_drawn
    from speechmine.report.ngram_figure import plot_ngrams

    if out is not None:
        check_figure(out)
        if new is not None:
            raise OptionError("-o draws runs of words by year; leave out --new")
    lengths = _lengths(length)
    mined = load(paths, codebooks, jobs)
    scope = scope_values(within, characters=characters, keep_copies=keep_copies)
    least: dict[str, Any] = {"min_count": min_count, "min_speeches": min_speeches}
    if new is not None:
        frame = new_word_frame(mined, of=new, **least, **scope)
    else:
        frame = ngram_frame(mined, lengths, node=node, **least, **scope)
    if out is not None:
        save_drawn(lambda ax: plot_ngrams(mined, frame, ax=ax, **scope), out, width=11.0, height=6.5)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        (print_ngrams if new is None else print_new_words)(frame, copies_note(mined, keep_copies=keep_copies), top=top)
    return 1 if len(mined.errors) else 0


def _lengths(text: str) -> tuple[int, int]:
    found = _LENGTHS.fullmatch(text.strip())
    if not found:
        raise OptionError(f"-n is {text!r}; give one number, or two with - between, such as 2-4")
    return int(found[1]), int(found[2] or found[1])
