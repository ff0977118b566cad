"""What of a source could not be read well: a source in, a line for each doubt out."""

from __future__ import annotations

import re

from speechmine.read.metadata import read_metadata
from speechmine.records import Source

__all__ = ["doubts_of"]

_NO_CHARACTER = re.compile(r"\(cid[:：]\d+\)")  # what extractors of PDFs write where a font has no map


def doubts_of(source: Source) -> list[str]:
    """Say what of a source could not be read well: metadata refused, blanks between characters, characters without a meaning.

    Examples
    --------
    >>> doubts_of(Source("a.txt", "a.txt", None, "txt", "utf-8", "", "", "严 禁 超 载 。", {"date": "不详"}))
    ["date '不详' is no date; write it as 2024-05-08, 2024-05 or 2024", 'blanks between characters']
    """
    doubts = list(read_metadata(source.metadata).doubts)
    if source.view.is_spaced:
        doubts.append("blanks between characters")
    unknown = source.view.n_unreadable + sum(1 for _ in _NO_CHARACTER.finditer(source.text))
    if unknown:
        doubts.append(f"characters without a meaning: {unknown}")
    return doubts
