"""Speeches of a source: one text as read in, its speeches with header and outline out.

What belongs to no speech (a cut-off preview, a table of contents, the web page round the text) is left out of their spans.
"""

from __future__ import annotations

import re
from dataclasses import replace

from speechmine.read.metadata import read_metadata
from speechmine.records import Source, Speech
from speechmine.structure.chrome import is_chrome, strip_chrome
from speechmine.structure.genres import GENRES, read_genre
from speechmine.structure.header import read_header
from speechmine.structure.outline import find_sections
from speechmine.structure.section_roles import with_roles
from speechmine.structure.titles import Opening, find_openings, is_salutation, is_title
from speechmine.structure.vocabulary import words_of

__all__ = ["find_speeches"]

_ELLIPSIS = re.compile(r"\.{3,}|…+")
_PREVIEW_REACH = 1500  # characters in which a preview ends
_AFTERWORD = 12  # characters of [详细] behind the ellipsis
_THIN = 60  # characters between two openings that are no speech
_LONGEST_CONTENTS = 200  # lines
_PROSE = 150  # characters before the first title that are one
_SPACE = re.compile(r"\s+")
_ENTRY = re.compile(r"[^。！？；\n]{2,60}\Z")


def find_speeches(source: Source) -> tuple[Speech, ...]:
    r"""Split a source into its speeches.

    Parameters
    ----------
    source : Source
        Any text; its metadata win over what the header says and are kept in ``meta``.

    Returns
    -------
    tuple of Speech
        In order, not overlapping, each from its first to behind its last character that is not white space. A text
        without any mark is one speech, a text of white space none.

    Notes
    -----
    Marks are 第一篇, 篇一, 【篇一】, 范文（一）, a title that comes again with the next number (讲话稿 篇2), and titles
    (在…会议上的讲话) that stand on a line of their own or are glued to a sentence. A salutation alone opens no speech: 同志们：
    also opens paragraphs.

    Examples
    --------
    >>> text = "首页 > 讲话\n在全镇防汛工作会议上的讲话\n同志们：\n一、守住堤坝\n要日夜巡查。\n上一篇：通知"
    >>> source = Source("a.txt", "a.txt", None, "txt", "utf-8", "txt", "", text)
    >>> [(s.start, s.end, s.title, s.level) for s in find_speeches(source)]
    [(8, 40, '在全镇防汛工作会议上的讲话', 'township')]
    """
    view = source.view
    speeches = []
    for start, end in _spans(view.text):
        low, high = view.span(start, end)
        speeches.append(_read_speech(source, low, high))
    return tuple(speeches)


def _read_speech(source: Source, start: int, end: int) -> Speech:
    speech = Speech(source.source, start, end, source.text[start:end], meta=dict(source.metadata))
    header = read_header(speech.view, source.metadata)
    given = read_metadata(source.metadata).fields.get("genre")
    genre = given if given in GENRES else read_genre(speech.view.text, header.title)
    return replace(speech, sections=with_roles(find_sections(speech.view)), genre=genre, **header._asdict())


def _spans(text: str) -> list[tuple[int, int]]:
    """Spans of the speeches in the folded text."""
    begin = _behind_preview(text)
    openings = _real_openings(text, [o for o in find_openings(text) if o.start >= begin])
    starts = [opening.start for opening in openings]
    if not starts or (_is_speech(text, begin, starts[0]) and not (openings[0].is_pack and _is_preface(text[begin : starts[0]]))):
        starts.insert(0, _behind_contents(text, begin))
    spans = [strip_chrome(text, a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    titles = {opening.start: opening.end for opening in openings}
    kept = [(start, end) for start, end in spans if start < end and end > titles.get(start, start)]
    if kept or not text.strip():
        return kept
    return [_stripped(text)]  # nothing but chrome or a title: the user gave it as a text, so it is one


def _stripped(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _behind_preview(text: str) -> int:
    """Where a cut-off preview at the head ends: its first words come again behind the ellipsis."""
    squeezed = _SPACE.sub("", text)
    for match in _ELLIPSIS.finditer(text[:_PREVIEW_REACH]):
        line = text.rfind("\n", 0, match.start()) + 1
        key = _SPACE.sub("", text[line : match.start()])[:12]
        behind = len(_SPACE.sub("", text[: match.start()]))
        if len(key) >= 8 and squeezed.find(key, behind) >= 0:
            stop = text.find("\n", match.end(), match.end() + _AFTERWORD)
            return max(stop, match.end())
    return 0


def _real_openings(text: str, openings: list[Opening]) -> list[Opening]:
    """Drop the entries of a table of contents, and the second of two openings of one speech (第一篇：T, T)."""
    real: list[Opening] = []
    head: Opening | None = None  # a pack's mark whose speech has not begun
    for i, opening in enumerate(openings):
        following = openings[i + 1] if i + 1 < len(openings) else None
        if following is not None and _is_thin(text, opening.end, following.start):
            if opening.is_pack and not following.is_pack:
                head = opening
            elif not opening.is_pack and following.is_pack:
                head = None
            continue
        if following is None and real and _is_thin(text, opening.end, len(text)):
            continue  # a link to another speech below the last
        real.append(head if head is not None and not opening.is_pack else opening)
        head = None
    return real


def _is_thin(text: str, start: int, end: int) -> bool:
    return end - start < 4 * _THIN and len(_SPACE.sub("", text[start:end])) < _THIN


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether what stands before the first title is a speech: prose beyond chrome, titles and entries of contents."""
    prose = [
        line
        for line in text[start:end].split("\n")
        if not is_chrome(line) and not is_title(line) and not _ENTRY.match(line.strip())
    ]
    return sum(len(line.strip()) for line in prose) >= _PROSE


def _is_preface(text: str) -> bool:
    """Whether what stands before the first of a pack introduces it: nobody is addressed in it."""
    return not any(is_salutation(line) for line in text.split("\n"))


def _behind_contents(text: str, start: int) -> int:
    """Where a table of contents at the head ends: 目录 and the lines behind it that come again."""
    words = words_of("titles", "contents")
    at = start
    seen = False
    for line in text[start:].split("\n", _LONGEST_CONTENTS)[:_LONGEST_CONTENTS]:
        words_only = _SPACE.sub("", line).strip("【】：—-")
        stop = at + len(line) + 1
        entry = line.rstrip(" \t.…·0123456789").strip()
        if seen and words_only and (is_salutation(line) or not entry or text.find(entry, stop) < 0):
            return at
        if not seen and words_only and words_only not in words and not is_chrome(line):
            return start
        seen = seen or words_only in words
        at = stop
    return start
