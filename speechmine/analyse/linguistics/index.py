"""The index over the words: mined tables in, arrays of numbers in order of the text out, and the places of each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.words import word_frame
from speechmine.errors import OptionError
from speechmine.folding import Folded, fold_each
from speechmine.tables.memory import remembered_of
from speechmine.tables.mined import Mined

__all__ = ["TOKENS", "TokenIndex", "token_index"]

TOKENS = ("words", "characters")
"""What a token can be."""

Array = np.ndarray[Any, Any]
_DEPENDS = {
    "speeches": ["speech_id", "source", "start", "end"],
    "sentences": ["speech_id", "sentence_id", "start", "end"],
    "tokens": ["speech_id", "sentence_id", "start", "end", "text", "tag"],
}


@dataclass(frozen=True)
class TokenIndex:
    """Tokens by number, in the order of the speeches and of their texts; nobody may change the arrays.

    Attributes
    ----------
    term, tag : ndarray of int, shape (n_tokens,)
        Numbers into ``terms`` and ``tags``.
    sentence : ndarray of int
        Row of ``mined.sentences``.
    start, end : ndarray of int
        Offsets in the source text.
    terms, tags : ndarray of str
        Folded tokens and jieba's tags (empty for characters).
    speech_of : ndarray of int, shape (n_sentences,)
        Row of ``mined.speeches`` by row of ``mined.sentences``.
    joint : str
        What stands between two tokens where several are shown as one name.
    """

    term: Array
    tag: Array
    sentence: Array
    start: Array
    end: Array
    terms: Array
    tags: Array
    speech_of: Array
    joint: str = " "

    @cached_property
    def speech(self) -> Array:
        """Row of ``mined.speeches`` of each token."""
        return self.speech_of[self.sentence]

    @cached_property
    def is_word(self) -> Array:
        """Whether each term has a letter or a digit; marks and masks have none."""
        return np.array([any(map(str.isalnum, term)) for term in self.terms], dtype=bool)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each term."""
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def _places(self) -> tuple[Array, Array]:
        order = np.argsort(self.term, kind="stable")
        return order, np.searchsorted(self.term[order], np.arange(len(self.terms) + 1))

    def places(self, numbers: Array) -> Array:
        """Return where some terms stand: positions of tokens in order of the text."""
        order, first = self._places
        return np.sort(np.concatenate([order[:0], *(order[first[number] : first[number + 1]] for number in numbers)]))


def token_index(mined: Mined, *, tokens: str = "words") -> TokenIndex:
    """Return the index over the tokens of a mined corpus; it is made once and kept as long as the tables stay as they are.

    Parameters
    ----------
    mined : Mined
    tokens : {"words", "characters"}
        Words as ``mined.tokens`` has them (``mine --tokens``), else cut anew; or the characters of these words.

    Raises
    ------
    OptionError
        If `tokens` is neither.

    Examples
    --------
    >>> import speechmine as sm
    >>> index = token_index(sm.mine(["企业要排查危房，再排查渡口。"], tokens=True))
    >>> [index.terms[number] for number in index.term]
    ['企业', '要', '排查', '危房', '，', '再', '排查', '渡口', '。']
    >>> index.places(np.array([index.numbers["排查"]]))
    array([2, 6])
    """
    if tokens not in TOKENS:
        raise OptionError(f"tokens {tokens!r} are not known; take one of {', '.join(TOKENS)}")
    return remembered_of(mined, f"index of {tokens}", _DEPENDS, lambda: _indexed(mined, tokens))


def _indexed(mined: Mined, tokens: str) -> TokenIndex:
    if tokens == "characters":
        return _characters(token_index(mined), mined)
    sentences = mined.sentences
    speech_of = pd.Index(mined.speeches["speech_id"]).get_indexer(sentences["speech_id"])
    term, terms, frame = _numbered(mined)
    sentence = pd.Index(sentences["sentence_id"]).get_indexer(frame["sentence_id"])
    tag, tags = pd.factorize(frame["tag"].to_numpy(dtype=object))
    start, end = (frame[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    kept = np.flatnonzero(sentence >= 0)
    kept = kept[np.lexsort((start[kept], speech_of[sentence[kept]]))]
    return TokenIndex(
        term[kept].astype(np.int32), tag[kept].astype(np.int16), sentence[kept].astype(np.int32), start[kept], end[kept],
        np.asarray(terms, dtype=object), np.asarray(tags, dtype=object), speech_of,
    )  # fmt: skip


def _numbered(mined: Mined) -> tuple[Array, Array, pd.DataFrame]:
    """The number of each word's term, the terms, and the frame with the other columns."""
    if mined.tokens is None:
        frame = word_frame(mined)
        term, terms = pd.factorize(frame["term"].to_numpy(dtype=object))
        return term, terms, frame
    text, texts = pd.factorize(mined.tokens["text"].to_numpy(dtype=object))
    folded, terms = pd.factorize(np.array(fold_each(texts), dtype=object))
    return folded[text], terms, mined.tokens


def _characters(words: TokenIndex, mined: Mined) -> TokenIndex:
    """The characters of the words, each where it stands."""
    lengths = np.array([len(term) for term in words.terms], dtype=np.int64)
    spelled, terms = pd.factorize(np.array(list("".join(words.terms)), dtype=object))
    first = np.cumsum(lengths) - lengths
    word = np.repeat(np.arange(len(words.term)), lengths[words.term])
    place = np.arange(len(word)) - np.repeat(np.cumsum(lengths[words.term]) - lengths[words.term], lengths[words.term])
    start = words.start[word] + place
    for odd in np.flatnonzero(words.end - words.start != lengths[words.term]):  # something was left out inside the word
        own = slice(*np.searchsorted(word, [odd, odd + 1]))
        source = mined.texts[mined.speeches["source"].iloc[words.speech[odd]]]
        view = Folded(source[words.start[odd] : words.end[odd]])
        start[own] = np.minimum([words.start[odd] + view.to_source(int(at)) for at in place[own]], words.end[odd] - 1)
    none = np.zeros(len(word), dtype=np.int16)
    return TokenIndex(
        spelled[first[words.term[word]] + place].astype(np.int32), none, words.sentence[word], start, start + 1,
        np.asarray(terms, dtype=object), np.array([""], dtype=object), words.speech_of, "",
    )  # fmt: skip
