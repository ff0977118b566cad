"""Points and stretches of time: the lexicon's words of time in, the patterns that find them in a text out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from speechmine.dates import DAY, MONTH, QUARTER, YEAR, YEARS_AHEAD
from speechmine.numerals import JOIN
from speechmine.patterns import any_of

__all__ = ["Calendar", "one_of"]

_FEAST = re.compile(r"feast_(\d\d)_(\d\d)")
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两半几]{1,3}|[×X]{1,2})"
# Months, quarters and halves of a year, by number and by their distance from that of the speech.
_PART = rf"(?:(?:{MONTH}|(?:[本当次]|这个|下个?)月(?: ?{DAY}|[内中])?|×月)|(?:{QUARTER}|(?:本|下个?)季度)[底末]?|[上下]半年)"
_YEARS = "|".join(year for year, ahead in YEARS_AHEAD.items() if ahead >= 0)
_OPENS_PART = (
    "本月",
    "当月",
    "次月",
    "这个",
    "下个",
    "下月",
    "本季",
    "下季",
    "上半",
    "下半",
    "元月",
    "第一",
    "第二",
    "第三",
    "第四",
    *YEARS_AHEAD,
)


@dataclass(frozen=True, eq=False)
class Calendar:
    """What the words of time are made into.

    Attributes
    ----------
    words : mapping of str to tuple of str
        The lexicon's terms by code.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> from speechmine.extract.directives.lexicon import compile_lexicon
    >>> calendar = compile_lexicon(load_codebook("directives")).calendar
    >>> [match.group() for match in calendar.times.finditer("6月底前完成，24小时内上报")]
    ['6月底前', '24小时内']
    """

    words: Mapping[str, tuple[str, ...]]

    @cached_property
    def times(self) -> re.Pattern[str]:
        """Points and stretches of time that limit or date an act (6月底前, 晚上9点以后, 从今天起), and 一户一户."""
        start, ends, limits = (
            one_of(self.words, "time_start"),
            one_of(self.words, "time_limit", "time_span"),
            one_of(self.words, "time_limit"),
        )
        day, clock, stretch = self._points()
        since = rf"(?:从|自)(?:{start}|{_PART})(?:起|开始)"
        opens = self._opening("time_year", "time_point", "time_of_day", "time_start")
        span = rf"(?:从|自)?{day} ?{JOIN} ?{day}"
        whole_year = rf"(?:{self._year()})(?: ?(?:[上下]半年|{QUARTER})|(?:年?[底末终]|年中)(?:{limits})?|(?:{limits}))"
        point = rf"(?:{day}|{clock}|{stretch}) ?(?:{ends})|{day}(?<=月[底末])"
        return re.compile(rf"(?={opens})(?:{span}(?:{limits})?|{point}|{since}|{whole_year}|(一[一-鿿])\1)")

    @lru_cache(maxsize=1)  # noqa: B019 - lexicons live as long as the process
    def times_in(self, text: str) -> list[tuple[int, int]]:
        """Return where ``times`` stand in the folded view of a speech: none runs over the end of a sentence."""
        return [match.span() for match in self.times.finditer(text)]

    @cached_property
    def deadlines(self) -> re.Pattern[str]:
        """What limits the time of an act: 6月底前, 24小时内, and the terms of ``deadline``."""
        points, limits = "|".join(self._points()), one_of(self.words, "time_limit")
        ended = rf"(?:{self._year()}) ?(?:[上下]半年|{QUARTER}|年?[底末终](?:{limits})?|(?:{limits}))"
        return re.compile(
            rf"(?:{points}) ?(?:{limits})|{ended}|(?:{self._points()[0]})(?<=月[底末])|{one_of(self.words, 'deadline')}"
        )

    def _year(self) -> str:
        return rf"{one_of(self.words, 'time_year')}|{YEAR}|{_YEARS}"

    @cached_property
    def feasts(self) -> dict[str, tuple[int, int]]:
        """Month and day of each feast of the calendar (``feast_10_01``), longest names first."""
        days = {term: match for code, terms in self.words.items() if (match := _FEAST.fullmatch(code)) for term in terms}
        return {term: (int(days[term][1]), int(days[term][2])) for term in sorted(days, key=lambda term: (-len(term), term))}

    def _points(self) -> tuple[str, str, str]:
        """Patterns of a day or month, of a time of day and of a stretch of time."""
        day = rf"(?:(?:{self._year()}) ?)?(?:{_PART}|{one_of(self.words, 'time_point')})"
        clock = rf"(?:{one_of(self.words, 'time_of_day')})?{_NUMBER}点(?:{_NUMBER}分|半)?"
        return day, clock, rf"{_NUMBER}个?(?:{one_of(self.words, 'time_unit')})"

    def _opening(self, *codes: str) -> str:
        """Pattern of what a time may begin with: looked at first, it spares most places the whole pattern."""
        terms = [*_OPENS_PART, *(term for code in codes for term in self.words.get(code, ()))]
        alone = "一二三四五六七八九十两半几×X从自" + "".join(term for term in terms if len(term) == 1)
        pairs = sorted({term[:2] for term in terms if len(term) > 1})
        first, second = (re.escape("".join(sorted({pair[at] for pair in pairs}))) for at in (0, 1))
        return rf"[\d{re.escape(alone)}]" + (rf"|[{first}][{second}]" if pairs else "")


def one_of(words: Mapping[str, tuple[str, ...]], *codes: str) -> str:
    """Return a pattern that matches any term of the codes, the longest that stands there."""
    return any_of(term for code in codes for term in words.get(code, ()))
