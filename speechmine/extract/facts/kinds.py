"""Kinds of figures: the figures of a sentence with their surroundings in, a kind and a signed change for each out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from speechmine.extract.facts.cues import Cue, Surroundings
from speechmine.extract.facts.figures import Figure, alternatives
from speechmine.numerals import JOIN

__all__ = ["FigureKind", "paired_measures", "read_kinds"]

_SIGNS = {"rise": "+", "rise_noun": "+", "fall": "-", "fall_noun": "-"}
_CASUALTIES = {"death": "deaths", "injury": "injuries", "casualty": "count"}
_OF_A_CHANGE = re.compile(r"的(?:年均|平均)?(?:速度|幅度)?")
_RESPECTIVELY = re.compile(r"分别|依次")
_SEPARATOR = re.compile(r"[、，和及与]|以及")
_CLAUSE = re.compile(r"[，。；：、\n]")
_LEVEL = re.compile(rf"[到至为]$|^{JOIN}$")
_SENTENCE_MARK = re.compile(r"[。；：！？（）\n]")
_REACH = 10  # characters between a figure and a word that says what it counts
_FAR = 300  # characters before a figure in which the sentence names the accidents that it goes on counting


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What a figure states: kind, sign of a change (empty where none is told), and what is measured where a word says so."""

    kind: str
    sign: str = ""
    measure: tuple[int, int] | None = None


def read_kinds(around: Surroundings) -> list[FigureKind | None]:
    """Read the kind of each figure of a sentence; None for 一 as an article.

    The order of the rules matters: a change is told by its verb before any counted noun is looked for, an item of a list
    with 分别 before the words beside the figure, and what stands before a figure before what stands behind it.
    """
    paired = paired_measures(around)
    readings: list[FigureKind | None] = []
    consumed = around.start
    for index, figure in enumerate(around.figures):
        reading = _change(around, index, readings) or _item_kind(around, index, paired.get(index))
        if reading is None:
            reading, consumed = _stated(around, index, readings=readings, consumed=consumed)
        if index in paired and reading is not None:
            reading = FigureKind(reading.kind, reading.sign, paired[index])
        readings.append(None if figure.article and not _counts_one(around, index, reading) else reading)
    return readings


# Changes ----------------------------------------------------------------------------------------------------------------


def _change(around: Surroundings, index: int, readings: list[FigureKind | None]) -> FigureKind | None:
    figure = around.figures[index]
    cue = _direction(around, index)
    if cue is not None:
        return FigureKind("change", "-" if figure.sign == "-" else _SIGNS[cue.code])
    before = readings[index - 1] if index else None
    if figure.sign and (figure.unit_class == "ratio" or figure.sign == "+" or _is_compared(around, index, before)):
        return FigureKind("change", figure.sign)
    if around.is_listed(index) and before is not None and before.kind == "change":
        return FigureKind("change", before.sign) if _goes_on(around.figures[index - 1], figure) else None
    return FigureKind("change") if figure.unit in {"个百分点", "百分点"} else None


def _is_compared(around: Surroundings, index: int, before: FigureKind | None) -> bool:
    """Whether a signed figure follows a word of comparing at once (同比-12起), or a change with a sign."""
    if before is not None and before.kind == "change" and around.figures[index - 1].sign:
        return True
    end = around.figures[index].opening
    end -= around.text[end - 1 : end] == "（"
    cue = around.last_cue((max(around.start, end - _REACH), end), "compare", "period_against")
    return cue is not None and around.is_gap(cue.end, end, noun=True)


def _goes_on(before: Figure, figure: Figure) -> bool:
    """Whether a list of changes goes on: 减少12起、5人, but not 偏多三成，34个县."""
    return before.unit_class != "none" and not (before.unit_class == "ratio" and figure.unit_class not in {"ratio", "none"})


def _direction(around: Surroundings, index: int) -> Cue | None:
    """Return the verb or noun of change that governs a figure, from before it or, with 的, from behind."""
    near = around.near(index)
    cue = around.last_cue(near, *_SIGNS)
    if cue is not None and (around.is_gap(cue.end, near[1], noun=cue.code.endswith("_noun")) or _has_object(around, cue, index)):
        return cue
    if around.figures[index].unit_class != "ratio":
        return None
    after = around.after(index)
    following = next(around.cues_in(after, *_SIGNS), None)
    return following if following and _OF_A_CHANGE.fullmatch(around.text, after[0], following.start) else None


def _has_object(around: Surroundings, cue: Cue, index: int) -> bool:
    """Whether a casualty or 事故 is all that stands between the verb of a comparison and its figure (同比减少事故3起)."""
    end = around.figures[index].start
    counted = around.last_cue((cue.end, end), "accident", "death", "injury", "casualty")
    if counted is None or not around.is_gap(counted.end, end):
        return False
    compared = around.last_cue((max(around.start, cue.start - 20), cue.start), "compare", "period_against")
    return compared is not None and counted.start - cue.end <= 6


# Counts -----------------------------------------------------------------------------------------------------------------


def _item_kind(around: Surroundings, index: int, item: tuple[int, int] | None) -> FigureKind | None:
    """Return the kind by the item of a list with 分别 that a figure belongs to."""
    if item is None:
        return None
    unit_class = around.figures[index].unit_class
    cue = around.last_cue(item, "accident", "death", "injury", "loss")
    kind = (
        {"people": _CASUALTIES, "cases": {"accident": "accidents"}, "money": {"loss": "loss"}}.get(unit_class, {}).get(cue.code)
        if cue
        else None
    )
    return FigureKind(kind, "", item) if kind else None


def _stated(
    around: Surroundings, index: int, *, readings: list[FigureKind | None], consumed: int
) -> tuple[FigureKind | None, int]:
    """Return the kind of a figure that is no change, and up to where the words behind it are used up."""
    unit_class = around.figures[index].unit_class
    before = _reached_from(around, index, readings)
    if before is None and unit_class == "people":
        return _people(around, index, readings=readings, consumed=consumed)
    return before or _counted(around, index, unit_class), consumed


def _counted(around: Surroundings, index: int, unit_class: str) -> FigureKind:
    """Return the kind of a figure by the class of its unit, and for money and cases by the words beside it."""
    if unit_class == "money":
        return _money(around, index)
    if unit_class in {"cases", "visits"}:
        return _cases(around, index)
    share = unit_class == "ratio" and around.figures[index].unit != "倍"
    return FigureKind("share" if share else _CASUALTIES.get(unit_class, "count"))


def _reached_from(around: Surroundings, index: int, readings: list[FigureKind | None]) -> FigureKind | None:
    """Return the reading of the figure before, where this is the level reached from it (从15人降至10人)."""
    low, high = around.lead(index)
    before = readings[index - 1] if index else None
    if before is None or before.kind == "change" or high - low > 6 or _CLAUSE.search(around.text, low, high):
        return None
    same_class = around.figures[index].unit_class == around.figures[index - 1].unit_class
    return before if same_class and _LEVEL.search(around.text, low, high) else None


def _people(
    around: Surroundings, index: int, *, readings: list[FigureKind | None], consumed: int
) -> tuple[FigureKind | None, int]:
    near, after = around.near(index), around.after(index)
    left = around.last_cue((max(near[0], consumed), near[1]), *_CASUALTIES)
    if left is not None and near[1] - left.end <= _REACH:
        joined = around.last_cue((max(near[0], consumed), left.start), "death")  # 死亡和失踪12人
        code = "death" if joined and left.start - joined.end <= 1 and left.code == "casualty" else left.code
        return FigureKind(_CASUALTIES[code], "", (left.start, left.end)), consumed
    right = next(around.cues_in(after, *_CASUALTIES), None)
    if right is not None and right.start - after[0] <= _REACH:
        return FigureKind(_CASUALTIES[right.code], "", (right.start, right.end)), right.end
    before = readings[index - 1] if around.is_listed(index) else None
    return (before if before is not None and before.kind in _CASUALTIES.values() else FigureKind("count")), consumed


def _money(around: Surroundings, index: int) -> FigureKind:
    near, after = around.near(index), around.after(index)
    left, right = around.last_cue(near, "loss"), next(around.cues_in(after, "loss"), None)
    if left is not None and near[1] - left.end <= _REACH:
        return FigureKind("loss", "", (left.start, left.end))
    if right is not None and right.start - after[0] <= 1:
        return FigureKind("loss", "", (right.start, right.end))
    return FigureKind("count")


def _cases(around: Surroundings, index: int) -> FigureKind:
    """Accidents or other cases: by the noun before, else the one behind, else the last one of the sentence."""
    near, figure = around.near(index), around.figures[index]
    cue = around.last_cue(near, "accident", "case") or _counted_behind(around, index)
    if figure.unit_class == "visits":
        happened = cue is not None and (cue.start >= figure.end or around.last_cue(near, "happen") is not None)
        return _case_reading(cue) if happened else FigureKind("count")
    if cue is None and figure.unit in {"起", "宗"}:
        cue = around.last_cue((max(around.start, figure.start - _FAR), figure.start), "accident", "case")
    return _case_reading(cue)


def _case_reading(cue: Cue | None) -> FigureKind:
    return FigureKind("count" if cue is None or cue.code == "case" else "accidents", "", (cue.start, cue.end) if cue else None)


def _counted_behind(around: Surroundings, index: int) -> Cue | None:
    """Return the head of the noun phrase behind a figure: the last of the cues that follow one another at once."""
    head: Cue | None = None
    for cue in around.cues_in(around.after(index), "accident", "case"):
        if head is not None and cue.start > head.end:
            break
        head = cue
    return head


def _counts_one(around: Surroundings, index: int, reading: FigureKind | None) -> bool:
    """Whether 一 counts: one dead, one hurt, or 发生一起事故 that is not denied."""
    if reading is None or reading.kind not in {"deaths", "injuries", "accidents"}:
        return False
    figure: Figure = around.figures[index]
    if around.last_cue((max(around.start, figure.start - 12), figure.start), "deny") is not None:
        return False
    if reading.kind != "accidents":
        return True
    happened = around.last_cue(around.near(index), "happen")
    if happened is None:
        return False
    behind_noun = reading.measure is not None and happened.end <= reading.measure[0] < figure.start  # 发生事故一起
    return happened.end == figure.start or behind_noun


# Lists with 分别 -----------------------------------------------------------------------------------------------------------


def paired_measures(around: Surroundings) -> dict[int, tuple[int, int]]:
    """Pair the figures of a list behind 分别, or behind one verb of change, with the items before it.

    Returns
    -------
    dict of int to tuple of int
        Index of a figure, span of its item; only where there are as many items as figures.
    """
    pairs: dict[int, tuple[int, int]] = {}
    for first, last in _lists(around):
        low, high = around.lead(first)
        marks = list(_RESPECTIVELY.finditer(around.text, low, high))
        verb = _direction(around, first)
        cut = marks[-1].start() if marks else verb.start if verb else None
        if cut is not None and verb and verb.code.endswith("_noun"):
            cut = min(cut, verb.start)  # 降幅分别为
        if cut is not None and last > first:
            items = _items(around.text, low, cut)[-(last - first + 1) :]
            if len(items) == last - first + 1:
                pairs.update(zip(range(first, last + 1), items, strict=True))
    return pairs


def _lists(around: Surroundings) -> list[tuple[int, int]]:
    """First and last index of each run of figures with only separators between them."""
    runs: list[tuple[int, int]] = []
    for index in range(len(around.figures)):
        if runs and around.is_listed(index):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _items(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Coordinated items at the end of a span, without what they are compared with."""
    against = _against().search(text, low, high)
    high = against.start() if against else high
    marks = list(_SENTENCE_MARK.finditer(text, low, high))
    begin = marks[-1].end() if marks else low
    items = []
    for separator in _SEPARATOR.finditer(text, begin, high):
        items.append((begin, separator.start()))
        begin = separator.end()
    return [item for item in [*items, (begin, high)] if item[0] < item[1]]


@cache
def _against() -> re.Pattern[str]:
    """Match what the items are compared with, behind them (与去年同期相比)."""
    words = alternatives("fact_words", "compare", "period_link", "period_year", "period_against")
    return re.compile(rf"(?:[，\s]|{words}|\d{{4}}年)*$")
