"""doccano: lines of a coding in, its JSON lines out, and back [1]_. Its offsets count UTF-16 units, as a browser does [2]_.

References
----------
.. [1] doccano, formats of sequence labelling and text classification, doccano.github.io.
.. [2] doccano, issue 2290: without "count grapheme clusters as one character" the offsets are those of JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from speechmine.errors import InputError
from speechmine.validate.lines import PLACE, Line
from speechmine.validate.offsets import as_drawn, from_utf16, to_utf16
from speechmine.validate.tasks import TASKS, Field

__all__ = ["from_doccano", "is_doccano", "to_doccano"]

_MORE = ("coder", "skipped", "comment")


def to_doccano(lines: Iterable[Line]) -> Iterator[dict[str, Any]]:
    """Yield a record a line: labels are ``field:code``, spans with their offsets before."""
    for line in lines:
        labels = [label for field in TASKS[line["of"]] for label in _labels(line, field)]
        meta = orjson.dumps({name: line.get(name) for name in (*PLACE, *_MORE)}).decode()
        yield {"text": line["text"], "label": labels, "speechmine": meta}


def _labels(line: Line, field: Field) -> Iterator[Any]:
    for item in (line.get("fields") or {}).get(field.name) or ():
        if field.kind != "spans":
            yield f"{field.name}:{item}"
            continue
        edges = (to_utf16(line["text"], item[edge] - line["start"]) for edge in ("start", "end"))
        yield [*edges, f"{field.name}:{item['code']}"]


def is_doccano(record: dict[str, Any]) -> bool:
    """Return whether an object of JSON lines is one of doccano's."""
    return "fields" not in record and bool({"label", "labels", "cats", "entities"} & set(record))


def from_doccano(record: dict[str, Any], where: str, coder: str) -> Line:
    """Return a record as a line; `coder` is whose it is where it does not say so.

    Raises
    ------
    InputError
        If the record was not written by speechmine, or its text or a label was changed.
    """
    meta = record.get("speechmine") or (record.get("meta") or {}).get("speechmine")
    if not meta:
        raise InputError(where, "broken coding", "speechmine is missing; import what write_coding wrote")
    place = orjson.loads(meta) if isinstance(meta, str) else dict(meta)
    text, moved = as_drawn(record["text"], place["sha256"], where)
    fields: dict[str, list[Any]] = {field.name: [] for field in TASKS[place["of"]]}
    for label in _found(record):
        *edges, name = label if isinstance(label, list) else [label]
        field, _, code = name.partition(":")
        if field not in fields:
            raise InputError(where, "broken coding", f"label {name!r} is not of the form FIELD:CODE; fields: {', '.join(fields)}")
        if not edges:
            fields[field].append(code)
            continue
        start, end = (moved(from_utf16(record["text"], edge)) for edge in edges)
        span = {"start": place["start"] + start, "end": place["start"] + end, "text": text[start:end], "code": code}
        fields[field].append(span)
    skipped = bool(place["skipped"])
    return {**place, "text": text, "coder": place["coder"] or coder, "skipped": skipped, "fields": {} if skipped else fields}


def _found(record: dict[str, Any]) -> list[Any]:
    entities = [[one["start_offset"], one["end_offset"], one["label"]] for one in record.get("entities") or ()]
    return [*(record.get("label") or record.get("labels") or ()), *entities, *(record.get("cats") or ())]
