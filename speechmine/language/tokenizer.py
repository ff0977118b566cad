"""Make spaCy documents of Chinese text: a text or a segmented speech in, a ``Doc`` out.

The words are jieba's, bounded by the codebooks' terms; ``token.norm_`` is the folded form and ``doc.text`` the text as it came.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from speechmine.codebooks import Codebook, load_codebook
from speechmine.extract.annotate import BOUNDING
from speechmine.folding import folded_view
from speechmine.records import SegmentedSpeech, Speech
from speechmine.segment.speech import segment_speech
from speechmine.segment.words import default_segmenter, load_segmenter
from speechmine.structure.outline import find_sections

__all__ = ["TOKENIZER", "SpeechTokenizer", "finds_of"]

TOKENIZER = "speechmine/tokenizer"
"""The tokenizer's name in spaCy's registry and in a saved pipeline's ``config.cfg``."""


class SpeechTokenizer:
    """A spaCy tokenizer that reads a whole text as one speech.

    Parameters
    ----------
    vocab : Vocab
    codebooks : sequence of Codebook
        Their terms bound the words.
    segmenter : str, optional
        ``rjieba`` or ``jieba``.
    """

    def __init__(self, vocab: Vocab, codebooks: tuple[Codebook, ...] = (), segmenter: str | None = None) -> None:
        self.vocab, self.codebooks, self.segmenter = vocab, codebooks, segmenter

    def __call__(self, text: str) -> Doc:
        """Tokenise a text, its headings found."""
        return self.read(_as_speech(text))

    def read(self, speech: Speech) -> Doc:
        """Tokenise a speech."""
        segmented = segment_speech(speech, codebooks=self.codebooks, segmenter=self.segmenter)
        words, spaces, tags, norms, starts = _tokens(segmented)
        doc = Doc(self.vocab, words=words, spaces=spaces, tags=tags, sent_starts=starts)
        for i, norm in norms:
            doc[i].norm_ = norm
        _FINDS[doc] = {"segmented": segmented}
        return doc

    # spaCy serialises tokenizers; this one is made again from the pipeline's config, so it has nothing to write.

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no state of its own."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> SpeechTokenizer:
        """Return the tokenizer as it is."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Write nothing: the tokenizer has no state of its own."""

    def from_disk(self, *_: object, **__: object) -> SpeechTokenizer:
        """Return the tokenizer as it is."""
        return self


# Beside the documents, not in ``doc.user_data``: spaCy writes that out with a document, and these are no plain data.
_FINDS: WeakKeyDictionary[Doc, dict[str, Any]] = WeakKeyDictionary()


def finds_of(doc: Doc) -> dict[str, Any]:
    """Return what the components found in a document, by name, with the segmented speech under ``segmented``.

    A document of another tokenizer is segmented here, so that the components can stand in any pipeline.
    """
    if doc not in _FINDS:
        books = [load_codebook(name) for name in BOUNDING]
        _FINDS[doc] = {"segmented": segment_speech(_as_speech(doc.text), codebooks=books)}
    return _FINDS[doc]


def _as_speech(text: str) -> Speech:
    return Speech("text", 0, len(text), text, sections=find_sections(folded_view(text)))


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer(codebooks: dict[str, str], segmenter: str | None) -> Callable[[Language], SpeechTokenizer]:
    """Return what makes the tokenizer of a pipeline; `codebooks` gives the paths of a user's own."""
    load_segmenter(segmenter or default_segmenter())  # a name that is not known stops it here
    bounding = tuple(load_codebook(name, codebooks.get(name)) for name in BOUNDING)
    return lambda nlp: SpeechTokenizer(nlp.vocab, bounding, segmenter)


def _tokens(
    segmented: SegmentedSpeech,
) -> tuple[list[str], list[bool], list[str], list[tuple[int, str]], list[bool | int | None]]:
    """Words and the white space between them as tokens that tile the text."""
    text, view = segmented.speech.text, segmented.view
    first_words = {segmented.words_in(s.start, s.end)[0].start for s in segmented.sentences if segmented.words_in(s.start, s.end)}
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    norms: list[tuple[int, str]] = []
    starts: list[bool | int | None] = []
    at = 0

    def put(token: str, tag: str, start: bool) -> None:  # noqa: FBT001
        words.append(token)
        spaces.append(False)
        tags.append(tag)
        starts.append(start)

    for word in segmented.words:
        start, end = view.span(word.start, word.end)
        gap = text[at:start]
        if gap == " " and words:
            spaces[-1] = True
        elif gap:
            put(gap, "_SP", not words)
        norm = view.text[word.start : word.end]
        if norm != text[start:end]:
            norms.append((len(words), norm))
        put(text[start:end], word.tag, not words or word.start in first_words)
        at = end
    if at < len(text):
        put(text[at:], "_SP", not words)
    return words, spaces, tags, norms, starts
