"""Whether a figure was reached, is to be reached, or counts what is to be done: facts in, facts with a status out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from speechmine.codebooks import load_codebook
from speechmine.records import Fact, SegmentedSpeech

__all__ = ["STATUSES", "facts_with_status"]

STATUSES = ("result", "target", "task")
_FIGURELESS = ("event", "document")
_MARKS = "，；。：！？\n"
_REACH, _FAR = 120, 300  # characters of a clause round its figure, and before it of the words that look ahead
_YEAR_TO_COME = re.compile(
    r"(?:到|至|在)?(?P<year>(?:19|20)\d{2})年(?:底|末)?|明年|后年|今后|下一步|未来[一二三四五六七八九十\d]"
)


def facts_with_status(facts: Iterable[Fact], segmented: SegmentedSpeech, *, directive: Collection[int] = ()) -> tuple[Fact, ...]:
    """Return the facts with their status.

    Parameters
    ----------
    facts : iterable of Fact
    segmented : SegmentedSpeech
    directive : collection of int
        Indices of the sentences that hold a directive.

    Returns
    -------
    tuple of Fact
        ``result`` (was reached or happened), ``target`` (a level to reach) or ``task`` (so much to do, so often); None for
        events and documents. A figure of a sentence that neither demands nor looks ahead is a result.

    Examples
    --------
    >>> from speechmine.extract.annotate import annotate, load_codebooks
    >>> from speechmine.records import Speech
    >>> text = "去年检验渡船48条。今年渡船检验率要达到98%。各镇要每月巡查2次。"
    >>> found = annotate(Speech("a.txt", 0, len(text), text), load_codebooks())
    >>> [(text[fact.start:fact.end], fact.status) for fact in found.facts]
    [('48条', 'result'), ('98%', 'target'), ('2次', 'task')]
    """
    return tuple(
        fact if fact.kind in _FIGURELESS else replace(fact, status=_status(fact, segmented, directive)) for fact in facts
    )


def _status(fact: Fact, segmented: SegmentedSpeech, directive: Collection[int]) -> str:
    index = segmented.sentence_at(fact.start)
    sentence = segmented.sentences[index]
    text = segmented.view.text
    said = _words(_clause(text, fact, sentence.start, sentence.end))
    if "result" in said:
        return "result"
    demanded = index in directive
    if not demanded and not _looks_ahead(text[max(sentence.start, fact.start - _FAR) : fact.start], segmented.speech.year):
        return "result"
    return "target" if "target" in said or fact.kind in ("share", "change") else "task"


def _clause(text: str, fact: Fact, start: int, end: int) -> str:
    """The words between the marks round a figure."""
    start, end = max(start, fact.start - _REACH), min(end, fact.end + _REACH)
    low = max(start, *(text.rfind(mark, start, fact.start) + 1 for mark in _MARKS))
    high = min([at for mark in _MARKS if (at := text.find(mark, fact.end, end)) >= 0], default=end)
    return text[low:high]


def _looks_ahead(text: str, year: int | None) -> bool:
    """Whether words before a figure name a time to come."""
    years = [match["year"] for match in _YEAR_TO_COME.finditer(text)]
    return any(named is None or (year is not None and int(named) > year) for named in years)


def _words(clause: str) -> frozenset[str]:
    return frozenset(match.term.code for match in load_codebook("fact_status").find(clause))
