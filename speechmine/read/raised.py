"""Raised characters of a document in, characters out that stay raised in plain text: 36¹人 is not 361人, m² stays m²."""

from __future__ import annotations

import re

__all__ = ["raised"]

_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
# What raises no figure: the sign of a note without a number, a note that says what it is.
_SIGN = re.compile(
    r"[\s\[\]［］〔〕【】()（）]*(?:(?:注|脚注|尾注|note)[\s\d:：]*|[*†‡§#①-⑳]+)[\s\[\]［］〔〕【】()（）]*", re.IGNORECASE
)
_LIST = re.compile(r"[\s\[\]［］〔〕【】()（）\d,，、–—-]+")
_LETTER = re.compile(r"[A-Za-z]\Z")


def raised(words: str, before: str) -> str:
    """Write raised words in plain text.

    Parameters
    ----------
    words : str
        What stands raised.
    before : str
        What stands before it on the line: behind a letter an exponent stands (m²), elsewhere the number of a note.

    Examples
    --------
    >>> raised("1", "去年死亡36"), raised("[2]", "火灾48"), raised("2", "每m"), raised("注1", "36"), raised("th", "5")
    ('¹', '[²]', '²', '', 'th')
    """
    if _SIGN.fullmatch(words):
        return ""
    if not _LIST.fullmatch(words) or not any(map(str.isdigit, words)):
        return words
    if _LETTER.search(before):
        return words.translate(_DIGITS)
    return re.sub(r"[,，、–—\s]", "", words).translate(_DIGITS)
