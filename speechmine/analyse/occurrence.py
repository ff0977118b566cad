"""In which sentences something stands: mined tables and a sector, theme, slogan, actor or term in, a mark a sentence out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.concordance import term_places
from speechmine.analyse.directives import sector_codes
from speechmine.analyse.graphs.incidence import find_places
from speechmine.errors import OptionError
from speechmine.folding import wording
from speechmine.tables.mined import Mined
from speechmine.tables.protocol import codebook_of

__all__ = ["SOUGHT", "sentences_with"]

Mask = np.ndarray[Any, np.dtype[np.bool_]]


def sentences_with(mined: Mined, kind: str, values: list[Any]) -> Mask:
    """Mark the sentences of ``mined.sentences`` in which one of several things stands.

    Parameters
    ----------
    mined : Mined
    kind : {"sector", "theme", "slogan", "actor", "term"}
        A sector or theme goes by code or label; sectors below one count, and so does each sentence of a passage that it
        governs. Of a slogan (wording or variant) and of an actor the value is a part of the name. A term is any run of
        characters.
    values : list

    Raises
    ------
    OptionError
        If a sector or theme is not known.
    """
    return _FINDERS[kind](mined, values)


def _with_sector(mined: Mined, values: list[Any]) -> Mask:
    codes = sector_codes(mined, values)
    places = find_places(mined, nodes=["sectors"])
    found = np.zeros(len(mined.sentences), dtype=bool)
    found[places.sentence[np.isin(places.labels[places.node], sorted(codes))]] = True
    return found


def _with_theme(mined: Mined, values: list[Any]) -> Mask:
    themes = codebook_of(mined, "themes").codes
    codes = {key: code for code, entry in themes.items() for key in (code, entry.label)}
    codes |= {code: code for code in mined.sentences["theme"].dropna()}
    for value in values:
        if value not in codes:
            raise OptionError(f"theme {value!r} is not known; take a code or label of the themes codebook, such as T01")
    return np.asarray(mined.sentences["theme"].isin([codes[value] for value in values]), dtype=bool)


def _with_slogan(mined: Mined, values: list[Any]) -> Mask:
    words = [wording(value) for value in values]
    names = mined.slogans["canonical"] + "\n" + mined.slogans["variant"]
    return _sentences_of(mined, mined.slogans["sentence_id"][[any(word in wording(name) for word in words) for name in names]])


def _with_actor(mined: Mined, values: list[Any]) -> Mask:
    words = [wording(value) for value in values]
    named = [any(word in wording(actor["text"]) for actor in actors for word in words) for actors in mined.directives["actors"]]
    return _sentences_of(mined, mined.directives["sentence_id"][named])


def _with_term(mined: Mined, values: list[Any]) -> Mask:
    return _sentences_of(mined, pd.concat([term_places(mined, value)["sentence_id"] for value in values]))


def _sentences_of(mined: Mined, ids: pd.Series[Any]) -> Mask:
    return np.asarray(mined.sentences["sentence_id"].isin(set(ids)), dtype=bool)


_FINDERS: dict[str, Callable[[Mined, list[Any]], Mask]] = {
    "sector": _with_sector, "theme": _with_theme, "slogan": _with_slogan, "actor": _with_actor, "term": _with_term,
}  # fmt: skip

SOUGHT = tuple(_FINDERS)
"""The kinds of things that can be sought."""
