"""Named accidents and disasters: a folded text in, the span of each name and its normalised date out.

A name runs from the place to the type (雾阳市“3·5”爆炸事故). What makes it a name is a date (in quotes, or beside the type),
a mask (XX火灾事故), or a place that is named and not pointed at (我市).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from speechmine.codebooks import load_codebook
from speechmine.extract.facts.event_dates import BARE_DATE, LEADING_DATE, QUOTED_DATE, date_before, read_date, year_beside
from speechmine.extract.facts.figures import alternatives
from speechmine.extract.facts.places import find_places, first_place, has_place_form, known_places
from speechmine.records import Fact

__all__ = ["find_events"]

_ANCHOR = re.compile(r"[“‘][\d×Xx*□一二三四五六七八九十]|\d·\d")
_JOIN = re.compile(r"(?:[、，和及与]|以及)")
# What a name cannot hold.
_NAME = r"[^，。；：、！？\n“”‘’《》（）()…]"
_TAIL = 26
_LEAD = 32
_VERB = 4
_NAME_MASK = re.compile(r"(?:[×□■*]+|(?<![A-Za-z])[Xx]{1,4}(?![A-Za-z]))(?![年月日时起人])|某|(?<![\d.])0{2,}(?![\d.%])")
_COUNTED = re.compile(r"\s?(?:[\d×*□]|[Xx]{1,4}(?![A-Za-z])|[一二两三四五六七八九十百]+[起宗次例])")


def find_events(text: str, *, year: int | None = None) -> list[Fact]:
    """Find the named accidents and disasters of a folded text.

    Parameters
    ----------
    text : str
        Folded text.
    year : int, optional
        Year of the speech, by which 今年 and 去年 beside an event are read; without it they give no year.

    Returns
    -------
    list of Fact
        Kind ``event``, in order, without overlap. ``date`` is ISO 8601, ``--MM-DD`` where no year is given beside the name,
        None where there is no day. ``place`` is the first place in the name, if any.

    Examples
    --------
    >>> text = "深刻吸取雾阳市“3·5”爆炸事故和2019年云泽县“6·12”、“7·8”两起透水事故教训"
    >>> [(text[fact.start:fact.end], fact.date) for fact in find_events(text)]
    [('雾阳市“3·5”爆炸事故', '--03-05'), ('云泽县“6·12”', '2019-06-12'), ('“7·8”两起透水事故', '2019-07-08')]
    """
    dated = _dated_events(text, year)
    taken = [(fact.start, fact.end) for fact in dated]
    undated = [
        fact for fact in _undated_events(text, year) if not any(fact.start < end and start < fact.end for start, end in taken)
    ]
    return sorted([*dated, *undated], key=lambda fact: fact.start)


@cache
def _tail() -> re.Pattern[str]:
    """Match the rest of a name from its date to the type, the type as long as it goes."""
    heads = alternatives("fact_events", "head", "incident")
    return re.compile(rf"{_NAME}{{0,{_TAIL}}}?(?:{heads})(?:等?(?:{heads}))*")


@cache
def _head() -> re.Pattern[str]:
    heads = alternatives("fact_events", "head")
    return re.compile(rf"(?:{heads})(?:等?(?:{heads}))*")


# Dated names ------------------------------------------------------------------------------------------------------------


def _dated_events(text: str, year: int | None) -> list[Fact]:
    if not _ANCHOR.search(text):
        return []
    quoted = list(QUOTED_DATE.finditer(text))
    inside = {offset for match in quoted for offset in range(*match.span())}
    bare = [match for match in BARE_DATE.finditer(text) if match.start() not in inside]
    dates = sorted([*quoted, *bare], key=lambda match: match.start())
    ends = _ends(text, dates)
    facts: list[Fact] = []
    floor = 0
    for match, end in zip(dates, ends, strict=True):
        if end is None or match.start() < floor:
            continue
        start = _start(text, match.start(), floor)
        beside = year_beside(text, match.start(), start)
        if beside is None and facts and start == match.start() and start - floor <= 2:
            beside = _year_of(facts[-1])  # 2019年“6·12”、“7·8”两起事故
        facts.append(Fact(start, end, "event", date=read_date(match, beside, year), place=first_place(text[start:end])))
        floor = end
    return facts


def _year_of(fact: Fact) -> int | None:
    return int(fact.date[:4]) if fact.date and fact.date[0] != "-" else None


def _ends(text: str, dates: list[re.Match[str]]) -> list[int | None]:
    """Where each name ends: at its type, or at its date if the type follows the last of several dates."""
    ends: list[int | None] = []
    following: tuple[int, int | None] = (len(text), None)
    for match in reversed(dates):
        tail = _tail().match(text, match.end())
        if tail and tail.end() <= following[0]:
            end: int | None = tail.end()
        else:
            gap = text[match.end() : following[0]]
            joined = following[1] is not None and len(gap) <= 14 and _JOIN.match(gap) is not None
            end = match.end() if joined else None
        ends.append(end)
        following = (match.start(), end)
    return ends[::-1]


def _start(text: str, date_start: int, floor: int) -> int:
    """Where the name begins: at the place before the date, past the words that only introduce it."""
    lead = re.search(rf"{_NAME}*$", text[max(floor, date_start - _LEAD) : date_start])
    before = lead.group() if lead else ""
    offset = date_start - len(before)
    between = _between().search(before)
    body = before[: between.start()] if between else before
    cut = _after_border(body)
    name = body[cut:]
    if between and (not name or not _is_place(name)):
        return date_start
    return offset + cut if name.strip() else date_start


def _after_border(words: str) -> int:
    """Offset behind the last word that introduces a name, and behind a date that leads it."""
    cut, places = 0, known_places(words)
    for match in _border_book(words):
        if not any(start <= match[0] and match[1] <= end for start, end in places):
            cut = max(cut, match[1])
    date = LEADING_DATE.match(words[cut:])
    cut += date.end() if date else 0
    while words[cut : cut + 1] in {" ", "在", "于", "起", "年"} and cut < len(words):
        cut += 1
    return cut + _before_known_place(words[cut:])


def _before_known_place(name: str) -> int:
    """Length of a verb that no list holds, told by the province or city behind it (驰援四川汶川)."""
    places = known_places(name)
    if not places or not 0 < places[0][0] <= _VERB or has_place_form(name[: places[0][0]]):
        return 0
    return 0 if _NAME_MASK.search(name[: places[0][0]]) else places[0][0]


def _border_book(words: str) -> list[tuple[int, int]]:
    return [
        (match.start, match.end) for match in load_codebook("fact_events").find(words) if match.term.code in {"border", "between"}
    ]


def _is_place(name: str) -> bool:
    return bool(_NAME_MASK.search(name)) or any(True for _ in find_places(name))


# Names without a date in quotes -------------------------------------------------------------------------------------------


def _undated_events(text: str, year: int | None) -> Iterator[Fact]:
    floor = 0
    for head in _head().finditer(text):
        lead = re.search(rf"{_NAME}*$", text[max(floor, head.start() - _LEAD) : head.start()])
        before = lead.group() if lead else ""
        start = _name_start(before)
        if start is None or _is_general(text, head.end(), before):
            continue
        start += head.start() - len(before)
        yield Fact(start, head.end(), "event", date=date_before(text, start, year), place=first_place(text[start : head.end()]))
        floor = head.end()


def _name_start(before: str) -> int | None:
    """Offset of the name in the words before a type, None where they name nothing."""
    happened = _happened().search(before)
    if happened and happened.start():
        cut = _after_border(before[: happened.start()])
        if _is_place(before[cut : happened.start()]):
            return cut
    cut = _after_border(before)
    return cut if _is_place(before[cut:]) else None


def _is_general(text: str, end: int, before: str) -> bool:
    """Whether the words round a type speak of such accidents in general."""
    general, prevent = _general()
    return bool(general.match(text, end) or prevent.search(before) or _COUNTED.match(text, end))


@cache
def _general() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"的?(?:{alternatives('fact_events', 'after_general')})"), re.compile(
        alternatives("fact_events", "prevent")
    )


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_events', 'between')}|[在于])$")


@cache
def _happened() -> re.Pattern[str]:
    """Match 发生 and what leads from it to the type, but for a number of several."""
    return re.compile(rf"(?:{alternatives('fact_events', 'between')})(?:[^\d两二三四五六七八九十多几起次]*)$")
