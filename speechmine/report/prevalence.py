"""Figures of the themes: frames of prevalence and of the number of themes in, axes with Chinese labels out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, whole_ticks
from speechmine.report.heat_map import draw_heat_map

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_curve", "plot_heatmap", "plot_themes"]


def plot_themes(frame: pd.DataFrame, *, themes: int = 6, labels: Mapping[str, str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw how the shares of the largest themes go over the years, with their intervals.

    Parameters
    ----------
    frame : DataFrame
        As ``prevalence_frame(mined, by="year")`` gives it.
    themes : int
        How many, the largest first.
    labels : mapping of str to str, optional
        Name of each theme; its code where there is none.
    ax : Axes, optional
        To draw on; by default those of a new figure.

    Returns
    -------
    Axes
        A band is the 95 % interval over speeches; a year with one speech has none.

    Raises
    ------
    OptionError
        If the frame is not by year, or matplotlib is not installed.
    """
    _check(frame, "year")
    axes = new_axes(ax)
    for theme in _largest(frame, themes):
        own = frame[frame["theme"] == theme].sort_values("group")
        years = own["group"].to_numpy(dtype=float)
        (line,) = axes.plot(years, 100 * own["share"], marker="o", markersize=3, label=_named(theme, labels))
        low, high = (100 * own[column].fillna(own["share"]) for column in ("share_low", "share_high"))
        axes.fill_between(years, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
    whole_ticks(axes)
    axes.set(xlabel="年份", ylabel="占句子的比例（%）", ylim=(0, None))
    n = frame.groupby("group")["n_speeches"].first().sum()
    axes.set_title(f"主题历年比例（n = {n} 篇；阴影为 95% 区间）", fontsize="medium")
    if axes.lines:
        axes.legend(frameon=False, fontsize="small")
    return chinese_text(axes)


def plot_heatmap(
    frame: pd.DataFrame,
    *,
    labels: Mapping[str, str] | None = None,
    groups: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of each theme in each group as a heat map, such as sector by theme.

    Parameters
    ----------
    frame : DataFrame
        As ``prevalence_frame(mined, by="sector")`` gives it; by level or year as well.
    labels, groups : mapping of str to str, optional
        Name of each theme and of each group; the code where there is none.
    ax : Axes, optional
        To draw on; by default those of a new figure as large as the table needs.

    Returns
    -------
    Axes
        A row a group, with its number of speeches, a column a theme; figures are percentages of the group's sentences.

    Raises
    ------
    OptionError
        If the frame has no groups, or matplotlib is not installed.
    """
    _check(frame, None)
    shares = 100 * frame.pivot_table(index="group", columns="theme", values="share", sort=True, observed=True)
    speeches = frame.groupby("group")["n_speeches"].first()
    shares.index = pd.Index([f"{_named(group, groups)} (n={speeches[group]})" for group in shares.index])
    shares.columns = pd.Index([_named(theme, labels) for theme in shares.columns])
    return draw_heat_map(shares, label="占句子的比例（%）", title="主题在各组句子中的比例（n 为讲话篇数）", ax=ax)


def plot_curve(curve: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw stability and coherence over the number of themes, as ``ThemeModel.curve_`` holds them.

    Parameters
    ----------
    curve : DataFrame
        Columns n_themes, stability, coherence, score.
    ax : Axes, optional

    Raises
    ------
    OptionError
        If matplotlib is not installed.
    """
    axes = new_axes(ax, width=6, height=3.5)
    for column, label in (("stability", "稳定性"), ("coherence", "连贯性（NPMI）"), ("score", "综合得分")):
        axes.plot(curve["n_themes"], curve[column], marker="o", markersize=3, label=label)
    axes.set(xlabel="主题数", ylim=(min(0.0, float(curve["coherence"].min())), 1.02))
    axes.legend(frameon=False, fontsize="small", ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return chinese_text(axes)


def _check(frame: pd.DataFrame, by: str | None) -> None:
    found = set(frame["by"].dropna().unique()) if "by" in frame else set()
    if (by is not None and found != {by}) or not found:
        wanted = f'by="{by}"' if by else "by a group"
        raise OptionError(f"the frame is not {wanted}; make it with prevalence_frame(mined, by={(by or 'sector')!r})")


def _largest(frame: pd.DataFrame, n: int) -> list[str]:
    sizes = frame.groupby("theme")["n_sentences"].sum()
    return list(sizes.sort_values(ascending=False, kind="stable").index[:n])


def _named(code: object, labels: Mapping[str, str] | None) -> str:
    return (labels or {}).get(str(code), str(code))
