"""Write and read table files: rows in, .jsonl, .parquet or .csv out, whole or not at all.

A run streams its rows into a hidden folder beside the tables and finishes every file there; only then are they put in place,
the manifest last, so that a killed run leaves no half table that looks done.
"""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from speechmine.errors import InputError, OptionError
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SPAN_FIELDS

__all__ = ["FORMATS", "TableStore", "check_format", "filled", "is_mined", "is_output", "read_rows", "text_path"]

FORMATS = ("jsonl", "parquet", "csv")
_PARTIAL = ".partial"
_COMPONENTS = ("reported_by", "actors", "deontics", "aim", "objects", "conditions", "purposes", "or_else", "deadline")
_MANIFEST = "manifest.json"
_BATCH = 5_000
_LONGEST_NAME = 255  # bytes; Linux, macOS and Windows agree
_LONGEST_CELL = 2**31 - 1  # a sentence may be as long as a text; the csv module stops at 131,072 characters by itself
_TRUTH = {"true": True, "false": False, "1": True, "0": False}


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
    return name


def is_mined(path: str | Path) -> bool:
    """Return whether a path is a folder that ``speechmine mine`` or ``Mined.save`` wrote, and wrote to the end."""
    try:
        manifest = orjson.loads((Path(path) / _MANIFEST).read_bytes())
    except (OSError, ValueError):  # ValueError: someone else's manifest, or a NUL in the name
        return False
    return isinstance(manifest, dict) and "schema_version" in manifest


def is_output(path: Path) -> bool:
    """Return whether a folder is one that speechmine writes or wrote, to the end or not."""
    return (path / _PARTIAL).is_dir() or is_mined(path)


def text_path(out: Path, source: str) -> Path:
    """Return where a source's text is kept; a name that no file system would take is cut, with its hash behind."""
    return out.joinpath("texts", *map(_short_enough, source.split("/")))


def _short_enough(name: str) -> str:
    content = name.encode("utf-8")
    if len(content) <= _LONGEST_NAME:
        return name
    return f"{content[:150].decode('utf-8', 'ignore')}~{hashlib.sha256(content).hexdigest()[:16]}"


class TableStore:
    """Collects rows on disk and puts the finished tables into a folder.

    Parameters
    ----------
    out : Path
        Folder of the tables; made where it is missing.
    fmt : {"jsonl", "parquet", "csv"}
    tables : iterable of str
        The tables to write; each gets a file even where it has no row.
    """

    def __init__(self, out: Path, fmt: str, tables: Iterable[str]) -> None:
        self.out, self.fmt = out, check_format(fmt)
        self.partial = out / _PARTIAL
        self._found = out.exists()
        self.counts = dict.fromkeys(tables, 0)
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        _refuse_foreign(self.out)
        shutil.rmtree(self.partial, ignore_errors=True)
        (self.partial / "texts").mkdir(parents=True)
        self._files = {name: self._path(name).open("wb") for name in self.counts}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()
        shutil.rmtree(self.partial, ignore_errors=True)
        if kind and not is_mined(self.out):
            self._clear()
            if not self._found:
                with suppress(OSError):  # somebody put a file there in the meantime
                    self.out.rmdir()

    def _path(self, name: str) -> Path:
        return self.partial / f"{name}.jsonl"

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Append rows to their tables."""
        for name, some in rows.items():
            lines = [orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in some]
            self._files[name].writelines(lines)
            self.counts[name] += len(lines)

    def add_text(self, source: str, text: str) -> None:
        """Keep a source's text."""
        path = text_path(self.partial, source)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def rows(self, name: str) -> Iterator[Row]:
        """Read back the rows of a table."""
        self._files[name].flush()
        with self._path(name).open("rb") as lines:
            for line in lines:
                yield orjson.loads(line)

    def text(self, source: str) -> str:
        """Read back a source's text."""
        return text_path(self.partial, source).read_bytes().decode("utf-8")

    def finish(self, fills: Mapping[str, Iterable[Row | None]], manifest: Mapping[str, Any]) -> None:
        """Put the tables, the texts and, last, the manifest in place.

        Parameters
        ----------
        fills : mapping of str to iterable of dict or None
            For a table with columns of pass 2, what they hold in each of its rows; None for a row that stays as it is.
        manifest : mapping
        """
        self._close()
        done = self.partial / "done"
        done.mkdir()
        for name in self.counts:
            path = self._path(name)
            if self.fmt != "jsonl":
                rows = read_rows(path, name)
                _WRITERS[self.fmt](done, name, filled(rows, fills[name]) if name in fills else rows)
            elif name in fills:
                _fill_lines(path, done / path.name, fills[name])
            else:
                path.replace(done / path.name)
        (done / _MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        self._put_in_place(done)

    def _put_in_place(self, done: Path) -> None:
        """Replace what an earlier run left: its manifest goes first and the new one comes last."""
        self._clear()
        (self.partial / "texts").replace(self.out / "texts")
        for path in sorted(done.iterdir(), key=lambda path: path.name == _MANIFEST):
            path.replace(self.out / path.name)

    def _clear(self) -> None:
        (self.out / _MANIFEST).unlink(missing_ok=True)
        for path in _table_paths(self.out):
            path.unlink(missing_ok=True)
        shutil.rmtree(self.out / "texts", ignore_errors=True)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()


def _table_paths(out: Path) -> list[Path]:
    """Every file that a run of any format may leave in a folder, so that none of another format stays beside the new ones."""
    return [out / f"{name}.{fmt}" for name in (*COLUMNS, "components") for fmt in FORMATS]


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder where tables would take the place of a user's own files."""
    if is_output(out):
        return
    taken = next((path for path in (out / "texts", out / _MANIFEST, *_table_paths(out)) if path.exists()), None)
    if taken:
        raise OptionError(f"{out} holds {taken.name!r}, which speechmine did not write; name another folder for the tables")


def filled(rows: Iterable[Row], fills: Iterable[Row | None]) -> Iterator[Row]:
    """Yield rows with the columns of pass 2 filled in, one entry of `fills` a row; where it is None, the row as it is."""
    for row, fill in zip(rows, fills, strict=True):
        yield {**row, **fill} if fill else row


def _fill_lines(path: Path, target: Path, fills: Iterable[Row | None]) -> None:
    """Copy a .jsonl with columns filled in; most lines stay as they are and are not parsed."""
    with path.open("rb") as lines, target.open("wb") as file:
        for line, fill in zip(lines, fills, strict=True):
            file.write(orjson.dumps({**orjson.loads(line), **fill}, option=orjson.OPT_APPEND_NEWLINE) if fill else line)


def _write_csv(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table for spreadsheets: UTF-8 with a byte-order mark; a directive's components go to a table of their own."""
    nested = name == "directives"
    columns = [column for column in COLUMNS[name] if not (nested and column in _COMPONENTS)]
    long = ["directive_id", "component", *SPAN_FIELDS]
    beside = out / "components.csv" if nested else Path(os.devnull)
    with _spreadsheet(out / f"{name}.csv") as file, _spreadsheet(beside) as parts:
        writer, part_writer = csv.DictWriter(file, columns, extrasaction="ignore"), csv.DictWriter(parts, long)
        writer.writeheader()
        part_writer.writeheader()
        for row in rows:
            writer.writerow({column: _cell(row.get(column)) for column in columns})
            for component in _COMPONENTS if nested else ():
                spans = row[component] if isinstance(row[component], list) else [row[component]]
                part_writer.writerows({"directive_id": row["directive_id"], "component": component, **s} for s in spans if s)


def _spreadsheet(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8-sig", newline="")


def _cell(value: object) -> object:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "|".join(value)
    if isinstance(value, dict | list):
        return orjson.dumps(value).decode()
    return value


def _write_parquet(out: Path, name: str, rows: Iterable[Row]) -> None:
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


_WRITERS = {"csv": _write_csv, "parquet": _write_parquet}


def read_rows(path: Path, name: str) -> Iterator[Row]:
    """Read the rows of a table file, every column of the schema filled in.

    Parameters
    ----------
    path : Path
        A ``.jsonl``, ``.parquet`` or ``.csv`` that speechmine wrote; ``components.csv`` beside ``directives.csv`` is read, too.
    name : str
        The table.

    Raises
    ------
    InputError
        ``broken table`` where the file was changed into something that is no such table: it may have been corrected by hand.
    """
    blank = dict.fromkeys(COLUMNS[name])
    try:
        for row in _READERS[path.suffix](path, name):
            yield {**blank, **row}
    except UnicodeDecodeError as error:
        raise _broken(path, f"not UTF-8 at byte {error.start}") from None


def _broken(path: Path, what: str) -> InputError:
    return InputError(str(path), "broken table", f"{what}; mend the file or mine again", "tables")


def _read_jsonl(path: Path, name: str) -> Iterator[Row]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = orjson.loads(line)
            except ValueError as error:
                raise _broken(path, f"line {number} of {name} is no JSON ({error})") from None
            if not isinstance(row, dict):
                raise _broken(path, f"line {number} of {name} is no JSON object")
            yield row


def _read_parquet(path: Path, name: str) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                yield {column: _from_arrow(value, COLUMNS[name].get(column, "str")) for column, value in row.items()}


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


def _read_csv(path: Path, name: str) -> Iterator[Row]:
    kinds, nested = COLUMNS[name], _COMPONENTS if name == "directives" else ()
    parts = _read_components(path.with_name("components.csv")) if nested else {}
    for row in _csv_rows(path, {column: kind for column, kind in kinds.items() if column not in nested}):
        for column in nested:
            spans = parts.get((row["directive_id"], column), [])
            row[column] = spans if kinds[column] == "spans" else next(iter(spans), None)
        yield row


def _read_components(path: Path) -> dict[tuple[str, str], list[Row]]:
    parts: dict[tuple[str, str], list[Row]] = {}
    for row in _csv_rows(path, {"directive_id": "str", "component": "str", **SPAN_FIELDS}):
        span = _span({field: row[field] for field in SPAN_FIELDS})
        parts.setdefault((row["directive_id"], row["component"]), []).append(span)
    return parts


def _csv_rows(path: Path, kinds: Mapping[str, str]) -> Iterator[Row]:
    """Read the cells of a table as what its columns hold; a spreadsheet may have been there in between."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        lacking = [column for column in kinds if column not in (reader.fieldnames or ())]
        if lacking:
            raise _broken(path, f"column {lacking[0]!r} is missing")
        for cells in reader:
            row = {}
            for column, kind in kinds.items():
                try:
                    row[column] = _from_cell(cells[column] or "", kind)
                except ValueError:
                    where = f"line {reader.line_num}, column {column!r}"
                    raise _broken(path, f"{where}: {cells[column]!r} is no {kind}") from None
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


_READERS = {".jsonl": _read_jsonl, ".parquet": _read_parquet, ".csv": _read_csv}
