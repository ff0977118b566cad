"""``speechmine kwic``: a term or a pattern over words in, its places with their surroundings out."""

from __future__ import annotations

import click

from speechmine.cli.inputs import load, paths_argument, shared_options
from speechmine.cli.listing import context_option, echo_rows, xlsx_option
from speechmine.cli.parts import SYNTAX, parse_part, part_option

__all__ = ["kwic"]


@click.command(short_help="Show a term, or a pattern over words, in its contexts.")
@click.argument("term")
@paths_argument
@click.option(
    "--width", type=click.IntRange(1, 200), default=20, show_default=True, metavar="N", help="Characters on either side."
)
@click.option("--regex", is_flag=True, help="TERM is a regular expression.")
@part_option("in", f"Only this part. {SYNTAX}", variable="within")
@click.option("--sort", default="", metavar="KEYS", help="Keys with commas between: L1, R1, L2 …, text, date, level, year …")
@click.option("--sample", type=click.IntRange(1), default=None, metavar="N", help="N lines at random, always the same.")
@click.option("--columns", default="", metavar="NAMES", help="Columns to add: year, level, title, theme, L1, R1 …")
@click.option("--once", is_flag=True, help="Leave out copies of a speech and repeats of a shared passage.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")
@xlsx_option
@context_option
@shared_options
def kwic(
    term: str,
    paths: tuple[str, ...],
    width: int,
    regex: bool,
    within: tuple[str, ...],
    sort: str,
    sample: int | None,
    columns: str,
    once: bool,
    as_csv: bool,
    as_json: bool,
    context: bool,
    codebooks: tuple[str, ...],
    jobs: int | None,
) -> int:
    """Show a term in its contexts, one line a place; width, script and quotes are folded for the search.

    A TERM that begins with [ or " is a pattern over words: '[tag="v.*"] "安全" []{0,2} [sector="coal_mining"]'.

    Example: speechmine kwic 主体责任 speeches/ --sort R1,date --in modality=O
    """
    from speechmine.analyse.linguistics.concordance import kwic_frame
    from speechmine.report.terminal import print_kwic

    mined = load(paths, codebooks, jobs)
    added = [name.strip() for name in columns.split(",") if name.strip()]
    options = {"within": parse_part(within), "keep_copies": not once, "columns": added}
    frame = kwic_frame(mined, term, width=width, regex=regex, sort=sort, sample=sample, context=context, **options)  # type: ignore[arg-type]
    if not echo_rows(frame, as_csv=as_csv or context, as_json=as_json):
        print_kwic(frame, by_speech=not sort and not added)
    return 1 if len(mined.errors) else 0
