"""The terminal to print on: nothing in, a rich console out; and texts cut to a width in its cells."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

__all__ = ["open_console", "shortened", "titled_table"]

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
