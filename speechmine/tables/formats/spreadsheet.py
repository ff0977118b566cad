"""Tables as .csv for spreadsheets: UTF-8 with a byte-order mark, the components of directives in a table of their own."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import orjson

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SCHEMA, SPAN_FIELDS

__all__ = ["COMPONENTS", "read", "write"]

EDITED = "edited"  # the one column that a person who makes a row may leave out

COMPONENTS = "components"
"""The table beside ``directives`` that holds its components in long form."""
_LONGEST_CELL = 2**31 - 1  # a sentence may be as long as a text; the csv module stops at 131,072 characters by itself
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table for spreadsheets: UTF-8 with a byte-order mark; a directive's components go to a table of their own."""
    nested, key = SCHEMA[name].components, SCHEMA[name].key
    columns = [column for column in COLUMNS[name] if column not in nested]
    long = [key, "component", *SPAN_FIELDS]
    beside = out / f"{COMPONENTS}.csv" if nested else Path(os.devnull)
    with _spreadsheet(out / f"{name}.csv") as file, _spreadsheet(beside) as parts:
        writer, part_writer = csv.DictWriter(file, columns, extrasaction="ignore"), csv.DictWriter(parts, long)
        writer.writeheader()
        part_writer.writeheader()
        for row in rows:
            writer.writerow({column: _cell(row.get(column)) for column in columns})
            for component in nested:
                spans = row[component] if isinstance(row[component], list) else [row[component]]
                part_writer.writerows({key: row[key], "component": component, **s} for s in spans if s)


def _spreadsheet(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8-sig", newline="")


def _cell(value: object) -> object:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    if isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return value


def read(path: Path, name: str) -> Iterator[Row]:
    """Read a table, and its components beside it."""
    kinds, nested, key = COLUMNS[name], SCHEMA[name].components, SCHEMA[name].key
    parts = _read_components(path.with_name(f"{COMPONENTS}.csv"), key) if nested else {}
    for row in _csv_rows(path, {column: kind for column, kind in kinds.items() if column not in nested}):
        for column in nested:
            spans = parts.pop((row[key], column), [])
            row[column] = spans if kinds[column] == "spans" else next(iter(spans), None)
        yield row
    for owner, component in parts:
        raise broken_table(path.with_name(f"{COMPONENTS}.csv"), f"{component} of {owner!r}, which is no row of {name}")


def _span(fields: Mapping[str, Any]) -> Row:
    return {key: value for key, value in fields.items() if value is not None}


def _read_components(path: Path, key: str) -> dict[tuple[str, str], list[Row]]:
    if not path.is_file():
        raise broken_table(path, "it is missing")
    parts: dict[tuple[str, str], list[Row]] = {}
    for row in _csv_rows(path, {key: "str", "component": "str", **SPAN_FIELDS}):
        span = _span({field: row[field] for field in SPAN_FIELDS})
        parts.setdefault((row[key], row["component"]), []).append(span)
    return parts


def _csv_rows(path: Path, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Read the cells of a table as what its columns hold; a spreadsheet may have been there in between."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        lacking = [column for column in kinds if column not in (reader.fieldnames or ()) and column != EDITED]
        if lacking:
            raise broken_table(path, f"column {lacking[0]!r} is missing")
        for cells in reader:
            row = {}
            for column, kind in kinds.items():
                try:
                    row[column] = _from_cell(cells.get(column) or "", kind)
                except ValueError:
                    where = f"line {reader.line_num}, column {column!r}"
                    raise broken_table(path, f"{where}: {cells[column]!r} is no {kind}") from None
            yield row


def _truth(cell: str) -> bool:
    if cell.casefold() not in _TRUTH:
        raise ValueError(cell)
    return _TRUTH[cell.casefold()]


def _from_cell(cell: str, kind: str) -> Any:
    if kind == "strs":
        return cell.split("|") if cell else []
    if not cell:
        return {"spans": [], "text": ""}.get(kind)
    if kind in ("int", "float"):
        return int(cell) if kind == "int" else float(cell)
    if kind == "bool":
        return _truth(cell)
    return orjson.loads(cell) if kind in ("json", "span", "spans") else cell
