"""Where each sentence stands on the page: mined tables in, numbers of sentences and cells that lead to them out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from speechmine.tables.mined import Mined

__all__ = ["Anchors", "Cell"]


class Cell(NamedTuple):
    """A cell of a table on the page.

    Attributes
    ----------
    text : str
    places : tuple of int
        Numbers of the sentences behind it, in order; the first is where it leads.
    shade : float
        0 to 1: how dark its ground is.
    note : str
        What it is computed from, where that is more than a count.
    """

    text: str
    places: tuple[int, ...] = ()
    shade: float = 0.0
    note: str = ""


class Anchors:
    """The sentences of a corpus, numbered from 1 in the order of the texts."""

    def __init__(self, mined: Mined) -> None:
        sentences = mined.sentences.sort_values(["speech_id", "start"], kind="stable")
        self.numbers = {str(sentence): number for number, sentence in enumerate(sentences["sentence_id"], 1)}
        self.speeches = {str(speech): number for number, speech in enumerate(mined.speeches["speech_id"], 1)}
        self._starts = {
            str(speech): (own["start"].tolist(), own["sentence_id"].tolist()) for speech, own in sentences.groupby("speech_id")
        }

    def linked(self, rows: pd.DataFrame, told: object, *, shade: float = 0.0) -> Cell:
        """Return a cell with a number or a text that leads to the sentences of rows."""
        return Cell(str(told), self.places(rows), shade)

    def places(self, rows: pd.DataFrame) -> tuple[int, ...]:
        """Return the numbers of the sentences in which rows stand, each once; rows without one are found by their start."""
        ids = rows["sentence_id"] if "sentence_id" in rows else [None] * len(rows)
        found = (
            self.numbers[sentence] if isinstance(sentence, str) else self._at(str(speech), int(start))
            for sentence, speech, start in zip(ids, rows["speech_id"], rows["start"], strict=True)
        )
        return tuple(sorted(set(_known(found))))

    def _at(self, speech: str, start: int) -> int:
        """The number of the sentence at an offset, 0 where the speech has none."""
        starts, ids = self._starts.get(speech, ([], []))
        return self.numbers[ids[max(bisect_right(starts, start) - 1, 0)]] if ids else 0


def _known(numbers: Iterable[int]) -> Iterable[int]:
    return (number for number in numbers if number)
