"""Strength and significance of pairs: counts of units in, npmi, G2, jaccard, p- and q-values out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import gammaln, xlogy

__all__ = ["adjusted", "association_frame", "distinct_counts", "log_likelihood", "upper_tail"]

Array = np.ndarray[Any, Any]
_KEYS = 2_000_000  # up to so many units, three counts fit into one integer
_NEGLIGIBLE = 1e-17  # a further term below this share of the sum changes no digit of a double


def distinct_counts(joint: Array, left: Array, right: Array, total: int) -> tuple[Array, Array, Array, Array]:
    """Return for each pair the number of its counts, and the different counts: joint, left, right.

    Parameters
    ----------
    joint, left, right : ndarray of int, shape (n_pairs,)
    total : int
        Units in all; from two million on, nothing is brought together.

    Examples
    --------
    >>> distinct_counts(np.array([1, 2, 1]), np.array([3, 2, 3]), np.array([5, 2, 5]), 9)
    (array([0, 1, 0]), array([1, 2]), array([3, 2]), array([5, 2]))
    """
    if total >= _KEYS:
        return np.arange(len(joint)), joint, left, right
    own, keys = pd.factorize((left * (total + 1) + right) * (total + 1) + joint)
    return own, keys % (total + 1), keys // (total + 1) ** 2, keys // (total + 1) % (total + 1)


def association_frame(joint: Array, left: Array, right: Array, total: int) -> pd.DataFrame:
    """Measure how much more often than by chance two items share a unit.

    Parameters
    ----------
    joint, left, right : ndarray of int, shape (n_pairs,)
        Units that hold both, the first, the second.
    total : int
        Units in all.

    Returns
    -------
    DataFrame
        Columns count, npmi (-1 never together, 0 independent, 1 always), log_likelihood (G2, 0 or more), jaccard (0 to 1),
        p (upper tail of the hypergeometric distribution).

    References
    ----------
    Bouma, Normalized (pointwise) mutual information in collocation extraction, GSCL 2009.
    Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993.

    Examples
    --------
    >>> association_frame(np.array([3]), np.array([3]), np.array([3]), 6).round(3).to_dict("records")
    [{'count': 3, 'npmi': 1.0, 'log_likelihood': 8.318, 'jaccard': 1.0, 'p': 0.05}]
    """
    joint, left, right = (np.asarray(part, dtype=np.int64) for part in (joint, left, right))
    share = joint / max(total, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(joint * float(total) / (left * right.astype(float))) / -np.log(share)
    npmi = np.where(joint == 0, -1.0, np.where(joint == total, 1.0, npmi))
    return pd.DataFrame(
        {
            "count": joint,
            "npmi": npmi,
            "log_likelihood": log_likelihood(joint, left, right, total),
            "jaccard": joint / np.maximum(left + right - joint, 1),
            "p": upper_tail(joint, left, right, total),
        }
    )


def log_likelihood(joint: Array, left: Array, right: Array, total: int) -> Array:
    """Return G2 of the four cells (Dunning), 0 where the two are independent; parameters as of `association_frame`."""
    observed = np.array([joint, left - joint, right - joint, total - left - right + joint], dtype=float)
    rows, columns = np.array([left, left, total - left, total - left]), np.array([right, total - right, right, total - right])
    expected = rows.astype(float) * columns / max(total, 1)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    return np.asarray(np.maximum(2 * xlogy(observed, ratio).sum(axis=0), 0.0))


def upper_tail(joint: Array, left: Array, right: Array, total: int) -> Array:
    """Return the probability of so many common units or more, if `left` and `right` units were drawn independently.

    What ``scipy.stats.hypergeom.sf(joint - 1, total, left, right)`` gives, which takes 70 microseconds a pair; here all pairs
    are summed together; many pairs, best each of the `distinct_counts` once. Accurate to about nine digits.

    Parameters
    ----------
    joint, left, right : ndarray of int, shape (n_pairs,)
    total : int

    Examples
    --------
    >>> upper_tail(np.array([3, 0]), np.array([3, 2]), np.array([3, 2]), 6).round(6)
    array([0.05, 1.  ])
    """
    joint, left, right = (np.asarray(part, dtype=np.int64) for part in (joint, left, right))
    left, right = np.minimum(left, right), np.maximum(left, right)  # the order of the ends changes no digit
    high = np.minimum(left, right)
    low = np.maximum(left + right - total, 0)
    upward = joint * float(total) > left * right.astype(float)  # from the far side of the mean the terms only fall
    p = np.ones(len(joint))
    rising, falling = np.flatnonzero(upward & (joint > low)), np.flatnonzero(~upward & (joint > low))
    p[rising] = _series(joint[rising], left[rising], right[rising], total, high[rising])
    p[falling] = 1 - _series(joint[falling] - 1, left[falling], right[falling], total, low[falling])
    return np.asarray(np.clip(p, 0.0, 1.0))


def _series(start: Array, left: Array, right: Array, total: int, end: Array) -> Array:
    """Sum the probabilities from `start` to `end`, towards either side, until they no longer count."""
    factorial = gammaln(np.arange(total + 2.0) + 1)
    k, step = start.copy(), np.where(end >= start, 1, -1)
    rest = total - left - right
    log_term = factorial[left] + factorial[total - left] + factorial[right] + factorial[total - right] - factorial[total]
    log_term -= factorial[k] + factorial[left - k] + factorial[right - k] + factorial[rest + k]
    term = np.exp(log_term)
    summed, active = term.copy(), np.flatnonzero(k != end)
    while len(active):
        i, at = active, k[active]
        up = (left[i] - at) * (right[i] - at) / ((at + 1.0) * (rest[i] + at + 1.0))
        down = at * (rest[i] + at) / ((left[i] - at + 1.0) * (right[i] - at + 1.0))
        term[i] *= np.where(step[i] > 0, up, down)
        summed[i] += term[i]
        k[i] += step[i]
        active = i[(k[i] != end[i]) & (term[i] > _NEGLIGIBLE * summed[i])]
    return np.asarray(summed)


def adjusted(p: Array, tested: int, *, times: Array | None = None) -> Array:
    """Return the q-values of Benjamini and Hochberg of some of the p-values of `tested` tests, the others' being 1.

    Parameters
    ----------
    p : ndarray of float
    tested : int
    times : ndarray of int, optional
        How many tests gave each; by default one.

    References
    ----------
    Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57(1), 1995.

    Examples
    --------
    >>> adjusted(np.array([0.03, 0.001]), 4)
    array([0.06 , 0.004])
    """
    order = np.argsort(p)  # equal p-values get equal q-values, so their order does not matter
    rank = np.arange(1, len(p) + 1) if times is None else np.cumsum(times[order])
    scaled = p[order] * max(tested, rank.max(initial=0)) / rank
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
