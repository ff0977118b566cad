"""Use over the years: rows of any table with a label in, uses and speeches by year and level out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from speechmine.analyse.copies import clusters, without_copies, without_repeats
from speechmine.analyse.words import MinedTables

__all__ = ["counted_rows", "use_by_year"]

_BY = ["year", "level"]


def counted_rows(table: pd.DataFrame, mined: MinedTables, *, keep_copies: bool) -> pd.DataFrame:
    """Return the rows that count, with the year, level and cluster of their speech.

    Parameters
    ----------
    table : DataFrame
        Any table with the columns ``speech_id`` and ``sentence_id``.
    mined : Mined
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        The rows with the columns year, level and cluster.
    """
    rows = table if keep_copies else without_repeats(table, mined)
    rows = rows.drop(columns=[*_BY, "cluster"], errors="ignore")
    return rows.merge(_dated(mined.speeches), on="speech_id", how="left")


def use_by_year(rows: pd.DataFrame, label: str, speeches: pd.DataFrame, *, keep_copies: bool) -> pd.DataFrame:
    """Count the uses of each label by year and level, and tell how its use went on.

    Parameters
    ----------
    rows : DataFrame
        As ``counted_rows`` gives them, with a column `label`.
    label : str
    speeches : DataFrame
    keep_copies : bool
        As `rows` was made.

    Returns
    -------
    DataFrame
        Columns `label`, year and level (missing where the speech gives none), n_uses, n_speeches, share (of the speeches of that
        year and level), first_year, last_year, still_in_use (used in the last year of the corpus), growth (percentage points a
        year: the slope of the least-squares line through the yearly shares of speeches that use it, over all years of the
        corpus; NaN where it has fewer than two). Sorted by label, year, level.
    """
    dated = _dated(speeches)
    dated = dated if keep_copies else without_copies(dated, dated.rename(columns={"cluster": "cluster_id"}))
    yearly = dated.groupby("year")["speech_id"].nunique()
    cells = dated.groupby(_BY, dropna=False)["speech_id"].nunique().rename("of_speeches").reset_index()
    uses = rows.groupby([label, *_BY], dropna=False).agg(n_uses=("start", "size"), n_speeches=("speech_id", "nunique"))
    frame = uses.reset_index().merge(cells, on=_BY, how="left")
    frame["share"] = (frame["n_speeches"] / frame["of_speeches"]).astype("float64")
    course = _courses(rows, label, yearly)
    return frame.drop(columns="of_speeches").merge(course, on=label, how="left").sort_values([label, *_BY], ignore_index=True)


def _dated(speeches: pd.DataFrame) -> pd.DataFrame:
    """Year, level and cluster of each speech, missing ones as NA."""
    frame = pd.DataFrame({"speech_id": speeches["speech_id"].astype(object)})
    for column in _BY:
        frame[column] = speeches[column].to_numpy() if column in speeches else None
    frame["year"] = frame["year"].astype("Int64")
    frame["level"] = frame["level"].astype(object).where(frame["level"].notna(), None)
    frame["cluster"] = [clusters(speeches)[speech] for speech in frame["speech_id"]]
    return frame


def _courses(rows: pd.DataFrame, label: str, yearly: pd.Series[int]) -> pd.DataFrame:
    """First and last year of each label, whether it is still used, and its growth."""
    courses = [(name, *_course(own, yearly)) for name, own in rows.groupby(label)]
    frame = pd.DataFrame(courses, columns=[label, "first_year", "last_year", "still_in_use", "growth"])
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
