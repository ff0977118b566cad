"""Lay two speeches side by side: two texts in, their pieces by row, shared, moved or a side's own, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import Protocol

import numpy as np
import pandas as pd

from speechmine.folding import Folded, folded_view
from speechmine.reuse.alignment import Segments, align
from speechmine.reuse.letters import Letters, letters_of
from speechmine.reuse.seeds import shared_runs

__all__ = ["Text", "diff_frame"]

Span = tuple[int, int]

_COLUMNS = ["row", "side", "how", "start", "end", "text"]
_SENTENCE = re.compile(r"[^\n。！？；]+[。！？；]*[”’）]*")
_UNIT = re.compile(r"[0-9.]+|.", re.DOTALL)  # a figure is shared whole or not at all
_CAP = 64  # places of an n-gram that are linked with each other; only text that repeats itself has more
_PASSAGE = 15  # characters that stand elsewhere on the other side are moved, fewer may be chance
_LINKED = 0.3  # sentences are set side by side where so much of the shorter is aligned
_LEAST_MOVED = 8  # characters in one row
_SHORTEST = 2  # characters; a single one that both sides have says nothing where they share little
_OWN, _MOVED, _SHARED = range(3)
_HOW = ("own", "moved", "shared")


class Text(Protocol):
    """A speech to compare: a ``Speech`` of a corpus, or a ``SpeechText``."""

    @property
    def start(self) -> int:
        """Offset of the text in its source."""

    @property
    def text(self) -> str:
        """The speech, as it stands in the source."""


def diff_frame(a: Text, b: Text) -> pd.DataFrame:
    """Compare two speeches sentence by sentence and letter by letter.

    Sentences that share much stand in one row, in the order of both speeches; the others stand alone. Width, script and
    wrapped lines make no difference.

    Parameters
    ----------
    a, b : Speech or SpeechText
        As a rule the earlier one is a.

    Returns
    -------
    DataFrame
        One row a piece, in the order of reading. Columns row (number of the row, from 0), side (``a`` or ``b``), how
        (``shared``: stands on the other side of the row, too; ``moved``: stands elsewhere in the other speech, within 15
        characters or more; ``own``: stands in this speech alone, so that in b it is new), start, end, text (offsets of the
        source). Line ends and blanks between sentences are left out.

    Examples
    --------
    >>> from speechmine.reuse.passages import SpeechText
    >>> old = SpeechText("甲.txt@0", 0, "各村要在汛期前逐户排查危房。")
    >>> new = SpeechText("乙.txt@0", 0, "各村要在主汛期前逐户排查危房。谢谢大家！")
    >>> frame = diff_frame(old, new)
    >>> frame.loc[frame["how"] == "own", ["row", "side", "text"]].to_numpy().tolist()
    [[0, 'b', '主'], [1, 'b', '谢谢大家！']]
    """
    views = [folded_view(text.text) for text in (a, b)]
    letters = letters_of(views)
    found = align(letters, shared_runs(letters, cap=_CAP))
    elsewhere = [np.zeros(len(view.text), dtype=bool) for view in views]
    for equal in found.where(found.as_long_as(_PASSAGE, letters)).equal_letters(letters):
        for mask, places in zip(elsewhere, equal, strict=True):
            for start, end in letters.spans(places, places + 1):
                mask[start:end] = True
    sentences = [_sentences(view.text) for view in views]
    groups = _groups(letters, _chain(found.segments), sentences)
    rows = []
    for number, parts in enumerate(_rows(views, groups, sentences)):
        for side, speech, view, span, marks in zip("ab", (a, b), views, parts, _marks(views, parts, elsewhere), strict=True):
            for how, start, end in _pieces(marks, span[0]):
                low, high = view.span(start, end)
                spot = {"start": speech.start + low, "end": speech.start + high, "text": speech.text[low:high]}
                rows.append({"row": number, "side": side, "how": _HOW[how], **spot})
    return pd.DataFrame(rows, columns=_COLUMNS)


def _sentences(text: str) -> list[Span]:
    """Spans of the sentences and headings, blanks at their ends left out."""
    spans = []
    for found in _SENTENCE.finditer(text):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words)
            spans.append((start, start + len(words)))
    return spans


def _chain(segments: Segments) -> Segments:
    """Keep the segments that stand in the same order on both sides, as many letters as possible."""
    order = np.lexsort((segments.b, segments.a))
    a, b, n = segments.a[order], segments.b[order], segments.n[order]
    best, before = n.astype(np.int64), np.full(n.size, -1)
    for k in range(n.size):
        fits = np.flatnonzero((a[:k] + n[:k] <= a[k]) & (b[:k] + n[:k] <= b[k]))
        if fits.size:
            before[k] = fits[best[fits].argmax()]
            best[k] += best[before[k]]
    kept, k = [], int(best.argmax()) if n.size else -1
    while k >= 0:
        kept.append(k)
        k = int(before[k])
    kept.reverse()
    return Segments(np.arange(len(kept)), a[kept], b[kept], n[kept])


def _rows(views: list[Folded], groups: list[tuple[Span, Span]], sentences: list[list[Span]]) -> Iterator[tuple[Span, Span]]:
    """Spans of both sides, row by row; an empty span where a side has nothing."""
    done = (0, 0)
    end = tuple((len(spans), len(spans)) for spans in sentences)
    for group in (*groups, end):
        yield from _between(views, [spans[at:until] for spans, at, (until, _) in zip(sentences, done, group, strict=True)])
        if group is not end:
            one, two = ((spans[low][0], spans[high][1]) for spans, (low, high) in zip(sentences, group, strict=True))
            yield one, two
        done = (group[0][1] + 1, group[1][1] + 1)


def _between(views: list[Folded], sentences: list[list[Span]]) -> Iterator[tuple[Span, Span]]:
    """Rows of sentences that share no passage: each alone, but those that are equal, such as short headings, in pairs."""
    one, two = ([view.text[start:end] for start, end in spans] for view, spans in zip(views, sentences, strict=True))
    done = [0, 0]
    for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks():
        yield from ((span, (0, 0)) for span in sentences[0][done[0] : block.a])
        yield from (((0, 0), span) for span in sentences[1][done[1] : block.b])
        done = [block.a + block.size, block.b + block.size]
        yield from zip(sentences[0][block.a : done[0]], sentences[1][block.b : done[1]], strict=True)


def _groups(letters: Letters, chain: Segments, sentences: list[list[Span]]) -> list[tuple[Span, Span]]:
    """First and last sentence of both sides of what belongs into one row, in order."""
    groups: list[tuple[Span, Span]] = []
    for i, j in _links(letters, chain, sentences):
        if groups and (groups[-1][0][1] >= i or groups[-1][1][1] >= j):
            (low_a, high_a), (low_b, high_b) = groups[-1]
            groups[-1] = (low_a, max(high_a, i)), (low_b, max(high_b, j))
        else:
            groups.append(((i, i), (j, j)))
    return groups


def _links(letters: Letters, chain: Segments, sentences: list[list[Span]]) -> list[Span]:
    """Pairs of sentences that share much, sorted."""
    if not all(sentences) or not chain.n.size:
        return []
    offset = np.arange(chain.n.sum()) - np.repeat(np.cumsum(chain.n) - chain.n, chain.n)
    sides = [np.repeat(start, chain.n) + offset for start in (chain.a, chain.b)]
    equal = letters.keys[sides[0]] == letters.keys[sides[1]]
    at = [_sentence_at(letters.starts(side[equal]), spans) for side, spans in zip(sides, sentences, strict=True)]
    sizes = [np.bincount(_sentence_at(own, spans), minlength=len(spans)) for own, spans in _own(letters, sentences)]
    pairs, counts = np.unique(np.stack(at), axis=1, return_counts=True)
    much = counts >= _LINKED * np.minimum(sizes[0][pairs[0]], sizes[1][pairs[1]])
    return [(int(i), int(j)) for i, j in pairs[:, much].T]


def _own(letters: Letters, sentences: list[list[Span]]) -> Iterator[tuple[np.ndarray, list[Span]]]:
    """Where the letters of each side begin, its separator left out, and its sentences."""
    for side, spans in enumerate(sentences):
        yield letters.starts(np.arange(letters.bounds[side], letters.bounds[side + 1] - 1)), spans


def _sentence_at(offsets: np.ndarray, spans: list[Span]) -> np.ndarray:
    return np.maximum(np.searchsorted([start for start, _ in spans], offsets, side="right") - 1, 0)


def _marks(views: list[Folded], parts: tuple[Span, Span], elsewhere: list[np.ndarray]) -> list[np.ndarray]:
    """Say for each character of both sides of a row whether it is shared, moved or the side's own."""
    texts = [view.text[start:end] for view, (start, end) in zip(views, parts, strict=True)]
    marks = [_moved(mask[start:end], text) for mask, text, (start, end) in zip(elsewhere, texts, parts, strict=True)]
    one, two = map(_UNIT.findall, texts)
    ends = [list(accumulate(map(len, units), initial=0)) for units in (one, two)]
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    least = 1 if 2 * sum(block.size for block in blocks) >= min(len(one), len(two)) else _SHORTEST
    for block in blocks:
        spans = [(end[at], end[at + block.size]) for end, at in zip(ends, (block.a, block.b), strict=True)]
        if block.size >= least:
            for mark, (start, end) in zip(marks, spans, strict=True):
                mark[start:end] = _SHARED
    return marks


def _moved(mask: np.ndarray, text: str) -> np.ndarray:
    """Mark what stands elsewhere on the other side, where it is enough of it, with the punctuation between."""
    marks = np.zeros(mask.size, dtype=np.int8)
    kinds = "".join("m" if moved else "o" if char.isalnum() else "p" for moved, char in zip(mask, text, strict=True))
    for run in re.finditer("m(?:p*m)*p*", kinds):
        if run.end() - run.start() >= _LEAST_MOVED:
            marks[run.start() : run.end()] = _MOVED
    return marks


def _pieces(marks: np.ndarray, offset: int) -> Iterator[tuple[int, int, int]]:
    """Runs of one mark with their spans in the view."""
    at = offset
    for how, run in groupby(marks.tolist()):
        end = at + len(list(run))
        yield how, at, end
        at = end
