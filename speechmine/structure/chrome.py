"""What a web page puts round a speech: folded text in, the span that is left when chrome is taken off both ends."""

from __future__ import annotations

import re
from functools import cache

from speechmine.structure.vocabulary import alternation

__all__ = ["is_chrome", "strip_chrome"]

_LONGEST = 120  # characters of a line of chrome
_SHORT = 25
_CRUMBS = re.compile(r"[^。，；>»›]{1,15}(?:\s*(?:>|»|›|&gt;)+\s*[^。，；>»›]{1,25}){1,6}\Z")
_DECORATION = re.compile(r"[\s\W_A-WYZa-wyz]*\Z")  # X masks names
_STAMP = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? *\d{1,2}[:：]\d{2}")  # when a page was put up, to the minute
_SENTENCE_MARK = re.compile(r"[。！？；]")


def is_chrome(line: str) -> bool:
    """Whether a folded line belongs to the page and not to the text.

    It does if it is made of breadcrumbs, of a button's words (加大) or of no Chinese, holds date and minute, opens with a
    word of chrome, is short and holds one, or holds two.

    Examples
    --------
    >>> [is_chrome(line) for line in ("首页 > 领导讲话 > 正文", "阅读：1024次", "上一篇：关于防汛的通知", "各镇要把责任扛起来。")]
    [True, True, True, False]
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    if _DECORATION.match(line) or _CRUMBS.match(line) or (_STAMP.search(line) and not _SENTENCE_MARK.search(line)):
        return True
    if _control().fullmatch(line):
        return True
    words = {match.group(): match.start() for match in _words().finditer(line)}
    if not words:
        return False
    return len(words) > 1 or min(words.values()) <= 2 or (len(line) <= _SHORT and not _SENTENCE_MARK.search(line))


def strip_chrome(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a span of folded text by the lines of chrome at both ends, and by all behind 上一篇 or 相关阅读 near its end."""
    closing = next((m.start() for m in _after().finditer(text, start + (end - start) // 2, end)), end)
    end = min(end, closing)
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not is_chrome(text[start:stop]):
            break
        start = min(stop + 1, end)
    while start < end:
        begin = text.rfind("\n", start, end) + 1 or start
        if not is_chrome(text[begin:end]):
            break
        end = max(begin - 1, start)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _words() -> re.Pattern[str]:
    return re.compile(alternation("chrome", "line"))


@cache
def _control() -> re.Pattern[str]:
    return re.compile(rf"[【】\[\]\s]*{alternation('chrome', 'control')}[【】\[\]\s]*")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(r"(?m)^[ \t]*(?:【[^】\n]{1,60}】)?[●·]?" + alternation("chrome", "end"))
