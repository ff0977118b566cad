"""What the indicators are: a data file of the package in; formula, unit, direction, reference and validation of each out."""

from __future__ import annotations

import pandas as pd

from speechmine.datafiles import packaged_table
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables
from speechmine.validate.status import UNVALIDATED, with_validation

__all__ = ["indicator_table", "rests_on"]

_WORDS = ("label", "formula", "unit", "direction")  # in two languages
_ENDS = {"en": "", "zh": "_zh"}


def indicator_table(mined: MinedTables | None = None, coding: pd.DataFrame | None = None, *, lang: str = "en") -> pd.DataFrame:
    """Say of each indicator what it is, how to read it, where it comes from, and whether it is validated on a corpus.

    Parameters
    ----------
    mined : Mined, optional
        The corpus that the coding is of.
    coding : DataFrame, optional
        As `read_coding` gives it. Without it no indicator is validated.
    lang : {"en", "zh"}
        Language of label, formula, unit and direction.

    Returns
    -------
    DataFrame
        One row an indicator: indicator (its column in `indicator_frame`, or a measure of `attention_frame`, `agenda_frame`,
        `carry_frame` or `clarity_frame`), label, formula, unit, direction (what low and high mean),
        reference (``own`` where it is this project's), measure (field and code of a coding that it rests on, ``*`` for any
        code; None where nothing that can be coded), validation (``not validated``, or n, alpha and the share of sentences with
        that code, corrected); with a coding n_coded, alpha, corrected, corrected_low, corrected_high, too.

    Raises
    ------
    InputError
        As `corrected_frame`.
    OptionError
        If a coding is given without the corpus, or there are no words in the language.

    Examples
    --------
    >>> table = indicator_table()
    >>> table.loc[0, ["indicator", "unit", "validation"]].tolist()
    ['directive_density', 'per 1,000 characters', 'not validated']
    """
    if coding is not None and mined is None:
        raise OptionError("a coding validates a corpus; give the mined tables, too: indicator_table(mined, coding)")
    if lang not in _ENDS:
        raise OptionError(f"lang is {lang!r}; take one of {', '.join(_ENDS)}")
    rows = [row for _, row in packaged_table("indicators").rows]
    measures = [row["measure"] for row in rows]
    words = [{name: row[f"{name}{_ENDS[lang]}"] for name in _WORDS} for row in rows]
    told = [
        {"indicator": row["indicator"], **own, "reference": row["reference"], "measure": row["measure"] or None}
        for row, own in zip(rows, words, strict=True)
    ]
    frame = pd.DataFrame(told)
    return with_validation(frame, mined, coding, measures) if mined is not None else frame.assign(validation=UNVALIDATED)


def rests_on() -> dict[str, str]:
    """Return by indicator the field and code that it rests on; empty where nothing that can be coded."""
    return {row["indicator"]: row["measure"] for _, row in packaged_table("indicators").rows}
