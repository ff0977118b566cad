"""The genre of a text: its folded text and its title in, speech, report, notice, news, law or other out.

The title says it where there is one: what it ends in (…讲话, …工作报告, …的通知, …条例). Else the marks of the text do: numbered
articles, a salutation, the words of a paper (本报讯) or of an official document (通知如下).
"""

from __future__ import annotations

import re
from functools import cache

from speechmine.structure.titles import salutation
from speechmine.structure.vocabulary import alternation

__all__ = ["GENRES", "read_genre"]

GENRES = ("speech", "report", "notice", "news", "law", "other")
_HEAD, _TAIL = 600, 400  # characters in which the marks of a genre stand
_ARTICLE = re.compile(r"(?:\A|(?<=[。；：\n]))[^\S\n]{0,8}第[一二三四五六七八九十百\d]+条\s")
_ARTICLES = 3
_BEHIND = re.compile(r"(?:[（(〔][^（）()〔〕]{1,30}[）)〕]|[》\s—\-：:”]|[一二三四五\d]+|稿|全文|摘要|节选)*\Z")
_BYLINE = re.compile(r"——.{2,60}\Z")  # 政府工作报告——2009年1月12日在…会议上


def read_genre(text: str, title: str | None) -> str:
    """Return the genre of a text.

    Parameters
    ----------
    text : str
        The folded text.
    title : str or None

    Returns
    -------
    str
        ``speech``, ``report``, ``notice`` (an official document that is no law), ``news``, ``law`` or ``other``.

    Examples
    --------
    >>> [read_genre("", title) for title in ("在全县会议上的讲话", "霁川县政府工作报告", "关于渡口的通知", "渡口管理条例")]
    ['speech', 'report', 'notice', 'law']
    >>> read_genre("本报霁川5月4日电（记者林晓舟）渡口通航。", "渡口通航")
    'news'
    """
    if len(_ARTICLE.findall(text)) >= _ARTICLES:
        return "law"
    for name in (title or "", _BYLINE.sub("", title or "")):
        bare = _BEHIND.sub("", name)
        for genre in ("speech", "report", "notice", "law"):
            if _ending(genre).search(bare):
                return genre
    return _by_marks(text)


def _by_marks(text: str) -> str:
    head, ends = text[:_HEAD], text[:_HEAD] + text[-_TAIL:]
    if _mark("report_mark").search(head):
        return "report"
    if salutation().search(head) or _mark("speech_mark").search(head):
        return "speech"
    if _mark("notice_mark").search(ends):
        return "notice"
    return "news" if _mark("news_mark").search(ends) else "other"


@cache
def _ending(genre: str) -> re.Pattern[str]:
    return re.compile(alternation("genres", genre) + r"\Z")


@cache
def _mark(code: str) -> re.Pattern[str]:
    return re.compile(alternation("genres", code))
