"""The front of a speech whose lines run together: folded text in, where title, speaker, date and salutation part out."""

from __future__ import annotations

import re
from functools import cache

from speechmine.dates import find_date, find_written
from speechmine.structure.titles import is_title, salutation
from speechmine.structure.vocabulary import alternation

__all__ = ["front_borders", "title_ends"]

_REACH = 300  # characters in which a front ends
_SENTENCE_MARK = re.compile(r"[。！？；]")


def front_borders(text: str) -> list[int]:
    """Return the offsets that part title, speaker, date and salutation where they stand on the first line together.

    Parameters
    ----------
    text : str
        Folded text of a speech, its first character that of the title.

    Returns
    -------
    list of int
        Rising; empty where the first line is no title with a salutation or a date behind it, so that a text with line ends
        and a paragraph that opens with 同志们： stay as they are.

    Examples
    --------
    >>> text = "在全镇防汛会议上的讲话镇长林晓舟（2019年5月8日）同志们：今天开会。"
    >>> borders = front_borders(text)
    >>> [text[a:b] for a, b in zip([0, *borders], [*borders, len(text)])]
    ['在全镇防汛会议上的讲话', '镇长林晓舟', '（2019年5月8日）', '同志们：', '今天开会。']
    """
    line = text[:_REACH].partition("\n")[0]
    ends = [match.end() for match in title_ends().finditer(line) if is_title(line[: match.end()])]
    if not ends:
        return []
    opened = salutation().search(line, ends[0])
    front = line[ends[0] : opened.start() if opened else len(line)]
    date = _bracketed_date(front)
    if _SENTENCE_MARK.search(front[: date[0]] if date and not opened else front) or not (opened or date):
        return []
    borders = {ends[0], *(ends[0] + offset for offset in date), *(opened.span() if opened else ())}
    return sorted(borders - {len(line)})


def _bracketed_date(front: str) -> tuple[int, ...]:
    """Span of the first date with the brackets round it; nothing without a date."""
    found = find_date(front)
    written = find_written(front)
    if found is None and written is not None and front[written[0].end() :][:1] == "）":
        found = written[0]  # （2019年5月）
    if found is None:
        return ()
    start, end = found.span()
    return start - (front[:start].endswith("（")), end + (front[end : end + 1] == "）")


@cache
def title_ends() -> re.Pattern[str]:
    """Pattern of a word that ends a title (讲话, 致辞) where more words follow on the line."""
    genre = alternation("titles", "genre")
    return re.compile(rf"{genre}(?!{genre}|[稿上提要材中里的])(?:（[^（）\d年]{{1,12}}）)?(?=.)")
