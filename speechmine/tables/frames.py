"""Rows as a frame and back: plain objects of a table in, a DataFrame with the table's columns out, and the other way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from speechmine.errors import InputError
from speechmine.tables.column import Column
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SCHEMA

__all__ = ["cells_series", "frame_rows", "rows_frame"]

_DTYPES = {"int": "int64", "float": "float64", "bool": "bool"}  # all others are objects


def rows_frame(name: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as a frame with the table's columns and one dtype a column, however few rows there are."""
    rows = list(rows)
    cells = {}
    for column in SCHEMA[name]:
        try:  # one column at a time: pandas would guess a dtype for the whole and turn None into NaN in some columns only
            cells[column.name] = cells_series(column, [row[column.name] for row in rows])
        except (TypeError, ValueError) as error:
            what = f"column {column.name!r} must hold {column.kind} ({error}); mend it or mine again"
            raise InputError(name, "broken table", what, "tables") from None
    return pd.DataFrame(cells)


def cells_series(column: Column, cells: Any) -> pd.Series[Any]:
    """Return the cells of a column with its dtype."""
    return pd.Series(cells, dtype="Int64" if column.null and column.kind == "int" else _DTYPES.get(column.kind, object))


def frame_rows(name: str, frame: pd.DataFrame) -> Iterable[Row]:
    """Yield a frame's rows as plain objects, missing values as None."""
    columns = list(COLUMNS[name])
    for values in zip(*(frame[column].tolist() for column in columns), strict=True):
        yield {column: None if _missing(value) else value for column, value in zip(columns, values, strict=True)}


def _missing(value: object) -> bool:
    return value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124 - NaN differs from itself
