"""Whether what is shown is validated: rows of frames that a coding was given to in, a few words in the reader's language out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from speechmine.report.messages import tell
from speechmine.validate.status import UNVALIDATED

__all__ = ["frame_note", "row_note"]


def row_note(row: Mapping[Any, Any]) -> str:
    """Return n, alpha and corrected share of one row; ``not validated`` where nobody coded what it rests on."""
    if not row.get("n_coded"):
        return tell(UNVALIDATED)
    ends = "" if pd.isna(row["corrected_low"]) else f" [{row['corrected_low']:.3f}, {row['corrected_high']:.3f}]"
    return tell("{coded}, corrected {share}", coded=_coded(row["n_coded"], row["alpha"]), share=f"{row['corrected']:.3f}{ends}")


def frame_note(frame: pd.DataFrame, groups: str | None = None) -> str:
    """Return n and alpha of a whole figure; `groups` names the column whose values were coded separately."""
    if "n_coded" not in frame or not frame["n_coded"].any():
        return tell(UNVALIDATED)
    n = frame.groupby(groups)["n_coded"].max().sum() if groups else frame["n_coded"].max()
    return _coded(int(n), frame["alpha"].dropna().min() if frame["alpha"].notna().any() else float("nan"))


def _coded(n: int, alpha: float) -> str:
    agreed = tell("one coder") if pd.isna(alpha) else tell("alpha = {alpha}", alpha=f"{alpha:.2f}")
    return tell("validated: n = {n} sentences, {agreed}", n=n, agreed=agreed)
