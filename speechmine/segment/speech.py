"""Segment a speech: a speech in, its folded view, sentences and words out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from speechmine.codebooks import Codebook
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
    view = speech.view
    sentences = split_sentences(speech, view)
    books = list(codebooks)
    words = []
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    matches = zip(*(book.find_in(view.text, spans) for book in books), strict=True) if books else repeat(())
    for (start, end), found in zip(spans, matches, strict=False):
        borders = [edge - start for some in found for match in some for edge in match[:2]]
        words += cut_words(view.text[start:end], borders=borders, segmenter=segmenter, offset=start)
    return SegmentedSpeech(speech, view, sentences, tuple(words))
