"""What a figure is about: the words measured, the period and the place, each from the words round the figure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby

from speechmine.codebooks import load_codebook
from speechmine.dates import DAY, MONTH, QUARTER, YEAR
from speechmine.extract.facts.cues import Surroundings
from speechmine.extract.facts.figures import alternatives
from speechmine.extract.facts.kinds import FigureKind
from speechmine.extract.facts.places import names_a_place
from speechmine.numerals import JOIN
from speechmine.records import Fact

__all__ = ["carry_measures", "measure_of", "period_of", "place_of"]

# 前三季度, 近五年; what a period may go on with; a range of two.
_SPANS = r"前(?:\d{1,2}|[一二两三四五六七八九十]{1,3}) ?个?(?:月份?|季度)|近(?:\d{1,2}|[一二两三四五六七八九十]{1,2}) ?年来?"
_DEADLINE = re.compile(r"底?[之以]?前")
# A place by its form, where a clause, a word of place or a larger place ends before it; 县乡, 省委, 村级 name none.
_PLACE = re.compile(
    r"(?:^|(?<=[在于由从对的和、省市州县区]))[\u4e00-\u9fff]{2,3}(?:省|市|自治州|县|区|旗|镇|乡|街道)(?![乡镇村级里委直长内外属管域民场公安应财人政国住交局办督])"
)
_CLAUSE_MARK = re.compile(r"[，。；：！？（）\n]")
# Characters: the longest measure, and how far before a figure its place and its period are looked for.
_LONGEST, _NEAR, _FAR = 24, 80, 300


def measure_of(around: Surroundings, index: int, reading: FigureKind) -> tuple[int, int] | None:
    """Return the span of the words that say what is measured, None where the sentence does not.

    For a change, the subject of its verb; for a share, what has the share, or the noun behind 的; for a count, the noun
    behind the figure, else the words before it; the item itself where a list with 分别 gives one. Comparisons (比去年),
    times and words beside figures (以上, 在内) measure nothing.
    """
    span = _beside(around, index, reading)
    return None if span is None or _no_measure().fullmatch(around.text, *span) else span


@cache
def _no_measure() -> re.Pattern[str]:
    whole, opening, ending = (alternatives("fact_no_measures", code) for code in ("whole", "opening", "ending"))
    return re.compile(rf"(?:{whole})+|(?:{opening}).*|.*(?:{ending})", re.DOTALL)


def _beside(around: Surroundings, index: int, reading: FigureKind) -> tuple[int, int] | None:
    near = around.near(index)
    if reading.measure is not None and (reading.kind != "accidents" or reading.measure[1] <= near[0]):
        return _trimmed(around, *reading.measure)
    if reading.kind == "change":
        return _subject(around, index)
    behind, before = _noun_behind(around, index), _words_before(around, index)
    if reading.kind == "accidents":
        return reading.measure and (
            behind if behind and behind[0] <= reading.measure[0] < behind[1] else before or reading.measure
        )
    return before or behind if reading.kind == "share" else behind or before


def carry_measures(facts: list[Fact]) -> list[Fact]:
    """Give a change that names no subject the measure of a figure before it: 发生事故48起、死亡9人，分别下降20%和10%."""
    carried: list[Fact] = []
    bases: list[Fact] = []
    for role, run in groupby(facts, key=_role):
        group = list(run)
        if role == "base":
            bases = [_as_before(fact, before) for before, fact in zip([None, *group], group, strict=False)]
            carried += bases
            continue
        for fact, source in zip(group, _sources(group, bases, carried), strict=True):
            before = carried[-1].measure if carried and fact is not group[0] else None
            carried.append(fact if fact.measure else replace(fact, measure=source or before))
    return carried


def _as_before(fact: Fact, before: Fact | None) -> Fact:
    """Give 97% in 由85%提高到97% what 85% measures."""
    same = before is not None and fact.measure is None and before.kind == fact.kind and _bare(before.unit) == _bare(fact.unit)
    return replace(fact, measure=before.measure) if same and before else fact


def _bare(unit: str | None) -> str:
    """A unit without its multiple: 亿元 and 万亿元 are 元."""
    return (unit or "").lstrip("百千万亿")


def _role(fact: Fact) -> str:
    if fact.kind != "change":
        return "base"
    return "percentage" if fact.unit in {"%", "百分之"} else "difference"


def _sources(group: list[Fact], bases: list[Fact], before: list[Fact]) -> list[tuple[int, int] | None]:
    """Return the measure each change of a run would take: by place where the lists are as long, by unit, or the last one."""
    if len(group) > 1 and len(bases) >= len(group):
        return [fact.measure for fact in bases[-len(group) :]]
    last = before[-1].measure if before else None
    same_unit = {fact.unit: fact.measure for fact in bases}
    return [same_unit.get(fact.unit, last) for fact in group]


def _subject(around: Surroundings, index: int) -> tuple[int, int] | None:
    if around.is_listed(index):
        return None
    low, high = around.near(index)
    verb = around.last_cue((low, high), "rise", "fall", "rise_noun", "fall_noun")
    subject = _trimmed(around, low, verb.start if verb else high)
    return (verb.start, verb.end) if verb and subject is None and verb.code.endswith("_noun") else subject


def _words_before(around: Surroundings, index: int) -> tuple[int, int] | None:
    """Return the words before a figure; of X占Y的12%, X."""
    low, high = around.near(index)
    holder = around.text.find("占", low, high)
    return _trimmed(around, max(low, high - _LONGEST), high if holder <= low else holder)


def _trimmed(around: Surroundings, low: int, high: int) -> tuple[int, int] | None:
    """Leave out the period, the place pointed at, 发生 and what else only leads to the words measured."""
    happened = around.last_cue((low, high), "happen")
    low = happened.end if happened and happened.end < high else low
    opening, predicate = _edges()
    for pattern in (opening, _by_a_time(), _period(), opening, _here(), opening):
        match = pattern.match(around.text, low, high)
        low = match.end() if match else low
    for pattern in (predicate, _at_a_time(), predicate):
        match = pattern.search(around.text, low, high)
        high = match.start() if match else high
    return (low, high) if low < high else None


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    opening, predicate = alternatives("fact_measures", "opening"), alternatives("fact_measures", "predicate")
    return re.compile(rf"(?:{opening}|[、，和\s])+"), re.compile(rf"(?:{predicate}|[、，±\s]|{JOIN})+$")


@cache
def _by_a_time() -> re.Pattern[str]:
    """Match the time by which a level is to be reached (到2030年，养老床位…)."""
    return re.compile(rf"(?:到|至){YEAR}(?:底|末|初|前)?")


@cache
def _at_a_time() -> re.Pattern[str]:
    """Match the time that a level belongs to (住房面积由2012年底的…): it says nothing of what is measured."""
    return re.compile(rf"(?:由|从|自|比|较)?{YEAR}(?:底|末|初)?的?$")


@cache
def _noun_end() -> re.Pattern[str]:
    return re.compile(rf"[，。；：、！？（）\n“”]|{alternatives('fact_measures', 'noun_end')}")


def _noun_behind(around: Surroundings, index: int) -> tuple[int, int] | None:
    low, high = around.after(index)
    low += 1 if around.text[low : low + 1] == "的" else 0
    stop = _noun_end().search(around.text, low, min(high, low + _LONGEST))
    end = stop.start() if stop else min(high, low + _LONGEST)
    return (low, end) if end - low >= 2 else None


def period_of(around: Surroundings, index: int) -> str | None:
    """Return the words of the last period named before a figure in its sentence, leaving out what it is compared with.

    A month or a part of a year behind a named year is of that year (2023年上半年12起，下半年15起).
    """
    found = year = None
    figure = around.figures[index]
    for match in _period().finditer(around.text, max(around.start, figure.start - _FAR), figure.start):
        linked = _link().search(around.text, max(match.start() - 2, around.start), match.start())
        against = _against().match(around.text, match.end())
        if not linked and not against and not _DEADLINE.match(around.text, match.end()):
            opening = _opening_year().match(match.group())
            year = opening.group() if opening else year
            found = match.group() if opening or year is None or not _part_of_year().match(match.group()) else year + match.group()
    return found


@cache
def _opening_year() -> re.Pattern[str]:
    return re.compile(rf"{YEAR}|{alternatives('fact_words', 'period_year')}")


@cache
def _part_of_year() -> re.Pattern[str]:
    return re.compile(rf"{MONTH}|{QUARTER}|[上下]半年|前.{{1,4}}(?:月|季度)")


@cache
def _period() -> re.Pattern[str]:
    """Match a year, a part of one, both, or a range of such."""
    years, parts = alternatives("fact_words", "period_year"), alternatives("fact_words", "period_part")
    part = rf"(?:{MONTH}|{_SPANS}|{QUARTER}|{parts})"
    point = rf"(?:(?:{YEAR}|{years}) ?(?:{part} ?){{0,3}}|{part}(?:{parts})?)"
    return re.compile(rf"(?:{point}(?: ?{JOIN} ?(?:{point}|{DAY}))?)(?<! )")


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_words', 'period_link')})$")


@cache
def _against() -> re.Pattern[str]:
    return re.compile(rf"(?:的)?(?:{alternatives('fact_words', 'period_against')})")


def place_of(around: Surroundings, index: int) -> str | None:
    """Return the place that the clause of a figure names last before it: a name, or 我县, 全市 and the like."""
    figure = around.figures[index]
    start = max(around.start, figure.start - _NEAR)
    marks = list(_CLAUSE_MARK.finditer(around.text, start, figure.start))
    clause = around.text[marks[-1].end() if marks else start : figure.start]
    spans = [
        match.span()
        for pattern in (_here(), _PLACE)
        for match in pattern.finditer(clause)
        if names_a_place(match.group()) or pattern is _here()
    ]
    spans += [(match.start, match.end) for match in load_codebook("fact_places").find(clause)]
    return clause[slice(*max(spans, key=lambda span: span[1]))] if spans else None


@cache
def _here() -> re.Pattern[str]:
    return re.compile(alternatives("fact_words", "here"))
