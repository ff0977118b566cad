"""Read a sentence as units: words and lexicon terms in one row, with quotations, titles and points of time taken whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.records import SegmentedSpeech

__all__ = ["ATTRIBUTIVE", "Terms", "Unit", "read_terms", "read_units"]

Span = tuple[int, int]

ATTRIBUTIVE = "uj"
"""The tag of 的, which ends a modifier."""

# A quotation, a title or a bracket is one unit, unless it is long: then somebody's sentences stand in it.
_WHOLE = re.compile(r"“[^“”\n]{1,40}”|‘[^‘’\n]{1,30}’|《[^《》\n]{1,80}》|（[^（）\n]{1,60}）|【[^【】\n]{1,30}】")
_OPENS_SPEECH = "，："
_LONGEST_QUOTED_NAME = 14  # characters with the quotation marks; what is longer behind ，or ：is somebody's words
_NO_CODES: frozenset[str] = frozenset()
_SANCTION = frozenset(("sanction",))
_WEAK_OBLIGATION = frozenset(("obligation", "weak"))
_ACTING = frozenset(("aim", "adverb", "condition_adverb", "strengthener"))
_NAME_ENDING = frozenset(("name_ending",))
_LOOSE = frozenset(("name_ending", "time_point"))  # of one character: words end in them
_TIME_CODES = frozenset(("condition_adverb", "time"))
_CUTTING = frozenset((*DEONTICS, "transitive", "quantifier"))
_IDIOM_TAGS = ("l", "i")
_PHRASE_TAGS = ("l", "j")  # 广大职工, 中小企业
_NAMING_TAGS = ("n", "r")


class Unit(NamedTuple):
    """A word or a lexicon term: half-open span in the view, the lexicon codes it has, its part of speech."""

    start: int
    end: int
    text: str
    codes: frozenset[str]
    tag: str

    def has(self, *codes: str) -> bool:
        """Return whether the unit has one of the codes."""
        return not self.codes.isdisjoint(codes)


_UNIT = partial(tuple.__new__, Unit)  # several hundred thousand times a corpus: without a call of Python each


class Terms(NamedTuple):
    """What stands out in a span of the view: quotations, titles and points of time taken whole, and the lexicon's terms.

    Attributes
    ----------
    blocks : list of (start, end)
        Sorted, disjoint.
    dated : set of (start, end)
        Those of the blocks that are points of time.
    codes : dict of (start, end) to frozenset of str
    """

    blocks: list[Span]
    dated: set[Span]
    codes: dict[Span, frozenset[str]]

    def all_codes(self) -> frozenset[str]:
        """Return the codes that its terms have."""
        return frozenset().union(*self.codes.values())


def read_terms(
    segmented: SegmentedSpeech, span: Span, lexicon: Lexicon, coded: dict[Span, frozenset[str]], whole: Sequence[Span] = ()
) -> Terms:
    """Read the terms of a span of the folded view.

    Parameters
    ----------
    segmented : SegmentedSpeech
    span : tuple of int
        Half-open span of the view, as a rule a sentence.
    lexicon : Lexicon
    coded : dict of (start, end) to frozenset of str
        Codes of the lexicon's terms in the span; they count where a term begins and ends at a word's border, or tiles words.
    whole : sequence of tuple of int
        Sorted spans (slogans) of the speech to take as one unit each, beside quotations, titles and brackets.

    """
    text = segmented.view.text
    blocks, dated = _blocks(text, span, lexicon, whole)
    blocks = [block for block in blocks if text[block[0]] != "（" or not _within_term(block, coded)]
    codes = _terms(_with_owners(coded, text, span, lexicon.owned), blocks, segmented.borders)
    return Terms(blocks, dated, codes)


def read_units(segmented: SegmentedSpeech, span: Span, lexicon: Lexicon, terms: Terms) -> list[Unit]:
    """Read the units of a span of the folded view whose terms are known.

    Returns
    -------
    list of Unit
        In order, without overlap; white space is no unit.
    """
    text = segmented.view.text
    taken = sorted([*terms.blocks, *terms.codes])
    units: list[Unit] = []
    pieces = []
    i, n = 0, len(taken)
    for start, end, tag in segmented.words_in(*span):
        at = start
        while i < n and taken[i][0] < end:
            first, last = term = taken[i]
            if first > at:
                pieces.append((at, first, tag))
            if first >= start:
                own, codes = tag if last == end and first == start else "", terms.codes.get(term)
                if codes is None or "sanction" in codes:
                    units += _taken(text, term, terms, own, lexicon)
                else:
                    units.append(_UNIT((first, last, text[first:last], codes, own)))
            at = min(last, end)
            if last > end:
                break
            i += 1
        if at < end:
            pieces.append((at, end, tag))
    units += map(_UNIT, _word_fields(text, pieces, lexicon))
    units.sort()
    return units


def _taken(text: str, at: Span, terms: Terms, tag: str, lexicon: Lexicon) -> list[Unit]:
    """The units of a block or a term; the adverb of a sanction of four characters is set off: 严肃|查处."""
    codes = terms.codes.get(at)
    word = text[at[0] : at[1]]
    if codes is None:
        dated = at in terms.dated  # a quoted sanction (“一票否决”) is one
        inner = word[1:-1]
        codes = _TIME_CODES if dated else _SANCTION if inner in lexicon.sanctions else lexicon.heads.get(inner, _NO_CODES)
        return [Unit(*at, word, codes, "t" if dated else "n")]
    adverb = lexicon.adverbs.get(word[:2]) if len(word) == 4 and "sanction" in codes else None
    if adverb is None:
        return [_UNIT((*at, word, codes, tag))]
    middle = at[0] + 2
    manner = lexicon.adverbs.get(word[2:])
    if manner is not None:  # 从严|从重 before a verb
        return [Unit(at[0], middle, word[:2], adverb, "d"), Unit(middle, at[1], word[2:], manner | codes - {"aim"}, "d")]
    return [Unit(at[0], middle, word[:2], adverb, "d"), Unit(middle, at[1], word[2:], codes | {"aim"}, "v")]


def _word_fields(
    text: str, pieces: Iterable[tuple[int, int, str]], lexicon: Lexicon
) -> Iterator[tuple[int, int, str, frozenset[str], str]]:
    """The fields of the units of plain words; a noun with the ending of a name is known by it."""
    endings, last, persons, unnamed = lexicon.name_endings, lexicon.name_tails, lexicon.persons, lexicon.unnamed
    for start, end, tag in pieces:
        word = text[start:end]
        naming = tag[:1] in _NAMING_TAGS or (tag in _PHRASE_TAGS and word.endswith(lexicon.long_name_endings))
        named = naming and word[-1] in last and word.endswith(endings) and word not in unnamed
        names = named and (len(word) > 1 or word in persons)
        noun = tag in _IDIOM_TAGS and word.endswith(lexicon.noun_tails)  # the dictionary calls 此项工作 and 安全隐患 phrases
        yield start, end, word, _NAME_ENDING if names else _NO_CODES, "n" if noun else tag


def _terms(
    coded: dict[Span, frozenset[str]], blocks: Sequence[Span], borders: tuple[AbstractSet[int], AbstractSet[int]]
) -> dict[Span, frozenset[str]]:
    """Codes of each term that respects the words' borders, by span.

    It begins and ends at one; a deontic, or a verb of 提高效率, may end inside a word.
    """
    found = _uncovered(coded, blocks) if blocks else coded
    starts, ends = borders
    more_starts, more_ends = {end for _, end in blocks}, {start for start, _ in blocks}
    for tiled in _tiled(found, starts, ends):
        more_starts.update(tiled)
        more_ends.update(tiled)
    kept = {}
    for (start, end), codes in found.items():
        begins = start in starts or start in more_starts
        closes = end in ends or end in more_ends
        if (begins and (closes or _may_cut(end - start, codes))) or "weak" in codes:
            kept[start, end] = codes
    return kept


def _uncovered(coded: dict[Span, frozenset[str]], blocks: Sequence[Span]) -> dict[Span, frozenset[str]]:
    return {at: codes for at, codes in coded.items() if not _covered(at, blocks)}


def _may_cut(length: int, codes: frozenset[str]) -> bool:
    return length > 1 and not codes.isdisjoint(_CUTTING)


def _with_owners(coded: dict[Span, frozenset[str]], text: str, span: Span, owned: Iterable[str]) -> dict[Span, frozenset[str]]:
    """Add the 要 of 业主要 and 车主要, which looks like 主要, where a name ends in it and a verb or an adverb follows."""
    for word in owned:
        at = text.find(word, *span)
        while at >= 0:
            named = "actor_head" in coded.get((at - 1, at + 1), _NO_CODES)
            if named and any(start == at + 2 and not codes.isdisjoint(_ACTING) for (start, _), codes in coded.items()):
                coded = {**coded, (at + 1, at + 2): _WEAK_OBLIGATION}
            at = text.find(word, at + 2, span[1])
    return coded


def _tiled(found: Mapping[Span, frozenset[str]], starts: AbstractSet[int], ends: AbstractSet[int]) -> Iterator[list[int]]:
    """The borders inside words that chains of terms tile from border to border (切实|落实, 一定要|树牢); none is 社|会."""
    follows = dict(found.keys())
    for first, end in follows.items():
        if end in ends or first not in starts:
            continue
        at, inside, firm = end, [end], not _is_loose((first, end), found)
        while at in follows:
            firm = firm or not _is_loose((at, follows[at]), found)
            at = follows[at]
            inside.append(at)
            if at in ends:
                if firm:
                    yield inside
                break


def _is_loose(span: Span, found: Mapping[Span, frozenset[str]]) -> bool:
    """Whether a term is one character that words end in: two of them make no word of two terms."""
    return span[1] - span[0] == 1 and found[span] <= _LOOSE


def _blocks(text: str, span: Span, lexicon: Lexicon, whole: Sequence[Span]) -> tuple[list[Span], set[Span]]:
    """Spans to take whole, sorted, and those of them that are points of time."""
    start, end = span
    known = [block for block in _within(whole, span) if block[1] <= end]
    blocks = list(known)
    for match in _WHOLE.finditer(text, start, end):
        long = match.end() - match.start() > _LONGEST_QUOTED_NAME
        speech = long and match.group()[0] == "“" and match.start() > start and text[match.start() - 1] in _OPENS_SPEECH
        if not speech and not _covered(match.span(), known):
            blocks.append(match.span())
    blocks.sort()
    dated = {time for time in _within(lexicon.calendar.times_in(text), span) if not _covered(time, blocks)}
    return sorted([*blocks, *dated]) if dated else blocks, dated


def _within(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of the sorted spans that begin in a span."""
    start, end = span
    return spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]


def _within_term(block: Span, coded: dict[Span, frozenset[str]]) -> bool:
    """Whether a bracket is part of a longer term: 县（市、区）."""
    return any(start < block[0] and block[1] <= end for start, end in coded)


def _covered(span: Span, blocks: Sequence[Span]) -> bool:
    """Whether a span overlaps one of the sorted, disjoint blocks."""
    i = bisect_right(blocks, (span[0], 1 << 60)) - 1
    return (i >= 0 and blocks[i][1] > span[0]) or (i + 1 < len(blocks) and blocks[i + 1][0] < span[1])
