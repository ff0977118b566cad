"""Numbered lists of a page: the attributes of <ol> and <li> in, the numbers that a browser shows out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from speechmine.read.numbering import alphabetical, chinese_numeral, roman

__all__ = ["NumberedList", "numbers_itself", "shows_numbers"]

_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square)\b", re.IGNORECASE)
_CHINESE_NUMBERS = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk|chinese)", re.IGNORECASE)
_INTEGER = re.compile(r"-?[0-9]{1,6}")
_LETTERED: dict[str, Callable[[int], str]] = {
    "a": alphabetical,
    "A": lambda number: alphabetical(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_OWN_NUMBER = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、.．，]|[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳㈠-㈩⑴-⒛])")


def shows_numbers(attributes: Mapping[str, str]) -> bool:
    """Whether the style of an <ol> leaves the numbers in."""
    return not _UNNUMBERED.search(attributes.get("style", ""))


def numbers_itself(line: str) -> bool:
    """Whether an item bears a number of its own in its words."""
    return bool(_OWN_NUMBER.match(line))


class NumberedList:
    """A numbered list of a page: counts its items as a browser does."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        start = attributes.get("start", "")
        self._next = int(start) if _INTEGER.fullmatch(start) else 1
        self._step = -1 if "reversed" in attributes else 1
        self._form: Callable[[int], str] = _LETTERED.get(attributes.get("type", "1"), str)
        self._mark = ". "
        if _CHINESE_NUMBERS.search(attributes.get("style", "")):
            self._form, self._mark = chinese_numeral, "、"

    def marker(self, attributes: Mapping[str, str]) -> str:
        """Return the number of the next item, and count it."""
        value = attributes.get("value", "")
        number = int(value) if _INTEGER.fullmatch(value) else self._next
        self._next = number + self._step
        return self._form(number) + self._mark
