"""The directive lexicon made ready for reading: a codebook in, its matcher, grades, name endings and time patterns out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from speechmine.codebooks import Codebook, Match

__all__ = ["DEONTICS", "Lexicon"]

DEONTICS = ("obligation", "prohibition", "permission")
"""The codes of words that govern a clause."""

_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两半几]{1,3}|[×X]{1,2})"


@dataclass(frozen=True)
class Lexicon:
    """A codebook of the format of ``directives.tsv`` with what the readers derive from it.

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> lexicon = Lexicon(load_codebook("directives"))
    >>> lexicon.grades["严禁"]
    3
    >>> [match.group() for match in lexicon.times.finditer("6月底前完成，24小时内上报")]
    ['6月底前', '24小时内']
    """

    codebook: Codebook

    def find(self, text: str) -> list[Match]:
        """Find the lexicon's terms in a folded text."""
        return self.codebook.find(text)

    @cached_property
    def grades(self) -> dict[str, int]:
        """Strength of each deontic and strengthener."""
        return {term.term: int(term.extras["strength"]) for term in self.codebook.terms if "strength" in term.extras}

    @cached_property
    def name_endings(self) -> tuple[str, ...]:
        """Last characters of words that name persons or bodies."""
        return self.terms("name_ending")

    @cached_property
    def times(self) -> re.Pattern[str]:
        """Points and stretches of time that limit or date an act: 6月底前, 24小时内, 从今天起, 晚上9点以后."""
        year, point, unit = (self._one_of(code) for code in ("time_year", "time_point", "time_unit"))
        limit, start = self._one_of("time_limit"), self._one_of("time_start")
        month = rf"{_NUMBER}月(?:{_NUMBER}[日号]|底|初|末|中旬|上旬|下旬|份)?"
        day = rf"(?:{year}|{_NUMBER}年)?(?:{month}|{point})"
        clock = rf"(?:{self._one_of('time_of_day')})?{_NUMBER}点(?:{_NUMBER}分|半)?"
        stretch = rf"{_NUMBER}(?:个)?(?:{unit})"
        return re.compile(rf"(?:于|在)?(?:{day}|{clock}|{stretch})(?:{limit})|(?:从|自)(?:{start}|{month})(?:起|开始)|(?:{year})(?:年底|年末|底)")

    def terms(self, code: str) -> tuple[str, ...]:
        """Return the terms of a code in file order."""
        return tuple(term.term for term in self.codebook.terms if term.code == code)

    def _one_of(self, code: str) -> str:
        """Alternatives of a pattern, longest first; what never matches where the code has no terms."""
        return "|".join(map(re.escape, sorted(self.terms(code), key=lambda term: (-len(term), term)))) or r"(?!)"
