"""What a run wrote, kept beside the tables: a mined folder in, what a person did to its tables since out."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from speechmine.errors import InputError, OptionError
from speechmine.tables.corrections import Correction, differences
from speechmine.tables.formats import read_rows
from speechmine.tables.formats.flat import COMPONENTS
from speechmine.tables.formats.lines import lines_of
from speechmine.tables.places import file_hash
from speechmine.tables.rows import Row
from speechmine.tables.schema import TABLES

__all__ = ["WRITTEN", "edited_tables", "hand_edits", "keep_written", "refuse_edited", "written_rows"]

WRITTEN = "texts/.written"
"""Folder in a mined one with the rows as they were written, a .jsonl.gz a table."""


def keep_written(folder: Path, target: Path, names: Iterable[str], ending: str) -> None:
    """Keep the rows of finished tables as reading them back gives them, so that any change to come can be told."""
    target.mkdir()
    for name in names:
        with (target / f"{name}.jsonl.gz").open("wb") as file, gzip.GzipFile("", "wb", 1, file, mtime=0) as lines:
            lines.writelines(lines_of(read_rows(folder / f"{name}.{ending}", name)))


def written_rows(out: Path, name: str) -> Iterator[Row]:
    """Give the rows of a table as they were written."""
    path = out / WRITTEN / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rb") as lines:
            for line in lines:
                yield orjson.loads(line)
    except (OSError, EOFError, ValueError):
        what = (
            f"{WRITTEN}/{name}.jsonl.gz is missing or damaged, so that edits cannot be told; mine the texts into another folder"
        )
        raise InputError(str(out), "incomplete tables", what, "tables") from None


def edited_tables(out: Path) -> list[str]:
    """Return the tables of which a file is no longer the one that was written; a file that is gone holds no edit."""
    manifest = _manifest(out)
    ending, files = manifest.get("format"), manifest.get("files", {})
    changed = [
        name
        for name in (*TABLES, COMPONENTS)
        if (path := out / f"{name}.{ending}").is_file() and path.name in files and file_hash(path) != files[path.name]
    ]
    return sorted({"directives" if name == COMPONENTS else name for name in changed}, key=TABLES.index)


def hand_edits(out: Path, texts: Mapping[str, str]) -> list[Correction]:
    """Return what a person did to the tables of a mined folder since they were written, as corrections.

    Raises
    ------
    InputError
        If a table is broken, or what it was is not kept.
    """
    ending = _manifest(out).get("format")
    found: list[Correction] = []
    for name in edited_tables(out):
        found += differences(name, written_rows(out, name), read_rows(out / f"{name}.{ending}", name), texts)
    return found


def refuse_edited(out: Path) -> None:
    """Refuse to write over tables in which rows were edited by hand; a file that was only saved anew holds no edit.

    Raises
    ------
    OptionError
    """
    names = edited_tables(out)
    if names and hand_edits(out, {}):
        raise OptionError(
            f"{out}: {', '.join(names)} edited by hand would be lost; keep the edits by 'speechmine corrections {out}', "
            "or let them go by --overwrite"
        )


def _manifest(out: Path) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = orjson.loads((out / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found
