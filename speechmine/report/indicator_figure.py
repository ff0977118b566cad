"""A figure of an indicator: the frame by speech in, axes with a dot a speech out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from speechmine.analyse.indicator_table import indicator_table
from speechmine.analyse.indicators import INDICATORS, indicator_frame
from speechmine.codebooks import load_codebook
from speechmine.count.tallies import counted_speeches
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, whole_ticks
from speechmine.report.messages import speaking, tell
from speechmine.report.validation_note import row_note
from speechmine.tables.mined import Mined

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
    mined: Mined | pd.DataFrame,
    indicator: str = "agenda_entropy_normalised",
    *,
    keep_copies: bool = False,
    coding: pd.DataFrame | None = None,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw an indicator over the years: agenda diversity, originality or any other.

    Parameters
    ----------
    mined : Mined or DataFrame
        Mined tables, or what ``indicator_frame`` gives; speeches without a year are left out.
    indicator : str
        One of its indicators.
    keep_copies : bool
        Whether speeches that only copy others count, too.
    coding : DataFrame, optional
        As `read_coding` gives it, to say whether the indicator is validated; needs mined tables.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A dot a speech, its colour and shape the level; the grey line joins the yearly means. The title says whether the
        indicator is validated.

    Raises
    ------
    OptionError
        If the indicator is not known, no dated speech has it, a coding is given without mined tables, or matplotlib is not
        installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> plot_indicator(mined, "directive_density", lang="en").get_xlabel()
    'year'
    """
    if indicator not in INDICATORS:
        raise OptionError(f"indicator {indicator!r} is not known; take one of {', '.join(INDICATORS)}")
    table = indicator_table(None if isinstance(mined, pd.DataFrame) else mined, coding)
    frame = mined if isinstance(mined, pd.DataFrame) else indicator_frame(mined)
    rows = counted_speeches(frame, keep_copies=keep_copies).dropna(subset=["year", indicator])
    if rows.empty:
        raise OptionError(f"no dated speech has {indicator}; give years in a manifest.csv beside the texts")
    with speaking(lang):
        note = row_note(table[table["indicator"] == indicator].iloc[0])
        return chinese_text(_drawn(rows, indicator, note, new_axes(ax)))


def _drawn(rows: pd.DataFrame, indicator: str, note: str, axes: Axes) -> Axes:
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
    title = tell("{name} (n = {n} speeches, copies left out)", name=name, n=len(rows))
    axes.set_title(f"{title}\n{note}", fontsize="medium")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes
