"""``speechmine correct``: texts and codings in, estimates that carry the program's errors out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from speechmine.cli.coding import print_or_echo, validation_options
from speechmine.cli.inputs import asked, load, told_warnings
from speechmine.report.messages import tell

if TYPE_CHECKING:
    import pandas as pd

_MANIFEST = "manifest.json"

__all__ = ["correct"]


@click.command(short_help="Estimate shares, differences and trends, corrected for errors.")
@validation_options
@click.option("--of", default=None, metavar="FIELD[:CODE]", help="A field, or one of its codes (default: all that was coded).")
@click.option("--by", multiple=True, metavar="COLUMN", help="Groups (level, year:5), a number (year), or several: a regression.")
@click.option("--apply", is_flag=True, help="Correct the rows of the mined folder PATH as they were coded, instead.")
@click.option(
    "--training", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the settled labels, .jsonl."
)
def correct(
    paths: tuple[str, ...],
    coding: tuple[str, ...],
    of: str | None,
    by: tuple[str, ...],
    apply: bool,
    training: Path | None,
    as_csv: bool,
    as_json: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Estimate shares of sentences, differences of groups and trends so that they carry the program's errors.

    Beside the naive figure stand two corrected ones, by design-based supervised learning (dsl) and prediction-powered inference
    (ppi), each with its 95 % interval over speeches. --apply puts what people decided into the tables and corrections.jsonl
    instead, so that a new run applies it again; --training writes the labels with offsets, hashes and folds by speech.

    Example: speechmine correct mined --coding sample/ --of directive --by level
    """
    from speechmine.report.validation_table import print_corrected
    from speechmine.validate.applying import training_frame
    from speechmine.validate.coding import read_coding
    from speechmine.validate.correction import corrected_frame

    coded = read_coding(coding)
    if training is not None:
        labels = training_frame(coded)
        training.write_text(labels.to_json(orient="records", lines=True, force_ascii=False), encoding="utf-8")
        click.echo(tell("{out}: {n} rows", out=training, n=len(labels)), err=True)
    if apply:
        return _applied(paths, coded)
    if training is not None:
        return 0
    frame = corrected_frame(load(paths, codebooks, jobs), coded, of=of, by=by)
    print_or_echo(frame, print_corrected, as_csv=as_csv, as_json=as_json)
    return 0


def _applied(paths: tuple[str, ...], coded: pd.DataFrame) -> int:
    """Correct the rows of a mined folder as they were coded."""
    from speechmine.tables.correcting import load_edited
    from speechmine.validate.applying import apply_coding

    if len(paths) != 1 or not (Path(paths[0]) / _MANIFEST).is_file() or asked("where"):
        what = "--apply corrects one whole folder that 'speechmine mine' wrote; give it as PATH, without --where."
        raise click.UsageError(what)
    with told_warnings():
        before = load_edited(paths[0])
        mined = apply_coding(before, coded)
    mined.save(paths[0], format=mined.manifest["format"], overwrite=True)
    n = {"n": len(mined.corrections) - len(before.corrections), "all": len(mined.corrections)}
    click.echo(tell("{out}: {n} rows corrected as coded; {all} corrections in all", out=paths[0], **n), err=True)
    return 0
