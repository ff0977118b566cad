"""``speechmine dispersion``: texts in, how evenly words are spread over them out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows
from speechmine.cli.parts import item_kind, scope_options, scope_values, top_option
from speechmine.errors import OptionError

__all__ = ["dispersion"]


@click.command(short_help="Measure how evenly words are spread over the speeches.")
@scope_options
@click.option("--term", "terms", multiple=True, metavar="TERM", help="Only this one; may be given several times.")
@click.option("--of", default="words", show_default=True, metavar="KIND", help="words, slogans, aims, or 2-grams … 8-grams.")
@click.option("--parts", type=click.IntRange(2), default=None, metavar="N", help="N parts of equal length in place of speeches.")
@click.option("--min-count", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Least number of uses.")
@top_option()
@output_option("Draw where each --term stands: .png or .svg.", required=False)
def dispersion(
    paths: tuple[str, ...],
    within: tuple[str, ...],
    terms: tuple[str, ...],
    of: str,
    parts: int | None,
    min_count: int,
    top: int,
    out: Path | None,
    characters: bool,
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure how evenly words, slogans, aims or n-grams are spread: range, Gries' DP, Juilland's D, Carroll's D2.

    Example: speechmine dispersion speeches/ --term 隐患 --term 渡船 -o dispersion.png
    """
    from speechmine.analyse.linguistics.dispersion import dispersion_frame
    from speechmine.report.bench_tables import print_dispersion
    from speechmine.report.dispersion_figure import plot_dispersion
    from speechmine.report.figures import check_figure, save_drawn

    if out is not None:
        check_figure(out)
        if not terms:
            raise OptionError("a figure of dispersion needs terms; name them with --term")
    mined = load(paths, codebooks, jobs)
    scope = scope_values(within, characters=characters, keep_copies=keep_copies)
    kind = item_kind(of, characters=characters)
    frame = dispersion_frame(mined, terms or None, of=kind, parts=parts, min_count=min_count, **scope)
    if out is not None:
        height = 1.3 + 0.38 * len(terms)
        save_drawn(lambda ax: plot_dispersion(mined, terms, of=kind, ax=ax, **scope), out, width=8.0, height=height)
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_dispersion(frame, copies_note(mined, keep_copies=keep_copies), top=top)
    return 1 if len(mined.errors) else 0
