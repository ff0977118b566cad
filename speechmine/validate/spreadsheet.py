"""Spreadsheets: lines of a coding in, a row a line out as .csv or .xlsx, and back.

A field's cell has its codes with ``|`` between, for spans ``code@start:end``, counted in characters from the sentence's own first
one. The text is there to be read; what says which sentence a row is of stands in the column ``place``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from speechmine.errors import InputError, OptionError
from speechmine.validate.lines import PLACE, Line
from speechmine.validate.tasks import TASKS, Field

__all__ = ["from_csv", "from_xlsx", "to_csv", "to_xlsx"]

_HEAD = ("place", "coder", "skipped", "text")
_NO_CELL = re.compile("[\x00-\x08\x0b-\x1f]")  # what a cell of .xlsx cannot hold
_FIRST = re.compile(r"^\s*[=+\-@\t\r]")  # what a spreadsheet would take for a formula

Row = Mapping[str, Any]


def _table(lines: Iterable[Line]) -> list[list[str]]:
    lines = list(lines)
    names = list(dict.fromkeys(field.name for line in lines for field in TASKS[line["of"]]))
    rows = [[*_HEAD, *names, "comment"]]
    for line in lines:
        cells = {field.name: _cell(line, field) for field in TASKS[line["of"]]}
        head = [_place(line), line.get("coder") or "", "yes" if line.get("skipped") else "", _shown(line["text"])]
        rows.append([*head, *(cells.get(name, "") for name in names), line.get("comment") or ""])
    return rows


def _place(line: Line) -> str:
    return json.dumps({name: line.get(name) for name in (*PLACE, "text")})  # in ASCII, so that no cell changes a character


def _shown(text: str) -> str:
    shown = _NO_CELL.sub(" ", text)
    return f"'{shown}" if _FIRST.match(shown) else shown


def _cell(line: Line, field: Field) -> str:
    value = (line.get("fields") or {}).get(field.name) or []
    if field.kind != "spans":
        return "|".join(value)
    first = line["start"]
    return "|".join(f"{span['code']}@{span['start'] - first}:{span['end'] - first}" for span in value)


def to_csv(lines: Iterable[Line]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte-order mark, for spreadsheets."""
    file = io.StringIO()
    csv.writer(file).writerows(_table(lines))
    return file.getvalue().encode("utf-8-sig")


def from_csv(content: bytes, where: str) -> list[Line]:
    """Return the lines of a table in CSV."""
    return _lines(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")), where)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise OptionError('.xlsx needs openpyxl; install it with pip install "speechmine[xlsx]", or write .csv') from None
    return openpyxl


def to_xlsx(lines: Iterable[Line]) -> bytes:
    """Return a table as .xlsx."""
    book = _openpyxl().Workbook()
    for row in _table(lines):
        book.active.append([_NO_CELL.sub(" ", cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def from_xlsx(content: bytes, where: str) -> list[Line]:
    """Return the lines of a table in .xlsx."""
    head, *rows = _openpyxl().load_workbook(io.BytesIO(content)).active.values
    cells = ([str("" if cell is None else cell) for cell in row] for row in rows)
    return _lines((dict(zip(map(str, head), row, strict=True)) for row in cells), where)


def _lines(rows: Iterable[Row], where: str) -> list[Line]:
    return [_line(row, f"{where}, row {number}") for number, row in enumerate(rows, 2)]


def _line(row: Row, where: str) -> Line:
    try:
        place = json.loads(row["place"])
    except (KeyError, ValueError):
        raise InputError(where, "broken coding", "the column place is missing or changed; leave it as it was written") from None
    own = {field.name: _value(row.get(field.name) or "", field, place, where) for field in TASKS[place["of"]]}
    skipped = bool(row.get("skipped"))
    more = {"coder": row["coder"], "skipped": skipped, "comment": row.get("comment") or ""}
    return {**place, **more, "fields": {} if skipped else own}


def _value(cell: str, field: Field, place: Line, where: str) -> list[Any]:
    parts = [part.strip() for part in cell.split("|") if part.strip()]
    if field.kind != "spans":
        return parts
    spans = []
    for part in parts:
        found = re.fullmatch(r"(.+)@(\d+):(\d+)", part)
        if not found:
            raise InputError(where, "broken coding", f"{field.name} has {part!r}; a span is CODE@START:END")
        start, end = int(found[2]), int(found[3])
        edges = {"start": place["start"] + start, "end": place["start"] + end}
        spans.append({**edges, "text": place["text"][start:end], "code": found[1]})
    return spans
