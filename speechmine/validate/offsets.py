"""Offsets of other tools: UTF-16 units and changed line ends in, Unicode code points of the text that was drawn out."""

from __future__ import annotations

import re
from collections.abc import Callable

from speechmine.errors import InputError
from speechmine.validate.design import text_hash

__all__ = ["as_drawn", "from_utf16", "to_utf16"]


def to_utf16(text: str, offset: int) -> int:
    """Return a code-point offset in UTF-16 units, as JavaScript and Java count.

    Examples
    --------
    >>> to_utf16("😀各村", 1)
    2
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Return an offset of UTF-16 units in code points.

    Raises
    ------
    InputError
        If it lies within a character or outside of the text.

    Examples
    --------
    >>> from_utf16("😀各村", 2)
    1
    """
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "replace")
    if to_utf16(text, len(before)) != offset:
        raise InputError("coding", "broken offset", f"{offset} is no place between two characters of {text!r}; code it again")
    return len(before)


def as_drawn(text: str, sha256: str, where: str) -> tuple[str, Callable[[int], int]]:
    """Return the text that was drawn, and what takes an offset of `text` to one of it.

    A tool may have changed the line ends; anything else is refused.

    Raises
    ------
    InputError
    """
    if text_hash(text) == sha256:
        return text, lambda offset: offset
    plain = re.sub("\r\n?", "\n", text)
    if text_hash(plain) == sha256:
        return plain, lambda offset: len(re.sub("\r\n?", "\n", text[:offset]))
    marked = plain.replace("\n", "\r\n")
    if text_hash(marked) == sha256:
        return marked, lambda offset: len(re.sub("\r\n?", "\n", text[:offset]).replace("\n", "\r\n"))
    raise InputError(where, "other text", "the text is not the one that was drawn; the tool must leave texts as they are")
