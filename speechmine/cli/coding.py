"""What the commands of validation share: where the coding stands, and how their tables are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from speechmine.cli.inputs import paths_argument, shared_options
from speechmine.cli.listing import echo_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["coding_option", "given_coding", "own_coding_option", "print_or_echo", "table_options", "validation_options"]

F = TypeVar("F", bound=Callable[..., Any])


def coding_option(command: F) -> F:
    """Add --coding, at least once."""
    return click.option(
        "--coding",
        multiple=True,
        required=True,
        metavar="FOLDER|FILE",
        help="What was coded: the folder of the sample, or its files; may be repeated.",
    )(command)


def own_coding_option(command: F) -> F:
    """Add --coding for commands that go without it, too."""
    return click.option(
        "--coding",
        multiple=True,
        metavar="FOLDER|FILE",
        help="What was coded by hand, to say what is validated: the folder of the sample, or its files.",
    )(command)


def given_coding(paths: tuple[str, ...]) -> pd.DataFrame | None:
    """Return what --coding names; None where it was not given."""
    from speechmine.validate.coding import read_coding

    return read_coding(paths) if paths else None


def table_options(command: F) -> F:
    """Add --csv and --json."""
    command = click.option("--json", "as_json", is_flag=True, help="Print the rows as a JSON array.")(command)
    return click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV.")(command)


def validation_options(command: F) -> F:
    """Add PATH..., --coding, --csv, --json and the options of every command that mines."""
    for add in (shared_options, table_options, coding_option, paths_argument):
        command = add(command)
    return command


def print_or_echo(frame: pd.DataFrame, printed: Callable[[pd.DataFrame], None], *, as_csv: bool, as_json: bool) -> None:
    """Print a frame for a program where it is asked for, else for a person."""
    if not echo_rows(frame, as_csv=as_csv, as_json=as_json):
        printed(frame)
