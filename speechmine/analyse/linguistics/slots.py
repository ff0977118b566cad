"""The words of the components of directives: mined tables and a component in, which words stand in it, by directive, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.index import TokenIndex
from speechmine.analyse.linguistics.parts import Selection
from speechmine.tables.mined import Mined

__all__ = ["SLOTS", "SlotSpans", "held_directives", "slot_spans", "words_in"]

SLOTS = ("actors", "deontics", "aim", "objects", "conditions", "purposes", "or_else")
"""The components of a directive that have words."""

Array = np.ndarray[Any, Any]
_SHIFT = np.int64(1 << 40)


class SlotSpans(NamedTuple):
    """Spans of a component, one entry a span: row of the directives looked at, keys of speech and offset, the span itself."""

    row: Array
    start: Array
    end: Array
    spans: list[Mapping[str, Any]]


def held_directives(mined: Mined, chosen: Selection) -> pd.DataFrame:
    """Return the directives of the sentences that are looked at; of clauses alone, those that begin in them."""
    rows = mined.directives
    sentence = pd.Index(mined.sentences["sentence_id"]).get_indexer(rows["sentence_id"])
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(rows["speech_id"])
    held = (sentence >= 0) & chosen.holds(sentence, speech, rows["start"].to_numpy(dtype=np.int64))
    return rows[held].reset_index(drop=True)


def slot_spans(mined: Mined, rows: pd.DataFrame, slot: str) -> SlotSpans:
    """Return the spans of a component of some directives; inherited ones stand with every directive that has them."""
    cells = [[cell] if isinstance(cell, Mapping) else list(cell) if cell is not None else [] for cell in rows[slot]]
    spans = [span for cell in cells for span in cell]
    row = np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(rows["speech_id"]).astype(np.int64)[row] * _SHIFT
    start, end = (speech + np.array([span[name] for span in spans], dtype=np.int64) for name in ("start", "end"))
    return SlotSpans(row, start, end, spans)


def words_in(index: TokenIndex, spans: SlotSpans) -> tuple[Array, Array]:
    """Return the words that stand in spans: number of the span, position of the word in the index."""
    keys = index.speech.astype(np.int64) * _SHIFT + index.start
    low, high = np.searchsorted(keys, spans.start), np.searchsorted(keys, spans.end)
    span = np.repeat(np.arange(len(low)), high - low)
    position = np.arange(len(span)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[span]
    is_word = index.is_word[index.term[position]]
    return span[is_word], position[is_word]
