"""Find the slogans (提法) of a speech: a segmented speech in, typed spans with their canonical wording out.

Four finders propose spans, sentence by sentence: the lexicon, quotations, numeric forms and parallel frames. Where spans
overlap the quoted formula wins, then the longest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from speechmine.codebooks import Codebook, load_codebook
from speechmine.extract.slogans.lexicon import SloganLexicon, compile_lexicon, cue_words, packaged_lexicon
from speechmine.extract.slogans.numeric import find_numeric, is_numeric
from speechmine.extract.slogans.parallelism import find_parallel
from speechmine.extract.slogans.quotations import find_quotations, is_channel, is_formula, is_rejected
from speechmine.patterns import any_of
from speechmine.records import SegmentedSpeech, Sentence, Slogan

__all__ = ["find_expansion", "find_slogans"]

_ORDER = "NQPF"
_TITLE = re.compile(r"《[^》]*》")
_SPACE = re.compile(r"\s+")
_QUOTE = re.compile(r"[“‘]")
_MARK = re.compile(r"[、，]")
_QUOTES = ("“‘", "”’")

Candidate = tuple[int, int, str]  # start and end in a sentence without white space, type


def find_slogans(
    segmented: SegmentedSpeech, *, lexicon: Codebook | None = None, exclusions: Codebook | None = None
) -> tuple[Slogan, ...]:
    """Find the slogans of a speech.

    Parameters
    ----------
    segmented : SegmentedSpeech
    lexicon : Codebook, optional
        Known slogans with their wordings; the package's own where None.
    exclusions : Codebook, optional
        Wordings that are no slogans (names, dates, idioms); the package's own where None.

    Returns
    -------
    tuple of Slogan
        Sorted, without overlap; spans leave out the quotation marks. ``type`` is the first that fits of N (numeric
        abbreviation), Q (quoted formula), P (unquoted parallelism), F (other fixed formula). ``variant`` is the folded
        wording without spaces, ``canonical`` the lexicon's label for it.

    Notes
    -----
    Nothing inside 《》 is a slogan. A quoted or parallel formula that no lexicon holds is known by its form alone, so a
    quoted remark that looks like one (“都管都不管”) is taken for one.

    Examples
    --------
    >>> from speechmine.records import Speech
    >>> from speechmine.segment.speech import segment_speech
    >>> text = "开展“三清一查”，坚持“谁派船谁担责”，做到严查、严扣、严罚。"
    >>> found = find_slogans(segment_speech(Speech("示例.txt", 0, len(text), text)))
    >>> [(slogan.type, slogan.variant) for slogan in found]
    [('N', '三清一查'), ('Q', '谁派船谁担责'), ('P', '严查、严扣、严罚')]
    """
    known = compile_lexicon(lexicon) if lexicon else packaged_lexicon()
    names = compile_lexicon(exclusions) if exclusions else _packaged_exclusions()
    slogans = []
    listed = known.find_in(segmented.view.text, [(sentence.start, sentence.end) for sentence in segmented.sentences])
    for sentence, some in zip(segmented.sentences, listed, strict=True):
        passage = _passage(segmented, sentence)
        whole = len(passage.text) == sentence.end - sentence.start
        terms = [(a - sentence.start, b - sentence.start, code) for a, b, code in some] if whole else known.find(passage.text)
        quoted = list(_quoted(passage, known))
        unquoted = list(_unquoted(passage.text, known, quoted, terms))
        if not quoted and not unquoted:
            continue
        barred = [*(match.span() for match in _TITLE.finditer(passage.text)), *(span[:2] for span in names.find(passage.text))]
        for start, end, kind in _extended(passage.text, _chosen(quoted, unquoted, barred)):
            variant = passage.text[start:end]
            if names.code(variant) or (known.code(variant) is None and is_rejected(passage.text, start, end)):
                continue
            slogans.append(Slogan(*passage.in_view(start, end), kind, known.canonical(variant), variant))
    return tuple(slogans)


def find_expansion(text: str, slogan: Slogan) -> str | None:
    """Return what a numeric slogan stands for, where the folded text says so right behind it (…，即…).

    Examples
    --------
    >>> text = "落实“三个必须”，即管船必须管安全、管港必须管安全、管货必须管安全。"
    >>> find_expansion(text, Slogan(3, 7, "N", "三个必须", "三个必须"))
    '管船必须管安全、管港必须管安全、管货必须管安全'
    """
    match = _expansion().match(text, slogan.end) if slogan.type == "N" else None
    return match["items"] if match else None


@cache
def _expansion() -> re.Pattern[str]:
    used = any_of(cue_words("set_used"))
    return re.compile(rf"[”’]?{used}*[（，：、—]*(?:即|就是|也就是|是指|指的是)[：，]?(?P<items>[^。；！？）\n“”]+)")


@cache
def _packaged_exclusions() -> SloganLexicon:
    return compile_lexicon(load_codebook("non_slogans"))


@dataclass(frozen=True)
class _Passage:
    """A sentence without its white space: `kept` maps its offsets to the view."""

    segmented: SegmentedSpeech
    text: str
    kept: Sequence[int]

    def in_view(self, start: int, end: int) -> tuple[int, int]:
        return self.kept[start], self.kept[end - 1] + 1

    def tags(self, start: int, end: int) -> list[str]:
        return [word.tag for word in self.segmented.words_in(*self.in_view(start, end))]


def _passage(segmented: SegmentedSpeech, sentence: Sentence) -> _Passage:
    start, end = sentence.start, sentence.end
    text = segmented.view.text[start:end]
    if not _SPACE.search(text):
        return _Passage(segmented, text, range(start, end))
    kept = [start + i for i, char in enumerate(text) if not char.isspace()]
    return _Passage(segmented, _SPACE.sub("", text), kept)


def _quoted(passage: _Passage, known: SloganLexicon) -> Iterator[Candidate]:
    """Yield the quotations that are slogans as a whole."""
    for quotation in find_quotations(passage.text) if _QUOTE.search(passage.text) else ():
        wording = passage.text[quotation.start : quotation.end]
        code = known.code(wording)
        if (code and known.type(code) == "N") or (is_numeric(wording) and not is_channel(passage.text, quotation)):
            yield quotation.start, quotation.end, "N"
        elif code or is_formula(passage.text, quotation, tags=passage.tags(quotation.start, quotation.end)):
            yield quotation.start, quotation.end, "Q"


def _unquoted(
    text: str, known: SloganLexicon, quoted: list[Candidate], listed: list[tuple[int, int, str]]
) -> Iterator[Candidate]:
    """Yield what stands outside of quotations, or as a part of one."""
    for _, end, kind in quoted:
        spelt_out = _expansion().match(text, end) if kind == "N" else None
        if spelt_out and (length := _repeated_head(spelt_out["items"])):
            yield spelt_out.start("items"), spelt_out.start("items") + length, "P"
    yield from ((start, end, known.type(code)) for start, end, code in listed)
    for start, end in find_numeric(text):
        if _is_free(listed, start, end):  # the lexicon knows better where 三合一场所 ends
            yield start, end, "N"
    for start, end in find_parallel(text):
        yield start, end, "P"


def _extended(text: str, chosen: list[Candidate]) -> Iterator[Candidate]:
    """Take in what belongs to a chain on either side; one that then fills quotation marks is Q."""
    floors = [0, *(stop for _, stop, _ in chosen)]
    bounds = [*(start for start, _, _ in chosen[1:]), len(text)]
    for (start, stop, kind), floor, bound in zip(chosen, floors, bounds, strict=False):
        begin, end = start, stop
        members = _MARK.split(text[start:stop])
        if kind in "PF" and len(members) > 1:
            begin = _earlier(text, start, members, floor)
            end = _later(text, stop, members, bound)
        in_quotes = text[max(begin - 1, 0)] in _QUOTES[0] and end < len(text) and text[end] in _QUOTES[1]
        yield begin, end, "Q" if in_quotes and kind in "PF" else kind


def _later(text: str, stop: int, members: list[str], bound: int) -> int:
    """Where a chain ends: with the members behind it as long as its last two (讲政治、顾大局 + 敢担当), or of their beginning."""
    end = stop
    if len(members[-1]) == len(members[-2]):
        further = _members_of(len(members[-1])).match(text, stop)
        end = further.end() if further and further.end() <= bound else stop
    head = members[0][:2]
    if len(members[0]) > 2 and all(member.startswith(head) for member in members):
        further = _members_with(head).match(text, end)  # 同时设计、同时施工 + 同时投入使用
        end = further.end() if further and further.end() <= bound else end
    return end


def _earlier(text: str, start: int, members: list[str], floor: int) -> int:
    """Where a chain of one length and one beginning begins: with such members before it (抓早 + 抓小、抓苗头 is none)."""
    size, head = len(members[0]), members[0][0]
    if any(len(member) != size or member[0] != head for member in members):
        return start
    while start - size - 1 >= floor and text[start - 1] == "、" and text[start - size - 1] == head:
        start -= size + 1
    return start


@cache
def _members_of(length: int) -> re.Pattern[str]:
    return re.compile(rf"(?:、[\u4e00-\u9fff]{{{length}}}(?![\u4e00-\u9fff]))+")


@cache
def _members_with(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[、，]{head}[\u4e00-\u9fff]{{2,6}}(?![\u4e00-\u9fff]))+")


def _repeated_head(items: str) -> int:
    """Length of three or more members that open with the same two characters (统一…、统一…、统一…), else 0."""
    run = []
    for member in re.split(r"[、，]", items):
        if len(member) < 3 or member[:2] != items[:2]:
            break
        run.append(member)
    return len("、".join(run)) if len(run) >= 3 else 0


def _chosen(quoted: list[Candidate], unquoted: Iterable[Candidate], barred: list[tuple[int, int]]) -> list[Candidate]:
    """Choose candidates without overlap: quoted formulas first, then the longest, then the first type of N, Q, P, F."""
    chosen: list[Candidate] = []
    bars = sorted(barred)
    reach = list(accumulate((end for _, end in bars), max))
    longest = sorted(unquoted, key=lambda span: (span[0] - span[1], span[0], _ORDER.index(span[2])))
    for start, end, kind in [*quoted, *longest]:
        before = bisect_left(bars, (start + 1,))
        is_barred = before > 0 and reach[before - 1] >= end
        if not is_barred and _is_free(chosen, start, end):
            insort(chosen, (start, end, kind))
    return chosen


def _is_free(taken: Sequence[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether a span overlaps none of the sorted, disjoint spans."""
    before = bisect_left(taken, (end,))
    return before == 0 or taken[before - 1][1] <= start
