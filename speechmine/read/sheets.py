"""Tables of texts that are no plain text (.xlsx, .parquet): bytes in, one text a row out, the other columns as its metadata."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from speechmine.errors import InputError
from speechmine.read.extraction import Extraction, missing_library
from speechmine.read.rows import Table, is_text_column, table_of, table_texts

__all__ = ["cell_table", "parquet_texts", "xlsx_texts"]


def xlsx_texts(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    """Yield the texts of a workbook: of its first sheet with a column of texts, whose first filled row is the header.

    Raises
    ------
    InputError
        ``missing library``, ``no text column``, ``empty file``, ``malformed table``.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise missing_library(source, "openpyxl") from None
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheets = [cell_table(sheet.iter_rows(values_only=True), source) for sheet in book.worksheets if sheet.max_row]
    finally:
        book.close()
    tables = [table for table in sheets if table is not None]
    if not tables:
        raise InputError(source, "empty file", "no sheet holds anything; remove the file or fill it in")
    with_texts = [table for table in tables if any(map(is_text_column, table.columns))]
    yield from table_texts((with_texts or tables)[0], source, extractor="openpyxl")


def parquet_texts(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    """Yield the texts of a parquet file.

    Raises
    ------
    InputError
        ``missing library``, ``no text column``, ``empty file``.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise missing_library(source, "pyarrow", extra="parquet") from None
    table = pq.read_table(io.BytesIO(content))
    rows = (tuple(row.values()) for row in table.to_pylist())
    found = cell_table([tuple(table.column_names), *rows], source)
    if found is None:
        raise InputError(source, "empty file", "it has no columns; remove the file or fill it in")
    yield from table_texts(found, source, extractor="pyarrow")


def cell_table(rows: Iterable[Sequence[object]], source: str) -> Table | None:
    """Return rows of cells of any type as a table, the first filled one as its header; None where none is filled.

    Examples
    --------
    >>> cell_table([["正文", "日期"], ["各镇要落实责任。", dt.datetime(2019, 5, 8)]], "讲话.xlsx").rows[0].cells
    {'正文': '各镇要落实责任。', '日期': '2019-05-08'}
    """
    records = [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]
    while records and not any(cell.strip() for cell in records[0][1]):
        records.pop(0)
    return table_of(records, source) if records else None


def _cell(value: object) -> str:
    """A cell as a person would have typed it: a whole number without decimals, a day without its hour, nothing for none."""
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT differ from themselves
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)
