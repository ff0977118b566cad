"""How many themes: features, speeches and paragraphs in, the curve of stability and coherence over the number out.

For each candidate number the factorisation is repeated on seeded resamples that leave speeches out [1]_. *Stability* is the
mean cosine of each theme with its match in a resample; *coherence* is the mean normalised pointwise mutual information of
the ten heaviest words of a theme, counted over paragraphs (the window) [2]_.

References
----------
.. [1] Greene, O'Callaghan and Cunningham, How many topics? Stability analysis for topic models, ECML PKDD 2014.
.. [2] Bouma, Normalized (pointwise) mutual information in collocation extraction, GSCL 2009.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment
from sklearn.decomposition import NMF, non_negative_factorization
from sklearn.exceptions import ConvergenceWarning
from sklearn.preprocessing import normalize

from speechmine.analyse.themes.features import group_sum

__all__ = ["CANDIDATES", "best_number", "coherences", "components", "number_frame", "weights"]

CANDIDATES = (4, 6, 8, 10, 12, 14, 16, 18, 20, 24)
_TOLERANCE = 0.1  # share of the best score that a finer division may lose
_RESAMPLES = 5
_LEFT_OUT = 0.2  # share of the speeches that a resample leaves out, at least one
_MOST_ROWS = 1500  # the curve is drawn on so many sentences of whole speeches; a bigger corpus is sampled
_TOP_WORDS = 10
_ROUGH = 1e-3  # tolerance of the factorisations behind the curve

Array = np.ndarray[Any, Any]


def components(X: Any, n_themes: int, random_state: int, *, tol: float = 1e-4) -> Array:
    """Factorise `X` and return the themes over words, rows of length 1, shape (n_themes, n_words)."""
    n_themes = min(n_themes, *X.shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the curve and the themes need no more digits
        model = NMF(n_themes, init="nndsvda", random_state=random_state, max_iter=400 if tol < _ROUGH else 80, tol=tol).fit(X)
    found = normalize(model.components_)
    return np.asarray(found[found.any(axis=1)])


def weights(X: Any, themes: Array) -> Array:
    """Return the non-negative weights of given themes in each row, shape (n_rows, n_themes)."""
    if not len(themes) or not X.shape[0]:
        return np.zeros((X.shape[0], len(themes)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        found, _, _ = non_negative_factorization(
            X, H=themes, n_components=len(themes), init="custom", update_H=False, max_iter=400
        )
    return np.asarray(found)


def number_frame(X: Any, own: Any, contexts: pd.DataFrame, *, random_state: int = 0) -> pd.DataFrame:
    """Return stability and coherence for each candidate number of themes.

    Parameters
    ----------
    X : sparse matrix of shape (n_sentences, n_words)
        Features of the sentences in context.
    own : sparse matrix of shape (n_sentences, n_words)
        Counts of their own words.
    contexts : DataFrame
        As `sentence_contexts` gives it, row by row as in `X`.
    random_state : int

    Returns
    -------
    DataFrame
        Columns n_themes, stability (0 to 1), coherence (-1 to 1), score: stability times (1 + coherence) / 2.
    """
    rng = np.random.default_rng(random_state)
    groups = contexts["cluster_id" if contexts["cluster_id"].nunique() > 2 else "paragraph"].to_numpy()
    rows = _sample_rows(groups, rng)
    X, own, groups, contexts = X[rows], own[rows], groups[rows], contexts.iloc[rows]
    resamples = [X[kept] for kept in _resamples(groups, rng)]
    curve = []
    for n_themes in _candidates(*X.shape):
        themes = components(X, n_themes, random_state, tol=_ROUGH)
        again = [components(part, n_themes, random_state, tol=_ROUGH) for part in resamples]
        curve.append(
            (n_themes, float(np.mean(_matched(themes, again))), float(np.mean(coherences(themes, own, contexts["paragraph"]))))
        )
    frame = pd.DataFrame(curve, columns=["n_themes", "stability", "coherence"])
    return frame.assign(score=frame["stability"] * (1 + frame["coherence"]) / 2)


def best_number(curve: pd.DataFrame) -> int:
    """Return the largest number of themes whose score lies within a tenth of the best: as fine as the data bear."""
    return int(curve.loc[curve["score"] >= (1 - _TOLERANCE) * curve["score"].max(), "n_themes"].max())


def coherences(themes: Array, own: Any, paragraphs: Iterable[str]) -> Array:
    """Return the NPMI coherence of each theme over paragraphs, from -1 (never together) to 1 (always)."""
    codes, groups = pd.factorize(pd.Series(list(paragraphs)))
    present = (group_sum(own, codes, len(groups)) > 0).astype(float).tocsc()
    return np.array([_npmi(present, np.argsort(-theme, kind="stable")[:_TOP_WORDS]) for theme in themes])


def _npmi(present: Any, words: Array) -> float:
    columns = present[:, words].toarray()
    joint = columns.T @ columns / len(columns)
    single = np.diag(joint)
    above = np.triu_indices(len(words), 1)
    p, independent = joint[above], np.outer(single, single)[above]
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.log(p / independent) / -np.log(p)
    values = np.where(p <= 0, -1.0, np.where(p >= 1, 1.0, values))
    return float(np.mean(values)) if len(values) else 0.0


def _candidates(n_rows: int, n_words: int) -> Sequence[int]:
    fitting = [n for n in CANDIDATES if n <= min(math.isqrt(n_rows), n_words)]
    return fitting or [max(min(2, n_rows, n_words), 1)]


def _sample_rows(groups: Array, rng: np.random.Generator) -> Array:
    """Rows of whole groups, in random order of groups, until there are enough."""
    codes, names = pd.factorize(groups)
    order = rng.permutation(len(names))
    sizes = np.bincount(codes)[order].cumsum()
    taken = order[: int(np.searchsorted(sizes, _MOST_ROWS)) + 1]
    return np.flatnonzero(np.isin(codes, taken))


def _resamples(groups: Array, rng: np.random.Generator) -> list[Array]:
    """Row masks, each without some of the groups."""
    names = pd.unique(groups)
    out = max(round(_LEFT_OUT * len(names)), 1)
    order = np.concatenate([rng.permutation(len(names)) for _ in range(1 + out * _RESAMPLES // len(names))])
    return [~np.isin(groups, names[order[i * out : (i + 1) * out]]) for i in range(_RESAMPLES)]


def _matched(themes: Array, again: list[Array]) -> list[float]:
    """Mean cosine of each theme with its one-to-one match in each resample."""
    found = []
    for other in again:
        cosine = themes @ other.T
        rows, columns = linear_sum_assignment(-cosine)
        found.append(float(cosine[rows, columns].sum()) / len(themes))
    return found
