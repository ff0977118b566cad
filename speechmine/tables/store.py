"""Where a run of the miner puts its rows: rows and texts in, tables out, in memory or (``files.TableStore``) in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from speechmine.tables.corrections import EDITED, Correction
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS

__all__ = ["MemoryStore", "Store", "filled", "unedited"]


class Store(Protocol):
    """What takes the rows of a run. Entered before the first row; ``finish`` ends it."""

    resumed: int | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of rows by table."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None: ...

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Append rows to their tables."""

    def add_text(self, source: str, text: str) -> None:
        """Keep a source's text."""

    def add_codebook(self, name: str, content: bytes) -> None:
        """Keep a codebook of the user's own."""

    def checkpoint(self) -> None:
        """Take what was added until now for whole: one more document is done."""

    def rows(self, name: str) -> Iterator[Row]:
        """Read back the rows of a table."""

    def text(self, source: str) -> str:
        """Read back a source's text."""

    def finish(self, fills: Mapping[str, Iterable[Row | None]], manifest: Mapping[str, Any]) -> None:
        """Fill in the columns of pass 2 and take the manifest."""


class MemoryStore:
    """Keeps the rows of a run in memory.

    Attributes
    ----------
    tables : dict of str to list of dict
        The rows by table.
    texts : dict of str to str
        Text by source.
    own_codebooks : dict of str to bytes
        File by name.
    corrections : sequence of Correction
        What a person corrected in the rows.
    manifest : mapping
        Empty until the run is finished.
    """

    resumed: int | None = None

    def __init__(self, tables: Iterable[str]) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in tables}
        self.texts: dict[str, str] = {}
        self.own_codebooks: dict[str, bytes] = {}
        self.corrections: Sequence[Correction] = ()
        self.manifest: Mapping[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        pass

    @property
    def counts(self) -> dict[str, int]:
        """Number of rows by table."""
        return {name: len(rows) for name, rows in self.tables.items()}

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        """Append rows to their tables."""
        for name, some in rows.items():
            self.tables[name] += unedited(name, some)

    def add_text(self, source: str, text: str) -> None:
        """Keep a source's text."""
        self.texts[source] = text

    def add_codebook(self, name: str, content: bytes) -> None:
        """Keep a codebook of the user's own."""
        self.own_codebooks[name] = content

    def checkpoint(self) -> None:
        """Nothing of it outlives the process."""

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a table."""
        return iter(self.tables[name])

    def text(self, source: str) -> str:
        """Give a source's text."""
        return self.texts[source]

    def finish(self, fills: Mapping[str, Iterable[Row | None]], manifest: Mapping[str, Any]) -> None:
        """Fill in the columns of pass 2 and take the manifest."""
        for name, some in fills.items():
            self.tables[name] = list(filled(self.tables[name], some))
        self.manifest = manifest


def unedited(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of a table as they come, marked as nobody's where the table has a mark and they have none."""
    is_marked = EDITED in COLUMNS[name]
    for row in rows:
        if is_marked:
            row.setdefault(EDITED, False)
        yield row


def filled(rows: Iterable[Row], fills: Iterable[Row | None]) -> Iterator[Row]:
    """Yield rows with the columns of pass 2 filled in, one entry of `fills` a row; where it is None, the row as it is."""
    for row, fill in zip(rows, fills, strict=True):
        yield {**row, **fill} if fill else row
