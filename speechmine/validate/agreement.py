"""How far coders agree: a coding in, coefficients with intervals over speeches out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from speechmine.count.resampling import percentile_interval, speech_weights
from speechmine.errors import InputError, OptionError
from speechmine.validate.coefficients import ac1, alpha, coincidences, kappa, ratings_by_unit
from speechmine.validate.settling import by_people
from speechmine.validate.tasks import TASKS, Field
from speechmine.validate.unitizing import Continuum, disagreements, unitizing

__all__ = ["agreement_frame", "binary_ratings", "rating_table", "reliability"]

_COLUMNS = ["of", "field", "code", "measure", "n_coders", "n_speeches", "n_sentences", "value", "low", "high"]

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Ratings:
    """The ratings of one variable.

    Attributes
    ----------
    table : int array of shape (n_units, n_coders)
        Category of each unit by each coder; -1 where there is none.
    categories : list
        What the numbers mean, in order.
    speeches : int array of shape (n_units,)
        Number of each unit's speech, from 0.
    """

    table: Array
    categories: Sequence[Any]
    speeches: Array


def agreement_frame(coding: pd.DataFrame, *, n_resamples: int = 1000, random_state: int = 0) -> pd.DataFrame:
    """Measure how far coders agree, field by field and code by code.

    Parameters
    ----------
    coding : DataFrame
        As `read_coding` gives it. Third decisions and skipped sentences do not count.
    n_resamples : int
        Resamples of the bootstrap over speeches; 0 for no intervals.
    random_state : int

    Returns
    -------
    DataFrame
        One row a field, code and measure, in the order of the tasks: of, field, code (None for the field as a whole: sentences
        with the same set of codes agree; else whether a sentence has the code), measure, n_coders, n_speeches, n_sentences
        (coded by two or more), value (1 = they agree wholly, 0 = as by chance; ``percent`` from 0 to 1), low and high (95 %
        percentile interval over speeches; NaN for one speech).

        Measures: ``percent`` (pairs of ratings that agree), ``kappa`` (Cohen's [1]_, the mean of all pairs of coders),
        ``alpha`` (Krippendorff's [2]_, nominal), ``alpha_ordinal`` and ``alpha_interval`` for fields of ordinal codes, ``ac1``
        (Gwet's [3]_), and for fields of spans ``alpha_u`` [4]_, which compares where the spans stand.

    Raises
    ------
    InputError
        If no sentence was coded by two coders.
    OptionError
        If `n_resamples` is negative.

    Notes
    -----
    Kappa and alpha are NaN where every rating is the same. They fall where a code is rare, AC1 does not: report both.
    Sentences that the coders were shown with the program's suggestion agree too well; code blind to know.

    References
    ----------
    .. [1] Cohen, Educational and Psychological Measurement 20, 1960.
    .. [2] Krippendorff, Content Analysis, 3rd ed., 2013, chapter 12.
    .. [3] Gwet, British Journal of Mathematical and Statistical Psychology 61, 2008.
    .. [4] Krippendorff, Quality & Quantity 38, 2004.

    Examples
    --------
    >>> said = {"A": "10011", "B": "10010"}
    >>> rows = [
    ...     {"of": "directives", "speech_id": f"{i}.txt@0", "sentence_id": f"{i}.txt@0:4", "start": 0, "end": 4, "coder": coder,
    ...      "field": "directive", "codes": ["directive"] * int(one), "spans": None}
    ...     for coder, ones in said.items() for i, one in enumerate(ones)
    ... ]
    >>> agreement_frame(pd.DataFrame(rows), n_resamples=0)[["measure", "value"]].round(3).values.tolist()
    [['percent', 0.8], ['kappa', 0.615], ['alpha', 0.64], ['ac1', 0.6]]
    """
    if n_resamples < 0:
        raise OptionError(f"n_resamples is {n_resamples!r}; give 0 (no intervals) or more")
    own = by_people(coding)
    coders = own.groupby(["of", "sentence_id"])["coder"].transform("nunique")
    own = own[coders > 1]
    if own.empty:
        raise InputError("coding", "one coder", "no sentence was coded by two coders; draw with coders=2 and an overlap")
    rows = []
    for of, fields in TASKS.items():
        for field in fields:
            part = own[(own["of"] == of) & (own["field"] == field.name)]
            if len(part):
                weights = _weights(part["speech_id"].nunique(), n_resamples, random_state)
                size = (part["coder"].nunique(), part["speech_id"].nunique(), part["sentence_id"].nunique())
                rows += [(of, field.name, *found[:2], *size, *found[2:]) for found in _field(part, field, weights)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _weights(n_speeches: int, n_resamples: int, random_state: int) -> Array:
    """The speeches as they are, then the resamples."""
    drawn = speech_weights(n_speeches, n_resamples, np.random.default_rng(random_state))
    return np.vstack([np.ones((1, n_speeches)), drawn])


Found = tuple[str | None, str, float, float, float]  # code, measure, value, low, high


def _field(part: pd.DataFrame, field: Field, weights: Array) -> Iterator[Found]:
    """The measures of a field, then those of each of its codes, unless the field is its only code."""
    sets = part.assign(value=["|".join(codes) for codes in part["codes"]])
    unitized = _unitized(part, weights) if field.kind == "spans" else {}
    yield from _told(
        None, {**reliability(_ordered(rating_table(sets), field), weights, level=field.level), **unitized.get(None, {})}
    )
    for code in sorted({code for codes in part["codes"] for code in codes} - {field.name}, key=_place(field)):
        yield from _told(code, {**reliability(binary_ratings(part, code), weights), **unitized.get(code, {})})


def _place(field: Field) -> Any:
    order = {code: place for place, code in enumerate(field.codes)}
    return lambda code: (order.get(code, len(order)), code)


def _told(code: str | None, measures: Mapping[str, Array]) -> Iterator[Found]:
    for name, drawn in measures.items():
        known = drawn[1:][~np.isnan(drawn[1:])]
        low, high = percentile_interval(known) if not np.isnan(drawn[0]) else (np.nan, np.nan)
        yield code, name, float(drawn[0]), float(low), float(high)


def rating_table(rows: pd.DataFrame) -> Ratings:
    """Return the ratings of rows with speech_id, sentence_id, coder and value."""
    table = rows.pivot_table(index=["speech_id", "sentence_id"], columns="coder", values="value", aggfunc="first", sort=True)
    categories = sorted(rows["value"].unique())
    number = {value: place for place, value in enumerate(categories)}
    speeches = pd.factorize(table.index.get_level_values(0), sort=True)[0]
    cells = [[number.get(value, -1) for value in row] for row in table.to_numpy(dtype=object)]
    return Ratings(np.array(cells, dtype=int), categories, speeches)


def binary_ratings(rows: pd.DataFrame, code: str) -> Ratings:
    """Return whether each coder gave a code to each sentence."""
    found = rating_table(rows.assign(value=[int(code in codes) for codes in rows["codes"]]))
    if len(found.categories) == 2:
        return found
    only = found.categories[0]
    return Ratings(np.where(found.table < 0, -1, only), (0, 1), found.speeches)


def _ordered(ratings: Ratings, field: Field) -> Ratings:
    """For an ordinal field only the sentences with a code: what has no degree has no place in the order."""
    if field.level == "nominal" or "" not in ratings.categories:
        return ratings
    table = np.where(ratings.table == ratings.categories.index(""), -1, ratings.table - 1)
    return Ratings(table, [value for value in ratings.categories if value], ratings.speeches)


def reliability(ratings: Ratings, weights: Array, *, level: str = "nominal") -> dict[str, Array]:
    """Return each measure for every row of weights.

    Parameters
    ----------
    ratings : Ratings
    weights : array of shape (n_rows, n_speeches)
        How often each speech counts.
    level : {"nominal", "ordinal"}

    Returns
    -------
    dict of str to array of shape (n_rows,)
    """
    n_categories, n_speeches = len(ratings.categories), weights.shape[1]
    counts = ratings_by_unit(ratings.table, n_categories)
    by_speech = np.eye(n_speeches)[ratings.speeches].T  # speeches x units
    summed = _summed(weights @ by_speech, counts)
    values = np.array(ratings.categories, dtype=float) if level == "ordinal" else None
    found = {
        "percent": summed["agreed"],
        "kappa": _mean_kappa(ratings.table, weights @ by_speech, n_categories),
        "alpha": alpha(summed["coincidence"]),
    }
    if level == "ordinal":
        found["alpha_ordinal"] = alpha(summed["coincidence"], level="ordinal")
        found["alpha_interval"] = alpha(summed["coincidence"], level="interval", values=values)
    return {**found, "ac1": ac1(summed["agreed"], summed["shares"])}


def _summed(weights: Array, counts: Array) -> dict[str, Array]:
    """Coincidences, share of agreeing pairs and shares of the categories, for every row of weights of the units."""
    n_ratings = counts.sum(axis=1)
    paired, rated = n_ratings > 1, n_ratings > 0
    pairs = coincidences(counts)
    coincidence = np.tensordot(weights, pairs, axes=1)
    agreed = np.trace(pairs, axis1=1, axis2=2) / np.maximum(n_ratings, 1)
    shares = counts / np.maximum(n_ratings, 1)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):  # a resample may have no such unit: NaN
        return {
            "coincidence": coincidence,
            "agreed": (weights @ agreed) / (weights @ paired),
            "shares": (weights @ shares) / (weights @ rated)[:, None],
        }


def _mean_kappa(table: Array, weights: Array, n_categories: int) -> Array:
    """The mean of Cohen's kappa over the pairs of coders that have one."""
    found = []
    for first, second in combinations(table.T, 2):
        both = (first >= 0) & (second >= 0)
        one_hot = np.eye(n_categories)
        agreed = weights[:, both] @ (first == second)[both]
        found.append(kappa(agreed, weights[:, both] @ one_hot[first[both]], weights[:, both] @ one_hot[second[both]]))
    defined = ~np.isnan(found)
    total = np.where(defined, found, 0).sum(axis=0)
    return np.where(defined.any(axis=0), total / np.maximum(defined.sum(axis=0), 1), np.nan)


def _unitized(part: pd.DataFrame, weights: Array) -> dict[str | None, dict[str, Array]]:
    """Alpha of spans for each code and, under None, for all codes together."""
    names = sorted({code for codes in part["codes"] for code in codes})
    observed, expected = {}, {}
    for code in names:
        terms = [unitizing(continua).drawn(weights) for continua in _pairs(part, code)]
        both = [disagreements(term) for term in terms if term.n_chars.any()]
        observed[code], expected[code] = (np.sum([pair[side] for pair in both], axis=0) for side in (0, 1))
    found: dict[str | None, dict[str, Array]] = {code: _unit_alpha(observed[code], expected[code]) for code in names}
    zero = np.zeros(len(weights))
    return {None: _unit_alpha(sum(observed.values(), zero), sum(expected.values(), zero)), **found}


def _unit_alpha(observed: Array, expected: Array) -> dict[str, Array]:
    return {"alpha_u": 1 - np.divide(observed, expected, out=np.full(observed.shape, np.nan), where=expected > 0)}


def _pairs(part: pd.DataFrame, code: str) -> Iterator[Sequence[Continuum]]:
    """For each two coders what they marked with a code, by speech, in the sentences that both of them coded, end to end."""
    marked = {(row["sentence_id"], row["coder"]): row for row in part.to_dict("records")}
    places = part.drop_duplicates("sentence_id").sort_values(["speech_id", "start"])
    for first, second in combinations(sorted(part["coder"].unique()), 2):
        continua: list[Continuum] = []
        for _, own in places.groupby("speech_id", sort=True):
            length, spans = 0, ([], [])  # type: tuple[int, tuple[list[tuple[int, int]], list[tuple[int, int]]]]
            for sentence in own["sentence_id"]:
                both = [marked.get((sentence, coder)) for coder in (first, second)]
                if both[0] and both[1]:
                    for side, row in zip(spans, both, strict=True):
                        side += [(start + length, end + length) for start, end in _merged(row or {}, code)]
                    length += both[0]["end"] - both[0]["start"]
            continua.append((length, *spans))
        yield continua


def _merged(row: Mapping[str, Any], code: str) -> list[tuple[int, int]]:
    """The spans of a code within the sentence, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for span in sorted(row["spans"] or (), key=lambda span: int(span["start"])):
        if span["code"] == code:
            start, end = span["start"] - row["start"], span["end"] - row["start"]
            if merged and start < merged[-1][1]:
                start, end = merged[-1][0], max(end, merged.pop()[1])
            merged.append((start, end))
    return merged
