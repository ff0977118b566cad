"""A table as a heat map: counts or shares by row and column in, axes with a number in each cell out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from speechmine.report.figures import chinese_text, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_heat_map"]


def draw_heat_map(table: pd.DataFrame, *, label: str, title: str, least: float = 1, ax: Axes | None = None) -> Axes:
    """Draw a table; its index and columns are the tick labels.

    Parameters
    ----------
    table : DataFrame
        Numbers of 0 and more, rows from top to bottom.
    label : str
        What the numbers are, with their unit.
    title : str
    least : float
        Smaller numbers are not written into their cells.
    ax : Axes, optional
        To draw on; by default those of a new figure as large as the table needs.
    """
    axes = new_axes(ax, width=2.5 + 0.55 * table.shape[1], height=1.7 + 0.32 * table.shape[0])
    image = axes.imshow(table.to_numpy(dtype=float), cmap="Blues", aspect="auto", vmin=0)
    axes.set_xticks(range(table.shape[1]), list(table.columns), rotation=60, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(table.shape[0]), list(table.index))
    dark = float(np.nanmax(table.to_numpy(dtype=float), initial=1)) / 2
    for (row, column), value in np.ndenumerate(table.to_numpy(dtype=float)):
        if value >= least:
            colour = "white" if value > dark else "black"
            axes.text(column, row, f"{value:.0f}", ha="center", va="center", fontsize="x-small", color=colour)
    axes.set_title(title, fontsize="medium")
    bar = axes.figure.colorbar(image, ax=axes, label=label)
    return chinese_text(axes, texts=[bar.ax.yaxis.label])
