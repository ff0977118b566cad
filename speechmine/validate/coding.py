"""Codings: files of what people coded in, one tidy frame out, and back.

The format is JSON lines, UTF-8, a line a sentence and coder; docs/coding.md has it in full. Lines without a coder are those of
the sample: they give the design (stratum, probability) to the lines of the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from speechmine.errors import InputError, OptionError
from speechmine.validate.design import text_hash
from speechmine.validate.tasks import TASKS, Field

__all__ = ["COLUMNS", "check_fields", "coding_frame", "coding_lines", "read_coding", "read_lines", "sample_lines"]

COLUMNS = [
    "sample", "of", "source", "speech_id", "sentence_id", "start", "end", "text", "stratum", "probability", "coder", "field",
    "codes", "spans", "comment",
]  # fmt: skip
_NEEDED = ("of", "source", "speech_id", "sentence_id", "start", "end", "text", "sha256")

Line = dict[str, Any]


def read_coding(paths: str | Path | Iterable[str | Path]) -> pd.DataFrame:
    """Read what people coded.

    Parameters
    ----------
    paths : str, Path or iterable of these
        Files that the coding page exported, with ``sample.jsonl`` for the design; or a folder with all of them.

    Returns
    -------
    DataFrame
        One row a sentence, coder and field, sorted by source, start, coder and the order of the fields: sample, of, source,
        speech_id, sentence_id, start, end, text, stratum, probability (to be in the sample; NaN where no file tells it),
        coder (None where nobody coded the sentence yet), field, codes (list of str, sorted; None where it is not coded or was
        skipped), spans (list of {start, end,
        text, code}, offsets in the source text; None where the field has none), comment.

    Raises
    ------
    InputError
        Where a file cannot be read, a line lacks something, or the text is not the one that was drawn: file and line.

    Examples
    --------
    >>> import tempfile
    >>> line = {"of": "themes", "source": "甲.txt", "speech_id": "甲.txt@0", "sentence_id": "甲.txt@0:3", "start": 0, "end": 3}
    >>> line |= {"text": "要快。", "sha256": text_hash("要快。"), "coder": "A", "fields": {"theme": ["T13"]}}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "A.jsonl").write_bytes(orjson.dumps(line))
    ...     read_coding(folder)[["coder", "field", "codes"]].values.tolist()
    [['A', 'theme', ['T13']]]
    """
    return coding_frame(read_lines(_files(paths)))


def _files(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    named = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    found = [file for path in named for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    if not found:
        raise InputError(
            ", ".join(map(str, named)) or "coding", "no coding", "no .jsonl file; name what the coding page exported"
        )
    return found


def read_lines(files: Iterable[Path]) -> list[Line]:
    """Read the lines of files, each checked; a line carries where it stands under ``where``."""
    lines = []
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InputError(
                str(file), "unreadable coding", f"{error.strerror}; name a file that the coding page exported"
            ) from None
        for number, text in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
            if text.strip():
                lines.append(_checked(_parsed(text, f"{file}:{number}"), f"{file}:{number}"))
    return lines


def _parsed(text: bytes, where: str) -> Line:
    try:
        line = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(where, "broken coding", f"the line is no JSON ({error}); export the coding again") from None
    if not isinstance(line, dict):
        raise InputError(where, "broken coding", "the line is no object; export the coding again")
    return line


def _checked(line: Line, where: str) -> Line:
    """Return a line with its place, refused where it lacks something or its text is not the one that was drawn."""
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


def coding_frame(lines: Sequence[Line]) -> pd.DataFrame:
    """Return lines as the frame of `read_coding`.

    Raises
    ------
    InputError
        If two lines give one coder's coding of one sentence differently.
    """
    design = {(line["of"], line["sentence_id"]): line for line in lines if "probability" in line}
    rows: dict[tuple[Any, ...], Line] = {}
    coded = {(line["of"], line["sentence_id"]) for line in lines if line.get("coder")}
    for line in lines:
        if not line.get("coder") and (line["of"], line["sentence_id"]) in coded:
            continue
        drawn = design.get((line["of"], line["sentence_id"]), {})
        for number, field in enumerate(TASKS[line["of"]]):
            key = line["source"], line["start"], line["end"], line["of"], line.get("coder") or "", number
            row = _row(line, drawn, field)
            if key in rows and (row["codes"], row["spans"]) != (rows[key]["codes"], rows[key]["spans"]):
                where = line.get("where", "coding")
                what = f"{line['coder']} coded {line['sentence_id']} twice and differently; leave one of the files out"
                raise InputError(where, "two codings", what)
            rows[key] = row
    frame = pd.DataFrame([rows[key] for key in sorted(rows)], columns=COLUMNS)
    return frame.astype({"start": int, "end": int, "probability": float})


def _row(line: Line, drawn: Line, field: Field) -> Line:
    given = line.get("fields") or {}
    value = None if line.get("skipped") or not line.get("coder") else given.get(field.name, [])
    spans = (
        sorted(value, key=lambda span: (span["start"], span["end"], span["code"])) if value and field.kind == "spans" else value
    )
    codes = {span["code"] for span in value} if value and field.kind == "spans" else value
    return {
        **{name: line.get(name) for name in COLUMNS},
        "stratum": drawn.get("stratum", "all"),
        "probability": drawn.get("probability"),
        "field": field.name,
        "codes": None if codes is None else sorted(codes),
        "spans": spans if field.kind == "spans" else None,
        "comment": line.get("comment") or "",
    }


def coding_lines(coding: pd.DataFrame) -> list[Line]:
    """Return the frame of `read_coding` as lines of its format, a line a sentence and coder."""
    lines: dict[tuple[Any, ...], Line] = {}
    for row in coding.to_dict("records"):
        key = row["of"], row["source"], row["start"], row["end"], row["coder"]
        line = lines.setdefault(key, {
            **{name: row[name] for name in ("sample", "of", "source", "speech_id", "sentence_id", "start", "end", "text")},
            "sha256": text_hash(row["text"]), "coder": row["coder"], "skipped": row["codes"] is None, "comment": row["comment"],
            "fields": {}, **_design(row),
        })  # fmt: skip
        line["fields"][row["field"]] = row["codes"] if row["spans"] is None else row["spans"]
    return list(lines.values())


def _design(row: Mapping[str, Any]) -> Line:
    return {} if pd.isna(row["probability"]) else {"stratum": row["stratum"], "probability": row["probability"]}


def sample_lines(sample: pd.DataFrame) -> list[Line]:
    """Return a sample as lines of the format, without a coder."""
    return [dict(row) for row in sample.to_dict("records")]


def check_fields(coding: pd.DataFrame, fields: Iterable[str]) -> None:
    """Refuse a field that nobody coded.

    Raises
    ------
    OptionError
    """
    coded = list(dict.fromkeys(coding["field"]))
    unknown = [field for field in fields if field not in coded]
    if unknown:
        raise OptionError(f"field {unknown[0]!r} was not coded; take one of {', '.join(coded) or 'none, the coding is empty'}")
