"""What people coded put to use: a settled coding in; corrected tables, or labels to learn from, out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from speechmine.errors import InputError
from speechmine.tables.correcting import corrected, new_row
from speechmine.tables.corrections import Correction, correction_of, key_of
from speechmine.tables.frames import frame_rows
from speechmine.tables.mined import Mined
from speechmine.tables.rows import Row
from speechmine.validate.design import text_hash
from speechmine.validate.estimators import fold_numbers
from speechmine.validate.program import COMPONENTS
from speechmine.validate.settling import settled_coding

__all__ = ["apply_coding", "training_frame"]

_TABLES = {"themes": "sentences", "actors": "directives", "components": "directives"}
_CODED = "coded"  # the rule of a directive that people found

Said = Mapping[str, Any]
Held = Sequence[tuple[int, Row]]
Edits = Iterator[Correction | None]


class Place(NamedTuple):
    """A coded sentence: its row of the coding, and the rows that a table has in it, each with its number in its key."""

    sentence: Said
    rows: Held


def apply_coding(mined: Mined, coding: pd.DataFrame) -> Mined:
    r"""Correct the tables where people decided otherwise than the program, so that it outlives a new run.

    Parameters
    ----------
    mined : Mined
        The corpus that the sample was drawn from.
    coding : DataFrame
        As `read_coding` gives it: of each sentence what its coders agree on, or the third decision.

    Returns
    -------
    Mined
        With the rows of the coded sentences as people have them, marked ``edited``, and a correction each in ``corrections``,
        as `correct` makes them: themes and sectors of sentences, slogans and facts by their spans, directives that are none or
        that were missed, modality, strength, reported and components of a sentence's only directive. Where a row cannot be
        told from a coding of the sentence (several directives in it, a sector that a heading gives) nothing is changed, and one
        warning counts these.

    Raises
    ------
    InputError
        If nothing is settled, or a sentence is not in the corpus.

    Notes
    -----
    Corrected sentences are no sample any more: draw, code and estimate (`accuracy_frame`, `corrected_frame`) before.

    Examples
    --------
    >>> import speechmine as sm
    >>> from speechmine.validate.program import program_coding
    >>> mined = sm.mine(["各镇要落实责任，严禁超载。\n坚持四不放过。"])
    >>> said = program_coding(mined, "slogans").assign(sample="s", source="", text="", stratum="all", probability=1.0, comment="")
    >>> nobody = said.assign(coder="A", codes=[[] for _ in said.index], spans=[[] for _ in said.index])
    >>> len(mined.slogans), len(apply_coding(mined, nobody).slogans)
    (1, 0)
    """
    settled = _settled(coding)
    known = set(mined.sentences["sentence_id"])
    strange = settled.loc[~settled["sentence_id"].isin(known), "sentence_id"]
    if len(strange):
        raise InputError("coding", "other corpus", f"{strange.iloc[0]} is not in the corpus; give the one that was sampled")
    edits: list[Correction | None] = []
    for of, part in settled.groupby("of", sort=False):
        table = _TABLES.get(str(of), str(of))
        held = _by_sentence(mined, table, set(part["sentence_id"]))
        for sentence, own in part.groupby("sentence_id", sort=False):
            said = {row["field"]: row["codes"] if row["spans"] is None else row["spans"] for row in own.to_dict("records")}
            edits += _EDITORS[str(of)](mined, Place(own.iloc[0].to_dict(), held.get(str(sentence), [])), said)
    left = sum(edit is None for edit in edits)
    if left:
        what = "no row can be told from them (several directives in a sentence, or a sector that a heading gives)"
        warnings.warn(f"coding: {left} decisions change nothing: {what}; correct these rows by hand", UserWarning, stacklevel=2)
    return corrected(mined, [edit for edit in edits if edit is not None])


def training_frame(coding: pd.DataFrame) -> pd.DataFrame:
    r"""Return the settled labels with all that training needs: texts, offsets, hashes, and folds that keep speeches whole.

    Parameters
    ----------
    coding : DataFrame
        As `read_coding` gives it.

    Returns
    -------
    DataFrame
        One row a sentence and field: of, field, source, speech_id, sentence_id, start, end, text, sha256 (of the text in UTF-8),
        labels (list of str, empty where nothing is there), spans (list of {start, end, text, label}, offsets in the source text;
        None where the field has none), probability (to be in the sample), fold (0 to 4, the same for all sentences of a
        speech, so that speeches can be set aside). ``to_json(path, orient="records", lines=True, force_ascii=False)`` writes it.

    Raises
    ------
    InputError
        If nothing is settled.

    Examples
    --------
    >>> import speechmine as sm
    >>> from speechmine.validate.program import program_coding
    >>> mined = sm.mine(["各镇要落实责任，严禁超载。\n坚持四不放过。"])
    >>> said = program_coding(mined, "slogans").assign(sample="s", source="", text="", stratum="all", probability=1.0, comment="")
    >>> training_frame(said.assign(coder="A"))["labels"].tolist()
    [[], ['N']]
    """
    own = _settled(coding).reset_index(drop=True)
    spans = [None if cell is None else [_labelled(span) for span in cell] for cell in own["spans"]]
    folds = fold_numbers(own["speech_id"].tolist()).tolist()
    return pd.DataFrame({
        **{name: own[name] for name in ("of", "field", "source", "speech_id", "sentence_id", "start", "end", "text")},
        "sha256": own["text"].map(text_hash), "labels": own["codes"], "spans": pd.Series(spans, dtype=object),
        "probability": own["probability"], "fold": folds,
    })  # fmt: skip


def _labelled(span: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: value for name, value in span.items() if name != "code"}, "label": span["code"]}


def _settled(coding: pd.DataFrame) -> pd.DataFrame:
    settled = settled_coding(coding)
    if settled.empty:
        raise InputError("coding", "nothing settled", "the coders agree on no sentence; settle what they coded differently")
    return settled


def _by_sentence(mined: Mined, table: str, sentences: set[str]) -> dict[str, list[tuple[int, Row]]]:
    """The rows of a table in each sentence, with their number among the rows of one key."""
    frame = getattr(mined, table)
    found: dict[str, list[tuple[int, Row]]] = {}
    for row in frame_rows(table, frame[frame["sentence_id"].isin(sentences)]):
        own = found.setdefault(row["sentence_id"], [])
        own.append((sum(key_of(table, other) == key_of(table, row) for _, other in own), row))
    return found


# -- what each task changes: the place of the sentence, the rows in it and what people said in, corrections out


def _theme(mined: Mined, place: Place, said: Said) -> Edits:
    theme = next(iter(said["theme"]), None)
    for nth, row in place.rows:
        if row["theme"] != theme:
            yield correction_of("sentences", "change", {**row, "theme": theme}, mined.texts, columns=["theme"], nth=nth)


def _sectors(mined: Mined, place: Place, said: Said) -> Edits:
    wanted = set(said["sector"])
    for nth, row in place.rows:
        if row["code"] not in wanted:
            yield correction_of("sectors", "strike", row, mined.texts, nth=nth) if row["how"] == "mention" else None
    for code in sorted(wanted - {row["code"] for _, row in place.rows}):
        yield _added(mined, "sectors", place, place.sentence, code=code, how="mention")


def _spans(mined: Mined, place: Place, table: str, column: str, wanted: Sequence[Said]) -> Edits:
    """Spans of a table that carry a code: a span with another code is changed, others are added or struck."""
    there = {(row["start"], row["end"]): (nth, row) for nth, row in place.rows}
    asked = {(span["start"], span["end"]): span for span in wanted}
    for span, (nth, row) in there.items():
        code = asked[span]["code"] if span in asked else None
        if row[column] == code:
            continue
        if code is None or column == "kind":  # the kind tells rows apart: another kind is another row
            yield correction_of(table, "strike", row, mined.texts, nth=nth)
        if code is not None:
            action, columns = ("add", ()) if column == "kind" else ("change", (column,))
            yield correction_of(table, action, {**row, column: code}, mined.texts, columns=columns)
    for span, value in asked.items():
        if span not in there:
            yield _added(mined, table, place, value, **{column: value["code"]})


def _directives(mined: Mined, place: Place, said: Said) -> Edits:
    if not said["directive"]:
        yield from (correction_of("directives", "strike", row, mined.texts, nth=nth) for nth, row in place.rows)
        return
    strength = next(iter(said["strength"]), None)
    told = {"modality": said["modality"], "reported": bool(said["reported"])}
    told |= {"strength": int(strength)} if strength is not None else {}
    if not place.rows:
        yield _added(mined, "directives", place, place.sentence, **{"strength": 1, **told}, rule=_CODED)
        return
    changed = {name: value for name, value in told.items() if _together(place.rows, name) != value}
    if changed and len(place.rows) > 1:
        yield None
    elif changed:
        nth, row = place.rows[0]
        yield correction_of("directives", "change", {**row, **changed}, mined.texts, columns=changed, nth=nth)


def _together(held: Held, name: str) -> Any:
    """What the program says of the sentence, as people code it: all modalities, the greatest strength, reported if all are."""
    cells = [row[name] for _, row in held]
    if name == "modality":
        return sorted({letter for cell in cells for letter in cell})
    return max(cells) if name == "strength" else all(cells)


def _components(mined: Mined, place: Place, spans: Sequence[Said], codes: Sequence[str]) -> Edits:
    """The components of the only directive of a sentence; those inherited from before stay."""
    if not place.rows or len(place.rows) > 1:
        told = {_edges(part) for _, row in place.rows for part in _own(row, codes)}
        same = {_edges(span) for span in spans} == told
        yield from () if same else (None,)
        return
    nth, row = place.rows[0]
    changed: dict[str, Any] = {}
    for code in codes:
        column = COMPONENTS.get(code, code)
        asked = [_part(span) for span in spans if span["code"] == code]
        if {_edges(part) for part in asked} == {_edges(part) for part in _own(row, [code])}:
            continue
        kept = [part for part in row[column] or () if part["how"] == "inherited"] if column != "aim" else []
        changed[column] = next(iter(asked), None) if column == "aim" else [*kept, *asked]
    if changed:
        yield correction_of("directives", "change", {**row, **changed}, mined.texts, columns=changed, nth=nth)


def _own(row: Row, codes: Sequence[str]) -> list[Said]:
    cells = [[row["aim"]] if code == "aim" else row[COMPONENTS[code]] for code in codes]
    return [part for cell in cells for part in cell or () if part and part["how"] != "inherited"]


def _edges(span: Said) -> tuple[int, int]:
    return int(span["start"]), int(span["end"])


def _part(span: Said) -> dict[str, Any]:
    return {"text": span["text"], "start": span["start"], "end": span["end"], "how": "explicit"}


def _added(mined: Mined, table: str, place: Place, span: Said, **values: Any) -> Correction:
    where = {"speech_id": place.sentence["speech_id"], "start": int(span["start"]), "end": int(span["end"])}
    return correction_of(table, "add", new_row(mined, table, {**where, **values}), mined.texts)


_EDITORS: Mapping[str, Callable[[Mined, Place, Said], Edits]] = {
    "themes": _theme,
    "sectors": _sectors,
    "slogans": lambda mined, place, said: _spans(mined, place, "slogans", "type", said["slogan"]),
    "facts": lambda mined, place, said: _spans(mined, place, "facts", "kind", said["fact"]),
    "directives": _directives,
    "actors": lambda mined, place, said: _components(mined, place, said["actor"], ("actor",)),
    "components": lambda mined, place, said: _components(mined, place, said["component"], ("aim", *COMPONENTS)),
}
