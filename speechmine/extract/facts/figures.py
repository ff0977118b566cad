"""Figures of a folded text: numerals and masks with their units in, one `Figure` each out.

What only looks like a figure is left out here: ordinals, dates, clock times and spans of time, numeric slogans, 一 as an
article, and the small Chinese numerals that number the points of a speech (三项整治).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from speechmine.codebooks import load_codebook
from speechmine.numerals import ARABIC, CHINESE, MAGNITUDE, MASK, decimal_text, parse_numeral

__all__ = ["Figure", "alternatives", "find_figures"]

# Short quotations are slogans (“三个必须”, “两个100%”); a figure inside one states nothing.
_QUOTED = re.compile(r"“[^“”\n]{1,16}”")
_NUMERAL_BEFORE = r"(?<![\d.,·第A-Za-z〇一二两三四五六七八九十百千万亿×*_□])"
# Characters that a figure may open with: looked at first, they spare most places the whole pattern.
_OPENING = r"+\-\d〇零一二两三四五六七八九十百千万几数半×□■●*Xx_"
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
        ``+`` or ``-`` where a sign is written before the numeral, else empty.
    approximate : bool
        Whether 余, 多, 几, a range, or a word before or behind it make it inexact.
    article : bool
        Whether the numeral is a bare 一, which is a figure only beside deaths, injuries or accidents that happened.
    """

    start: int
    end: int
    value: str | None
    unit: str | None
    unit_class: str
    sign: str = ""
    approximate: bool = False
    article: bool = False


def find_figures(text: str) -> Iterator[Figure]:
    """Find the figures of a folded text, left to right, without overlap.

    Examples
    --------
    >>> [(figure.value, figure.unit) for figure in find_figures("排查隐患1.9万处，召开会议八次，整改率达九成以上，紧盯三个环节")]
    [('19000', '处'), ('8', '次'), ('9', '成')]
    """
    quoted = {offset for match in _QUOTED.finditer(text) for offset in range(*match.span())}
    for match in _pattern().finditer(text):
        if match.start("figure") not in quoted and (figure := _read(match)):
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
    units = alternatives("fact_units", *load_codebook("fact_units").codes)
    number = rf"(?:{MASK}|{ARABIC}|{CHINESE})"
    return re.compile(
        rf"""(?=[{_OPENING}])(?P<sign>(?<![\d%])[+\-])?
        (?P<figure>{_NUMERAL_BEFORE}(?:
            (?P<parts>[百千万]|{CHINESE}|\d+)分之(?P<share>{number}|百)
            |(?:(?P<low>{number})(?P<low_power>{MAGNITUDE})?(?:[-–—~～至到]|--|——))?
             (?P<numeral>{number})(?P<power>{MAGNITUDE}?[多余几]?(?:万亿|[万亿])?)\ ?
             (?:(?P<unit>{units})|(?P<bare>(?<=\d[万亿])(?![元美欧港日年多余几])))))""",
        re.VERBOSE,
    )


@cache
def _unit_classes() -> dict[str, str]:
    return {term.term: term.code for term in load_codebook("fact_units").terms}


@cache
def _tally() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_words', 'tally')})[^，。；、：\n]{{0,4}}$")


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_measures', 'pointing')})$")


def _read(match: re.Match[str]) -> Figure | None:
    """Build the figure of a match, or None where it states none."""
    start, end = match.span("figure")
    approximate = _is_approximate(match)
    if match["parts"]:
        share, unit = _fraction(match["parts"], match["share"])
        return Figure(start, end, share, unit, "ratio", match["sign"] or "", approximate)
    unit_class = _unit_classes()[match["unit"]] if match["unit"] else "none"
    numeral, unit = match["numeral"] + match["power"], match["unit"]
    if unit_class == "money":
        numeral, unit = _money(numeral, match["unit"])
    masked = re.match(MASK, numeral) is not None
    value = None if masked else parse_numeral(match["low"] + (match["low_power"] or "") if match["low"] else numeral)
    article = numeral == "一" and unit_class != "ratio"
    if not _states_something(match, value, unit_class=unit_class, article=article):
        return None
    if value is None and not masked:
        approximate = True  # 三四起
    return Figure(
        start, end, None if value is None else decimal_text(value), unit, unit_class, match["sign"] or "", approximate, article
    )


def _money(numeral: str, unit: str) -> tuple[str, str]:
    """Move 万 and 亿 from the numeral to the unit, as one writes 万元; 三亿二千万元 is left whole, in 元."""
    bare = re.sub(r"(?<=[^万亿])(?:万亿|[万亿])$", "", numeral)
    if re.search(r"[万亿]", bare):
        return numeral, unit
    return bare, numeral[len(bare) :] + unit


def _fraction(parts: str, share: str) -> tuple[str | None, str | None]:
    """Value and unit of 百分之五 (5, 百分之), and of 三分之一 (0.3333, none)."""
    value = Decimal(100) if share == "百" else parse_numeral(share)
    if value is not None and parts not in "百千万":
        whole = parse_numeral(parts)
        value = (value / whole).quantize(Decimal("0.0001")) if whole else None
    return None if value is None else decimal_text(value), f"{parts}分之" if parts in "百千万" else None


def _states_something(match: re.Match[str], value: Decimal | None, *, unit_class: str, article: bool) -> bool:
    """Tell a figure from an article, a demonstrative, a slogan and a numbered point."""
    numeral = match["numeral"]
    if re.match(MASK, numeral):
        return unit_class not in {"arabic", "none", "death", "injury"} and match["unit"] not in {"成", "倍"}
    if numeral[0].isascii():
        return not (match["unit"] in {"名", "位"} and match.string[match.start("figure") - 1] == "前")
    before = match.string[max(match.start("figure") - 12, 0) : match.start("figure")]
    if unit_class == "arabic" or _is_vague(before, numeral) or _pointing().search(before) is not None or _is_session(match):
        return False
    if article:
        return unit_class in {"cases", "death", "injury"} or match["unit"] in {"人", "名", "个人"}
    if unit_class == "generic" and (value is None or value < _SMALLEST_TALLY):
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
    before = match.string[max(start - 5, 0) : start].rstrip("占为达有")  # 约占30%
    if match["low"] or any(
        found.end == len(before) and found.term.code == "approximate" for found in load_codebook("fact_words").find(before)
    ):
        return True
    vague = bool(match["power"] and re.search(r"[多余几]", match["power"])) or "几" in (match["numeral"] or "")
    return vague or re.match(alternatives("fact_words", "approximate_after"), match.string[end : end + 3]) is not None
