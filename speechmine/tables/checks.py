"""Check mined tables against their declarations and their texts: rows in, what is wrong with them out, lazily and in order.

Loading asks for the first fault of what is cheap to see; ``speechmine verify`` for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

from speechmine.tables.column import SPAN_FIELDS, Column, Table
from speechmine.tables.rows import Row
from speechmine.tables.schema import SCHEMA

__all__ = ["Fault", "faults", "nested_faults"]

Tables = Mapping[str, Sequence[Row]]
Codes = Mapping[str, frozenset[str]]

_LARGEST = 2**53  # what every format keeps exactly
_SHOWN = 60  # characters of a value


class Fault(NamedTuple):
    """What is wrong: a table, a row counted from 1 (None for the whole table), a column (or None) and what was found there."""

    table: str
    row: int | None
    column: str | None
    what: str

    def __str__(self) -> str:
        where = [self.table, *([f"row {self.row}"] if self.row else []), *([f"column {self.column!r}"] if self.column else [])]
        return f"{', '.join(where)}: {self.what}"


def faults(tables: Tables, texts: Mapping[str, str], codes: Codes, counts: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with tables: counts, then kinds and values of cells, then keys, then offsets.

    Each step takes for granted what the one before has seen to, so stop at the first fault or read on at most to its end.

    Parameters
    ----------
    tables : mapping of str to sequence of dict
        Rows by table.
    texts : mapping of str to str
        Text by source.
    codes : mapping of str to set of str
        The codes of each codebook that the tables may hold; codebooks that are not known are left out.
    counts : mapping of str to int
        Number of rows of each table as it was written.
    """
    found = False
    for step in (_counts(tables, counts), _cells(tables, codes), _keys(tables), _places(tables, texts)):
        for fault in step:
            found = True
            yield fault
        if found:
            return


def nested_faults(tables: Tables, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield the nested spans whose text is not what stands at their offsets; the tables have no other faults."""
    for name, rows in tables.items():
        columns = [column.name for column in SCHEMA[name] if column.kind in ("span", "spans")]
        for number, row in enumerate(rows if columns else (), 1):
            text = texts[row["source"]]
            for column in columns:
                spans = row[column] if isinstance(row[column], list) else [row[column]]
                for span in spans:
                    if span is not None and text[span["start"] : span["end"]] != span["text"]:
                        yield Fault(name, number, column, _elsewhere(span, text))


def _counts(tables: Tables, counts: Mapping[str, Any]) -> Iterator[Fault]:
    for name, rows in tables.items():
        if len(rows) != counts.get(name):
            yield Fault(name, None, None, f"it has {len(rows)} rows, and {counts.get(name, 'none')} were written")


# -- cells


def _cells(tables: Tables, codes: Codes) -> Iterator[Fault]:
    for name, rows in tables.items():
        for column in SCHEMA[name]:
            fits, key = _test(column, codes), column.name
            for number, row in enumerate(rows, 1):
                value = row[key]
                if value is None:
                    if not column.null:
                        yield Fault(name, number, key, "it is empty")
                elif not fits(value):
                    yield Fault(name, number, key, f"{_short(value)} is not {_wanted(column, codes)}")


def _test(column: Column, codes: Codes) -> Callable[[Any], bool]:
    """Return what tells whether a cell may hold a value."""
    allowed = frozenset(column.values) or codes.get(column.codebook)
    kind = _KINDS[column.kind]
    if column.unit == "share":
        return lambda value: kind(value) and 0 <= value <= 1
    if allowed is None:
        return kind
    if column.kind == "strs":
        return lambda value: kind(value) and allowed.issuperset(value)
    return lambda value: kind(value) and value in allowed


def _wanted(column: Column, codes: Codes) -> str:
    """What a column holds, in words."""
    kind = _WORDS[column.kind]
    if column.values:
        return f"{kind} of {', '.join(map(str, column.values))}"
    if column.codebook in codes:
        return f"{'a list of codes' if column.kind == 'strs' else 'a code'} of the codebook {column.codebook!r}"
    return f"{kind} from 0 to 1" if column.unit == "share" else kind


def _is_int(value: object) -> bool:
    return type(value) is int and 0 <= value < _LARGEST


def _is_float(value: object) -> bool:
    return type(value) in (int, float) and isfinite(value)  # type: ignore[arg-type]


def _is_span(value: object) -> bool:
    return (
        type(value) is dict
        and _is_int(value.get("start"))
        and _is_int(value.get("end"))
        and type(value.get("text")) is str
        and value["start"] <= value["end"]
        and all(key in SPAN_FIELDS and (type(cell) is str or key in ("start", "end")) for key, cell in value.items())
    )


_KINDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: type(value) is str,
    "str": lambda value: type(value) is str,
    "int": _is_int,
    "float": _is_float,
    "bool": lambda value: type(value) is bool,
    "strs": lambda value: type(value) is list and all(type(item) is str for item in value),
    "json": lambda value: type(value) is dict,
    "span": _is_span,
    "spans": lambda value: type(value) is list and all(map(_is_span, value)),
}
_WORDS = {
    "text": "a string",
    "str": "a string",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "strs": "a list of strings",
    "json": "an object",
    "span": "a span {text, start, end, how, …}",
    "spans": "a list of spans {text, start, end, how, …}",
}


def _short(value: object) -> str:
    told = repr(value)
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}…"


# -- keys


def _keys(tables: Tables) -> Iterator[Fault]:
    known = {(name, column): {row[column] for row in tables[name]} for name, column in _joined(tables)}
    for name, rows in tables.items():
        yield from _doubles(SCHEMA[name], rows)
        for column in SCHEMA[name]:
            target, _, key = column.joins.partition(".")
            keys = known.get((target, key), set())
            for number, row in enumerate(rows if column.joins else (), 1):
                value = row[column.name]
                if value is not None and value not in keys:
                    yield Fault(name, number, column.name, f"{_short(value)} is no {key} of the table {target}")
    yield from _strays(tables)


def _joined(tables: Tables) -> set[tuple[str, str]]:
    """The keys that some column of some table holds."""
    joins = {column.joins for name in tables for column in SCHEMA[name] if column.joins}
    return {(name, column) for name, _, column in (key.partition(".") for key in joins) if name in tables}


def _doubles(table: Table, rows: Sequence[Row]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows if table.key else (), 1):
        if (earlier := first.setdefault(row[table.key], number)) != number:
            yield Fault(table.name, number, table.key, f"{_short(row[table.key])} stands in row {earlier} already")


def _strays(tables: Tables) -> Iterator[Fault]:
    """Rows whose speech stands in another source than they."""
    source_of = {row["speech_id"]: row["source"] for row in tables["speeches"]}
    for name, rows in tables.items():
        for number, row in enumerate(rows if "speech_id" in {column.name for column in SCHEMA[name]} else (), 1):
            if row["source"] != source_of.get(row["speech_id"], row["source"]):
                yield Fault(name, number, "source", f"{_short(row['source'])} does not hold the speech {row['speech_id']!r}")


# -- offsets


def _places(tables: Tables, texts: Mapping[str, str]) -> Iterator[Fault]:
    for number, row in enumerate(tables["sources"], 1):
        length = len(texts[row["source"]])
        if row["n_chars"] != length:
            yield Fault("sources", number, "n_chars", f"{row['n_chars']} is not the length of the text, {length}")
    for name, rows in tables.items():
        names = {column.name for column in SCHEMA[name]}
        for number, row in enumerate(rows if {"start", "end"} <= names else (), 1):
            text = texts[row["source"]]
            if not row["start"] <= row["end"] <= len(text):
                yield Fault(name, number, "start", f"{row['start']}:{row['end']} is no span of the text of {row['source']!r}")
            elif "text" in names and text[row["start"] : row["end"]] != row["text"]:
                yield Fault(name, number, "text", _elsewhere(row, text))
            elif "heading_start" in names and not row["start"] <= row["heading_start"] <= row["heading_end"] <= row["end"]:
                yield Fault(name, number, "heading_start", "the heading does not lie in the section")


def _elsewhere(span: Row, text: str) -> str:
    there = text[span["start"] : span["end"]]
    return f"{_short(span['text'])} is not what stands at {span['start']}:{span['end']}, {_short(there)}"
