"""Corrections of rows, keyed so that they outlive a new run: two states of a table or a user's wish in, rows corrected out.

A correction names its row by the columns that tell it apart (source and offsets, never a running number) and keeps a hash of the
sentence it was made in: where the sentence changed it no longer fits, and is told instead of applied.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson

from speechmine.errors import InputError
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, CORPUS_COLUMNS, SCHEMA, TABLES

__all__ = [
    "CORRECTIONS",
    "EDITED",
    "Correction",
    "applied",
    "correction_of",
    "differences",
    "key_of",
    "merged",
    "read_corrections",
    "written",
]

CORRECTIONS = "corrections.jsonl"
"""Name of the file in a mined folder."""

EDITED = "edited"
"""The column that marks a row that a person changed or added."""

# What tells the rows of a table without an id apart; rows that agree in all of it are told apart by their order.
_KEYS = {
    "tokens": ("speech_id", "start", "end"),
    "sectors": ("speech_id", "start", "end", "code"),
    "slogans": ("speech_id", "start", "end"),
    "facts": ("speech_id", "start", "end", "kind"),
    "passages": ("family_id", "speech_id", "start"),
    "errors": ("source", "stage", "error"),
}
_HEAD = 200  # characters of a speech, whose header stands there
_ACTIONS = ("change", "add", "strike")


@dataclass(frozen=True)
class Correction:
    """One row changed, added or struck by a person.

    Attributes
    ----------
    table : str
    action : str
        ``change``, ``add`` or ``strike``.
    key : mapping
        The columns that name the row, with its number among rows that agree in them under ``nth``.
    row : mapping
        The row as it is to be; as it was where it is struck.
    columns : tuple of str
        Of a change, the columns that were changed; the others are free to change with the codebooks.
    source, start, end, sha256
        The sentence, and the hash of its words.
    """

    table: str
    action: str
    key: Mapping[str, Any]
    row: Mapping[str, Any] = field(repr=False)
    columns: tuple[str, ...] = ()
    source: str = ""
    start: int = 0
    end: int = 0
    sha256: str = ""

    def __str__(self) -> str:
        key = ", ".join(str(value) for value in self.key.values())
        return f"{self.table}: {self.action} {key}"


Key = tuple[Any, ...]


def key_of(table: str, row: Mapping[str, Any]) -> Key:
    """Return the values that tell a row of a table apart."""
    own = SCHEMA[table].key
    return tuple(row[name] for name in ((own,) if own else _KEYS[table]))


def correction_of(
    table: str, action: str, row: Row, texts: Mapping[str, str], *, columns: Iterable[str] = (), nth: int = 0
) -> Correction:
    """Return the correction that gives a table a row, or takes it away."""
    own = SCHEMA[table].key
    key = {name: row[name] for name in ((own,) if own else _KEYS[table])} | ({"nth": nth} if nth else {})
    source, start, end = _sentence(table, row)
    plain = {name: value for name, value in row.items() if name != EDITED}
    return Correction(table, action, key, plain, tuple(columns), source, start, end, _hash(texts, source, start, end))


def _sentence(table: str, row: Mapping[str, Any]) -> tuple[str, int, int]:
    """Where the words stand that a correction depends on: the sentence of the row, the head of the speech, the row's own span."""
    source = row.get("source") or ""
    if row.get("sentence_id"):
        source, _, span = str(row["sentence_id"]).rpartition("@")
        start, _, end = span.partition(":")
        return source, int(start), int(end)
    if table == "speeches":
        return source, row["start"], min(row["start"] + _HEAD, row["end"])
    return (source, row["start"], row["end"]) if "start" in COLUMNS[table] else (source, 0, 0)


def _hash(texts: Mapping[str, str], source: str, start: int, end: int) -> str:
    return hashlib.sha256(texts.get(source, "")[start:end].encode()).hexdigest()


# -- from two states of a table


def differences(table: str, before: Iterable[Row], after: Iterable[Row], texts: Mapping[str, str]) -> list[Correction]:
    """Return what a person did to a table: the corrections that make the rows `before` into those `after`."""
    old, new = _keyed(table, before), _keyed(table, after)
    across = CORPUS_COLUMNS.get(table, ())
    found = []
    for key, row in new.items():
        if key not in old:
            found.append(correction_of(table, "add", row, texts, nth=key[-1]))
            continue
        changed = [name for name in COLUMNS[table] if name not in (EDITED, *across) and row[name] != old[key][name]]
        if changed:
            found.append(correction_of(table, "change", row, texts, columns=changed, nth=key[-1]))
    struck = [correction_of(table, "strike", row, texts, nth=key[-1]) for key, row in old.items() if key not in new]
    return [*found, *struck]


def _keyed(table: str, rows: Iterable[Row]) -> dict[Key, Row]:
    """The rows by key, with their number among those of one key."""
    seen: Counter[Key] = Counter()
    keyed = {}
    for row in rows:
        key = key_of(table, row)
        keyed[(*key, seen[key])] = row
        seen[key] += 1
    return keyed


# -- what they do


def applied(
    rows: Mapping[str, Sequence[Row]], texts: Mapping[str, str], corrections: Iterable[Correction]
) -> tuple[dict[str, list[Row]], list[Correction]]:
    """Correct the rows of tables.

    Parameters
    ----------
    rows : mapping of str to sequence of dict
        By table.
    texts : mapping of str to str
        By source.
    corrections : iterable of Correction

    Returns
    -------
    rows : dict of str to list of dict
        Corrected rows have ``edited`` true.
    unfit : list of Correction
        Those that no longer fit: their sentence is not what it was, or the row that they change is gone.
    """
    keyed = {name: _keyed(name, some) for name, some in rows.items()}
    sentences = {row["sentence_id"] for row in rows.get("sentences", ())}
    unfit = []
    for correction in corrections:
        table = keyed.get(correction.table)
        if table is None or not _fits(correction, table, texts, sentences):
            unfit.append(correction)
        elif correction.action == "strike":
            table.pop(_full_key(correction), None)
        else:
            table[_full_key(correction)] = _corrected(correction, table.get(_full_key(correction)))
    order = {row["speech_id"]: place for place, row in enumerate(rows.get("speeches", ()))}
    return {name: _in_order(table.values(), order) for name, table in keyed.items()}, unfit


def _fits(correction: Correction, table: Mapping[Key, Row], texts: Mapping[str, str], sentences: set[str]) -> bool:
    c = correction
    if c.source and (c.source not in texts or _hash(texts, c.source, c.start, c.end) != c.sha256):
        return False
    if c.action == "strike" or _full_key(c) in table:
        return True
    in_sentence = c.row.get("sentence_id")
    return in_sentence in sentences if in_sentence and c.table != "sentences" else c.action == "add"


def _full_key(correction: Correction) -> Key:
    values = dict(correction.key)
    nth = values.pop("nth", 0)
    return (*values.values(), nth)


def _corrected(correction: Correction, row: Row | None) -> Row:
    """The row with what was changed in it; the whole row where there is none any more, or it was added."""
    blank = dict.fromkeys(COLUMNS[correction.table])
    if row is None or correction.action == "add":
        return {**blank, **correction.row, EDITED: True}
    return {**row, **{name: correction.row.get(name) for name in correction.columns}, EDITED: True}


def _in_order(rows: Iterable[Row], order: Mapping[str, int]) -> list[Row]:
    """Rows of one table as they stand in the texts; those added come behind what begins where they do."""
    listed = list(rows)
    if not any(row.get(EDITED) for row in listed) or not listed or "start" not in listed[0] or "speech_id" not in listed[0]:
        return listed
    places = {id(row): place for place, row in enumerate(listed)}
    fixed = [row for row in listed if not row.get(EDITED)]
    is_sorted = all(_spot(a, order) <= _spot(b, order) for a, b in pairwise(fixed))
    return sorted(listed, key=lambda row: (_spot(row, order), places[id(row)])) if is_sorted else listed


def _spot(row: Row, order: Mapping[str, int]) -> tuple[int, int]:
    return order.get(row["speech_id"], len(order)), row["start"]


def merged(earlier: Iterable[Correction], later: Iterable[Correction]) -> list[Correction]:
    """Return corrections as one list, one a row: of two the later counts, and of changes all columns."""
    found: dict[tuple[str, Key], Correction] = {}
    for correction in (*earlier, *later):
        place = correction.table, _full_key(correction)
        before = found.pop(place, None)
        found[place] = _together(before, correction) if before else correction
    return sorted(found.values(), key=lambda one: (TABLES.index(one.table), one.source, one.start, str(one)))


def _together(before: Correction, now: Correction) -> Correction:
    if now.action == "change" and before.action in ("change", "add"):
        columns = () if before.action == "add" else tuple(dict.fromkeys((*before.columns, *now.columns)))
        return Correction(**{**_fields(now), "action": before.action, "columns": columns})
    return now


def _fields(correction: Correction) -> dict[str, Any]:
    return {name: getattr(correction, name) for name in Correction.__dataclass_fields__}


# -- their file


def written(corrections: Iterable[Correction]) -> bytes:
    """Return corrections as the lines of their file."""
    option = orjson.OPT_APPEND_NEWLINE | orjson.OPT_SERIALIZE_NUMPY
    return b"".join(orjson.dumps(asdict(correction), option=option) for correction in corrections)


def read_corrections(path: Path) -> list[Correction]:
    """Read a file of corrections; none where there is no file.

    Raises
    ------
    InputError
        ``broken corrections`` with the line that is none.
    """
    return list(_read(path)) if path.is_file() else []


def _read(path: Path) -> Iterator[Correction]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                values = orjson.loads(line)
                correction = Correction(**{**values, "columns": tuple(values["columns"])})
                known = correction.table in SCHEMA and correction.action in _ACTIONS
            except (ValueError, TypeError, KeyError):
                known = False
            if not known:
                what = f"line {number} is no correction; mend the line or remove it"
                raise InputError(str(path), "broken corrections", what, "tables")
            yield correction
