"""Who must do what: mined tables in, a flat row of texts a directive out, by actor, sector, modality, year and the like."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, Unpack

import numpy as np
import pandas as pd

from speechmine.count.context import with_context
from speechmine.count.policy import counted_rows
from speechmine.errors import OptionError
from speechmine.folding import fold, wording
from speechmine.records import MODALITIES
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["Where", "directive_frame", "fitting_directives", "sector_codes", "speech_ids", "values_of"]

_STRENGTHS = range(4)
_SEPARATOR = "|"
# Column of the frame by the column of spans in the table that it shows.
_PARTS = {
    "actor": "actors", "deontic": "deontics", "aim": "aim", "object": "objects", "condition": "conditions",
    "purpose": "purposes", "or_else": "or_else", "deadline": "deadline", "reported_by": "reported_by",
}  # fmt: skip
_COLUMNS = [
    "speech_id", "year", "level", "section_id", "sentence_id", "directive_id", "parent_directive_id", "start", "end", "text",
    "actor", "actor_how", "deontic", "modality", "strength", "aim", "object", "condition", "purpose", "or_else", "deadline",
    "deadline_date", "enforces", "reported_by", "sectors", "sector_labels", "in_heading", "rule",
]  # fmt: skip


class Where(TypedDict, total=False):
    """What a directive must have to be kept; several values of one name are alternatives.

    Attributes
    ----------
    actor : str or iterable of str
        Text that the name of an actor holds, whatever its width and script (企业: 各企业, too); inherited actors count.
    sector : str or iterable of str
        Code or label of a sector; the sectors below it count.
    modality : str or iterable of str
        ``O``, ``P`` or ``M``, or obligation, prohibition, permission.
    strength : int or iterable of int
        0 to 3.
    year : int or iterable of int
        Year of the speech.
    speech : str or iterable of str
        ``speech_id``, source or title of a speech, or a part of it.
    """

    actor: str | Iterable[str]
    sector: str | Iterable[str]
    modality: str | Iterable[str]
    strength: int | Iterable[int]
    year: int | Iterable[int]
    speech: str | Iterable[str]


def directive_frame(
    mined: MinedTables, *, keep_copies: bool = False, context: bool = False, **where: Unpack[Where]
) -> pd.DataFrame:
    """Return the directives as flat rows of text: who must do what to what, when, or else.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether the directives of copies of a speech and of repeats of a shared passage are listed, too.
    context : bool
        Whether columns are added to cite a row by: title, date (speech_date where a row has its own) and level of the
        speech, heading_path, paragraph and sentence_number in it (from 1), citation.
    **where : Where
        ``actor``, ``sector``, ``modality``, ``strength``, ``year``, ``speech``: one value or several, which are alternatives;
        a directive must fit all of those given.

    Returns
    -------
    DataFrame
        Columns speech_id, year, level (of the speech), section_id, sentence_id, directive_id, parent_directive_id, start, end
        (of the clause, in the source text), text, then as text without line ends actor, deontic, aim, object, condition,
        purpose, or_else, deadline, reported_by, each span of a column divided by ``|`` and empty where there is none; actor_how
        (explicit, inherited, causative or empty), modality, sectors and sector_labels (divided by ``|``), strength (0-3),
        deadline_date (ISO 8601 or None), enforces, in_heading, rule. In the order of the table ``directives``, whose nested
        spans have offsets of their own.

    Raises
    ------
    OptionError
        If a value is not allowed, or no speech is of that year or name: the message lists what is.

    Examples
    --------
    >>> from speechmine.mining import mine
    >>> from speechmine.sample import sample_path
    >>> mined = mine(sample_path())
    >>> frame = directive_frame(mined, actor="矿", modality="P")
    >>> frame[["actor", "deontic", "aim", "object"]].iloc[0].to_dict()
    {'actor': '煤矿企业', 'deontic': '不得', 'aim': '挪作他用', 'object': '专户存储、专款专用'}
    """
    speeches = mined.speeches.set_index("speech_id")[["year", "level"]].to_dict("index")
    table = counted_rows(mined.directives, mined, keep_copies=keep_copies)
    rows = table[fitting_directives(table, mined, where)].to_dict("records")
    labels = codebook_of(mined, "sectors").labels
    frame = pd.DataFrame([_flat(row, speeches[row["speech_id"]], labels) for row in rows], columns=_COLUMNS, dtype=object)
    frame = frame.astype({"year": "Int64", "start": "int64", "end": "int64", "strength": "int64", "in_heading": "bool"})
    return with_context(frame, mined) if context else frame


def fitting_directives(table: pd.DataFrame, mined: MinedTables, where: Where) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of each row of the table ``directives``, or of some of its rows, whether it has all that is asked for.

    Raises
    ------
    OptionError
        As of `directive_frame`.
    """
    tests = _wanted(mined, where)
    rows = table[["speech_id", "actors", "sectors", "modality", "strength"]].to_dict("records") if tests else [{}] * len(table)
    return np.array([all(fits(row) for fits in tests) for row in rows], dtype=bool)


def _flat(row: Mapping[str, Any], speech: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """One directive with its spans as text."""
    texts = {name: _SEPARATOR.join(_plain(part["text"]) for part in _spans(row[column])) for name, column in _PARTS.items()}
    same = {name: row[name] for name in _COLUMNS if name in row and name not in texts}
    return {
        **same,
        **texts,
        "year": speech["year"],
        "level": speech["level"],
        "actor_how": next((part.get("how", "explicit") for part in row["actors"]), ""),
        "modality": _SEPARATOR.join(row["modality"]),
        "sectors": _SEPARATOR.join(row["sectors"]),
        "sector_labels": _SEPARATOR.join(labels.get(code, code) for code in row["sectors"]),
        "deadline_date": (row["deadline"] or {}).get("value"),
    }


def _spans(cell: Any) -> list[Mapping[str, Any]]:
    """The spans of a cell that holds a list of them, one, or none."""
    return [cell] if isinstance(cell, Mapping) else list(cell) if cell is not None else []


def _plain(text: str) -> str:
    """A span's words without the line ends and the blanks of a wrapped line."""
    return "".join(line.strip() for line in text.splitlines())


# -- what is kept


def _wanted(mined: MinedTables, where: Where) -> list[Any]:
    """The tests that a row of directives must pass, the values checked."""
    unknown = sorted(set(where) - set(Where.__annotations__))
    if unknown:
        raise OptionError(f"filter {unknown[0]!r} is not known; take one of {', '.join(Where.__annotations__)}")
    tests = []
    if names := [wording(name) for name in values_of(where.get("actor"), "actor")]:
        tests.append(lambda row: any(name in wording(part["text"]) for part in row["actors"] for name in names))
    if codes := sector_codes(mined, values_of(where.get("sector"), "sector")):
        tests.append(lambda row: not codes.isdisjoint(row["sectors"]))
    if letters := {_modality(value) for value in values_of(where.get("modality"), "modality")}:
        tests.append(lambda row: not letters.isdisjoint(row["modality"]))
    if strengths := {_strength(value) for value in values_of(where.get("strength"), "strength")}:
        tests.append(lambda row: row["strength"] in strengths)
    years, speeches = values_of(where.get("year"), "year"), values_of(where.get("speech"), "speech")
    if years or speeches:
        ids = speech_ids(mined.speeches, years=years, names=speeches)
        tests.append(lambda row: row["speech_id"] in ids)
    return tests


def values_of(given: Any, name: str) -> list[Any]:
    """Return one value or several as a list; an empty text is a slip of the user's.

    Raises
    ------
    OptionError
        If a text is empty.
    """
    values = [] if given is None else [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
    if any(isinstance(value, str) and not value.strip() for value in values):
        raise OptionError(f"{name} is empty; give at least one character or leave it out")
    return values


def _modality(value: str) -> str:
    found = next((letter for letter, word in MODALITIES.items() if str(value).casefold() in (letter.casefold(), word)), None)
    if found is None:
        allowed = ", ".join(f"{letter} ({word})" for letter, word in MODALITIES.items())
        raise OptionError(f"modality {value!r} is not known; take one of {allowed}")
    return found


def _strength(value: Any) -> int:
    if value not in _STRENGTHS:
        raise OptionError(f"strength {value!r} is not a grade; take 0 (hedged), 1 (plain), 2 (strong) or 3 (absolute)")
    return int(value)


def sector_codes(mined: MinedTables, values: Iterable[str]) -> set[str]:
    """Return the codes of sectors named by code or label, with those below them.

    Raises
    ------
    OptionError
        If a value is neither.
    """
    values = list(values)
    if not values:
        return set()
    codebook = codebook_of(mined, "sectors")
    known = {code: code for row in mined.directives["sectors"] for code in row}
    known |= {key: code.code for code in codebook.codes.values() for key in (code.label, code.code)}
    for value in values:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else "take a code or label of the sectors codebook, such as coal_mining"
            raise OptionError(f"sector {value!r} is not known; {remedy}")
    named = {known[value] for value in values}
    return named | {code for code in codebook.codes if not named.isdisjoint(codebook.ancestors(code))}


def speech_ids(speeches: pd.DataFrame, *, years: Iterable[int] = (), names: Iterable[str] = ()) -> set[str]:
    """Return the ids of the speeches of some years and names, all where neither is given.

    Raises
    ------
    OptionError
        If no speech is of a year, or none has a name in its id or title.
    """
    years, names = list(years), list(names)
    rows = speeches[["speech_id", "title", "year"]].to_dict("records")
    known = sorted({int(row["year"]) for row in rows if not pd.isna(row["year"])})
    for year in years:
        if year not in known:
            what = f"the years are {', '.join(map(str, known))}" if known else "no speech here has a year"
            raise OptionError(f"year {year!r}: no speech is of it; {what}")
    for name in names:
        if not any(_is_named(row, name) for row in rows):
            raise OptionError(f"speech {name!r}: no id, source or title holds it; one id is {rows[0]['speech_id']}")
    kept = [row for row in rows if not years or (not pd.isna(row["year"]) and int(row["year"]) in years)]
    return {row["speech_id"] for row in kept if not names or any(_is_named(row, name) for name in names)}


def _is_named(row: Mapping[str, Any], name: str) -> bool:
    return name in row["speech_id"] or (row["title"] is not None and fold(name) in fold(row["title"]))
