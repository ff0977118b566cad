"""Documents cited in 《》: a folded text in, their spans with the document number behind them out."""

from __future__ import annotations

import re

from speechmine.records import Fact

__all__ = ["find_documents"]

# Title marks, one pair nested in the other where a notice names what it issues (《关于印发《…》的通知》).
_TITLE = r"《[^《》\n]{1,120}(?:《[^《》\n]{1,100}》[^《》\n]{0,60}){0,3}》"
# 国办发〔2020〕12号, 国务院令第493号, and both with a mask for the number; 〔〕 is also typed [], 【】 and （）.
_COUNT = r"(?:\d+|[×Xx*]+)"
_YEARED = rf"[\u4e00-\u9fff]{{0,12}}[〔\[【（﹝]\s?(?:\d{{4}}|[×Xx*]+)\s?[〕\]】）﹞]\s?第?{_COUNT}号"
_NUMBERED = rf"[\u4e00-\u9fff]{{0,14}}第?{_COUNT}号[令文]?"
_DOCUMENT = re.compile(rf"{_TITLE}(?:（(?:{_YEARED}|{_NUMBERED})）|{_YEARED})?")


def find_documents(text: str) -> list[Fact]:
    """Find the documents that a folded text cites.

    A title nested in another is part of it; titles in a row are one document each.

    Returns
    -------
    list of Fact
        Kind ``document``; the span holds the marks and the number.

    Examples
    --------
    >>> text = "落实《应急预案管理办法》（雾政办〔2021〕7号）和《消防法》"
    >>> [text[fact.start:fact.end] for fact in find_documents(text)]
    ['《应急预案管理办法》（雾政办〔2021〕7号）', '《消防法》']
    """
    return [Fact(match.start(), match.end(), "document") for match in _DOCUMENT.finditer(text)]
