"""A mined folder that nobody changed since it was written: its files in, each table and text read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from speechmine.errors import InputError
from speechmine.tables.formats import parquet, read_rows
from speechmine.tables.frames import rows_frame
from speechmine.tables.schema import SCHEMA

__all__ = ["OpenedTables", "OpenedTexts"]


class OpenedTables:
    """The tables of a mined folder.

    Parameters
    ----------
    out : Path
    files : mapping of str to Path
        The file of each table that is there.
    counts : mapping of str to int
        Number of rows of each table as it was written.
    """

    def __init__(self, out: Path, files: Mapping[str, Path], counts: Mapping[str, Any]) -> None:
        self.out, self.files, self.counts = out, files, counts

    def frame(self, name: str) -> pd.DataFrame | None:
        """Read a table; None where it was not asked for when the texts were mined.

        Raises
        ------
        InputError
            If the file is not, or no longer, what was written.
        """
        if name not in self.files:
            return None
        frame = _read_frame(self.files[name], name)
        if len(frame) != self.counts.get(name):
            what = f"{name}: it has {len(frame)} rows, and {self.counts.get(name, 'none')} were written; mine again"
            raise InputError(str(self.out), "broken table", what, "tables")
        return frame

    def __contains__(self, name: object) -> bool:
        return name in SCHEMA


class OpenedTexts(Mapping[str, str]):
    """The texts of a mined folder by source, each read when it is first asked for.

    Parameters
    ----------
    files : mapping of str to Path
        The file of each source's text, in the order of ``sources``.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._read: dict[str, str] = {}

    def __getitem__(self, source: str) -> str:
        if source not in self._read:
            self._read[source] = self._files[source].read_bytes().decode("utf-8")
        return self._read[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _read_frame(path: Path, name: str) -> pd.DataFrame:
    """Read a table file that is as speechmine wrote it: parquet a column at a time, the others by rows."""
    return parquet.read_frame(path, name) if path.suffix == ".parquet" else rows_frame(name, read_rows(path, name))
