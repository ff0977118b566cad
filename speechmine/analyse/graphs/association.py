"""Strength and significance of pairs: counts of units in, npmi, G2, jaccard and p-values out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import xlogy
from scipy.stats import hypergeom

__all__ = ["association_frame"]

Counts = np.ndarray[Any, Any]


def association_frame(joint: Counts, left: Counts, right: Counts, total: int) -> pd.DataFrame:
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
            "log_likelihood": _log_likelihood(joint, left, right, total),
            "jaccard": joint / np.maximum(left + right - joint, 1),
            "p": hypergeom.sf(joint - 1, total, left, right),
        }
    )


def _log_likelihood(joint: Counts, left: Counts, right: Counts, total: int) -> Counts:
    observed = np.array([joint, left - joint, right - joint, total - left - right + joint], dtype=float)
    rows, columns = np.array([left, left, total - left, total - left]), np.array([right, total - right, right, total - right])
    expected = rows.astype(float) * columns / max(total, 1)
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    return np.asarray(np.maximum(2 * xlogy(observed, ratio).sum(axis=0), 0.0))
