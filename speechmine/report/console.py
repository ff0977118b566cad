"""The terminal that tables are printed on: nothing in, a console that a closed pipe does not end out."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console

__all__ = ["open_console", "shortened"]

# Wide enough for a summary where standard output is no terminal.
_PLAIN_WIDTH = 100


class _Terminal(Console):
    """A console that leaves it to the command what to do when the reader of a pipe has gone away; rich exits with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def open_console() -> Console:
    """Return a console on standard output, of a fixed width where that is no terminal."""
    console = _Terminal(highlight=False)
    return console if console.is_terminal else _Terminal(highlight=False, width=_PLAIN_WIDTH)


def shortened(text: str, width: int) -> str:
    """Cut a text to a width in terminal cells."""
    text = " ".join(text.split())
    if cell_len(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_len(kept) + cell_len(char) > width - 1:
            break
        kept += char
    return kept + "…"
