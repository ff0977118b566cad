"""What a table and a column are: the records that every declaration of a table is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["KINDS", "SPAN_FIELDS", "Column", "Table"]

KINDS = {
    "text": "a string, perhaps an empty one",
    "str": "a string",
    "int": "an integer",
    "float": "a number",
    "bool": "true or false",
    "strs": "a list of strings",
    "json": "an object",
    "span": "an object {text, start, end, how, …}",
    "spans": "a list of objects {text, start, end, how, …}",
}
"""The kinds of cells, and what they hold."""

SPAN_FIELDS = {"text": "text", "start": "int", "end": "int", "how": "str", "role": "str", "kind": "str", "value": "str"}
"""The keys a nested span may have; text, start and end always stand."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
    kind : str
        A key of ``KINDS``.
    meaning : str
        What a cell says, in one line.
    null : bool
        Whether a cell may be empty.
    values : tuple
        All that a cell may hold; anything where empty. Of a list, what its items may be.
    codebook : str
        Name of the codebook whose codes are the values.
    unit : str
        What a number counts: ``characters``, ``share`` (of 1) ….
    joins : str
        The key that it holds, as ``table.column``.
    across : bool
        Whether pass 2 fills it in, which looks across the speeches of a corpus.
    """

    name: str
    kind: str
    meaning: str
    null: bool = False
    values: tuple[str | int, ...] = ()
    codebook: str = ""
    unit: str = ""
    joins: str = ""
    across: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    name : str
    row : str
        What a row is.
    columns : tuple of Column
        In their order.
    key : str
        The column that tells its rows apart, empty where there is none.
    of_pass : int
        1 where its rows come from one document alone, 2 where they look across the speeches.
    example : str
        A call that joins it or picks rows of it, for the data dictionary.
    long : bool
        Whether .csv keeps its spans in a table of their own, ``components``, by the key.
    on_demand : bool
        Whether it is filled only where it is asked for.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: str = ""
    of_pass: int = 1
    example: str = ""
    long: bool = False
    on_demand: bool = False

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def components(self) -> tuple[str, ...]:
        """The columns that .csv keeps in the table ``components``."""
        return tuple(column.name for column in self.columns if column.kind in ("span", "spans")) if self.long else ()
