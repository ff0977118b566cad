"""Compare groups of speeches: indicators by speech in, means with intervals by level, year or any other group out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.indicator_table import rests_on
from speechmine.analyse.indicators import INDICATORS, indicator_frame
from speechmine.count.groups import speech_groups
from speechmine.count.policy import without_copies
from speechmine.count.resampling import percentile_interval, speech_weights
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined
from speechmine.validate.status import UNVALIDATED, with_validation

__all__ = ["indicator_groups"]

_COLUMNS = [
    "indicator", "by", "group", "n_speeches", "mean", "mean_low", "mean_high", "difference", "difference_low", "difference_high",
]  # fmt: skip

Array = np.ndarray[Any, Any]


def indicator_groups(
    mined: Mined | pd.DataFrame,
    *,
    by: str = "level",
    keep_copies: bool = False,
    coding: pd.DataFrame | None = None,
    n_resamples: int = 1000,
    random_state: int = 0,
) -> pd.DataFrame:
    """Compare the indicators of groups of speeches, with bootstrap intervals over speeches.

    Parameters
    ----------
    mined : Mined or DataFrame
        Mined tables, or what `indicator_frame` gives, such as with a column of groups of your own.
    by : str
        Column of the speeches, of their ``meta`` or of that frame: level, year, place, speaker, or your own; ``year:5`` for
        years in fives. Speeches without a value are left out.
    keep_copies : bool
        Whether speeches that only copy others count, too.
    coding : DataFrame, optional
        As `read_coding` gives it, to say which indicators are validated; needs mined tables.
    n_resamples : int
        Resamples of the bootstrap [1]_; 0 for no intervals.
    random_state : int

    Returns
    -------
    DataFrame
        One row an indicator and group, in the order of `INDICATORS`, then of the groups: indicator, by, group, n_speeches (of
        the group, that have the indicator), mean (of its speeches, each counted alike), mean_low and mean_high (95 % percentile
        interval; NaN where the group has one speech), difference (from the mean of all speeches of other groups),
        difference_low and difference_high (the same; NaN also where only one speech is in no other group), validation (``not
        validated``, or n, alpha and the corrected share of the group's sentences with what the indicator rests on; with a
        coding also n_coded, alpha, corrected, corrected_low, corrected_high).

    Raises
    ------
    OptionError
        If there is no such column, `n_resamples` is negative, or a coding is given without mined tables.

    Notes
    -----
    An interval of a difference that leaves 0 out is no test of many groups and indicators at once, and groups of fewer than about
    ten speeches have intervals that are too narrow [1]_.

    References
    ----------
    .. [1] Davison and Hinkley, Bootstrap methods and their application, 1997, chapters 2 and 5.

    Examples
    --------
    >>> speeches = {"speech_id": ["甲@0", "乙@0", "丙@0"], "level": ["city", "city", "county"]}
    >>> frame = pd.DataFrame({**speeches, "originality": [1, 0.5, 0]})
    >>> indicator_groups(frame)[["group", "n_speeches", "mean", "difference"]].values.tolist()
    [['city', 2, 0.75, 0.75], ['county', 1, 0.0, -0.75]]
    """
    if n_resamples < 0:
        raise OptionError(f"n_resamples is {n_resamples!r}; give 0 (no intervals) or more")
    if coding is not None and isinstance(mined, pd.DataFrame):
        raise OptionError("a coding validates a corpus; give the mined tables, not a frame")
    frame = mined if isinstance(mined, pd.DataFrame) else indicator_frame(mined)
    names = [name for name in INDICATORS if name in frame]
    if by in names:
        raise OptionError(f"by is {by!r}, which is an indicator, no column of groups; take level, year or one of your own")
    speeches = mined if isinstance(mined, pd.DataFrame) else mined.speeches
    groups = frame["speech_id"].map(speech_groups(speeches.drop(columns=names, errors="ignore"), by))
    rows = frame.assign(group=groups)
    rows = rows if keep_copies else without_copies(rows, rows)
    rows = rows[rows["group"].notna()].sort_values(["group", "speech_id"], kind="stable")
    found = []
    for number, group in enumerate(sorted(rows["group"].unique())):
        inside = (rows["group"] == group).to_numpy(dtype=bool)
        for name in names:
            values = rows[name].to_numpy(dtype=float)
            known = ~np.isnan(values)
            rng = np.random.default_rng([random_state, number])
            key = group.item() if hasattr(group, "item") else group
            found.append((name, by, key, *_compared(values[inside & known], values[~inside & known], n_resamples, rng)))
    order = {name: place for place, name in enumerate(names)}
    told = pd.DataFrame(found, columns=_COLUMNS).sort_values("indicator", key=_ranks(order), kind="stable", ignore_index=True)
    if isinstance(mined, pd.DataFrame):
        return told.assign(validation=UNVALIDATED)
    return with_validation(told, mined, coding, [rests_on()[name] for name in told["indicator"]], by=by)


def _ranks(order: dict[str, int]) -> Any:
    return lambda names: names.map(order)


def _compared(own: Array, others: Array, n_resamples: int, rng: np.random.Generator) -> Sequence[float]:
    """Number of values, their mean and its interval, and the same of the difference from the others."""
    drawn, elsewhere = _means(own, n_resamples, rng), _means(others, n_resamples, rng)
    apart = drawn - elsewhere if len(drawn) and len(elsewhere) else np.zeros(0)
    mean, rest = (float(values.mean()) if len(values) else float("nan") for values in (own, others))
    return (len(own), mean, *_floats(percentile_interval(drawn)), mean - rest, *_floats(percentile_interval(apart)))


def _means(values: Array, n_resamples: int, rng: np.random.Generator) -> Array:
    """The mean in each resample."""
    return speech_weights(len(values), n_resamples, rng) @ values / max(len(values), 1)


def _floats(ends: Iterable[Any]) -> tuple[float, ...]:
    return tuple(float(end) for end in ends)
