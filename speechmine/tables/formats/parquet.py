"""Tables as .parquet: typed columns, nested spans as structs. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SPAN_FIELDS

__all__ = ["read", "write"]

_BATCH = 5_000


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(column, _arrow_type(kind)) for column, kind in COLUMNS[name].items()])
    path = out / f"{name}.parquet"
    with pq.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows):
            cells = [{c: _arrow_cell(row.get(c), kind) for c, kind in COLUMNS[name].items()} for row in batch]
            writer.write_table(pa.Table.from_pylist(cells, schema=schema))


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
