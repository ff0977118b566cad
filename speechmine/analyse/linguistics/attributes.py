"""What a pattern can ask of a token: mined tables, the index and an attribute's value in, a mark a token out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.index import TokenIndex
from speechmine.analyse.linguistics.parts import Mask
from speechmine.analyse.linguistics.slots import SLOTS, slot_spans
from speechmine.errors import OptionError
from speechmine.folding import fold, wording
from speechmine.tables.mined import Mined
from speechmine.tables.protocol import codebook_of

__all__ = ["ATTRIBUTES", "marks"]

Array = np.ndarray[Any, Any]
_SHIFT = np.int64(1 << 40)


def marks(mined: Mined, index: TokenIndex, name: str, value: str) -> Mask:
    """Mark the tokens of which an attribute has a value.

    Parameters
    ----------
    mined : Mined
    index : TokenIndex
    name : str
        ``word`` (folded), ``tag`` (jieba's); ``sector`` (tokens of its mentions; code or label, sectors below it too), ``slogan``
        (tokens of the slogan; canonical), ``slot`` (tokens of a component of a directive: ``aim``, ``objects`` …), ``modality``
        (tokens of such directives); ``theme`` (of the sentence), ``heading`` (yes, no), ``level``, ``year`` (of the speech).
    value : str
        A regular expression that matches all of it.

    Raises
    ------
    OptionError
        If the attribute is not known, or the value is no regular expression.
    """
    if name not in ATTRIBUTES:
        raise OptionError(f"pattern: {name!r} is no attribute of tokens; take one of {', '.join(ATTRIBUTES)}")
    folded = "".join(char if char.isascii() else fold(char) for char in value)  # what is a sign of the expression stays one
    try:
        matches = re.compile(folded).fullmatch
    except re.error as error:
        raise OptionError(f"pattern: {name}={value!r} is no regular expression: {error}; put \\ before its signs") from None
    return ATTRIBUTES[name](mined, index, lambda text: matches(str(text)) is not None)


Tells = Callable[[object], bool]


def _word(_: Mined, index: TokenIndex, tells: Tells) -> Mask:
    return _of_numbers(index.terms, tells)[index.term]


def _tag(_: Mined, index: TokenIndex, tells: Tells) -> Mask:
    return _of_numbers(index.tags, tells)[index.tag]


def _of_numbers(names: Iterable[Any], tells: Callable[[Any], bool]) -> Mask:
    return np.array([tells(name) for name in names], dtype=bool)


def _sector(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    book = codebook_of(mined, "sectors")
    chosen = {code for code, entry in book.codes.items() if tells(code) or tells(fold(entry.label))}
    chosen |= {code for code in book.codes if not chosen.isdisjoint(book.ancestors(code))}
    rows = mined.sectors
    return _covered(mined, index, rows[rows["code"].isin(chosen) & (rows["how"] == "mention")])


def _slogan(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    return _covered(mined, index, mined.slogans[_of_numbers(map(wording, mined.slogans["canonical"]), tells)])


def _modality(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    forms = _of_numbers(mined.directives["modality"], lambda letters: any(map(tells, letters)))
    return _covered(mined, index, mined.directives[forms])


def _slot(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    found = np.zeros(len(index.term), dtype=bool)
    for slot in filter(tells, SLOTS):
        spans = slot_spans(mined, mined.directives, slot)
        own = np.array([span.get("how", "explicit") == "explicit" for span in spans.spans], dtype=bool)
        found |= _between(index, spans.start[own], spans.end[own])
    return found


def _theme(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    return _of_numbers(mined.sentences["theme"], tells)[index.sentence]


def _heading(mined: Mined, index: TokenIndex, tells: Tells) -> Mask:
    return _of_numbers(np.where(mined.sentences["in_heading"].to_numpy(dtype=bool), "yes", "no"), tells)[index.sentence]


def _of_speech(column: str) -> Callable[[Mined, TokenIndex, Tells], Mask]:
    return lambda mined, index, tells: _of_numbers(mined.speeches[column], tells)[index.speech]


def _covered(mined: Mined, index: TokenIndex, rows: pd.DataFrame) -> Mask:
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(rows["speech_id"]).astype(np.int64) * _SHIFT
    return _between(index, *(speech + rows[name].to_numpy(dtype=np.int64) for name in ("start", "end")))


def _between(index: TokenIndex, start: Array, end: Array) -> Mask:
    """Mark the tokens that begin in one of several spans."""
    keys = index.speech.astype(np.int64) * _SHIFT + index.start
    n = len(keys) + 1
    steps = np.bincount(np.searchsorted(keys, start), minlength=n) - np.bincount(np.searchsorted(keys, end), minlength=n)
    return np.asarray(np.cumsum(steps)[:-1] > 0)


ATTRIBUTES: dict[str, Callable[[Mined, TokenIndex, Tells], Mask]] = {
    "word": _word, "tag": _tag, "sector": _sector, "slogan": _slogan, "slot": _slot, "modality": _modality, "theme": _theme,
    "heading": _heading, "level": _of_speech("level"), "year": _of_speech("year"),
}  # fmt: skip
