"""Enumerators: folded text in, every place out where a numbering may open a heading, with how it stands there.

Typography only: whether an enumerator really opens a heading is settled by its neighbours, in ``headings``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["IN_A_ROW", "ITEM_RANK", "Enumerator", "find_enumerators", "read_numeral"]

_HAN = "[一二三四五六七八九十]"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
# A numeral or measure behind the enumerator makes it part of a range or a class: 三、四季度, （二）型, 1、2月.
_NOT_BEFORE = r"(?![、，。；：！？）》”.%~-]|季度|月份|[型类级项款条期号点]|等[、，。；（]|至|和)"

_FINANCIAL = "[壹贰叁肆伍陆柒捌玖拾]"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿㊀-㊉❶-❿⓫-⓴⓵-⓾➀-➓"

# Rank by fineness: a coarser heading ends all finer ones. Ranks from ITEM_RANK on are items, not headings of the outline.
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("part", rf"第({_HAN}{{1,3}})(?:部分|章)[、：，\s]?(?![的是要为])"),
    ("han", rf"({_HAN}{{1,3}}|{_FINANCIAL}{{1,3}}) ?[、.丶]" + _NOT_BEFORE),
    (
        "han_bracket",
        rf"(?:（ ?({_HAN}{{1,3}}) ?）|[〔【［\[] ?({_HAN}{{1,3}}) ?[〕】］\]]|(?<!\S)({_HAN}{{1,3}})）|([㈠-㈩]))、?"
        + _NOT_BEFORE,
    ),
    ("digit", r"(?:(\d{1,2}) ?(?:、|\.(?!\d))|([⒈-⒛])、?)" + _NOT_BEFORE),
    ("digit_bracket", r"(?:(?:（ ?|(?<!\S))(\d{1,2}) ?）|[〔【［] ?(\d{1,2}) ?[〕】］]|([⑴-⒇]))、?" + _NOT_BEFORE),
    ("circle", rf"([{_CIRCLED}])[、.]?"),
    ("ordinal", rf"(?:第({_HAN}{{1,3}})|其({_HAN}))(?:[，：]|、(?!{_HAN})|是(?=要|[^\s，、。]))"),
    ("item", rf"({_HAN}{{1,2}})(?:是|要|个是)(?![一二三四五六七八九十，。；、])"),
    ("roman", r"([Ⅰ-Ⅻ])[、.，]?" + _NOT_BEFORE),
    ("dotted", r"\d{1,2}\.(\d{1,2})(?: |、)(?=[^\W\d])" + _NOT_BEFORE),
    ("loose", rf"(?:({_HAN}{{1,3}})(?:[，：]| (?=[^\s一二三四五六七八九十]))|(\d{{1,2}})，(?!\d))" + _NOT_BEFORE),
)
ITEM_RANK = 6
# The first character is looked at first: it spares most places the patterns.
_ANY = re.compile(
    rf"(?=[第其（〔【［\[\d一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾㈠-㈩⑴-⒛Ⅰ-Ⅻ{_CIRCLED}])(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _FAMILIES)
    + ")"
)
# Ⅰ、, 一， and 1， count like 一、, 1.1 like （1）, but stand for other things, too: they open headings in a row alone.
IN_A_ROW = ("roman", "loose", "dotted")
_RANKS = {name: rank for rank, (name, _) in enumerate(_FAMILIES)} | {"roman": 1, "loose": 1, "dotted": 4}
# 第 and numerals before a numeral, 小 before （二）型, letters and figures before 1、: parts of longer words.
_NOT_BEHIND = re.compile(r"[第初周〇零一二三四五六七八九十百千万亿\dA-Za-z.×小大约近]\Z")
# 一、二季度情况讲评 heads a text where it fills its line or its first part follows at once.
_TITLE = {
    place: re.compile(rf"[^，。；：！？\n]{{4,40}}(?:{end})") for place, end in (("line", r"\n|（一）"), ("sentence", "（一）"))
}
_OF_A_RANGE = tuple("季月类级等产")  # 三、四季度
# （县农业局牵头）二、: a remark in brackets closes what stands before it; （一） and a bracket within a name close nothing.
_REMARK = re.compile(r"（[^（）\n]{4,200}）\Z")
_LONGEST_REMARK = 202
_BEHIND_CIRCLE = re.compile(r"[\d第]\Z")


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A numbering and where it stands.

    Attributes
    ----------
    start, end : int
        Half-open span of the marker in the folded text.
    family : str
        Its form: ``part``, ``han``, ``han_bracket``, ``digit``, ``digit_bracket``, ``circle``, ``ordinal``, ``item``, or one of
        ``IN_A_ROW``.
    rank : int
        Fineness of the form; a smaller rank stands higher where both occur.
    number : int
    place : str
        ``line`` (opens a line), ``sentence`` (behind 。！？；), ``clause`` (behind ，：) or ``glued`` (behind a word).
    doubtful : bool
        Whether it may as well open a range of its own: 二、三季度重点工作.
    """

    start: int
    end: int
    family: str
    rank: int
    number: int
    place: str
    doubtful: bool = False


def find_enumerators(text: str) -> list[Enumerator]:
    """Find all enumerators of a folded text in order, false friends of the typography left out.

    Examples
    --------
    >>> [(e.family, e.number, e.place) for e in find_enumerators("一、压实责任。（一）抓矿山，小（二）型水库三、四季度检查。")]
    [('han', 1, 'line'), ('han_bracket', 1, 'sentence')]
    """
    found = []
    for match in _ANY.finditer(text):
        family = match.lastgroup or ""
        numeral = next(group for group in match.groups()[match.re.groupindex[family] :] if group)
        place = _place(text, match.start())
        behind = text[max(match.start() - 1, 0) : match.start()]
        if place == "glued" and (_BEHIND_CIRCLE if family == "circle" else _NOT_BEHIND).search(behind):
            continue
        in_range = _is_range(text, match, numeral, place)
        number = read_numeral(numeral)
        doubtful = in_range and family == "han" and place in ("line", "sentence") and number < 10
        if family in IN_A_ROW and place != "line":
            continue
        if in_range and not (doubtful and text[match.end() + 1 : match.end() + 2] in _OF_A_RANGE):
            continue
        found.append(Enumerator(match.start(), match.end(), family, _RANKS[family], number, place, doubtful))
    return found


def read_numeral(numeral: str) -> int:
    """Read 1 to 99 in Chinese, Arabic, Roman, circled or bracketed numerals.

    Examples
    --------
    >>> [read_numeral(n) for n in ("十二", "三", "二十", "7", "③", "㈣", "⒌", "Ⅵ", "拾壹")]
    [12, 3, 20, 7, 3, 4, 5, 6, 11]
    """
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1:
        return int(unicodedata.numeric(numeral))
    numeral = numeral.replace("拾", "十")
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.get(numeral[-1], 0)
    return 10 * (_DIGITS.get(tens[-1], 1) if tens else 1) + (_DIGITS.get(ones[-1], 0) if ones else 0)


def _is_range(text: str, match: re.Match[str], numeral: str, place: str) -> bool:
    """三、四季度 and 1、2月: the next numeral follows at once; at a line's start 二、三件事 is a heading all the same."""
    if match.lastgroup not in ("han", "digit") or match.group().endswith("."):
        return False
    following = text[match.end() : match.end() + 2]
    if match.lastgroup == "digit":
        return following[:1].isdecimal() and (place != "line" or following[1:] in tuple("、月日季"))
    if following[:1] in _DIGITS and following[1:] == "、":  # 逢三、六、九
        return True
    if read_numeral(numeral) > 10 and _DIGITS.get(following[:1]) == read_numeral(numeral) % 10 + 1:  # 十二、三岁
        return True
    follows_at_once = following[:1] != "" and _DIGITS.get(following[0], -9) == read_numeral(numeral) + 1
    if place in ("line", "sentence") and _TITLE[place].match(text, match.end()):
        return False
    return follows_at_once and (place not in ("line", "sentence") or following[1:] in _OF_A_RANGE)


def _place(text: str, start: int) -> str:
    """How the character at `start` stands to what comes before it; spaces are looked through."""
    at = start
    while at and text[at - 1] != "\n" and text[at - 1].isspace():
        at -= 1
    if not at or text[at - 1] == "\n":
        return "line"
    # a closing quote or bracket: what counts is the mark inside it
    inner = at - 1
    while inner and text[inner] in "”’）》】":
        inner -= 1
    if text[inner] in "。！？；…" or at < start or (inner < at - 1 and _REMARK.search(text, max(at - _LONGEST_REMARK, 0), at)):
        return "sentence"
    return "clause" if text[at - 1] in "，：、—" else "glued"
