"""SQL over mined tables: a query in, its rows out. The engine is DuckDB; the tables' files are read as far as a query needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from speechmine.errors import OptionError
from speechmine.tables.column import SPAN_FIELDS
from speechmine.tables.formats.parquet import arrow_table
from speechmine.tables.frames import frame_rows
from speechmine.tables.schema import SCHEMA

if TYPE_CHECKING:
    import pandas as pd

    from speechmine.tables.mined import Mined

__all__ = ["COMPONENTS", "dataset", "selected_rows"]

COMPONENTS = "components"
"""A view with a row for each span of a directive's components."""

_REMEDY = "'speechmine tables' lists the tables and their columns; the column end is written \"end\""


def dataset(mined: Mined, name: str) -> Any:
    """Return a table as a ``pyarrow.dataset.Dataset``: the work of ``Mined.scan``, which says more."""
    there = mined.counts()
    if name not in there:
        raise OptionError(f"table {name!r} is not there; take one of {', '.join(there)}")
    try:
        from pyarrow import dataset as ds
    except ImportError:
        raise OptionError('scan needs pyarrow; install it with pip install "speechmine[parquet]"') from None
    path = mined.parquet_file(name)
    return ds.dataset(path, format="parquet") if path else ds.dataset(arrow_table(name, frame_rows(name, getattr(mined, name))))


def selected_rows(mined: Mined, query: str) -> pd.DataFrame:
    """Return what a query selects: the work of ``Mined.sql``, which says more."""
    try:
        import duckdb
    except ImportError:
        raise OptionError('a query needs DuckDB; install it with pip install "speechmine[sql]"') from None
    try:
        statements = duckdb.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise OptionError(f"query {query!r} is not one SELECT; nothing else is run on mined tables")
        with duckdb.connect(config={"threads": 1}) as connection:  # one, so that rows come in the same order on every run
            _fill(connection, mined, query)
            return connection.execute(statements[0]).df()
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        raise OptionError(f"query {query!r}: {told}; {_REMEDY}") from None


def _fill(connection: Any, mined: Mined, query: str) -> None:
    """Give a connection the tables that a query names, and nothing else to read."""
    words = set(re.findall(r"\w+", query.lower()))
    named = [name for name in mined.counts() if name in words or (name == "directives" and COMPONENTS in words)]
    paths = {name: path for name in named if (path := mined.parquet_file(name))}
    connection.execute("SET allowed_paths = ?", [[str(path) for path in paths.values()]])
    connection.execute("SET enable_external_access = false")
    for name in named:
        if name in paths:
            connection.read_parquet(str(paths[name])).create_view(name)
        else:
            connection.register(name, arrow_table(name, frame_rows(name, getattr(mined, name))))
    if COMPONENTS in words:
        connection.execute(f"CREATE VIEW {COMPONENTS} AS {_components()}")
    connection.execute("SET lock_configuration = true")


def _components() -> str:
    """The query behind the view of components."""
    keys = "directive_id, sentence_id, speech_id, source"
    fields = ", ".join(f'part."{field}" AS "{field}"' for field in SPAN_FIELDS)
    directives = SCHEMA["directives"]
    lists = {name: name if directives[name].kind == "spans" else f"[{name}]" for name in directives.components}
    parts = [f"SELECT {keys}, '{name}' AS component, unnest({cells}) AS part FROM directives" for name, cells in lists.items()]  # noqa: S608 our names
    return f"SELECT {keys}, component, {fields} FROM ({' UNION ALL '.join(parts)}) WHERE part IS NOT NULL"  # noqa: S608
