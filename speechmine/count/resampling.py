"""The bootstrap over speeches: numbers of speeches in, how often each is drawn, and percentile intervals, out.

Speeches are independent of each other, what stands in one speech is not: so whole speeches are drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["LEVEL", "percentile_interval", "speech_weights"]

Array = np.ndarray[Any, Any]

LEVEL = 0.95
"""Share of the resamples that lie within an interval."""


def speech_weights(n_speeches: int, n_resamples: int, rng: np.random.Generator) -> Array:
    """Draw resamples of speeches with replacement.

    Returns
    -------
    array of shape (n_resamples, n_speeches)
        How often each speech is drawn; no resample of fewer than two speeches, which tell nothing of how speeches differ.

    References
    ----------
    Davison and Hinkley, Bootstrap methods and their application, 1997, chapter 3.8 (resampling whole clusters).

    Examples
    --------
    >>> speech_weights(3, 2, np.random.default_rng(0)).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    if n_speeches < 2:
        return np.zeros((0, n_speeches))
    return rng.multinomial(n_speeches, np.full(n_speeches, 1 / n_speeches), size=n_resamples).astype(float)


def percentile_interval(drawn: Array) -> tuple[Array, Array]:
    """Return the ends of the 95 % percentile interval over the first axis; NaN where there is no resample.

    Parameters
    ----------
    drawn : array of shape (n_resamples, ...)
        The statistic in each resample.
    """
    if not len(drawn):
        missing = np.full(drawn.shape[1:], np.nan)
        return missing, missing
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high
