"""The words of the sentences: mined tables in, one row a word out, as every analysis of vocabulary reads them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

import numpy as np
import pandas as pd

from speechmine.codebooks import packaged_table
from speechmine.folding import Folded, fold
from speechmine.segment.words import cut_words

__all__ = ["MinedTables", "content_frame", "content_words", "stop_words", "word_frame"]

Row = tuple[str, str, int, int, str, str]
_COLUMNS = ["speech_id", "sentence_id", "start", "end", "term", "tag"]
# jieba's tags of content words: nouns, verbs, adjectives, idioms, set phrases, abbreviations.
_CONTENT_TAGS = ("n", "v", "a", "i", "l", "j")


class MinedTables(Protocol):
    """What the analyses read of a mined corpus: the tables of INTERFACE.md and the source texts."""

    @property
    def speeches(self) -> pd.DataFrame:
        """One row a speech."""

    @property
    def sections(self) -> pd.DataFrame:
        """One row a node of the heading tree."""

    @property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence."""

    @property
    def directives(self) -> pd.DataFrame:
        """One row a directive clause."""

    @property
    def sectors(self) -> pd.DataFrame:
        """One row a sector span."""

    @property
    def slogans(self) -> pd.DataFrame:
        """One row a slogan."""

    @property
    def facts(self) -> pd.DataFrame:
        """One row a figure, an event or a document."""

    @property
    def tokens(self) -> pd.DataFrame | None:
        """One row a word, or None where they were not kept."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Source text by source."""


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
    return pd.DataFrame(rows, columns=_COLUMNS)


def content_words(words: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a word frame that carry content: two characters or more, by tag, no stop word.

    Examples
    --------
    >>> words = pd.DataFrame({"term": ["坚决", "整治", "隐患", "的", "矿"], "tag": ["ad", "v", "n", "uj", "n"]})
    >>> content_words(words)["term"].tolist()[-2:]
    ['整治', '隐患']
    """
    by_tag = words["tag"].astype(str).str.startswith(_CONTENT_TAGS)
    return words[by_tag & (words["term"].str.len() > 1) & ~words["term"].isin(list(stop_words()))]


def content_frame(mined: MinedTables) -> pd.DataFrame:
    """Return ``content_words(word_frame(mined))``; where tokens were kept, each word with its tag is judged once."""
    tokens = mined.tokens
    if tokens is None:
        return content_words(word_frame(mined))
    (text, texts), (tag, tags) = (pd.factorize(tokens[name].to_numpy(dtype=object)) for name in ("text", "tag"))
    pair, pairs = pd.factorize(text * max(len(tags), 1) + tag)
    numbers = pairs.tolist()
    kinds = pd.DataFrame({"term": [fold(texts[i // len(tags)]) for i in numbers], "tag": [tags[i % len(tags)] for i in numbers]})
    judged = np.zeros(len(kinds), dtype=bool)
    judged[content_words(kinds).index] = True
    rows = judged[pair]
    terms = np.array([*kinds["term"], None], dtype=object)[pair[rows]]
    return tokens[rows].assign(term=terms)[_COLUMNS].reset_index(drop=True)


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
