"""Plain text and Markdown in, the same text out."""

from __future__ import annotations

from collections.abc import Iterator

from speechmine.read.encodings import decode
from speechmine.read.extraction import Extraction, extractor_name

__all__ = ["plain_text"]


def plain_text(content: bytes, source: str) -> Iterator[Extraction]:
    """Yield the text of a .txt or .md file as it stands; the marks of Markdown are left in.

    Raises
    ------
    InputError
        ``binary file`` or ``undecodable``.

    Examples
    --------
    >>> next(plain_text("一、压实责任。".encode("utf-8-sig"), "讲话.txt")).text
    '一、压实责任。'
    """
    text, encoding = decode(content, source=source)
    yield Extraction(text, encoding, extractor_name("speechmine"))
