"""The factorisation behind the themes: matrices of features in, themes over features and their shares in each sentence out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from sklearn.decomposition import NMF, MiniBatchNMF, non_negative_factorization
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

__all__ = ["components", "shares", "speech_batches", "streamed_components"]

ROUGH = 1e-3  # tolerance of the factorisations that only compare numbers of themes
_FULL_STEPS, _ROUGH_STEPS, _PASSES = 400, 80, 3

Array = np.ndarray[Any, Any]


def components(X: Any, n_themes: int, random_state: int, *, tol: float = 1e-4) -> Array:
    """Factorise `X` at once and return the themes over features, rows of length 1, shape (n_themes, n_features)."""
    n_themes = min(n_themes, *X.shape)
    steps = _FULL_STEPS if tol < ROUGH else _ROUGH_STEPS
    with _quiet_and_alone():
        model = NMF(n_themes, init="nndsvda", random_state=random_state, max_iter=steps, tol=tol).fit(X)
    return _unit_rows(model.components_)


def streamed_components(batches: Callable[[], Iterable[Any]], start: Array, random_state: int) -> Array:
    """Refine themes on a matrix that comes in batches, each pass anew, so that one batch at a time is in memory [1]_.

    Parameters
    ----------
    batches : callable
        Gives the batches from the first to the last at each call.
    start : ndarray of shape (n_themes, n_features)
        Themes of a sample.
    random_state : int

    References
    ----------
    .. [1] Lefèvre, Bach and Févotte, Online algorithms for nonnegative matrix factorization with the Itakura-Saito
       divergence, WASPAA 2011.
    """
    model = MiniBatchNMF(len(start), init="custom", random_state=random_state)
    with _quiet_and_alone():
        for X in chain.from_iterable(batches() for _ in range(_PASSES)):
            begun = hasattr(model, "components_")
            model.partial_fit(X, **({} if begun else {"W": np.ones((X.shape[0], len(start))), "H": start.copy()}))
    return _unit_rows(model.components_)


def shares(X: Any, themes: Array, paragraphs: pd.Series, *, smoothing: float) -> Array:
    """Return the share of each theme in each row, shape (n_rows, n_themes); rows sum to 1, or to 0 without a feature.

    Parameters
    ----------
    X : sparse matrix of shape (n_rows, n_features)
    themes : ndarray of shape (n_themes, n_features)
    paragraphs : Series
        Key of each row's paragraph.
    smoothing : float
        Weight of the paragraph's mean share relative to the row's own: neighbours speak of one thing.
    """
    if not len(themes) or not X.shape[0]:
        return np.zeros((X.shape[0], len(themes)))
    with _quiet_and_alone():
        options = {"n_components": len(themes), "init": "custom", "update_H": False, "max_iter": _FULL_STEPS}
        own, _, _ = non_negative_factorization(X, H=themes, **options)
    own = normalize(own)
    around = normalize(pd.DataFrame(own).groupby(paragraphs.to_numpy()).transform("mean").to_numpy())
    return np.where(own.any(axis=1, keepdims=True), normalize(own + smoothing * around, norm="l1"), 0.0)


def speech_batches(speeches: pd.Series, size: int) -> list[Array]:
    """Cut rows into batches of whole speeches, each of `size` rows or of one speech where that is longer.

    Examples
    --------
    >>> [rows.tolist() for rows in speech_batches(pd.Series(["甲", "甲", "乙", "丙"]), 3)]
    [[0, 1, 2], [3]]
    """
    codes, names = pd.factorize(speeches)
    batches: list[list[Array]] = [[]]
    order = np.argsort(codes, kind="stable")
    for rows in np.split(order, np.cumsum(np.bincount(codes, minlength=len(names)))[:-1]):
        if batches[-1] and sum(map(len, batches[-1])) + len(rows) > size:
            batches.append([])
        batches[-1].append(rows)
    return [np.concatenate(batch) for batch in batches if batch]


@contextmanager
def _quiet_and_alone() -> Iterator[None]:
    """One thread, for sums in one order on every machine; and no warning that more steps would add digits nobody needs."""
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _unit_rows(themes: Array) -> Array:
    found = normalize(themes)
    return np.asarray(found[found.any(axis=1)])
