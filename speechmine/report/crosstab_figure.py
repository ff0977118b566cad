"""Figures of cross tables: what ``crosstab_frame`` gives in, a table of residuals or a map of rows and columns, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.crosstab import correspondence_frame
from speechmine.codebooks import REPLACEABLE, load_codebook
from speechmine.report.figures import chinese_text, new_axes
from speechmine.report.labels import draw_labels
from speechmine.report.messages import names, speaking, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_correspondence", "plot_crosstab"]

_ROW, _COLUMN, _AXIS = "#0072b2", "#d55e00", "#c3cad1"
_BOOKS = {"sector": "sectors", "theme": "themes"}


def plot_crosstab(frame: pd.DataFrame, *, ax: Axes | None = None, lang: str | None = None) -> Axes:
    """Draw a cross table: counts, coloured by how far they are from independence.

    Parameters
    ----------
    frame : DataFrame
        As ``crosstab_frame`` gives it.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A cell a pair with its count; blue: more than independence has it, red: less, by the adjusted residual, white within
        ±1.96.

    Raises
    ------
    OptionError
        If matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sm.crosstab_frame(sm.mine(sm.sample_path()), "level", "modality")
    >>> plot_crosstab(frame, lang="en").get_title().partition(" (")[0]
    'level and modality of directives'
    """
    from matplotlib.colors import BoundaryNorm, ListedColormap

    counts, shown = (frame.pivot_table(index="row", columns="column", values=name, sort=False) for name in ("count", "adjusted"))
    axes = new_axes(ax, width=3.2 + 0.75 * counts.shape[1], height=1.9 + 0.34 * counts.shape[0])
    edges = [-1e9, -6, -3.29, -1.96, 1.96, 3.29, 6, 1e9]
    palette = ListedColormap(["#b2182b", "#ef8a62", "#fddbc7", "#ffffff", "#d1e5f0", "#67a9cf", "#2166ac"])
    image = axes.imshow(shown.to_numpy(dtype=float), cmap=palette, norm=BoundaryNorm(edges, palette.N), aspect="auto")
    for (row, column), value in np.ndenumerate(counts.to_numpy()):
        ink = "white" if abs(shown.iloc[row, column]) >= 6 else "black"
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize="small", color=ink)
    with speaking(lang):
        axes.set_xticks(
            range(counts.shape[1]), _told(frame, "columns", counts.columns), rotation=40, ha="right", rotation_mode="anchor"
        )
        axes.set_yticks(range(counts.shape[0]), _told(frame, "rows", counts.index))
        axes.set_title(_title(frame), fontsize="medium")
        bar = axes.figure.colorbar(image, ax=axes, label=tell("adjusted residual"), ticks=edges[1:-1], spacing="uniform")
    bar.ax.set_yticklabels(["−6", "−3.29", "−1.96", "1.96", "3.29", "6"])
    return chinese_text(axes, texts=[bar.ax.yaxis.label])


def plot_correspondence(frame: pd.DataFrame, *, ax: Axes | None = None, lang: str | None = None) -> Axes:
    """Draw the rows and columns of a cross table on the first two axes of correspondence analysis.

    Parameters
    ----------
    frame : DataFrame
        As ``crosstab_frame`` gives it.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A symmetric map: discs are rows, triangles columns, both in principal coordinates, areas by mass; what lies in one
        direction from the origin goes together.

    Raises
    ------
    OptionError
        If the table has fewer than two rows or columns, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sm.crosstab_frame(sm.mine(sm.sample_path()), "sector", "strength", min_count=20)
    >>> plot_correspondence(frame, lang="en").get_xlabel().partition(" (")[0]
    'first axis'
    """
    points = correspondence_frame(frame)
    axes = new_axes(ax, width=7.5, height=6.0)
    place = points[["x", "y"]].to_numpy()
    sides = points["side"].to_numpy() == "row"
    areas = 20 + 400 * points["mass"].to_numpy()
    axes.axhline(0, color=_AXIS, linewidth=0.8, zorder=0)
    axes.axvline(0, color=_AXIS, linewidth=0.8, zorder=0)
    with speaking(lang):
        for own, colour, marker, coding in ((sides, _ROW, "o", "rows"), (~sides, _COLUMN, "^", "columns")):
            label = tell(str(frame.attrs.get(coding, coding)))
            axes.scatter(
                place[own, 0], place[own, 1], s=areas[own], c=colour, marker=marker, alpha=0.75, linewidths=0, label=label
            )
        shares = [*points.attrs["shares"], 0.0][:2]
        axes.set_xlabel(tell("first axis ({share} of inertia)", share=f"{shares[0]:.0%}"))
        axes.set_ylabel(tell("second axis ({share} of inertia)", share=f"{shares[1]:.0%}"))
        axes.set_title(_title(frame), fontsize="medium")
        labels = [*_told(frame, "rows", points["value"][sides]), *_told(frame, "columns", points["value"][~sides])]
    axes.margins(0.16)
    axes.legend(frameon=False, fontsize="small", loc="best")
    axes.spines[["top", "right"]].set_visible(False)
    chinese_text(axes)
    inks = ["#004c78" if is_row else "#8a3d00" for is_row in sides]
    draw_labels(axes, place, labels, colours=inks, size=9.0, radius=4.0)
    return chinese_text(axes)


def _told(frame: pd.DataFrame, side: str, values: pd.Index | pd.Series) -> list[str]:
    """What a reader calls the values of a coding."""
    book = _BOOKS.get(str(frame.attrs.get(side)))
    known = names(load_codebook(book)) if book in REPLACEABLE else {}
    return [str(known.get(value, tell(str(value)))) for value in values]


def _title(frame: pd.DataFrame) -> str:
    attrs = frame.attrs
    values = {name: tell(str(attrs.get(name, name))) for name in ("rows", "columns")}
    unit = tell(f"{attrs.get('unit', 'unit')}s")
    told = {
        "n": f"{attrs.get('n', 0):,}",
        "chi": f"{attrs.get('chi_squared', float('nan')):.1f}",
        "v": f"{attrs.get('cramers_v', 0):.2f}",
    }
    return tell("{rows} and {columns} of {unit} (n = {n}, χ² = {chi}, Cramér's V = {v})", unit=unit, **values, **told)
