"""Groups of speeches: a table of speeches and the name of a column in, each speech's group out; years and numbers in bins."""

from __future__ import annotations

import difflib
import math
from typing import Any

import pandas as pd

from speechmine.errors import OptionError
from speechmine.tables.selection import speech_columns

__all__ = ["speech_groups"]


def speech_groups(speeches: pd.DataFrame, by: str) -> pd.Series[Any]:
    """Return the group of each speech.

    Parameters
    ----------
    speeches : DataFrame
        The table ``speeches``, or any with a column ``speech_id``.
    by : str
        A column of it, or of the user's own metadata (``meta``); of a column of numbers also with the width of bins behind it:
        ``year:5`` gives 2010–2014, 2015–2019 ….

    Returns
    -------
    Series
        By speech_id, missing where the speech has no value; whole numbers are integers, bins are strings that sort as they come.

    Raises
    ------
    OptionError
        If there is no such column, or it cannot be binned.

    Examples
    --------
    >>> speeches = pd.DataFrame({"speech_id": ["甲@0", "乙@0"], "year": [2011, 2019], "meta": [{"部门": "应急局"}, {}]})
    >>> speech_groups(speeches, "year:5").tolist(), speech_groups(speeches, "部门").tolist()
    (['2010–2014', '2015–2019'], ['应急局', None])
    """
    own = [column for column in speeches if column not in ("speech_id", "meta")]
    columns = speech_columns(speeches.drop(columns=own)).assign(**{column: speeches[column].to_numpy() for column in own})
    name, _, width = (by, "", "") if by in columns else by.rpartition(":")
    if name not in columns:
        near = difflib.get_close_matches(name or by, columns, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(map(str, columns))}"
        raise OptionError(f"by is {by!r}, which is no column of groups; {remedy}")
    values = [None if pd.isna(value) else value.item() if hasattr(value, "item") else value for value in columns[name]]
    numbers = [value for value in values if isinstance(value, int | float)]
    if width:
        step = int(width) if width.isdecimal() else 0
        if step < 1 or len(numbers) < sum(value is not None for value in values):
            raise OptionError(f"by is {by!r}: bins are a whole number behind a column of numbers, such as year:5")
        values = [None if value is None else _bin(value, step) for value in values]
    elif all(isinstance(value, float) and value.is_integer() for value in numbers):
        values = [int(value) if isinstance(value, float) else value for value in values]
    return pd.Series(values, index=pd.Index(speeches["speech_id"], dtype=object), dtype=object)


def _bin(value: float, width: int) -> str:
    start = math.floor(value / width) * width
    return str(start) if width == 1 else f"{start}–{start + width - 1}"
