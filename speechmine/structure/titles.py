"""Titles and other marks that open a speech: folded text in, places where a speech may begin out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from speechmine.structure.chrome import is_chrome
from speechmine.structure.enumerators import read_numeral
from speechmine.structure.vocabulary import alternation

__all__ = ["Opening", "bare_title", "find_openings", "is_address", "is_salutation", "is_title", "salutation", "without_pack_mark"]

_NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_PACK = (
    rf"(?:【?第 ?{_NUMERAL} ?篇】?(?!章)|【篇 ?{_NUMERAL}】|篇{_NUMERAL}(?=[：、\s])"
    rf"|（?范文 ?（?{_NUMERAL}）?(?![^\s：、])）?|【范文 ?{_NUMERAL}】)[：、，\s]*"
)
_PACK_MARK = re.compile(rf"(?:(?<=[\n。！？”…])|\A)[ \t]*(?P<mark>{_PACK})")
# A title that comes again with the next number: 安全生产讲话稿 篇1, 安全生产讲话稿（二）.
_SERIES = re.compile(
    rf"^[^\S\n]*(?P<title>[^\n。！？；]{{2,40}}?)[^\S\n]*(?:(?P<piece>第? ?篇) ?（?|（)?(?P<number>{_NUMERAL})）?篇?[^\S\n]*$",
    re.MULTILINE,
)
_PIECE = re.compile(rf"(?<=\S)[^\S\n]*第? ?篇 ?{_NUMERAL}\Z")
_LONGEST = 80
_SHORT = 16  # characters of a line above the title
_HEAD_LINES = 15  # lines of a page's head, its buttons among them
# Ranges open titles, too: 一、二季度例会上的讲话, 第一、二季度, 1、2月份, 一、二线干部: the next numeral follows at once.
_RANGE = "|".join(
    [*(f"{a} ?、{b}(?![十百])" for a, b in pairwise("一二三四五六七八九十")), *(rf"{n} ?、{n + 1}(?!\d)" for n in range(1, 31))]
)
_ENUMERATED = re.compile(
    rf"(?!{_RANGE})(?:"
    r"[㈠-㈩⑴-⒛①-⑳㊀-㊉Ⅰ-Ⅻ]|〔[一二三四五六七八九十\d]+〕|[壹贰叁肆伍陆柒捌玖拾]+、"
    r"|[一二三四五六七八九十]+ ?、(?![一二三四五六七八九十]{1,2}(?:季|月))|（[一二三四五六七八九十]+）"
    r"|\d+ ?[、.](?!\d{1,2}[月日])|第[一二三四五六七八九十]+[，、](?![一二三四]季)|[一二三四五六七八九十][是要])"
)
# A title broken in two: its occasion is open at the line's end, or the next line cannot open one.
_OPEN_OCCASION = re.compile(r"(?:\A|—|：|[省市县区旗州镇乡])(?:在|于|就|关于)[^。！？；]{2,}\Z")
_CLOSED_OCCASION = re.compile(r"(?:[上时]|中(?![心共]))的?[^。！？；会]{0,6}\Z")
_CONJUNCTION = re.compile(r"[和与及暨、的]\Z")
_DEPENDENT = re.compile(
    r"[上的讲暨和与及、]|(?:工作|动员|推进|现场|座谈|视频|电视电话|部署|总结|表彰|调度|经验|交流|专题|领导|扩大|干部|例)*[会大]|班|仪式|活动"
)
_OWN_OCCASION = re.compile(r"(?:在|于|就|关于|同志)")
_SHORTEST_HALF = 4  # characters of the first line of a broken title
_LINE = re.compile(r"[^\n]*报[^\S\n]*\n[^\S\n]*告[^\S\n]*(?=\n)|[^\n]+")  # 政府工作报⏎告 is one line
_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*")
_DATE_LINE = re.compile(r"[\s—\-]*（?[\d〇零一二三四五六七八九十 ]{4,9}[年.-]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Opening:
    """A place where a speech may begin: its mark or title from `start` to `end`, and whether it is a pack's mark (第一篇)."""

    start: int
    end: int
    is_pack: bool
    title: str


def is_title(line: str) -> bool:
    """Whether a folded line reads as the title of a speech: it ends in 讲话, 致辞, 报告 … and holds no sentence.

    Examples
    --------
    >>> [is_title(line) for line in ("在全县防汛工作会议上的讲话（摘要）", "一、认真听取报告", "我完全同意他的讲话。")]
    [True, False, False]
    """
    line = _SPACE.sub("", line)
    if not 2 <= len(line) <= _LONGEST or line.count("，") > 1 or _ENUMERATED.match(line) or is_address(line):
        return False
    return bool(_title_line().fullmatch(line))


def bare_title(line: str) -> str:
    """Return a title line without its pack mark (第一篇：), dashes and the brackets round it."""
    line = _PIECE.sub("", re.sub(r"\A[—\-─\s]+", "", without_pack_mark(line.strip())))
    return line[1:-1] if line[:1] == "《" and line[-1:] == "》" else line


def without_pack_mark(text: str) -> str:
    """Return a text without the pack's mark (第一篇：, 【篇二】) at its beginning."""
    match = re.match(_PACK, text)
    return text[match.end() :] if match else text


def is_salutation(line: str) -> bool:
    """Whether a folded line is a salutation: 同志们： or 各位代表：."""
    return bool(salutation().match(line.strip()))


@cache
def salutation() -> re.Pattern[str]:
    """Pattern of a salutation, up to its mark."""
    return re.compile(alternation("titles", "salutation") + r"[^。，；：！\n]{0,30}(?:[，、][^。，；：！\n]{0,20}){0,4}[：！]")


def find_openings(text: str) -> list[Opening]:
    r"""Find the marks of packs (第一篇, 【篇一】, 范文（一）) and the titles, on lines of their own or glued to the line before.

    A title inside the text counts where it names its occasion (在…上的讲话) or where a salutation, a date or a first heading
    follows it.

    Examples
    --------
    >>> text = "第一篇：在县会上的致辞\n谢谢大家！在市会上的讲话同志们：今天开会。"
    >>> [(o.title, o.is_pack) for o in find_openings(text)]
    [('在县会上的致辞', True), ('在市会上的讲话', False)]
    """
    openings = [*_packs(text), *_series(text), *_title_lines(text), *_glued_titles(text)]
    kept: list[Opening] = []
    for opening in sorted(openings, key=lambda o: (o.start, not o.is_pack)):
        if not kept or opening.start >= kept[-1].end:
            kept.append(opening)
    return kept


def _packs(text: str) -> list[Opening]:
    found = []
    for match in _PACK_MARK.finditer(text):
        stop = text.find("\n", match.end())
        stop = len(text) if stop < 0 else stop
        line = text[match.end() : min(stop, match.end() + _LONGEST)]
        title = line.strip() if is_title(line) else _glued_from(text, match.end())
        found.append(Opening(match.start("mark"), match.end() + len(title), is_pack=True, title=title))
    return found


def _series(text: str) -> list[Opening]:
    """Find the titles that differ in their number alone, from 1 on; without 篇 they must read as titles."""
    series: dict[str, list[re.Match[str]]] = {}
    for match in _SERIES.finditer(text):
        if match["piece"] or is_title(match["title"]):
            series.setdefault(_SPACE.sub("", match["title"]), []).append(match)
    found = []
    for title, matches in series.items():
        if {1, 2} <= {read_numeral(match["number"]) for match in matches}:
            found += [Opening(match.start("title"), match.end(), is_pack=True, title=title) for match in matches]
    return found


def _title_lines(text: str) -> list[Opening]:
    lines = [(m.start(), m.group()) for m in _LINE.finditer(text) if not m.group().isspace()]
    found = []
    for i, (start, line) in enumerate(lines):
        if not is_title(line) or re.match(_PACK, line.strip()):
            continue
        first = i
        while first and _goes_before(lines[first - 1][1], "".join(part.strip() for _, part in lines[first : i + 1])):
            first -= 1
        begin = lines[first][0]
        title = _BREAK.sub("", "".join(part.strip() for _, part in lines[first : i + 1]))
        follows = any(_is_front_matter(part) for _, part in lines[i + 1 : i + 5])
        above = [line for _, line in lines[:first] if i < _HEAD_LINES and not is_chrome(line)]
        at_head = i < _HEAD_LINES and len(above) < 3 and all(map(_is_above_title, above))
        if follows or at_head or _occasion().search(title):
            found.append(Opening(begin, start + len(line), is_pack=False, title=title))
    return found


def _goes_before(line: str, title: str) -> bool:
    """Whether the line before belongs to the title: a main title before ——在…, or the first half of a broken title."""
    line, title = line.strip(), title.strip()
    if len(line) > 45 or re.search(r"[。！？；：…，]\Z", line) or is_title(line):
        return False
    if title.startswith(("——", "--", "—")):
        return True
    if len(title) < 12 and title.startswith(("上的", "的", "讲", "会上", "会议上", "暨")):
        return True
    opens = _OPEN_OCCASION.search(line) and not _CLOSED_OCCASION.search(line)
    depends = len(line) > _SHORTEST_HALF and (_DEPENDENT.match(title) or _CONJUNCTION.search(line))
    return bool((opens or depends) and not _OWN_OCCASION.match(title) and _ends_occasion().search(title))


def _is_above_title(line: str) -> bool:
    return len(line) < _SHORT and not re.search(r"[。！？；：]\s*\Z", line)


def _is_front_matter(line: str) -> bool:
    line = line.strip()
    return is_salutation(line) or (len(line) < 30 and bool(_DATE_LINE.match(line))) or line.startswith("一、")


def _glued_titles(text: str) -> list[Opening]:
    found = []
    for match in _glued().finditer(text):
        start = match.start()
        low = max(start - _LONGEST, 0)
        before = [text.rfind(mark, low, start) for mark in "。！？；\n…："]
        begin = max(before) + 1
        if begin == 0 and low > 0:
            continue  # no beginning in reach: a sentence that happens to end in 讲话
        while begin < start and text[begin] in "”’）》 \t":
            begin += 1
        title = text[begin : match.end()].strip()
        if is_title(title) and (_occasion().search(title) or begin == 0):
            found.append(Opening(begin, match.end(), is_pack=False, title=_unrepeated(title)))
    return found


def _glued_from(text: str, start: int) -> str:
    """Return the title that begins at `start` in a text without line ends, empty where there is none in reach."""
    match = _shortest_title().match(text, start)
    return match.group() if match else ""


def _unrepeated(title: str) -> str:
    half = len(title) // 2
    return title[:half] if title[:half] == title[half:] else title


@cache
def _title_line() -> re.Pattern[str]:
    genre = alternation("titles", "genre")
    return re.compile(rf"[^。！？；]*{genre}》?(?:（[^（）]{{1,30}}）)?")


def is_address(line: str) -> bool:
    """Whether a folded line begins with a form of address: 同志们, 各位代表."""
    return bool(_address().match(line.strip()))


@cache
def _address() -> re.Pattern[str]:
    return re.compile(alternation("titles", "salutation"))


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(
        rf"(?:在|于|就|关于|——)[^。！？；：]{{2,70}}(?:上|时|中|暨)的?[^。！？；：]{{0,6}}{alternation('titles', 'genre')}"
    )


@cache
def _ends_occasion() -> re.Pattern[str]:
    return re.compile(rf"[会式动班坛][^。！？；：]{{0,6}}{alternation('titles', 'genre')}")


@cache
def _glued() -> re.Pattern[str]:
    behind = rf"\s*(?:{salutation().pattern}|（[\d〇一二][^（）\n]{{4,30}}）|一、)"
    return re.compile(rf"{alternation('titles', 'genre')}(?:（[^（）\n\d]{{1,12}}）)?(?={behind})")


@cache
def _shortest_title() -> re.Pattern[str]:
    return re.compile(rf"[^。！？；：\n]{{2,{_LONGEST}}}?{alternation('titles', 'genre')}")
