"""Coefficients of agreement: counts of categories in, coefficients out; every function works over leading axes alike.

A coefficient is NaN where it is not defined: chance agreement is complete, so that nothing could be told apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["ac1", "alpha", "coincidences", "kappa", "ratings_by_unit"]

Array = np.ndarray[Any, Any]


def ratings_by_unit(ratings: Array, n_categories: int) -> Array:
    """Count the ratings of each category that each unit has.

    Parameters
    ----------
    ratings : int array of shape (n_units, n_coders)
        Category of each unit by each coder; -1 where there is none.
    n_categories : int

    Returns
    -------
    array of shape (n_units, n_categories)

    Examples
    --------
    >>> ratings_by_unit(np.array([[0, 0], [1, -1]]), 2).tolist()
    [[2.0, 0.0], [0.0, 1.0]]
    """
    return np.stack([(ratings == category).sum(axis=1) for category in range(n_categories)], axis=1).astype(float)


def coincidences(counts: Array) -> Array:
    """Return the coincidences of each unit: its ordered pairs of ratings, divided by one less than its ratings [1]_.

    Parameters
    ----------
    counts : array of shape (n_units, n_categories)
        What `ratings_by_unit` gives; a unit with fewer than two ratings has no pair.

    Returns
    -------
    array of shape (n_units, n_categories, n_categories)

    References
    ----------
    .. [1] Krippendorff, Content Analysis, 3rd ed., 2013, chapter 12.2.

    Examples
    --------
    >>> coincidences(np.array([[1.0, 1.0]])).tolist()
    [[[0.0, 1.0], [1.0, 0.0]]]
    """
    n_ratings = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    return pairs / np.where(n_ratings < 2, np.inf, n_ratings - 1)[:, None, None]


def alpha(coincidence: Array, *, level: str = "nominal", values: Array | None = None) -> Array:
    """Return Krippendorff's alpha [1]_.

    Parameters
    ----------
    coincidence : array of shape (..., n_categories, n_categories)
        Summed coincidences.
    level : {"nominal", "ordinal", "interval"}
        Level of measurement; for ordinal the categories stand in their order.
    values : array of shape (n_categories,), optional
        What the categories measure, for interval.

    References
    ----------
    .. [1] Krippendorff, Content Analysis, 3rd ed., 2013, chapter 12.

    Examples
    --------
    >>> float(alpha(np.array([[4.0, 1.0], [1.0, 4.0]])))
    0.64
    """
    marginal = coincidence.sum(axis=-1)
    n = marginal.sum(axis=-1)
    distance = _distances(marginal, level, values)
    observed = (coincidence * distance).sum(axis=(-2, -1))
    expected = (marginal[..., :, None] * marginal[..., None, :] * distance).sum(axis=(-2, -1))
    return 1 - _ratio(observed * (n - 1), expected)


def _distances(marginal: Array, level: str, values: Array | None) -> Array:
    """Squared distance of each two categories; for ordinal it depends on how often the categories between them were taken."""
    if level == "nominal":
        return 1 - np.eye(marginal.shape[-1])
    if level == "interval":
        assert values is not None
        return (values[:, None] - values[None, :]) ** 2
    middle = np.cumsum(marginal, axis=-1) - marginal / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def kappa(agreed: Array, first: Array, second: Array) -> Array:
    """Return Cohen's kappa of two coders [1]_.

    Parameters
    ----------
    agreed : array of shape (...)
        Number of units to which both gave the same category.
    first, second : array of shape (..., n_categories)
        How often each of them took each category.

    References
    ----------
    .. [1] Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 1960.

    Examples
    --------
    >>> float(kappa(np.array(4), np.array([3, 3]), np.array([3, 3])).round(3))
    0.333
    """
    n = np.asarray(first).sum(axis=-1)
    share, expected = _ratio(agreed, n), _ratio((first * second).sum(axis=-1), n**2)
    return _ratio(share - expected, 1 - expected)


def ac1(agreed: Array, shares: Array) -> Array:
    """Return Gwet's AC1 [1]_, which stays near the observed agreement where one category is rare.

    Parameters
    ----------
    agreed : array of shape (...)
        Share of agreeing pairs, the mean over units with two ratings or more.
    shares : array of shape (..., n_categories)
        Share of ratings in each category, the mean over units with a rating.

    References
    ----------
    .. [1] Gwet, Computing inter-rater reliability and its variance in the presence of high agreement, British Journal of
       Mathematical and Statistical Psychology 61, 2008.

    Examples
    --------
    >>> float(ac1(np.array(0.9), np.array([0.9, 0.1])).round(4))
    0.878
    """
    expected = (shares * (1 - shares)).sum(axis=-1) / max(shares.shape[-1] - 1, 1)
    return _ratio(agreed - expected, 1 - expected)


def _ratio(part: Array, whole: Array) -> Array:
    """Part of a whole; NaN where there is no whole."""
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    shape = np.broadcast(part, whole).shape
    return np.asarray(np.divide(part, whole, out=np.full(shape, np.nan), where=np.abs(whole) > 1e-12))
