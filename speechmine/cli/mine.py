"""``speechmine mine``: texts in, a folder of tables out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import (
    asked,
    cores,
    parse_codebooks,
    paths_argument,
    report_errors,
    shared_options,
    tell_lacking,
    told_warnings,
)

__all__ = ["mine"]


@click.command(short_help="Mine texts into a folder of tables.")
@paths_argument
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="OUT",
    help="Folder for the tables; made where it is missing.",
)
@click.option(
    "--format",
    type=click.Choice(["jsonl", "parquet", "csv", "xlsx"]),
    default="jsonl",
    show_default=True,
    help="Format of the tables.",
)
@click.option("--tokens", is_flag=True, help="Write the words, too.")
@click.option(
    "--segmenter",
    type=click.Choice(["rjieba", "jieba"]),
    default=None,
    help="What cuts the words (default: rjieba where it is installed).",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    show_default=True,
    help="What spreads the work: processes of this machine, or Dask, also over many.",
)
@click.option("--scheduler", metavar="ADDRESS", default=None, help="Dask's scheduler, such as tcp://10.0.0.1:8786.")
@click.option("--overwrite", is_flag=True, help="Replace rows of OUT edited by hand since, and tables of other texts.")
@click.option("--keep-copies", is_flag=True, help="Do not tell how many there are if copies count once; the tables hold all.")
@shared_options
def mine(
    paths: tuple[str, ...],
    out: Path,
    format: str,  # noqa: A002 - the word of the option
    tokens: bool,
    segmenter: str | None,
    engine: str,
    scheduler: str | None,
    overwrite: bool,
    keep_copies: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Mine texts into a folder of tables: speeches, sections, sentences, directives, sectors, slogans, facts and more.

    A run that was killed is taken up where it stopped by the same command, with the same tables as without the break.

    Example: speechmine mine speeches/ -o mined --format csv
    """
    from speechmine.mining import MiningOptions, mine_paths
    from speechmine.report.messages import tell

    asked_for = {name: asked(name) for name in ("where", "manifest")}
    options = MiningOptions(
        parse_codebooks(codebooks), segmenter, tokens, jobs or cores(), **asked_for, engine=engine, scheduler=scheduler
    )
    with told_warnings():
        manifest = mine_paths(paths, out, options, format=format, overwrite=overwrite)
    counts = manifest["counts"]
    names = ("speeches", "sentences", "directives", "sectors", "slogans", "facts")
    told = ", ".join(f"{counts[name]} {tell(name)}" for name in names)
    once = ", ".join(f"{n} {tell(name)}" for name, n in manifest["independent"].items())
    copies = tell("copies counted") if keep_copies else tell("{once} if copies and shared passages count once", once=once)
    message = tell("{out}: {told} from {n} sources ({copies})", out=out, told=told, n=counts["sources"], copies=copies)
    click.echo(message, err=True)
    if "own_columns" in manifest:
        tell_lacking(manifest)
    return report_errors(manifest["failed"])
