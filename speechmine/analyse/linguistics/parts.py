"""The part of the text that is looked at: mined tables and conditions in, which sentences and clauses count, out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, cast, get_type_hints

import numpy as np
import pandas as pd

from speechmine.analyse.directives import Where, fitting_directives, values_of
from speechmine.analyse.subsets import fitting_sentences
from speechmine.count.policy import counting
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["Part", "Scope", "Selection", "check_names", "looked_at", "selection", "told_part"]

Part = str | Mapping[str, Any] | None
"""A query over the speeches (``"year >= 2010"``), conditions by name, or None for all of the text."""

Array = np.ndarray[Any, Any]
Mask = np.ndarray[Any, np.dtype[np.bool_]]
_CLAUSE = ("actor", "sector", "modality", "strength")  # what a directive has of its own
_OF_CLAUSES = ("modality", "strength")  # what nothing but a directive has
_SHIFT = np.int64(1 << 40)  # more characters than a text has


class Scope(TypedDict, total=False):
    """What every call of the bench takes: which part of the text is looked at, and what a token is.

    Attributes
    ----------
    within : str or mapping, optional
        A query over the speeches (``"level == 'city' and year >= 2010"``), or conditions that must all hold: ``where`` (such a
        query); ``sector``, ``theme``, ``slogan``, ``actor``, ``term`` or a column of the speeches or of ``meta``, each a value or
        several as alternatives, as ``Mined.subset`` takes them; ``unit`` (sentence, section or speech: how much is kept around a
        sector, theme, slogan, actor or term; here ``sentence`` where it is not given); ``directives=True``: the clauses of
        directives alone; ``modality`` and ``strength``: those of such directives (then ``actor`` and ``sector`` are the
        directive's, too); ``headings``: True for headings alone, False for none.
    tokens : {"words", "characters"}
        What is counted where words are; by default words.
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too; by default they do not.
    """

    within: Part
    tokens: str
    keep_copies: bool


@dataclass(frozen=True)
class Selection:
    """Which sentences, and which spans in them, are looked at.

    Attributes
    ----------
    sentences : ndarray of bool
        By row of ``mined.sentences``.
    spans : pair of ndarray of int, or None
        Starts and, running, the furthest ends of clauses, as keys of speech and offset; None: all of a sentence counts.
    """

    sentences: Mask
    spans: tuple[Array, Array] | None

    def holds(self, sentence: Array, speech: Array, start: Array) -> Mask:
        """Say of things at an offset in a sentence whether they are looked at."""
        inside = self.sentences[sentence]
        if self.spans is not None:
            starts, ends = self.spans
            key = speech.astype(np.int64) * _SHIFT + start
            before = np.searchsorted(starts, key, side="right") - 1
            inside = inside & (before >= 0) & (key < np.append(ends, -1)[before])
        return np.asarray(inside, dtype=bool)


def check_names(scope: Mapping[str, Any], kind: type) -> None:
    """Refuse a keyword that a scope does not have.

    Raises
    ------
    OptionError
    """
    known = get_type_hints(kind)
    unknown = next((name for name in scope if name not in known), None)
    if unknown is not None:
        near = difflib.get_close_matches(unknown, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
        raise OptionError(f"option {unknown!r} is not known; {remedy}")


def looked_at(mined: Mined, scope: Scope) -> Selection:
    """Return what a scope holds of what counts.

    Raises
    ------
    OptionError
        If an option or a condition is not known, or nothing fits.
    """
    check_names(scope, Scope)
    return selection(mined, scope.get("within"), keep_copies=scope.get("keep_copies", False))


def selection(mined: Mined, part: Part = None, *, keep_copies: bool = False) -> Selection:
    """Return what a part of the text holds of what counts.

    Parameters
    ----------
    mined : Mined
    part : Part
        As ``within`` of `Scope`.
    keep_copies : bool

    Raises
    ------
    OptionError
        If a condition is not known, or nothing fits.
    """
    given = {"where": part} if isinstance(part, str) else dict(part or {})
    counted = counting(mined, keep_copies=keep_copies)
    headings, where, unit = given.pop("headings", None), given.pop("where", None), given.pop("unit", "sentence")
    is_clause = bool(given.pop("directives", False)) or any(name in given for name in _OF_CLAUSES)
    clause = {name: given.pop(name) for name in _CLAUSE if is_clause and name in given}
    inside = counted & fitting_sentences(mined, where, {k: values_of(v, k) for k, v in given.items()}, unit=unit)
    if headings is not None:
        inside &= mined.sentences["in_heading"].to_numpy(dtype=bool) == bool(headings)
    spans = _spans(mined, cast("Where", clause)) if is_clause else None
    if not inside.any() or (spans is not None and not len(spans[0])):
        raise OptionError(f"nothing that counts fits {told_part(part)}; loosen the conditions")
    return Selection(inside, spans)


def told_part(part: Part) -> str:
    """Return the conditions in a line.

    Examples
    --------
    >>> told_part({"sector": ["mining", "fire_safety"], "directives": True})
    'sector=mining or fire_safety; directives'
    """
    if part is None or isinstance(part, str):
        return part or ""
    told = []
    for name, value in part.items():
        values = " or ".join(map(str, values_of(value, name)))
        told.append(name if value is True else str(value) if name == "where" else f"{name}={values}")
    return "; ".join(told)


def _spans(mined: Mined, where: Where) -> tuple[Array, Array]:
    rows = mined.directives[fitting_directives(mined.directives, mined, where)]
    speech = pd.Index(mined.speeches["speech_id"]).get_indexer(rows["speech_id"]).astype(np.int64) * _SHIFT
    starts, ends = (speech + rows[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    order = np.argsort(starts, kind="stable")
    return starts[order], np.maximum.accumulate(ends[order])
