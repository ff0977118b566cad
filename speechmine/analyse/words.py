"""The words of the sentences: mined tables in, one row a word out, as every analysis of vocabulary reads them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from speechmine.codebooks import packaged_table
from speechmine.folding import Folded, fold, fold_each
from speechmine.segment.words import cut_words
from speechmine.tables.memory import remembered
from speechmine.tables.protocol import MinedTables

__all__ = ["ContentWords", "content_words", "is_content", "numbered_words", "stop_words", "word_frame"]

Array = np.ndarray[Any, Any]
Row = tuple[str, str, int, int, str, str]
_COLUMNS = ["speech_id", "sentence_id", "start", "end", "term", "tag"]
# jieba's tags of content words: nouns, verbs, adjectives, idioms, set phrases, abbreviations.
_CONTENT_TAGS = ("n", "v", "a", "i", "l", "j")


def word_frame(mined: MinedTables) -> pd.DataFrame:
    """Return the words of all sentences in their folded form.

    Taken from ``mined.tokens`` where they were kept (``mine --tokens``), else cut anew; then no codebook bounds them.

    Returns
    -------
    DataFrame
        Columns speech_id, sentence_id, start, end (offsets in the source text), term, tag (jieba's); in order of the text.
    """
    if mined.tokens is not None:
        folded = {text: fold(text) for text in mined.tokens["text"].unique()}
        return mined.tokens.assign(term=mined.tokens["text"].map(folded))[_COLUMNS].reset_index(drop=True)
    sentences = dict(list(mined.sentences.groupby("speech_id", sort=False)))
    rows = [row for speech in mined.speeches.to_dict("records") for row in _cut_speech(mined, speech, sentences)]
    cells = zip(*rows, strict=True) if rows else ((),) * len(_COLUMNS)
    dtypes = (np.int64 if name in ("start", "end") else object for name in _COLUMNS)  # plain strings: they are looped over
    return pd.DataFrame({name: pd.Series(cell, dtype=kind) for name, cell, kind in zip(_COLUMNS, cells, dtypes, strict=True)})


def content_words(words: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a word frame that carry content: two characters or more, by tag, no stop word.

    Examples
    --------
    >>> words = pd.DataFrame({"term": ["坚决", "整治", "隐患", "的", "矿"], "tag": ["ad", "v", "n", "uj", "n"]})
    >>> content_words(words)["term"].tolist()[-2:]
    ['整治', '隐患']
    """
    return words[[is_content(term, tag) for term, tag in zip(words["term"], words["tag"], strict=True)]]


def is_content(term: str, tag: object) -> bool:
    """Return whether a word carries content; one without a tag does not."""
    return _tells(tag) and _names(term)


def _tells(tag: object) -> bool:
    return isinstance(tag, str) and tag.startswith(_CONTENT_TAGS)


def _names(term: str) -> bool:
    return len(term) > 1 and term not in stop_words()


class ContentWords(NamedTuple):
    """Words of content in order of the text, their strings by number: a string is looked at once, not wherever it stands.

    Attributes
    ----------
    sentence, start, term : ndarray of int, shape (n_words,)
        Number of the sentence, offset in the source text, number of the term.
    sentence_ids, terms : ndarray of str
        What the numbers stand for.
    """

    sentence: Array
    start: Array
    term: Array
    sentence_ids: Array
    terms: Array


def numbered_words(mined: MinedTables) -> ContentWords:
    """Return ``content_words(word_frame(mined))`` by number."""
    if mined.tokens is None:
        words = content_words(word_frame(mined))
        term, terms = pd.factorize(words["term"].to_numpy(dtype=object))
        sentence, ids = _numbered_runs(words["sentence_id"].to_numpy(dtype=object))
        return ContentWords(sentence, words["start"].to_numpy(), term, ids, terms)
    return remembered(mined, "tokens", _numbered_tokens, ("sentence_id", "start", "text", "tag"))


def _numbered_tokens(tokens: pd.DataFrame) -> ContentWords:
    tag, tags = pd.factorize(tokens["tag"].to_numpy(dtype=object))
    tells = np.array([*map(_tells, tags), False])  # -1: a word without a tag
    rows = np.flatnonzero(tells[tag])
    text, texts = pd.factorize(tokens["text"].to_numpy(dtype=object)[rows])
    folded, terms = pd.factorize(np.array(fold_each(texts), dtype=object))
    content = np.array(list(map(_names, terms)), dtype=bool)
    term = folded[text]
    kept = content[term]
    sentence, ids = _numbered_runs(tokens["sentence_id"].to_numpy(dtype=object)[rows[kept]])
    return ContentWords(sentence, tokens["start"].to_numpy()[rows[kept]], term[kept], ids, terms)


def _numbered_runs(values: Array) -> tuple[Array, Array]:
    """Number strings that mostly equal the one before: the first of each run alone is looked up."""
    first = np.flatnonzero(np.append([True], values[1:] != values[:-1])[: len(values)])
    codes, names = pd.factorize(values[first])
    return np.repeat(codes, np.diff(first, append=len(values))), names


@cache
def stop_words() -> frozenset[str]:
    """Return the function words and the formal words of ``data/stopwords.tsv``."""
    return frozenset(row["word"] for _, row in packaged_table("stopwords").rows)


def _cut_speech(mined: MinedTables, speech: Mapping[Hashable, Any], sentences: Mapping[Hashable, pd.DataFrame]) -> Iterator[Row]:
    own, start = sentences.get(speech["speech_id"]), int(speech["start"])
    if own is None:
        return
    view = Folded(mined.texts[speech["source"]][start : int(speech["end"])])
    for sentence_id, low, high in zip(own["sentence_id"], own["start"], own["end"], strict=True):
        at, end = view.to_view(low - start), view.to_view(high - start - 1) + 1
        for word in cut_words(view.text[at:end], offset=at):
            a, b = view.span(word.start, word.end)
            yield speech["speech_id"], sentence_id, a + start, b + start, view.text[word.start : word.end], word.tag
