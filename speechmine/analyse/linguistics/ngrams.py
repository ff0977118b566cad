"""N-grams: mined tables in, the runs of words that recur, clusters round a word, bundles of several speeches, out."""

from __future__ import annotations

from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.courses import course_of
from speechmine.analyse.linguistics.index import TokenIndex, token_index
from speechmine.analyse.linguistics.items import Items, gram_places
from speechmine.analyse.linguistics.parts import Scope, Selection, looked_at
from speechmine.errors import OptionError
from speechmine.folding import fold
from speechmine.tables.mined import Mined

__all__ = ["Grams", "frequent_grams", "ngram_frame", "ngram_years"]

Array = np.ndarray[Any, Any]
_COLUMNS = ["ngram", "n", "count", "n_speeches", "rate", "first_year", "last_year", "growth"]


def ngram_frame(
    mined: Mined,
    n: int | tuple[int, int] = (2, 4),
    *,
    node: str | None = None,
    min_count: int = 3,
    min_speeches: int = 2,
    **scope: Unpack[Scope],
) -> pd.DataFrame:
    """List the runs of words that recur: n-grams, clusters round a word, lexical bundles.

    Parameters
    ----------
    mined : Mined
    n : int or pair of int
        Words of a run, 2 to 8: one number, or the least and the most.
    node : str, optional
        Only runs that hold this word (clusters).
    min_count, min_speeches : int
        Least number of uses, and of speeches that have it (what makes a run a bundle).
    **scope : Scope
        ``within``, ``tokens``, ``keep_copies``.

    Returns
    -------
    DataFrame
        Columns ngram (words with a blank between, characters without), n, count, n_speeches, rate (uses per 10,000 runs of that
        length), first_year, last_year, growth (uses per 10,000 a year more: slope of the least-squares line through the
        yearly rates, over all years with a speech; missing below two). The most frequent first.

    Raises
    ------
    OptionError
        If `n` is not between 2 and 8, the node is no word of the text, or a condition is not known.

    Notes
    -----
    A run keeps within a sentence and across no mark. Every part of a longer run is a run, too: what always stands in a longer one
    is counted again. Growth is a plain slope without a test.

    References
    ----------
    Biber et al., Longman grammar of spoken and written English, 1999, chapter 13 (lexical bundles).

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = ngram_frame(sm.mine(sm.sample_path()), 2, node="隐患")
    >>> frame[["ngram", "count", "n_speeches"]].head(2).values.tolist()
    [['的 隐患', 6, 5], ['隐患 的', 3, 3]]
    """
    low, high = (n, n) if isinstance(n, int) else n
    if not 2 <= low <= high <= 8:
        raise OptionError(f"n is {n}; give one number, or two that rise, between 2 and 8")
    if min_count < 1 or min_speeches < 1:
        raise OptionError(f"min_count is {min_count}, min_speeches is {min_speeches}; give 1 or more")
    index = token_index(mined, tokens=scope.get("tokens", "words"))
    number = None if node is None else index.numbers.get(fold(node.strip()))
    if node is not None and number is None:
        raise OptionError(f"node {node!r} is no word of the text; 'speechmine segment PATH --tags' shows the words")
    chosen = looked_at(mined, scope)
    parts = []
    for length in range(low, high + 1):
        found = frequent_grams(index, chosen, length, min_count=min_count, min_speeches=min_speeches)
        parts.append(_rows(mined, index, found, length, number))
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values(["count", "n", "ngram"], ascending=[False, False, True]).reset_index(drop=True)


def ngram_years(mined: Mined, frame: pd.DataFrame, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Return the course of some n-grams: uses per 10,000 runs of that length, a row an n-gram, a column a year.

    Parameters
    ----------
    mined : Mined
    frame : DataFrame
        Rows of `ngram_frame`, of the same **scope.
    """
    index = token_index(mined, tokens=scope.get("tokens", "words"))
    chosen = looked_at(mined, scope)
    parts = []
    for n, own in frame.groupby("n", sort=False):
        grams = frequent_grams(index, chosen, int(n), min_count=int(own["count"].min()), min_speeches=1)
        course = course_of(mined, grams.items, grams.speech)
        numbers = pd.Index(grams.items.names).get_indexer(own["ngram"])
        rates = 10_000 * course.table(numbers) / np.maximum(course.totals, 1)
        parts.append(pd.DataFrame(rates, index=own["ngram"].to_numpy(), columns=course.years))
    return pd.concat(parts).reindex(frame["ngram"].to_numpy())


class Grams(NamedTuple):
    """N-grams of a part.

    Attributes
    ----------
    items : Items
        Those that are frequent enough, numbered anew.
    begin : ndarray of int
        Position in the index at which each place of them begins.
    speech : ndarray of int
        The speech of each place of any n-gram of the part.
    """

    items: Items
    begin: Array
    speech: Array


def frequent_grams(index: TokenIndex, chosen: Selection, n: int, *, min_count: int, min_speeches: int) -> Grams:
    """Return the n-grams of a part that are used often enough, in speeches enough."""
    at, code = gram_places(index, n)
    held = chosen.holds(index.sentence[at], index.speech[at], index.start[at])
    if chosen.spans is not None:
        held &= chosen.holds(index.sentence[at], index.speech[at], index.start[at + n - 1])
    at, code = at[held], code[held]
    speech, n_codes = index.speech[at], int(code.max(initial=-1)) + 1
    often = np.bincount(code, minlength=n_codes) >= min_count
    kept = often[code]
    wide = often & (_n_speeches(code[kept], speech[kept], n_codes) >= min_speeches)
    places = np.flatnonzero(wide[code])
    item, known = pd.factorize(code[places])
    first = np.zeros(len(known), dtype=np.int64)
    first[item[::-1]] = at[places[::-1]]
    words = [index.terms[index.term[first + k]] for k in range(n)]
    names = np.array([index.joint.join(run) for run in zip(*words, strict=True)], dtype=object)
    start = index.start[at[places]]
    return Grams(Items(item, index.sentence[at[places]], speech[places], start, start, names), at[places], speech)


def _n_speeches(item: Array, speech: Array, n_items: int) -> Array:
    """In how many speeches each item stands."""
    n = int(speech.max(initial=0)) + 1
    return np.bincount(pd.unique(item * n + speech) // n, minlength=n_items)


def _rows(mined: Mined, index: TokenIndex, grams: Grams, n: int, node: int | None) -> pd.DataFrame:
    items = grams.items
    counts = np.bincount(items.item, minlength=len(items.names))
    speeches = _n_speeches(items.item, items.speech, len(items.names))
    rates = 10_000 * counts / max(len(grams.speech), 1)
    frame = pd.DataFrame({"ngram": items.names, "n": n, "count": counts, "n_speeches": speeches, "rate": rates})
    frame = pd.concat([frame, course_of(mined, items, grams.speech).frame()], axis=1)[_COLUMNS]
    if node is None:
        return frame
    holds = np.zeros(len(items.names), dtype=bool)
    for k in range(n):
        holds[items.item[index.term[grams.begin + k] == node]] = True
    return frame[holds]
