"""What of a source could not be read well: a source in, a line for each doubt out."""

from __future__ import annotations

import re

from speechmine.read.metadata import read_metadata
from speechmine.records import Source

__all__ = ["doubts_of"]

_NO_LETTER, _NOT_CHINESE = re.compile(r"[\W\d_]+"), re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffff]+")
_SAMPLE, _FEWEST, _LEAST_SHARE = 20_000, 30, 0.3
_NO_CHARACTER = re.compile(r"\(cid[:：]\d+\)")  # what extractors of PDFs write where a font has no map


def doubts_of(source: Source) -> list[str]:
    """Say what of a source could not be read well: metadata refused, another language, blanks, characters without meaning.

    Examples
    --------
    >>> doubts_of(Source("a.txt", "a.txt", None, "txt", "utf-8", "", "", "严 禁 超 载 。", {"date": "不详"}))
    ["date '不详' is no date; write it as 2024-05-08, 2024-05 or 2024", 'blanks between characters']
    """
    doubts = list(read_metadata(source.metadata).doubts)
    if source.view.is_spaced:
        doubts.append("blanks between characters")
    share = _chinese_share(source.text[:_SAMPLE])
    if share < _LEAST_SHARE:
        doubts.append(f"hardly Chinese: {share:.0%} of its letters")
    unknown = source.view.n_unreadable + sum(1 for _ in _NO_CHARACTER.finditer(source.text))
    if unknown:
        doubts.append(f"characters without a meaning: {unknown}")
    return doubts


def _chinese_share(text: str) -> float:
    """Share of Chinese characters among the letters of a text; 1 where there are too few to say."""
    letters = len(_NO_LETTER.sub("", text))
    return len(_NOT_CHINESE.sub("", text)) / letters if letters >= _FEWEST else 1.0
