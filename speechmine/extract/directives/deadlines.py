"""Deadlines: the conditions of a directive in, the words that limit its time and the last day they mean out."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from speechmine.extract.directives.lexicon import Lexicon
from speechmine.numerals import parse_numeral
from speechmine.records import Component, Speech

__all__ = ["find_deadline", "last_day"]

_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(rf"(?:(?P<year>\d{{4}})年)?(?P<month>{_NUMBER})月(?:份)?(?:(?P<day>{_NUMBER})[日号]|(?P<end>底|末))")
_MONTH_END = re.compile(r"本?月(?:底|末|内)")
_CODE = re.compile(r"last_day_(\d\d)_(\d\d)")
_NEXT_YEAR = "明年"


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
        match = lexicon.deadlines.search(text, condition.start, condition.end)
        if match:
            return Component(*match.span(), kind="constraint"), last_day(match.group(), lexicon=lexicon, speech=speech)
    return None


def last_day(words: str, *, lexicon: Lexicon, speech: Speech) -> str | None:
    """Return the last day that the words of a deadline allow, None where they or the speech do not settle it.

    A day or a month that lies before the speech's own date is that of the next year. Stretches (24小时内) and feasts of
    the lunar calendar (春节前) have no day.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> lexicon = Lexicon(load_codebook("directives"))
    >>> speech = Speech("a.txt", 0, 0, "", date="2024-11-05", year=2024)
    >>> [last_day(words, lexicon=lexicon, speech=speech) for words in ("12月底前", "3月15日前", "年内", "月底前", "春节前")]
    ['2024-12-31', '2025-03-15', '2024-12-31', '2024-11-30', None]
    """
    today = date.fromisoformat(speech.date) if speech.date else None
    year = today.year if today else speech.year
    if year is None:
        return None
    if _NEXT_YEAR in words:
        year, today = year + 1, None
    match = _DAY.search(words)
    if match:
        return _named_day(match, year, today)
    if _MONTH_END.search(words):
        return _month_end(today.year, today.month) if today else None
    code = next((code for code in _day_codes(lexicon) if any(term in words for term in lexicon.terms(code))), None)
    match = _CODE.fullmatch(code or "")
    return f"{year}-{match[1]}-{match[2]}" if match else None


def _day_codes(lexicon: Lexicon) -> list[str]:
    return [code for code in lexicon.codebook.codes if _CODE.fullmatch(code)]


def _named_day(match: re.Match[str], year: int, today: date | None) -> str | None:
    """The day of a match of ``_DAY``; None where the calendar has no such day."""
    month = _integer(match["month"])
    if match["year"]:
        year, today = int(match["year"]), None
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = last if match["end"] else _integer(match["day"])
    if not 1 <= day <= last:
        return None
    named = date(year, month, day)
    if today and named < today:
        return _month_end(year + 1, month) if match["end"] else f"{year + 1}-{month:02d}-{day:02d}"
    return named.isoformat()


def _month_end(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _integer(numeral: str) -> int:
    value = parse_numeral(numeral)
    return int(value) if value is not None else 0
