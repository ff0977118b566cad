"""Patterns of words: words in, a pattern that matches any of them out."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["any_of"]


def any_of(words: Iterable[str]) -> str:
    r"""Return a pattern that matches any of the words, the longest that stands there; without words it matches nothing.

    Examples
    --------
    >>> any_of(["村", "村镇", "C.", "村"])
    '(?:C\\.|村镇|村)'
    """
    return f"(?:{'|'.join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))) or '(?!)'})"
