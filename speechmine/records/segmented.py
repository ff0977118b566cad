"""A speech cut into sentences and words, as every extractor reads it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from speechmine.folding import Folded
from speechmine.records.speech import Section, Speech

__all__ = ["SegmentedSpeech", "Sentence", "Word"]


@dataclass(frozen=True)
class Sentence:
    """A segment ending at a paragraph's end or at 。！？； outside quotes. Offsets are those **of the folded view**.

    Attributes
    ----------
    start, end : int
        Half-open span in ``SegmentedSpeech.view.text``.
    section : int or None
        Index of the innermost section in ``Speech.sections`` that governs it, None before the first heading.
    in_heading : bool
        Whether it is the heading of a section (and nothing more).
    paragraph : int
        Number of its paragraph in the speech, from 0.
    """

    start: int
    end: int
    section: int | None
    in_heading: bool
    paragraph: int


class Word(NamedTuple):
    """A word with its part of speech (jieba's tag set). Offsets are those of the folded view."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True)
class SegmentedSpeech:
    """A speech with its folded view, sentences and words.

    All matching happens on ``view.text``; ``view.span(start, end)`` maps a find back to offsets in ``speech.text``.

    Attributes
    ----------
    speech : Speech
    view : Folded
        Folded view of ``speech.text``.
    sentences : tuple of Sentence
        In order; they cover every character that is not white space.
    words : tuple of Word
        In order, none across a sentence's border; white space is no word.
    """

    speech: Speech
    view: Folded = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def borders(self) -> tuple[frozenset[int], frozenset[int]]:
        """Offsets of the view at which a word begins, and at which one ends."""
        return frozenset(self._word_starts), frozenset([word.end for word in self.words])

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that begin in a span of the view."""
        low = bisect_right(self._word_starts, start - 1)
        return self.words[low : bisect_right(self._word_starts, end - 1)]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds an offset of the view, or the one before it."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def headings_of(self, sentence: Sentence) -> list[Section]:
        """Return the sections above a sentence, innermost first."""
        sections, index = [], sentence.section
        while index is not None:
            sections.append(self.speech.sections[index])
            index = self.speech.sections[index].parent
        return sections
