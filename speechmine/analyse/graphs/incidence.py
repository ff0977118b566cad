"""What stands in which unit: mined tables in, one row a unit and an item (term, sector, slogan, actor) out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.words import MinedTables, content_frame
from speechmine.errors import OptionError
from speechmine.folding import fold

__all__ = ["ITEM", "NODES", "UNITS", "incidence_frame", "place_frame"]

NODES = ("terms", "sectors", "slogans", "actors")
UNITS = ("clause", "sentence", "section", "speech")
_CLAUSE_ENDS = "，；：,;:"
ITEM = ["unit", "kind", "label"]
_COLUMNS = ["unit", "speech_id", "sentence_id", "kind", "label"]


def incidence_frame(mined: MinedTables, *, nodes: Sequence[str] = ("terms",), unit: str = "sentence") -> pd.DataFrame:
    """List the items of each unit, each once.

    Parameters
    ----------
    mined : Mined
    nodes : sequence of {"terms", "sectors", "slogans", "actors"}
    unit : {"clause", "sentence", "section", "speech"}
        A clause ends at ，；： or with its sentence; sentences before the first heading of a speech are one section.

    Returns
    -------
    DataFrame
        Columns unit (key), speech_id, sentence_id (the first in the unit that holds the item), kind (term, sector, slogan,
        actor), label (folded). A sector that a heading gives to a passage stands in each sentence of it.

    Raises
    ------
    OptionError
        If a kind of node or the unit is not known.
    """
    found = place_frame(mined, nodes=nodes, unit=unit)
    unit_code, kind_code, label_code = (_codes(found[name]) for name in ITEM)
    key = (unit_code * len(NODES) + kind_code) * (label_code.max(initial=0) + 1) + label_code  # quicker than to compare strings
    return found[~pd.Series(key).duplicated().to_numpy()].reset_index(drop=True)


def _codes(column: pd.Series) -> np.ndarray[Any, Any]:
    return np.asarray(pd.factorize(column.to_numpy(dtype=object))[0], dtype=np.int64)


def place_frame(mined: MinedTables, *, nodes: Sequence[str] = ("terms",), unit: str = "sentence") -> pd.DataFrame:
    """List the items of each unit, a row each time they are met; else as `incidence_frame`."""
    _check(nodes, unit)
    found = pd.concat([_FINDERS[kind](mined) for kind in NODES if kind in nodes], ignore_index=True)
    found["unit"] = _units(found, mined, unit)
    return found[_COLUMNS]


def _check(nodes: Sequence[str], unit: str) -> None:
    for kind in nodes:
        if kind not in NODES:
            raise OptionError(f"nodes {kind!r} are not known; take one or several of {', '.join(NODES)}")
    if not nodes:
        raise OptionError(f"no nodes named; take one or several of {', '.join(NODES)}")
    if unit not in UNITS:
        raise OptionError(f"unit {unit!r} is not known; take one of {', '.join(UNITS)}")


def _terms(mined: MinedTables) -> pd.DataFrame:
    words = content_frame(mined)
    return words[["speech_id", "sentence_id", "start"]].assign(kind="term", label=words["term"])


def _sectors(mined: MinedTables) -> pd.DataFrame:
    """Mentions where they stand; a governed passage in each sentence that it touches."""
    rows = mined.sectors[["speech_id", "sentence_id", "start", "end"]].assign(kind="sector", label=mined.sectors["code"])
    inherited = (mined.sectors["how"] == "inherited").to_numpy()
    sentences = mined.sentences[["speech_id", "sentence_id", "start", "end"]]
    spread = rows[inherited].merge(sentences, on="speech_id", suffixes=("_passage", ""))
    spread = spread[(spread["start"] < spread["end_passage"]) & (spread["end"] > spread["start_passage"])]
    return pd.concat([rows[~inherited], spread[rows.columns]]).drop(columns="end")


def _slogans(mined: MinedTables) -> pd.DataFrame:
    return mined.slogans[["speech_id", "sentence_id", "start"]].assign(kind="slogan", label=mined.slogans["canonical"])


def _actors(mined: MinedTables) -> pd.DataFrame:
    """Each actor in the sentence of its directive, inherited ones too: it is addressed there."""
    rows = [
        (row["speech_id"], row["sentence_id"], row["start"], "actor", fold(actor["text"]))
        for row in mined.directives.to_dict("records")
        for actor in row["actors"]
    ]
    return pd.DataFrame(rows, columns=["speech_id", "sentence_id", "start", "kind", "label"])


_FINDERS = {"terms": _terms, "sectors": _sectors, "slogans": _slogans, "actors": _actors}


def _units(found: pd.DataFrame, mined: MinedTables, unit: str) -> pd.Series:
    if unit in ("sentence", "speech"):
        return found[f"{unit}_id"]
    if unit == "section":
        section = dict(zip(mined.sentences["sentence_id"], mined.sentences["section_id"].astype(object), strict=True))
        keys = [section.get(sentence) for sentence in found["sentence_id"]]
        return pd.Series(
            [k if isinstance(k, str) else f"{s}/" for k, s in zip(keys, found["speech_id"], strict=True)], index=found.index
        )
    ends = _clause_ends(mined)
    clause = [np.searchsorted(ends[s], at, side="right") for s, at in zip(found["sentence_id"], found["start"], strict=True)]
    return found["sentence_id"] + "/" + pd.Series(clause, index=found.index, dtype=object).astype(str)


def _clause_ends(mined: MinedTables) -> dict[str, list[int]]:
    """Offsets in the source after which a new clause begins, by sentence."""
    rows = zip(mined.sentences["sentence_id"], mined.sentences["start"], mined.sentences["text"], strict=True)
    return {sentence: [start + i for i, char in enumerate(text) if char in _CLAUSE_ENDS] for sentence, start, text in rows}
