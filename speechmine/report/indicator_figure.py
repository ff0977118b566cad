"""A figure of an indicator: the frame by speech in, axes with a dot a speech out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from speechmine.analyse.indicators import INDICATORS
from speechmine.codebooks import load_codebook
from speechmine.count.policy import without_copies
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, whole_ticks
from speechmine.report.messages import speaking, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_indicator"]

_NAMES = {
    "directive_density": "directive density (per 1,000 characters)", "strength_index": "strength index (0–1)",
    "prohibition_share": "prohibition share (0–1)", "accountability_rate": "accountability rate (0–1)",
    "named_actor_share": "named actor share (0–1)", "concreteness": "concreteness (per 1,000 characters)",
    "slogan_density": "slogan density (per 1,000 characters)", "originality": "originality (0–1)",
    "agenda_entropy": "agenda entropy (nats)", "agenda_entropy_normalised": "agenda diversity (normalised entropy, 0–1)",
}  # fmt: skip
# Okabe and Ito's colours, and shapes for who prints in grey.
_LOOKS = (
    ("#0072b2", "o"),
    ("#d55e00", "s"),
    ("#009e73", "^"),
    ("#cc79a7", "D"),
    ("#e69f00", "v"),
    ("#56b4e9", "P"),
    ("#9aa5b1", "X"),
)
_UNKNOWN = "unknown"


def plot_indicator(
    frame: pd.DataFrame, indicator: str = "agenda_entropy_normalised", *, ax: Axes | None = None, lang: str | None = None
) -> Axes:
    """Draw an indicator over the years: agenda diversity, originality or any other.

    Parameters
    ----------
    frame : DataFrame
        As ``indicator_frame`` gives it; speeches without a year and those that only copy others are left out.
    indicator : str
        One of its indicators.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A dot a speech, its colour and shape the level; the grey line joins the yearly means.

    Raises
    ------
    OptionError
        If the indicator is not known, no dated speech has it, or matplotlib is not installed.
    """
    if indicator not in INDICATORS:
        raise OptionError(f"indicator {indicator!r} is not known; take one of {', '.join(INDICATORS)}")
    rows = without_copies(frame, frame).dropna(subset=["year", indicator])
    if rows.empty:
        raise OptionError(f"no dated speech has {indicator}; give years in a manifest.csv beside the texts")
    with speaking(lang):
        return chinese_text(_drawn(rows, indicator, new_axes(ax)))


def _drawn(rows: pd.DataFrame, indicator: str, axes: Axes) -> Axes:
    name = tell(_NAMES[indicator])
    means = rows.groupby("year")[indicator].mean()
    axes.plot(means.index.astype(float), means, color="#9aa5b1", linewidth=1.5, zorder=1, label=tell("yearly mean"))
    levels = rows["level"].where(rows["level"].notna(), _UNKNOWN)
    for level, (colour, marker) in zip([*load_codebook("levels").codes, _UNKNOWN], _LOOKS, strict=False):
        own = rows[levels == level]
        if len(own):
            label = f"{tell(level)} (n={len(own)})"
            axes.scatter(own["year"].astype(float), own[indicator], c=colour, marker=marker, s=40, label=label, zorder=2)
    whole_ticks(axes)
    axes.set(xlabel=tell("year"), ylabel=name, ylim=(0, 1.03) if "0–1" in _NAMES[indicator] else (0, None))
    axes.set_title(tell("{name} (n = {n} speeches, copies left out)", name=name, n=len(rows)), fontsize="medium")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes
