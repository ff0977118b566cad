"""How evenly something is spread over parts: counts by item and part in, deviations of proportions and their kin out."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["carroll_d2", "deviation", "juilland_d", "part_counts"]

Array = np.ndarray[Any, Any]


def part_counts(item: Array, part: Array, n_parts: int) -> tuple[Array, Array, Array]:
    """Count each item in each part where it stands.

    Parameters
    ----------
    item, part : ndarray of int, shape (n_places,)
    n_parts : int

    Returns
    -------
    item, part, count : ndarray of int
        An entry a pair that is met, sorted by item and part.

    Examples
    --------
    >>> [values.tolist() for values in part_counts(np.array([1, 0, 1, 1]), np.array([0, 0, 2, 0]), 3)]
    [[0, 1, 1], [0, 0, 2], [1, 2, 1]]
    """
    pairs, counts = np.unique(item.astype(np.int64) * n_parts + part, return_counts=True)
    return pairs // n_parts, pairs % n_parts, counts


def deviation(item: Array, part: Array, count: Array, sizes: Array, *, n_items: int) -> tuple[Array, Array]:
    """Return Gries' DP of each item, and DP normalised.

    DP = 1/2 sum_i |v_i / f - s_i|, v_i the item's uses in part i, f all of them, s_i the part's share of all tokens;
    DPnorm = DP / (1 - min s). 0: spread as the parts' sizes have it; 1: as uneven as can be; NaN: the item is not used, and
    DPnorm also where there is one part.

    Parameters
    ----------
    item, part, count : ndarray of int
        As `part_counts` gives them.
    sizes : ndarray of int, shape (n_parts,)
        Tokens of each part; parts without any are left out.
    n_items : int

    References
    ----------
    Gries, Dispersions and adjusted frequencies in corpora, IJCL 13(4), 2008; normalised: Lijffijt and Gries, IJCL 17(1), 2012.

    Examples
    --------
    >>> uses, sizes = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])
    >>> [round(float(value[0]), 3) for value in deviation(np.zeros(5, int), np.arange(5), uses, sizes, n_items=1)]
    [0.18, 0.22]
    """
    shares = sizes / max(sizes.sum(), 1)
    f = np.bincount(item, weights=count, minlength=n_items)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.bincount(item, weights=np.abs(count / f[item] - shares[part]) - shares[part], minlength=n_items)
        dp = np.where(f > 0, (1 + apart) / 2, np.nan)  # where an item is not used, its part is as far off as it is large
        least = shares[sizes > 0].min(initial=1)
        return dp, dp / (1 - least) if least < 1 else np.full(n_items, np.nan)


def juilland_d(item: Array, part: Array, count: Array, sizes: Array, *, n_items: int) -> Array:
    """Return Juilland's D of each item: 1 - V / sqrt(n - 1), V the variation coefficient of its rates in the n parts.

    0: all in one part; 1: the same rate everywhere; NaN where the item is not used or there is one part. V is that of the
    population, of rates (uses by tokens), so that parts may differ in size. It grows with the number of parts.

    Parameters
    ----------
    item, part, count, sizes, n_items
        As of `deviation`.

    References
    ----------
    Juilland, Brodin and Davidovitch, Frequency dictionary of French words, 1970; Gries 2008, section 2.

    Examples
    --------
    >>> uses, sizes = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])
    >>> juilland_d(np.zeros(5, int), np.arange(5), uses, sizes, n_items=1).round(3)
    array([0.785])
    """
    n = int((sizes > 0).sum())
    rates = count / sizes[part]
    mean = np.bincount(item, weights=rates, minlength=n_items) / max(n, 1)
    square = np.bincount(item, weights=rates**2, minlength=n_items) / max(n, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = np.sqrt(np.maximum(square - mean**2, 0)) / mean
        return np.asarray(1 - variation / np.sqrt(n - 1)) if n > 1 else np.full(n_items, np.nan)


def carroll_d2(item: Array, part: Array, count: Array, sizes: Array, *, n_items: int) -> Array:
    """Return Carroll's D2 of each item: the entropy of its rates in the n parts over log n.

    0: all in one part; 1: the same rate everywhere; NaN where the item is not used or there is one part.

    Parameters
    ----------
    item, part, count, sizes, n_items
        As of `deviation`.

    References
    ----------
    Carroll, An alternative to Juilland's usage coefficient, Computer Studies in the Humanities and Verbal Behaviour 3, 1970.

    Examples
    --------
    >>> uses, sizes = np.array([1, 2, 3, 4, 5]), np.array([9, 10, 10, 10, 11])
    >>> carroll_d2(np.zeros(5, int), np.arange(5), uses, sizes, n_items=1).round(3)
    array([0.938])
    """
    n = int((sizes > 0).sum())
    rates = count / sizes[part]
    total = np.bincount(item, weights=rates, minlength=n_items)
    share = rates / total[item]
    entropy = -np.bincount(item, weights=share * np.log(share), minlength=n_items)
    return np.where(total > 0, entropy / np.log(n), np.nan) if n > 1 else np.full(n_items, np.nan)
