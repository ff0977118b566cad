"""Read a sentence as units: words and lexicon terms in one row, with quotations taken whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speechmine.codebooks import Codebook
from speechmine.records import SegmentedSpeech, Word

__all__ = ["Unit", "read_units"]

# A quotation, a title or a bracket is one unit, unless it is long: then somebody's sentences stand in it.
_WHOLE = re.compile(r"“[^“”\n]{1,40}”|‘[^‘’\n]{1,30}’|《[^《》\n]{1,80}》|（[^（）\n]{1,60}）|【[^【】\n]{1,30}】")
# A point or stretch of time that limits or dates an act: 6月底前, 今年年底前, 24小时内, 从今天起, 5月1日.
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两半几]{1,3}|[×X]{1,2})"
_TIMES = re.compile(
    rf"(?:(?:今年|明年|当年|每年|{_NUMBER}年)?{_NUMBER}月(?:{_NUMBER}日|底|初|中旬|上旬|下旬|份)?|(?:今年|明年|当年)?(?:年底|年末|上半年|下半年)|{_NUMBER}(?:个)?(?:小时|天|日|个月|周|分钟|个工作日)|"
    rf"本(?:周|月|季度?)[一二三四五六日底]?|春节|元旦|国庆|清明|汛期|节日|节|汛|会|开学)(?:以前|之前|前|以内|之内|内)"
    rf"|从(?:今天|现在|即日|今年|{_NUMBER}月(?:{_NUMBER}日)?)(?:起|开始)"
)
_OPENS_SPEECH = re.compile(r"[，：]$")
_NO_CODES: frozenset[str] = frozenset()
_TIME_CODES = frozenset(("condition_adverb", "deadline"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a lexicon term: half-open span in the view, the lexicon codes it has, its part of speech."""

    start: int
    end: int
    text: str
    codes: frozenset[str]
    tag: str

    def has(self, *codes: str) -> bool:
        """Return whether the unit has one of the codes."""
        return any(code in self.codes for code in codes)


def read_units(segmented: SegmentedSpeech, span: tuple[int, int], lexicon: Codebook, whole: Iterable[tuple[int, int]] = ()) -> list[Unit]:
    """Read the units of a span of the folded view.

    Parameters
    ----------
    segmented : SegmentedSpeech
    span : tuple of int
        Half-open span of the view, as a rule a sentence.
    lexicon : Codebook
        Its terms count where they begin and end at a word's border.
    whole : iterable of tuple of int
        Spans (slogans) to take as one unit each, beside quotations, titles and brackets.

    Returns
    -------
    list of Unit
        In order, without overlap; white space is no unit.
    """
    start, end = span
    text = segmented.view.text
    words = segmented.words_in(start, end)
    blocks = _blocks(text, span, whole)
    times = [match.span() for match in _TIMES.finditer(text, start, end) if not _covered(match.span(), blocks)]
    blocks = sorted([*blocks, *times])
    terms: dict[tuple[int, int], set[str]] = {}
    for match in lexicon.find(text[start:end]):
        at = (start + match.start, start + match.end)
        if not _covered(at, blocks):
            terms.setdefault(at, set()).add(match.term.code)
    starts, ends = _borders(words, list(terms))
    terms = {at: codes for at, codes in terms.items() if at[0] in starts and at[1] in ends}
    units = [Unit(a, b, text[a:b], _TIME_CODES if (a, b) in times else _NO_CODES, "t" if (a, b) in times else "n") for a, b in blocks]
    units += [Unit(a, b, text[a:b], frozenset(codes), _tag_of(words, a, b)) for (a, b), codes in terms.items()]
    taken = sorted((unit.start, unit.end) for unit in units)
    units += [Unit(w.start, w.end, text[w.start : w.end], _NO_CODES, w.tag) for w in words if not _covered((w.start, w.end), taken)]
    return sorted(units, key=lambda unit: unit.start)


def _borders(words: Sequence[Word], terms: Sequence[tuple[int, int]]) -> tuple[set[int], set[int]]:
    """Offsets where a term may begin and end: the words' borders, and those inside a word that terms tile (切实|落实)."""
    starts, ends = {word.start for word in words}, {word.end for word in words}
    follows = dict(terms)
    for word in words:
        at, inside = word.start, []
        while at in follows and follows[at] < word.end:
            at = follows[at]
            inside.append(at)
        if inside and follows.get(at) == word.end:
            starts.update(inside)
            ends.update(inside)
    return starts, ends


def _blocks(text: str, span: tuple[int, int], whole: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    start, end = span
    blocks = sorted((a, b) for a, b in whole if start <= a and b <= end)
    for match in _WHOLE.finditer(text, start, end):
        speech = match.group()[0] == "“" and _OPENS_SPEECH.search(text, start, match.start()) and len(match.group()) > 14
        if not speech and not _covered(match.span(), blocks):
            blocks = [block for block in blocks if not (match.start() <= block[0] and block[1] <= match.end())]
            blocks = sorted([*blocks, match.span()])
    return blocks


def _covered(span: tuple[int, int], blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of the sorted, disjoint blocks."""
    i = bisect_right(blocks, (span[0], 1 << 60)) - 1
    return (i >= 0 and blocks[i][1] > span[0]) or (i + 1 < len(blocks) and blocks[i + 1][0] < span[1])


def _tag_of(words: Sequence[Word], start: int, end: int) -> str:
    """Part of speech of a term: that of its first word where it is one word, else none."""
    i = bisect_left([word.start for word in words], start)
    return words[i].tag if i < len(words) and (words[i].start, words[i].end) == (start, end) else ""
