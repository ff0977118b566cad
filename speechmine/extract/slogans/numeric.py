"""Numeric abbreviations by their form: folded text in, the spans of 三个必须, 两重点一重大, 十打十治 out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from speechmine.extract.slogans.lexicon import cue_words
from speechmine.patterns import any_of

__all__ = ["find_numeric", "is_numeric"]

_DIGITS = "一二两三四五六七八九十双"
_SEVERAL = "二两三四五六七八九十双"
_MASKED = r"[×□■]+|\*+|[Xx]{1,4}(?![A-Za-z])"
_HAN = "\u4e00-\u9fff"

_ANY_NUMERAL = re.compile(f"[{_DIGITS}{_SEVERAL}]")
_ALL_NUMERALS = re.compile(rf"[{_DIGITS}〇零百千万年月日号·]+")  # 五一, 十二五, 三月三
_CONGRESS = re.compile(r"[二两]?十[一二三四五六七八九]?大|[一二三四五六七八九]中全会|[二三四五六七八九]届")
_COUNT = rf"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[{_SEVERAL}])"
# A numeral that opens a member may not be followed by another, as in the year of 九二共识.
_QUOTED_MEMBER = re.compile(rf"(?:{_COUNT}|一)(?![{_DIGITS}])[{_HAN}]{{1,9}}|[{_SEVERAL}]个一(?:[{_HAN}]{{1,2}})?")
_MIXED = re.compile(rf"一[{_HAN}]{{0,3}}?[{_SEVERAL}][{_HAN}]+")
_ARTICLES = re.compile(rf"[{_HAN}]{{1,2}}{_COUNT}条|\d{{1,2}}[个项大条][{_HAN}]{{1,6}}|\d(?:\+[\dNnXx])+|{_COUNT}个(?:{_MASKED})")
_MASKED_SET = re.compile(rf"(?<![{_DIGITS}第])[{_SEVERAL}]个(?:{_MASKED})")


def is_numeric(wording: str) -> bool:
    """Tell whether a wording from between quotation marks is a numeric abbreviation.

    Each of its members opens with a numeral; 一 alone counts only where another numeral follows (一岗双责, not 一企一策).
    Dates, plans and congresses (五一, 十二五, 三月三, 二十大) are none.

    Examples
    --------
    >>> [is_numeric(wording) for wording in ("三清一查", "四个一", "五一", "一船一档", "九二共识")]
    [True, True, False, False, False]
    """
    if _ALL_NUMERALS.fullmatch(wording) or _CONGRESS.match(wording):
        return False
    if _ARTICLES.fullmatch(wording):
        return True
    members = re.split(r"[、，]", wording)
    if not all(_QUOTED_MEMBER.fullmatch(member) and not _measured().match(member) for member in members):
        return False
    return any(member[0] != "一" for member in members) or _MIXED.fullmatch(wording) is not None


def find_numeric(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of unquoted numeric abbreviations whose form is strong enough, in any order.

    A numeral with a head that only sets have (三个必须, 七大体系), a masked set (六个×), and a numeral with its noun twice
    (三改一拆) beside a word that such sets go with (推进…, …专项行动). Counted things (三个方面) and idioms are left alone.

    Examples
    --------
    >>> text = "推进三清一查和五大体系建设，做到四个到位。"
    >>> sorted(text[start:end] for start, end in find_numeric(text))
    ['三清一查', '五大体系', '四个到位']
    """
    if not _ANY_NUMERAL.search(text):
        return
    for pattern in (_MASKED_SET, _headed(), _big(), _used_before(), _used_behind()):
        for match in pattern.finditer(text):
            start, end = match.span("set") if "set" in pattern.groupindex else match.span()
            if not _ALL_NUMERALS.fullmatch(text, start, end):
                yield start, end


def _either(*codes: str) -> str:
    return any_of(cue_words(*codes))


@cache
def _measured() -> re.Pattern[str]:
    """Match counted time, money and things: 三天两夜."""
    return re.compile(rf"(?:{_COUNT}|一)(?:{_either('measure')}(?![面层点])(?:$|[{_DIGITS}])|[年月日天岁](?!年))")


@cache
def _headed() -> re.Pattern[str]:
    end = rf"(?=[^{_HAN}]|$|{_either('tail', 'set_used')}|[和与及])"
    return re.compile(rf"(?<![{_DIGITS}第几\d])(?P<set>[{_SEVERAL}]个?{_either('set_head')}){end}")


@cache
def _big() -> re.Pattern[str]:
    end = rf"(?=[^{_HAN}]|$|{_either('tail', 'set_used')}|[和与及])"
    return re.compile(rf"(?<![{_DIGITS}第几\d])(?P<set>[三四五六七八九十]大(?:(?!的)[{_HAN}]){{0,2}}?{_either('big_head')}){end}")


def _twice() -> str:
    """Return a pattern of a numeral with its noun, two or three times; the nouns are no measures."""
    item = rf"(?!{_either('no_item')})(?!{_either('measure')}(?:[{_DIGITS}]|(?![{_HAN}])))[^{_DIGITS}\W\da-zA-Z]"
    first = rf"(?:[{_SEVERAL}]{item}{{1,3}}|一{item}(?!一))"
    then = rf"[{_DIGITS}]{item}{{1,3}}?"
    return rf"(?P<set>{first}{then}(?:{then})?)"


@cache
def _used_before() -> re.Pattern[str]:
    end = rf"(?=[^{_HAN}]|$|{_either('tail', 'set_used')}|[和与及])"
    return re.compile(rf"{_either('set_use')}{_twice()}{end}")


@cache
def _used_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<![{_HAN}]){_twice()}(?={_either('set_used')})")
