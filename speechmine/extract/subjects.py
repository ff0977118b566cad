"""The one sector that a speech is about: a segmented speech in, the passages that its subject governs out.

The title names it, else the occasion, else the first sentence of a text that has neither (为加强渡口安全…，通知如下). It must
be named alone, and the text must go on to speak of it; an accident is no subject, and neither formalities nor attendance are
matter of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from speechmine.codebooks import Codebook, load_codebook
from speechmine.records import SectorSpan, SegmentedSpeech
from speechmine.structure.vocabulary import alternation

__all__ = ["find_subject", "governed_passages"]

_OPENING = 160  # characters of a first sentence that may name the subject
_LEAST, _SHARE = 2, 1 / 3  # mentions of the subject in the text, and their share of all
_FORMAL = 4  # weight from which a term of the themes marks a formality
_SHORTEST = 6  # characters of a sentence that says something
_HEADER = 6  # sentences among which lines without a closing mark belong to the header
_CLOSED = re.compile(r"[。！？；：…][”’）]*\Z")
_COMPANY = re.compile(r"[^，。；：“”\s]{2,24}(?:集团|公司)")
_AND_BEFORE = re.compile(r"[及和暨与、](?:全[国省市县区]|我[国省市县区])?\Z")


def find_subject(segmented: SegmentedSpeech, mentions: Sequence[SectorSpan], *, codebook: Codebook) -> str | None:
    """Return the code of the sector that a speech is about, or None.

    Parameters
    ----------
    segmented : SegmentedSpeech
    mentions : sequence of SectorSpan
        The sectors that the text names.
    codebook : Codebook

    Returns
    -------
    str or None
        None where title, occasion or opening name no sector, several, or one beside another subject (安全生产暨春运), or where
        the text hardly speaks of it.
    """
    speech = segmented.speech
    names = (_COMPANY.sub("", name) for name in (speech.title, speech.occasion) if name)
    name = next((name for name in names if codebook.find(name)), None)
    if name is None and not (speech.title or speech.occasion) and segmented.sentences:
        first = segmented.sentences[0]
        opening = segmented.view.text[first.start : min(first.end, first.start + _OPENING)]
        name = _circumstance().sub("", opening) if _words("announcing").search(opening) else None
    code = _only_sector(name or "", codebook)
    own = _branch(code, codebook) if code else frozenset()
    n = sum(span.code in own for span in mentions)
    return code if code and n >= _LEAST and n >= _SHARE * len(mentions) else None


def governed_passages(
    segmented: SegmentedSpeech, code: str, spans: Sequence[SectorSpan], *, codebook: Codebook, directive: Collection[int] = ()
) -> Iterator[SectorSpan]:
    """Yield the passages that the subject of a speech governs, each a run of sentences of one section.

    Parameters
    ----------
    segmented : SegmentedSpeech
    code : str
        The subject.
    spans : sequence of SectorSpan
        Mentions, and passages that headings govern: a sentence that names another sector alone is left out unless it
        demands something, and what stands under a heading on another sector in any case.
    codebook : Codebook
    directive : collection of int
        Indices of the sentences that hold a directive.
    """
    own = _branch(code, codebook)
    start = end = 0
    section: int | None = None
    for i, sentence in enumerate(segmented.sentences):
        here = [span for span in spans if span.start < sentence.end and sentence.start < span.end]
        demands = i in directive and not sentence.in_heading
        if not _is_of_matter(segmented, i, demands=demands) or _is_of_another(here, own, demands=demands):
            continue
        if start < end and (segmented.view.text[end : sentence.start].strip() or sentence.section != section):
            yield SectorSpan(start, end, code, "subject")
            start = end
        start = start if start < end else sentence.start
        end, section = sentence.end, sentence.section
    if start < end:
        yield SectorSpan(start, end, code, "subject")


def _only_sector(name: str, codebook: Codebook) -> str | None:
    """The sector that a title names, where it names one alone; a general one gives way to its kind (矿山, 煤矿)."""
    found = codebook.find(name)
    codes = {match.term.code for match in found}
    codes -= {codebook.codes[code].parent for code in codes}
    if _words("event").search(name):
        return None
    beside = any(_AND_BEFORE.search(name, 0, match.start) or _and_behind().match(name, match.end) for match in found)
    return codes.pop() if len(codes) == 1 and not beside else None


@cache
def _and_behind() -> re.Pattern[str]:
    between, kind = (alternation("sector_subjects", code) for code in ("between", "kind"))
    return re.compile(rf"{between}{{0,3}}(?:(?:会议|大会)?暨(?!.{{0,8}}{kind})|[及和与、])")


@cache
def _circumstance() -> re.Pattern[str]:
    """Match a clause that only says in what times a text is written (克服疫情影响)."""
    return re.compile(rf"[^，。；：]*{alternation('sector_subjects', 'circumstance')}[^，。；：]*")


def _branch(code: str, codebook: Codebook) -> frozenset[str]:
    """A code with those below it and above it: all that a speech on the sector may call it."""
    below = {other for other, row in codebook.codes.items() if row.parent == code}
    return frozenset({code, *below, *filter(None, [codebook.codes[code].parent])})


def _is_of_matter(segmented: SegmentedSpeech, index: int, *, demands: bool) -> bool:
    """Whether a sentence says something of the matter: no line of the header, no formality, no attendance."""
    sentence = segmented.sentences[index]
    text = segmented.view.text[sentence.start : sentence.end]
    if sentence.in_heading or demands:
        return True
    at_the_edge = index < _HEADER or index >= len(segmented.sentences) - 2
    if len(text) < _SHORTEST or (at_the_edge and not _CLOSED.search(text)) or _words("attendance").search(text):
        return False
    themes = load_codebook("themes").find(text)
    return not any(m.term.code == "T01" and float(m.term.extras.get("weight", 1)) >= _FORMAL for m in themes)


def _is_of_another(here: Sequence[SectorSpan], own: frozenset[str], *, demands: bool) -> bool:
    others = [span for span in here if span.code not in own]
    if any(span.how == "inherited" for span in others):
        return True
    return bool(others) and len(others) == len(here) and not demands


@cache
def _words(code: str) -> re.Pattern[str]:
    return re.compile(alternation("sector_subjects", code))
