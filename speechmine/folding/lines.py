"""Lines of a text: folded text in, the line ends that only wrap a paragraph out, and the page numbers between lines.

A page wraps a paragraph behind a full line; a page's number stands on a line of its own, also inside a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

__all__ = ["page_breaks", "wrapped_line_ends"]

# A line that opens with an indent or an enumerator starts a paragraph where the full line before it ends a sentence.
_NEW_PARAGRAPH = re.compile(
    r"[㈠-㈩⑴-⒛①-⑳㊀-㊉Ⅰ-Ⅻ]|[一二三四五六七八九十]+ ?、|[（〔][一二三四五六七八九十]+[）〕]|\d+[、.]|第.{1,3}[篇章]"
    r"|[一二三四五六七八九十][是要]"
)
_SENTENCE_END = re.compile(r"[。！？；：…][”’）》]*\Z")
# No line begins with one of these: links taken out of a page and bad copies leave such lines. None ends with an opening mark.
_NEVER_FIRST = tuple("，。、；：！？）》”")
_NEVER_LAST = tuple("《（“‘")
_CUT_TITLE = re.compile(r"《[^《》\n。；]{0,40}(\n)[^《》\n。；]{1,40}》")
_NARROWEST = 12  # characters: no page wraps Chinese at less
_RUNNING = re.compile(r"[。；].|[，、]\Z")  # inside a line of running text
_LONG = 30  # characters: no heading with a comma is as long

# Numbers of pages on a line of their own: those that nothing else looks like, and those that only their place tells.
_NUMERAL = r"[\d一二三四五六七八九十百]{1,5}"
_SURE_NUMBER = (
    r"(?:[-—–―─·~_]{1,3} ?\d{1,4} ?[-—–―─·~_]{1,3}"
    rf"|(?:页码：? ?\d{{1,4}}|第 ?{_NUMERAL} ?页|[Pp](?:age|\.)? ?\d{{1,4}})(?: ?(?:of|/|，|、)? ?(?:共 ?)?{_NUMERAL} ?页?)?"
    rf"|共 ?{_NUMERAL} ?页[，、 ]*第 ?{_NUMERAL} ?页)"
)
_PAGE = re.compile(
    rf"^[ \t\f]*(?:(?:(?P<sure>{_SURE_NUMBER})|(?P<bare>\d{{1,4}}(?: ?/ ?\d{{1,4}})?|\[\d{{1,4}}\]))[ \t\f]*$|\f[ \t\f]*)",
    re.MULTILINE,
)
_BLANK = " \t\f\n"
_REACH = 40  # characters of blanks and blank lines round the number


def page_breaks(text: str) -> list[int]:
    r"""Return the offsets of the numbers of pages and, where one stands inside a sentence, of the blanks and line ends round it.

    A bare number, and a form feed, is taken for a page's only where it parts a full line from the line that goes on with it.

    Examples
    --------
    >>> text = "各镇要守住渡口；一律不得超员，\n— 3 —\n超载。"
    >>> "".join(char for at, char in enumerate(text) if at not in page_breaks(text))
    '各镇要守住渡口；一律不得超员，超载。'
    """
    pages = list(_PAGE.finditer(text))
    if not pages:
        return []
    lines = text.split("\n")
    full = dict(zip(accumulate((len(line) + 1 for line in lines[:-1]), initial=0), _full_lines(lines), strict=True))
    offsets: list[int] = []
    for page in pages:
        begin, end = _blanks_round(text, *page.span())
        line = text.rfind("\n", 0, begin) + 1
        before = text[line:begin]
        fills = full.get(line, False)
        if (
            before
            and not _SENTENCE_END.search(before)
            and _continues(before, text[end : end + _NARROWEST])
            and (fills or (page["sure"] and _runs_on(before)))
        ):
            kept = text.find("\n", begin, end) if fills else -1  # one line end, at which the lines are joined
            left_out = [at for at in range(begin, end) if at != kept]
        else:
            left_out = list(range(*page.span("sure")))
        last = offsets[-1] if offsets else -1
        offsets += [at for at in left_out if at > last]
    return offsets


def _runs_on(line: str) -> bool:
    """Whether a line that nothing closes is running text, and no heading or title that a page's number follows."""
    return bool(_RUNNING.search(line)) or (len(line) >= _LONG and "，" in line and not _NEW_PARAGRAPH.match(line.lstrip()))


def _blanks_round(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen the span of a page's number by the blanks and line ends round it."""
    low, high = max(start - _REACH, 0), min(end + _REACH, len(text))
    while start > low and text[start - 1] in _BLANK:
        start -= 1
    while end < high and text[end] in _BLANK:
        end += 1
    return start, end


def wrapped_line_ends(text: str) -> list[int]:
    """Offsets of the line ends that only wrap a paragraph: behind a full line, in a title, at a mark that cannot stand there."""
    lines = text.split("\n")
    full = _full_lines(lines)
    ends, at = [], 0
    for line, following, is_full in zip(lines, lines[1:], full, strict=False):
        at += len(line)
        if (
            (is_full and _continues(line.rstrip(), following))
            or (line and following[:1] in _NEVER_FIRST)
            or (following and line.endswith(_NEVER_LAST))
        ):
            ends.append(at)
        at += 1
    cut = {match.start(1) for match in _CUT_TITLE.finditer(text)}
    return sorted(cut.union(ends)) if cut else ends


def _continues(line: str, following: str) -> bool:
    """Whether `following` goes on with the paragraph of a full line."""
    if not following or following[0].isspace():
        return False
    return not (_SENTENCE_END.search(line) and _NEW_PARAGRAPH.match(following))


def _full_lines(lines: Sequence[str]) -> list[bool]:
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


def _looks_wrapped(lines: Sequence[str], widths: list[int], widest: int, full: list[bool]) -> bool:
    """Whether the full lines are at least five and half of the text, hardly any is wider, and most end inside a sentence."""
    n_full = sum(full)
    if n_full < 5 or n_full < 0.5 * sum(width > 0 for width in widths):
        return False
    n_wider = sum(width > widest for width in widths)
    n_inside = sum(not _SENTENCE_END.search(line.rstrip()) for line, is_full in zip(lines, full, strict=True) if is_full)
    return n_wider <= 0.05 * n_full and n_inside >= 0.6 * n_full


def _columns(line: str) -> int:
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
