"""Units of figures: the text behind a numeral in, whether a unit stands there or only begins a longer word out.

家 in 3家电镀企业 is a unit, in 3家电 it is not: the words that a unit must not run on into are given by ``fact_units.tsv``, and
whether one of them stands is settled by cutting what follows into words.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from speechmine.codebooks import Term, load_codebook
from speechmine.patterns import any_of
from speechmine.segment.words import default_segmenter, load_segmenter

__all__ = ["unit_class", "unit_end", "unit_pattern"]

_AHEAD = 12  # characters that are cut into words
_NO_WORD = re.compile(r"[^\w]")
# A particle, a localizer, a conjunction, an adverb or a suffix behind a word leaves the word whole (部门|的, 家庭|中).
_CLOSED_TAGS = ("u", "f", "c", "d", "y", "k")


def unit_pattern() -> str:
    """Return a pattern for the units, longest first, whatever they may run on into."""
    return any_of(_units())


def unit_class(unit: str) -> str:
    """Return the code of a unit."""
    return _units()[unit].code


def unit_end(text: str, start: int, end: int, *, counted: bool) -> int | None:
    """Return where the unit that ``text[start:end]`` is, or begins with, ends; None where the words that stand there are no unit.

    Parameters
    ----------
    text : str
        Folded text.
    start, end : int
        Span of the longest term of ``fact_units.tsv`` there.
    counted : bool
        Whether the numeral can only count; another may belong to a set phrase (三次产业, 四个全面).

    Examples
    --------
    >>> [unit_end(text, 1, 2, counted=True) for text in ("3家电镀企业", "3家电", "4人身亡", "1人身安全")]
    [2, None, 2, None]
    """
    for stop in range(end, start, -1):
        if text[start:stop] in _units() and _stands(text, start, stop, counted=counted):
            return stop
    return None


def _stands(text: str, start: int, end: int, *, counted: bool) -> bool:
    unit = text[start:end]
    longer = max((word for word in _units()[unit].excludes if text.startswith(word, start)), key=len, default=None)
    if longer is None:
        return True
    if not _is_word(longer):
        return counted and _units()[unit].code == "visits"
    return _parts_from(text[start : start + _AHEAD], unit, longer)


@cache
def _units() -> dict[str, Term]:
    return {term.term: term for term in load_codebook("fact_units").terms}


@lru_cache(maxsize=4096)
def _is_word(term: str) -> bool:
    """Whether an exclusion is one word, not a phrase that only opens with the unit (次党代会)."""
    return len(_cut(term)) == 1


@lru_cache(maxsize=4096)
def _parts_from(ahead: str, unit: str, longer: str) -> bool:
    """Whether the words of a text that opens with a unit part it from what follows; of two readings the one with fewer scraps."""
    ahead = _NO_WORD.split(ahead)[0]
    words = _cut(ahead)
    if words[0][0] == unit:
        return _scraps(words[1:]) <= _scraps(_cut(ahead[len(longer) :]))  # 个|体|工商户: 个体|工商户
    if words[0][0] != longer or len(words) == 1 or (len(words[1][0]) == 1 and words[1][1].startswith(_CLOSED_TAGS)):
        return False
    edge = len(longer) + 1
    behind = [*_cut(ahead[len(unit) : edge]), *_cut(ahead[edge:])]  # 台风|机: 台|风机; 家中|小煤窑: 家|中小|煤窑
    return len(behind[0][0]) == edge - len(unit) and _scraps(behind) <= _scraps(words)


def _scraps(words: list[tuple[str, str]]) -> int:
    return sum(len(word) == 1 for word, _ in words)


def _cut(text: str) -> list[tuple[str, str]]:
    return load_segmenter(default_segmenter())(text) if text else []
