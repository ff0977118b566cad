"""Rows of a table as flat cells, and back: a directive's components in a table of their own beside it, in long form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import orjson

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SCHEMA, SPAN_FIELDS

__all__ = ["COMPONENTS", "Append", "cell_text", "from_cell", "is_lacking", "read_flat", "write_flat"]

COMPONENTS = "components"
"""The table beside ``directives`` that holds its components in long form."""

Append = Callable[[Sequence[object]], None]
Sheet = Callable[[Path | None, Sequence[str]], AbstractContextManager[Append]]
Reader = Callable[[Path, Mapping[str, str]], Iterator[Row]]

_EDITED = "edited"  # the one column that a person who makes a row may leave out
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def write_flat(path: Path, name: str, rows: Iterable[Row], sheet: Sheet) -> None:
    """Write a table, and its components beside it, into what `sheet` opens."""
    nested, key = SCHEMA[name].components, SCHEMA[name].key
    columns = [column for column in COLUMNS[name] if column not in nested]
    beside = path.with_stem(COMPONENTS) if nested else None
    with sheet(path, columns) as append, sheet(beside, [key, "component", *SPAN_FIELDS]) as append_part:
        for row in rows:
            append([cell_text(row.get(column)) for column in columns])
            for component in nested:
                for span in row[component] if isinstance(row[component], list) else [row[component]]:
                    if span:
                        append_part([row[key], component, *(span.get(field) for field in SPAN_FIELDS)])


def read_flat(path: Path, name: str, read: Reader) -> Iterator[Row]:
    """Read a table, and its components beside it, from what `read` gives."""
    kinds, nested, key = COLUMNS[name], SCHEMA[name].components, SCHEMA[name].key
    beside = path.with_stem(COMPONENTS)
    parts = _components(beside, key, read) if nested else {}
    for row in read(path, {column: kind for column, kind in kinds.items() if column not in nested}):
        for column in nested:
            spans = parts.pop((row[key], column), [])
            row[column] = spans if kinds[column] == "spans" else next(iter(spans), None)
        yield row
    for owner, component in parts:
        raise broken_table(beside, f"{component} of {owner!r}, which is no row of {name}")


def _components(path: Path, key: str, read: Reader) -> dict[tuple[str, str], list[Row]]:
    if not path.is_file():
        raise broken_table(path, "it is missing")
    parts: dict[tuple[str, str], list[Row]] = {}
    for row in read(path, {key: "str", "component": "str", **SPAN_FIELDS}):
        span = {field: row[field] for field in SPAN_FIELDS if row[field] is not None}
        parts.setdefault((row[key], row["component"]), []).append(span)
    return parts


def is_lacking(columns: Sequence[str], kinds: Mapping[str, str]) -> str | None:
    """Return the first column that a file should have and has not."""
    return next((column for column in kinds if column not in columns and column != _EDITED), None)


def cell_text(value: object) -> object:
    """Return what a cell holds: lists of words with ``|`` between, other lists and spans as JSON."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    if isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return value


def from_cell(path: Path, where: str, cells: Mapping[str, str], kinds: Mapping[str, str]) -> Row:
    """Return the row of cells, each as what its column holds.

    Raises
    ------
    InputError
        ``broken table`` where a cell holds something else.
    """
    row: Row = {}
    for column, kind in kinds.items():
        try:
            row[column] = _value(cells.get(column) or "", kind)
        except ValueError:
            raise broken_table(path, f"{where}, column {column!r}: {cells[column]!r} is no {kind}") from None
    return row


def _value(cell: str, kind: str) -> Any:
    if kind == "strs":
        return cell.split("|") if cell else []
    if not cell:
        return {"spans": [], "text": ""}.get(kind)
    if kind in ("int", "float"):
        return int(cell) if kind == "int" else float(cell)
    if kind == "bool":
        return _truth(cell)
    return orjson.loads(cell) if kind in ("json", "span", "spans") else cell


def _truth(cell: str) -> bool:
    if cell.casefold() not in _TRUTH:
        raise ValueError(cell)
    return _TRUTH[cell.casefold()]
