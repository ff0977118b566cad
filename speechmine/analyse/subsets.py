"""A part of a corpus: mined tables and what its speeches are or hold in, the tables of that part out.

Ids, offsets and what was found in each speech stay as they are; what looks across speeches is found anew among those kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.directives import values_of
from speechmine.analyse.occurrence import SOUGHT, sentences_with
from speechmine.count.policy import counting
from speechmine.errors import OptionError
from speechmine.reuse.second_pass import second_pass
from speechmine.segment.words import word_spans
from speechmine.structure.header import front_end
from speechmine.tables.frames import frame_rows, rows_frame
from speechmine.tables.mined import Mined, Value
from speechmine.tables.selection import selected, speech_columns
from speechmine.tables.store import unedited

__all__ = ["UNITS", "across_anew", "fitting_sentences", "subset"]

UNITS = {"speech": "speech_id", "section": "section_id", "sentence": "sentence_id"}
"""How much is kept around what is found: its whole speech, its innermost section, or its sentence."""

_ACROSS = {"cluster_id": object, "originality": "float64", "novelty": "float64"}
_SHOWN = 12  # values in a message
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def subset(mined: Mined, where: str | None = None, *, unit: str = "speech", **holding: Value) -> Mined:
    """Return the part of a mined corpus that fits every condition: the work of ``Mined.subset``, which says more.

    Parameters
    ----------
    mined : Mined
    where : str, optional
        A query over the speeches' columns and the user's own, as ``speechmine.tables.selection`` reads it.
    unit : {"speech", "section", "sentence"}
    **holding
        ``sector``, ``theme``, ``slogan``, ``actor``, ``term``, or the name of a column: a value, or several as alternatives.

    Raises
    ------
    OptionError
        If there is no condition, one is not known, or no speech fits.
    """
    if where is None and not holding:
        raise OptionError("subset needs a condition: a query such as \"year >= 2010\", or a value such as level='city'")
    given = {name: values_of(value, name) for name, value in holding.items()}
    inside = fitting_sentences(mined, where, given, unit=unit)
    told, sought = _told(where, given, unit), [name for name in SOUGHT if name in given]
    fits = _fitting(mined.speeches, where, {name: values for name, values in given.items() if name not in SOUGHT})
    if sought:
        fits = fits & mined.speeches["speech_id"].isin(mined.sentences["speech_id"][inside]).to_numpy(dtype=bool)
    if not fits.any():
        raise OptionError(f"no speech fits {told}; loosen the conditions")
    part = _of_speeches(mined, fits)
    if sought and unit != "speech":
        part = _of_sentences(part, set(mined.sentences["sentence_id"][inside]))
    return _with_history(part, mined, told)


def fitting_sentences(mined: Mined, where: str | None, given: Mapping[str, list[Any]], *, unit: str) -> Mask:
    """Mark the rows of ``mined.sentences`` that stand in what fits every condition; parameters as of `subset`.

    Raises
    ------
    OptionError
        If a condition or the unit is not known.
    """
    if unit not in UNITS:
        raise OptionError(f"unit {unit!r} is not known; take one of {', '.join(UNITS)}")
    fits = _fitting(mined.speeches, where, {name: values for name, values in given.items() if name not in SOUGHT})
    inside = np.asarray(mined.sentences["speech_id"].isin(mined.speeches["speech_id"][fits]), dtype=bool)
    for name in (name for name in SOUGHT if name in given):
        inside = inside & _around(sentences_with(mined, name, given[name]), mined.sentences, unit)
    return inside


def _told(where: str | None, given: Mapping[str, list[Any]], unit: str) -> str:
    """The conditions in a line."""
    values = [f"{name}={' or '.join(map(str, some))}" for name, some in given.items()]
    within = [f"unit={unit}"] if any(name in SOUGHT for name in given) else []
    return "; ".join([*([where] if where else []), *values, *within])


# -- what fits


def _fitting(speeches: pd.DataFrame, where: str | None, columns: Mapping[str, list[Any]]) -> Mask:
    """Say of each speech whether it fits the query and has one of the values in each column."""
    fits = np.ones(len(speeches), dtype=bool) if where is None else selected(speeches, where).to_numpy()
    known = speech_columns(speeches)
    for name, values in columns.items():
        if name not in known:
            names = [*SOUGHT, *known]
            near = difflib.get_close_matches(name, names, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"take one of {_some(names)}"
            raise OptionError(f"subset by {name!r}: no such column; {remedy}")
        one = known[name].isin([str(value) for value in values] if known[name].dtype == "string" else values).to_numpy(dtype=bool)
        if not one.any():
            present = [f"{value:g}" if isinstance(value, float) else value for value in sorted(known[name].dropna().unique())]
            raise OptionError(f"subset by {name}={values}: no speech has it; its values are {_some(present) or 'all missing'}")
        fits = fits & one
    return fits


def _around(found: Mask, sentences: pd.DataFrame, unit: str) -> Mask:
    """Mark every sentence of the units that hold a sentence found."""
    keys = sentences[UNITS[unit]].where(sentences[UNITS[unit]].notna(), sentences["speech_id"])
    return np.asarray(keys.isin(keys[found]), dtype=bool)


# -- what is kept


def _of_speeches(mined: Mined, fits: Mask) -> Mined:
    """The rows of some speeches, and what looks across them."""
    ids, sources = set(mined.speeches["speech_id"][fits]), set(mined.speeches["source"][fits])
    kept = {name: _rows(frame, frame["speech_id"].isin(ids)) for name, frame in mined.tables().items() if "speech_id" in frame}
    kept["sources"] = _rows(mined.sources, mined.sources["source"].isin(sources))
    texts = {source: text for source, text in mined.texts.items() if source in sources}
    return across_anew(replace(mined, **kept, texts=texts))


def across_anew(mined: Mined) -> Mined:
    """Find anew what looks across the speeches of mined tables: copies, families, originality and novelty."""
    spans = mined.sentences[["speech_id", "start", "end"]].itertuples(index=False, name=None)
    speeches, text_of = frame_rows("speeches", mined.speeches), mined.texts.__getitem__
    across = second_pass(speeches, list(spans), text_of, front_end=front_end, cut=word_spans)
    families = [fill["family_id"] if fill else None for fill in across.fills["sentences"]]
    return replace(
        mined,
        speeches=mined.speeches.assign(**{
            column: pd.Series([fill and fill[column] for fill in across.fills["speeches"]], dtype=dtype)
            for column, dtype in _ACROSS.items()
        }),
        sentences=mined.sentences.assign(family_id=pd.Series(families, dtype=object)),
        passages=rows_frame("passages", unedited("passages", across.passages)),
        manifest={**mined.manifest, "independent": across.independent},
    )  # fmt: skip


def _of_sentences(mined: Mined, ids: set[str]) -> Mined:
    """The rows that stand in some sentences; the speeches and their outlines stay whole."""
    kept = {
        name: _rows(frame, frame["sentence_id"].isin(ids)) for name, frame in mined.tables().items() if "sentence_id" in frame
    }
    kept["sectors"] = pd.concat([kept["sectors"], _governed(mined, kept["sentences"])], ignore_index=True)
    directives, known = kept["directives"], set(kept["directives"]["directive_id"])
    kept["directives"] = directives.assign(**{
        column: directives[column].where(directives[column].isin(known), None) for column in ("parent_directive_id", "enforces")
    })  # fmt: skip
    shared = set(zip(kept["sentences"]["speech_id"], kept["sentences"]["family_id"], strict=True))
    places = zip(mined.passages["speech_id"], mined.passages["family_id"], strict=True)
    passages = _rows(mined.passages, pd.Series([place in shared for place in places], dtype=bool))
    counted = {**mined.manifest["independent"], "sentences": int(counting(mined)[mined.sentences["sentence_id"].isin(ids)].sum())}
    return replace(mined, **kept, passages=passages, manifest={**mined.manifest, "independent": counted})


def _governed(mined: Mined, sentences: pd.DataFrame) -> pd.DataFrame:
    """What governed passages that begin in a sentence left out have in the sentences kept: from the first to the last of them."""
    rows = mined.sectors[(mined.sectors["how"] != "mention") & ~mined.sectors["sentence_id"].isin(sentences["sentence_id"])]
    places = dict(list(sentences.groupby("speech_id", sort=False)))
    sources = dict(zip(mined.speeches["speech_id"], mined.speeches["source"], strict=True))
    found = []
    for row in rows.to_dict("records"):
        own = places.get(row["speech_id"], sentences.iloc[:0])
        own = own[(own["start"] < row["end"]) & (own["end"] > row["start"])]
        if len(own):
            start, end = int(own["start"].iloc[0]), int(min(own["end"].iloc[-1], row["end"]))
            text = mined.texts[sources[row["speech_id"]]][start:end]
            found.append({**row, "sentence_id": own["sentence_id"].iloc[0], "start": start, "end": end, "text": text})
    return pd.DataFrame(found, columns=mined.sectors.columns).astype(mined.sectors.dtypes)


def _with_history(part: Mined, mined: Mined, told: str) -> Mined:
    """The part with a line on how it came about, and its own counts."""
    sizes = ", ".join(f"{len(getattr(part, name))} of {len(getattr(mined, name))} {name}" for name in ("speeches", "sentences"))
    line = f"subset: {told}: {sizes}; copies, shared passages, originality and novelty found anew"
    counts = {name: len(frame) for name, frame in part.tables().items()}
    sources = set(part.sources["source"])
    inputs = [item for item in mined.manifest.get("inputs", ()) if item["sha256"] is None or item["source"] in sources]
    return replace(part, manifest={**part.manifest, "counts": counts, "inputs": inputs, "history": [*mined.history, line]})


def _rows(frame: pd.DataFrame, kept: pd.Series[bool]) -> pd.DataFrame:
    return frame[kept.to_numpy(dtype=bool)].reset_index(drop=True)


def _some(values: Iterable[Any]) -> str:
    listed = [str(value) for value in values]
    return ", ".join(listed[:_SHOWN]) + (", …" if len(listed) > _SHOWN else "")
