"""A folder of tables: rows in, one file a table, the texts and the manifest out, whole or not at all.

A run streams its rows into a hidden folder beside the tables and finishes every file there; only then are they put in place,
the manifest last, so that a killed run leaves no half table that looks done.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import orjson

from speechmine.errors import OptionError, WorkerError
from speechmine.tables.formats import check_format, file_names, read_rows, write_rows
from speechmine.tables.formats.lines import lines_of
from speechmine.tables.journal import JOURNAL, Journal
from speechmine.tables.places import file_hash, text_names
from speechmine.tables.rows import Row
from speechmine.tables.store import filled, unedited
from speechmine.tables.written import WRITTEN, keep_written, refuse_edited

__all__ = ["CODEBOOKS", "MANIFEST", "TEXTS", "TableStore", "is_mined", "is_output"]

_PARTIAL = ".partial"
MANIFEST = "manifest.json"
TEXTS = "texts"
CODEBOOKS = "codebooks"
_PENDING = "pending"


def is_mined(path: str | Path) -> bool:
    """Return whether a path is a folder that ``speechmine mine`` or ``Mined.save`` wrote, and wrote to the end."""
    try:
        manifest = orjson.loads((Path(path) / MANIFEST).read_bytes())
    except (OSError, ValueError):  # ValueError: someone else's manifest, or a NUL in the name
        return False
    return isinstance(manifest, dict) and "schema_version" in manifest


def is_output(path: Path) -> bool:
    """Return whether a folder is one that speechmine writes or wrote, to the end or not."""
    return (path / _PARTIAL).is_dir() or is_mined(path)


class TableStore:
    """Collects rows on disk and puts the finished tables into a folder.

    Parameters
    ----------
    out : Path
        Folder of the tables; made where it is missing.
    format : {"jsonl", "parquet", "csv", "xlsx"}
    tables : iterable of str
        The tables to write; each gets a file even where it has no row.
    overwrite : bool
        Whether tables that were edited by hand since they were written, or that are of other texts, may be replaced.

    Attributes
    ----------
    resumed : int or None
        How many documents a killed run of the same key had finished; None where there was no such run.
    """

    def __init__(self, out: Path, format: str, tables: Iterable[str], *, overwrite: bool = False) -> None:  # noqa: A002
        self.out, self.format, self.overwrite = out, check_format(format), overwrite
        self.resumed: int | None = None
        self._key: str | None = None
        self._journal: Journal | None = None
        self.partial = out / _PARTIAL
        self._found = out.exists()
        self.counts = dict.fromkeys(tables, 0)
        self._files: dict[str, IO[bytes]] = {}
        self._texts: dict[str, str] = {}  # hash by source, in the order in which they came
        self._told = 0  # texts that the journal has

    def keyed(self, key: str) -> Self:
        """Name the run by what decides its tables, so that another of the same key goes on where this one is killed."""
        self._key = key
        return self

    def __enter__(self) -> Self:
        _refuse_foreign(self.out)
        if not self.overwrite and is_mined(self.out):
            refuse_edited(self.out)
        journal = Journal(self.partial, self._key) if self._key is not None else None
        if journal is None or not journal.lines:
            _remove(self.partial)
        for name in ("done", _PENDING, TEXTS, CODEBOOKS):
            (self.partial / name).mkdir(parents=True, exist_ok=True)
        self._files = {name: self._path(name).open("ab") for name in self.counts}
        if journal is not None:
            journal.open()
            self._journal = journal
            self._go_on(journal.lines)
        return self

    def _go_on(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Take up what an earlier run had finished."""
        for line in lines:
            self._texts |= line["texts"]
        if lines:
            self.resumed = len(lines) - 1
            self.counts = dict(lines[-1]["counts"])
            for name, size in lines[-1]["sizes"].items():
                self._files[name].truncate(size)
                self._files[name].seek(size)
        self._told = len(self._texts)

    def checkpoint(self) -> None:
        """Tell the journal that what was added until now is whole."""
        if self._journal is None:
            return
        for file in self._files.values():
            file.flush()
        texts = dict(list(self._texts.items())[self._told :])
        self._told = len(self._texts)
        self._journal.add({name: file.tell() for name, file in self._files.items()}, self.counts, texts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()
        if kind is not None and issubclass(kind, KeyboardInterrupt | WorkerError) and self._journal is not None:
            return  # the same command goes on from there
        _remove(self.partial)
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
            lines = lines_of(unedited(name, some))
            self._files[name].writelines(lines)
            self.counts[name] += len(lines)

    def add_text(self, source: str, text: str) -> None:
        """Keep a source's text."""
        content = text.encode("utf-8")
        self._texts[source] = hashlib.sha256(content).hexdigest()
        self._pending(source).write_bytes(content)

    def add_codebook(self, name: str, content: bytes) -> None:
        """Keep a codebook of the user's own."""
        (self.partial / CODEBOOKS / f"{name}.tsv").write_bytes(content)

    def rows(self, name: str) -> Iterator[Row]:
        """Read back the rows of a table."""
        self._files[name].flush()
        with self._path(name).open("rb") as lines:
            for line in lines:
                yield orjson.loads(line)

    def text(self, source: str) -> str:
        """Read back a source's text."""
        return self._pending(source).read_bytes().decode("utf-8")

    def _pending(self, source: str) -> Path:
        """Where a text waits for its name, which depends on the others'."""
        return self.partial / _PENDING / hashlib.sha256(source.encode("utf-8")).hexdigest()

    def finish(self, fills: Mapping[str, Iterable[Row | None]], manifest: Mapping[str, Any]) -> None:
        """Put the tables, the texts and, last, the manifest in place.

        Parameters
        ----------
        fills : mapping of str to iterable of dict or None
            For a table with columns of pass 2, what they hold in each of its rows; None for a row that stays as it is.
        manifest : mapping
        """
        self._close()
        (self.partial / JOURNAL).unlink(missing_ok=True)  # from here on the files move
        done = self.partial / "done"
        for name in self.counts:
            path = self._path(name)
            if self.format != "jsonl":
                rows = read_rows(path, name)
                write_rows(done, name, filled(rows, fills[name]) if name in fills else rows, self.format)
            elif name in fills:
                _fill_lines(path, done / path.name, fills[name])
            else:
                path.replace(done / path.name)
        keep_written(done, self.partial / WRITTEN, self.counts, self.format)
        files = _hashes(done) | _hashes(self.partial / WRITTEN, f"{WRITTEN}/")
        files |= self._name_texts() | _hashes(self.partial / CODEBOOKS, f"{CODEBOOKS}/")
        whole = {**manifest, "format": self.format, "files": files}
        (done / MANIFEST).write_bytes(orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        self._put_in_place(done)

    def _name_texts(self) -> dict[str, str]:
        """Give every text its name; return the texts' hashes by path."""
        hashes = {}
        for source, name in text_names(self._texts).items():
            path = self.partial / TEXTS / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._pending(source).replace(path)
            hashes[f"{TEXTS}/{name}"] = self._texts[source]
        return hashes

    def _put_in_place(self, done: Path) -> None:
        """Replace what an earlier run left: its manifest goes first and the new one comes last."""
        self._clear()
        (self.partial / TEXTS).replace(self.out / TEXTS)
        if any((self.partial / CODEBOOKS).iterdir()):
            (self.partial / CODEBOOKS).replace(self.out / CODEBOOKS)
        for path in sorted(done.iterdir(), key=lambda path: path.name == MANIFEST):
            path.replace(self.out / path.name)

    def _clear(self) -> None:
        (self.out / MANIFEST).unlink(missing_ok=True)
        for name in (*file_names(), TEXTS, CODEBOOKS):
            _remove(self.out / name)

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
        if self._journal is not None:
            self._journal.close()


def _refuse_foreign(out: Path) -> None:
    """Refuse a folder where tables would take the place of a user's own files."""
    if is_output(out):
        return
    taken = next((name for name in (TEXTS, CODEBOOKS, MANIFEST, *file_names()) if os.path.lexists(out / name)), None)
    if taken:
        raise OptionError(f"{out} holds {taken!r}, which speechmine did not write; name another folder for the tables")


def _remove(path: Path) -> None:
    """Remove a file, a link (not what it leads to) or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _hashes(folder: Path, above: str = "") -> dict[str, str]:
    """The hash of each file of a folder by its name with what stands above it."""
    return {above + path.name: file_hash(path) for path in sorted(folder.iterdir())}


def _fill_lines(path: Path, target: Path, fills: Iterable[Row | None]) -> None:
    """Copy a .jsonl with columns filled in; most lines stay as they are and are not parsed."""
    with path.open("rb") as lines, target.open("wb") as file:
        for line, fill in zip(lines, fills, strict=True):
            file.write(orjson.dumps({**orjson.loads(line), **fill}, option=orjson.OPT_APPEND_NEWLINE) if fill else line)
