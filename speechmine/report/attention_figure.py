"""Figures of attention: the frame by issue and group in, axes with stacked shares or with ranks out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from speechmine.analyse.attention.shares import attention_frame
from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes
from speechmine.report.messages import names, speaking, tell
from speechmine.report.validation_note import frame_note
from speechmine.tables.mined import Mined

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["KINDS", "plot_attention"]

KINDS = ("stacked", "ranks")
"""Shares of attention on top of one another, or the ranks of the issues from group to group (a bump chart)."""

# Okabe and Ito's colours and tints of them, so that neighbours differ in lightness, too.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#8c6d31", "#332288", "#999933")
_REST = "#d9dee4"


def plot_attention(
    mined: Mined | pd.DataFrame,
    *,
    kind: str = "stacked",
    issues: int = 8,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw which issues get how much attention, group by group.

    Parameters
    ----------
    mined : Mined or DataFrame
        Mined tables, of which the sectors by year are drawn, or what ``attention_frame(mined, by=...)`` gives.
    kind : {"stacked", "ranks"}
        Shares on top of one another, or ranks from group to group.
    issues : int
        How many, those of most attention over all groups first, at most ten; the others are drawn together, or not ranked.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        Groups from left to right, with their number of speeches; the title says whether the shares are validated.

    Raises
    ------
    OptionError
        If the kind or the number of issues is not known, the frame has no groups, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查消防隐患。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查道路交通违法。"
    >>> plot_attention(sm.mine([older, newer]), lang="en").get_ylabel()
    'share of attention (%)'
    """
    if kind not in KINDS or not 1 <= issues <= len(_COLOURS):
        raise OptionError(f"kind is {kind!r}, issues {issues!r}; take {' or '.join(KINDS)}, and 1 to {len(_COLOURS)} issues")
    frame = mined if isinstance(mined, pd.DataFrame) else attention_frame(mined, by="year", n_resamples=0)
    if frame.empty or frame["by"].isna().any():
        raise OptionError("there are no groups to draw; make the frame with attention_frame(mined, by='year')")
    with speaking(lang):
        table = frame.pivot_table(index="group", columns="code", values="attention", sort=True, observed=True).fillna(0)
        table = table.reindex(sorted(table.index, key=_level_order)) if frame["by"].iloc[0] == "level" else table
        order = table.mean().sort_values(ascending=False, kind="stable").index[:issues]
        axes = new_axes(ax)
        (_stack if kind == "stacked" else _rank)(table, order, _labels(frame), axes)
        _describe(frame, table, axes)
        return chinese_text(axes)


def _level_order(level: object) -> int:
    levels = list(load_codebook("levels").codes)
    return levels.index(str(level)) if level in levels else len(levels)


def _labels(frame: pd.DataFrame) -> dict[str, str]:
    book = load_codebook("themes" if frame["of"].iloc[0] == "themes" else "sectors")
    return dict(zip(frame["code"], frame["label"], strict=True)) | names(book)


def _stack(table: pd.DataFrame, order: pd.Index, labels: dict[str, str], axes: Axes) -> None:
    places, bottom = range(len(table)), pd.Series(0.0, index=table.index)
    rest = table.drop(columns=order).sum(axis=1)
    layers = [(labels.get(code, code), table[code], _COLOURS[number]) for number, code in enumerate(order)]
    if rest.any():
        layers.append((tell("others"), rest, _REST))
    for name, shares, colour in layers:
        axes.bar(places, 100 * shares, bottom=100 * bottom, color=colour, width=0.8, label=name)
        bottom = bottom + shares
    axes.set(ylim=(0, 100), ylabel=tell("share of attention (%)"))
    axes.legend(frameon=False, fontsize="small", loc="upper left", bbox_to_anchor=(1.0, 1.0), reverse=True)


def _rank(table: pd.DataFrame, order: pd.Index, labels: dict[str, str], axes: Axes) -> None:
    """A line an issue; where it gets no attention it breaks, and it is named at its last place."""
    ranks = table[order].rank(axis=1, ascending=False, method="first").where(table[order] > 0)
    for number, code in enumerate(order):
        axes.plot(range(len(table)), ranks[code], color=_COLOURS[number], marker="o", markersize=7, linewidth=2.2)
        if ranks[code].notna().any():
            last = int(ranks[code].notna().to_numpy(dtype=bool).nonzero()[0][-1])
            at = (last, float(ranks[code].iloc[last]))
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5}
            name = labels.get(code, code)
            axes.annotate(name, at, (8, 0), textcoords="offset points", va="center", fontsize="small", bbox=box)
    axes.set(ylim=(len(order) + 0.6, 0.4), yticks=range(1, len(order) + 1), ylabel=tell("rank by attention (1 = most)"))
    axes.set_xlim(-0.3, max(len(table) - 1, 1) * 1.22)


def _describe(frame: pd.DataFrame, table: pd.DataFrame, axes: Axes) -> None:
    sizes = frame.groupby("group")["n_speeches"].first()
    told = [f"{tell(str(group))}\n(n={sizes[group]})" for group in table.index]
    many = len(told) > 12
    axes.set_xticks(range(len(told)), told, rotation=60 if many else 0, fontsize="small" if many else "medium")
    title = tell("Attention by {by} (n = {n} speeches)", by=tell(str(frame["by"].iloc[0]).partition(":")[0]), n=int(sizes.sum()))
    axes.set_title(f"{title}\n{frame_note(frame, 'group')}", fontsize="medium")
    axes.spines[["top", "right"]].set_visible(False)
