"""What the listing commands share: their options, and a frame as CSV or JSON on standard output."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from speechmine.cli.inputs import asked, keep_option, paths_argument, shared_options
from speechmine.report.messages import tell

if TYPE_CHECKING:
    import pandas as pd

    from speechmine.tables.mined import Mined

__all__ = ["context_option", "copies_note", "echo_rows", "json_rows", "listing_options", "xlsx_option"]

F = TypeVar("F", bound=Callable[..., Any])


def listing_options(command: F) -> F:
    """Add PATH..., --csv, --json, --keep-copies and the options of every command that mines."""
    for add in (
        shared_options,
        click.option("--keep-copies", is_flag=True, help="Count copies of a speech and shared passages each time."),
        click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array."),
        click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV."),
        xlsx_option,
        paths_argument,
    ):
        command = add(command)
    return command


def xlsx_option(command: F) -> F:
    """Add --xlsx FILE, which `echo_rows` heeds."""
    return click.option(
        "--xlsx",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        expose_value=False,
        callback=keep_option,
        help="Write the rows to FILE as .xlsx, every cell a text or a number.",
    )(command)


def context_option(command: F) -> F:
    """Add --context, for rows that are to be cited."""
    return click.option(
        "--context", is_flag=True, help="Print rows to cite: title, date, headings, paragraph, sentence, citation; CSV or --json."
    )(command)


def copies_note(mined: Mined, *, keep_copies: bool) -> str:
    """Say how copies of a speech and shared passages were counted."""
    n_speeches = len(mined.speeches)
    copies = n_speeches - mined.speeches["cluster_id"].nunique()
    told = tell("each time") if keep_copies else tell("once (--keep-copies counts them all)")
    return tell(
        "{n} speeches, {copies} of which only copy others; copies and shared passages counted {told}",
        n=n_speeches,
        copies=copies or tell("none"),
        told=told,
    )


def echo_rows(frame: pd.DataFrame, *, as_csv: bool, as_json: bool) -> bool:
    """Print a frame for a program, as JSON before CSV, or write it to the file of --xlsx; return whether it was asked for.

    What is printed as CSV has no byte-order mark, unlike files: what reads a pipe would take it for a part of the first name.
    """
    path = asked("xlsx")
    if path is not None:
        from speechmine.tables.formats.workbook import write_frame

        write_frame(Path(path), frame)
    if as_json:
        click.echo(json.dumps(json_rows(frame), ensure_ascii=False))
    elif as_csv:
        _echo_csv(frame)
    return as_json or as_csv or path is not None


def _echo_csv(frame: pd.DataFrame) -> None:
    """Print a frame as CSV, a list's items with | between."""
    lists = frame.apply(lambda column: column.map(lambda cell: "|".join(map(str, cell)) if isinstance(cell, list) else cell))
    click.echo((lists if len(frame) else frame).to_csv(index=False), nl=False)


def json_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as objects of plain Python values, missing ones as None."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, list):
        return value
    if value is None or pd.isna(value) or value in (math.inf, -math.inf):  # JSON has no infinite numbers
        return None
    return value.item() if hasattr(value, "item") else value
