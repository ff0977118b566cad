"""How often what is used: rows of ``use_frame`` in; uses and speeches by any column, and their course over the years, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from speechmine.count.groups import speech_groups
from speechmine.count.policy import without_copies
from speechmine.count.uses import dated_speeches
from speechmine.tables.mined import Mined

__all__ = ["contents", "counted_speeches", "tally", "timeline"]

_BY = ("year", "level")


def tally(uses: pd.DataFrame, by: str | Sequence[str] = "id") -> pd.DataFrame:
    """Count the uses that count, and the speeches they stand in.

    Parameters
    ----------
    uses : DataFrame
        As ``use_frame`` gives it, or some of its rows.
    by : str or sequence of str
        Columns that tell the groups apart; a missing value is a group, too.

    Returns
    -------
    DataFrame
        Columns `by`, n_uses, n_speeches; sorted by `by`.

    Examples
    --------
    >>> row = {"use_id": "甲@0:2/消防", "id": "消防", "speech_id": "甲@0", "counts": True}
    >>> uses = pd.DataFrame([row, row, {**row, "use_id": "甲@9:11/消防"}, {**row, "use_id": "乙@0:2/消防", "counts": False}])
    >>> tally(uses).values.tolist()
    [['消防', 2, 1]]
    """
    by = [by] if isinstance(by, str) else list(by)
    groups = uses[uses["counts"]].groupby(by, dropna=False)
    return groups.agg(n_uses=("use_id", "nunique"), n_speeches=("speech_id", "nunique")).reset_index()


def contents(mined: Mined) -> pd.DataFrame:
    """Count what stands in each speech, copies and shared passages too.

    Returns
    -------
    DataFrame
        One row a speech: speech_id, sentences, directives, sectors (mentions and governed passages), slogans, facts, passages.
    """
    ids = mined.speeches["speech_id"]
    tables = ("sentences", "directives", "sectors", "slogans", "facts", "passages")
    counts = {name: getattr(mined, name)["speech_id"].value_counts().reindex(ids, fill_value=0).to_numpy() for name in tables}
    return pd.DataFrame({"speech_id": ids.to_numpy(), **counts})


def counted_speeches(speeches: pd.DataFrame, *, keep_copies: bool = False) -> pd.DataFrame:
    """Return the speeches that count: those that copy no other one, or all of them."""
    return speeches if keep_copies else without_copies(speeches, speeches)


def timeline(uses: pd.DataFrame, speeches: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """Count the uses of each thing by year and level, or by another column, and tell how its use went on.

    Parameters
    ----------
    uses : DataFrame
        As ``use_frame`` gives it.
    speeches : DataFrame
        Those that count, of which shares are taken.
    by : str, optional
        A column of the speeches or of the user's own metadata in the place of year and level; ``year:5`` is years in fives.

    Returns
    -------
    DataFrame
        Columns id, year, level (or `by`), n_uses, n_speeches, share (of the speeches of that year and level), first_year,
        last_year, still_in_use (used in the last year of the corpus), growth (percentage points a year: the slope of the
        least-squares line through the yearly shares of speeches that use it, over all years of the corpus; NaN where it has
        fewer than two). Sorted by id, year, level (or `by`).

    Raises
    ------
    OptionError
        If there is no such column, or it cannot be binned.
    """
    dated = dated_speeches(speeches)
    counted = uses[uses["counts"]]
    columns = list(_BY) if by is None else [by]
    if by is not None:
        groups = speech_groups(speeches, by)
        dated, counted = (frame.assign(**{by: frame["speech_id"].map(groups)}) for frame in (dated, counted))
    cells = dated.groupby(columns, dropna=False)["speech_id"].nunique().rename("of_speeches").reset_index()
    frame = tally(counted, ["id", *columns]).merge(cells, on=columns, how="left")
    frame["share"] = (frame["n_speeches"] / frame["of_speeches"]).astype("float64")
    course = _courses(counted, dated.groupby("year")["speech_id"].nunique())
    return frame.drop(columns="of_speeches").merge(course, on="id", how="left").sort_values(["id", *columns], ignore_index=True)


def _courses(counted: pd.DataFrame, yearly: pd.Series[int]) -> pd.DataFrame:
    """First and last year of each thing, whether it is still used, and its growth."""
    courses = [(name, *_course(own, yearly)) for name, own in counted.groupby("id")]
    frame = pd.DataFrame(courses, columns=["id", "first_year", "last_year", "still_in_use", "growth"])
    return frame.astype({"first_year": "Int64", "last_year": "Int64", "still_in_use": "bool", "growth": "float64"})


def _course(own: pd.DataFrame, yearly: pd.Series[int]) -> tuple[object, object, bool, float]:
    using = own.groupby("year")["speech_id"].nunique()
    if not len(using):
        return pd.NA, pd.NA, False, float("nan")
    shares = using.reindex(yearly.index, fill_value=0) / yearly
    return using.index.min(), using.index.max(), bool(using.index.max() == yearly.index.max()), _slope(yearly.index, shares)


def _slope(years: Iterable[int], shares: Iterable[float]) -> float:
    """Slope of the least-squares line, in percentage points a year."""
    x, y = np.asarray(list(years), dtype=float), np.asarray(list(shares), dtype=float)
    if len(x) < 2:
        return float("nan")
    spread = x - x.mean()
    return float(100 * (spread @ (y - y.mean())) / (spread @ spread))
