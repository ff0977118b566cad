"""Codings to cross: mined tables and a coding in, the values of each directive or sentence that counts, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.graphs.incidence import find_places
from speechmine.analyse.linguistics.parts import Selection
from speechmine.analyse.linguistics.slots import held_directives
from speechmine.count.groups import speech_groups
from speechmine.errors import OptionError
from speechmine.folding import wording
from speechmine.records import MODALITIES
from speechmine.tables.mined import Mined

__all__ = ["OF_DIRECTIVES", "OF_SENTENCES", "UNITS", "coded_units", "unit_of"]

UNITS = ("directive", "sentence")
"""What is counted."""

OF_DIRECTIVES = ("modality", "strength", "actor", "aim", "reported")
"""Codings that directives alone have."""

OF_SENTENCES = ("sector", "theme", "slogan", "role")
"""Codings of sentences, which directives share: sectors of their own, theme and slogans of the sentence, role of the section."""


def unit_of(rows: str, columns: str, unit: str | None) -> str:
    """Return what is counted when two codings are crossed: directives where one of the two is theirs, else sentences.

    Raises
    ------
    OptionError
        If the unit is not known, or has no such coding.
    """
    of_directives = [name for name in (rows, columns) if name in OF_DIRECTIVES]
    if unit is None:
        return "directive" if of_directives else "sentence"
    if unit not in UNITS:
        raise OptionError(f"unit {unit!r} is not known; take one of {', '.join(UNITS)}")
    if unit == "sentence" and of_directives:
        raise OptionError(f"{of_directives[0]} is a coding of directives; take unit='directive' or leave it out")
    return unit


def coded_units(mined: Mined, name: str, unit: str, chosen: Selection) -> pd.DataFrame:
    """Return the values of a coding.

    Parameters
    ----------
    mined : Mined
    name : str
        One of `OF_DIRECTIVES` or `OF_SENTENCES`, or a column of the speeches or of ``meta``, in bins as ``year:5``.
    unit : {"directive", "sentence"}
    chosen : Selection

    Returns
    -------
    DataFrame
        Columns unit (a number), value; a row a value, none for a unit without one.
    """
    if unit == "directive":
        table = held_directives(mined, chosen)
    else:
        sentences = mined.sentences
        speech = pd.Index(mined.speeches["speech_id"]).get_indexer(sentences["speech_id"])
        held = chosen.holds(np.arange(len(sentences)), speech, sentences["start"].to_numpy(dtype=np.int64))
        table = sentences[held if chosen.spans is None else chosen.sentences].reset_index(drop=True)
    values = _directive_values(table, name) if unit == "directive" and name in (*OF_DIRECTIVES, "sector") else None
    if values is None:
        values = _sentence_values(mined, table, name) if name in OF_SENTENCES else _speech_values(mined, table, name)
    units = np.repeat(np.arange(len(values)), [len(some) for some in values])
    return pd.DataFrame({"unit": units, "value": pd.Series([value for some in values for value in some], dtype=object)})


def _directive_values(table: pd.DataFrame, name: str) -> list[list[Any]]:
    if name == "sector":
        return [list(dict.fromkeys(codes)) for codes in table["sectors"]]
    if name == "modality":
        return [[MODALITIES[letter] for letter in letters] for letters in table["modality"]]
    if name == "actor":
        return [list(dict.fromkeys(wording(actor["text"]) for actor in actors)) for actors in table["actors"]]
    if name == "aim":
        return [[wording(aim["text"])] if aim is not None else [] for aim in table["aim"]]
    return [[value] for value in (table["reported"].map({True: "yes", False: "no"}) if name == "reported" else table[name])]


def _sentence_values(mined: Mined, table: pd.DataFrame, name: str) -> list[list[Any]]:
    if name == "role":
        roles = dict(zip(mined.sections["section_id"], mined.sections["role"], strict=True))
        return [_known([roles.get(section)]) for section in table["section_id"]]
    if name == "theme":
        themes = dict(zip(mined.sentences["sentence_id"], mined.sentences["theme"], strict=True))
        return [_known([themes.get(sentence)]) for sentence in table["sentence_id"]]
    places = find_places(mined, nodes=[f"{name}s"])
    ids = mined.sentences["sentence_id"].to_numpy(dtype=object)[places.sentence]
    found: dict[object, dict[Any, None]] = {}
    for sentence, label in zip(ids, places.labels[places.node], strict=True):
        found.setdefault(sentence, {})[label] = None
    return [list(found.get(sentence, ())) for sentence in table["sentence_id"]]


def _speech_values(mined: Mined, table: pd.DataFrame, name: str) -> list[list[Any]]:
    groups = speech_groups(mined.speeches, name)
    return [_known([value]) for value in groups.reindex(table["speech_id"])]


def _known(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None and not pd.isna(value)]
