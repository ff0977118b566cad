"""Numerals of Chinese prose: patterns to find them, and their value as an exact decimal.

Arabic, Chinese and financial digits mix freely (2千零30万, 3万4千2百, 叁佰万). cn2an was weighed for this and left out: it
refuses 几, 余, 多, 成 and 分之, the very words that figures of speeches are made of, takes no groups of thousands, and gives
floats; what is left for it to do is the thirty lines of ``_valued``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

__all__ = [
    "ARABIC",
    "BLANK",
    "CHINESE",
    "FINANCIAL",
    "JOIN",
    "MAGNITUDE",
    "MASK",
    "MINUS",
    "decimal_text",
    "group_thousands",
    "parse_numeral",
]

# Unicode classes of numerals: ASCII digits, Chinese digits and powers of ten, and those of cheques and contracts.
_CHARS = "〇一二三四五六七八九零两"
_DIGITS = {char: value for value, char in enumerate(_CHARS[:10])} | {"零": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCORES = {"廿": "二十", "卅": "三十"}
_FINANCIAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元", strict=True))

BLANK = "[ \u2004-\u200a\u202f\u205f]"
"""A blank that an editor or a typesetter puts into or round a figure; that of no width is folded away."""
_DASHES = "-‐‑‒–—―−─~～∼〜"
JOIN = rf"(?:--|——|――|──|[{_DASHES}至到])"
"""What joins the ends of a range: a dash of any kind, 至, 到."""
MINUS = r"[-‐‑‒−]"
"""What is a minus wherever it is a sign; – and — are one only behind 为, 达 and the like."""

# Groups of thousands, parted by commas or blanks; two digits behind a blank are a figure of their own (班组1 25人), and so
# are three behind the number of a table (表1 300人).
_GROUPED = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,5}}|(?<![表图件])\d{{1,3}}(?:{BLANK}\d{{3}}){{1,5}})(?!\d)"
# A blank may stand before the point, never behind it alone: 1. 5月 is a number of a list and a month.
_PLAIN = rf"(?:(?:{_GROUPED}|\d+)(?:\.\d+|{BLANK}\.{BLANK}?\d+)?)"
_DIGIT, _POWER = rf"[{_CHARS}]", "[十百千万亿]"
# What goes on behind a power: 1亿2000万, 3万4000, 2千零30, 2万五千. A lone digit without a power is another figure's.
_LOWER = rf"(?:零?(?:{_PLAIN}|{_DIGIT})(?={_POWER})|零\d{{1,4}}(?!\d)|\d{{2,4}}(?!\d))"
ARABIC = rf"(?:{_PLAIN}(?:{_POWER}{{1,2}}{_LOWER}){{0,6}})"
# A figure opens with a digit or 十: 百家, 千户, 万人 are idiom, not number. No numeral of a speech is as long as the bound.
CHINESE = rf"(?:[{_CHARS}十廿卅][{_CHARS}十百千万亿]{{0,30}}(?:点[〇零一二三四五六七八九]{{1,12}})?)"
# 陆 and 伍 are names, 拾 is to pick up: digits of cheques are numerals only where a power or digit of theirs follows.
FINANCIAL = "(?:(?:[壹贰叁肆伍陆柒捌玖](?=[拾佰仟万亿])|拾(?=[壹贰叁肆伍陆柒捌玖万亿]))[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,30})"
MAGNITUDE = r"(?:[十百千]?(?:万亿|[万亿])|[十百千])"
# What an editor put in place of a figure: ×, XX, **, □, ＿＿, 00.
MASK = r"(?:[×□■●]+|\*+|[Xx]{1,4}(?![A-Za-z])|_{2,}|(?<![\d.,，])0{2,}(?![\d.]))"

_COMMAS = re.compile(r"(?<![\d.])\d{1,3}(?:，\d{3})+(?!\d|，\d)")
# What gives several figures to several things, and what has figures without a unit: a comma behind one parts two figures.
_SHARED_OUT = re.compile(r"(?:分别|依次|先后)[^，。；\n]{0,10}\Z|(?:指数|得分|评分|分值|系数|浓度|排名)[^，。；\d\n]{0,4}\Z")
_MIXED_WIDTH, _MONEY = re.compile(r"[0-9，]+"), re.compile(r"[\d.]* ?[万亿美]*元")
_MORE_FIGURES = re.compile(r"[^，。；\d\n]{0,4}[、，和与及][^，。；\d\n]{0,6}\d")
_VAGUE = re.compile(rf"[多余几,]|{BLANK}")
_ARABIC_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CHINESE_PLAIN = re.compile(rf"(?P<whole>{_DIGIT}*)(?:点(?P<fraction>{_DIGIT}+))?")
_LONGEST = 60  # characters of a numeral
_LARGEST = Decimal(10**18)  # 百亿亿: no speech states more, and what is longer is an account or a slip


@lru_cache(maxsize=4096)
def parse_numeral(numeral: str) -> Decimal | None:
    """Return the value of a numeral, or None where it has none.

    Parameters
    ----------
    numeral : str
        Arabic digits, with groups of thousands (``1,234``, ``1 234``), Chinese ones (``一百零八``, ``十二点五``,
        ``二〇〇七``), those of cheques (``叁佰``), powers of ten (``1.9万``) and mixtures (``3万4千2百``), in folded form. 几,
        余 and 多 behind the last digit are passed over: ``十几`` is 10.

    Returns
    -------
    Decimal or None
        None for a mask (``××``), for two digits that stand for either (``三四`` in 三四起), for powers that do not fall
        (``三百五百``), and from 10 to the 18th on.

    Examples
    --------
    >>> parse_numeral("1.9万"), parse_numeral("一百零八"), parse_numeral("2千零30万"), parse_numeral("××")
    (Decimal('19000'), Decimal('108'), Decimal('20300000'), None)
    """
    numeral = "".join([_FINANCIAL.get(char) or _SCORES.get(char, char) for char in _VAGUE.sub("", numeral)])
    value = _valued(numeral) if 0 < len(numeral) <= _LONGEST else None
    if value is None or value >= _LARGEST:
        return None
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def group_thousands(text: str, source: str) -> str:
    """Make the comma that groups thousands half-width: 1，234.5 is one figure, 12，9，7 and 205，318，276 are three.

    Parameters
    ----------
    text : str
        Folded text with full-width commas throughout.
    source : str
        The text before folding, of the same length: signs of one width group whatever stands in 205,318,276.

    Examples
    --------
    >>> group_thousands("损失1，234.5万元", "损失1，234.5万元"), group_thousands("分别为320，450起", "分别为320，450起")
    ('损失1,234.5万元', '分别为320，450起')
    """
    return _COMMAS.sub(lambda run: run.group().replace("，", ",") if _is_grouped(run, source) else run.group(), text)


def _is_grouped(run: re.Match[str], source: str) -> bool:
    """Whether the commas of a run of digits group them; 分别 before a run that stands alone tells that they do not."""
    start, end = run.span()
    groups = run.group().split("，")
    if (
        len(groups) > 2
        and len(groups[0]) == 3
        and _MIXED_WIDTH.fullmatch(source, start, end)
        and not _MONEY.match(run.string, end)
    ):
        return False
    return not _SHARED_OUT.search(run.string, max(start - 14, 0), start) or bool(_MORE_FIGURES.match(run.string, end))


def decimal_text(value: Decimal) -> str:
    """Write a decimal in plain digits without trailing zeros.

    Examples
    --------
    >>> decimal_text(Decimal("12.50")), decimal_text(Decimal("1E+4"))
    ('12.5', '10000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _valued(numeral: str) -> Decimal | None:
    """Read a numeral by its highest power: what stands before it times the power, and what stands behind."""
    power = next((power for power in reversed(_POWERS) if power in numeral), None)
    if power is None:
        return _plain(numeral)
    before, _, behind = numeral.rpartition(power)
    times = _times(before, power)
    rest = _rest(behind, _POWERS[power])
    return None if times is None or rest is None else times * _POWERS[power] + rest


def _times(before: str, power: str) -> Decimal | None:
    """How often a power counts: 十 alone is 10; before 万 no 万 but in 万万, before 百 no other power (三百五百)."""
    if not before:
        return Decimal(1) if power in "十百千" else None
    barred = {"亿": "", "万": "万"}.get(power, "十百千")
    return None if any(char in before.removesuffix("万") for char in barred) else _valued(before)


def _rest(behind: str, power: int) -> Decimal | None:
    """What stands behind a power: less than it; a lone digit counts its next lower power (三千五 is 3500)."""
    if not behind:
        return Decimal(0)
    value = _valued(behind)
    if value is None or value >= power:
        return None
    return value * (power // 10) if len(behind) == 1 else value


def _plain(numeral: str) -> Decimal | None:
    """Read digits without powers: 12.5, 二点五, 二〇〇七; 三四 is 3 or 4."""
    if _ARABIC_PLAIN.fullmatch(numeral):
        return Decimal(numeral)
    leading = numeral.lstrip("零")
    if leading != numeral and _ARABIC_PLAIN.fullmatch(leading):  # 零30 behind 2千
        return Decimal(leading)
    match = _CHINESE_PLAIN.fullmatch(numeral)
    if match is None or (len(match["whole"]) == 2 and not {"〇", "零"} & set(match["whole"])):
        return None
    whole, fraction = ("".join(str(_DIGITS[char]) for char in match[part] or "零") for part in ("whole", "fraction"))
    return Decimal(f"{whole}.{fraction}")
