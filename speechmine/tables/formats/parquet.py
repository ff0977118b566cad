"""Tables as .parquet: typed columns, nested spans as structs. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SCHEMA, SPAN_FIELDS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["arrow_schema", "arrow_table", "read", "read_frame", "write"]

_BATCH = 5_000


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(out / f"{name}.parquet", arrow_schema(name)) as writer:
        for batch in _batches(rows):
            writer.write_table(arrow_table(name, batch))


def arrow_schema(name: str) -> Any:
    """Return a table's columns with their types, as a ``pyarrow.Schema``."""
    import pyarrow as pa

    return pa.schema([(column, _arrow_type(kind)) for column, kind in COLUMNS[name].items()])


def arrow_table(name: str, rows: Iterable[Row]) -> Any:
    """Return rows as a ``pyarrow.Table``."""
    import pyarrow as pa

    cells = [{c: _arrow_cell(row.get(c), kind) for c, kind in COLUMNS[name].items()} for row in rows]
    return pa.Table.from_pylist(cells, schema=arrow_schema(name))


def _arrow_type(kind: str) -> Any:
    import pyarrow as pa

    plain = {
        "text": pa.string(),
        "str": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "json": pa.string(),
    }
    span = pa.struct([(field, plain[sort]) for field, sort in SPAN_FIELDS.items()])
    return {**plain, "strs": pa.list_(pa.string()), "span": span, "spans": pa.list_(span)}[kind]


def _arrow_cell(value: object, kind: str) -> object:
    return orjson.dumps(value).decode() if kind == "json" and isinstance(value, dict) else value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def read(path: Path, name: str) -> Iterator[Row]:
    """Read a table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH):
                for row in batch.to_pylist():
                    yield {column: _from_arrow(value, COLUMNS[name].get(column, "str")) for column, value in row.items()}
    except (pa.ArrowException, OSError, ValueError) as error:  # ValueError: a cell of JSON that is none
        raise broken_table(path, f"it is no whole parquet file ({' '.join(str(error).split())[:100]})") from None


def read_frame(path: Path, name: str) -> pd.DataFrame:
    """Read a table that is as speechmine wrote it, a column at a time."""
    import pandas as pd
    import pyarrow.parquet as pq

    from speechmine.tables.frames import cells_series

    table = pq.read_table(path)
    return pd.DataFrame({column.name: cells_series(column, _cells(table, column.name, column.kind)) for column in SCHEMA[name]})


def _cells(table: Any, name: str, kind: str) -> Any:
    """A column's cells as plain values."""
    if name not in table.column_names:  # an older speechmine wrote it
        return [None] * table.num_rows
    cells = table[name]
    if kind in ("json", "span", "spans", "strs"):
        return [_from_arrow(value, kind) for value in cells.to_pylist()]
    return cells.to_pylist() if cells.null_count else cells.to_numpy()


def _from_arrow(value: Any, kind: str) -> Any:
    """Undo what a parquet struct adds: the keys that a span does not have."""
    if value is None:
        return None
    if kind == "json":
        return orjson.loads(value)
    if kind == "span":
        return _span(value)
    return [_span(span) for span in value] if kind == "spans" else value


def _span(fields: Mapping[str, Any]) -> Row:
    return {key: value for key, value in fields.items() if value is not None}
