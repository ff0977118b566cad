"""Codings of other tools: a file in, checked lines out; lines in, a file for the tool out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import orjson

from speechmine.errors import InputError
from speechmine.validate.doccano import from_doccano, is_doccano, to_doccano
from speechmine.validate.inception import from_inception, to_inception
from speechmine.validate.label_studio import from_label_studio, to_label_studio
from speechmine.validate.lines import Line, checked, parsed, read_bytes
from speechmine.validate.spreadsheet import from_csv, from_xlsx, to_csv, to_xlsx

__all__ = ["ENDINGS", "WRITERS", "read_lines"]

ENDINGS = (".jsonl", ".json", ".xmi", ".csv", ".xlsx")
"""Files that may hold a coding."""


def _json_lines(records: Iterable[object]) -> bytes:
    return b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records)


WRITERS: dict[str, tuple[str, Callable[[Sequence[Line]], bytes]]] = {
    "speechmine": (".jsonl", _json_lines),
    "label-studio": (".json", lambda lines: orjson.dumps(to_label_studio(lines), option=orjson.OPT_INDENT_2)),
    "doccano": (".jsonl", lambda lines: _json_lines(to_doccano(lines))),
    "inception": (".json", lambda lines: to_inception(lines).encode()),
    "inception-xmi": (".xmi", lambda lines: to_inception(lines, xmi=True).encode()),
    "csv": (".csv", to_csv),
    "xlsx": (".xlsx", to_xlsx),
}
"""Each tool with the ending of its files and what writes them."""


def read_lines(files: Iterable[Path]) -> list[Line]:
    """Read the lines of files of any tool, each checked; a line carries where it stands under ``where``.

    Raises
    ------
    InputError
        If a file cannot be read, or its texts are not those that were drawn.
    """
    return [checked(line, line.pop("where", str(file))) for file in files for line in _read(file)]


def _read(file: Path) -> list[Line]:
    content, ending = read_bytes(file), file.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(str(file), "unknown format", f"ending {file.suffix!r} is not known; take one of {', '.join(ENDINGS)}")
    if ending == ".csv":
        return from_csv(content, str(file))
    if ending == ".xlsx":
        return from_xlsx(content, str(file))
    if ending == ".jsonl":
        return [
            from_doccano(record, where, file.stem) if is_doccano(record) else {**record, "where": where}
            for where, record in parsed(file, content)
        ]
    if ending == ".json" and content.lstrip().startswith(b"["):
        return from_label_studio(_loaded(content, file), str(file))
    if ending == ".json":
        _loaded(content, file)
    return from_inception(content.decode("utf-8"), str(file))


def _loaded(content: bytes, file: Path) -> list[Line]:
    try:
        return list(orjson.loads(content))
    except orjson.JSONDecodeError as error:
        raise InputError(str(file), "broken coding", f"the file is no JSON ({error}); export it again") from None
