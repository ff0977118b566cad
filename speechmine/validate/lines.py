"""The lines of a coding: JSON lines in, each checked against the text that was drawn, objects out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from speechmine.errors import InputError
from speechmine.validate.design import text_hash
from speechmine.validate.tasks import TASKS, Field

__all__ = ["PLACE", "Line", "checked", "parsed", "read_bytes"]

PLACE = ("sample", "of", "source", "speech_id", "sentence_id", "start", "end", "sha256")
"""What says which sentence a line is of, beside its text."""

_NEEDED = ("of", "source", "speech_id", "sentence_id", "start", "end", "text", "sha256")

Line = dict[str, Any]


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises
    ------
    InputError
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), "unreadable coding", f"{error.strerror}; name a file that was exported") from None


def parsed(path: Path, content: bytes) -> Iterator[tuple[str, Line]]:
    """Yield the objects of JSON lines, each with where it stands.

    Raises
    ------
    InputError
    """
    for number, text in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if text.strip():
            yield f"{path}:{number}", _parsed(text, f"{path}:{number}")


def _parsed(text: bytes, where: str) -> Line:
    try:
        line = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(where, "broken coding", f"the line is no JSON ({error}); export the coding again") from None
    if not isinstance(line, dict):
        raise InputError(where, "broken coding", "the line is no object; export the coding again")
    return line


def checked(line: Line, where: str) -> Line:
    """Return a line with its place, refused where it lacks something or its text is not the one that was drawn.

    Raises
    ------
    InputError
    """
    missing = [name for name in _NEEDED if name not in line]
    if missing:
        raise InputError(where, "broken coding", f"{missing[0]!r} is missing; a line has {', '.join(_NEEDED)}")
    if line["of"] not in TASKS:
        raise InputError(where, "broken coding", f"of is {line['of']!r}; it is one of {', '.join(TASKS)}")
    if text_hash(line["text"]) != line["sha256"] or line["end"] - line["start"] != len(line["text"]):
        raise InputError(where, "other text", "the text is not the one that was drawn; code the sample as it was written")
    for field in TASKS[line["of"]]:
        _check_value((line.get("fields") or {}).get(field.name), field, line, where)
    unknown = sorted(set(line.get("fields") or {}) - {field.name for field in TASKS[line["of"]]})
    if unknown:
        known = ", ".join(field.name for field in TASKS[line["of"]])
        raise InputError(where, "broken coding", f"field {unknown[0]!r} is not one of {line['of']}: {known}")
    return {**line, "where": where}


def _check_value(value: Any, field: Field, line: Line, where: str) -> None:
    kind = dict if field.kind == "spans" else str
    if value is not None and not (isinstance(value, list) and all(isinstance(item, kind) for item in value)):
        raise InputError(where, "broken coding", f"field {field.name!r} is {value!r}; give a list of {_SAID[kind]}")
    if field.kind == "one" and value and len(value) > 1:
        raise InputError(where, "broken coding", f"field {field.name!r} has {len(value)} codes; it takes one at most")
    for span in value or () if field.kind == "spans" else ():
        inside = [*(span.get(name) for name in ("start", "end", "text", "code"))]
        start, end, text = inside[:3]
        if None in inside or not line["start"] <= start < end <= line["end"]:
            raise InputError(where, "broken coding", f"span {span!r} lies outside of its sentence or lacks a part")
        if line["text"][start - line["start"] : end - line["start"]] != text:
            raise InputError(where, "other text", f"span {start}:{end} does not read {text!r}; offsets count Unicode code points")


_SAID = {dict: "spans", str: "codes"}
