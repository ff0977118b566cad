"""Measures of association: counts of two things together and apart in, how strong the field takes their bond to be, out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2

from speechmine.analyse.graphs.association import adjusted, log_likelihood

__all__ = ["association_measures"]

Array = np.ndarray[Any, Any]


def association_measures(joint: Array, node: int, other: Array, total: int, *, uses: int | None = None) -> pd.DataFrame:
    """Measure how strongly words go with a node.

    With O = joint, R = node, C = other, N = total, E = R C / N:

    - mi = log2(O / E) [1]_, mi3 = log2(O^3 / E): above 0 more often than by chance; mi prefers the rare, mi3 less so;
    - log_likelihood G2 = 2 sum O ln(O / E) over the four cells [2]_, its p and q (Benjamini and Hochberg);
    - t = (O - E) / sqrt(O) [3]_: prefers the frequent;
    - dice = 2 O / (f + C), log_dice = 14 + log2(dice) [4]_, f the node's uses: 14 always together, one less half as often;
    - delta_p = O / R - (C - O) / (N - R): how much surer the word is where the node is; delta_p_back = O / C - (R - O) / (N - C):
      how much surer the node is where the word is [5]_; -1 to 1, 0 by chance.

    Parameters
    ----------
    joint, other : ndarray of int, shape (n_words,)
        Places of the word beside the node; all places of the word.
    node, total : int
        Places beside the node; all places.
    uses : int, optional
        Uses of the node, for Dice; by default `node`.

    Returns
    -------
    DataFrame
        Columns count, expected, mi, mi3, log_likelihood, p, q, t, dice, log_dice, delta_p, delta_p_back.

    Notes
    -----
    None corrects for uses that are not independent, nor for how unevenly a word is spread over speeches.

    References
    ----------
    .. [1] Church and Hanks, Word association norms, Computational Linguistics 16(1), 1990.
    .. [2] Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993.
    .. [3] Church et al., Using statistics in lexical analysis, 1991.
    .. [4] Rychlý, A lexicographer-friendly association score, RASLAN 2008.
    .. [5] Gries, 50-something years of work on collocations, IJCL 18(1), 2013.

    Examples
    --------
    >>> association_measures(np.array([8]), 15828, np.array([4675]), 14307668)[["mi", "t"]].round(4).values.tolist()
    [[0.6293, 0.9999]]
    """
    o, c, r, n = joint.astype(float), other.astype(float), float(node), float(total)
    expected = r * c / n
    dice = 2 * o / ((node if uses is None else uses) + c)
    g2 = log_likelihood(joint, np.full(len(joint), node), other, total)
    p = chi2.sf(g2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame({
            "count": joint, "expected": expected, "mi": np.log2(o / expected), "mi3": np.log2(o**3 / expected),
            "log_likelihood": g2, "p": p, "q": adjusted(p, len(p)), "t": (o - expected) / np.sqrt(o), "dice": dice,
            "log_dice": 14 + np.log2(dice), "delta_p": o / r - (c - o) / (n - r), "delta_p_back": o / c - (r - o) / (n - c),
        })  # fmt: skip
