"""Numbered headings: folded text in, the enumerators that open headings out, with where each heading ends.

An enumerator at a line's start opens a heading. One inside a line needs its neighbours: the number before it or after it,
and a sentence's end between the two, for the items of a list inside a sentence have none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from speechmine.structure.enumerators import IN_A_ROW, ITEM_RANK, Enumerator
from speechmine.structure.vocabulary import alternation

__all__ = ["Heading", "TextMarks", "find_headings"]

_STOP = re.compile(r"[。！？\n]")
_MARK = re.compile(r"[，。！？；：]")
_CLOSE = re.compile(r"[。！？；：\n]")
_PARAGRAPH = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_ENCLOSED = re.compile(r"“[^“”\n]{0,400}”|（[^（）\n]{0,200}）|《[^《》\n]{0,100}》")
_NOWHERE = (1 << 60, 1 << 60)  # a span behind any text
_LONGEST_LINE = 90  # characters of a heading that has a line of its own
_LONGEST_RUNNING = 45  # characters of one that runs into its paragraph
_SHORT_SENTENCE = 8
_LONGEST_PARAGRAPH = 1000
_ENDLESS = 1 << 60
_UNCLOSED = 60  # how far behind an unclosed heading its first child may stand
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: `start` at the marker, `end` before the mark that closes it, `close` behind that mark.

    ``close == end`` where nothing closes it, ``end == marker_end`` where the words behind the marker are no heading.
    """

    start: int
    marker_end: int
    end: int
    close: int
    kind: str
    family: str
    rank: int
    number: int
    place: str


class TextMarks:
    """Offsets of a folded text that every rule of the outline looks up: stops, closing marks, enclosed spans."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._enclosed = [match.span() for match in _ENCLOSED.finditer(text)]
        self._starts = [start for start, _ in self._enclosed]
        self._stops = self.not_enclosed(match.start() for match in _STOP.finditer(text))
        self._paragraphs = [match.end() for match in _PARAGRAPH.finditer(text)]
        self._closes = self.not_enclosed(match.start() for match in _CLOSE.finditer(text))

    def encloses(self, offset: int) -> bool:
        """Whether an offset lies inside quotes, brackets or book-title marks of one line."""
        i = bisect_left(self._starts, offset) - 1
        return i >= 0 and offset < self._enclosed[i][1] - 1

    def not_enclosed(self, offsets: Iterable[int]) -> list[int]:
        """Those of the sorted offsets that lie outside of quotes, brackets and book-title marks."""
        kept = []
        spans = iter(self._enclosed)
        start, end = next(spans, _NOWHERE)
        for offset in offsets:
            while offset >= end - 1:
                start, end = next(spans, _NOWHERE)
            if offset <= start:
                kept.append(offset)
        return kept

    def stops_between(self, start: int, end: int) -> bool:
        """Whether a sentence or a line ends between two offsets."""
        i = bisect_left(self._stops, start)
        return i < len(self._stops) and self._stops[i] < end

    def next_close(self, offset: int) -> int:
        """Offset of the next 。！？；： or line end outside quotes, the text's length if there is none."""
        i = bisect_left(self._closes, offset)
        return self._closes[i] if i < len(self._closes) else len(self.text)

    def paragraphs_between(self, start: int, end: int) -> int:
        """Count the lines with words that begin in a span."""
        return bisect_left(self._paragraphs, end) - bisect_left(self._paragraphs, start)

    def end_of_paragraphs(self, start: int, count: int) -> int:
        """Offset where the line ends that is the `count`-th with words from `start`."""
        i = bisect_left(self._paragraphs, start) + count
        return self.text.rfind("\n", 0, self._paragraphs[i]) + 1 if i < len(self._paragraphs) else len(self.text)

    def line_end(self, offset: int) -> int:
        """Offset of the end of the line that holds `offset`."""
        at = self.text.find("\n", offset)
        return len(self.text) if at < 0 else at

    def line_length(self, offset: int) -> int:
        """Count the characters of the line that holds `offset`; a text of one line counts as endless."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.line_end(offset)
        return end - start if start or end < len(self.text) else _ENDLESS

    def opens_line(self, offset: int) -> bool:
        """Whether nothing but white space stands before `offset` in its line."""
        return not self.text[self.text.rfind("\n", 0, offset) + 1 : offset].strip()


def find_headings(marks: TextMarks, enumerators: list[Enumerator]) -> list[Heading]:
    """Select the enumerators that open numbered headings and delimit each heading; tables of contents are left out.

    Parameters
    ----------
    marks : TextMarks
        The folded text.
    enumerators : list of Enumerator
        All of the text's, in order; items (一是, 第一，) are passed over.

    Returns
    -------
    list of Heading
        In order, of kind ``heading``.
    """
    numbered = [e for e in enumerators if e.rank < ITEM_RANK and not marks.encloses(e.start)]
    accepted = _accept(marks, numbered)
    starts = [*(e.start for e in accepted), len(marks.text)][1:]
    headings = [_delimit(marks, e, following) for e, following in zip(accepted, starts, strict=True)]
    return _without_contents(marks.text, headings)


def _accept(marks: TextMarks, numbered: list[Enumerator]) -> list[Enumerator]:
    successors = _successors(numbered)
    rank_of = {e.family: e.rank for e in numbered}
    accepted: list[Enumerator] = []
    last: dict[str, int] = {}  # the highest number reached by each family in the section that is open
    reached: dict[str, int] = {}  # the last number of each family, for rows that count on from section to section
    for enumerator, successor in zip(numbered, successors, strict=True):
        before = accepted[-1] if accepted else None
        counts_on = reached.get(enumerator.family) == enumerator.number - 1
        number = last.get(enumerator.family, enumerator.number - 1 if counts_on else 0)
        if not _opens_heading(marks, enumerator, successor=successor, before=before, last=number):
            continue
        accepted.append(enumerator)
        last = {family: number for family, number in last.items() if rank_of[family] < enumerator.rank}
        last[enumerator.family] = reached[enumerator.family] = enumerator.number
    return accepted


def _successors(numbered: list[Enumerator]) -> list[Enumerator | None]:
    """For each enumerator the next of its family that counts one or two further."""
    following: dict[tuple[str, int], Enumerator] = {}
    found: list[Enumerator | None] = []
    for e in reversed(numbered):
        later = [following[key] for key in ((e.family, e.number + 1), (e.family, e.number + 2)) if key in following]
        found.append(min(later, key=lambda other: other.start) if later else None)
        following[e.family, e.number] = e
    return found[::-1]


def _opens_heading(
    marks: TextMarks, e: Enumerator, *, successor: Enumerator | None, before: Enumerator | None, last: int
) -> bool:
    if e.doubtful and not (e.number == last + 1 and (successor or _is_bare_line(marks, e))):
        return False
    if e.place == "line":
        return e.family not in IN_A_ROW or (e.number == last + 1 and (e.number > 1 or successor is not None))
    if e.number > 1:  # the next number of a row that has begun; behind a word only in the forms that stand for nothing else
        follows = last == e.number - 1 or (e.place == "sentence" and last == e.number - 2 > 0)
        return follows and (e.place == "sentence" or (e.place == "glued" and e.family in ("han", "han_bracket")))
    if successor is None or not marks.stops_between(e.end, successor.start):
        return False  # a list inside a sentence
    if e.place == "clause":  # 讲三点意见：一、
        return marks.text[e.start - 1] == "：" and successor.place in ("line", "sentence")
    return e.place == "sentence" or _is_first_child(marks, e, successor=successor, before=before)


def _is_bare_line(marks: TextMarks, e: Enumerator) -> bool:
    return e.place == "line" and not _MARK.search(marks.text, e.end, marks.line_end(e.end))


def _is_first_child(marks: TextMarks, e: Enumerator, *, successor: Enumerator, before: Enumerator | None) -> bool:
    """Whether a first number is glued behind the title, or behind a coarser heading that no mark closes."""
    if before is None:
        return e.family == "han" and successor.place in ("line", "sentence")
    return before.rank < e.rank and e.start - before.end <= _UNCLOSED and not marks.stops_between(before.end, e.start)


def _delimit(marks: TextMarks, e: Enumerator, following: int) -> Heading:
    """Find where the heading ends: at a mark, a line end, the next heading, or where words that open a sentence follow."""
    text = marks.text
    start = e.end
    while start < len(text) and text[start] in " \t":
        start += 1
    end = min(marks.next_close(start), following)
    alone = not text[end : marks.line_end(end)].strip("。！？；：”’） ") and end < following
    if end - start > (_LONGEST_LINE if alone else _LONGEST_RUNNING):
        cut = _opening_of_body(text[start : start + _LONGEST_RUNNING + 8])
        end = start + cut if cut else e.end
    elif not alone and end - start > _SHORT_SENTENCE and marks.line_length(start) > _LONGEST_PARAGRAPH:
        end = start + (_opening_of_body(text[start:end]) or end - start)  # no line ends at all: nothing else closes it
    close = end
    while close < len(text) and end > e.end and text[close] in "。！？；：”’）" and close < following:
        close += 1
    end = max(len(text[:end].rstrip()) if text[end - 1 : end].isspace() else end, e.end)
    return Heading(e.start, e.end, end, max(close, end), "heading", e.family, e.rank, e.number, e.place)


def _opening_of_body(text: str) -> int:
    """Where the body begins behind a heading that no mark closes; 0 where nothing shows it."""
    match = _body_opener().search(text, _SHORTEST)
    return match.start() if match else 0


@cache
def _body_opener() -> re.Pattern[str]:
    return re.compile(
        r"(?<![，、的是在对把和与及请“])" + rf"(?:\d{{4}}年[，是]|\d{{1,2}}月\d{{1,2}}日|{alternation('headings', 'opener')})"
    )


def _without_contents(text: str, headings: list[Heading]) -> list[Heading]:
    """Drop the entries of a table of contents: headings without a body whose words come again as a heading."""
    last_place: dict[tuple[str, int, str], int] = {}
    keys = [(h.family, h.number, re.sub(r"[\s.…\d]+\Z", "", text[h.marker_end : h.end]).strip()[:30]) for h in headings]
    for key, heading in zip(keys, headings, strict=True):
        last_place[key] = heading.start
    kept = []
    for i, (key, heading) in enumerate(zip(keys, headings, strict=True)):
        following = headings[i + 1].start if i + 1 < len(headings) else len(text)
        comes_again = last_place[key] != heading.start and key[2]
        if not (comes_again and (following - heading.close < 20 or _in_contents(headings, last_place, keys, i))):
            kept.append(heading)
    return kept


def _in_contents(
    headings: list[Heading], last_place: dict[tuple[str, int, str], int], keys: list[tuple[str, int, str]], i: int
) -> bool:
    """Whether it is the last entry, which title and salutation follow: the entry before it comes again, too."""
    return i > 0 and last_place[keys[i - 1]] != headings[i - 1].start and headings[i].start - headings[i - 1].close < 20
