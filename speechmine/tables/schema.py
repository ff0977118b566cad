"""The tables as they are declared, by name: what reading, writing, checks and the data dictionary look up."""

from __future__ import annotations

from speechmine.tables.column import SPAN_FIELDS, Table
from speechmine.tables.declared import DECLARED

__all__ = ["COLUMNS", "CORPUS_COLUMNS", "SCHEMA", "SCHEMA_VERSION", "SPAN_FIELDS", "TABLES"]

SCHEMA_VERSION = 2

SCHEMA: dict[str, Table] = {table.name: table for table in DECLARED}
"""Every table by name, in their order."""

TABLES = tuple(SCHEMA)

COLUMNS: dict[str, dict[str, str]] = {name: {column.name: column.kind for column in table} for name, table in SCHEMA.items()}
"""Columns of each table in order, with their kinds."""

CORPUS_COLUMNS = {
    name: columns for name, table in SCHEMA.items() if (columns := tuple(column.name for column in table if column.across))
}
"""The columns that pass 2 fills in; ``passages`` is its table."""
