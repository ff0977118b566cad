"""Tables as .jsonl: a row a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from speechmine.tables.formats.broken import broken_table
from speechmine.tables.rows import Row

__all__ = ["lines_of", "read", "write"]


def lines_of(rows: Iterable[Row]) -> list[bytes]:
    """Return each row as a line."""
    return [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows]


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table."""
    with (out / f"{name}.jsonl").open("wb") as file:
        file.writelines(lines_of(rows))


def read(path: Path, name: str) -> Iterator[Row]:
    """Read a table."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = orjson.loads(line)
            except ValueError as error:
                raise broken_table(path, f"line {number} of {name} is no JSON ({error})") from None
            if not isinstance(row, dict):
                raise broken_table(path, f"line {number} of {name} is no JSON object")
            yield row
