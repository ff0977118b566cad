"""Blanks between the characters of scanned text: folded text in, the blanks that part no words out.

Recognition of scanned pages often puts a blank behind every character, or behind many. Chinese writes none inside a sentence,
so that running text with blanks in every fifth place shows it; a single line shows it where nearly all of its places have one.
"""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["blanks_between_characters"]

_GAP = re.compile(" +")
_LINE = re.compile(r"[^\n\f]+")
_CHINESE = "[^\\x00-\\x7f\\s]"
_TIGHT = re.compile(f"{_CHINESE}(?={_CHINESE})")
_RUNNING = re.compile(r"[，。；]")
_WORD_BEFORE = re.compile(r"[0-9A-Za-z]{2}\Z")
_WORD_BEHIND = re.compile(r"[0-9A-Za-z]{2}")
_FEWEST = 3  # blanks between the characters of a line that is spaced by itself
_LINE_SHARE = 0.8  # of the places of such a line
_TEXT_FEWEST, _TEXT_SHARE = 10, 0.2  # the same of all lines of running text
_RUNNING_LENGTH = 15


def blanks_between_characters(text: str) -> list[int]:
    r"""Return the offsets of the blanks that only set the characters of a line apart.

    Where the blanks of a line have several widths the wider ones stay. Blanks between two words in Latin letters, and between
    two figures of more than one digit, stay.

    Examples
    --------
    >>> len(blanks_between_characters("严 禁 超 载 ， 1 2 人")), blanks_between_characters("甲闸 12处 乙闸 8处\n县长 沈明远")
    (7, [])
    """
    gaps: dict[int, list[re.Match[str]]] = {}  # by the start of their line
    for gap in _GAP.finditer(text):
        if _between_characters(text, gap):
            gaps.setdefault(text.rfind("\n", 0, gap.start()) + 1, []).append(gap)
    if sum(map(len, gaps.values())) < _FEWEST:
        return []
    everywhere = _is_spaced_text(text, {start: len(some) for start, some in gaps.items()})
    offsets = []
    for start, some in gaps.items():
        stop = text.find("\n", some[-1].end())
        line = text[start : len(text) if stop < 0 else stop]
        if everywhere or _is_spaced_line(line, len(some)):
            offsets += _narrow_gaps(text, start, start + len(line))
    return offsets


def _between_characters(text: str, gap: re.Match[str]) -> bool:
    before, behind = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    return not (before + behind).isspace() and before > "\x7f" and behind > "\x7f"


def _is_spaced_line(line: str, loose: int) -> bool:
    tight = sum(1 for _ in _TIGHT.finditer(line))
    return loose >= _FEWEST and loose >= _LINE_SHARE * (loose + tight)


def _is_spaced_text(text: str, counts: dict[int, int]) -> bool:
    """Whether running text has blanks between its characters throughout."""
    if sum(counts.values()) < _TEXT_FEWEST:
        return False
    loose = places = 0
    for line in _LINE.finditer(text):
        words = line.group()
        if len(words) >= _RUNNING_LENGTH and _RUNNING.search(words):
            loose += counts.get(line.start(), 0)
            places += len(words) - words.count(" ") - 1
    return loose >= _TEXT_FEWEST and loose >= _TEXT_SHARE * places


def _narrow_gaps(text: str, start: int, end: int) -> list[int]:
    gaps = [gap for gap in _GAP.finditer(text, start, end) if gap.start() > start and gap.end() < end]
    widths = Counter(len(gap.group()) for gap in gaps)
    usual = min(widths, key=lambda width: (-widths[width], width), default=0)
    return [
        at
        for gap in gaps
        if len(gap.group()) <= usual
        and not (_WORD_BEFORE.search(text, max(gap.start() - 2, start), gap.start()) and _WORD_BEHIND.match(text, gap.end(), end))
        for at in range(*gap.span())
    ]
