"""New words: mined tables in, words that rise or first appear, and runs of words that may be words, out."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.courses import bursts, course_of
from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.items import Items
from speechmine.analyse.linguistics.ngrams import Grams, frequent_grams
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.analyse.words import stop_words
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["KINDS", "new_word_frame"]

KINDS = ("words", "candidates")
"""What can be looked for."""

Array = np.ndarray[Any, Any]
_LONGEST = 4  # words of a candidate
_CONTENT = ("n", "v", "a", "i", "l", "j", "b", "eng")  # jieba's tags of what a name is made of


def new_word_frame(
    mined: Mined, *, of: str = "words", min_count: int = 5, min_speeches: int = 2, **scope: Unpack[Scope]
) -> pd.DataFrame:
    """List the words that rise or first appear over the years, or the runs of words that may be one.

    Of every word or run its course: first and last year, growth, and its heaviest burst (Kleinberg's automaton of two states,
    a batch a year [1]_): the years in which it has twice its usual rate, and how much that explains. Of a run also

    - cohesion = min over its cuts of log2(p(run) / (p(left) p(right))): above 0, its parts go together more than by chance [2]_;
    - entropy_left, entropy_right: of what stands beside it, in bits; high where it goes with many neighbours, as words do, 0
      where it is always a part of the same longer run [3]_.

    Parameters
    ----------
    mined : Mined
    of : {"words", "candidates"}
        The words of the text, or runs of 2 to 4 of them, which the dictionary does not have as one; function words and
        numerals are left out, and runs with one.
    min_count, min_speeches : int
    **scope : Scope
        ``within``, ``tokens`` (characters: words from runs of characters), ``keep_copies``.

    Returns
    -------
    DataFrame
        Columns term, count, n_speeches, first_year, last_year, growth (uses per 10,000 a year more), burst_start, burst_end
        (missing where there is none), burst_weight, cohesion, entropy_left, entropy_right (missing for words). Words by
        burst_weight, candidates by the least of the three measures, falling.

    Raises
    ------
    OptionError
        If `of` or a condition is not known.

    Notes
    -----
    The first year is the first of this corpus; where few speeches stand in a year, one of them makes a burst. What dates a
    speech decides: undated ones have no course.

    References
    ----------
    .. [1] Kleinberg, Bursty and hierarchical structure in streams, KDD 2002.
    .. [2] Church and Hanks, Word association norms, Computational Linguistics 16(1), 1990.
    .. [3] Jin and Tanaka-Ishii, Unsupervised segmentation of Chinese text by use of branching entropy, COLING/ACL 2006.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = new_word_frame(sm.mine(sm.sample_path()))
    >>> frame[["term", "burst_start", "burst_end"]].head(1).values.tolist()
    [['管道', 2014, 2014]]
    """
    if of not in KINDS:
        raise OptionError(f"of {of!r} is not known; take one of {', '.join(KINDS)}")
    index = token_index(mined, tokens=scope.get("tokens", "words"))
    chosen = looked_at(mined, scope)
    lengths = (1,) if of == "words" else range(2, _LONGEST + 1)
    parts = []
    for n in lengths:
        grams = frequent_grams(index, chosen, n, min_count=min_count, min_speeches=min_speeches)
        frame = _with_course(mined, grams)
        bonds = np.full((3, len(frame)), np.nan) if n == 1 else _bonds(index, grams, n)
        frame = frame.assign(cohesion=bonds[0], entropy_left=bonds[1], entropy_right=bonds[2])
        parts.append(frame[_of_content(index, _examples(grams), n)])
    frame = pd.concat(parts, ignore_index=True)
    order = frame["burst_weight"] if of == "words" else frame[["cohesion", "entropy_left", "entropy_right"]].min(axis=1)
    frame = frame.assign(order=order).sort_values(["order", "count", "term"], ascending=[False, False, True])
    return frame.drop(columns="order").reset_index(drop=True)


def _with_course(mined: Mined, grams: Grams) -> pd.DataFrame:
    items = grams.items
    n_items = len(items.names)
    course = course_of(mined, items, grams.speech)
    pairs = pd.unique(items.item.astype(np.int64) * len(mined.speeches) + items.speech)
    frame = pd.DataFrame({
        "term": items.names, "count": np.bincount(items.item, minlength=n_items),
        "n_speeches": np.bincount(pairs // len(mined.speeches), minlength=n_items),
    })  # fmt: skip
    frame = pd.concat([frame, course.frame()], axis=1)
    if not len(course.years):
        none = pd.Series(pd.NA, index=frame.index, dtype="Int64")
        return frame.assign(burst_start=none, burst_end=none, burst_weight=0.0)
    first, last, weight = bursts(course.table(np.arange(n_items)), course.totals)
    years = {name: pd.Series(course.years[at], dtype="Int64").mask(at < 0) for name, at in (("start", first), ("end", last))}
    return frame.assign(burst_start=years["start"], burst_end=years["end"], burst_weight=weight)


def _examples(grams: Grams) -> Array:
    """Where the first place of each n-gram begins."""
    example = np.zeros(len(grams.items.names), dtype=np.int64)
    example[grams.items.item[::-1]] = grams.begin[::-1]
    return example


def _of_content(index: TokenIndex, example: Array, n: int) -> Array:
    """Whether the words of each run carry content: no function words, numerals or formal words; characters all do."""
    if not index.joint:
        return np.ones(len(example), dtype=bool)
    tells = np.array([str(tag).startswith(_CONTENT) for tag in index.tags], dtype=bool)
    says = np.array([term not in stop_words() for term in index.terms], dtype=bool)
    every = [tells[index.tag[example + k]] & says[index.term[example + k]] for k in range(n)]
    return np.asarray(np.logical_and.reduce(every))


def _bonds(index: TokenIndex, grams: Grams, n: int) -> Array:
    """Cohesion, and the entropies to the left and to the right, of each n-gram."""
    items, at = grams.items, grams.begin
    n_items = len(items.names)
    counts = np.bincount(items.item, minlength=n_items).astype(float)
    example = _examples(grams)
    cohesion = np.full(n_items, np.inf)
    with np.errstate(divide="ignore"):
        for cut in range(1, n):
            left, right = _shares(index, example, cut), _shares(index, example + cut, n - cut)
            cohesion = np.minimum(cohesion, np.log2(counts / max(len(index.term), 1) / (left * right)))
    beside = (_neighbour(index, at, at - 1), _neighbour(index, at, at + n))
    return np.stack([cohesion, *(_entropy(items, neighbour, counts) for neighbour in beside)])


def _shares(index: TokenIndex, at: Array, n: int) -> Array:
    """The share of all tokens at which the run of n words at some positions begins."""
    if n == 1:
        return np.bincount(index.term, minlength=len(index.terms))[index.term[at]] / max(len(index.term), 1)
    code = index.term[: len(index.term) - n + 1].astype(np.int64)
    for k in range(1, n):
        code, _ = pd.factorize(code * len(index.terms) + index.term[k : len(index.term) - n + 1 + k])
    return np.bincount(code)[code[at]] / max(len(index.term), 1)


def _neighbour(index: TokenIndex, at: Array, beside: Array) -> Array:
    """The term beside a run in its sentence; the number of all terms where the sentence begins or ends."""
    inside = (beside >= 0) & (beside < len(index.term))
    safe = np.where(inside, beside, 0)
    return np.where(inside & (index.sentence[safe] == index.sentence[at]), index.term[safe], len(index.terms))


def _entropy(items: Items, neighbour: Array, counts: Array) -> Array:
    n_terms = int(neighbour.max(initial=0)) + 1
    pairs, times = np.unique(items.item.astype(np.int64) * n_terms + neighbour, return_counts=True)
    item = pairs // n_terms
    share = times / counts[item]
    return np.bincount(item, weights=-share * np.log2(share), minlength=len(items.names)) + 0.0
