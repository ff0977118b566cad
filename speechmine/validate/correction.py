"""Corrected estimates: mined tables and a coding in; shares, differences, trends and coefficients beside the naive ones out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from speechmine.tables.mined import Mined
from speechmine.validate.accuracy import compared
from speechmine.validate.coding import check_fields
from speechmine.validate.design import UNKNOWN, groups_of, population
from speechmine.validate.estimators import Sentences, design_based, fold_numbers, naive, prediction_powered
from speechmine.validate.program import program_coding
from speechmine.validate.regression import Fit

__all__ = ["ANY", "corrected_frame"]

ANY = "*"
"""In place of a code: any code of the field."""

_ESTIMATES = {"naive": naive, "dsl": design_based, "ppi": prediction_powered}
_COLUMNS = [
    "of", "field", "code", "estimand", "term", "n_speeches", "n_sentences", "n_coded",
    *(f"{name}{end}" for name in _ESTIMATES for end in ("", "_low", "_high")),
]  # fmt: skip

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Question:
    """What is asked of the speeches: covariates, and what the coefficients that are told mean."""

    estimand: str
    terms: dict[int, str | None]
    X: Array
    speeches: Array


def corrected_frame(
    mined: Mined, coding: pd.DataFrame, *, of: str | None = None, by: str | Sequence[str] | None = None
) -> pd.DataFrame:
    """Estimate shares of sentences, differences and trends so that they carry the program's errors, the naive estimate beside.

    Parameters
    ----------
    mined : Mined
        The corpus that the sample was drawn from.
    coding : DataFrame
        As `read_coding` gives it, with the design: of each sentence what its coders agree on, or the third decision.
    of : str, optional
        A field (``directive``), one of its codes (``theme:T05``), or any of them (``slogan:*``); by default every code of every
        field that was coded.
    by : str or sequence of str, optional
        A column of ``mined.speeches``: of names (``level``, or ``year:5`` for spans of five years) for the share in each group
        and its difference from all others; of numbers (``year``) for the change by one. Several columns for a regression on
        all of them together, names against the first of them. Speeches without a value are left out.

    Returns
    -------
    DataFrame
        One row a code and estimand: of, field, code, estimand (``prevalence``: share of the sentences that have the code;
        ``difference``; ``slope``; ``coefficient``), term (the group or column; None for the whole corpus), n_speeches,
        n_sentences, n_coded, and three estimates with the ends of their 95 % intervals: naive (what the program says), dsl
        (design-based supervised learning [1]_), ppi (prediction-powered inference [2]_, [3]_). The ends are NaN where
        too few speeches were coded, or all coded sentences are alike.

    Raises
    ------
    InputError
        As `accuracy_frame`.
    OptionError
        If `of` was not coded or `by` is no column.

    Notes
    -----
    Speeches are independent, their sentences are not: standard errors are clustered, with the corrections of Bell and McCaffrey
    for few and unequal clusters [4]_. Covariates are those of speeches. The intervals hold however wrong the program is, if
    the coders are right; where they are not, the estimate is of what they say. With fewer than about ten coded sentences that
    have a code and ten that do not, intervals are too narrow: see ``n_true`` of `accuracy_frame`.

    References
    ----------
    .. [1] Egami, Hinck, Stewart and Wei, Using imperfect surrogates for downstream inference, NeurIPS 2023.
    .. [2] Angelopoulos, Bates, Fannjiang, Jordan and Zrnic, Prediction-powered inference, Science 382, 2023.
    .. [3] Angelopoulos, Duchi and Zrnic, PPI++: efficient prediction-powered inference, arXiv 2311.01453, 2023.
    .. [4] Bell and McCaffrey, Bias reduction in standard errors for linear regression with multi-stage samples, Survey
       Methodology 28, 2002.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> said = program_coding(mined, "themes").assign(sample="s", source="", text="", stratum="all", probability=1.0, comment="")
    >>> frame = corrected_frame(mined, said.assign(coder="A"), of="theme:T05", by="year")
    >>> frame["estimand"].tolist(), frame["term"].dropna().tolist()
    (['prevalence', 'slope'], ['year'])
    """
    pairs = compared(mined, coding)
    field, _, code = (of or "").partition(":")
    check_fields(pairs, [field] if field else [])
    rows: list[tuple[Any, ...]] = []
    everybody = population(mined)
    for (task, name), part in pairs.groupby(["of", "field"], sort=False):
        if field in ("", name):
            told = program_coding(mined, task, everybody["sentence_id"])
            told = told[told["field"] == name]
            codes = sorted({own for cell in (*part["codes"], *told["codes"]) for own in cell})
            for own in [code] if code else codes:
                rows += [(task, name, own, *row) for row in _told(mined, told, part, own, by)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _told(mined: Mined, told: pd.DataFrame, part: pd.DataFrame, code: str, by: str | Sequence[str] | None) -> Iterator[Any]:
    """The rows of one code."""
    coded = {sentence: _has(own, code) for sentence, own in zip(part["sentence_id"], part["codes"], strict=True)}
    weight = dict(zip(part["sentence_id"], part["weight"], strict=True))
    outcome = told.assign(
        predicted=[_has(own, code) for own in told["codes"]],
        coded=told["sentence_id"].map(coded),
        weight=told["sentence_id"].map(weight).fillna(0.0),
    )
    speeches = mined.speeches[mined.speeches["speech_id"].isin(told["speech_id"])].sort_values("speech_id", ignore_index=True)
    for question in _questions(mined, speeches, by):
        names = speeches["speech_id"][question.speeches]
        own = _sentences(outcome[outcome["speech_id"].isin(set(names))], list(names))
        fits = [estimate(question.X, own) for estimate in _ESTIMATES.values()]
        for number, term in question.terms.items():
            inside = question.X[:, number] != 0 if question.estimand == "prevalence" else np.ones(len(names), dtype=bool)
            here = inside[own.speech]
            n = int(inside.sum()), int(here.sum()), int((own.weight[here] > 0).sum())
            yield question.estimand, term, *n, *(float(getattr(fit, end.name)[number]) for fit in fits for end in fields(Fit))


def _has(own: Sequence[str], code: str) -> float:
    return float(bool(own) if code == ANY else code in own)


def _sentences(outcome: pd.DataFrame, names: list[str]) -> Sentences:
    number = {name: place for place, name in enumerate(names)}
    predicted, coded, weight = (outcome[name].to_numpy(dtype=float) for name in ("predicted", "coded", "weight"))
    speech = outcome["speech_id"].map(number).to_numpy(dtype=int)
    return Sentences(speech, predicted, coded, weight, fold_numbers(names))


def _questions(mined: Mined, speeches: pd.DataFrame, by: str | Sequence[str] | None) -> Iterator[Question]:
    """What is asked: of the whole corpus, of groups, of a number, or of several columns together."""
    columns = [by] if isinstance(by, str) else list(by or ())
    if not columns:
        yield _whole(np.ones(len(speeches), dtype=bool))
        return
    values = {name: _values(mined, speeches, name) for name in columns}
    known = np.logical_and.reduce([value.notna().to_numpy() for value in values.values()])
    if len(columns) > 1:
        yield _together(values, known)
    elif pd.api.types.is_numeric_dtype(values[columns[0]]):
        number = values[columns[0]][known].to_numpy(dtype=float)
        yield _whole(known)
        yield Question("slope", {1: columns[0]}, np.column_stack([np.ones(len(number)), number - number.mean()]), known)
    else:
        yield from _groups(values[columns[0]][known].to_numpy(dtype=str), known)


def _values(mined: Mined, speeches: pd.DataFrame, name: str) -> pd.Series:
    if name in speeches and pd.api.types.is_numeric_dtype(speeches[name]):
        return speeches[name]
    groups = pd.Series(groups_of(speeches["speech_id"], mined, name), dtype=object)
    return groups.where(groups != UNKNOWN, None)


def _whole(known: Array) -> Question:
    return Question("prevalence", {0: None}, np.ones((int(known.sum()), 1)), known)


def _groups(group: Array, known: Array) -> Iterator[Question]:
    names = sorted(set(group.tolist()))
    one_hot = np.column_stack([(group == name).astype(float) for name in names])
    yield Question("prevalence", dict(enumerate(names)), one_hot, known)
    for number, name in enumerate(names if len(names) > 1 else []):
        yield Question("difference", {1: name}, np.column_stack([np.ones(len(group)), one_hot[:, number]]), known)


def _together(values: dict[str, pd.Series], known: Array) -> Question:
    columns, terms = [np.ones(int(known.sum()))], {}
    for name, series in values.items():
        own = series[known]
        if pd.api.types.is_numeric_dtype(series):
            terms[len(columns)] = name
            columns.append(own.to_numpy(dtype=float) - own.to_numpy(dtype=float).mean())
            continue
        for group in sorted(own.unique())[1:]:
            terms[len(columns)] = f"{name}={group}"
            columns.append((own == group).to_numpy(dtype=float))
    return Question("coefficient", dict(terms), np.column_stack(columns), known)
