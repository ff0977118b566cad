"""Write and read table files: rows in, .jsonl, .parquet or .csv out, whole or not at all.

A run streams its rows into a folder beside the tables; only when everything is there are the finished files put in place, so
a killed run leaves no half table that looks done.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from speechmine.errors import InputError, OptionError
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SPAN_FIELDS

__all__ = ["FORMATS", "TableStore", "check_format", "is_mined", "read_rows", "write_whole"]

FORMATS = ("jsonl", "parquet", "csv")
_PARTIAL = ".partial"
_COMPONENTS = ("reported_by", "actors", "deontics", "aim", "objects", "conditions", "purposes", "or_else", "deadline")
_BATCH = 5_000


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
            import pyarrow  # noqa: F401
        except ImportError:
            raise OptionError('format parquet needs pyarrow; install it with pip install "speechmine[parquet]"') from None
    return name


def is_mined(path: str | Path) -> bool:
    """Return whether a path is a folder that ``speechmine mine`` wrote."""
    manifest = Path(path) / "manifest.json"
    return manifest.is_file() and '"schema_version"' in manifest.read_text(encoding="utf-8")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file beside its place and put it there in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}{_PARTIAL}")
    beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    beside.replace(path)


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
        self.counts = dict.fromkeys(tables, 0)
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self.partial, ignore_errors=True)
        (self.partial / "texts").mkdir(parents=True)
        self._files = {name: self._path(name).open("wb") for name in self.counts}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()
        shutil.rmtree(self.partial, ignore_errors=True)

    def _path(self, name: str) -> Path:
        return self.partial / f"{name}.jsonl"

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Append rows to their tables."""
        for name, some in rows.items():
            file = self._files[name]
            for row in some:
                file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
                self.counts[name] += 1

    def add_text(self, source: str, text: str) -> None:
        """Keep a source's text."""
        path = self.partial / "texts" / source
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
        return (self.partial / "texts" / source).read_bytes().decode("utf-8")

    def finish(self, amend: Mapping[str, Callable[[Iterable[Row]], Iterator[Row]]], manifest: Mapping[str, Any]) -> None:
        """Put the tables, the texts and, last, the manifest in place.

        Parameters
        ----------
        amend : mapping of str to callable
            For a table, what fills in the columns of pass 2.
        manifest : mapping
        """
        self._close()
        manifest_path = self.out / "manifest.json"
        manifest_path.unlink(missing_ok=True)
        _remove_tables(self.out)
        for name in self.counts:
            if self.fmt == "jsonl" and name not in amend:
                self._path(name).replace(self.out / f"{name}.jsonl")
                continue
            rows = read_rows(self._path(name), name)
            _WRITERS[self.fmt](self.out, name, amend[name](rows) if name in amend else rows)
        shutil.rmtree(self.out / "texts", ignore_errors=True)
        (self.partial / "texts").replace(self.out / "texts")
        write_whole(manifest_path, orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))

    def _close(self) -> None:
        for file in self._files.values():
            file.close()


def _remove_tables(out: Path) -> None:
    """Remove what an earlier run left, so that no table of another format stays beside the new ones."""
    for name in (*COLUMNS, "components"):
        for fmt in FORMATS:
            (out / f"{name}.{fmt}").unlink(missing_ok=True)


def _write_jsonl(out: Path, name: str, rows: Iterable[Row]) -> None:
    path = out / f"{name}.jsonl"
    beside = path.with_name(f".{path.name}{_PARTIAL}")
    with beside.open("wb") as file:
        file.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
    beside.replace(path)


def _write_csv(out: Path, name: str, rows: Iterable[Row]) -> None:
    """Write a table for spreadsheets: UTF-8 with a byte-order mark; a directive's components go to a table of their own."""
    nested = name == "directives"
    columns = [column for column in COLUMNS[name] if not (nested and column in _COMPONENTS)]
    long = ["directive_id", "component", *SPAN_FIELDS]
    with _Beside(out / f"{name}.csv", bom=True) as file, _Beside(out / "components.csv" if nested else None, bom=True) as parts:
        writer, part_writer = csv.DictWriter(file, columns, extrasaction="ignore"), csv.DictWriter(parts, long)
        writer.writeheader()
        part_writer.writeheader()
        for row in rows:
            writer.writerow({column: _cell(row.get(column)) for column in columns})
            for component in _COMPONENTS if nested else ():
                spans = row[component] if isinstance(row[component], list) else [row[component]]
                part_writer.writerows({"directive_id": row["directive_id"], "component": component, **s} for s in spans if s)


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
    beside = path.with_name(f".{path.name}{_PARTIAL}")
    with pq.ParquetWriter(beside, schema) as writer:
        for batch in _batches(rows):
            cells = [{c: _arrow_cell(row.get(c), kind) for c, kind in COLUMNS[name].items()} for row in batch]
            writer.write_table(pa.Table.from_pylist(cells, schema=schema))
    beside.replace(path)


def _arrow_type(kind: str) -> Any:  # noqa: ANN401 - pyarrow has no stubs
    import pyarrow as pa

    plain = {"text": pa.string(), "str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "json": pa.string()}
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


class _Beside:
    """A text file written beside its place, put there when the block ends well; a null file where there is no path."""

    def __init__(self, path: Path | None, *, bom: bool = False) -> None:
        self.path, self.encoding = path, "utf-8-sig" if bom else "utf-8"

    def __enter__(self) -> IO[str]:
        where = Path(os.devnull) if self.path is None else self.path.with_name(f".{self.path.name}{_PARTIAL}")
        self.file = where.open("w", encoding=self.encoding, newline="" if self.encoding == "utf-8-sig" else "\n")
        return self.file

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.file.close()
        if self.path is not None and kind is None:
            Path(self.file.name).replace(self.path)


_WRITERS = {"jsonl": _write_jsonl, "csv": _write_csv, "parquet": _write_parquet}


def read_rows(path: Path, name: str) -> Iterator[Row]:
    """Read the rows of a table file, every column of the schema filled in.

    Parameters
    ----------
    path : Path
        A ``.jsonl``, ``.parquet`` or ``.csv`` that speechmine wrote; a ``components.csv`` beside ``directives.csv`` is read with it.
    name : str
        The table.
    """
    blank = dict.fromkeys(COLUMNS[name])
    for row in _READERS[path.suffix](path, name):
        yield {**blank, **row}


def _read_jsonl(path: Path, name: str) -> Iterator[Row]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InputError(str(path), "broken table", f"line {number} of {name} is not JSON ({error}); mine again", "tables") from None


def _read_parquet(path: Path, name: str) -> Iterator[Row]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                yield {column: _from_arrow(value, COLUMNS[name].get(column, "str")) for column, value in row.items()}


def _from_arrow(value: Any, kind: str) -> Any:  # noqa: ANN401 - any cell of a table
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
    parts = _read_components(path.with_name("components.csv")) if name == "directives" else {}
    kinds = COLUMNS[name]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines):
            row = {column: _from_cell(cell, kinds.get(column, "str")) for column, cell in cells.items()}
            for column in _COMPONENTS if name == "directives" else ():
                spans = parts.get((row["directive_id"], column), [])
                row[column] = spans if kinds[column] == "spans" else next(iter(spans), None)
            yield row


def _read_components(path: Path) -> dict[tuple[str, str], list[Row]]:
    parts: dict[tuple[str, str], list[Row]] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines):
            span = {field: _from_cell(cells[field], kind) for field, kind in SPAN_FIELDS.items()}
            parts.setdefault((cells["directive_id"], cells["component"]), []).append(_span(span))
    return parts


def _from_cell(cell: str, kind: str) -> Any:  # noqa: ANN401 - any cell of a table
    if kind == "strs":
        return cell.split("|") if cell else []
    if not cell:
        return {"spans": [], "text": ""}.get(kind)
    if kind in ("int", "float"):
        return int(cell) if kind == "int" else float(cell)
    if kind == "bool":
        return cell == "True"
    return orjson.loads(cell) if kind in ("json", "span", "spans") else cell


_READERS = {".jsonl": _read_jsonl, ".parquet": _read_parquet, ".csv": _read_csv}
