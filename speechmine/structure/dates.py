"""Dates of a header: folded text in, ISO 8601 dates and years out."""

from __future__ import annotations

import re
from datetime import date

from speechmine.structure.enumerators import read_numeral

__all__ = ["find_date", "find_year", "read_date"]

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "0": "0", "O": "0", "o": "0"}
_HAN = "[〇零Oo0一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d\d|[一二]{_HAN}{{3}})"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"(?P<year>{_YEAR}) ?年 ?(?P<month>{_NUMBER}) ?月 ?(?P<day>{_NUMBER}) ?[日号]?"
    r"|(?<!\d)(?P<year2>(?:19|20)\d\d)[-./](?P<month2>\d{1,2})[-./](?P<day2>\d{1,2})(?!\d)"
)
_YEAR_WORD = re.compile(rf"(?<!\d)(?P<year>{_YEAR}) ?年")
# 今年 with its year: 今年是2016年, 今年（2016年）, 2016年还剩两个月.
_THIS_YEAR = re.compile(
    rf"今年(?:，?是|（|，即)?(?P<year>{_YEAR})年|(?P<year2>{_YEAR})年(?:，?[（(]?今年|还剩|只剩|即将过去|接近尾声)"
)
# 2016年是…之年 says it only where the text names no later year.
_YEAR_OF = re.compile(rf"(?P<year>{_YEAR})年，?是[^。！？]{{2,80}}之年")


def read_date(text: str) -> str | None:
    """Return the first full date of a folded text as ISO 8601, None if there is none.

    Examples
    --------
    >>> read_date("（二〇〇七年一月二十九日）"), read_date("2023-03-01"), read_date("2024年13月1日")
    ('2007-01-29', '2023-03-01', None)
    """
    match = find_date(text)
    return _iso(match) if match else None


def find_date(text: str) -> re.Match[str] | None:
    """Find the first date of a folded text that the calendar knows."""
    return next((match for match in _DATE.finditer(text) if _iso(match)), None)


def find_year(title: str, body: str) -> int | None:
    """Return the year that the title names, else the one that the text gives to 今年; never a guess.

    Examples
    --------
    >>> find_year("在2024年工作会议上的讲话", ""), find_year("", "去年下降。今年是二〇一六年，"), find_year("", "2019年下降8%")
    (2024, 2016, None)
    """
    match = _YEAR_WORD.search(title)
    if match:
        return _read_year(match["year"])
    match = _THIS_YEAR.search(body)
    if match:
        return _read_year(match["year"] or match["year2"])
    match = _YEAR_OF.search(body)
    if match is None:
        return None
    latest = max((_read_year(word["year"]) for word in _YEAR_WORD.finditer(body)), default=0)
    return latest if _read_year(match["year"]) == latest else None


def _iso(match: re.Match[str]) -> str | None:
    try:
        year = _read_year(match["year"] or match["year2"])
        month, day = (read_numeral(match[name] or match[name + "2"]) for name in ("month", "day"))
        return date(year, month, day).isoformat()
    except ValueError:  # no such day: not a date
        return None


def _read_year(numeral: str) -> int:
    return int("".join(_DIGITS.get(char, char) for char in numeral))
