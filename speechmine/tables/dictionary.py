"""The data dictionary: the declarations of the tables in, a frame or the page ``docs/tables.md`` out."""

from __future__ import annotations

import difflib

import pandas as pd

from speechmine.errors import OptionError
from speechmine.tables.column import KINDS, Column
from speechmine.tables.schema import SCHEMA, SCHEMA_VERSION

__all__ = ["table_docs", "tables_page"]

_COLUMNS = ["table", "column", "kind", "null", "values", "unit", "joins", "filled_by", "meaning"]
_INTRODUCTION = f"""# The tables

Generated from `speechmine/tables/declared.py` (schema version {SCHEMA_VERSION}) with `speechmine tables`; do not edit.
`speechmine tables NAME` prints one of them, `sm.table_docs()` gives all of it as a DataFrame.

Offsets count Unicode code points of the source text, end exclusive: `mined.texts[source][start:end] == text`, also in nested
spans. *null* says that a cell may be empty. A column marked *pass 2* looks across the speeches of the corpus.
"""


def table_docs(name: str | None = None) -> pd.DataFrame:
    """Return the data dictionary of the tables.

    Parameters
    ----------
    name : str, optional
        One table; all where None.

    Returns
    -------
    DataFrame
        A row a column of a table: ``table``, ``column``, ``kind``, ``null``, ``values`` (what a cell may hold), ``unit``,
        ``joins`` (the key it holds, as ``table.column``), ``filled_by`` (``pass 1`` or ``pass 2``) and ``meaning``.

    Raises
    ------
    OptionError
        If there is no such table.

    Examples
    --------
    >>> docs = table_docs("sectors")
    >>> docs[["column", "joins"]].head(3).to_dict("records")[2]
    {'column': 'sentence_id', 'joins': 'sentences.sentence_id'}
    """
    if name is not None and name not in SCHEMA:
        near = difflib.get_close_matches(name, SCHEMA, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(SCHEMA)}"
        raise OptionError(f"no table {name!r}; {remedy}")
    rows = [
        (
            table.name, column.name, column.kind, column.null, _values(column), column.unit, column.joins,
            _filled_by(column, table.of_pass), column.meaning,
        )
        for table in SCHEMA.values()
        for column in table
        if name in (None, table.name)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=_COLUMNS)


def tables_page(name: str | None = None) -> str:
    """Return the data dictionary as Markdown: the whole page, or the part on one table."""
    parts = [] if name else [_INTRODUCTION]
    for table in [SCHEMA[name]] if name else SCHEMA.values():
        key = f" Key: `{table.key}`." if table.key else ""
        parts.append(f"## {table.name}\n\nA row is {table.row}.{key}\n")
        lines = ["| column | kind | null | holds | meaning |", "| --- | --- | --- | --- | --- |"]
        lines += [_line(column) for column in table]
        parts.append("\n".join(lines) + "\n")
        parts.append(f"```python\n{table.example}\n```\n")
    kinds = "\n".join(f"- `{kind}`: {what}" for kind, what in KINDS.items())
    return "\n".join(parts if name else [*parts, f"## Kinds\n\n{kinds}\n"])


def _line(column: Column) -> str:
    across = " *(pass 2)*" if column.across else ""
    holds = "; ".join(part for part in (_values(column), column.unit, f"→ `{column.joins}`" if column.joins else "") if part)
    return f"| `{column.name}` | {column.kind} | {'null' if column.null else ''} | {holds} | {column.meaning}{across} |"


def _values(column: Column) -> str:
    return f"codes of {column.codebook}" if column.codebook else ", ".join(map(str, column.values))


def _filled_by(column: Column, of_pass: int) -> str:
    return f"pass {2 if column.across else of_pass}"
