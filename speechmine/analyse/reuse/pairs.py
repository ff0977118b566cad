"""Pair the places of each family: the table ``passages`` in, one row an aligned pair out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Protocol

import numpy as np
import pandas as pd

from speechmine.errors import OptionError
from speechmine.folding import folded_view
from speechmine.reuse.alignment import align
from speechmine.reuse.letters import Letters, letters_of
from speechmine.reuse.originality import date_range
from speechmine.reuse.seeds import shared_runs

__all__ = ["ReusedTables", "reuse_frame", "speech_dates"]

_COLUMNS = [
    "family_id", "speech_id_a", "start_a", "end_a", "text_a", "speech_id_b", "start_b", "end_b", "text_b", "shared",
    "similarity", "a_is_earlier",
]  # fmt: skip
_MIN_LENGTH = 15  # characters, as in `find_passages`
_PAIRED = 1 << 22  # letters of pairs that are aligned at a time


class ReusedTables(Protocol):
    """What the analyses of reuse read of a mined corpus."""

    @property
    def speeches(self) -> pd.DataFrame:
        """One row a speech."""

    @property
    def passages(self) -> pd.DataFrame:
        """One row a place."""


def reuse_frame(
    mined: ReusedTables, *, speeches: Collection[str] | None = None, similarity: float = 0.8, max_pairs: int = 1_000_000
) -> pd.DataFrame:
    """Align the places of each family pair by pair.

    The table ``passages`` has one row a place; here is one row for each two places of a family, in two speeches, that align:
    a formula in 1,000 speeches gives half a million, and more than `max_pairs` are refused. Name the
    speeches that you want to compare.

    Parameters
    ----------
    mined : Mined
    speeches : collection of str, optional
        Only pairs between these speeches, by ``speech_id``; all by default.
    similarity : float
        Least share of equal letters in the longer side, 0.8 to 1 (verbatim). A higher one never adds pairs.
    max_pairs : int
        Nothing is aligned where the families have more pairs of places than that; a million take about half a gigabyte.

    Returns
    -------
    DataFrame
        Columns family_id, speech_id_a, start_a, end_a, text_a, speech_id_b, start_b, end_b, text_b (offsets of the sources),
        shared (letters equal on both sides; punctuation is none, a figure is one), similarity (0.8 to 1), a_is_earlier (True
        where the date of a lies wholly before that of b, else nothing is known). By date, then speech_id and start of a, then
        of b.

    Raises
    ------
    OptionError
        If `similarity` is out of its range, a speech is not in ``mined.speeches``, or there are more than `max_pairs`.

    Notes
    -----
    Equal places of a family are aligned once. Two places of a family need not align with one another: a third may link them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> passage = {"family_id": "甲.txt@0:19", "similarity": 1.0, "first": True, "start": 0, "end": 19}
    >>> texts = {"甲.txt@0": "各村要在汛期前把危房险房逐户排查一遍。", "乙.txt@0": "各村要在汛期前把危房、险房逐户排查一遍"}
    >>> passages = pd.DataFrame([{**passage, "speech_id": speech_id, "text": text} for speech_id, text in texts.items()])
    >>> speeches = pd.DataFrame({"speech_id": list(texts), "date": ["2019-05-06", "2021-04-30"], "year": [2019, 2021]})
    >>> (row,) = reuse_frame(SimpleNamespace(speeches=speeches, passages=passages)).to_dict("records")
    >>> row["text_a"], row["text_b"], row["shared"], row["a_is_earlier"]
    ('各村要在汛期前把危房险房逐户排查一遍', '各村要在汛期前把危房、险房逐户排查一遍', 18, True)
    """
    if not 0.8 <= similarity <= 1:
        raise OptionError(f"similarity is {similarity}; take a value from 0.8 to 1, where 1 is verbatim")
    places = _ordered_places(mined, speeches)
    _check_pairs(places, max_pairs)
    if places.empty:
        return pd.DataFrame({column: [] for column in _COLUMNS}).astype(_DTYPES)
    views = [folded_view(text) for text in places["text"]]
    letters = letters_of(views)
    places["wording"], wordings = _wordings(places["family_id"], letters)
    aligned = pd.concat(list(_alignments(places, wordings, letters)), ignore_index=True)
    pairs = _placed(aligned[aligned["similarity"] >= similarity], places)
    for side in "ab":
        place = pairs[f"place_{side}"].to_numpy()
        first = letters.bounds[place]
        spans = letters.spans(first + pairs[f"from_{side}"].to_numpy(), first + pairs[f"to_{side}"].to_numpy())
        spans = [views[p].span(*span) for p, span in zip(place, spans, strict=True)]
        own = places.iloc[place]
        pairs[f"speech_id_{side}"] = own["speech_id"].to_numpy()
        pairs[f"text_{side}"] = [text[start:end] for text, (start, end) in zip(own["text"], spans, strict=True)]
        for i, edge in enumerate(("start", "end")):
            pairs[f"{edge}_{side}"] = own["start"].to_numpy() + [span[i] for span in spans]
    pairs["family_id"] = places["family_id"].to_numpy()[pairs["place_a"]]
    pairs["a_is_earlier"] = places["last_day"].to_numpy()[pairs["place_a"]] < places["first_day"].to_numpy()[pairs["place_b"]]
    return pairs.sort_values(["place_a", "place_b", "from_a"], kind="stable")[_COLUMNS].astype(_DTYPES).reset_index(drop=True)


def _check_pairs(places: pd.DataFrame, max_pairs: int) -> None:
    """Refuse families of too many pairs of places before any is made."""
    sizes = places.groupby("family_id").size()
    n_pairs = int((sizes * (sizes - 1) // 2).sum())
    if n_pairs > max_pairs:
        raise OptionError(
            f"the families have {n_pairs:,} pairs of places, {int(sizes.max()):,} places in the largest one, and max_pairs is"
            f" {max_pairs:,}; name the speeches to compare (speeches=), raise max_pairs, or take family_frame: a row a family"
        )


_DTYPES = {
    **dict.fromkeys(_COLUMNS, object),
    **dict.fromkeys(["start_a", "end_a", "start_b", "end_b", "shared"], "int64"),
    "similarity": "float64",
    "a_is_earlier": "bool",
}


def speech_dates(speeches: pd.DataFrame) -> dict[str, str | None]:
    """Return the date of each speech, its year where only that is known, else None."""
    told = zip(speeches["speech_id"], speeches["date"], speeches["year"], strict=True)
    return {
        speech_id: date if isinstance(date, str) else None if pd.isna(year) else str(int(year)) for speech_id, date, year in told
    }


def _ordered_places(mined: ReusedTables, speeches: Collection[str] | None) -> pd.DataFrame:
    """Return the places in order of dates, speeches and offsets, with the first and last day that each may mean."""
    known = list(mined.speeches["speech_id"])
    for speech_id in speeches or ():
        if speech_id not in known:
            raise OptionError(f"speech {speech_id!r} is not among the {len(known)} mined; see the column speech_id of speeches")
    days = {speech_id: date_range(date) for speech_id, date in speech_dates(mined.speeches).items()}
    places = mined.passages[["family_id", "speech_id", "start", "end", "text"]]
    places = places[places["speech_id"].isin(list(known if speeches is None else speeches))]
    days_of = [days[speech_id] for speech_id in places["speech_id"]]
    places = places.assign(first_day=[low for low, _ in days_of], last_day=[high for _, high in days_of])
    order = ["first_day", "speech_id", "start", "end", "family_id"]
    return places.sort_values(order, kind="stable").reset_index(drop=True)


def _wordings(families: pd.Series, letters: Letters) -> tuple[list[int], list[int]]:
    """Number the distinct wordings of each family; for each place its wording, for each wording its first place."""
    number: dict[tuple[str, bytes], int] = {}
    first: list[int] = []
    wordings = []
    for place, family in enumerate(families):
        wording = number.setdefault((family, letters.wording(place)), len(number))
        if wording == len(first):
            first.append(place)
        wordings.append(wording)
    return wordings, first


def _alignments(places: pd.DataFrame, wordings: list[int], letters: Letters) -> Iterator[pd.DataFrame]:
    """Align the wordings of each family with one another, some families at a time, and each with itself."""
    family = pd.factorize(places["family_id"])[0][wordings]
    length = np.diff(letters.bounds)[wordings] - 1
    wording, texts = np.arange(len(wordings)), places["text"].tolist()
    yield _rows((wording, wording), (0 * length, 0 * length), (length, length), length, np.ones(length.size))
    order = np.argsort(family, kind="stable")
    size = np.bincount(family)
    heads = np.append(0, np.cumsum(size))
    work = np.cumsum(size * np.bincount(family, weights=length))
    cuts = np.unique(np.searchsorted(work, np.arange(_PAIRED, work[-1], _PAIRED)))
    for some in np.split(np.arange(size.size), cuts):
        members = order[heads[some[0]] : heads[some[-1] + 1]] if some.size else order[:0]
        if members.size > some.size:
            some_texts = [texts[wordings[member]] for member in members]
            yield _aligned(some_texts, members, family[members])


def _aligned(texts: list[str], members: np.ndarray, family: np.ndarray) -> pd.DataFrame:
    """Align all wordings of the same family; the families' letters differ, so that none is sought across them."""
    letters = letters_of([folded_view(text) for text in texts])
    apart = letters.keys + (family[letters.speech] << 32)
    found_in = replace(letters, keys=np.where(letters.keys < 0, letters.keys, apart))
    found = align(found_in, shared_runs(found_in, cap=letters.keys.size))
    found = found.where(found.as_long_as(_MIN_LENGTH, letters))
    a, b = letters.speech[found.a], letters.speech[found.b]
    starts = found.a - letters.bounds[a], found.b - letters.bounds[b]
    ends = found.a_end - letters.bounds[a], found.b_end - letters.bounds[b]
    return _rows((members[a], members[b]), starts, ends, found.equal, found.similarity)


def _rows(
    wordings: tuple[np.ndarray, np.ndarray],
    starts: tuple[np.ndarray, np.ndarray],
    ends: tuple[np.ndarray, np.ndarray],
    shared: np.ndarray,
    similarity: np.ndarray,
) -> pd.DataFrame:
    columns = {"shared": shared, "similarity": similarity.round(4)}
    for i, side in enumerate("ab"):
        columns |= {f"wording_{side}": wordings[i], f"from_{side}": starts[i], f"to_{side}": ends[i]}
    return pd.DataFrame(columns)


def _placed(aligned: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Give each pair of wordings all pairs of their places in two speeches, the earlier place as a."""
    place = pd.DataFrame({"wording": places["wording"], "place": np.arange(len(places))})
    pairs = aligned.merge(place.rename(columns={"wording": "wording_a", "place": "place_a"}), on="wording_a")
    pairs = pairs.merge(place.rename(columns={"wording": "wording_b", "place": "place_b"}), on="wording_b")
    turned = (pairs["place_a"] > pairs["place_b"]).to_numpy()
    pairs = pairs[~turned | (pairs["wording_a"] != pairs["wording_b"]).to_numpy()].copy()
    turned = (pairs["place_a"] > pairs["place_b"]).to_numpy()
    for name in ("place", "from", "to"):
        one, two = pairs[f"{name}_a"].to_numpy(), pairs[f"{name}_b"].to_numpy()
        pairs[f"{name}_a"], pairs[f"{name}_b"] = np.where(turned, two, one), np.where(turned, one, two)
    speech = places["speech_id"].to_numpy()
    return pairs[speech[pairs["place_a"]] != speech[pairs["place_b"]]].copy()
