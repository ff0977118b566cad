"""Dates of events: a date in quotes, or one written before a name, in; ISO 8601, or ``--MM-DD`` without a year, out."""

from __future__ import annotations

import re
from datetime import date

from speechmine.dates import YEARS_AHEAD, read_number

__all__ = ["BARE_DATE", "LEADING_DATE", "QUOTED_DATE", "date_before", "read_date", "year_beside"]

# The dot of a date: middle dot, full stop, hyphen, slash, 月; the year may stand before it in the quotes.
_DOT = r"[·.\-/、月]"
_CHINESE = "[一二三四五六七八九十]"
_DAY = rf"(?:(?P<year>\d{{4}}){_DOT})?(?P<month>\d{{1,2}}|{_CHINESE}{{1,2}}){_DOT}(?P<day>\d{{1,2}}|{_CHINESE}{{1,3}})日?"
_MASKED_DAY = r"[×Xx*□]{1,4}[·.\-月][×Xx*□]{1,4}日?|[×Xx*□]{2,6}"
QUOTED_DATE = re.compile(rf"[“‘](?:{_DAY}|(?P<digits>\d{{3,4}})|{_MASKED_DAY})[”’]")
BARE_DATE = re.compile(r"(?<![\d.·])(?P<month>\d{1,2})·(?P<day>\d{1,2})(?![\d.·%])")
# 2024年1月5日凌晨: what stands before a name and is no part of it.
LEADING_DATE = re.compile(
    r"^(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年|今年|去年|前年)?(?:(?:\d{1,2}|[×Xx*]{1,2})月份?)?"
    r"(?:(?:\d{1,2}|[×Xx*]{1,2})日)?(?:凌晨|上午|中午|下午|晚上|晚|夜间|深夜)?"
)
_FULL_DATE = re.compile(r"(?:(?P<year>\d{4})年|(?P<named>今年|去年|前年|本年))?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_LEAP_YEAR = 2000  # where no year is given, 29 February is a day
_JOINS = ("和", "与", "及")
_REACH = 24  # characters between a written date and the name it dates


def read_date(match: re.Match[str], beside: int | str | None, year: int | None) -> str | None:
    """Return the date of a match of `QUOTED_DATE` or `BARE_DATE`.

    Parameters
    ----------
    match : re.Match
    beside : int or str or None
        The year beside it, as `year_beside` gives it.
    year : int or None
        Year of the speech.

    Examples
    --------
    >>> read_date(QUOTED_DATE.match("“3·5”"), "去年", 2020), read_date(QUOTED_DATE.match("“3·5”"), None, 2020)
    ('2019-03-05', '--03-05')
    """
    parts = match.groupdict()
    if parts.get("digits"):
        digits = parts["digits"]
        month, day = int(digits[:-2]), int(digits[-2:])
    elif parts.get("month") and parts.get("day"):
        month, day = read_number(parts["month"]), read_number(parts["day"])
    else:
        return None
    written = parts.get("year")
    return _iso(int(written) if written else _resolve(beside, year), month, day)


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:  # no such day
        return None
    return f"{year}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _resolve(beside: int | str | None, year: int | None) -> int | None:
    if isinstance(beside, str):
        return year + YEARS_AHEAD[beside] if year else None
    return beside


def year_beside(text: str, date_start: int, start: int) -> int | str | None:
    """Return the year in a name or just before it: a number, 今年, 去年 or 前年, or None."""
    before = text[max(start - 12, 0) : date_start]
    before = re.split(r"[。；！？\n”]", before)[-1]
    years = list(re.finditer(r"(\d{4})年|今年|去年|前年|本年", before))
    if not years or re.search(r"以来|期间", before[years[-1].end() :]):
        return None
    if text[start - 1 : start] in _JOINS and years[-1].end() <= len(before) - (date_start - start):
        return None  # 去年的情况和“3·5”事故: the year is the other one's
    return int(years[-1][1]) if years[-1][1] else years[-1].group()


def date_before(text: str, start: int, year: int | None) -> str | None:
    """Return the full date just before a name (5月20日，雾阳市…), or None."""
    dates = list(_FULL_DATE.finditer(text, max(start - _REACH, 0), start))
    if not dates or re.search(r"[。；！？\n]", text[dates[-1].end() : start]):
        return None
    match = dates[-1]
    beside = int(match["year"]) if match["year"] else match["named"]
    return _iso(_resolve(beside, year), int(match["month"]), int(match["day"]))
