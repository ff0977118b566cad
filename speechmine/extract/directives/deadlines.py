"""Deadlines: the conditions of a directive in, the words that limit its time and the last day they mean out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from speechmine.dates import MONTH, QUARTER, YEAR, YEARS_AHEAD, read_number, read_year
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.numerals import JOIN
from speechmine.records import Component, Speech

__all__ = ["find_deadline", "last_day"]

_RELATIVE = "|".join(YEARS_AHEAD)
_HAN = "[〇零一二三四五六七八九]"
_YEAR = re.compile(rf"(?<!\d)(?P<digits>\d{{4}}|{_HAN}{{4}}) ?年|(?P<relative>{_RELATIVE})|本年度")
# The year that stands before the first item of a list only: 2025年3月底、6月底前.
_ITEM = rf"(?:{MONTH}|{QUARTER}|[上下]半年|底|末|[以之]?前|[、和及与 ]|{JOIN})"
_YEAR_OF_LIST = re.compile(rf"(?:{YEAR}|{_RELATIVE}){_ITEM}{{1,8}}\Z")
_SPAN = r"个.{1,3}|年|周|星期|天|日|小时|分钟|工作日"
_STRETCH = re.compile(
    rf"(?<![\d上下〇零一二三四五六七八九])(?:\d{{1,3}}|[一二两三四五六七八九十半几数]{{1,3}}) ?(?:{_SPAN})[以之]?内"
)
_MONTH = re.compile(
    r"(?<!\d)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2}|元) ?月|(?P<ahead>下个?|次)月|(?P<own>本|当|这个|(?<![一-鿿]))月"
)
_QUARTER = re.compile(r"第?(?P<number>[一二三四1-4]) ?季度|(?P<ahead>下个?)?(?P<own>本)?季度")
_HALF = re.compile(r"(?P<first>上半年|年中)|下半年")
_WHOLE_YEAR = re.compile(rf"(?:{_YEAR.pattern}|本年|年)(?:年?[度底末终])?(?:[以之]?[前内])?")
_DAY = re.compile(r"月份? ?(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]|(?P<third>[上中])旬)")
_INCLUDED = re.compile(r"[底末内旬终][以之]?前\Z|[^前]\Z")  # 6月前: before it begins, 6月底前, 6月内: before it ends
_RECURRING, _LIMITED = re.compile("每[年月季周]"), re.compile("[前内]")  # 每年3月到4月底: no last day
_REACH = 40  # characters in which the year of a list stands


def find_deadline(
    conditions: Iterable[Component], text: str, *, lexicon: Lexicon, speech: Speech
) -> tuple[Component, str | None] | None:
    """Find the deadline among the conditions of a directive.

    Parameters
    ----------
    conditions : iterable of Component
    text : str
        The folded view.
    lexicon : Lexicon
    speech : Speech
        Its date and year say what 年底前 means.

    Returns
    -------
    tuple of Component and (str or None), or None
        The words (6月底前, 24小时内, 立即) and the last day as ISO 8601 where one follows, see `last_day`. The first
        condition with a deadline counts. Not validated: no gold codes it.
    """
    for condition in conditions:
        for match in lexicon.calendar.deadlines.finditer(text, condition.start, condition.end):
            listed = _YEAR_OF_LIST.search(text, max(match.start() - _REACH, 0), match.start())
            words = listed[0] + match.group() if listed and not _YEAR.search(match.group()) else match.group()
            day = last_day(words, lexicon=lexicon, speech=speech)
            recurs = _RECURRING.search(text, condition.start, match.start()) and not _LIMITED.search(words)
            if not recurs and not (day and speech.year and int(day[:4]) < speech.year):  # 2005年底前注册的, of what is past
                return Component(*match.span(), kind="constraint"), day
    return None


def last_day(words: str, *, lexicon: Lexicon, speech: Speech) -> str | None:
    """Return the last day that the words of a deadline allow, None where they or the speech do not settle it.

    A named day is the last one (6月30日前); a month, a year or a feast must not have begun (国庆前, 6月前), with 底, 末 or 内 not
    have ended. Where no year is said, what lies before the speech's own date is meant of the next year. Stretches (24小时内,
    两年内) and feasts of the lunar calendar (春节前) have no day, nor has a day that the calendar lacks.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> lexicon = Lexicon(load_codebook("directives"))
    >>> speech = Speech("a.txt", 0, 0, "", date="2024-11-05", year=2024)
    >>> [last_day(words, lexicon=lexicon, speech=speech) for words in ("12月底前", "3月15日前", "年内", "月底前", "春节前")]
    ['2024-12-31', '2025-03-15', '2024-12-31', '2024-11-30', None]
    >>> [last_day(words, lexicon=lexicon, speech=speech) for words in ("二〇二六年底前", "下月底前", "2026年国庆前", "两年内")]
    ['2026-12-31', '2024-12-31', '2026-09-30', None]
    """
    today = date.fromisoformat(speech.date) if speech.date and len(speech.date) == len("2024-05-08") else None
    year, is_named = _year(words, today.year if today else speech.year)
    if year is None or not date.min.year < year < date.max.year or _STRETCH.search(words):
        return None
    due = _due(words, year, today, lexicon)
    if due and not is_named and (due.year < year or (today and due < today)):
        due = _due(words, year + 1, today, lexicon)
    return due.isoformat() if due else None


def _year(words: str, own: int | None) -> tuple[int | None, bool]:
    """Return the last year that the words name, else that of the speech, and whether they name one."""
    match = next(reversed(list(_YEAR.finditer(words))), None)
    if match is None or match["digits"] is None:
        ahead = YEARS_AHEAD.get(match["relative"] or "", 0) if match else 0
        return (None if own is None else own + ahead), match is not None
    return read_year(match["digits"]), True


def _due(words: str, year: int, today: date | None, lexicon: Lexicon) -> date | None:
    """The last day in a year."""
    feast = next((day for term, day in lexicon.calendar.feasts.items() if term in words), None)
    if feast:
        return date(year, *feast) - timedelta(days=1)
    months = _months(words, year, today)
    if months is None:
        return None
    year, first, last = months
    day = _DAY.search(words, words.rfind("月") - 1 if first == last else len(words))
    if day and day["day"]:
        number = read_number(day["day"])
        return date(year, first, number) if 1 <= number <= monthrange(year, first)[1] else None
    if not _INCLUDED.search(words):
        return date(year, first, 1) - timedelta(days=1)
    return date(year, last, {"上": 10, "中": 20}.get(day["third"], 0) if day else monthrange(year, last)[1])


def _months(words: str, year: int, today: date | None) -> tuple[int, int, int] | None:
    """Return the year, and the first and the last month, of the month, quarter, half or year that the words name last."""
    for pattern, length in ((_QUARTER, 3), (_MONTH, 1)):
        match = next(reversed(list(pattern.finditer(words))), None)
        if match is None:
            continue
        if match["number"]:
            place = read_number(match["number"])
        elif today:
            ahead = 1 if match["ahead"] else 0
            year, place = divmod(today.year * (12 // length) + (today.month - 1) // length + ahead, 12 // length)
            place += 1
        else:
            return None
        return (year, length * (place - 1) + 1, length * place) if 1 <= place <= 12 // length else None
    half = _HALF.search(words)
    if half:
        return (year, 1, 6) if half["first"] else (year, 7, 12)
    return (year, 1, 12) if _WHOLE_YEAR.fullmatch(words) else None
