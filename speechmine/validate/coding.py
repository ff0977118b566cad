"""Codings: files of what people coded in, one tidy frame out, and back.

The format is JSON lines, UTF-8, a line a sentence and coder; docs/coding.md has it in full. Lines without a coder are those of
the sample: they give the design (stratum, probability) to the lines of the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from speechmine.errors import InputError, OptionError
from speechmine.validate.design import text_hash
from speechmine.validate.exchange import ENDINGS, WRITERS, read_lines
from speechmine.validate.label_studio import label_config
from speechmine.validate.lines import Line
from speechmine.validate.tasks import TASKS, Field

__all__ = [
    "COLUMNS",
    "check_fields",
    "coding_frame",
    "coding_lines",
    "read_coding",
    "sample_lines",
    "write_coding",
    "write_for_tool",
]

COLUMNS = [
    "sample", "of", "source", "speech_id", "sentence_id", "start", "end", "text", "stratum", "probability", "coder", "field",
    "codes", "spans", "comment",
]  # fmt: skip


def read_coding(paths: str | Path | Iterable[str | Path]) -> pd.DataFrame:
    """Read what people coded.

    Parameters
    ----------
    paths : str, Path or iterable of these
        Files that the coding page or another tool exported (see `write_coding`), with ``sample.jsonl`` for the design; or a
        folder with all of them.

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
    >>> import tempfile, orjson
    >>> line = {"of": "themes", "source": "甲.txt", "speech_id": "甲.txt@0", "sentence_id": "甲.txt@0:3", "start": 0, "end": 3}
    >>> line |= {"text": "要快。", "sha256": text_hash("要快。"), "coder": "A", "fields": {"theme": ["T13"]}}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "A.jsonl").write_bytes(orjson.dumps(line))
    ...     read_coding(folder)[["coder", "field", "codes"]].values.tolist()
    [['A', 'theme', ['T13']]]
    """
    return coding_frame(read_lines(_files(paths)))


def _within(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)


def _files(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    named = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    found = [file for path in named for file in (_within(path) if path.is_dir() else [path])]
    if not found:
        raise InputError(
            ", ".join(map(str, named)) or "coding", "no coding", "no .jsonl file; name what the coding page exported"
        )
    return found


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


def write_coding(coding: pd.DataFrame, path: str | Path, *, tool: str = "speechmine") -> None:
    """Write a sample, or a coding, for another tool; what the tool exports `read_coding` reads.

    Parameters
    ----------
    coding : DataFrame
        As `draw_sample` or `read_coding` gives it.
    path : str or Path
        File with the tool's ending.
    tool : {"speechmine", "label-studio", "doccano", "inception", "inception-xmi", "csv", "xlsx"}
        Label Studio (.json), doccano (.jsonl), INCEpTION as UIMA CAS (.json or .xmi; needs ``dkpro-cassis``), a table (.csv, or
        .xlsx, which needs ``openpyxl``), or the own format (.jsonl), which alone keeps the design.

    Raises
    ------
    OptionError
        If the tool is not known or writes files of another ending.

    Notes
    -----
    Offsets count code points or UTF-16 units, as the tool does. Every text goes with its hash and is checked on the way back: a
    changed text is refused, changed line ends are taken back.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房。严禁渡船超载。今年开春早。"])
    >>> sample = sm.draw_sample(mined, "directives", n=3, coders=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_coding(sample, f"{folder}/tasks.json", tool="label-studio")
    ...     [path.name for path in Path(folder).iterdir()]
    ['tasks.json']
    """
    if tool not in WRITERS:
        raise OptionError(f"tool is {tool!r}; take one of {', '.join(WRITERS)}")
    ending, write = WRITERS[tool]
    if Path(path).suffix.lower() != ending:
        raise OptionError(f"{path}: {tool} reads files that end in {ending}")
    Path(path).write_bytes(write(sample_lines(coding) if "coders" in coding else coding_lines(coding)))


def write_for_tool(sample: pd.DataFrame, folder: Path, tool: str, fields: Iterable[Field]) -> None:
    """Write a sample for another tool into a folder of its own; for Label Studio with the interface that its project needs."""
    folder.mkdir(parents=True, exist_ok=True)
    write_coding(sample, folder / f"sample{WRITERS[tool][0]}", tool=tool)
    if tool == "label-studio":
        (folder / "interface.xml").write_text(label_config(fields), encoding="utf-8")


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
