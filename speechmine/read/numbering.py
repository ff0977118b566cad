"""Automatic numbers of a Word document: a paragraph in, the marker that Word shows before it out.

Word keeps 一、 and （一） of a numbered heading out of the text, so without this a document loses its outline.

References
----------
.. [1] ECMA-376, Office Open XML, part 1, sections 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["NAMESPACE", "Numbering", "alphabetical", "chinese_numeral", "related", "roman"]

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W = NAMESPACE
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MAX_STYLES = 20  # styles that rest on one another; more is a circle


@dataclass(frozen=True)
class _Level:
    """One level of a numbering: where it starts, how it counts, what stands round the number."""

    start: int
    form: str
    text: str
    parted: bool
    restarts: bool  # with each item of a higher level
    style: str | None  # of the paragraphs that stand on it


class Numbering:
    """The numberings of a document with their counters; call ``marker`` once for each paragraph, in order.

    Parameters
    ----------
    part : docx.parts.document.DocumentPart
        The main part as python-docx opens it.
    """

    def __init__(self, part: Any) -> None:
        self._abstract_of: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}  # of a numbering that overrides levels of its abstract one
        self._restarts: dict[str, dict[int, int]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._styles = {style.get(_W + "styleId"): style for style in related(part, "styles", "style")}
        links: dict[str, str] = {}
        for abstract in related(part, "numbering", "abstractNum"):
            key = abstract.get(_W + "abstractNumId", "")
            self._levels[key] = _levels(abstract.findall(_W + "lvl"))
            links[key] = _value(abstract, "numStyleLink") or ""
        for num in related(part, "numbering", "num"):
            key = num.get(_W + "numId", "")
            self._abstract_of[key] = _value(num, "abstractNumId") or ""
            self._restarts[key] = {
                _int(one.get(_W + "ilvl"), 0): _int(_value(one, "startOverride"), 1)
                for one in num.iter(_W + "lvlOverride")
                if one.find(_W + "startOverride") is not None
            }
            self._own_levels[key] = _levels(num.findall(f"{_W}lvlOverride/{_W}lvl"))
        self._follow_links(links)

    def _follow_links(self, links: dict[str, str]) -> None:
        """Give an abstract numbering that only names a style of lists the levels of that style's numbering."""
        for key, name in links.items():
            if name in self._styles and not self._levels[key]:
                linked = _value(self._styles[name].find(f"{_W}pPr/{_W}numPr"), "numId") or ""
                self._levels[key] = self._levels.get(self._abstract_of.get(linked, ""), {})

    def marker(self, paragraph: Any) -> str:
        """Return the marker of a paragraph, empty where it has none; count it."""
        key, depth = self._place(paragraph)
        abstract = self._abstract_of.get(key, "")
        levels = {**self._levels.get(abstract, {}), **self._own_levels.get(key, {})}
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract, {})
        if depth in self._restarts[key]:
            counters[depth] = self._restarts[key].pop(depth) - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [one for one in counters if one > depth and (one not in levels or levels[one].restarts)]:
            del counters[deeper]
        if level.form in {"bullet", "none"}:
            return ""
        marker = _PLACE.sub(lambda place: _shown(int(place[1]) - 1, levels, counters), level.text)
        return marker + " " if level.parted and marker and marker[-1].isascii() else marker

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return numbering and level of a paragraph: its own, or those of its style and what that rests on.

        A style without a level of its own stands on the level that names it.
        """
        key = depth = None
        for name, properties in self._properties(paragraph):
            numbered = properties.find(_W + "numPr")
            if numbered is not None:
                key = key if key is not None else _value(numbered, "numId")
                depth = depth if depth is not None else _value(numbered, "ilvl")
            if key is not None:
                levels = self._levels.get(self._abstract_of.get(key, ""), {})
                named = next((at for at, level in levels.items() if name and level.style == name), None)
                return key, _int(depth, named or 0)
        return "", 0

    def _properties(self, paragraph: Any) -> Iterator[tuple[str | None, Any]]:
        """Yield the properties of a paragraph and of the styles it rests on, with the style's id."""
        element, name = paragraph, None
        for _ in range(_MAX_STYLES):
            properties = element.find(_W + "pPr")
            if properties is not None:
                yield name, properties
            name = _value(properties, "pStyle") if element is paragraph else _value(element, "basedOn")
            if name not in self._styles:
                return
            element = self._styles[name]


def chinese_numeral(number: int) -> str:
    """Write a number below ten thousand as headings do.

    Examples
    --------
    >>> [chinese_numeral(number) for number in (3, 10, 12, 20, 105, 2024)]
    ['三', '十', '十二', '二十', '一百〇五', '二千〇二十四']
    """
    if not 0 < number < 10_000:
        return "".join(_DIGITS[int(digit)] for digit in str(number) if digit.isdigit())
    written, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            written += (_DIGITS[0] if gap else "") + _DIGITS[digit] + unit
        gap = not digit and bool(written)
    return written.removeprefix("一") if 10 <= number < 20 else written


def related(part: Any, kind: str, tag: str) -> list[Any]:
    """Return the elements of one name at the top of a part that the main part relates to; none where it is missing."""
    for relation in part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external and hasattr(relation.target_part, "element"):
            return list(relation.target_part.element.findall(_W + tag))
    return []


def _levels(elements: Iterable[Any]) -> dict[int, _Level]:
    levels = {}
    for level in elements:
        parted = _value(level, "suff") != "nothing"
        levels[_int(level.get(_W + "ilvl"), 0)] = _Level(
            _int(_value(level, "start"), 1),
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            parted,
            restarts=_value(level, "lvlRestart") != "0",
            style=_value(level, "pStyle"),
        )
    return levels


def _value(element: Any, tag: str) -> str | None:
    found = None if element is None else element.find(_W + tag)
    return None if found is None else found.get(_W + "val")


def _int(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 7 else default


def _shown(depth: int, levels: dict[int, _Level], counters: dict[int, int]) -> str:
    if depth not in levels:
        return ""
    number = counters.get(depth, levels[depth].start)
    return _FORMS.get(levels[depth].form, str)(number)


def roman(number: int) -> str:
    """Write a number in small Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def alphabetical(number: int) -> str:
    """Write a number as letters: a to z, then aa."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _legal(number: int) -> str:
    """Write a number as cheques do: 壹, 壹拾贰."""
    plain = chinese_numeral(number)
    return ("一" + plain if plain.startswith("十") else plain).translate(_LEGAL)


def _one_character(first: str, last: int) -> Callable[[int], str]:
    """Return what writes 1 to `last` in one character, the others in digits: ①, ⑴, ⒈."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _stem(number: int) -> str:
    return _STEMS[(number - 1) % 10]


def _branch(number: int) -> str:
    return _BRANCHES[(number - 1) % 12]


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _two_digits(number: int) -> str:
    return f"{number:02d}"


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "japaneseDigitalTenThousand",
)
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, chinese_numeral),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _one_character("①", 20)),
    "decimalEnclosedParen": _one_character("⑴", 20),
    "decimalEnclosedFullstop": _one_character("⒈", 20),
    "ideographEnclosedCircle": _one_character("㊀", 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalZero": _two_digits,
    "ideographTraditional": _stem,
    "ideographZodiac": _branch,
    "lowerLetter": alphabetical,
    "upperLetter": lambda number: alphabetical(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}
