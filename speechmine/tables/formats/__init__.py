"""The formats of table files: rows in, a file out, and back; one module a format, all of them named here.

A format gives ``write(out, name, rows)`` and ``read(path, name)``; a new one is a module here and a line in ``_MODULES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from speechmine.errors import OptionError
from speechmine.tables.formats import lines, parquet, spreadsheet, workbook
from speechmine.tables.formats.broken import broken_table
from speechmine.tables.formats.flat import COMPONENTS
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, TABLES

__all__ = ["FORMATS", "check_format", "file_names", "read_rows", "write_rows"]

_MODULES = {"jsonl": lines, "parquet": parquet, "csv": spreadsheet, "xlsx": workbook}
FORMATS = tuple(_MODULES)


def check_format(name: str) -> str:
    """Return the name of a table format.

    Raises
    ------
    OptionError
        If there is no such format, or what it needs is not installed.
    """
    if name not in FORMATS:
        raise OptionError(f"format {name!r} is not known; take one of {', '.join(FORMATS)}")
    if name == "parquet":
        try:
            import pyarrow as pa  # noqa: F401
        except ImportError:
            raise OptionError('format parquet needs pyarrow; install it with pip install "speechmine[parquet]"') from None
    if name == "xlsx":
        workbook.needs_openpyxl()
    return name


def file_names() -> list[str]:
    """Return the name of every file that a run of any format may leave in a folder."""
    return [f"{name}.{ending}" for name in (*TABLES, COMPONENTS) for ending in FORMATS]


def write_rows(out: Path, name: str, rows: Iterable[Row], ending: str) -> None:
    """Write the rows of a table into a folder."""
    _MODULES[ending].write(out, name, rows)


def read_rows(path: Path, name: str) -> Iterator[Row]:
    """Read the rows of a table file, every column of the schema filled in.

    Parameters
    ----------
    path : Path
        A file of one of ``FORMATS`` that speechmine wrote; ``components`` beside a flat ``directives`` is read, too.
    name : str
        The table.

    Raises
    ------
    InputError
        ``broken table`` where the file was changed into something that is no such table: it may have been corrected by hand.
    """
    blank = dict.fromkeys(COLUMNS[name])
    try:
        for row in _MODULES[path.suffix[1:]].read(path, name):
            yield {**blank, **row}
    except UnicodeDecodeError as error:
        raise broken_table(path, f"not UTF-8 at byte {error.start}") from None
