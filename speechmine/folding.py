"""Fold a text for matching: text in, the one folded view with its offset map out.

Every matcher of speechmine works on this view and maps its finds back, so width, script and wrapped lines are settled in
one place. The source text itself is never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from speechmine.numerals import group_thousands

__all__ = ["Folded", "fold", "fold_each", "folded_view"]

# Full-width letters, digits and a few signs that stand inside figures become ASCII.
_FULLWIDTH_ASCII = {c + 0xFEE0: chr(c) for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *b"%.+-/*#&=")}
# Half-width punctuation of scraped Chinese becomes the Chinese mark; corner brackets become curly quotes.
_CHINESE_MARKS = {
    **dict(zip(map(ord, ",:;?!()"), "，：；？！（）", strict=True)),
    **dict(zip(map(ord, "「」『』﹁﹂｡､｢｣"), "“”‘’“”。、“”", strict=True)),
}
_SPACES = {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " "}
# Marks of one meaning and several code points.
_LOOKALIKES = {
    ord("〇"): "〇",
    ord("○"): "〇",
    ord("◯"): "〇",
    ord("✕"): "×",
    ord("╳"): "×",
    ord("☓"): "×",
    ord("･"): "·",
    ord("・"): "·",
    ord("•"): "·",
    ord("‧"): "·",
}

_COLON_IN_FIGURE = re.compile(r"(?<=\d)：(?=\d)")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,200})"')
# ASCII full stop of scraped Chinese: between Chinese, not in ``...``, not behind an enumerator (``一.``).
_HAN_NUMERAL = "[一二三四五六七八九十]"
_FULL_STOP = re.compile(
    r"\.(?<=[\u4e00-\u9fff”’）》]\.)"
    rf"(?<![\s。！？；：一二三四五六七八九十]{_HAN_NUMERAL}\.)(?<!\A{_HAN_NUMERAL}\.)"
    r"(?=[\u4e00-\u9fff“‘（《\s”’]|\Z)"
)

# A line that opens with an indent or an enumerator starts a paragraph where the full line before it ends a sentence.
_NEW_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、.]|第.{1,3}[篇章]|[一二三四五六七八九十][是要]"
)
_SENTENCE_END = re.compile(r"[。！？；：…][”’）》]*\Z")
# No line begins with one of these: links taken out of a page and bad copies leave such lines.
_NEVER_FIRST = tuple("，。、；：！？）》”")
_NARROWEST = 12  # characters: no page wraps Chinese at less


class Folded:
    r"""A folded view of a text: ``text`` to match on, ``source`` to report from.

    Parameters
    ----------
    source : str
        Any text with line ends ``\n``.

    Attributes
    ----------
    text : str
        The view: ASCII letters and digits, Chinese punctuation, simplified characters, curly quotes, and no line ends
        inside wrapped paragraphs. Never longer than ``source``.
    source : str
        The text as given.

    Examples
    --------
    >>> view = Folded("落實“黨政同責,一崗雙責”２次")
    >>> view.text
    '落实“党政同责，一岗双责”2次'
    >>> start = view.text.index("一岗双责")
    >>> view.source[slice(*view.span(start, start + 4))]
    '一崗雙責'
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = fold(source)
        self._wraps: list[int] = []  # offsets, in the source, of the characters left out
        self._cuts: list[int] = []  # offsets, in the view, before which one of them stood
        wraps = _wrapped_line_ends(self.text)
        if wraps:
            self._wraps = wraps
            self._cuts = [offset - n for n, offset in enumerate(wraps)]
            edges = [-1, *wraps, len(self.text)]
            self.text = "".join([self.text[before + 1 : end] for before, end in pairwise(edges)])

    def to_source(self, offset: int) -> int:
        """Map an offset of the view to the source (the first character kept at or after it)."""
        return offset + bisect_right(self._cuts, offset) if self._cuts else offset

    def to_view(self, offset: int) -> int:
        """Map an offset of the source to the view."""
        return offset - bisect_left(self._wraps, offset) if self._wraps else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the view to the source."""
        if not self._cuts:
            return start, max(start, end)
        if start >= end:
            at = self.to_source(start)
            return at, at
        return self.to_source(start), self.to_source(end - 1) + 1


@lru_cache(maxsize=64)
def folded_view(text: str) -> Folded:
    """Return the folded view of a text; that of one of the last 64 texts is not made again."""
    return Folded(text)


def fold(text: str) -> str:
    """Fold width, script and quotes, character by character: the result has the length of `text`.

    Examples
    --------
    >>> fold("安全第一,預防為主(２０％)")
    '安全第一，预防为主（20%）'
    """
    table, mapped = _table()
    folded = mapped.sub(lambda char: table[char.group()], text)
    folded = group_thousands(_COLON_IN_FIGURE.sub(":", folded), text)
    folded = _FULL_STOP.sub("。", folded)
    return _STRAIGHT_QUOTES.sub(r"“\1”", folded)


def fold_each(texts: Sequence[str]) -> list[str]:
    """Fold many short texts, each for itself, as one: a line end between two keeps them apart, and no length changes.

    Examples
    --------
    >>> fold_each(["隱患", "20,", "5"])
    ['隐患', '20，', '5']
    """
    folded, at = fold("\n".join(texts)), 0
    words = []
    for text in texts:
        words.append(folded[at : at + len(text)])
        at += len(text) + 1
    return words


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each character becomes, and a pattern for those that become another: few in a text of today."""
    codes = {**_simplified(), **_FULLWIDTH_ASCII, **_CHINESE_MARKS, **_SPACES, **_LOOKALIKES}
    table = {chr(code): char for code, char in codes.items()}
    return table, re.compile(f"[{re.escape(''.join(table))}]")


def _simplified() -> dict[int, str]:
    """Map each traditional character that OpenCC simplifies to one character."""
    from opencc import OpenCC

    block = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    simple = OpenCC("t2s").convert("\n".join(block)).split("\n")
    return {ord(a): b for a, b in zip(block, simple, strict=True) if a != b and len(b) == 1}


def _wrapped_line_ends(text: str) -> list[int]:
    """Offsets of the line ends that only wrap a paragraph: those behind a full line, and before a mark that opens none."""
    lines = text.split("\n")
    full = _full_lines(lines)
    ends, at = [], 0
    for line, following, is_full in zip(lines, lines[1:], full, strict=False):
        at += len(line)
        if (is_full and _continues(line.rstrip(), following)) or (line and following[:1] in _NEVER_FIRST):
            ends.append(at)
        at += 1
    return ends


def _continues(line: str, following: str) -> bool:
    """Whether `following` goes on with the paragraph of a full line."""
    if not following or following[0].isspace():
        return False
    return not (_SENTENCE_END.search(line) and _NEW_PARAGRAPH.match(following))


def _full_lines(lines: list[str]) -> list[bool]:
    """Whether each line fills the page's width; all False where the text is not wrapped.

    A text is wrapped where its widest lines have one width, are many, and mostly end inside a sentence. The width is
    counted in characters if that fits exactly, else in columns (a Chinese character takes two), give or take three.
    """
    for width_of, slack in ((len, 0), (_columns, 3)):
        widths = [width_of(line.rstrip()) for line in lines]
        counts = Counter(width for width in widths if width >= _NARROWEST)
        if not counts:
            continue
        width = max(counts, key=lambda w: (sum(counts[w + d] for d in range(-slack, slack + 1)), w))
        full = [abs(w - width) <= slack for w in widths]
        if _looks_wrapped(lines, widths, width + slack, full):
            return full
    return [False] * len(lines)


def _looks_wrapped(lines: list[str], widths: list[int], widest: int, full: list[bool]) -> bool:
    """Whether the full lines are at least five and half of the text, hardly any is wider, and most end inside a sentence."""
    n_full = sum(full)
    if n_full < 5 or n_full < 0.5 * sum(width > 0 for width in widths):
        return False
    n_wider = sum(width > widest for width in widths)
    n_inside = sum(not _SENTENCE_END.search(line.rstrip()) for line, is_full in zip(lines, full, strict=True) if is_full)
    return n_wider <= 0.05 * n_full and n_inside >= 0.6 * n_full


def _columns(line: str) -> int:
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
