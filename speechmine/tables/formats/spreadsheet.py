"""Tables as .csv for spreadsheets: UTF-8 with a byte-order mark; cells verbatim, whatever they begin with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.formats.flat import Append, from_cell, is_lacking, read_flat, write_flat
from speechmine.tables.rows import Row

__all__ = ["read", "write"]

_LONGEST_CELL = 2**31 - 1  # a sentence may be as long as a text; the csv module stops at 131,072 characters by itself


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table for spreadsheets; a directive's components go to a table of their own."""
    write_flat(out / f"{name}.csv", name, rows, _sheet)


def read(path: Path, name: str) -> Iterator[Row]:
    """Read a table, and its components beside it."""
    return read_flat(path, name, _read)


@contextmanager
def _sheet(path: Path | None, columns: Sequence[str]) -> Iterator[Append]:
    if path is None:
        yield lambda _: None
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        append = csv.writer(file).writerow
        append(columns)
        yield append


def _read(path: Path, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Read the cells of a table as what its columns hold; a spreadsheet may have been there in between."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if lacking := is_lacking(reader.fieldnames or (), kinds):
            raise broken_table(path, f"column {lacking!r} is missing")
        for cells in reader:
            yield from_cell(path, f"line {reader.line_num}", cells, kinds)
