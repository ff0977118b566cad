"""Correct rows: mined tables and what is to be changed, added or struck in, corrected tables out."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from speechmine.errors import InputError, OptionError
from speechmine.tables.checks import faults
from speechmine.tables.corrections import CORRECTIONS, EDITED, Correction, applied, correction_of, key_of, merged
from speechmine.tables.frames import frame_rows, rows_frame
from speechmine.tables.loading import codes_of, load_mined, read_store
from speechmine.tables.mined import Mined
from speechmine.tables.rows import Row
from speechmine.tables.schema import COLUMNS, SCHEMA
from speechmine.tables.written import edited_tables, hand_edits, written_rows

__all__ = ["correct", "corrected", "load_edited", "new_row"]

_EMPTY: Mapping[str, Any] = {"strs": [], "spans": [], "bool": False, "text": "", "json": {}}


def correct(
    mined: Mined, table: str, row: str | Mapping[str, Any] | None = None, *, strike: bool = False, **values: Any
) -> Mined:
    r"""Change, add or strike one row, so that it outlives a new run.

    Parameters
    ----------
    mined : Mined
    table : str
        Name of the table.
    row : str or mapping, optional
        The row to change or strike: its id, or the values of columns that it alone has. Without it a row is added.
    strike : bool
        Whether to take the row away.
    **values
        The columns to set. A span (aim, actors, …) may be given by its words, which are looked for in the sentence. Of a row
        that is added, the sentence_id and the text, or speech_id, start and end; the rest is filled in or empty.

    Returns
    -------
    Mined
        With the row corrected and marked ``edited``, and the correction in ``corrections``; ``save`` writes them to
        ``corrections.jsonl``, and a new run into that folder applies them.

    Raises
    ------
    OptionError
        If table, row or column are not known, the row is not the only one, or words are not where they are said to be.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(["各镇要落实责任，严禁超载。\\n坚持四不放过。"])
    >>> mined = sm.correct(mined, "directives", mined.directives["directive_id"][1], strength=2, actors=["各镇"])
    >>> mined.directives[["text", "strength", "edited"]].values.tolist()
    [['各镇要落实责任', 1, False], ['严禁超载', 2, True]]
    >>> sm.correct(mined, "slogans", {"text": "四不放过"}, strike=True).corrections[-1].action
    'strike'
    """
    if table not in mined.tables():
        raise OptionError(f"table {table!r} is not here; take one of {', '.join(mined.tables())}")
    _check_columns(table, values)
    rows = list(frame_rows(table, getattr(mined, table)))
    found = {} if row is None else _found(table, rows, row)
    made = {name: _spans(mined, found, name, value) for name, value in values.items()} if found else {}
    now = {**found, **made} if found else new_row(mined, table, values)
    keys = [key_of(table, old) for old in rows]
    if found and not strike and key_of(table, now) == key_of(table, found):
        nth = keys[: rows.index(found)].count(key_of(table, found))
        return corrected(mined, [correction_of(table, "change", now, mined.texts, columns=values, nth=nth)])
    edits = []
    if found:
        nth = keys[: rows.index(found)].count(key_of(table, found))
        edits.append(correction_of(table, "strike", found, mined.texts, nth=nth))
    if not strike:  # a row whose key changes is another row
        edits.append(correction_of(table, "add", now, mined.texts, nth=keys.count(key_of(table, now))))
    return corrected(mined, edits)


def corrected(mined: Mined, corrections: Iterable[Correction]) -> Mined:
    """Return tables with corrections applied and kept; one warning for each that no longer fits.

    What looks across speeches is found anew where a date was corrected, or a speech struck or added.
    """
    corrections = list(corrections)
    dated = [one for one in corrections if one.table == "speeches" and (one.action != "change" or "date" in one.columns)]
    if not dated:
        return _corrected(mined, corrections)
    from speechmine.analyse.subsets import across_anew

    mined = across_anew(_corrected(mined, dated))
    others = [one for one in corrections if one not in dated]
    again = [one for one in mined.corrections if one.table == "passages" and one not in others]
    return _corrected(mined, [*again, *others]) if again or others else mined


def _corrected(mined: Mined, corrections: Sequence[Correction]) -> Mined:
    touched = {correction.table for correction in corrections}
    touched |= {"directives"} if "sectors" in touched else set()
    names = touched | {"speeches", "sentences"}
    rows = {name: list(frame_rows(name, frame)) for name, frame in mined.tables().items() if name in names}
    done, unfit = applied(rows, mined.texts, corrections)
    for correction in unfit:
        why = "its sentence, or the row, is no longer there as it was; correct it anew or take its line away"
        warnings.warn(f"{CORRECTIONS}: {correction} no longer fits: {why}", UserWarning, stacklevel=3)
    if "sectors" in touched:
        _name_sectors_anew(done, [correction for correction in corrections if correction.table == "sectors"])
    frames = {name: rows_frame(name, done[name]) for name in sorted(touched & set(done))}
    counts = {**mined.manifest.get("counts", {}), **{name: len(frame) for name, frame in frames.items()}}
    line = f"corrected: {len(corrections) - len(unfit)} rows"
    manifest = {**mined.manifest, "counts": counts, "history": [*mined.history, line]}
    return replace(mined, **frames, corrections=tuple(merged(mined.corrections, corrections)), manifest=manifest)


def _name_sectors_anew(rows: Mapping[str, Sequence[Row]], corrections: Iterable[Correction]) -> None:
    """Let the directives that a struck or an added sector touches name it no longer, or name it, too."""
    codes: dict[str, dict[str, list[Row]]] = {}
    for row in rows["sectors"]:
        codes.setdefault(row["speech_id"], {}).setdefault(row["code"], []).append(row)
    for correction in corrections:
        code, speech = correction.row["code"], correction.row["speech_id"]
        for directive in rows["directives"]:
            if directive["speech_id"] == speech and _touches(directive, correction.row):
                others = [name for name in directive["sectors"] if name != code]
                stays = any(_touches(directive, row) for row in codes.get(speech, {}).get(code, ()))
                directive["sectors"] = (
                    directive["sectors"] if stays and code in directive["sectors"] else [*others, *[code] * stays]
                )


def _touches(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(row["start"] < other["end"] and other["start"] < row["end"])


def load_edited(out: str | Path) -> Mined:
    """Load a mined folder; rows that were edited by hand since it was written are marked, and kept as corrections.

    Raises
    ------
    InputError
        As ``load_mined``, or where the words of an edited row do not stand at its offsets.
    """
    out = Path(out)
    names = edited_tables(out)
    if not names:
        return load_mined(out)
    store = read_store(out)
    found = hand_edits(out, store.texts)
    store.tables |= {name: list(written_rows(out, name)) for name in names}
    before = Mined.of_store(store)
    mined = corrected(before, [_completed(before, edit) for edit in found])
    tables = {name: list(frame_rows(name, frame)) for name, frame in mined.tables().items()}
    fault = next(faults(tables, mined.texts, codes_of(store), {name: len(rows) for name, rows in tables.items()}), None)
    if fault is not None:
        raise InputError(str(out), "broken table", f"{fault}; mend the row", "tables")
    return mined


def _completed(mined: Mined, edit: Correction) -> Correction:
    """An edit of a table by hand, with what the person left empty in a row that is new; its words must stand where it says."""
    row, given = dict(edit.row), edit.row.get("text")
    if edit.action == "add" and "sentence_id" in row:
        row = new_row(mined, edit.table, {name: value for name, value in row.items() if value not in (None, "", [], {})})
        edit = correction_of(edit.table, "add", row, mined.texts, nth=edit.key.get("nth", 0))
    words = mined.texts.get(row.get("source") or "", "")[row.get("start") or 0 : row.get("end") or 0]
    if edit.action != "strike" and given and given != words:
        what = f"{edit}: {given!r} does not stand at {row['start']}:{row['end']} of {row['source']}; mend start, end or text"
        raise InputError(edit.table, "broken table", what, "tables")
    return edit


def _check_columns(table: str, values: Mapping[str, Any]) -> None:
    for name in values:
        if name not in COLUMNS[table] or name == EDITED:
            near = difflib.get_close_matches(name, COLUMNS[table], n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(COLUMNS[table])}"
            raise OptionError(f"table {table!r} has no column {name!r} to correct; {remedy}")


def _found(table: str, rows: Sequence[Row], row: str | Mapping[str, Any]) -> Row:
    """The one row that is meant."""
    own = SCHEMA[table].key
    if isinstance(row, str) and not own:
        raise OptionError(f"rows of {table!r} have no id; name columns that one row alone has, such as {{'start': 120}}")
    wanted = {own: row} if isinstance(row, str) else dict(row)
    _check_columns(table, wanted)
    found = [one for one in rows if all(one[name] == value for name, value in wanted.items())]
    if len(found) != 1:
        told = ", ".join(f"{name} {value!r}" for name, value in wanted.items())
        what = f"{len(found)} rows have it; name more columns" if found else "no row has it"
        raise OptionError(f"table {table!r}, {told}: {what}")
    return found[0]


def new_row(mined: Mined, table: str, values: Mapping[str, Any]) -> Row:
    """A row of the columns given, the others filled in from the text or empty."""
    row = {name: _EMPTY.get(kind) for name, kind in COLUMNS[table].items()} | dict(values)
    if "sentence_id" in row:
        row |= _placed(mined, table, row)
    if table == "slogans":  # a wording of its own unless the person says otherwise
        row |= {name: row[name] or row["text"] for name in ("variant", "canonical")}
    for name in values:
        row[name] = _spans(mined, row, name, row[name])
    own = SCHEMA[table].key
    if own and not row[own]:
        row[own] = f"{row['source']}@{row['start']}:{row['end']}"
    return row


def _placed(mined: Mined, table: str, row: Row) -> Row:
    """Where the words of a row stand: by its sentence and its text, or by its speech and its offsets."""
    if row["start"] is None and row["sentence_id"] and row["text"]:
        sentence = _sentence(mined, "sentence_id", row["sentence_id"])
        at = sentence["text"].find(row["text"])
        if at < 0:
            raise OptionError(f"table {table!r}: {row['text']!r} does not stand in sentence {row['sentence_id']}")
        start, end = sentence["start"] + at, sentence["start"] + at + len(row["text"])
    elif row["speech_id"] and row["start"] is not None and row["end"] is not None:
        start, end = row["start"], row["end"]
        own = mined.sentences[mined.sentences["speech_id"] == row["speech_id"]]
        inside = own[(own["start"] <= start) & (own["end"] > start)]
        sentence = _sentence(mined, "sentence_id", inside["sentence_id"].iloc[0] if len(inside) else "")
    else:
        raise OptionError(f"table {table!r}: a row is added by sentence_id and text, or by speech_id, start and end")
    names = ("speech_id", "source", "sentence_id", "section_id", "in_heading")
    same: Row = {name: sentence[name] for name in names if name in row}
    return {**same, "start": start, "end": end, "text": mined.texts[sentence["source"]][start:end]}


def _sentence(mined: Mined, column: str, value: str) -> Row:
    own = mined.sentences[mined.sentences[column] == value]
    if not len(own):
        raise OptionError(f"no sentence {value!r} is here; take a sentence_id of the table 'sentences'")
    return next(iter(frame_rows("sentences", own)))


def _spans(mined: Mined, row: Row, name: str, value: Any) -> Any:
    """The value of a column; words in place of a span are looked for in the row, then in its sentence."""
    kind = next((kind for table in SCHEMA.values() for column in table if column.name == name and (kind := column.kind)), "")
    if kind == "span":
        return _span(mined, row, name, value)
    if kind == "spans":
        return [_span(mined, row, name, one) for one in ([value] if isinstance(value, str | Mapping) else value)]
    return value


def _span(mined: Mined, row: Row, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    sentence = _sentence(mined, "sentence_id", row["sentence_id"])
    for place in (row, sentence):
        at = place["text"].find(value)
        if at >= 0:
            return {"text": value, "start": place["start"] + at, "end": place["start"] + at + len(value), "how": "explicit"}
    raise OptionError(f"{name}: {value!r} does not stand in sentence {row['sentence_id']}; give {{text, start, end, how}}")
