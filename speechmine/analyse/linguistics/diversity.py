"""Lexical diversity: mined tables in, type-token ratios that do not depend on length, by speech, out."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.items import items_of
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["diversity_frame", "moving_ratio", "mtld"]

Array = np.ndarray[Any, Any]
_THRESHOLD = 0.72


def diversity_frame(mined: Mined, *, window: int = 100, **scope: Unpack[Scope]) -> pd.DataFrame:
    """Measure how varied the words of each speech are.

    - ttr = types / tokens, which falls with length and compares nothing but texts of one length;
    - mattr: its mean over all windows of so many tokens [1]_, 0 to 1, higher more varied;
    - mtld: the mean length of runs over which the ratio stays above .72, from the front and from behind [2]_; higher more varied.

    Parameters
    ----------
    mined : Mined
    window : int
        Tokens of a window.
    **scope : Scope
        ``within``, ``tokens``, ``keep_copies`` (a speech that only copies another has no row).

    Returns
    -------
    DataFrame
        A row a speech of which something counts: speech_id, year, level, n_tokens, n_types, ttr, mattr (missing where it is
        shorter than a window), mtld (missing where no word comes twice), hapax_share (of the types, used once).

    Raises
    ------
    OptionError
        If `window` is below 2, or a condition is not known.

    Notes
    -----
    What is cut into words decides: figures of another segmenter, or of characters, are on another scale. Shared passages
    that count elsewhere are left out, so that the text of a speech may have gaps.

    References
    ----------
    .. [1] Covington and McFall, Cutting the Gordian knot: the moving-average type-token ratio, Journal of Quantitative
       Linguistics 17(2), 2010.
    .. [2] McCarthy and Jarvis, MTLD, vocd-D, and HD-D, Behavior Research Methods 42(2), 2010.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = diversity_frame(sm.mine(sm.sample_path()))
    >>> frame[["n_tokens", "mattr"]].round(2).head(1).values.tolist()
    [[1299.0, 0.82]]
    """
    if window < 2:
        raise OptionError(f"window is {window}; give 2 tokens or more")
    items = items_of(mined, scope.get("tokens", "words"))
    held = items.held(looked_at(mined, scope))
    speech, term = items.speech[held], items.item[held]
    rows = []
    for number in np.unique(speech):
        own = term[speech == number]
        uses = np.unique(own, return_counts=True)[1]
        ratios = len(uses) / len(own), moving_ratio(own, window), mtld(own)
        rows.append((int(number), len(own), len(uses), *ratios, float((uses == 1).mean())))
    names = ["place", "n_tokens", "n_types", "ttr", "mattr", "mtld", "hapax_share"]
    frame = pd.DataFrame(rows, columns=names)
    speeches = mined.speeches[["speech_id", "year", "level"]].iloc[frame["place"]].reset_index(drop=True)
    return pd.concat([speeches, frame.drop(columns="place")], axis=1)


def moving_ratio(terms: Array, window: int) -> float:
    """Return the mean type-token ratio over all windows, NaN where there is none.

    Examples
    --------
    >>> round(moving_ratio(np.array([0, 1, 0, 2]), 3), 3)
    0.833
    """
    n = len(terms)
    if n < window:
        return float("nan")
    order = np.argsort(terms, kind="stable")
    before = np.full(n, -1)
    same = terms[order[1:]] == terms[order[:-1]]
    before[order[1:][same]] = order[:-1][same]
    at = np.arange(n)
    # A token is a type of those windows that hold it and none of its kind before it.
    low, high = np.maximum(np.maximum(before + 1, at - window + 1), 0), np.minimum(at, n - window)
    return float(np.maximum(high - low + 1, 0).sum() / (n - window + 1) / window)


def mtld(terms: Array) -> float:
    """Return the measure of textual lexical diversity, NaN where no term comes twice.

    Examples
    --------
    >>> mtld(np.array([0, 1, 0, 1, 0, 1, 0, 1]))
    4.0
    """
    lengths = [_factor_length(list(some)) for some in (terms, terms[::-1])]
    return float(np.mean(lengths))


def _factor_length(terms: list[int]) -> float:
    factors, types, n, ratio = 0.0, set(), 0, 1.0
    for term in terms:
        types.add(term)
        n += 1
        ratio = len(types) / n
        if ratio < _THRESHOLD:
            factors, types, n, ratio = factors + 1, set(), 0, 1.0
    factors += (1 - ratio) / (1 - _THRESHOLD)
    return len(terms) / factors if factors else float("nan")
