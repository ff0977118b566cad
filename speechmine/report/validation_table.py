"""Print agreement, accuracy and corrected estimates for a person at a terminal: frames in, tables on standard output out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rich.text import Text

from speechmine.report.console import plain_table, print_noted, shortened
from speechmine.report.messages import tell

__all__ = ["print_accuracy", "print_agreement", "print_corrected"]

_MEASURES = ("percent", "kappa", "alpha", "alpha_ordinal", "ac1", "alpha_u")
_AGREED = (
    "in grey the 95 % interval over speeches; n = sentences that two or more coded; 1 = they agree, 0 = as by chance "
    "(percent: share)"
)
_RIGHT = (
    "in grey the 95 % interval over speeches; n = sentences coded; more = sentences still to be coded to know F1 within the "
    "margin"
)
_CORRECTED = (
    "in grey the 95 % interval over speeches; naive = the program at its word; dsl = design-based supervised learning, "
    "ppi = prediction-powered inference: both carry its errors"
)


def print_agreement(frame: pd.DataFrame) -> None:
    """Print what ``agreement_frame`` gives, a line a field or code, the interval below each figure."""
    measures = [name for name in _MEASURES if name in set(frame["measure"])]
    table = plain_table(["field", "code"], ["n", *measures])
    for (field, code), own in frame.groupby(["field", "code"], sort=False, dropna=False):
        rows = own.set_index("measure").to_dict("index")
        cells = [_figure(rows[name], "value", "low", "high") if name in rows else Text("") for name in measures]
        table.add_row(str(field), _code(code), str(own["n_sentences"].iloc[0]), *cells)
    print_noted(table, tell(_AGREED))


def print_accuracy(frame: pd.DataFrame) -> None:
    """Print what ``accuracy_frame`` gives for all strata together; ``--csv`` and ``--json`` have each."""
    table = plain_table(["field", "code", "counted"], ["n", "true", "found", "precision", "recall", "F1", "more"])
    for row in frame[frame["stratum"].isna()].to_dict("records"):
        cells = [_figure(row, name, f"{name}_low", f"{name}_high") for name in ("precision", "recall", "f1")]
        counts = [str(row[name]) for name in ("n_sentences", "n_true", "n_found")]
        more = "–" if pd.isna(row["n_more"]) else str(row["n_more"])
        table.add_row(row["field"], _code(row["code"]), tell(row["counted"]), *counts, *cells, more)
    print_noted(table, tell(_RIGHT))


def print_corrected(frame: pd.DataFrame) -> None:
    """Print what ``corrected_frame`` gives, a line an estimate, the interval below each figure."""
    names = ("naive", "dsl", "ppi")
    table = plain_table(["field", "code", "estimand", "group"], ["sent.", "coded", *names])
    for row in frame.to_dict("records"):
        digits = 4 if row["estimand"] == "slope" else 3
        cells = [_figure(row, name, f"{name}_low", f"{name}_high", digits=digits) for name in names]
        counts = [str(row["n_sentences"]), str(row["n_coded"])]
        group = tell(str(row["term"])) if row["term"] else ""
        table.add_row(row["field"], _code(row["code"]), tell(row["estimand"]), group, *counts, *cells)
    print_noted(table, tell(_CORRECTED))


def _code(code: Any) -> str:
    return shortened(str(code), 18) if isinstance(code, str) else tell("all")


def _figure(row: Mapping[str, Any], name: str, low: str, high: str, *, digits: int = 3) -> Text:
    if pd.isna(row[name]):
        return Text("–")
    ends = "" if pd.isna(row[low]) else f"\n{row[low]:.{digits}f}\n{row[high]:.{digits}f}"
    return Text.assemble(f"{row[name]:.{digits}f}", (ends, "dim"))
