"""From several coders to one coding: where they agree, their word; where they do not, a third decision."""

from __future__ import annotations

from typing import Any

import pandas as pd

from speechmine.errors import InputError
from speechmine.validate.coding import COLUMNS

__all__ = ["SETTLED", "by_people", "disagreement_frame", "settled_coding", "with_weights"]

SETTLED = "settled"
"""The coder's name of a third decision."""


def by_people(coding: pd.DataFrame) -> pd.DataFrame:
    """Return what the coders said themselves, without third decisions and skipped sentences."""
    return coding[(coding["coder"] != SETTLED) & coding["codes"].notna()]


def disagreement_frame(coding: pd.DataFrame) -> pd.DataFrame:
    """List what coders coded differently and nobody settled yet.

    Parameters
    ----------
    coding : DataFrame
        As `read_coding` gives it.

    Returns
    -------
    DataFrame
        One row a sentence and field, in their order: of, source, speech_id, sentence_id, start, end, text, field, and readings
        (a list of {coders, codes, spans}, in the order of the coders' names).

    Examples
    --------
    >>> said = {"甲": ["directive"], "乙": []}
    >>> rows = [
    ...     {"of": "directives", "source": "a.txt", "speech_id": "a.txt@0", "sentence_id": "a.txt@0:5", "start": 0, "end": 5,
    ...      "text": "各镇值守。", "coder": coder, "field": "directive", "codes": codes, "spans": None}
    ...     for coder, codes in said.items()
    ... ]
    >>> frame = disagreement_frame(pd.DataFrame(rows))
    >>> [(reading["coders"], reading["codes"]) for reading in frame["readings"][0]]
    [(['乙'], []), (['甲'], ['directive'])]
    """
    decided = set(_keys(coding[coding["coder"] == SETTLED]))
    rows = []
    for key, own in _grouped(by_people(coding)):
        readings: dict[str, dict[str, Any]] = {}
        for row in own.sort_values("coder").to_dict("records"):
            said = {"codes": row["codes"], "spans": row["spans"]}
            readings.setdefault(repr(said), {"coders": [], **said})["coders"].append(row["coder"])
        if len(readings) > 1 and key not in decided:
            first = own.iloc[0]
            place = {name: first[name] for name in _PLACE}
            rows.append({**place, "field": key[-1], "readings": list(readings.values())})
    return pd.DataFrame(rows, columns=[*_PLACE, "field", "readings"])


_PLACE = ["of", "source", "speech_id", "sentence_id", "start", "end", "text"]


def settled_coding(coding: pd.DataFrame) -> pd.DataFrame:
    """Return one coding of each sentence and field: a third decision, else what all of its coders agree on.

    Sentences that are skipped, or coded differently and not settled, are left out.

    Parameters
    ----------
    coding : DataFrame
        As `read_coding` gives it.

    Returns
    -------
    DataFrame
        The same columns, without coder and comment.
    """
    decided = coding[(coding["coder"] == SETTLED) & coding["codes"].notna()]
    done = set(_keys(decided))
    rows = [decided]
    for key, own in _grouped(by_people(coding)):
        said = {repr((codes, spans)) for codes, spans in zip(own["codes"], own["spans"], strict=True)}
        if len(said) == 1 and key not in done:
            rows.append(own.head(1))
    columns = [name for name in COLUMNS if name not in {"coder", "comment"}]
    found = pd.concat(rows) if len(rows) > 1 else decided
    return found.sort_values(["source", "start", "end"], kind="stable", ignore_index=True)[columns]


def _keys(coding: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(coding["of"], coding["sentence_id"], coding["field"], strict=True))


def _grouped(coding: pd.DataFrame) -> list[tuple[tuple[str, ...], pd.DataFrame]]:
    return list(coding.groupby(["of", "sentence_id", "field"], sort=False))


def with_weights(settled: pd.DataFrame, coding: pd.DataFrame) -> pd.DataFrame:
    """Add how many sentences of the corpus each settled one stands for, in a column ``weight``.

    It is the inverse of the probability to be drawn, and to be settled where some of a stratum were skipped or left open: these
    are taken as missing at random within the stratum.

    Raises
    ------
    InputError
        If a probability is not known.
    """
    if settled["probability"].isna().any():
        sentence = settled.loc[settled["probability"].isna(), "sentence_id"].iloc[0]
        what = f"the probability of {sentence} is not known; give sample.jsonl of the draw, too"
        raise InputError("coding", "no design", what)
    everybody = coding.drop_duplicates(["of", "sentence_id", "field"]).groupby(["of", "field", "stratum"]).size()
    here = settled.groupby(["of", "field", "stratum"]).size()
    share = (here / everybody).to_dict()
    keys = zip(settled["of"], settled["field"], settled["stratum"], strict=True)
    response = pd.Series([share[key] for key in keys], index=settled.index, dtype=float)
    return settled.assign(weight=1 / (settled["probability"] * response))
