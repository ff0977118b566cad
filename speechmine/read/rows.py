"""Tables of texts in (.csv, .tsv, .jsonl), one text a row out, the other columns as its metadata."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.encodings import decode, fold_line_ends
from speechmine.read.extraction import Extraction, extractor_name

__all__ = [
    "TEXT_COLUMNS",
    "Row",
    "Table",
    "csv_texts",
    "is_text_column",
    "jsonl_texts",
    "parse_table",
    "table_of",
    "table_texts",
    "text_column",
    "tsv_texts",
]

TEXT_COLUMNS = ("text", "content", "正文", "内容", "body", "全文", "正文内容", "讲话内容", "讲话全文", "fulltext")
"""Names of the column that holds the text, the first found wins; capitals, blanks and underscores make no difference."""

_BLANKS = re.compile(r"[\s_]+")


@dataclass(frozen=True)
class Row:
    """A row of a table: its number (1 = first after the header, blank ones counted), the line it ends on, its filled cells."""

    number: int
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A parsed table; rows that have more cells than the header are errors."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    errors: tuple[InputError, ...]


def csv_texts(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    r"""Yield the texts of a comma-separated table with a header line.

    Raises
    ------
    InputError
        ``malformed table``, ``no text column``, ``empty file`` and those of ``decode``.

    Examples
    --------
    >>> [(one.row, one.text, one.metadata) for one in csv_texts("正文,年份\n各镇要落实责任。,2019".encode(), "讲话.csv")]
    [(1, '各镇要落实责任。', {'年份': '2019'})]
    """
    return _texts(content, ",", source)


def tsv_texts(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    """Yield the texts of a tab-separated table with a header line, with or without quoting; else as ``csv_texts``."""
    return _texts(content, "\t", source)


def jsonl_texts(content: bytes, source: str) -> Iterator[Extraction | InputError]:
    """Yield the texts of a file with one JSON object a line; the row is the number of the line.

    Values that are no strings are kept in JSON. A line that is no object with a text is an error of its own.

    Examples
    --------
    >>> [(one.text, one.metadata) for one in jsonl_texts('{"text": "要严查隐患。", "year": 2019}'.encode(), "讲话.jsonl")]
    [('要严查隐患。', {'year': '2019'})]
    """
    text, encoding = decode(content, source=source)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise InputError(source, "empty file", "no line holds an object; remove the file or fill it in")
    for number, line in lines:
        try:
            values = _object(line)
            column = text_column(list(values), source)
            yield _extraction(Row(number, number, _cells(values, column)), column, encoding)
        except InputError as error:
            yield InputError(f"{source}#{number}", error.error, error.detail)


def parse_table(text: str, delimiter: str, *, source: str) -> Table:
    r"""Parse a table with a header line.

    Parameters
    ----------
    text : str
        Line ends are ``\n``.
    delimiter : str
        A comma or a tab. Tab-separated cells may be quoted or not: where quotes do not close, they are text.
    source : str
        The name that errors bear.

    Raises
    ------
    InputError
        ``malformed table`` or ``empty file``.

    Examples
    --------
    >>> parse_table("path,level\n01.txt,county", ",", source="manifest.csv").rows
    (Row(number=1, line=2, cells={'path': '01.txt', 'level': 'county'}),)
    """
    try:
        records = _records(text, delimiter, csv.QUOTE_MINIMAL)
    except csv.Error as error:
        if delimiter == ",":
            raise InputError(
                source, "malformed table", f'{error}; quote cells with " and double each quote inside them'
            ) from None
        records = _records(text, delimiter, csv.QUOTE_NONE)
    return table_of(records, source)


def table_of(records: Sequence[tuple[int, list[str]]], source: str) -> Table:
    """Return records, each with the line it ends on and the first of them the header, as a table.

    Raises
    ------
    InputError
        ``empty file`` without a header, ``malformed table`` where two columns have one name.
    """
    if not records:
        raise InputError(source, "empty file", "a table needs a header line; remove the file or fill it in")
    columns = tuple(cell.strip() for cell in records[0][1])
    twice = next((column for i, column in enumerate(columns) if column and column in columns[:i]), None)
    if twice:
        raise InputError(source, "malformed table", f"column {twice!r} stands twice in the header; rename one")
    return _table(columns, records[1:], source)


def _records(text: str, delimiter: str, quoting: int) -> list[tuple[int, list[str]]]:
    """Return each record with the line it ends on, from the header on."""
    # The limit of a cell is one for the whole process; raising it harms nobody, and setting it back might.
    csv.field_size_limit(max(csv.field_size_limit(), 4 * limits.MAX_TEXT_CHARS))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)  # type: ignore[arg-type]
    records = [(reader.line_num, record) for record in reader]
    while records and not any(cell.strip() for cell in records[0][1]):
        records.pop(0)
    return records


def _table(columns: tuple[str, ...], records: Sequence[tuple[int, list[str]]], source: str) -> Table:
    rows, errors = [], []
    for number, (line, record) in enumerate(records, 1):
        surplus = [cell for cell in record[len(columns) :] if cell.strip()]
        if surplus:
            detail = f"line {line} has {len(record)} cells for {len(columns)} columns; quote the cells that hold the delimiter"
            errors.append(InputError(f"{source}#{number}", "malformed row", detail))
        elif any(cell.strip() for cell in record):
            cells = zip(columns, record, strict=False)
            rows.append(Row(number, line, {column: cell for column, cell in cells if column and cell.strip()}))
    return Table(columns, tuple(rows), tuple(errors))


def _texts(content: bytes, delimiter: str, source: str) -> Iterator[Extraction | InputError]:
    text, encoding = decode(content, source=source)
    yield from table_texts(parse_table(text, delimiter, source=source), source, encoding=encoding)


def table_texts(
    table: Table, source: str, *, column: str | None = None, encoding: str | None = None, extractor: str = "speechmine"
) -> Iterator[Extraction | InputError]:
    """Yield the texts of a table: of a column, or of the one that has the name of one with texts.

    Raises
    ------
    InputError
        ``no text column``, or ``empty file`` where it has no rows.
    """
    found = text_column(table.columns, source) if column is None else column
    if not table.rows and not table.errors:
        raise InputError(source, "empty file", "the table has a header and no rows; remove the file or fill it in")
    yield from table.errors
    for row in table.rows:
        yield _extraction(row, found, encoding, extractor)


def text_column(columns: Sequence[str], source: str) -> str:
    """Return the first of the columns that has one of the names of ``TEXT_COLUMNS``.

    Raises
    ------
    InputError
        ``no text column``.
    """
    named = [column for column in columns if is_text_column(column)]
    if named:
        return min(named, key=lambda column: TEXT_COLUMNS.index(_bare_name(column)))
    found = ", ".join(columns)[:200] or "none"
    raise InputError(source, "no text column", f"its columns are {found}; name the one with the text {TEXT_COLUMNS[0]!r}")


def is_text_column(column: str) -> bool:
    """Whether a column has one of the names of ``TEXT_COLUMNS``; blanks, underscores and capitals make no difference.

    Examples
    --------
    >>> [is_text_column(name) for name in ("正文", " Full Text", "标题")]
    [True, True, False]
    """
    return _bare_name(column) in TEXT_COLUMNS


def _bare_name(column: str) -> str:
    return _BLANKS.sub("", column).casefold()


def _object(line: str) -> dict[str, object]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("", "malformed row", f"no JSON ({getattr(error, 'msg', error)}); write one object a line") from None
    if not isinstance(values, dict):
        raise InputError("", "malformed row", f"a JSON {type(values).__name__}, not an object; write one object a line")
    return values


def _cells(values: Mapping[str, object], column: str) -> dict[str, str]:
    """Return the values as strings, null as an empty one; the text must be a string already."""
    if not isinstance(values[column], str | None):
        found = type(values[column]).__name__
        raise InputError("", "malformed row", f"{column!r} is a JSON {found}, not a string; put the text there")
    return {
        key: "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in values.items()
    }


def _extraction(row: Row, column: str, encoding: str | None, extractor: str = "speechmine") -> Extraction:
    others = {key.strip(): value.strip() for key, value in row.cells.items() if key != column}
    others = {key: value for key, value in others.items() if key and value}
    return Extraction(fold_line_ends(row.cells.get(column, "")), encoding, extractor_name(extractor), row.number, others)
