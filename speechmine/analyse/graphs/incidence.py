"""What stands in which unit: mined tables in, the places of items (term, sector, slogan, actor) by number out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd

from speechmine.analyse.words import numbered_words
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.tables.memory import remembered
from speechmine.tables.protocol import MinedTables

__all__ = ["NODES", "UNITS", "Places", "find_places", "first_of", "framed_places", "incidence_frame"]

NODES = ("terms", "sectors", "slogans", "actors")
UNITS = ("clause", "sentence", "section", "speech")
Array = np.ndarray[Any, Any]
_CLAUSE_ENDS = "，；：,;:"


class Places(NamedTuple):
    """Where items stand, an entry each time that one is met; all by number, so that no string is compared again.

    Attributes
    ----------
    unit : ndarray of int, shape (n_places,)
        Equal numbers are one unit.
    sentence : ndarray of int, shape (n_places,)
        Row of the table of sentences.
    node : ndarray of int, shape (n_places,)
        Position in `kinds` and `labels`.
    kinds, labels : ndarray of str, shape (n_nodes,)
        Kind (term, sector, …) and folded label of each item, each pair once.
    """

    unit: Array
    sentence: Array
    node: Array
    kinds: Array
    labels: Array

    def where(self, chosen: Array) -> Self:
        """Return the chosen places, by a mask or by their positions."""
        return self._replace(unit=self.unit[chosen], sentence=self.sentence[chosen], node=self.node[chosen])


class _Found(NamedTuple):
    """Items of one kind: row of the sentence, offset in the source, position in `labels`."""

    sentence: Array
    start: Array
    label: Array
    labels: Array


def find_places(mined: MinedTables, *, nodes: Sequence[str] = ("terms",), unit: str = "sentence") -> Places:
    """List the items of each unit, an entry each time they are met.

    Parameters
    ----------
    mined : Mined
    nodes : sequence of {"terms", "sectors", "slogans", "actors"}
    unit : {"clause", "sentence", "section", "speech"}
        A clause ends at ，；： or with its sentence; sentences before the first heading of a speech are one section.

    Returns
    -------
    Places
        A sector that a heading gives to a passage stands in each sentence of it. What stands in no sentence of the table is
        left out.

    Raises
    ------
    OptionError
        If a kind of node or the unit is not known.
    """
    _check(nodes, unit)
    kinds = [kind for kind in NODES if kind in nodes]
    found = [_terms(mined) if kind == "terms" else _used(mined, kind) for kind in kinds]
    sizes = [len(items.labels) for items in found]
    shifts = np.cumsum([0, *sizes])
    sentence, start = (np.concatenate([items[part] for items in found]) for part in (0, 1))
    return Places(
        _units(sentence, start, mined, unit), sentence,
        np.concatenate([items.label + shift for items, shift in zip(found, shifts, strict=False)]),
        np.repeat(np.array([kind.removesuffix("s") for kind in kinds], dtype=object), sizes),
        np.concatenate([items.labels for items in found]),
    )  # fmt: skip


def framed_places(found: pd.DataFrame, mined: MinedTables) -> Places:
    """Number the rows of a frame with columns unit, sentence_id, kind, label; those of no sentence of the table are left out."""
    sentence = _rows(found["sentence_id"], mined)
    known = sentence >= 0
    unit, kind, label = (pd.factorize(found[name].to_numpy(dtype=object)) for name in ("unit", "kind", "label"))
    node, pairs = pd.factorize(kind[0] * max(len(label[1]), 1) + label[0])
    kinds, labels = kind[1][pairs // max(len(label[1]), 1)], label[1][pairs % max(len(label[1]), 1)]
    return Places(unit[0], sentence, node, kinds, labels).where(known)


def incidence_frame(mined: MinedTables, *, nodes: Sequence[str] = ("terms",), unit: str = "sentence") -> pd.DataFrame:
    """List the items of each unit, each once, in words.

    Parameters and errors as of `find_places`.

    Returns
    -------
    DataFrame
        Columns unit (a number), speech_id, sentence_id (the first in the unit that holds the item), kind (term, sector, slogan,
        actor), label (folded).
    """
    places = find_places(mined, nodes=nodes, unit=unit)
    places = places.where(first_of(places))
    ids = mined.sentences[["speech_id", "sentence_id"]].iloc[places.sentence].reset_index(drop=True)
    return ids.assign(kind=places.kinds[places.node], label=places.labels[places.node]).assign(unit=places.unit)


def first_of(places: Places) -> Array:
    """Mark the first place of each item in each unit."""
    key = places.unit.astype(np.int64) * max(len(places.labels), 1) + places.node
    return np.asarray(~pd.Series(key).duplicated())


def _check(nodes: Sequence[str], unit: str) -> None:
    for kind in nodes:
        if kind not in NODES:
            raise OptionError(f"nodes {kind!r} are not known; take one or several of {', '.join(NODES)}")
    if not nodes:
        raise OptionError(f"no nodes named; take one or several of {', '.join(NODES)}")
    if unit not in UNITS:
        raise OptionError(f"unit {unit!r} is not known; take one of {', '.join(UNITS)}")


# -- items of a kind


def _terms(mined: MinedTables) -> _Found:
    words = numbered_words(mined)
    sentence = _rows(words.sentence_ids, mined)[words.sentence]
    known = sentence >= 0
    return _Found(sentence[known], words.start[known], words.term[known], words.terms)


def _used(mined: MinedTables, kind: str) -> _Found:
    """Mentions where they stand, a governed passage in each sentence of it, an actor at the directive that addresses it."""
    uses = use_frame(mined, kind)
    if kind == "actors":
        uses["start"] = uses["directive_id"].map(
            dict(zip(mined.directives["directive_id"], mined.directives["start"], strict=True))
        )
    sentence = _rows(uses["sentence_id"], mined)
    known = sentence >= 0
    codes, labels = pd.factorize(uses["id"].to_numpy(dtype=object)[known])
    return _Found(sentence[known], uses["start"].to_numpy(dtype=np.int64)[known], codes, labels)


def _rows(sentence_ids: Any, mined: MinedTables) -> Array:
    """Row of each sentence in the table, -1 where it is not there."""
    return np.asarray(remembered(mined, "sentences", _ids, ["sentence_id"]).get_indexer(pd.Index(sentence_ids, dtype=object)))


def _ids(sentences: pd.DataFrame) -> pd.Index:
    return pd.Index(sentences["sentence_id"], dtype=object)


# -- units


def _units(sentence: Array, start: Array, mined: MinedTables, unit: str) -> Array:
    if unit == "sentence":
        return sentence
    if unit == "clause":
        return _clauses(sentence, start, mined.sentences)
    speech = mined.sentences["speech_id"].to_numpy(dtype=object)
    if unit == "speech":
        return np.asarray(pd.factorize(speech)[0][sentence])
    section = mined.sentences["section_id"].to_numpy(dtype=object)
    keys = [own if isinstance(own, str) else f"{of}/" for own, of in zip(section, speech, strict=True)]
    return np.asarray(pd.factorize(np.array(keys, dtype=object))[0][sentence])


def _clauses(sentence: Array, start: Array, sentences: pd.DataFrame) -> Array:
    """Number of the clause: how many ends of clauses come before, with the end of each sentence as one."""
    reach = int(sentences["end"].max()) + 1 if len(sentences) else 1
    ends = np.array([number * reach + end for number, end in _ends(sentences)], dtype=np.int64)
    return np.searchsorted(ends, sentence * reach + start, side="right") + sentence


def _ends(sentences: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Row of the sentence and offset in the source of each mark after which a new clause begins."""
    for number, (start, text) in enumerate(zip(sentences["start"], sentences["text"], strict=True)):
        yield from ((number, start + i) for i, char in enumerate(text) if char in _CLAUSE_ENDS)
