"""Files that appear whole or not at all: a path and its content in, a file out."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from speechmine.errors import OptionError

__all__ = ["check_page_path", "escaped_json", "packaged_text", "write_whole"]


def check_page_path(path: Path, what: str) -> None:
    """Refuse a file name that does not end in ``.html``; `what` names the page in the message.

    Raises
    ------
    OptionError
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise OptionError(f"{path}: ending {path.suffix!r} is not known; {what} is written as .html")


def packaged_text(name: str) -> str:
    """Return a file of ``speechmine/data``: a template, a library, a list."""
    return (resources.files("speechmine") / "data" / name).read_text(encoding="utf-8")


def escaped_json(text: str) -> str:
    """Return JSON for a page with ``<`` and ``&`` escaped, so that no text of a speech can end the script that carries it."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c")


def write_whole(path: Path, content: str, *, errors: str = "strict") -> None:
    """Write a text beside its path and rename it, so that a reader never meets half a file; `errors` as for ``open``."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    with beside.open("x", encoding="utf-8", errors=errors, newline="\n") as file:  # "x": never through a link put there
        file.write(content)
    beside.replace(path)
