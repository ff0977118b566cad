"""Which sectors directives and facts belong to: what was found in a speech in, the same with their sectors out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from speechmine.records import Directive, Fact, SectorSpan

__all__ = ["directives_with_sectors", "facts_with_sectors"]

_CLAUSE_ENDS = "，。；：\n"


def directives_with_sectors(directives: Iterable[Directive], sectors: Sequence[SectorSpan]) -> tuple[Directive, ...]:
    """Give each directive the sectors that its clause names or that govern it, in the order in which they first stand.

    Parameters
    ----------
    directives : iterable of Directive
    sectors : sequence of SectorSpan
        All of the speech.
    """
    places = _Places(sectors)
    return tuple(d._replace(sectors=_codes(places.touching(d.start, d.end))) for d in directives)


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
    found = []
    for fact in facts:
        start, end = _clause(text, fact.start, fact.end)
        codes = _codes(span for span in mentions.touching(start, end) if start <= span.start and span.end <= end)
        found.append(replace(fact, sectors=codes) if codes else fact)
    return tuple(found)


def _codes(spans: Iterable[SectorSpan]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.code for span in spans))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span, without the marks that bound it."""
    ends = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end)) >= 0]
    return max(text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1, min(ends, default=len(text))


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
        near = sorted({i for stretch in self._stretches(start, end) for i in self._by_stretch.get(stretch, ())})
        return [self._spans[i] for i in near if self._spans[i].start < end and start < self._spans[i].end]

    def _stretches(self, start: int, end: int) -> range:
        return range(start // self._STRETCH, (end - 1) // self._STRETCH + 1)
