"""What the user says about a text, in columns of any usual name and form; header fields out, and what is wrong with it.

Dates are read once, here: ISO 8601 in full or in part, 2024年5月8日, 20240508, 8 May 2024, serial numbers of spreadsheets and
seconds since 1970. What may be read in two ways, or in none, is refused by name and the header of the text speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from speechmine.dates import WrittenDate, find_written, read_year
from speechmine.folding import fold

__all__ = ["COLUMN_NAMES", "Metadata", "column_field", "read_metadata", "read_metadata_date"]

COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题目", "题名", "讲话标题", "文章标题", "篇名", "名称", "headline"),
    "date": (
        "日期",
        "时间",
        "讲话日期",
        "讲话时间",
        "会议日期",
        "会议时间",
        "发表日期",
        "发布日期",
        "发布时间",
        "发表时间",
        "speech_date",
        "datetime",
        "publish_date",
        "publication_date",
        "published",
    ),
    "year": ("年份", "年", "年度"),
    "level": ("级别", "层级", "行政级别", "行政层级"),
    "place": ("地点", "地区", "地方", "单位", "所在地", "location", "region"),
    "speaker": ("讲话人", "讲话者", "发言人", "演讲人", "作者", "姓名", "领导", "author", "speaker_name"),
    "speaker_role": ("职务", "职位", "讲话人职务", "role", "position", "office"),
    "occasion": ("场合", "会议", "会议名称", "meeting", "event"),
    "genre": ("文体", "体裁", "文种"),
}
"""Other names of a header field's column; the first filled one wins, the field's own name before them."""

_LEVELS = {
    "national": "国家 国家级 全国 中央 中央级 国务院 central nation nationwide country",
    "province": "省 省级 省部级 自治区 直辖市 provincial",
    "city": "市 市级 地级 地级市 地市级 地市 州 盟 municipal prefecture",
    "county": "县 县级 区 区县 县区 区县级 县市区 旗 district",
    "township": "乡 镇 乡镇 乡级 镇级 乡镇级 街道 乡镇街道 town",
    "enterprise": "企业 企业级 公司 集团 单位 company firm",
}
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in (level, *words.split())}
# How pandas, spreadsheets and people leave a cell empty.
_NOTHING = frozenset(("", "nan", "nat", "none", "null", "n/a", "na", "<na>", "-", "--", "—", "——", "/"))
_EARLIEST, _LATEST = 1800, 2200  # years of a speech
_SERIAL_DIGITS = 5
_SERIALS = range(15_000, 80_000)  # days since 1899-12-30: 1941 to 2119
_EPOCH_UNITS = {10: 1, 13: 1_000}  # digits of a count since 1970 and how many make a second
_CHINA = timedelta(hours=8)
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
)
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(_MONTH_NAMES, 1)}

_TIME = re.compile(r"(?<=\d)(?:[T ]+\d{1,2}[:：时].*|T\d.*|Z)\Z")
_WEEKDAY = re.compile(
    r"(?:星期|周|礼拜)[一二三四五六日天]|[上下中]午|晚上?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b[,，]?", re.IGNORECASE
)
_FRACTION = re.compile(r"(?<=\d)\.0+\Z")
_COUNT = re.compile(r"[0-9]{4,}(?:(?<=[0-9]{5})\.[0-9]+)?")
_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)?")
_YEAR = re.compile(r"(?P<year>\d{4}) ?(?:年度?)?")
_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}")
_SPACED = re.compile(r"(?P<year>\d{4})[ _](?P<month>\d{1,2})(?:[ _](?P<day>\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?P<first>\d{1,2}) ?[-/.] ?(?P<second>\d{1,2}) ?[-/.] ?(?P<year>\d{4})")
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_ENGLISH = re.compile(
    rf"(?:{_DAY.format('day')}[ -]?)?(?P<month>[a-z]{{3,9}})\.?[ -]?(?:{_DAY.format('day2')})?[,，]?[ -]?(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_AROUND = re.compile(r"[\s（）()【】\[\]]+|约|日期[：:]")


@dataclass(frozen=True)
class Metadata:
    """Metadata as they were understood.

    Attributes
    ----------
    fields : mapping of str to str or int
        Header fields by name: ``date`` only where the day is known, ``year`` of the date or of its own.
    month : str or None
        A date without a day, as ISO 8601: ``2024-05`` or ``2024``.
    doubts : tuple of str
        What could not be read, with the value found and what to write.
    kept : tuple of str
        Columns of no known name.
    """

    fields: Mapping[str, str | int]
    month: str | None
    doubts: tuple[str, ...]
    kept: tuple[str, ...]


def column_field(column: str) -> str | None:
    """Return the header field that a column is about, None where its name is none of the known ones.

    Examples
    --------
    >>> [column_field(name) for name in ("Title", "讲话日期", " 年份", "部门")]
    ['title', 'date', 'year', None]
    """
    return _fields_of_names().get(_name(column))


@lru_cache(maxsize=1)
def _fields_of_names() -> dict[str, str]:
    return {name: field for field, names in COLUMN_NAMES.items() for name in (field, *names)}


def _name(column: str) -> str:
    return re.sub(r"[\s_：:]+", "_", fold(column).strip("\ufeff \t：:")).casefold()


def read_metadata(given: Mapping[str, str]) -> Metadata:
    """Read what the user says about a text.

    Parameters
    ----------
    given : mapping of str to str
        Cells by column, as they were written.

    Examples
    --------
    >>> read = read_metadata({"标题": "防汛讲话", "Date": "2024年5月", "级别": "县级", "部门": "应急局"})
    >>> read.fields, read.month, read.kept
    ({'title': '防汛讲话', 'year': 2024, 'level': 'county'}, '2024-05', ('部门',))
    >>> read_metadata({"date": "8/5/2024"}).doubts
    ("date '8/5/2024' is a day of August or of May; write it as 2024-08-05 or 2024-05-08",)
    """
    cells, kept = _cells(given)
    doubts: list[str] = []
    fields: dict[str, str | int] = {name: cells[name] for name in COLUMN_NAMES if name in cells and name not in _READ}
    written = _date_of(cells.get("date"), doubts)
    own_year = _year_of(cells.get("year"), doubts)
    level = _level_of(cells.get("level"), doubts)
    if written and written.day:
        fields["date"] = str(written)
    year = own_year if own_year is not None else written.year if written else None
    fields |= {name: value for name, value in (("year", year), ("level", level)) if value is not None}
    month = str(written) if written and not written.day else None
    ordered = {name: fields[name] for name in COLUMN_NAMES if name in fields}
    return Metadata(ordered, month, tuple(doubts), kept)


_READ = ("date", "year", "level")


def _cells(given: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The filled cell of each field, and the columns of no field."""
    found: dict[str, tuple[int, str]] = {}
    kept = []
    for column, value in given.items():
        field = column_field(column)
        if field is None:
            kept.append(column)
        elif value.strip().casefold() not in _NOTHING:
            rank = (field, *COLUMN_NAMES[field]).index(_name(column))
            found[field] = min(found.get(field, (rank, value.strip())), (rank, value.strip()), key=lambda cell: cell[0])
    return {field: value for field, (_, value) in found.items()}, tuple(kept)


def _date_of(value: str | None, doubts: list[str]) -> WrittenDate | None:
    if value is None:
        return None
    found = read_metadata_date(value)
    if isinstance(found, WrittenDate):
        return found
    doubts.append(f"date {value!r} {found}")
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", fold(value))
    return WrittenDate(int(year.group())) if year else None


def _year_of(value: str | None, doubts: list[str]) -> int | None:
    if value is None:
        return None
    found = read_metadata_date(value)
    if isinstance(found, WrittenDate):
        return found.year
    doubts.append(f"year {value!r} is no year from {_EARLIEST} to {_LATEST}; write it as 2024")
    return None


def _level_of(value: str | None, doubts: list[str]) -> str | None:
    if value is None:
        return None
    level = _LEVEL_OF.get(fold(value).casefold().strip()) or _LEVEL_OF.get(value.casefold().removesuffix("level").strip(" -_"))
    if level is None:
        doubts.append(f"level {value!r} is none of {', '.join(_LEVELS)}; write one of them")
    return level


def read_metadata_date(value: str) -> WrittenDate | str:
    """Read a date as people and programs write it, the day or the month perhaps missing.

    Returns
    -------
    WrittenDate or str
        What is wrong with it, and what to write, where it is no date or may be two.

    Examples
    --------
    >>> [str(read_metadata_date(value)) for value in ("2024/5/8", "20240508", "45420", "2024.0", "1715126400", "8 May 2024")]
    ['2024-05-08', '2024-05-08', '2024-05-08', '2024', '2024-05-08', '2024-05-08']
    >>> read_metadata_date("不详")
    'is no date; write it as 2024-05-08, 2024-05 or 2024'
    """
    text = _AROUND.sub(" ", fold(value)).strip()
    text = _WEEKDAY.sub(" ", _FRACTION.sub("", _TIME.sub("", text))).strip()
    found = _counted(text) if _COUNT.fullmatch(text) else _spelled(text)
    if found is None or isinstance(found, str):
        return found or "is no date; write it as 2024-05-08, 2024-05 or 2024"
    return found if _EARLIEST <= found.year <= _LATEST else f"is no year from {_EARLIEST} to {_LATEST}; write it as 2024"


def _counted(text: str) -> WrittenDate | str | None:
    """Read digits alone: 20240508, 202405, 2024, the days of a spreadsheet, seconds or milliseconds since 1970."""
    whole = text.partition(".")[0]
    for pattern in (_DIGITS, _YEAR):
        match = pattern.fullmatch(text)
        if match:
            return _calendar(match)
    if len(whole) == _SERIAL_DIGITS and int(whole) in _SERIALS:
        return _of_day(date(1899, 12, 30) + timedelta(days=int(whole)))
    if len(whole) in _EPOCH_UNITS:
        moment = datetime.fromtimestamp(int(whole) / _EPOCH_UNITS[len(whole)], UTC)
        local = moment + _CHINA
        return _of_day(local.date() if (local.hour, local.minute, local.second) == (0, 0, 0) else moment.date())
    return None


def _spelled(text: str) -> WrittenDate | str | None:
    """Read a date with marks or words in it."""
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _year_last(*map(int, match.group("first", "second", "year")))
    if _HAN_YEAR.fullmatch(text):
        return WrittenDate(read_year(text))
    for pattern in (_YEAR, _SPACED):
        match = pattern.fullmatch(text)
        if match:
            return _calendar(match)
    match = _ENGLISH.fullmatch(text)
    if match and match["month"][:3].casefold() in _MONTHS:
        return _valid(int(match["year"]), _MONTHS[match["month"][:3].casefold()], int(match["day"] or match["day2"] or 0) or None)
    found = find_written(text)
    return found[1] if found and found[0].start() == 0 else None


def _year_last(first: int, second: int, year: int) -> WrittenDate | str | None:
    """Read 13/5/2024 and 5/13/2024; 8/5/2024 may be two days."""
    as_day, as_month = _valid(year, second, first), _valid(year, first, second)
    if as_day and as_month and as_day != as_month:
        months = [_MONTH_NAMES[first - 1], _MONTH_NAMES[second - 1]]
        return f"is a day of {months[0]} or of {months[1]}; write it as {as_month} or {as_day}"
    return as_day or as_month


def _calendar(match: re.Match[str]) -> WrittenDate | None:
    parts = match.groupdict()
    return _valid(int(parts["year"]), *(int(parts[name]) if parts.get(name) else None for name in ("month", "day")))


def _valid(year: int, month: int | None = None, day: int | None = None) -> WrittenDate | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:  # no such day
        return None
    return WrittenDate(year, month, day)


def _of_day(day: date) -> WrittenDate:
    return WrittenDate(day.year, day.month, day.day)
