"""The folded view of a text: a text in, the view that every matcher works on with its offset map out.

Finds are mapped back, so that width, script, invisible characters, blanks of scanned text and wrapped lines are settled in one
place. The source text itself is never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from speechmine.folding.blanks import blanks_between_characters
from speechmine.folding.characters import fold, fold_keeping_feeds
from speechmine.folding.lines import page_breaks, wrapped_line_ends
from speechmine.folding.markdown import markdown_marks, parted_cells

__all__ = ["Folded", "folded_view", "wording"]

# What shows nothing: controls, soft hyphens, zero-width and bidirectional marks, selectors of variants, tags; and the private
# use of fonts that somebody has and the reader has not.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# The number of a note behind a figure or a word, in raised digits or square brackets; raised digits behind letters are exponents.
_NOTE_NUMBER = re.compile(r"(?=[⁽［\[¹²³⁰⁴-⁹])(?<=[\u4e00-\u9fff\d%”》）])(?<!×10)(?:[⁽［\[]?[¹²³⁰⁴-⁹]+[⁾］\]]?|\[\d{1,2}\])")
_SPACE_BETWEEN = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")


class Folded:
    r"""A folded view of a text: ``text`` to match on, ``source`` to report from.

    Parameters
    ----------
    source : str
        Any text with line ends ``\n``.
    markdown : bool
        Whether the marks of Markdown (``**``, ``[](…)``) are marks.

    Attributes
    ----------
    text : str
        The view: ASCII letters and digits, Chinese punctuation, simplified characters, curly quotes; nothing invisible, no
        bullets, no numbers of notes or of pages, no blanks between the characters of scanned text, and no line ends inside
        wrapped paragraphs. Never longer than ``source``.
    source : str
        The text as given.
    is_spaced : bool
        Whether blanks between characters were left out.
    n_unreadable : int
        How many characters mean nothing: of private use, or lost in decoding.

    Examples
    --------
    >>> view = Folded("落实“黨政同責,一崗雙責”２次")
    >>> view.text
    '落实“党政同责，一岗双责”2次'
    >>> start = view.text.index("一岗双责")
    >>> view.source[slice(*view.span(start, start + 4))]
    '一崗雙責'
    >>> Folded("严 禁 渡 船 超 载 。\n●各煤\u200b矿").text
    '严禁渡船超载。\n 各煤矿'
    """

    def __init__(self, source: str, *, markdown: bool = False) -> None:
        self.source = source
        self.text = fold_keeping_feeds(source)
        self._left_out: list[int] = []  # offsets, in the source, of the characters left out
        self._cuts: list[int] = []  # offsets, in the view, before which one of them stood
        if markdown:
            self.text = parted_cells(self.text)
            self._leave_out(markdown_marks(self.text))
        invisible = [match.start() for match in _INVISIBLE.finditer(self.text)]
        self.n_unreadable = source.count("\ufffd") + sum(_PRIVATE.match(self.text[at]) is not None for at in invisible)
        self._leave_out(invisible)
        self._leave_out([at for match in _NOTE_NUMBER.finditer(self.text) for at in range(*match.span())])
        blanks = blanks_between_characters(self.text)
        self.is_spaced = bool(blanks)
        self._leave_out(blanks)
        self._leave_out(page_breaks(self.text))
        self.text = self.text.replace("\f", "\n")
        self._leave_out(wrapped_line_ends(self.text))

    def _leave_out(self, offsets: Sequence[int]) -> None:
        """Leave out characters of the view as it stands by now, given in rising order."""
        if not offsets:
            return
        self._left_out = sorted([*self._left_out, *map(self.to_source, offsets)])
        self._cuts = [offset - n for n, offset in enumerate(self._left_out)]
        edges = [-1, *offsets, len(self.text)]
        self.text = "".join([self.text[before + 1 : end] for before, end in pairwise(edges)])

    def to_source(self, offset: int) -> int:
        """Map an offset of the view to the source (the first character kept at or after it)."""
        return offset + bisect_right(self._cuts, offset) if self._cuts else offset

    def to_view(self, offset: int) -> int:
        """Map an offset of the source to the view."""
        return offset - bisect_left(self._left_out, offset) if self._left_out else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of the view to the source."""
        if not self._cuts:
            return start, max(start, end)
        if start >= end:
            at = self.to_source(start)
            return at, at
        return self.to_source(start), self.to_source(end - 1) + 1

    def original(self, start: int, end: int) -> str:
        """Return the characters of the source that a span of the view stands for, without those left out."""
        if not self._cuts:
            return self.source[start:end]
        return "".join([self.source[self.to_source(at)] for at in range(start, end)])


def folded_view(text: str, *, markdown: bool = False) -> Folded:
    """Return the folded view of a text; that of one of the last 64 texts is not made again."""
    return _folded(text, markdown)


@lru_cache(maxsize=64)
def _folded(text: str, markdown: bool) -> Folded:  # noqa: FBT001 - the key of the cache: by name it would be another one
    return Folded(text, markdown=markdown)


def wording(text: str) -> str:
    r"""Return the folded wording of a span that was found: names that differ in width, script or blanks alone are one.

    Examples
    --------
    >>> wording("各煤\u200b礦"), wording("各 煤\n矿"), wording("GPS 终端")
    ('各煤矿', '各煤矿', 'GPS终端')
    """
    return _SPACE_BETWEEN.sub("", _INVISIBLE.sub("", fold(text))).strip()
