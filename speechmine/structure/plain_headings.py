"""Headings without an enumerator: folded text in, the short lines between paragraphs that head them out.

强化责任落实 on a line of its own is a heading in company only: two or more such lines, each below a whole paragraph or another
heading and above a whole paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache

from speechmine.dates import find_date
from speechmine.structure.chrome import is_chrome
from speechmine.structure.enumerators import ITEM_RANK
from speechmine.structure.headings import Heading, TextMarks
from speechmine.structure.titles import is_address, is_title
from speechmine.structure.vocabulary import alternation

__all__ = ["find_plain_headings"]

_RANK = ITEM_RANK - 1  # below every numbered heading, above the items of a row
_LINE = re.compile(r"[^\n]*\S")
_WORDS = re.compile(r"[\u4e00-\u9fff“”、，\d%·]{4,40}")
_SHORTEST_PARAGRAPH = 25  # characters
_PARAGRAPH_END = re.compile(r"[。！？；…][”’）]*\Z")
_CARD = re.compile(r"(?:PART)?\s*[01]?\d\Z")  # 01 above a heading, as public accounts set it


def find_plain_headings(marks: TextMarks, headings: list[Heading]) -> list[Heading]:
    """Find the headings without an enumerator.

    Parameters
    ----------
    marks : TextMarks
        The folded text.
    headings : list of Heading
        The numbered headings, in order.

    Returns
    -------
    list of Heading
        In order, of kind ``heading``, without a marker.
    """
    lines = [
        (match.start() + len(match.group()) - len(match.group().lstrip()), match.group().strip())
        for match in _LINE.finditer(marks.text)
    ]
    starts = [heading.start for heading in headings]
    numbered = {heading.start for heading in headings if not marks.text[heading.close : marks.line_end(heading.close)].strip()}
    found: list[tuple[int, Heading]] = []
    for (above_start, above), (start, line), (_, below) in zip(lines, lines[1:], lines[2:], strict=False):
        stands_below = above_start in numbered or _is_paragraph(above) or _CARD.match(above)
        if stands_below and _is_paragraph(below) and _reads_as_heading(line):
            end = start + len(line)
            heading = Heading(start, start, end, end, "heading", "plain", _RANK, 0, "line")
            found.append((bisect_left(starts, start), heading))
    company = Counter(section for section, _ in found)
    return [heading for section, heading in found if company[section] > 1]


def _is_paragraph(line: str) -> bool:
    return len(line) >= _SHORTEST_PARAGRAPH and bool(_PARAGRAPH_END.search(line))


def _reads_as_heading(line: str) -> bool:
    """Whether a line has the look of a heading and nothing that addresses, thanks, counts, dates or belongs to a page."""
    if not _WORDS.fullmatch(line) or line.count("，") > 2 or line[-1] in "，、" or _spoken().search(line):
        return False
    return not (is_address(line) or is_title(line) or is_chrome(line) or find_date(line))


@cache
def _spoken() -> re.Pattern[str]:
    counted = rf"\A(?:第[一二三四五六七八九十]|{alternation('headings', 'ordinal')})"  # items of a row
    return re.compile("|".join((counted, alternation("headings", "spoken"), alternation("titles", "sign_off"))))
