"""The page to code on: a sample in, one HTML file a coder that opens offline out, with the design beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from speechmine.codebooks import Code, Codebook
from speechmine.errors import OptionError
from speechmine.report.files import escaped_json, packaged_text, write_whole
from speechmine.report.messages import LANGUAGES, language, speaking, tell, worded
from speechmine.tables.mined import Mined
from speechmine.validate.coding import coding_lines, sample_lines
from speechmine.validate.design import text_hash
from speechmine.validate.program import program_coding
from speechmine.validate.settling import SETTLED, disagreement_frame
from speechmine.validate.tasks import Field, fields_of

__all__ = ["DESIGN", "WORDS", "guide", "settling_page", "sheet_page", "write_sample", "write_settling"]

DESIGN = "sample.jsonl"
"""Name of the file with the design of a sample."""

_CONTEXT = 160  # characters before and after the sentence

# What the page says, by its place in the template.
WORDS = {
    "title": "Coding sheet", "export": "Export", "comment": "Comment", "back": "Back", "done": "Done", "skip": "Skip",
    "next": "Next", "begin": "Begin", "close": "Close", "coder": "Who is coding?", "find": "/ find a code, Enter takes the first",
    "welcome": "You code sentences on your own: what others code is not shown here. Work is kept in this browser; export it at "
    "the end. Press ? for the keys.",
    "progress": "{n} of {all} coded, {skipped} skipped", "isopen": "open", "isdone": "coded", "isskipped": "skipped",
    "proposal": "The program suggests what is set here: a accepts it, r rejects it, any change makes it yours.",
    "readings": "The coders read it differently; a takes a reading, a again the next one:",
    "select": "Select characters first: Shift and the arrow keys.", "nospan": "No span is under the cursor.",
    "nothing": "There is no suggestion to accept.", "decide": "Accept the suggestion (a), reject it (r) or change it.",
    "choose": "Take a reading (a), clear all (r) or code it anew.",
    "finished": "All sentences are coded or skipped: press e to export.",
    "empty": "Nothing is coded yet.", "exported": "{n} sentences exported, {left} still open.",
    "nocode": "No code has this in its name.",
    "unsaved": "This browser keeps nothing: export before you close the page.", "nounits": "There is nothing to settle.",
    "key_codes": "1…9 choose a code, or mark the selected characters with it", "key_caret": "←→ move the cursor by a character",
    "key_extend": "Shift+←→ select characters", "key_jump": "↑↓ move the cursor by a clause",
    "key_unmark": "x remove the span under the cursor",
    "key_filter": "/ find a code by its name", "key_accept": "a accept the suggestion, or take the next reading",
    "key_reject": "r reject it: nothing is there", "key_finish": "Enter coded, go on to the next open sentence",
    "key_skipping": "s skip the sentence, or take it up again", "key_moves": "j/k go to the next or the previous sentence",
    "key_commenting": "c write a comment, Esc leaves it", "key_exporting": "e export as JSON lines",
    "key_switching": "l Chinese or English",
}  # fmt: skip

Unit = dict[str, Any]


def write_sample(mined: Mined, sample: pd.DataFrame, out: str | Path, *, blind: bool = True) -> list[Path]:
    """Write a sample as pages to code on, one a coder, with the design beside them in ``sample.jsonl``.

    Parameters
    ----------
    mined : Mined
        The corpus that the sample was drawn from.
    sample : DataFrame
        As `draw_sample` gives it.
    out : str or Path
        Folder; made where it is missing.
    blind : bool
        Whether the pages hold no suggestion of the program. With suggestions coding is faster, but coders agree too well with
        the program and with each other.

    Returns
    -------
    list of Path
        The files: the design, and ``sheet_NAME.html`` for each coder, by name.

    Raises
    ------
    OptionError
        If the folder holds another sample, so that none is lost.

    Notes
    -----
    The page opens without a network and speaks Chinese and English. It keeps the work in the browser; what coders export goes
    into the same folder, from where `read_coding` reads all of it. A blind page holds nothing that tells what the program found:
    the design is in ``sample.jsonl`` alone.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房。严禁渡船超载。今年开春早。"])
    >>> sample = sm.draw_sample(mined, "directives", n=3, coders=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write_sample(mined, sample, folder)]
    ['sample.jsonl', 'sheet_A.html', 'sheet_B.html']
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    content = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in sample_lines(sample)).decode()
    design = folder / DESIGN
    if design.exists() and design.read_text("utf-8") != content:
        raise OptionError(f"{design} is of another sample; name another folder, so that what was coded is not mixed")
    files = [design]
    write_whole(design, content)
    for coder in sorted({name for names in sample["coders"] for name in names}):
        own = sample[[coder in names for names in sample["coders"]]]
        files.append(folder / f"sheet_{coder}.html")
        write_whole(files[-1], sheet_page(mined, own, coder=coder, blind=blind))
    return files


def sheet_page(mined: Mined, sample: pd.DataFrame, *, coder: str, blind: bool = True) -> str:
    """Return the page of one coder."""
    of = str(sample["of"].iloc[0])
    suggested = {} if blind else _values(program_coding(mined, of, sample["sentence_id"]))
    units = [{**unit, **({"suggested": suggested[unit["sentence_id"]]} if suggested else {})} for unit in _units(mined, sample)]
    return _page({"sample": sample["sample"].iloc[0], "coder": coder, "mode": "code", "blind": blind}, of, units, mined.codebooks)


def write_settling(mined: Mined, coding: pd.DataFrame, out: str | Path) -> int:
    """Write the page to settle on what coders coded differently; return how many sentences that are.

    Parameters
    ----------
    mined : Mined
    coding : DataFrame
        As `read_coding` gives it.
    out : str or Path
        File to write; what is exported from it goes to the codings, its coder is ``settled``.

    Raises
    ------
    OptionError
        If several things were coded at once.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房。"])
    >>> said = sm.draw_sample(mined, "directives", n=1).iloc[0].to_dict() | {"field": "directive", "spans": None, "comment": ""}
    >>> coding = pd.DataFrame([{**said, "coder": "甲", "codes": ["directive"]}, {**said, "coder": "乙", "codes": []}])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_settling(mined, coding, f"{folder}/settle.html")
    1
    """
    page, n = settling_page(mined, coding)
    write_whole(Path(out), page)
    return n


def settling_page(mined: Mined, coding: pd.DataFrame) -> tuple[str, int]:
    """Return the page to settle on, and how many sentences stand on it.

    The readings stand without names, in an order that does not depend on them.
    """
    tasks = list(dict.fromkeys(coding["of"]))
    if len(tasks) != 1:
        raise OptionError(f"the coding is of {', '.join(tasks) or 'nothing'}; settle one thing at a time")
    open_ = disagreement_frame(coding).drop_duplicates("sentence_id")
    own = coding[coding["sentence_id"].isin(open_["sentence_id"]) & coding["codes"].notna() & (coding["coder"] != SETTLED)]
    readings: dict[str, dict[str, Unit]] = {}
    for line in coding_lines(own):
        readings.setdefault(line["sentence_id"], {})[json.dumps(line["fields"], sort_keys=True)] = line["fields"]
    units = [
        {**unit, "readings": [reading for _, reading in sorted(readings[unit["sentence_id"]].items())]}
        for unit in _units(mined, open_.assign(sha256=open_["text"].map(text_hash)))
    ]
    sample = next((name for name in coding["sample"] if name), "settled")
    head = {"sample": sample, "coder": SETTLED, "mode": "settle", "blind": True}
    return _page(head, tasks[0], units, mined.codebooks), len(units)


def _values(coding: pd.DataFrame) -> dict[str, Unit]:
    values: dict[str, Unit] = {}
    for row in coding.to_dict("records"):
        values.setdefault(row["sentence_id"], {})[row["field"]] = row["codes"] if row["spans"] is None else row["spans"]
    return values


def _units(mined: Mined, rows: pd.DataFrame) -> list[Unit]:
    """The sentences with what stands around them."""
    titles = dict(zip(mined.speeches["speech_id"], mined.speeches["title"], strict=True))
    columns = ["of", "source", "speech_id", "sentence_id", "start", "end", "text", "sha256"]
    units = []
    for row in rows[columns].to_dict("records"):
        text, start, end = mined.texts[row["source"]], row["start"], row["end"]
        around = {"before": text[max(0, start - _CONTEXT) : start], "after": text[end : end + _CONTEXT]}
        units.append({**row, **around, "title": titles.get(row["speech_id"]) or ""})
    return units


def _page(head: Unit, of: str, units: Sequence[Unit], codebooks: Mapping[str, Codebook]) -> str:
    data = {**head, "lang": language(), "words": worded(WORDS), "fields": _fields(of, codebooks), "units": units}
    filled = escaped_json(json.dumps(data, ensure_ascii=False))
    template = packaged_text("sheet.html")
    return filled.join(template.replace("@LANG@", language()).split("@DATA@"))


def _fields(of: str, codebooks: Mapping[str, Codebook]) -> list[Unit]:
    """The fields of a task as the page shows them, with their codes and what the guide says of both."""
    return [
        {"name": field.name, "kind": field.kind, **guide()[field.name, ""], "codes": list(_codes(field, codebooks))}
        for field in fields_of(of, codebooks)
    ]


def _codes(field: Field, codebooks: Mapping[str, Codebook]) -> Iterable[Unit]:
    for code in field.codes:
        if field.codebook is None:
            yield {"code": code, **guide()[field.name, code]}
            continue
        entry = codebooks[field.codebook].codes[code]
        named = {"en": entry.extras.get("label_en") or entry.label, "zh": entry.label}
        yield {"code": code, **named, **{f"guide_{lang}": _examples(entry, lang) for lang in LANGUAGES}}


def _examples(entry: Code, lang: str) -> str:
    shown = {"yes: {example}": entry.example, "no: {example}": entry.counter_example}
    with speaking(lang):
        return "　".join(tell(message, example=example) for message, example in shown.items() if example)


@cache
def guide() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Return what ``data/coding_guide.txt`` says of each field (with an empty code) and code: en, zh, guide_en, guide_zh."""
    lines = packaged_text("coding_guide.txt").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(row[0], row[1]): dict(zip(rows[0][2:], row[2:], strict=True)) for row in rows[1:]}
