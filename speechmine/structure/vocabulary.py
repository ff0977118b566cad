"""The word lists of the structure stage as patterns: codebook and code in, compiled alternation out."""

from __future__ import annotations

from functools import cache

from speechmine.codebooks import load_codebook
from speechmine.patterns import any_of

__all__ = ["alternation", "words_of"]


@cache
def words_of(codebook: str, code: str) -> tuple[str, ...]:
    """Return the terms of a code, longest first.

    Examples
    --------
    >>> words_of("headings", "topic")
    ('方面', '领域')
    """
    words = [term.term for term in load_codebook(codebook).terms if term.code == code]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def alternation(codebook: str, code: str) -> str:
    """Return a pattern that matches any term of a code, the longest that fits."""
    return any_of(words_of(codebook, code))
