"""Find the regulated sectors that a speech is about: a segmented speech in, mentions and governed passages out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from speechmine.codebooks import Codebook, load_codebook
from speechmine.extract.subjects import find_subject, governed_passages
from speechmine.records import Section, SectorSpan, SegmentedSpeech

__all__ = ["find_sectors"]

# A running heading may name a few sectors (旅游等公众聚集场所。); a numbered one governs only where it names a single one.
_RUN_IN_LIMIT = 3
_HEADING_LIMIT = 1
# A short name and the mark before it: what may be one of several offices.
_OFFICE = re.compile(r"[、和及与][^、，。；：！？\n和及与]{1,6}$")
_OFFICE_LIMIT = 7
# 消防及安全生产工作: the heading is on safety at large as well.
_BESIDE_SAFETY = re.compile(r"[及和暨与、]安全生产|安全生产[及和暨与、]")


def find_sectors(
    segmented: SegmentedSpeech, *, codebook: Codebook | None = None, directive: Collection[int] = ()
) -> tuple[SectorSpan, ...]:
    """Find the sectors of a speech.

    Parameters
    ----------
    segmented : SegmentedSpeech
    codebook : Codebook, optional
        Sectors with their terms; the package's own where None.
    directive : collection of int
        Indices of the sentences that hold a directive: these the subject of a speech governs whatever they name.

    Returns
    -------
    tuple of SectorSpan
        Sorted by place; ``mention`` spans the words, ``inherited`` the passage that a heading on the sector governs, up to
        the heading's next sibling or to the sentence that turns to the other sectors (此外，其他行业领域…), ``subject`` a passage
        of a speech that is about this sector alone by its title, occasion or opening.

    Examples
    --------
    >>> from speechmine.records import Speech
    >>> from speechmine.segment.speech import segment_speech
    >>> text = "澜平县要抓好渡口和客渡船安全。"
    >>> found = find_sectors(segment_speech(Speech("示例.txt", 0, len(text), text)))
    >>> [(span.code, text[span.start:span.end]) for span in found]
    [('water_transport', '渡口'), ('water_transport', '客渡船')]
    """
    codebook = codebook or load_codebook("sectors")
    mentions = list(_mentions(segmented, codebook))
    found = [*mentions, *_inherited(segmented, codebook, mentions)]
    subject = find_subject(segmented, mentions, codebook=codebook)
    if subject:
        found += governed_passages(segmented, subject, found, codebook=codebook, directive=directive)
    return tuple(sorted(_particular(found, codebook), key=lambda span: (span.start, span.end, span.how, span.code)))


def _particular(found: list[SectorSpan], codebook: Codebook) -> Iterator[SectorSpan]:
    """Yield the spans; a general word (巷道) counts for the particular sector (煤矿) whose passage it stands in."""
    passages = [span for span in found if span.how != "mention" and codebook.codes[span.code].parent]
    for span in found:
        below = (p.code for p in passages if p.start <= span.start < p.end and codebook.codes[p.code].parent == span.code)
        yield span._replace(code=next(below, span.code)) if passages and span.how == "mention" else span


def _mentions(segmented: SegmentedSpeech, codebook: Codebook) -> Iterator[SectorSpan]:
    spans = [(s.start, s.end) for s in segmented.sentences]
    offices = _offices(segmented.view.text, spans)
    for matches in codebook.find_in(segmented.view.text, spans):
        for match in matches:
            if match.end not in offices:
                yield SectorSpan(match.start, match.end, match.term.code, "mention")


def _offices(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Offsets at which the name of an office ends: the members of 公安、文旅、教育等部门."""
    ends: set[int] = set()
    for matches in load_codebook("sector_offices").find_in(text, spans):
        for match in matches:
            end = match.start if match.term.code == "office" else -1
            while end >= 0 and end not in ends:
                ends.add(end)
                member = _OFFICE.search(text, max(end - _OFFICE_LIMIT, 0), end)
                end = member.start() if member else -1
    return ends


def _inherited(segmented: SegmentedSpeech, codebook: Codebook, mentions: list[SectorSpan]) -> Iterator[SectorSpan]:
    turns = _turns(segmented)
    for section in segmented.speech.sections:
        codes = _governing_codes(segmented, section, codebook)
        start, end = segmented.view.to_view(section.heading_end), segmented.view.to_view(section.end)
        turn = next((turn for turn in turns if start < turn[0] < end and _turns_away(turn, section, codes, mentions)), None)
        end = turn[0] if turn else end
        start, end = _trimmed(segmented.view.text, start, end)
        for code in codes if start < end else ():
            yield SectorSpan(start, end, code, "inherited")


def _governing_codes(segmented: SegmentedSpeech, section: Section, codebook: Codebook) -> list[str]:
    """Codes that a heading hands on: those of a running heading, the single one of a numbered heading on that sector alone."""
    heading = _folded_heading(segmented, section)
    codes = list(dict.fromkeys(match.term.code for match in codebook.find(heading)))
    if section.kind == "run_in":
        return codes if len(codes) <= _RUN_IN_LIMIT else []
    return codes if len(codes) <= _HEADING_LIMIT and not _BESIDE_SAFETY.search(heading) else []


def _turns(segmented: SegmentedSpeech) -> list[tuple[int, int]]:
    """The sentences that turn from one sector to the others."""
    spans = [(s.start, s.end) for s in segmented.sentences]
    found = load_codebook("sector_turns").find_in(segmented.view.text, spans)
    return [span for span, matches in zip(spans, found, strict=True) if matches and matches[0].start == span[0]]


def _turns_away(turn: tuple[int, int], section: Section, codes: list[str], mentions: list[SectorSpan]) -> bool:
    """Whether such a sentence ends what a heading governs: below a numbered one it names another sector itself."""
    if section.kind == "run_in":
        return True
    here = {span.code for span in mentions if turn[0] <= span.start < turn[1]}
    return bool(here) and here.isdisjoint(codes)


def _folded_heading(segmented: SegmentedSpeech, section: Section) -> str:
    view = segmented.view
    return view.text[view.to_view(section.heading_start) : view.to_view(section.heading_end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the mark that closes the heading and white space at either end."""
    while start < end and (text[start].isspace() or text[start] in "。：，；"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
