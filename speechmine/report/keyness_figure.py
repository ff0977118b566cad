"""Figures of keywords: what ``keyness_frame`` gives in, paired bars or a scatter of two parts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes
from speechmine.report.labels import draw_labels
from speechmine.report.messages import speaking, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_keyness", "plot_keyness_scatter"]

_TARGET, _REFERENCE, _GREY = "#0072b2", "#e69f00", "#c3cad1"  # Okabe and Ito's blue and orange, one darker in grey, too
_SIDES = (("target", _TARGET, -0.2), ("reference", _REFERENCE, 0.2))
_RARE = 0.5  # a use that is none has no logarithm: half of one stands for it


def plot_keyness(
    frame: pd.DataFrame,
    *,
    items: int = 12,
    names: tuple[str, str] | None = None,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    """Draw the keywords of two parts as pairs of bars.

    Parameters
    ----------
    frame : DataFrame
        As ``keyness_frame`` gives it.
    items : int
        How many keywords of each part, its first ones.
    names : pair of str, optional
        What the parts are called.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A pair of bars a keyword: its uses per 1,000 in the target and in the reference; above the target's keywords, below the
        reference's. ``*`` where the interval of the log ratio, corrected for all items, holds no 0.

    Raises
    ------
    OptionError
        If the frame is empty, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sm.keyness_frame(sm.mine(sm.sample_path()), "year >= 2016", min_speeches=3)
    >>> plot_keyness(frame, items=3, lang="en").get_xlabel()
    'uses per 1,000'
    """
    first = frame[frame["log_ratio"] > 0].head(items)
    last = frame[frame["log_ratio"] < 0].tail(items).iloc[::-1]
    if not len(first) + len(last):
        raise OptionError("no item is used more in one part than in the other, so there is nothing to draw")
    shown = pd.concat([first, last])
    place = np.concatenate([np.arange(len(first)), len(first) + 0.8 + np.arange(len(last))])
    axes = new_axes(ax, width=7.5, height=1.4 + 0.3 * len(shown))
    with speaking(lang):
        for (side, colour, shift), name in zip(_SIDES, _named(names), strict=True):
            label = tell("{name} (n = {n})", name=name, n=f"{_size(frame, side):,}")
            axes.barh(place + shift, shown[f"rate_{side}"], 0.38, color=colour, label=label)
        marks = ["*" if conservative else "" for conservative in shown["conservative"]]
        axes.set_yticks(place, [f"{item} {mark}".strip() for item, mark in zip(shown["item"], marks, strict=True)])
        axes.set(xlabel=tell("uses per 1,000"), ylim=(place[-1] + 0.7, -0.7))
        axes.set_title(
            tell("Keywords of two parts (* log ratio's corrected 95 % interval without 0)"), fontsize="medium", loc="left"
        )
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, fontsize="small", loc="lower right")
    return chinese_text(axes)


def plot_keyness_scatter(
    frame: pd.DataFrame,
    *,
    items: int = 60,
    names: tuple[str, str] | None = None,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    """Draw all items by their rates in two parts, the most key ones with their names, none on another.

    Parameters
    ----------
    frame : DataFrame
        As ``keyness_frame`` gives it.
    items : int
        How many get a name, by log-likelihood; one that finds no room goes without.
    names, ax, lang
        As of `plot_keyness`.

    Returns
    -------
    Axes
        A point an item, on logarithmic axes, no use as half of one; on the line both parts use it alike; coloured where the
        interval of the log ratio, corrected for all items, holds no 0.

    Raises
    ------
    OptionError
        If the frame is empty, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sm.keyness_frame(sm.mine(sm.sample_path()), "year >= 2016", min_speeches=3)
    >>> plot_keyness_scatter(frame, names=("since 2016", "before"), lang="en").get_ylabel()
    'since 2016: uses per 1,000'
    """
    if frame.empty:
        raise OptionError("there is no item to compare, so there is nothing to draw")
    ordered = frame.sort_values("log_likelihood", ascending=False, kind="stable")
    points = np.column_stack([_rates(ordered, "reference"), _rates(ordered, "target")])
    colours = [_TARGET if value > 0 else _REFERENCE if value < 0 else _GREY for value in ordered["conservative"]]
    axes = new_axes(ax, width=7.5, height=7.0)
    axes.scatter(points[:, 0], points[:, 1], s=14, c=colours, linewidths=0, zorder=2)
    low, high = points.min(axis=0) * 0.8, points.max() * 1.6
    axes.plot([low.max(), high], [low.max(), high], color=_GREY, linewidth=1, zorder=1)
    axes.set(xscale="log", yscale="log", xlim=(low[0], high), ylim=(low[1], high))
    with speaking(lang):
        target, reference = _named(names)
        axes.set_xlabel(tell("{name}: uses per 1,000", name=reference))
        axes.set_ylabel(tell("{name}: uses per 1,000", name=target))
        sizes = [f"{_size(frame, side):,}" for side in ("target", "reference")]
        title = tell("Rates in two parts (n = {n} and {other}; coloured: interval without 0)", n=sizes[0], other=sizes[1])
        axes.set_title(title, fontsize="medium", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    chinese_text(axes)
    inks = ["#004c78" if colour == _TARGET else "#7a5200" if colour == _REFERENCE else "#1f2933" for colour in colours]
    draw_labels(axes, points, ordered["item"].tolist()[:items], colours=inks, size=8.5)
    return chinese_text(axes)


def _named(names: tuple[str, str] | None) -> tuple[str, str]:
    return names or (tell("target"), tell("reference"))


def _size(frame: pd.DataFrame, side: str) -> int:
    """All uses of a part, from the row whose rate is surest."""
    row = frame.loc[frame[f"n_{side}"].idxmax()]
    return round(1000 * row[f"n_{side}"] / row[f"rate_{side}"]) if row[f"n_{side}"] else 0


def _rates(frame: pd.DataFrame, side: str) -> pd.Series[float]:
    return 1000 * np.maximum(frame[f"n_{side}"], _RARE) / max(_size(frame, side), 1)
