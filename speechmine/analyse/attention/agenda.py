"""How spread attention is, and how far from that of a superior: mined tables in; entropy, concentration and divergence out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.attention.measured import Group, attention, measured, rivals, size
from speechmine.count.resampling import percentile_interval
from speechmine.tables.protocol import MinedTables

__all__ = ["agenda_frame"]

_SPREAD = ("entropy", "effective_number", "concentration", "gap")
_PROFILE = [
    "of", "by", "group", "unit", "n_units", "n_speeches", "n_issues",
    *(f"{name}{end}" for name in _SPREAD for end in ("", "_low", "_high")),
]  # fmt: skip

Array = np.ndarray[Any, Any]


def agenda_frame(
    mined: MinedTables,
    *,
    of: str = "sectors",
    by: str | None = None,
    superior: str | None = None,
    n_resamples: int = 1000,
    random_state: int = 0,
) -> pd.DataFrame:
    r"""Measure how spread attention is over the issues, and how far it is from that of a superior.

    Parameters
    ----------
    mined, of, by, superior, n_resamples, random_state
        As for `attention_frame`.

    Returns
    -------
    DataFrame
        One row a group: of, by, group, unit, n_units, n_speeches, n_issues (that have any attention), and of the attention
        :math:`p_i` on the issues, with the ends of their 95 % intervals,

        entropy
            :math:`H = -\sum_i p_i \ln p_i` [1]_, nats: 0 = one issue only.
        effective_number
            :math:`e^H` [2]_: the number of equal issues that are as spread; 1 = one issue only.
        concentration
            Herfindahl and Hirschman's :math:`\sum_i p_i^2`: 1 = one issue only, 1 / K = all K alike.
        gap
            Divergence of Jensen and Shannon [3]_ from the superior's attention, in bits: 0 = the same, 1 = no issue shared; NaN
            without a superior.

        NaN where nothing is said of any issue.

    Raises
    ------
    OptionError
        As `attention_frame`.

    Notes
    -----
    Of few sentences entropy is too low, by about (k - 1) / 2n nats for k issues in n sentences, and a gap too high: compare
    groups of like size, and look at the intervals.

    References
    ----------
    .. [1] Boydstun, Bevan and Thomas, The importance of attention diversity and how to measure it, Policy Studies Journal 42(2),
       2014.
    .. [2] Jost, Entropy and diversity, Oikos 113(2), 2006.
    .. [3] Lin, Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37(1), 1991.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = agenda_frame(sm.mine(sm.sample_path()), by="level", superior="province", n_resamples=0)
    >>> frame.loc[frame["group"] == "province", "gap"].tolist()
    [0.0]
    """
    _, groups = measured(mined, of, by, keep_copies=False, draws=(n_resamples, random_state))
    against = rivals(groups, by, superior)
    rows = []
    for group in groups:
        own, drawn = attention(group)
        values: list[float] = []
        for measure in (_entropy, lambda p: np.exp(_entropy(p)), lambda p: np.sum(p**2, axis=-1)):
            values += _ends(measure(own), measure(drawn))
        values += _divergence(group, against.get(group.key))
        rows.append((of, by, group.key, *size(group), int((own > 0).sum()), *values))
    return pd.DataFrame(rows, columns=_PROFILE)


def _divergence(group: Group, rival: Group | None) -> list[float]:
    own, drawn = attention(group)
    if rival is None:
        return [np.nan] * 3
    if rival is group:
        return [0.0] * 3
    other, elsewhere = attention(rival)
    n = min(len(drawn), len(elsewhere))
    return _ends(_jensen_shannon(own, other), _jensen_shannon(drawn[:n], elsewhere[:n]))


def _entropy(p: Array) -> Array:
    return np.asarray(-(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1) + 0.0)


def _jensen_shannon(p: Array, q: Array) -> Array:
    return np.asarray(np.maximum(_entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2, 0) / np.log(2))


def _ends(value: Array, drawn: Array) -> list[float]:
    return [float(value), *(float(end) for end in percentile_interval(drawn))]
