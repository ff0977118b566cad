"""The terminal to print on: nothing in, a rich console out; and texts cut to a width in its cells."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from speechmine.report.messages import tell

__all__ = ["open_console", "plain_table", "print_noted", "shortened", "titled_table"]

# Wide enough for a summary where standard output is no terminal.
_PLAIN_WIDTH = 100


class _Terminal(Console):
    """A console that leaves it to the command what to do when the reader of a pipe has gone away; rich exits with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def open_console() -> Console:
    """Return a console on standard output, 100 columns wide where that is no terminal."""
    console = _Terminal(highlight=False)
    return console if console.is_terminal else _Terminal(highlight=False, width=_PLAIN_WIDTH)


def titled_table(title: str, *, expand: bool = False, show_lines: bool = False) -> Table:
    """Return an empty table below its title, without a frame."""
    return Table(
        title=title, title_justify="left", title_style="bold", expand=expand, show_lines=show_lines, show_edge=False,
        pad_edge=False,
    )  # fmt: skip


def plain_table(words: Iterable[str], numbers: Iterable[str]) -> Table:
    """Return an empty table without a frame: columns of words that stay on one line, then columns of numbers."""
    table = Table(show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for header in words:
        table.add_column(tell(header), no_wrap=True)
    for header in numbers:
        table.add_column(tell(header), justify="right")
    return table


def print_noted(table: Table, note: str) -> None:
    """Print a table and what is to be known of it below."""
    console = open_console()
    console.print(table)
    console.print(Text(note), style="dim")


def shortened(text: str, width: int) -> str:
    """Cut a text to a width in terminal cells, runs of white space as one blank.

    Examples
    --------
    >>> shortened("各渡口要有人值守", 8)
    '各渡口…'
    """
    text = " ".join(text.split())
    if cell_len(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_len(kept) + cell_len(char) > width - 1:
            break
        kept += char
    return kept + "…"
