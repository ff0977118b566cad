"""A figure of dispersion: mined tables and terms in, where each stands in the speeches in order of date, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.dispersion import dated_order, dispersion_frame, named_items
from speechmine.analyse.linguistics.items import items_of
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes
from speechmine.report.messages import speaking, tell
from speechmine.tables.mined import Mined

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_dispersion"]

Array = np.ndarray[Any, Any]
_BLUE, _INK, _BORDER = "#0072b2", "#1f2933", "#d9dee3"
_TICKS = 12  # years that have room below the axis


def plot_dispersion(
    mined: Mined,
    terms: Sequence[str],
    *,
    of: str = "words",
    ax: Axes | None = None,
    lang: str | None = None,
    **scope: Unpack[Scope],
) -> Axes:
    """Draw where each of several terms stands, the speeches one behind the other in order of date.

    Parameters
    ----------
    mined : Mined
    terms : sequence of str
    of : str
        As of ``dispersion_frame``.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).
    **scope : Scope
        ``within``, ``tokens``, ``keep_copies``.

    Returns
    -------
    Axes
        A row a term, a stroke a use; grey lines part the speeches, the years of their first one below; behind each row its
        uses, the speeches that have it, and DP, normalised (0 even, 1 uneven).

    Raises
    ------
    OptionError
        If there is no term, one is not known, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> ax = plot_dispersion(sm.mine(sm.sample_path()), ["隐患", "渡船"], lang="en")
    >>> ax.get_title(loc="left")
    'Where the terms stand, speeches in order of date (n = 23 speeches)'
    """
    if not terms:
        raise OptionError("plot_dispersion needs one term or more")
    frame = dispersion_frame(mined, terms, of=of, **scope).set_index("item")
    items = items_of(mined, of, tokens=scope.get("tokens", "words"))
    numbers = list(dict.fromkeys(named_items(items, terms).tolist()))
    items = items.at(
        np.flatnonzero(items.held(looked_at(mined, scope)))
    )
    order = np.lexsort((items.first, dated_order(mined)[items.speech]))
    axes = new_axes(ax, width=8.0, height=1.3 + 0.38 * len(numbers))
    for row, number in enumerate(numbers):
        axes.vlines(np.flatnonzero(items.item[order] == number), row - 0.36, row + 0.36, color=_BLUE, linewidth=0.7, zorder=2)
    speech = items.speech[order]
    borders = np.flatnonzero(np.append([True], speech[1:] != speech[:-1]))
    axes.vlines(borders, -0.5, len(numbers) - 0.5, color=_BORDER, linewidth=0.6, zorder=1)
    with speaking(lang):
        _told(axes, frame.reindex([items.names[number] for number in numbers]), len(order))
        _dated(axes, mined, speech, borders)
        title = tell("Where the terms stand, speeches in order of date (n = {n} speeches)", n=len(borders))
        axes.set_title(title, fontsize="medium", loc="left")
    axes.set(xlim=(0, len(order)), ylim=(len(numbers) - 0.5, -0.5))
    axes.spines[["top", "right", "left"]].set_visible(False)
    return chinese_text(axes)


def _told(axes: Axes, frame: Any, total: int) -> None:
    axes.set_yticks(range(len(frame)), list(frame.index))
    axes.tick_params(axis="y", length=0)
    for row, (count, reach, dp) in enumerate(zip(frame["count"], frame["range"], frame["dp_norm"], strict=True)):
        if count == count:  # noqa: PLR0124 - NaN: not used in this part
            told = tell(
                "n={n}, {speeches} sp., DP {dp}", n=int(count), speeches=int(reach), dp="–" if np.isnan(dp) else f"{dp:.2f}"
            )
            axes.text(total * 1.01, row, told, va="center", fontsize="small", color=_INK)


def _dated(axes: Axes, mined: Mined, speech: Array, borders: Array) -> None:
    """Years below the first speech of each, as many as have room."""
    years = [None if pd.isna(year) else int(year) for year in mined.speeches["year"].iloc[speech[borders]]]
    firsts = [(at, year) for number, (at, year) in enumerate(zip(borders, years, strict=True)) if year not in years[:number]]
    shown: list[tuple[int, str]] = []
    for at, year in firsts:
        if shown and at - shown[-1][0] < len(speech) / _TICKS:
            if year is not None:
                continue
            shown.pop()  # where the undated begin is told in any case
        shown.append((int(at), tell("undated") if year is None else str(year)))
    axes.set_xticks([at for at, _ in shown], [year for _, year in shown])
    axes.set_xlabel(tell("year of the speech; a stroke a use"))
