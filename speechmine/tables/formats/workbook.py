"""Tables as .xlsx: every cell a text or a number, so that none can run as a formula; the components in a workbook of their own.

What a cell cannot hold is written as the format has it (``_x000B_`` for a control character); what is longer than a cell goes on
in the sheet ``continued``. The same rows give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechmine.errors import OptionError
from speechmine.tables.formats.broken import broken_table
from speechmine.tables.formats.flat import Append, cell_text, from_cell, is_lacking, read_flat, write_flat
from speechmine.tables.rows import Row

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["needs_openpyxl", "read", "write", "write_frame"]

_LONGEST, _MOST_ROWS = 32_000, 1_048_575  # characters of a cell, rows of a sheet below its head
_CONTINUED = "continued"
_NO_CELL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def needs_openpyxl() -> None:
    """Refuse the format where its library is not installed.

    Raises
    ------
    OptionError
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        raise OptionError('format xlsx needs openpyxl; install it with pip install "speechmine[xlsx]"') from None


def write(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table as a workbook; a directive's components go to one of their own."""
    write_flat(out / f"{name}.xlsx", name, rows, _sheet)


def read(path: Path, name: str) -> Iterator[Row]:
    """Read a table, and its components beside it."""
    return read_flat(path, name, _read)


@contextmanager
def _sheet(path: Path | None, columns: Sequence[str]) -> Iterator[Append]:
    """Open a workbook for rows below a head; nowhere without a path.

    Raises
    ------
    OptionError
        If there are more rows than a sheet has.
    """
    if path is None:
        yield lambda _: None
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    rows, rest = book.create_sheet("rows"), book.create_sheet(_CONTINUED)
    numbers = iter(range(1, _MOST_ROWS + 1))

    def append(values: Sequence[object]) -> None:
        number = next(numbers, None)
        if number is None:
            raise OptionError(f"{path.stem} has more rows than a sheet holds ({_MOST_ROWS:,}); take format csv or parquet")
        shown = [_shown(value) for value in values]
        rows.append([_cell(rows, value) for value in shown])
        for column, value in zip(columns, shown, strict=True):
            for part in _parts(value)[1:]:
                rest.append([number, _cell(rest, column), _cell(rest, part)])

    rows.append([_cell(rows, column) for column in columns])
    try:
        yield append
    except BaseException:
        for sheet in (rows, rest):  # openpyxl holds a half-written file for each
            sheet.close()
        raise
    path.write_bytes(_bytes(book))


def _cell(sheet: Any, value: str | float) -> Any:
    """A number, or a text whatever it begins with: openpyxl by itself would make a formula of =, and cut a long one."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, None)
    cell._value, cell.data_type = _parts(value)[0], "s"  # noqa: SLF001
    return cell


def _parts(value: str | float) -> list[str]:
    """A text in pieces that a cell holds."""
    text = value if isinstance(value, str) else ""
    return [text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST)] or [""]


def _shown(value: object) -> str | float:
    """What a cell shows: a number as it is, all else as a text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = "true" if value is True else "false" if value is False else "" if value is None else str(value)
    return _NO_CELL.sub(lambda char: f"_x{ord(char.group()):04X}_", text)


def _bytes(book: Any) -> bytes:
    """The bytes of a workbook without the time at which it was written."""
    written, same = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in sorted(package.namelist()):
            content = package.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            copy.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return same.getvalue()


def _read(path: Path, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Read the cells of a workbook as what its columns hold; a spreadsheet may have been there in between."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        raise broken_table(path, "it is no whole .xlsx file") from None
    try:
        longer: dict[tuple[int, str], str] = {}
        for number, column, part in book[_CONTINUED].iter_rows(values_only=True) if _CONTINUED in book.sheetnames else ():
            longer[number, column] = longer.get((number, column), "") + str(part)
        lines = book.worksheets[0].iter_rows(values_only=True)
        head = [str(cell) for cell in next(lines, ())]
        if lacking := is_lacking(head, kinds):
            raise broken_table(path, f"column {lacking!r} is missing")
        for number, values in enumerate(lines, 1):
            cells = {name: _told(value) + longer.get((number, name), "") for name, value in zip(head, values, strict=False)}
            if any(cells.values()):
                texts = {name: _ESCAPED.sub(_char, cell) for name, cell in cells.items()}
                yield from_cell(path, f"row {number + 1}", texts, kinds)
    finally:
        book.close()


def _told(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _char(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as a workbook, lists with ``|`` between their items.

    Raises
    ------
    OptionError
        If openpyxl is not installed, or the frame is too long.
    """
    needs_openpyxl()
    with _sheet(path, [str(column) for column in frame.columns]) as append:
        for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
            append([cell.item() if hasattr(cell, "item") else cell_text(cell) for cell in row])
