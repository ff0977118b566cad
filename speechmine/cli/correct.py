"""``speechmine correct``: texts and codings in, estimates that carry the program's errors out."""

from __future__ import annotations

import click

from speechmine.cli.coding import print_or_echo, validation_options
from speechmine.cli.inputs import load

__all__ = ["correct"]


@click.command(short_help="Estimate shares, differences and trends, corrected for errors.")
@validation_options
@click.option("--of", default=None, metavar="FIELD[:CODE]", help="A field, or one of its codes (default: all that was coded).")
@click.option("--by", multiple=True, metavar="COLUMN", help="Groups (level, year:5), a number (year), or several: a regression.")
def correct(
    paths: tuple[str, ...],
    coding: tuple[str, ...],
    of: str | None,
    by: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Estimate shares of sentences, differences of groups and trends so that they carry the program's errors.

    Beside the naive figure stand two corrected ones, by design-based supervised learning (dsl) and prediction-powered inference
    (ppi), each with its 95 % interval over speeches.

    Example: speechmine correct mined --coding sample/ --of directive --by level
    """
    from speechmine.report.validation_table import print_corrected
    from speechmine.validate.coding import read_coding
    from speechmine.validate.correction import corrected_frame

    frame = corrected_frame(load(paths, codebooks, jobs), read_coding(coding), of=of, by=by)
    print_or_echo(frame, print_corrected, as_csv=as_csv, as_json=as_json)
    return 0
