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
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from speechmine.analyse.themes.factors import ROUGH, components
from speechmine.analyse.themes.features import group_sum
from speechmine.progress import tracked

__all__ = ["CANDIDATES", "best_number", "coherences", "number_frame", "resample_groups", "sample_rows", "stabilities"]

CANDIDATES = (4, 6, 8, 10, 12, 14, 16, 18, 20, 24)
_TOLERANCE = 0.1  # share of the best score that a finer division may lose
_RESAMPLES = 5
_LEFT_OUT = 0.2  # share of the speeches that a resample leaves out, at least one
_MOST_ROWS = 1500  # the curve is drawn on so many sentences of whole speeches; a bigger corpus is sampled
_TOP_WORDS = 10

Array = np.ndarray[Any, Any]


def number_frame(X: Any, own: Any, contexts: pd.DataFrame, *, random_state: int = 0) -> pd.DataFrame:
    """Return stability and coherence for each candidate number of themes.

    Parameters
    ----------
    X : sparse matrix of shape (n_sentences, n_features)
        Features of the sentences in context.
    own : sparse matrix of shape (n_sentences, n_words)
        Counts of their own words, the first columns of `X`.
    contexts : DataFrame
        As `sentence_contexts` gives it, row by row as in `X`.
    random_state : int

    Returns
    -------
    DataFrame
        Columns n_themes, stability (0 to 1), coherence (-1 to 1), score: stability times (1 + coherence) / 2.
    """
    curve = []
    for n_themes in tracked(_candidates(*X.shape), "looking for themes"):
        themes = components(X, n_themes, random_state, tol=ROUGH)
        stability = stabilities(themes, X, resample_groups(contexts), random_state=random_state)
        coherence = coherences(themes[:, : own.shape[1]], own, contexts["paragraph"])
        curve.append((n_themes, float(np.mean(stability)), float(np.mean(coherence))))
    frame = pd.DataFrame(curve, columns=["n_themes", "stability", "coherence"])
    return frame.assign(score=frame["stability"] * (1 + frame["coherence"]) / 2)


def stabilities(themes: Array, X: Any, groups: Array, *, random_state: int = 0) -> Array:
    """Return the mean cosine of each theme with its one-to-one match in resamples of `X` that leave groups out, 0 to 1."""
    if not len(themes):
        return np.zeros(0)
    masks = _resamples(groups, np.random.default_rng(random_state))
    found = np.zeros((len(masks), len(themes)))
    for i, kept in enumerate(tracked(masks, "themes again")):
        again = components(X[kept], len(themes), random_state, tol=ROUGH)
        cosine = themes @ again.T
        rows, columns = linear_sum_assignment(-cosine)
        found[i, rows] = cosine[rows, columns]
    return np.asarray(found.mean(axis=0))


def resample_groups(contexts: pd.DataFrame) -> Array:
    """Return what a resample leaves out as a whole: independent speeches, or paragraphs where there are two or fewer."""
    return np.asarray(contexts["cluster_id" if contexts["cluster_id"].nunique() > 2 else "paragraph"])


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


def sample_rows(contexts: pd.DataFrame, *, random_state: int = 0) -> Array:
    """Return the rows of whole independent speeches, taken in seeded order until there are enough for the curve."""
    codes, names = pd.factorize(contexts["cluster_id"])
    order = np.random.default_rng(random_state).permutation(len(names))
    sizes = np.bincount(codes)[order].cumsum()
    taken = order[: int(np.searchsorted(sizes, _MOST_ROWS)) + 1]
    return np.flatnonzero(np.isin(codes, taken))


def _resamples(groups: Array, rng: np.random.Generator) -> list[Array]:
    """Row masks, each without some of the groups."""
    names = pd.unique(groups)
    out = max(round(_LEFT_OUT * len(names)), 1)
    order = np.concatenate([rng.permutation(len(names)) for _ in range(1 + out * _RESAMPLES // len(names))])
    masks = [~np.isin(groups, names[order[i * out : (i + 1) * out]]) for i in range(_RESAMPLES)]
    return [mask for mask in masks if mask.any()] or [np.ones(len(groups), dtype=bool)]
