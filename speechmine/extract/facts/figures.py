"""Figures of a folded text: numerals and masks with their units in, one `Figure` each out.

What only looks like a figure is left out here: ordinals, dates, clock times and spans of time, numeric slogans, 一 as an
article, and the small Chinese numerals that number the points of a speech (三项整治).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import cache

from speechmine.codebooks import load_codebook
from speechmine.extract.facts.units import unit_class, unit_end, unit_pattern
from speechmine.numerals import ARABIC, BLANK, CHINESE, FINANCIAL, JOIN, MAGNITUDE, MASK, MINUS, decimal_text, parse_numeral

__all__ = ["Figure", "alternatives", "find_figures"]

# Short quotations are slogans (“三个必须”, “两个100%”); a figure inside one states nothing.
_QUOTED = re.compile(r"“[^“”\n]{1,16}”")
_NUMERAL_BEFORE = r"(?<![\d.,·第番A-Za-z〇零一二两三四五六七八九十廿卅百千万亿×*_□■●])"
# Characters that a figure may open with: looked at first, they spare most places the whole pattern.
_OPENING = r"+\-‐‑‒–—―−负\d〇零一二两三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾几数半×□■●*Xx_"
# A sign behind a figure joins a range; a dash and 负 are signs only where a value must follow, 负 never before 责任.
_SIGN = (
    rf"(?P<sign>(?<![\d%‰点倍成])(?:\+|{MINUS})|(?<=[为是达至到比速幅率长值增减])[–—―](?![–—―])"
    r"|(?<=[为是达至到比速幅率长值增减由从约近仅（，、：和与及温])负)?"
)
_OWED = re.compile(r"的?(?:[主次]要|全部|相应|同等|直接|间接|连带)?责")
_BELOW_ZERO = ("度", "℃", "摄氏度")
# Single digits with a blank between each two, as old scans have them: 7 2 %; a blank behind the point of a share: 98. 5%.
_SCANNED_FRACTION = rf"\.{BLANK}?\d(?:{BLANK}\d){{0,6}}"
_SCANNED = (
    rf"(?:(?<=[\u4e00-\u9fff ])\d{{1,3}}\.{BLANK}\d{{1,2}}(?={BLANK}?%)"
    rf"|\d(?:(?:{BLANK}\d){{1,14}}(?:{BLANK}?{_SCANNED_FRACTION})?|{BLANK}{_SCANNED_FRACTION})(?={BLANK}[^\d\s]))"
)
_PARTS = rf"(?:{CHINESE}|\d{{1,9}}[百千万亿]{{0,2}}|[百千万亿]{{1,2}})"
_POWER_OF_TEN = re.compile(r"(?:100+|10?)[百千万亿]{0,2}(?<=[0百千万亿])|[一]?[十百千万亿]{0,2}[百千万亿]")
_FOUR_DIGITS = Context(prec=4)
# 三成五 is 3.5 成.
_TENTH = r"(?P<tenth>(?<=成)[一二三四五六七八九半1-9](?=[，。；、：！？（）\s]|\Z|左右|以[上下内]|[多的和与至到]))?"
_BARE = re.compile(r"\d[万亿]\Z")
# Figures that leave their unit to the last one of their list.
_LIST_MARKS = "，、和及与"
_LIST = re.compile(rf"(?:分别|依次)[^，。；：\d\n]{{0,12}}(?P<list>(?:{ARABIC}[{_LIST_MARKS}])+)\Z")
_LONGEST_LIST = 80
_CHEQUE = "壹贰叁肆伍陆柒捌玖拾"
_EITHER = re.compile(r"[一二两三四五六七八九几]{2}")  # 三四起
_SMALLEST_TALLY = 11


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral or mask with its unit; offsets in the text that was searched.

    Attributes
    ----------
    start, end : int
        From the numeral to the unit's end.
    value : str or None
        Decimal without sign, None for a mask. A range gives its lower end.
    unit : str or None
        As written; 万 and 亿 before 元 belong to it, elsewhere to the value (1.9万家: 19000, 家).
    unit_class : str
        Code of ``fact_units.tsv``, or ``none`` for a bare 1.9万.
    sign : str
        ``+`` or ``-`` where a sign, 负 included, is written before the numeral, else empty.
    approximate : bool
        Whether 余, 多, 几, a range, or a word before or behind it make it inexact.
    article : bool
        Whether the numeral is a bare 一, which is a figure only beside deaths, injuries or accidents that happened.
    opening : int
        Where the words before it end: at its sign, else at `start`.
    """

    start: int
    end: int
    value: str | None
    unit: str | None
    unit_class: str
    sign: str = ""
    approximate: bool = False
    article: bool = False
    opening: int = -1


def find_figures(text: str) -> Iterator[Figure]:
    """Find the figures of a folded text, left to right, without overlap.

    Examples
    --------
    >>> [(figure.value, figure.unit) for figure in find_figures("排查隐患1.9万处，召开会议八次，整改率达九成以上，紧盯三个环节")]
    [('19000', '处'), ('8', '次'), ('9', '成')]
    >>> [(figure.value, figure.unit) for figure in find_figures("三镇分别发生12，9，7起")]
    [('12', '起'), ('9', '起'), ('7', '起')]
    """
    quoted = {offset for match in _QUOTED.finditer(text) for offset in range(*match.span())}
    for match in _pattern().finditer(text):
        if match.start("figure") not in quoted and (figure := _read(match)):
            yield from _listed_before(text, figure, match["power"] or "")
            yield figure


@cache
def alternatives(book: str, *codes: str) -> str:
    """Return a pattern for the terms of some codes, longest first, none of which stands in one of its exclusions."""
    terms = [term for term in load_codebook(book).terms if term.code in codes]
    return "|".join(_guarded(term.term, term.excludes) for term in sorted(terms, key=lambda term: (-len(term.term), term.term)))


def _guarded(term: str, excludes: Iterable[str]) -> str:
    """Pattern of a term that neither runs on into an exclusion (人民 for 人) nor ends one (行为 for 为)."""
    behind = [re.escape(string[len(term) :]) for string in excludes if string.startswith(term)]
    before = [f"(?<!{re.escape(string)})" for string in excludes if string.endswith(term)]
    return re.escape(term) + (f"(?!{'|'.join(behind)})" if behind else "") + "".join(before)


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?:{MASK}|{_SCANNED}|{ARABIC}|{CHINESE}|{FINANCIAL})"
    between = rf"(?:{BLANK})?"
    return re.compile(
        rf"(?=[{_OPENING}]){_SIGN}{between}(?P<figure>{_NUMERAL_BEFORE}(?:"
        rf"(?P<parts>{_PARTS})分之{between}(?P<share>{number}|百)"
        rf"|(?:(?P<low>{number})(?P<low_power>{between}{MAGNITUDE})?{between}{JOIN}{between})?"
        rf"(?P<numeral>{number})(?P<power>{between}(?:(?!千[米克瓦伏赫]){MAGNITUDE})?[多余几]?(?:万亿|[万亿])?){between}"
        rf"(?:(?P<unit>{unit_pattern()}){_TENTH}|(?P<bare>(?<=\d[万亿])(?![元美欧港日年多余几])))))"
    )


@cache
def _tally() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_words', 'tally')})[^，。；、：\n]{{0,4}}$")


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_measures', 'pointing')})$")


def _listed_before(text: str, last: Figure, power: str) -> Iterator[Figure]:
    """Yield the figures of a list with 分别 that leave their unit to the last one (12，9，7起)."""
    if text[last.opening - 1 : last.opening] not in tuple(_LIST_MARKS):
        return
    row = _LIST.search(text, max(last.opening - _LONGEST_LIST, 0), last.opening)
    for match in re.finditer(ARABIC, row["list"]) if row else ():
        at = row.start("list") + match.start() if row else 0
        value = parse_numeral(match.group() if last.unit_class == "money" else match.group() + power)
        if value is not None:
            yield replace(last, start=at, end=at + len(match.group()), value=decimal_text(value), sign="", opening=at)


def _read(match: re.Match[str]) -> Figure | None:
    """Build the figure of a match, or None where it states none."""
    start, end = match.span("figure")
    if match["parts"]:
        value, unit = _fraction(match["parts"], match["share"])
        return _signed(match, Figure(start, end, _plainly(value), unit, "ratio", "", _is_approximate(match)))
    numeral, unit = match["numeral"] + match["power"], match["unit"]
    if unit and not match["tenth"]:
        stop = unit_end(match.string, *match.span("unit"), counted=numeral[0].isascii() or numeral[0] == "两")
        unit = unit[: stop - match.start("unit")] if stop else None
        end = stop or match.end("power")
        if unit is None and not _BARE.search(numeral):
            return None
    kind = unit_class(unit) if unit else "none"
    if kind == "money" and unit:
        numeral, unit = _money(numeral, unit)
    value = _value(match, numeral)
    article = numeral == "一" and kind != "ratio"
    if not _states_something(match, value, unit=unit, kind=kind):
        return None
    either = value is None and not re.match(MASK, numeral)  # 三四起
    figure = Figure(start, end, _plainly(value), unit, kind, "", either or _is_approximate(match), article)
    return _signed(match, figure)


def _plainly(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


def _value(match: re.Match[str], numeral: str) -> Decimal | None:
    """Value of a numeral, of the lower end of a range, None for a mask."""
    if re.match(MASK, numeral):
        return None
    value = parse_numeral(match["low"] + (match["low_power"] or "") if match["low"] else numeral)
    if value is None or not match["tenth"]:
        return value
    return value + (Decimal("0.5") if match["tenth"] == "半" else (parse_numeral(match["tenth"]) or Decimal(0)) / 10)


def _signed(match: re.Match[str], figure: Figure) -> Figure:
    """Put the sign before a figure to it, where it is one."""
    sign = match["sign"] or ""
    if sign == "负" and (figure.unit_class != "ratio" and figure.unit not in _BELOW_ZERO):
        sign = ""
    if sign == "负" and _OWED.match(match.string, figure.end):
        sign = ""
    return replace(figure, sign=sign and ("+" if sign == "+" else "-"), opening=match.start("sign") if sign else figure.start)


def _money(numeral: str, unit: str) -> tuple[str, str]:
    """Move 万 and 亿 from the numeral to the unit, as one writes 万元; 三亿二千万元 is left whole, in 元."""
    bare = re.sub(r"(?<=[^万亿])(?:万亿|[万亿])$", "", numeral)
    if re.search(r"[万亿]", bare):
        return numeral, unit
    return bare, numeral[len(bare) :] + unit


def _fraction(parts: str, share: str) -> tuple[Decimal | None, str | None]:
    """Value and unit of 百分之五 (5, 百分之) and 十万分之三 (3, 十万分之), and of 三分之一 (0.3333, none)."""
    value = Decimal(100) if share == "百" else parse_numeral(share)
    if _POWER_OF_TEN.fullmatch(parts):
        return value, f"{parts}分之"
    whole = parse_numeral(parts)
    return (_FOUR_DIGITS.divide(value, whole) if value is not None and whole else None), None


def _states_something(match: re.Match[str], value: Decimal | None, *, unit: str | None, kind: str) -> bool:
    """Tell a figure from an article, a demonstrative, a slogan and a numbered point."""
    numeral = match["numeral"]
    if re.match(MASK, numeral):
        return kind not in {"arabic", "none", "death", "injury"} and unit not in {"成", "倍"}
    if value is None and not _EITHER.search(numeral):
        return False  # an account, or a slip: no number that one states
    if numeral[0].isascii():
        return not (unit in {"名", "位"} and match.string[match.start("figure") - 1] == "前")
    return kind == "money" if numeral[0] in _CHEQUE else _counts(match, value, unit=unit, kind=kind)


def _counts(match: re.Match[str], value: Decimal | None, *, unit: str | None, kind: str) -> bool:
    """Whether a Chinese numeral counts, and neither orders (二次污染) nor points nor numbers the points of a speech."""
    numeral = match["numeral"]
    before = match.string[max(match.start("figure") - 12, 0) : match.start("figure")]
    orders = kind == "arabic" or (numeral == "二" and unit == "次") or _is_session(match)
    if orders or _is_vague(before, numeral) or _pointing().search(before) is not None:
        return False
    if numeral == "一" and kind != "ratio":
        return kind in {"cases", "death", "injury"} or unit in {"人", "名", "个人"}
    if kind == "generic" and (value is None or value < _SMALLEST_TALLY):
        return _tally().search(before) is not None
    return True


def _is_vague(before: str, numeral: str) -> bool:
    """Whether 十 belongs to 几十 or 数十; 人数十二人 is a figure."""
    return numeral[0] == "十" and (before[-1:] == "几" or (before[-1:] == "数" and before[-2:-1] not in set("人起次总件户指名")))


def _is_session(match: re.Match[str]) -> bool:
    """Whether a Chinese numeral without 第 counts the sessions of a body (十三届人大五次会议)."""
    start, end = match.span("figure")
    return match.string[end - 1 : end + 2] in {"次会议", "次全会", "次全体"} and match.string[max(start - 1, 0) : start] in set(
        "大届协委会"
    )


def _is_approximate(match: re.Match[str]) -> bool:
    start, end = match.span("figure")
    start = start if match["sign"] is None else match.start("sign")
    before = match.string[max(start - 5, 0) : start].rstrip("占为达有")  # 约占30%
    if (
        match["low"]
        or before[-1:] == "±"
        or any(
            found.end == len(before) and found.term.code == "approximate" for found in load_codebook("fact_words").find(before)
        )
    ):
        return True
    vague = bool(match["power"] and re.search(r"[多余几]", match["power"])) or "几" in (match["numeral"] or "")
    return vague or re.match(alternatives("fact_words", "approximate_after"), match.string[end : end + 3]) is not None
