"""Whether a measure is validated: mined tables, a coding and what measures rest on in; n, alpha and corrected shares out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from speechmine.tables.protocol import MinedTables
from speechmine.validate.agreement import agreement_frame
from speechmine.validate.correction import ANY, corrected_frame
from speechmine.validate.settling import by_people

__all__ = ["COLUMNS", "UNVALIDATED", "validation_frame", "with_validation"]

COLUMNS = ["n_coded", "alpha", "corrected", "corrected_low", "corrected_high", "validation"]
"""What a frame gets where a coding is given; the last alone where none is."""

UNVALIDATED = "not validated"


def with_validation(
    frame: pd.DataFrame, mined: MinedTables, coding: pd.DataFrame | None, measures: Sequence[str], *, by: str | None = None
) -> pd.DataFrame:
    """Add to rows of measures whether each is validated.

    Parameters
    ----------
    frame : DataFrame
        With a column ``group`` where `by` is given.
    mined : Mined
    coding : DataFrame or None
        As `read_coding` gives it.
    measures : sequence of str
        What each row of the frame rests on, as of `validation_frame`; empty where nothing that can be coded.
    by : str, optional
        The column that the groups are of.

    Returns
    -------
    DataFrame
        With `COLUMNS`; without a coding with ``validation`` alone, which then is ``not validated``.
    """
    if coding is None:
        return frame.assign(validation=UNVALIDATED)
    groups = frame["group"].map(str).tolist() if by else [None] * len(frame)
    found = validation_frame(mined, coding, measures, by=by).to_dict("records")
    known = {(row["measure"], row["group"] if by else None): row for row in found}
    rows = [known.get((measure, group), _blank()) for measure, group in zip(measures, groups, strict=True)]
    told = pd.DataFrame(rows, columns=COLUMNS, index=frame.index).astype({"n_coded": int})
    return pd.concat([frame, told], axis=1)


def validation_frame(mined: MinedTables, coding: pd.DataFrame, measures: Iterable[str], *, by: str | None = None) -> pd.DataFrame:
    """Tell of what measures rest on how far people coded it, how they agree, and its share of the sentences, corrected.

    Parameters
    ----------
    mined : Mined
    coding : DataFrame
        As `read_coding` gives it, with the design.
    measures : iterable of str
        A field and code each, as ``of`` of `corrected_frame`: ``theme:T05``, ``modality:P``, ``slogan:*``.
    by : str, optional
        A column of the speeches; without it the whole corpus.

    Returns
    -------
    DataFrame
        One row a measure and group, of those that were coded: measure, group (a str; None without `by`), n_coded (sentences of
        the group that were coded and settled), alpha (Krippendorff's, of the field, ordinal where its codes are; NaN where one
        person coded), corrected, corrected_low, corrected_high (share of the group's sentences by design-based supervised
        learning with its 95 % interval), validation (all of it in words).

    Raises
    ------
    InputError
        As `corrected_frame`.
    """
    alphas = _alphas(coding)
    grouping = f"{by}:1" if by in mined.speeches and pd.api.types.is_numeric_dtype(mined.speeches[by]) else by
    rows: list[dict[str, Any]] = []
    for field, codes in _by_field(measures).items():
        if field in set(coding["field"]):
            asked = [field, *([f"{field}:{ANY}"] if ANY in codes else [])]
            corrected = pd.concat([corrected_frame(mined, coding, of=of, by=grouping) for of in asked])  # type: ignore[arg-type]
            own = corrected[corrected["code"].isin(codes) & (corrected["estimand"] == "prevalence")]
            rows += [_row(row, alphas.get(field, float("nan"))) for row in own.to_dict("records")]
    return pd.DataFrame(rows, columns=["measure", "group", *COLUMNS])


def _by_field(measures: Iterable[str]) -> dict[str, set[str]]:
    fields: dict[str, set[str]] = {}
    for measure in measures:
        field, _, code = measure.partition(":")
        fields.setdefault(field, set()).add(code)
    return fields


def _alphas(coding: pd.DataFrame) -> dict[str, float]:
    """Krippendorff's alpha of each field, with the ordinal metric where its codes have an order."""
    coders = by_people(coding).groupby(["of", "sentence_id"])["coder"].nunique()
    if not (coders > 1).any():
        return {}
    frame = agreement_frame(coding, n_resamples=0)
    whole = frame[frame["code"].isna()].set_index(["field", "measure"])["value"]
    found = {field: float(value) for (field, measure), value in whole.items() if measure == "alpha"}
    return found | {field: float(value) for (field, measure), value in whole.items() if measure == "alpha_ordinal"}


def _row(row: dict[Any, Any], alpha: float) -> dict[str, Any]:
    told = {"n_coded": row["n_coded"], "alpha": alpha, "corrected": row["dsl"]}
    told |= {"corrected_low": row["dsl_low"], "corrected_high": row["dsl_high"]}
    told = told if row["n_coded"] else _blank()
    return {"measure": f"{row['field']}:{row['code']}", "group": row["term"], **told, "validation": _words(told)}


def _blank() -> dict[str, Any]:
    nothing = dict.fromkeys(COLUMNS[1:5], float("nan"))
    return {"n_coded": 0, **nothing, "validation": UNVALIDATED}


def _words(told: dict[str, Any]) -> str:
    if not told["n_coded"]:
        return UNVALIDATED
    alpha = "one coder" if pd.isna(told["alpha"]) else f"alpha = {told['alpha']:.2f}"
    ends = "" if pd.isna(told["corrected_low"]) else f" [{told['corrected_low']:.3f}, {told['corrected_high']:.3f}]"
    return f"validated: n = {told['n_coded']}, {alpha}, corrected {told['corrected']:.3f}{ends}"
