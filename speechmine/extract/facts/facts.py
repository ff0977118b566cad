"""Facts of a speech: a segmented speech in, its figures, named events and cited documents out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby

from speechmine.extract.facts.arithmetic import check_changes
from speechmine.extract.facts.circumstances import carry_measures, measure_of, period_of, place_of
from speechmine.extract.facts.cues import Surroundings, read_surroundings
from speechmine.extract.facts.documents import find_documents
from speechmine.extract.facts.events import find_events
from speechmine.extract.facts.figures import Figure, find_figures
from speechmine.extract.facts.kinds import FigureKind, read_kinds
from speechmine.records import Fact, SegmentedSpeech

__all__ = ["find_facts"]


def find_facts(segmented: SegmentedSpeech, *, slogans: Sequence[tuple[int, int]] = ()) -> tuple[Fact, ...]:
    """Find the figures, events and documents that a speech states.

    Parameters
    ----------
    segmented : SegmentedSpeech
        Its view and sentences are read; its words are not needed.
    slogans : sequence of (start, end)
        Spans of the numeric slogans (四个现代化) in order: the numerals in them count nothing.

    Returns
    -------
    tuple of Fact
        In order, without overlap, offsets of the view. A figure inside an event's name or a title is part of that. Not
        facts: dates, clock times and spans of time, ordinals, numeric slogans, numbered points, 一 as an article. Figures
        of a requirement (每年不少于2次) are facts of kind ``count`` or ``share``: the speech states them.

    Notes
    -----
    The year of the speech is used only where the text says 今年, 去年 or 前年 beside an event.

    Examples
    --------
    >>> from speechmine.folding import Folded
    >>> from speechmine.records import Sentence, Speech
    >>> text = "去年全县发生事故48起，同比减少12起，下降20%。"
    >>> speech = Speech(source="x.txt", start=0, end=len(text), text=text)
    >>> sentence = Sentence(0, len(text), section=None, in_heading=False, paragraph=0)
    >>> for fact in find_facts(SegmentedSpeech(speech, Folded(text), (sentence,), ())):
    ...     print(text[fact.start:fact.end], fact.kind, fact.value, fact.change, fact.period, fact.check)
    48起 accidents 48 None 去年 consistent
    12起 change 12 -12 去年 consistent
    20% change 20 -20 去年 consistent
    """
    text = segmented.view.text
    named = sorted(
        [*find_documents(text), *find_events(text, year=segmented.speech.year)], key=lambda fact: (fact.start, -fact.end)
    )
    named = _without_overlap(named)
    figures = _outside(find_figures(text), [*map(_span, named)])
    figures = _outside(figures, slogans)
    stated: list[Fact] = []
    for index, group in groupby(figures, key=lambda figure: segmented.sentence_at(figure.start)):
        sentence = segmented.sentences[index]
        around = read_surroundings(text, sentence.start, sentence.end, tuple(group))
        stated += _facts_of(around)
    return tuple(sorted([*named, *stated], key=lambda fact: fact.start))


def _without_overlap(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in facts:
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return kept


def _span(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end


def _outside(figures: Iterable[Figure], spans: Sequence[tuple[int, int]]) -> list[Figure]:
    """Figures that begin in none of the spans, the names of events and the titles."""
    starts = [start for start, _ in spans]
    kept = []
    for figure in figures:
        at = bisect_right(starts, figure.start) - 1
        if at < 0 or figure.start >= spans[at][1]:
            kept.append(figure)
    return kept


def _facts_of(around: Surroundings) -> list[Fact]:
    readings = read_kinds(around)
    facts = [_fact(around, index, reading) for index, reading in enumerate(readings) if reading is not None]
    return check_changes(carry_measures(facts))


def _fact(around: Surroundings, index: int, reading: FigureKind) -> Fact:
    figure = around.figures[index]
    change = None
    if reading.sign and figure.value is not None:
        change = f"{reading.sign}{figure.value}".removeprefix("+")
    return Fact(
        figure.start,
        figure.end,
        reading.kind,
        value=figure.value,
        unit=figure.unit,
        change=change,
        measure=measure_of(around, index, reading),
        period=period_of(around, index),
        place=place_of(around, index),
        approximate=figure.approximate,
    )
