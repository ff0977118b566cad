"""How far a run has come: after each document, where its files end; so that a killed run goes on where it stopped.

The journal stands in the hidden folder of a run. Its first line names the run by what decides the tables; each other line
gives the lengths of the table files after one more document, and the texts that it brought. What stands in a file behind the
last line was written by a run that died in the middle of a document: it is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import orjson

__all__ = ["JOURNAL", "Journal"]

JOURNAL = "journal.jsonl"


class Journal:
    """The journal of a run.

    Parameters
    ----------
    folder : Path
        The hidden folder.
    key : str
        What the run is named by.

    Attributes
    ----------
    lines : list of dict
        One a document that an earlier run of the same key finished, with ``sizes``, ``counts`` and ``texts``; the first one
        stands for what was there before any document. Empty where there was none.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self.path, self.key = folder / JOURNAL, key
        self.lines = self._read()
        self._file: IO[bytes] | None = None

    def _read(self) -> list[dict[str, Any]]:
        try:
            head, *lines = self.path.read_bytes().split(b"\n")[:-1]  # behind the last line end stands half a line, or nothing
        except (OSError, ValueError):
            return []
        return [orjson.loads(line) for line in lines] if orjson.loads(head) == {"key": self.key} else []

    def open(self) -> None:
        """Begin to write, behind what is there of the same run."""
        whole = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in [{"key": self.key}, *self.lines])
        self.path.write_bytes(whole)
        self._file = self.path.open("ab")

    def add(self, sizes: Mapping[str, int], counts: Mapping[str, int], texts: Mapping[str, str]) -> None:
        """Tell that one more document is done."""
        if self._file is not None:
            self._file.write(orjson.dumps({"sizes": sizes, "counts": counts, "texts": texts}, option=orjson.OPT_APPEND_NEWLINE))
            self._file.flush()

    def close(self) -> None:
        """Stop writing."""
        if self._file is not None:
            self._file.close()
            self._file = None
