"""A figure of n-grams: mined tables and what ``ngram_frame`` gives in, their rates by year as a heat map out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import pandas as pd

from speechmine.analyse.linguistics.ngrams import ngram_years
from speechmine.analyse.linguistics.parts import Scope
from speechmine.errors import OptionError
from speechmine.report.heat_map import draw_heat_map
from speechmine.report.messages import speaking, tell
from speechmine.tables.mined import Mined

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_ngrams"]


def plot_ngrams(
    mined: Mined,
    frame: pd.DataFrame,
    *,
    ngrams: int = 15,
    ax: Axes | None = None,
    lang: str | None = None,
    **scope: Unpack[Scope],
) -> Axes:
    """Draw how often n-grams are used by year.

    Parameters
    ----------
    mined : Mined
    frame : DataFrame
        As ``ngram_frame`` gives it, with the same **scope; its first rows are drawn.
    ngrams : int
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).
    **scope : Scope
        ``within``, ``tokens``, ``keep_copies``.

    Returns
    -------
    Axes
        A row an n-gram with its uses n, a column a year; figures are uses per 10,000 runs of that length.

    Raises
    ------
    OptionError
        If the frame is empty, no speech is dated, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> plot_ngrams(mined, sm.ngram_frame(mined, 3), ngrams=5, lang="en").get_title()
    'N-grams: uses per 10,000 by year'
    """
    shown = frame.head(ngrams)
    table = ngram_years(mined, shown, **scope) if len(shown) else pd.DataFrame()
    if table.empty:
        raise OptionError("there is no n-gram of a dated speech to draw; lower min_count or give years in a manifest.csv")
    table.index = pd.Index([f"{name} (n={n})" for name, n in zip(shown["ngram"], shown["count"], strict=True)])
    with speaking(lang):
        title = tell("N-grams: uses per 10,000 by year")
        return draw_heat_map(table, label=tell("uses per 10,000"), title=title, ax=ax)
