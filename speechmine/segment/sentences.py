"""Sentences: a speech and its folded view in, segments ending at 。！？； or a paragraph's end out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from speechmine.folding import Folded
from speechmine.records import Section, Sentence, Speech
from speechmine.structure.front import front_borders

__all__ = ["split_sentences"]

_LINE = re.compile(r"[^\n]+")
_MARKS = "。！？；"
_PAIRS = {"”": "“", "’": "‘", "）": "（", "》": "《", "】": "【", "〕": "〔"}
_OPENERS = frozenset(_PAIRS.values())
_LONGEST_PAIR = 300  # characters; a quote that takes more was never closed
_CLOSERS = "”’）》】〕"
_PAIRED = re.compile(f"[{_CLOSERS}{''.join(_PAIRS.values())}]")
_STOP = re.compile(f"[{_MARKS}{''.join(_PAIRS.values())}]")


def split_sentences(speech: Speech, view: Folded) -> tuple[Sentence, ...]:
    """Split a speech into sentences.

    Parameters
    ----------
    speech : Speech
        With its sections: a numbered heading is a sentence of its own, also where it is glued to its neighbours, and so
        are title, speaker, date and salutation where they run together on the first line.
    view : Folded
        Folded view of ``speech.text``; line ends of wrapped lines are gone from it.

    Returns
    -------
    tuple of Sentence
        In order, offsets of ``view.text``, covering every character that is not white space. A sentence ends at a
        paragraph's end or at 。！？； with the quotes and brackets that close behind it, never inside quotes or brackets of
        one line; a quote or bracket that ends in one of those marks ends the sentence. One that is never closed is
        passed over.

    Notes
    -----
    A heading closed by ： stays in one sentence with what follows. ，and … end no sentence, however long it grows.

    Examples
    --------
    >>> text = "渡口要有人守；船要上牌。会上讲了“三问：谁守？谁查？”。散会。"
    >>> [text[s.start:s.end] for s in split_sentences(Speech("a.txt", 0, len(text), text), Folded(text))]
    ['渡口要有人守；', '船要上牌。', '会上讲了“三问：谁守？谁查？”。', '散会。']
    """
    text = view.text
    headings = _heading_spans(speech.sections, view)
    owners = _Owners(speech.sections, view)
    sentences = []
    borders = sorted({edge for span, (_, own) in headings.items() if own for edge in span}.union(front_borders(text)))
    at = 0
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        edges = [start, *_ends(text, start, end), end]
        while at < len(borders) and borders[at] < end:
            if borders[at] > start:
                edges.append(borders[at])
            at += 1
        edges = sorted(set(edges))
        for low, high in pairwise(edges):
            span = _stripped(text, low, high)
            if span[0] < span[1]:
                sentences.append(Sentence(*span, owners.at(span[0]), span in headings, paragraph))
    return tuple(sentences)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        if not match.group().isspace():
            yield match.span()


def _ends(text: str, start: int, end: int) -> list[int]:
    """Offsets behind which a sentence ends inside one line."""
    partners = _partners(text, start, end)
    ends = []
    at = start
    while match := _STOP.search(text, at, end):
        at = match.start()
        if at in partners:
            at = partners[at]  # on the closing mark
            ends_inside = text[at - 1] in _MARKS
            at += 1
            if ends_inside:
                at = _behind_marks(text, at, end)
                ends.append(at)
        elif match.group() in _MARKS:
            at = _behind_marks(text, at, end)
            ends.append(at)
        else:
            at += 1
    return ends


def _behind_marks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _MARKS + _CLOSERS:
        at += 1
    return at


def _partners(text: str, start: int, end: int) -> dict[int, int]:
    """Return the closing offset of each outer quote or bracket of a line that is closed within reach."""
    partners: dict[int, int] = {}
    stacks: dict[str, list[int]] = {opener: [] for opener in _PAIRS.values()}
    for match in _PAIRED.finditer(text, start, end):
        at, char = match.start(), match.group()
        if char in _OPENERS:
            stacks[char].append(at)
        elif char in _PAIRS and stacks[_PAIRS[char]]:
            opened = stacks[_PAIRS[char]].pop()
            if at - opened <= _LONGEST_PAIR:
                partners[opened] = at
    return partners


def _heading_spans(sections: tuple[Section, ...], view: Folded) -> dict[tuple[int, int], tuple[int, bool]]:
    """Span of each heading with its closing marks, and whether it is cut off from its neighbours."""
    spans = {}
    for index, section in enumerate(sections):
        if not section.heading:
            continue
        start, end = view.to_view(section.heading_start), view.to_view(section.heading_end)
        close = _behind_marks(view.text, end, len(view.text))
        colon = view.text[close : close + 1] == "："
        if colon and view.text[close + 1 : close + 2] in ("\n", ""):
            close += 1
        own = section.kind == "heading" and not (colon and view.text[close - 1] != "：")
        spans[start, close] = (index, own)
    return spans


class _Owners:
    """The innermost section at an offset of the view, for offsets asked in rising order."""

    def __init__(self, sections: tuple[Section, ...], view: Folded) -> None:
        self._spans = [(view.to_view(s.start), view.to_view(s.end)) for s in sections]
        self._next = 0
        self._open: list[int] = []

    def at(self, offset: int) -> int | None:
        while self._next < len(self._spans) and self._spans[self._next][0] <= offset:
            self._open.append(self._next)
            self._next += 1
        while self._open and self._spans[self._open[-1]][1] <= offset:
            self._open.pop()
        return self._open[-1] if self._open else None


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
