"""Cut folded text into words: text and forced borders in, words with offsets and parts of speech out.

The algorithm and the dictionary are jieba's [1]_. ``rjieba`` runs them in Rust and is the default; ``jieba`` itself is the
reference and the fallback behind the same function, and both give the same words. The domain dictionary
``data/words.tsv`` is added to either.

References
----------
.. [1] Sun Junyi, jieba: Chinese text segmentation, version 0.42.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import accumulate, pairwise

from speechmine.codebooks import packaged_table
from speechmine.errors import OptionError
from speechmine.records import Word

__all__ = ["SEGMENTERS", "cut_words", "default_segmenter", "load_segmenter", "word_spans"]

SEGMENTERS = ("rjieba", "jieba")
Tagger = Callable[[str], list[tuple[str, str]]]

# Words of their own, whatever stands beside them: what an editor put in place of a name or a figure (×, XX, **, □, ＿＿), a
# whole run of it one word; 某 for a name; and 各 before a noun, which jieba glues by guess (各镇|街, 各|矿).
_ALONE = re.compile(
    r"(?P<mask>[×□■●]+|\*+|[Xx]{2,}(?![A-Za-z])|_{2,})|(?P<someone>某+(?!某|些|种|个|一))|各(?=[^自位种类界项方样异有个])"
)
_MASK_TAGS = {"mask": "x", "someone": "r"}
_PLAIN_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


_SPACE = re.compile(r"\s")
_UNEVEN = re.compile(rf"\s|{_ALONE.pattern}")
_WORD = partial(tuple.__new__, Word)  # half a million times a corpus: without a call of Python each


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the words of a folded text, cut by the default segmenter.

    Examples
    --------
    >>> word_spans("落实责任")
    [(0, 2), (2, 4)]
    """
    return [(word.start, word.end) for word in cut_words(text)]


def cut_words(text: str, *, borders: Collection[int] = (), segmenter: str | None = None, offset: int = 0) -> list[Word]:
    """Cut a folded text into words.

    Parameters
    ----------
    text : str
        Folded text, as ``Folded.text`` gives it.
    borders : collection of int
        Offsets in `text` that no word may cross, such as the edges of codebook terms.
    segmenter : {"rjieba", "jieba"}, optional
        ``rjieba`` where it is installed, else ``jieba``.
    offset : int
        Added to every offset returned.

    Returns
    -------
    list of Word
        In order, without white space. Masks (×, XX, **) are words of their own, tagged ``x``, and so is 某 for a name,
        tagged ``r``.

    Examples
    --------
    >>> [text[word.start:word.end] for text in ["发生事故×起"] for word in cut_words(text)]
    ['发生', '事故', '×', '起']
    """
    tagger = load_segmenter(segmenter or default_segmenter())
    if not borders and not _UNEVEN.search(text):
        return _words(tagger(text), offset) if text else []
    edges = {0, len(text), *borders}
    masks = {}
    for match in _ALONE.finditer(text):
        edges.update(match.span())
        if match.lastgroup:
            masks[match.span()] = _MASK_TAGS[match.lastgroup]
    spaced = _SPACE.search(text)
    words: list[Word] = []
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        mask = masks.get((start, end)) if masks else None
        pairs = [(text[start:end], mask)] if mask else tagger(text[start:end])
        cut = _words(pairs, start + offset)
        words += (w for w in cut if not text[w.start - offset : w.end - offset].isspace()) if spaced else cut
    return words


def _words(pairs: Sequence[tuple[str, str]], offset: int) -> list[Word]:
    forms, tags = zip(*pairs, strict=True)
    places = list(accumulate(map(len, forms), initial=offset))
    return list(map(_WORD, zip(places, places[1:], tags, strict=False)))


@cache
def default_segmenter() -> str:
    """Return the fastest segmenter that is installed."""
    return "rjieba" if find_spec("rjieba") else "jieba"


@cache
def load_segmenter(name: str) -> Tagger:
    """Return a function from text to (word, tag) pairs that tile it.

    Raises
    ------
    OptionError
        If `name` is no segmenter.
    """
    if name not in SEGMENTERS:
        raise OptionError(f"segmenter {name!r} is not known; take one of {', '.join(SEGMENTERS)}")
    return _load_rjieba() if name == "rjieba" else _load_jieba()


def _domain_words() -> list[tuple[str, int, str]]:
    return [(row["word"], int(row["freq"]), row["tag"]) for _, row in packaged_table("words").rows]


def _load_rjieba() -> Tagger:
    import rjieba

    dictionary = rjieba.Jieba()
    for word, freq, tag in _domain_words():
        dictionary.add_word(word, freq, tag)
    return dictionary.tag


def _load_jieba() -> Tagger:
    import logging

    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = None
    jieba.setLogLevel(logging.WARNING)
    tags = _jieba_tags(tokenizer)
    for word, freq, tag in _domain_words():
        tokenizer.add_word(word, freq, tag)
        tags[word] = tag
    return lambda text: [(word, tags.get(word) or _tag_unknown(word)) for word in tokenizer.cut(text)]


def _jieba_tags(tokenizer: object) -> dict[str, str]:
    with tokenizer.get_dict_file() as lines:  # type: ignore[attr-defined]
        return {word: tag for word, _, tag in (line.decode("utf-8").split() for line in lines)}


def _tag_unknown(word: str) -> str:
    if _PLAIN_FIGURE.fullmatch(word):
        return "m"
    return "eng" if word.isascii() and word.isalnum() else "x"
