"""``manifest.csv`` of a folder in, what it says about each text out."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.encodings import decode
from speechmine.read.rows import Table, parse_table

__all__ = ["DRAFT", "MANIFEST", "Manifest", "ManifestRow", "normalised", "read_manifest"]

MANIFEST = "manifest.csv"
DRAFT = "draft"
"""Column of a drafted manifest that says where its values came from; it is no metadata."""
_PATH_COLUMNS = ("path", "source", "file", "filename")


@dataclass(frozen=True)
class ManifestRow:
    """A row: the line it ends on and the metadata of the text it names."""

    line: int
    metadata: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """The rows by the ``/``-separated path of the text they name, and what is wrong with the file."""

    rows: Mapping[str, ManifestRow] = field(default_factory=dict)
    errors: tuple[InputError, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Parameters
    ----------
    path : Path
        ``manifest.csv`` of some folder.

    Returns
    -------
    Manifest
        Empty where there is no such file. The column ``path`` (or ``source``, ``file``, ``filename``) names a text relative
        to the folder; the other columns but ``draft`` are its metadata, empty cells left out. A row that names no text, or one
        that is named already, is an error and is not used. Whether the text exists is for the caller to see.

    Examples
    --------
    >>> read_manifest(Path("没有的文件夹/manifest.csv")).rows
    {}
    """
    try:
        with path.open("rb") as file:
            content = file.read(limits.MAX_FILE_BYTES)
        table = parse_table(decode(content, source=MANIFEST)[0], ",", source=MANIFEST)
        return _manifest(table, _path_column(table))
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        return Manifest(errors=(InputError(MANIFEST, "unreadable", f"{error.strerror}; make the file readable"),))
    except InputError as error:
        return Manifest(errors=(error,))


def normalised(path: str) -> str:
    r"""Write a path as Windows or a person may put it the way a folder is walked.

    Examples
    --------
    >>> normalised(".\\2019\\镇长讲话.txt")
    '2019/镇长讲话.txt'
    """
    parts = path.strip().replace("\\", "/").split("/")
    return unicodedata.normalize("NFC", "/".join(part for part in parts if part not in {"", "."}))


def _path_column(table: Table) -> str:
    for name in _PATH_COLUMNS:
        for column in table.columns:
            if column.casefold() == name:
                return column
    raise InputError(
        MANIFEST, "no path column", f"its columns are {', '.join(table.columns)}; name the one with the files 'path'"
    )


def _manifest(table: Table, column: str) -> Manifest:
    rows: dict[str, ManifestRow] = {}
    errors = list(table.errors)
    for row in table.rows:
        name = normalised(row.cells.get(column, ""))
        if not name:
            errors.append(
                InputError(MANIFEST, "absent file", f"line {row.line} names no file; fill in column {column!r} or remove the row")
            )
        elif name in rows:
            detail = f"line {row.line}: {name!r} is named on line {rows[name].line} already; remove one of the rows"
            errors.append(InputError(MANIFEST, "repeated file", detail))
        else:
            rows[name] = ManifestRow(
                row.line, {key: value.strip() for key, value in row.cells.items() if key not in (column, DRAFT)}
            )
    return Manifest(rows, tuple(errors))
