"""Numerals of Chinese prose: patterns to find them, and their value as an exact decimal.

cn2an was weighed for this and left out: it refuses 几, 余, 多, 成 and 分之, the very words that figures of speeches are
made of, takes no comma groups, and gives floats; what is left for it to do is the twenty lines of `_chinese_integer`.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["ARABIC", "CHINESE", "MAGNITUDE", "MASK", "decimal_text", "parse_numeral"]

# Unicode classes of numerals: ASCII digits with comma groups, Chinese digits and powers of ten.
_DIGITS = {
    char: value for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for char in chars
}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
# 1亿2000万 and 3万5千 are one numeral.
ARABIC = rf"(?:{_PLAIN}[万亿]{_PLAIN}(?=[千万])|{_PLAIN})"
# A figure opens with a digit or 十: 百家, 千户, 万人 are idiom, not number.
CHINESE = r"(?:[〇零一二两三四五六七八九十][〇零一二两三四五六七八九十百千万亿]*(?:点[〇零一二三四五六七八九]+)?)"
MAGNITUDE = r"(?:[十百千]?(?:万亿|[万亿])|[十百千])"
# What an editor put in place of a figure: ×, XX, **, □, ＿＿, 00.
MASK = r"(?:[×□■●]+|\*+|[Xx]{1,4}(?![A-Za-z])|_{2,}|(?<![\d.,])0{2,}(?![\d.]))"

_CHINESE_NUMERAL = re.compile(CHINESE)
_COMPOUND = re.compile(r"(?P<higher>[\d.]+[万亿])(?P<lower>[\d.]+[十百千万]*)")
_TRAILING_POWERS = re.compile(r"[十百千万亿]+$")


def parse_numeral(numeral: str) -> Decimal | None:
    """Return the value of a numeral, or None where it has none.

    Parameters
    ----------
    numeral : str
        Arabic, with comma groups and powers of ten behind (``1.9万``), or Chinese (``一百零八``, ``十二点五``,
        ``二〇〇七``), in folded form. 几, 余 and 多 behind the last digit are passed over: ``十几`` is 10.

    Returns
    -------
    Decimal or None
        None for a mask (``××``), and for two digits that stand for either (``三四`` in 三四起).

    Examples
    --------
    >>> parse_numeral("1.9万"), parse_numeral("一百零八"), parse_numeral("××")
    (Decimal('19000'), Decimal('108'), None)
    """
    numeral = re.sub(r"[多余几,]", "", numeral)
    if not numeral:
        return None
    if numeral[0].isascii():
        return _arabic(numeral)
    if not _CHINESE_NUMERAL.fullmatch(numeral):
        return None
    whole, _, fraction = numeral.partition("点")
    value = _chinese_integer(whole)
    if value is None or not fraction:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(_DIGITS[char]) for char in fraction)}")


def decimal_text(value: Decimal) -> str:
    """Write a decimal in plain digits without trailing zeros.

    Examples
    --------
    >>> decimal_text(Decimal("12.50")), decimal_text(Decimal("1E+4"))
    ('12.5', '10000')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _arabic(numeral: str) -> Decimal | None:
    parts = _COMPOUND.fullmatch(numeral)
    if parts:
        higher, lower = _arabic(parts["higher"]), _arabic(parts["lower"])
        return None if higher is None or lower is None else higher + lower
    tail = _TRAILING_POWERS.search(numeral)
    digits = numeral[: tail.start()] if tail else numeral
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return None
    factor = 1
    for power in tail.group() if tail else "":
        factor *= _POWERS[power]
    value = Decimal(digits) * factor
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _chinese_integer(numeral: str) -> int | None:
    if not any(char in _POWERS for char in numeral):
        return _positional(numeral)
    total = section = digit = 0
    last = 1
    for char in numeral:
        if char in _DIGITS:
            if digit and _DIGITS[char]:
                return None  # 二三十: one or the other
            digit, last = _DIGITS[char], last if _DIGITS[char] else 10
        elif _POWERS[char] < 10**4:
            last = _POWERS[char]
            section += (digit or 1) * last
            digit = 0
        else:
            last = _POWERS[char]
            below = section + digit
            total = (total + below) * last if char == "亿" else total + below * last
            section = digit = 0
    return total + section + digit * (last // 10 if last > 10 else 1)


def _positional(numeral: str) -> int | None:
    """Read digits in a row: 二〇〇七 is 2007, but 三四 is 3 or 4."""
    if len(numeral) == 2 and "〇" not in numeral and "零" not in numeral:
        return None
    return int("".join(str(_DIGITS[char]) for char in numeral))
