"""Lines as they stand on printed pages in, paragraphs out: where a page wraps a paragraph its lines are joined again.

Only the page shows where a paragraph ends: a line that stops short of the right margin ends one, an indent begins one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

__all__ = ["Line", "join_lines"]

_FEWEST = 5  # full lines: below that nothing shows that a text is wrapped
_NARROWEST = 12  # characters of a line; no page is set narrower
_SHARE = 0.05  # of all lines that start or end at a margin, or are indented
_INDENT = 0.8  # characters; a paragraph is indented by one to three
_WIDEST_INDENT = 3.5
_RAGGED = 2.3  # characters by which a full line falls short where a figure or a mark would not fit
_RAGGED_UNINDENTED = 1.6  # less, for there a heading that fills its line would swallow the paragraph below
_SENTENCE_END = re.compile(r"[。！？；：.!?;:…][”’）》\"')]*\Z")
_OPEN = re.compile(r"[，、（“《]\Z")  # no paragraph ends so, wherever the line breaks
_UNBROKEN = re.compile(r"[!-~]+")
_HALF_WIDTH = 0.55
_WORD_END = re.compile(r"[A-Za-z]\Z")
_WORD_START = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its left and right edge and the width of a Chinese character, in points."""

    text: str
    left: float
    right: float
    width: float


def join_lines(lines: Sequence[Line]) -> list[str]:
    """Join the lines of wrapped paragraphs.

    Parameters
    ----------
    lines : sequence of Line
        Of all pages in order, page numbers taken out.

    Returns
    -------
    list of str
        The paragraphs; the lines as they are where they are not wrapped.

    Notes
    -----
    Where paragraphs are indented, an indent alone begins one behind a full line. Where none is, a full line that ends a
    sentence ends the paragraph, too: a break in the wrong place there costs nothing, for the sentence is over.

    Examples
    --------
    >>> page = [Line("　各村要在汛期前逐户排查危房", 60, 228, 12), *[Line("要逐户登记造册逐项整改销号，" , 60, 228, 12)] * 5]
    >>> join_lines([*page, Line("一户不漏。", 60, 120, 12)])[0][-19:]
    '要逐户登记造册逐项整改销号，一户不漏。'
    """
    setting = _Setting(lines) if lines else None
    if setting is None or not setting.is_wrapped:
        return [line.text for line in lines]
    paragraphs = [lines[0].text]
    for line, following in pairwise(lines):
        if setting.goes_on(line, following):
            paragraphs[-1] = _joined(paragraphs[-1], following.text)
        else:
            paragraphs.append(following.text)
    return paragraphs


class _Setting:
    """How a text is set: its margins, the width of a character, whether paragraphs are indented."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._em = median(line.width for line in lines)
        few = max(_SHARE * len(lines), 2)
        lefts = Counter(round(line.left / self._em, 1) for line in lines)
        rights = Counter(round(line.right / self._em) for line in lines)
        self._left = self._em * min((edge for edge, count in lefts.items() if count >= few), default=min(lefts))
        self._right = self._em * max(rights, key=lambda edge: (rights[edge], edge))  # the most usual: marks may hang over it
        self._is_indented = sum(self._indent(line) > _INDENT for line in lines) >= few
        full = [line for line in lines if self._is_full(line, "")]
        wide = self._right - self._left >= _NARROWEST * self._em
        self.is_wrapped = wide and len(full) >= _FEWEST and sum(not _SENTENCE_END.search(line.text) for line in full) >= _FEWEST

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether the paragraph of a line goes on in the next."""
        if (
            not (_OPEN.search(line.text) or self._is_full(line, following.text))
            or following.left - self._left > _INDENT * self._em
            or following.text[0] == "\u3000"
        ):
            return False
        return self._is_indented or not _SENTENCE_END.search(line.text)

    def _is_full(self, line: Line, following: str) -> bool:
        """Whether a line reaches the margin, or would with the figure or Latin word that opens the next."""
        slack = _RAGGED if self._is_indented else _RAGGED_UNINDENTED
        word = _UNBROKEN.match(following)
        unbroken = _HALF_WIDTH * word.end() if word else 0.0
        return line.right >= self._right - (slack + unbroken) * self._em

    def _indent(self, line: Line) -> float:
        """Indent in characters, 0 for what is centred."""
        indent = (line.left - self._left) / self._em
        return indent if indent < _WIDEST_INDENT else 0.0


def _joined(line: str, following: str) -> str:
    between = " " if _WORD_END.search(line) and _WORD_START.match(following) else ""
    return line + between + following
