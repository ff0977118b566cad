"""What is counted: mined tables in; words, characters, n-grams, slogans or aims, each where it stands, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.parts import Mask, Selection
from speechmine.errors import OptionError
from speechmine.folding import wording
from speechmine.tables.mined import Mined

__all__ = ["ITEMS", "Items", "gram_items", "gram_places", "items_of"]

ITEMS = ("words", "characters", "slogans", "aims", "2-grams")
"""What can be counted; of n-grams 2 to 8."""

Array = np.ndarray[Any, Any]
_GRAMS = re.compile(r"([2-8])-grams")


@dataclass(frozen=True)
class Items:
    """Things counted, by number, in order of the text.

    Attributes
    ----------
    item : ndarray of int, shape (n_places,)
        Number into ``names``.
    sentence, speech : ndarray of int
        Rows of ``mined.sentences`` and ``mined.speeches``.
    first, last : ndarray of int
        Offset of the first and of the last token.
    names : ndarray of str
    """

    item: Array
    sentence: Array
    speech: Array
    first: Array
    last: Array
    names: Array

    def held(self, chosen: Selection) -> Mask:
        """Say of each place whether all of it is looked at."""
        held = chosen.holds(self.sentence, self.speech, self.first)
        return held & chosen.holds(self.sentence, self.speech, self.last) if self.last is not self.first else held

    def at(self, places: Array) -> Items:
        """Return some of the places."""
        first = self.first[places]
        last = first if self.last is self.first else self.last[places]
        return Items(self.item[places], self.sentence[places], self.speech[places], first, last, self.names)


def items_of(mined: Mined, of: str = "words", *, tokens: str = "words") -> Items:
    """Return everything of a kind that can be counted, wherever it stands.

    Parameters
    ----------
    mined : Mined
    of : str
        ``words`` or ``characters`` (marks left out), ``2-grams`` to ``8-grams`` (of words, or of characters where `tokens` says
        so; within a sentence, across no mark), ``slogans`` (canonical), ``aims`` (of directives, folded).
    tokens : {"words", "characters"}

    Raises
    ------
    OptionError
        If `of` or `tokens` is not known.

    Examples
    --------
    >>> import speechmine as sm
    >>> items = items_of(sm.mine(["企业要排查危房，再排查渡口。"]), "2-grams")
    >>> [str(items.names[number]) for number in items.item]
    ['企业 要', '要 排查', '排查 危房', '再 排查', '排查 渡口']
    """
    grams = _GRAMS.fullmatch(of)
    if grams:
        return gram_items(token_index(mined, tokens=tokens), int(grams[1]))
    if of in ("words", "characters"):
        return _tokens(token_index(mined, tokens=of))
    if of == "slogans":
        return _of_rows(mined, mined.slogans, mined.slogans["canonical"].tolist())
    if of == "aims":
        aims = mined.directives[mined.directives["aim"].notna().to_numpy(dtype=bool)]
        return _of_rows(mined, aims, [wording(aim["text"]) for aim in aims["aim"]])
    raise OptionError(f"of {of!r} is not known; take one of {', '.join(ITEMS)} to 8-grams")


def gram_items(index: TokenIndex, n: int) -> Items:
    """Return the n-grams of an index: runs of n tokens of one sentence without a mark between them."""
    at, code = gram_places(index, n)
    _, example = np.unique(code, return_index=True)
    columns = [index.terms[index.term[at[example] + k]] for k in range(n)]
    names = np.array([index.joint.join(words) for words in zip(*columns, strict=True)], dtype=object)
    return Items(code, index.sentence[at], index.speech[at], index.start[at], index.start[at + n - 1], names)


def gram_places(index: TokenIndex, n: int) -> tuple[Array, Array]:
    """Return where each n-gram begins, and its number, from 0 on in order of their first places."""
    at = _runs(index, n)
    code = index.term[at].astype(np.int64)
    for k in range(1, n):
        code, _ = pd.factorize(code * len(index.terms) + index.term[at + k])
    return at, np.asarray(code, dtype=np.int64)


def _runs(index: TokenIndex, n: int) -> Array:
    """Where a run of n tokens begins."""
    total = len(index.term) - n + 1
    if total < 1:
        return np.zeros(0, dtype=np.int64)
    marks = np.concatenate([[0], np.cumsum(~index.is_word[index.term])])
    unbroken = marks[n:] == marks[:total]
    return np.flatnonzero(unbroken & (index.sentence[n - 1 :] == index.sentence[:total]))


def _tokens(index: TokenIndex) -> Items:
    at = np.flatnonzero(index.is_word[index.term])
    start = index.start[at]
    return Items(index.term[at], index.sentence[at], index.speech[at], start, start, index.terms)


def _of_rows(mined: Mined, rows: pd.DataFrame, names: list[str]) -> Items:
    item, known = pd.factorize(np.array(names, dtype=object))
    sentence = pd.Index(mined.sentences["sentence_id"]).get_indexer(rows["sentence_id"])
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(rows["speech_id"])
    start = rows["start"].to_numpy(dtype=np.int64)
    kept = np.flatnonzero(sentence >= 0)
    return Items(item, sentence, speech, start, start, known).at(kept)
