"""``speechmine accuracy``: texts and codings in, how right the program is out."""

from __future__ import annotations

import click

from speechmine.cli.coding import print_or_echo, validation_options
from speechmine.cli.inputs import load

__all__ = ["accuracy"]


@click.command(short_help="Measure how right the program is.")
@validation_options
@click.option("--margin", type=float, default=0.05, show_default=True, help="How exactly F1 is to be known.")
def accuracy(
    paths: tuple[str, ...],
    coding: tuple[str, ...],
    margin: float,
    as_csv: bool,
    as_json: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Measure precision, recall and F1 against what people coded, weighted to the corpus, with 95 % intervals over speeches.

    Where an interval is wider than the margin, it says how many more sentences are needed.

    Example: speechmine accuracy mined --coding sample/
    """
    from speechmine.report.validation_table import print_accuracy
    from speechmine.validate.accuracy import accuracy_frame
    from speechmine.validate.coding import read_coding

    frame = accuracy_frame(load(paths, codebooks, jobs), read_coding(coding), margin=margin)
    print_or_echo(frame, print_accuracy, as_csv=as_csv, as_json=as_json)
    return 0
