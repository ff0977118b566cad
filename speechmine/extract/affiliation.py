"""Which sectors directives and facts belong to: what was found in a speech in, the same with their sectors out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from speechmine.records import Directive, Fact, SectorSpan

__all__ = ["directives_with_sectors", "facts_with_sectors"]

_CLAUSE_END = re.compile(r"[，。；：\n]")


def directives_with_sectors(directives: Iterable[Directive], sectors: Sequence[SectorSpan]) -> tuple[Directive, ...]:
    """Give each directive the sectors that its clause names or that govern it, in the order in which they first stand.

    Parameters
    ----------
    directives : iterable of Directive
    sectors : sequence of SectorSpan
        All of the speech.
    """
    places = _Places(sectors)
    found = []
    for directive in directives:
        codes = _codes(places.touching(directive.start, directive.end))
        found.append(directive._replace(sectors=codes) if codes != directive.sectors else directive)
    return tuple(found)


def facts_with_sectors(facts: Iterable[Fact], sectors: Sequence[SectorSpan], text: str) -> tuple[Fact, ...]:
    """Give each fact the sectors that its own clause names; the whole sentence's would claim too much.

    Parameters
    ----------
    facts : iterable of Fact
    sectors : sequence of SectorSpan
        All of the speech.
    text : str
        The speech, folded.
    """
    mentions = _Places([span for span in sectors if span.how == "mention"])
    ends = [-1, *(match.start() for match in _CLAUSE_END.finditer(text)), len(text)]
    found = []
    for fact in facts:
        start, end = _clause(ends, fact.start, fact.end)
        codes = _codes(span for span in mentions.touching(start, end) if start <= span.start and span.end <= end)
        found.append(replace(fact, sectors=codes) if codes else fact)
    return tuple(found)


def _codes(spans: Iterable[SectorSpan]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.code for span in spans))


def _clause(ends: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The clause around a span, without the marks that bound it; `ends` are where those stand."""
    return ends[bisect_left(ends, start) - 1] + 1, ends[bisect_left(ends, end)]


class _Places:
    """Spans by the stretch of text that they touch, so that a long text takes no longer for each of its rows."""

    _STRETCH = 400  # characters

    def __init__(self, spans: Sequence[SectorSpan]) -> None:
        self._spans = spans
        self._by_stretch: dict[int, list[int]] = {}
        for i, span in enumerate(spans):
            for stretch in self._stretches(span.start, span.end):
                self._by_stretch.setdefault(stretch, []).append(i)

    def touching(self, start: int, end: int) -> list[SectorSpan]:
        """Return the spans that share a character with a span, in their order."""
        stretches = self._stretches(start, end)
        if len(stretches) == 1:
            near: Sequence[int] = self._by_stretch.get(stretches[0], ())
        else:
            near = sorted({i for stretch in stretches for i in self._by_stretch.get(stretch, ())})
        return [self._spans[i] for i in near if self._spans[i].start < end and start < self._spans[i].end]

    def _stretches(self, start: int, end: int) -> range:
        return range(start // self._STRETCH, (end - 1) // self._STRETCH + 1)
