"""``speechmine sample``: texts in, sentences to code by hand out."""

from __future__ import annotations

from pathlib import Path

import click

from speechmine.cli.inputs import load, paths_argument, shared_options

__all__ = ["sample"]

_TASKS = ("directives", "actors", "sectors", "slogans", "facts", "themes", "components")
_TOOLS = ("label-studio", "doccano", "inception", "inception-xmi", "csv", "xlsx")


@click.command(short_help="Draw sentences to code by hand.")
@paths_argument
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Folder to write.")
@click.option("--of", required=True, type=click.Choice(_TASKS), help="What is coded.")
@click.option("-n", "n", type=click.IntRange(1), default=200, show_default=True, help="Sentences to draw.")
@click.option(
    "--by", multiple=True, metavar="COLUMN", help="Strata: a column of the speeches, year:5, or code (rare ones more often)."
)
@click.option(
    "--coders", default="1", metavar="N|NAMES", show_default=True, help="How many people code, or their names with commas."
)
@click.option("--overlap", type=click.FloatRange(0, 1), default=0.3, show_default=True, help="Share that all of them code.")
@click.option("--suggest", is_flag=True, help="Show the program's suggestion; without it the coders code blind.")
@click.option("--tool", type=click.Choice(_TOOLS), default=None, help="Write the sentences for another tool, too, below FOLDER.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the draw.")
@shared_options
def sample(
    paths: tuple[str, ...],
    out: Path,
    of: str,
    n: int,
    by: tuple[str, ...],
    coders: str,
    overlap: float,
    suggest: bool,
    tool: str | None,
    seed: int,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Draw a stratified random sample of sentences and write a page for each coder, which opens offline.

    Code on sheet_A.html, press e to export, and put what is exported into the same folder; then 'agreement', 'settle',
    'accuracy' and 'correct' take that folder as --coding. What another tool exports goes there, too.

    Example: speechmine sample mined --of directives -n 200 --by level --by year:5 --coders 2 -o sample/
    """
    from speechmine.report.messages import tell
    from speechmine.report.sheet import write_sample
    from speechmine.validate.coding import write_for_tool
    from speechmine.validate.design import draw_sample
    from speechmine.validate.tasks import fields_of

    mined = load(paths, codebooks, jobs)
    who = int(coders) if coders.isdecimal() else [name.strip() for name in coders.split(",")]
    drawn = draw_sample(mined, of, n=n, by=by, coders=who, overlap=overlap, random_state=seed)
    files = write_sample(mined, drawn, out, blind=not suggest)
    if tool:
        write_for_tool(drawn, out / tool, tool, fields_of(of, mined.codebooks))
    told = tell(
        "{out}: {n} sentences to code on {pages}", out=out, n=len(drawn), pages=", ".join(path.name for path in files[1:])
    )
    click.echo(told, err=True)
    return 1 if len(mined.errors) else 0
