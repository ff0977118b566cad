"""What the program says of a sentence, in the fields that people code: mined tables in, a coding by ``speechmine`` out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from speechmine.tables.mined import Mined
from speechmine.validate.tasks import TASKS

__all__ = ["COMPONENTS", "PROGRAM", "program_coding"]

PROGRAM = "speechmine"
"""The coder's name of the program."""

COMPONENTS = {
    "actor": "actors", "deontic": "deontics", "object": "objects", "condition": "conditions", "purpose": "purposes",
    "or_else": "or_else",
}  # fmt: skip
"""The column of each component that a directive has several of."""

Row = dict[str, Any]


def program_coding(mined: Mined, of: str, sentences: Iterable[str] | None = None) -> pd.DataFrame:
    """Return what the program says of sentences.

    Parameters
    ----------
    mined : Mined
    of : str
        A task of `TASKS`.
    sentences : iterable of str, optional
        Their ``sentence_id``; all of them by default.

    Returns
    -------
    DataFrame
        One row a sentence and field, in the order of the sentences: speech_id, sentence_id, start, end, of, coder, field,
        codes, spans (as of `read_coding`).

    Examples
    --------
    >>> import speechmine as sm
    >>> coding = program_coding(sm.mine(sm.sample_path()), "themes")
    >>> coding["codes"].iloc[0]
    ['T01']
    """
    own = mined.sentences
    if sentences is not None:
        own = own[own["sentence_id"].isin(set(sentences))]
    tell = _TOLD[of](mined)
    rows = []
    for sentence in own[["speech_id", "sentence_id", "start", "end", "theme"]].to_dict("records"):
        told = tell(sentence)
        place = {name: sentence[name] for name in ("speech_id", "sentence_id", "start", "end")}
        for field in TASKS[of]:
            spans = _sorted(told[field.name]) if field.kind == "spans" else None
            found = {span["code"] for span in spans} if spans is not None else set(told[field.name])
            rows.append({**place, "of": of, "coder": PROGRAM, "field": field.name, "codes": sorted(found), "spans": spans})
    return pd.DataFrame(rows, columns=["speech_id", "sentence_id", "start", "end", "of", "coder", "field", "codes", "spans"])


Told = Callable[[Row], dict[str, Any]]


def _by_sentence(frame: pd.DataFrame) -> Callable[[Row], list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in frame.to_dict("records"):
        rows.setdefault(row["sentence_id"], []).append(row)
    return lambda sentence: rows.get(sentence["sentence_id"], [])


def _directives(mined: Mined) -> Told:
    found = _by_sentence(mined.directives)

    def tell(sentence: Row) -> dict[str, Any]:
        own = found(sentence)
        return {
            "directive": ["directive"] if own else [],
            "modality": {letter for row in own for letter in row["modality"]},
            "strength": [str(max(row["strength"] for row in own))] if own else [],
            "reported": ["reported"] if own and all(row["reported"] for row in own) else [],
        }

    return tell


def _components(mined: Mined, codes: Iterable[str] = ("aim", *COMPONENTS), name: str = "component") -> Told:
    """Spans that stand in the sentence itself, each once however many directives share it."""
    found = _by_sentence(mined.directives)

    def tell(sentence: Row) -> dict[str, Any]:
        spans = []
        for code in codes:
            for row in found(sentence):
                cells = [row["aim"]] if code == "aim" else row[COMPONENTS[code]]
                spans += [_span(cell, code) for cell in cells if cell and cell["how"] != "inherited"]
        return {name: [span for span in spans if sentence["start"] <= span["start"] and span["end"] <= sentence["end"]]}

    return tell


def _span(cell: Row, code: str) -> Row:
    return {"start": int(cell["start"]), "end": int(cell["end"]), "text": cell["text"], "code": code}


def _sorted(spans: Iterable[Row]) -> list[Row]:
    once = {(span["start"], span["end"], span["code"]): span for span in spans}
    return [once[key] for key in sorted(once)]


def _coded(mined: Mined, table: str, name: str, column: str) -> Told:
    found = _by_sentence(getattr(mined, table))
    return lambda sentence: {name: [_span(row, row[column]) for row in found(sentence)]}


def _sectors(mined: Mined) -> Told:
    found = _by_sentence(mined.sectors)
    return lambda sentence: {"sector": {row["code"] for row in found(sentence)}}


def _themes(_: Mined) -> Told:
    return lambda sentence: {"theme": [sentence["theme"]] if isinstance(sentence["theme"], str) else []}


_TOLD: dict[str, Callable[[Mined], Told]] = {
    "directives": _directives,
    "actors": lambda mined: _components(mined, ("actor",), "actor"),
    "sectors": _sectors,
    "slogans": lambda mined: _coded(mined, "slogans", "slogan", "type"),
    "facts": lambda mined: _coded(mined, "facts", "fact", "kind"),
    "themes": _themes,
    "components": _components,
}
