"""What reading a folder gives: its sources, their speeches and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speechmine.errors import InputError
from speechmine.records.source import Source
from speechmine.records.speech import Speech

__all__ = ["Corpus"]


@dataclass(frozen=True)
class Corpus:
    """The sources of a corpus in sorted order, their speeches, and one error for each input that failed.

    Iterating and indexing give the speeches.

    Attributes
    ----------
    sources : tuple of Source
    speeches : tuple of Speech
    errors : tuple of InputError

    Examples
    --------
    >>> Corpus((), (Speech("a.txt", 0, 7, "各村要排查危房"),))
    Corpus(1 speeches from 0 sources, 0 errors)
    """

    sources: tuple[Source, ...]
    speeches: tuple[Speech, ...]
    errors: tuple[InputError, ...] = ()

    def __repr__(self) -> str:
        return f"Corpus({len(self.speeches)} speeches from {len(self.sources)} sources, {len(self.errors)} errors)"

    def __iter__(self) -> Iterator[Speech]:
        return iter(self.speeches)

    def __len__(self) -> int:
        return len(self.speeches)

    def __getitem__(self, index: int) -> Speech:
        return self.speeches[index]
