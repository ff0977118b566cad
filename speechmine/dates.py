"""Dates and periods as people write them: folded text in; years, months, days and the patterns of periods out.

One reading for headers, metadata, deadlines and the periods of figures.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from speechmine.numerals import JOIN, parse_numeral

__all__ = [
    "DAY",
    "MONTH",
    "QUARTER",
    "YEAR",
    "YEARS_AHEAD",
    "WrittenDate",
    "find_date",
    "find_written",
    "find_year",
    "read_date",
    "read_number",
    "read_year",
]

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "O": "0", "o": "0"}
_HAN = "[〇零Oo0一二三四五六七八九]"
_MASKED = "[×Xx*]{1,4}"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|元)"

# The grammar of periods. A range joins its ends by a dash, 至 or 到; 、 and 和 join them only before the unit (一、二季度).
_ENDS = rf"(?: ?(?:{JOIN}|[、和]) ?)"
_COUNT = rf"(?:(?<![\d.])\d{{1,2}}|元(?=月)|(?<![一二三四五六七八九十])[一二三四五六七八九十]{{1,3}}|{_MASKED})"
_YEAR_DIGITS = rf"(?:(?<!\d)\d{{4}}|[〇零一二三四五六七八九]{{4}}|{_MASKED})"
YEAR = rf"(?:{_YEAR_DIGITS}(?:(?:{_ENDS}{_YEAR_DIGITS}){{1,4}}[两三四五]?)? ?年[度底末初]?)"
"""A year or several that one 年 closes: 2023年, 二〇二三年度, 2021—2023年, 2022、2023两年, 2023年底."""
DAY = rf"(?:{_COUNT}(?:{_ENDS}{_COUNT})? ?[日号]|[上中下]旬|底|末|初)"
"""A day, a range of days, a third of a month, its end."""
MONTH = rf"(?:{_COUNT}(?:{_ENDS}{_COUNT}){{0,5}} ?月份?(?: ?{DAY})?)"
"""A month, several that one 月 closes, or a day of one: 9月, 1～9月份, 6、7、8月, 5月1日, 12月底."""
QUARTER = rf"(?:第?[一二三四1-4](?:{_ENDS}第?[一二三四1-4])? ?季度)"
"""A quarter or several: 一季度, 第一、二季度."""
YEARS_AHEAD = {"大后年": 3, "后年": 2, "明年": 1, "来年": 1, "次年": 1, "今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2}
"""Years named by their distance from that of the speech."""

_YEAR = rf"(?:(?:19|20)\d\d|[一二]{_HAN}{{3}})"
# A draft leaves the day, or month and day, to be filled in: 2024年5月　日, 2024年×月×日.
_LEFT_OPEN = rf"(?:{_MASKED}| +)"
_CLOSED = rf"(?P<month>{_NUMBER}) ?月(?: ?(?P<day>{_NUMBER}) ?[日号]?|{_LEFT_OPEN}日)?|{_LEFT_OPEN}月{_LEFT_OPEN}日"
_MARKED = re.compile(
    rf"(?P<year>{_YEAR}) ?年(?: ?(?:{_CLOSED}))?"
    r"|(?<![\d.])(?P<year2>(?:19|20)\d\d) ?(?P<mark>[-./]) ?(?P<month2>\d{1,2})(?: ?(?P=mark) ?(?P<day2>\d{1,2}))?(?![\d.])"
)
_YEAR_WORD = re.compile(rf"(?<!\d)(?P<year>{_YEAR}) ?年")
# 今年 with its year: 今年是2016年, 今年（2016年）, 2016年还剩两个月.
_THIS_YEAR = re.compile(
    rf"今年(?:，?是|（|，即)?(?P<year>{_YEAR})年|(?P<year2>{_YEAR})年(?:，?[（(]?今年|还剩|只剩|即将过去|接近尾声)"
)
# 2016年是…之年 says it only where the text names no later year.
_YEAR_OF = re.compile(rf"(?P<year>{_YEAR})年，?是[^。！？]{{2,80}}之年")


class WrittenDate(NamedTuple):
    """A date as far as it is written: the day, or the month, may be missing."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Write it as ISO 8601, as far as it goes: 2024-05-08, 2024-05, 2024."""
        return f"{self.year:04d}" + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)


def find_written(text: str) -> tuple[re.Match[str], WrittenDate] | None:
    """Find the first date of a folded text that the calendar knows, be it only a month or a year.

    Examples
    --------
    >>> [str(find_written(text)[1]) for text in ("（二〇二四年五月）", "2024.05", "2024年", "2024年5月8日")]
    ['2024-05', '2024-05', '2024', '2024-05-08']
    """
    for match in _MARKED.finditer(text):
        written = _written(match)
        if written:
            return match, written
    return None


def read_date(text: str) -> str | None:
    """Return the first full date of a folded text as ISO 8601, None if there is none.

    Examples
    --------
    >>> read_date("（二〇〇七年一月二十九日）"), read_date("2023-03-01"), read_date("2024年13月1日")
    ('2007-01-29', '2023-03-01', None)
    """
    match = find_date(text)
    written = match and _written(match)
    return str(written) if written else None


def find_date(text: str) -> re.Match[str] | None:
    """Find the first full date of a folded text that the calendar knows."""
    return next((match for match in _MARKED.finditer(text) if (written := _written(match)) and written.day), None)


def find_year(title: str, body: str) -> int | None:
    """Return the year that the title names, else the one that the text gives to 今年; never a guess.

    Examples
    --------
    >>> find_year("在2024年工作会议上的讲话", ""), find_year("", "去年下降。今年是二〇一六年，"), find_year("", "2019年下降8%")
    (2024, 2016, None)
    """
    match = _YEAR_WORD.search(title)
    if match:
        return read_year(match["year"])
    match = _THIS_YEAR.search(body)
    if match:
        return read_year(match["year"] or match["year2"])
    match = _YEAR_OF.search(body)
    if match is None:
        return None
    latest = max((read_year(word["year"]) for word in _YEAR_WORD.finditer(body)), default=0)
    return latest if read_year(match["year"]) == latest else None


def read_year(numeral: str) -> int:
    """Read the four digits of a year, Arabic or Chinese.

    Examples
    --------
    >>> read_year("2024"), read_year("二〇二四")
    (2024, 2024)
    """
    return int("".join(_DIGITS.get(char, char) for char in numeral))


def read_number(numeral: str) -> int:
    """Read the number of a month or a day; 元月 is the first, and 一四 is 14 here, as it can be nothing else.

    Examples
    --------
    >>> [read_number(numeral) for numeral in ("12", "十二", "元", "一四")]
    [12, 12, 1, 14]
    """
    if numeral == "元":
        return 1
    if "十" in numeral or len(numeral) == 1 or numeral.isascii():
        return int(parse_numeral(numeral) or 0)
    return int("".join(_DIGITS[digit] for digit in numeral))


def _written(match: re.Match[str]) -> WrittenDate | None:
    """The date of a match of ``_MARKED``, None where the calendar has no such day or month."""
    year = read_year(match["year"] or match["year2"])
    month, day = (read_number(numeral) if (numeral := match[name] or match[name + "2"]) else None for name in ("month", "day"))
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:  # no such day: not a date
        return None
    return WrittenDate(year, month, day)
