"""Least squares over speeches as clusters: sums by speech in, coefficients with intervals for few and unequal clusters out.

Covariates are those of speeches, the same for every sentence of one: so a speech enters as its number of sentences and sums
over them, and the usual corrections become closed forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import t as student

__all__ = ["Design", "Fit", "degrees_of_freedom", "design", "interval", "least_squares"]

Array = np.ndarray[Any, Any]

_LEVEL = 0.95
_NOTHING = 1e-18
_WHOLE = 1 - 1e-9  # a speech with the leverage of 1 fits itself: nothing is known of its error


@dataclass(frozen=True)
class Design:
    """Speeches with their covariates and weights.

    Attributes
    ----------
    X : array of shape (n_speeches, n_terms)
    size : array of shape (n_speeches,)
        Sentences of each speech, or the sum of their weights.
    inverse : array of shape (n_terms, n_terms)
        Of the summed products of the covariates; NaN where the terms cannot be told apart.
    leverage : array of shape (n_speeches,)
        How far each speech fits itself, 0 to 1.
    """

    X: Array
    size: Array
    inverse: Array
    leverage: Array


@dataclass(frozen=True)
class Fit:
    """Coefficients with the ends of their 95 % intervals, each of shape (n_terms,)."""

    value: Array
    low: Array
    high: Array


def design(X: Array, size: Array) -> Design:
    """Prepare least squares of sums by speech.

    Examples
    --------
    >>> design(np.ones((2, 1)), np.array([3.0, 1.0])).leverage.tolist()
    [0.75, 0.25]
    """
    product = X.T @ (X * size[:, None])
    if np.linalg.matrix_rank(product) < len(product):
        return Design(X, size, np.full(product.shape, np.nan), np.full(len(X), np.nan))
    inverse = np.linalg.inv(product)
    return Design(X, size, inverse, size * np.einsum("gi,ij,gj->g", X, inverse, X))


def least_squares(own: Design, total: Array) -> tuple[Array, Array]:
    """Return the coefficients of an outcome, and the influence that each speech has on them, of mean 0.

    Parameters
    ----------
    own : Design
    total : array of shape (n_speeches,)
        Sum of the outcome over the sentences of each speech, weighted as ``own.size`` is.

    Returns
    -------
    coefficients : array of shape (n_terms,)
    influence : array of shape (n_speeches, n_terms)
        Corrected for small samples: the residuals of a speech are divided by the root of one less its leverage (CR2 [1]_).

    References
    ----------
    .. [1] Bell and McCaffrey, Bias reduction in standard errors for linear regression with multi-stage samples, Survey
       Methodology 28, 2002.
    """
    coefficients = own.inverse @ (own.X.T @ total)
    free = np.where(own.leverage < _WHOLE, 1 - own.leverage, np.nan)
    residual = (total - own.size * (own.X @ coefficients)) / np.sqrt(free)
    pull = own.X @ own.inverse
    # A speech alone in its group has no residual to tell anything by; that is nothing to the other groups.
    return coefficients, np.where(pull == 0, 0.0, pull * np.where(own.size > 0, residual, 0.0)[:, None])


def interval(value: Array, influence: Array, *designs: Design) -> Fit:
    """Return coefficients with 95 % intervals of Student's t.

    Parameters
    ----------
    value : array of shape (n_terms,)
    influence : array of shape (n_speeches, n_terms)
        NaN ends where no speech has any: everything seen was the same, which tells nothing of what was not seen.
    *designs : Design
        Those that the estimate rests on; the fewest degrees of freedom among them count.
    """
    spread = (influence**2).sum(axis=0)
    error = np.sqrt(np.where(spread > _NOTHING, spread, np.nan))
    freedom = np.min([degrees_of_freedom(own) for own in designs], axis=0)
    half = student.ppf((1 + _LEVEL) / 2, np.maximum(freedom, 1)) * error
    return Fit(value, value - half, value + half)


def degrees_of_freedom(own: Design) -> Array:
    """Return the degrees of freedom of each coefficient's variance, by Satterthwaite as Bell and McCaffrey do.

    Examples
    --------
    >>> degrees_of_freedom(design(np.ones((8, 1)), np.full(8, 5.0))).round(6).tolist()
    [7.0]
    """
    side = (own.X @ own.inverse) / np.sqrt(np.maximum(1 - own.leverage, 1e-9))[:, None]  # speeches x terms
    diagonal = side**2 * own.size[:, None]
    found = []
    for term in range(side.shape[1]):
        V = own.X * (side[:, term] * own.size)[:, None]
        trace = diagonal[:, term].sum() - np.trace(own.inverse @ (V.T @ V))
        inner = own.inverse @ (V.T @ V)
        crossed = (V.T * diagonal[:, term]) @ V
        square = (diagonal[:, term] ** 2).sum() - 2 * np.trace(own.inverse @ crossed) + np.trace(inner @ inner)
        found.append(trace**2 / square if square > 0 else np.nan)  # one speech alone: nothing to tell by
    return np.array(found)
