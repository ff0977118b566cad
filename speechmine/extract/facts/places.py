"""Named places: words in, the spans of provinces, cities and whatever is a place by its form out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from speechmine.codebooks import load_codebook
from speechmine.extract.facts.figures import alternatives

__all__ = ["find_places", "first_place", "has_place_form", "known_places", "names_a_place"]

_SUFFIX = re.compile(r"省|自治区|市|自治州|州|县|区|旗|盟|镇|乡|村|街道|园区|开发区|新区|矿区")
_BY_FORM = re.compile(rf"[\u4e00-\u9fff]{{1,7}}?(?:{_SUFFIX.pattern})")


def find_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of named places: those of the codebook, and words that end in 省, 市, 县, 区, 镇."""
    at = 0
    for known in (*load_codebook("fact_places").find(text), None):
        until = known.start if known else len(text)
        yield from (
            (at + match.start(), at + match.end()) for match in _BY_FORM.finditer(text[at:until]) if names_a_place(match.group())
        )
        if known:
            yield known.start, known.end
            at = known.end


def names_a_place(word: str) -> bool:
    """Tell a name (雾阳市) from a word that only ends like one (城市, 各县, 开发区)."""
    return not _generic_place().search(word)


@cache
def _generic_place() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('fact_events', 'generic_place')}|^[各该本全两外这那多]|.*[的和等是在一到各])")


def known_places(words: str) -> list[tuple[int, int]]:
    """Return the spans of the places that the codebook ``fact_places`` knows."""
    return [(match.start, match.end) for match in load_codebook("fact_places").find(words)]


def first_place(name: str) -> str | None:
    """Return the first place in a name, with the smaller places that follow it at once (雾阳市东河镇)."""
    start = end = -1
    for low, high in find_places(name):
        if start < 0:
            start, end = low, high
        elif low == end:
            end = high
    if start < 0:
        return None
    suffix = _SUFFIX.match(name, end)
    return name[start : suffix.end() if suffix else end]


def has_place_form(words: str) -> bool:
    """Tell whether words hold anything that ends like a place."""
    return _BY_FORM.search(words) is not None
