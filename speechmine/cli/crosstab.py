"""``speechmine crosstab``: texts and two codings in, a cross table with its residuals out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, output_option
from speechmine.cli.listing import copies_note, echo_rows
from speechmine.cli.parts import scope_options, scope_values

__all__ = ["crosstab"]


@click.command(short_help="Cross two codings: sector and modality, theme and level …")
@click.argument("rows")
@click.argument("columns")
@scope_options
@click.option("--unit", type=click.Choice(["directive", "sentence"]), default=None, help="What is counted.")
@click.option("--min-count", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Least units of a value.")
@click.option("--map", "as_map", is_flag=True, help="Of -o: the map of a correspondence analysis in place of the table.")
@output_option("Write a figure, too: .png or .svg.", required=False)
def crosstab(
    rows: str,
    columns: str,
    paths: tuple[str, ...],
    within: tuple[str, ...],
    unit: str | None,
    min_count: int,
    as_map: bool,
    out: Path | None,
    characters: bool,
    as_csv: bool,
    as_json: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Cross two codings: counts, expected counts, adjusted residuals, Cramér's V.

    A coding is modality, strength, actor, aim, sector, theme, slogan, role, or a column of the speeches (level, year:5 …).

    Example: speechmine crosstab level modality speeches/ -o table.png
    """
    from speechmine.analyse.linguistics.crosstab import crosstab_frame
    from speechmine.report.bench_tables import print_crosstab
    from speechmine.report.crosstab_figure import plot_correspondence, plot_crosstab
    from speechmine.report.figures import check_figure, save_drawn

    if out is not None:
        check_figure(out)
    mined = load(paths, codebooks, jobs)
    scope = scope_values(within, characters=characters, keep_copies=keep_copies)
    frame = crosstab_frame(mined, rows, columns, unit=unit, min_count=min_count, **scope)
    if out is not None and as_map:
        save_drawn(lambda ax: plot_correspondence(frame, ax=ax), out, width=7.5, height=6.0)
    elif out is not None:
        size = frame["row"].nunique(), frame["column"].nunique()
        save_drawn(lambda ax: plot_crosstab(frame, ax=ax), out, width=3.2 + 0.75 * size[1], height=1.9 + 0.34 * size[0])
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        print_crosstab(frame, copies_note(mined, keep_copies=keep_copies))
    return 1 if len(mined.errors) else 0
