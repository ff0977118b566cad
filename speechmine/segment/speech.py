"""Segment a speech: a speech in, its folded view, sentences and words out."""

from __future__ import annotations

from collections.abc import Iterable

from speechmine.codebooks import Codebook
from speechmine.folding import folded_view
from speechmine.records import SegmentedSpeech, Speech
from speechmine.segment.sentences import split_sentences
from speechmine.segment.words import cut_words

__all__ = ["segment_speech"]


def segment_speech(speech: Speech, *, codebooks: Iterable[Codebook] = (), segmenter: str | None = None) -> SegmentedSpeech:
    """Segment a speech into sentences and words.

    Parameters
    ----------
    speech : Speech
    codebooks : iterable of Codebook
        Their terms bound the words: no word crosses the edge of a term.
    segmenter : {"rjieba", "jieba"}, optional
        The fastest one installed where None.

    Returns
    -------
    SegmentedSpeech
    """
    view = folded_view(speech.text)
    sentences = split_sentences(speech, view)
    books = list(codebooks)
    words = []
    for sentence in sentences:
        text = view.text[sentence.start : sentence.end]
        borders = [edge for book in books for match in book.find(text) for edge in (match.start, match.end)]
        words += cut_words(text, borders=borders, segmenter=segmenter, offset=sentence.start)
    return SegmentedSpeech(speech, view, sentences, tuple(words))
