"""What a format gives up: a text with the encoding, the extractor and the metadata it came with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from speechmine.errors import InputError
from speechmine.folding import folded_view
from speechmine.read import limits

__all__ = ["Extraction", "check_text", "extractor_name", "missing_library"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Extraction:
    r"""A text taken out of a file.

    Attributes
    ----------
    text : str
        Line ends are ``\n``.
    encoding : str or None
        None where the format settles it.
    extractor : str
        Name and version.
    row : int or None
        1-based row of a table, None where the file is one text.
    metadata : mapping of str to str
        What the file itself says in columns of its own.
    """

    text: str = field(repr=False)
    encoding: str | None
    extractor: str
    row: int | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


def check_text(extraction: Extraction, source: str) -> None:
    """Raise an InputError for a text that is empty, too long or not storable as UTF-8.

    Raises
    ------
    InputError
        ``empty file`` (``empty text`` for a row of a table), ``too large`` or ``undecodable``.

    Examples
    --------
    >>> check_text(Extraction("　　", "utf-8", "speechmine"), "镇长讲话.txt")
    Traceback (most recent call last):
    speechmine.errors.InputError: 镇长讲话.txt: empty file: it holds nothing but white space; remove it or fill it in
    """
    text = extraction.text
    if len(text) > limits.MAX_TEXT_CHARS:
        found, allowed = f"{len(text):,}", f"{limits.MAX_TEXT_CHARS:,}"
        raise InputError(
            source, "too large", f"a text of {found} characters, where {allowed} are allowed; split it into its speeches"
        )
    if not folded_view(text).text.strip():
        error = "empty file" if extraction.row is None else "empty text"
        raise InputError(source, error, "it holds nothing but white space; remove it or fill it in")
    surrogate = _SURROGATE.search("\n".join((text, *extraction.metadata, *extraction.metadata.values())))
    if surrogate:
        raise InputError(source, "undecodable", f"it holds half a character (U+{ord(surrogate[0]):04X}); export the text again")


def extractor_name(distribution: str) -> str:
    """Return name and installed version of what took a text out of its format."""
    return f"{distribution} {version(distribution)}"


def missing_library(source: str, name: str, *, extra: str = "formats") -> InputError:
    """Return the error that says how to install what a format needs."""
    return InputError(source, "missing library", f'this format needs {name}; run: pip install "speechmine[{extra}]"')
