"""Files that appear whole or not at all: a path and its content in, a file out."""

from __future__ import annotations

from pathlib import Path

from speechmine.errors import OptionError

__all__ = ["check_page_path", "write_whole"]


def check_page_path(path: Path, what: str) -> None:
    """Refuse a file name that does not end in ``.html``; `what` names the page in the message.

    Raises
    ------
    OptionError
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise OptionError(f"{path}: ending {path.suffix!r} is not known; {what} is written as .html")


def write_whole(path: Path, content: str, *, errors: str = "strict") -> None:
    """Write a text beside its path and rename it, so that a reader never meets half a file; `errors` as for ``open``."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    with beside.open("x", encoding="utf-8", errors=errors, newline="\n") as file:  # "x": never through a link put there
        file.write(content)
    beside.replace(path)
