"""Read a sentence as units: words and lexicon terms in one row, with quotations, titles and points of time taken whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speechmine.extract.lexicon import DEONTICS, Lexicon
from speechmine.records import SegmentedSpeech, Word

__all__ = ["Unit", "read_units"]

Span = tuple[int, int]

# A quotation, a title or a bracket is one unit, unless it is long: then somebody's sentences stand in it.
_WHOLE = re.compile(r"“[^“”\n]{1,40}”|‘[^‘’\n]{1,30}’|《[^《》\n]{1,80}》|（[^（）\n]{1,60}）|【[^【】\n]{1,30}】")
_OPENS_SPEECH = re.compile(r"[，：]$")
_LONGEST_QUOTED_NAME = 14  # characters with the quotation marks; what is longer behind ，or ：is somebody's words
_NO_CODES: frozenset[str] = frozenset()
_TIME_CODES = frozenset(("condition_adverb", "time"))
_CUTTING = frozenset((*DEONTICS, "transitive"))
_NAMING_TAGS = ("n", "r")


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
        return not self.codes.isdisjoint(codes)


def read_units(segmented: SegmentedSpeech, span: Span, lexicon: Lexicon, whole: Iterable[Span] = ()) -> list[Unit]:
    """Read the units of a span of the folded view.

    Parameters
    ----------
    segmented : SegmentedSpeech
    span : tuple of int
        Half-open span of the view, as a rule a sentence.
    lexicon : Lexicon
        Its terms count where they begin and end at a word's border, or tile words with their neighbours.
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
    times = [match.span() for match in lexicon.times.finditer(text, start, end) if not _covered(match.span(), blocks)]
    dated = set(times)
    blocks = sorted([*blocks, *times])
    terms = _terms(text, span, lexicon, words=words, blocks=blocks)
    units = [
        Unit(a, b, text[a:b], _TIME_CODES if (a, b) in dated else _NO_CODES, "t" if (a, b) in dated else "n") for a, b in blocks
    ]
    for (a, b), codes in terms.items():
        units += _split_sanction(Unit(a, b, text[a:b], codes, _tag_of(words, a, b)), lexicon)
    taken = sorted((unit.start, unit.end) for unit in units)
    for word in words:
        units += [_word_unit(text, piece, word.tag, lexicon) for piece in _uncovered((word.start, word.end), taken)]
    return sorted(units, key=lambda unit: unit.start)


def _split_sanction(unit: Unit, lexicon: Lexicon) -> list[Unit]:
    """Set off the adverb of a sanction of four characters: 严肃|查处."""
    adverb = lexicon.adverbs.get(unit.text[:2])
    if adverb is None or len(unit.text) != 4 or "sanction" not in unit.codes:
        return [unit]
    middle = unit.start + 2
    return [
        Unit(unit.start, middle, unit.text[:2], adverb, "d"),
        Unit(middle, unit.end, unit.text[2:], unit.codes | {"aim"}, "v"),
    ]


def _word_unit(text: str, span: Span, tag: str, lexicon: Lexicon) -> Unit:
    word = text[slice(*span)]
    names = tag.startswith(_NAMING_TAGS) and word.endswith(lexicon.name_endings) and (len(word) > 1 or word == "人")
    return Unit(*span, word, frozenset(("name_ending",)) if names else _NO_CODES, tag)


def _terms(
    text: str, span: Span, lexicon: Lexicon, *, words: Sequence[Word], blocks: Sequence[Span]
) -> dict[Span, frozenset[str]]:
    """Codes of each term that respects the words' borders, by span."""
    found: dict[Span, set[str]] = {}
    for match in lexicon.find(text[slice(*span)]):
        at = (span[0] + match.start, span[0] + match.end)
        if not _covered(at, blocks):
            found.setdefault(at, set()).add(match.term.code)
    starts = {word.start for word in words} | {end for _, end in blocks}
    ends = {word.end for word in words} | {start for start, _ in blocks}
    _add_tiled(found, starts, ends)
    return {at: frozenset(codes) for at, codes in found.items() if "weak" in codes or _fits(at, codes, starts, ends)}


def _fits(at: Span, codes: set[str], starts: set[int], ends: set[int]) -> bool:
    """Whether a term begins and ends at a border; a deontic, or a verb of 提高效率, may end inside a word."""
    return at[0] in starts and (at[1] in ends or (at[1] - at[0] > 1 and not codes.isdisjoint(_CUTTING)))


def _add_tiled(found: dict[Span, set[str]], starts: set[int], ends: set[int]) -> None:
    """Add the borders inside words that a chain of terms tiles from border to border (切实|落实, 一定要|树牢)."""
    follows = dict(found.keys())
    for first in follows:
        if first not in starts:
            continue
        at, inside = first, []
        while at in follows:
            at = follows[at]
            inside.append(at)
            if at in ends:
                starts.update(inside)
                ends.update(inside)
                break


def _blocks(text: str, span: Span, whole: Iterable[Span]) -> list[Span]:
    start, end = span
    blocks = sorted((a, b) for a, b in whole if start <= a and b <= end)
    for match in _WHOLE.finditer(text, start, end):
        long = match.end() - match.start() > _LONGEST_QUOTED_NAME
        speech = long and match.group()[0] == "“" and _OPENS_SPEECH.search(text, start, match.start())
        if not speech and not _covered(match.span(), blocks):
            blocks = [block for block in blocks if not (match.start() <= block[0] and block[1] <= match.end())]
            blocks = sorted([*blocks, match.span()])
    return blocks


def _covered(span: Span, blocks: Sequence[Span]) -> bool:
    """Whether a span overlaps one of the sorted, disjoint blocks."""
    i = bisect_right(blocks, (span[0], 1 << 60)) - 1
    return (i >= 0 and blocks[i][1] > span[0]) or (i + 1 < len(blocks) and blocks[i + 1][0] < span[1])


def _uncovered(span: Span, blocks: Sequence[Span]) -> list[Span]:
    """The parts of a span that none of the sorted, disjoint blocks covers."""
    start, end = span
    i = max(bisect_right(blocks, (start, 1 << 60)) - 1, 0)
    parts = []
    while i < len(blocks) and blocks[i][0] < end and start < end:
        if blocks[i][1] > start:
            if blocks[i][0] > start:
                parts.append((start, blocks[i][0]))
            start = blocks[i][1]
        i += 1
    return [*parts, (start, end)] if start < end else parts


def _tag_of(words: Sequence[Word], start: int, end: int) -> str:
    """Part of speech of a term: that of its word where it is one word, else none."""
    i = bisect_left(words, start, key=lambda word: word.start)
    return words[i].tag if i < len(words) and (words[i].start, words[i].end) == (start, end) else ""
