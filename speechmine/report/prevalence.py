"""Figures of the themes: frames of prevalence and of the number of themes in, axes with Chinese labels out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from speechmine.analyse.themes.prevalence import prevalence_frame
from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, whole_ticks
from speechmine.report.heat_map import draw_heat_map
from speechmine.report.messages import names, speaking, tell
from speechmine.report.validation_note import frame_note
from speechmine.tables.mined import Mined
from speechmine.tables.protocol import codebook_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_curve", "plot_heatmap", "plot_themes"]


def plot_themes(
    mined: Mined | pd.DataFrame,
    *,
    themes: int = 6,
    keep_copies: bool = False,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw how the shares of the largest themes go over the years, with their intervals.

    Parameters
    ----------
    mined : Mined or DataFrame
        Mined tables, of which the coded themes are drawn, or what ``prevalence_frame(mined, by="year")`` gives.
    themes : int
        How many, the largest first.
    keep_copies : bool
        Whether speeches that only copy others and repeats of shared passages count, too; a frame has decided it already.
    ax : Axes, optional
        To draw on; by default those of a new figure.
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A band is the 95 % interval over speeches; a year with one speech has none. Themes are called as the frame has it, in
        English as the codebook has it. The title says whether the shares are validated; where the frame was made with
        ``coding=``, hollow marks with bars are the corrected shares.

    Raises
    ------
    OptionError
        If the frame is not by year, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> plot_themes(mined, lang="en").get_title()
    'Themes by year (n = 2 speeches; shaded: 95 % interval)\nnot validated'
    """
    frame = mined if isinstance(mined, pd.DataFrame) else prevalence_frame(mined, by="year", keep_copies=keep_copies)
    _check(frame, "year")
    with speaking(lang):
        return _draw_themes(frame, _largest(frame, themes), _names(mined, frame, "theme"), new_axes(ax))


def _draw_themes(frame: pd.DataFrame, themes: list[str], labels: Mapping[str, str], axes: Axes) -> Axes:
    for theme in themes:
        own = frame[frame["theme"] == theme].sort_values("group")
        years = own["group"].to_numpy(dtype=float)
        (line,) = axes.plot(years, 100 * own["share"], marker="o", markersize=3, label=labels[theme])
        low, high = (100 * own[column].fillna(own["share"]) for column in ("share_low", "share_high"))
        axes.fill_between(years, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
        _draw_corrected(own, line.get_color(), axes)
    whole_ticks(axes)
    axes.set(xlabel=tell("year"), ylabel=tell("share of the sentences (%)"), ylim=(0, None))
    n = frame.groupby("group")["n_speeches"].first().sum()
    title = tell("Themes by year (n = {n} speeches; shaded: 95 % interval)", n=n)
    axes.set_title(f"{title}\n{frame_note(frame, 'group')}", fontsize="medium")
    if axes.lines:
        axes.legend(frameon=False, fontsize="small", loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2)
    return chinese_text(axes)


def _draw_corrected(own: pd.DataFrame, colour: object, axes: Axes) -> None:
    """Hollow marks at the corrected shares of one theme, bars over their intervals."""
    known = own[own["corrected"].notna()] if "corrected" in own else own[:0]
    if len(known):
        ends = [(known["corrected"] - known["corrected_low"]).fillna(0), (known["corrected_high"] - known["corrected"]).fillna(0)]
        years, bars = known["group"].to_numpy(dtype=float), [100 * end.clip(lower=0).to_numpy() for end in ends]
        look = {"fmt": "D", "markersize": 5, "markerfacecolor": "white", "linewidth": 0.8, "capsize": 2}
        axes.errorbar(years, 100 * known["corrected"], yerr=bars, color=colour, **look)  # type: ignore[arg-type]


def plot_heatmap(
    mined: Mined | pd.DataFrame,
    *,
    by: str = "sector",
    keep_copies: bool = False,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw the share of each theme in each group as a heat map, such as sector by theme.

    Parameters
    ----------
    mined : Mined or DataFrame
        Mined tables, of which the coded themes are drawn, or what ``prevalence_frame(mined, by=...)`` gives.
    by : str
        Groups, as ``prevalence_frame`` takes them; a frame has decided it already.
    keep_copies : bool
        Whether speeches that only copy others and repeats of shared passages count, too; a frame has decided it already.
    ax : Axes, optional
        To draw on; by default those of a new figure as large as the table needs.
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A row a group, with its number of speeches, a column a theme; figures are percentages of the group's sentences.

    Raises
    ------
    OptionError
        If the frame has no groups, or matplotlib is not installed.

    Examples
    --------
    >>> shares = {"theme": ["T01", "T02"], "by": "level", "group": "county", "n_speeches": 2, "share": [0.25, 0.5]}
    >>> plot_heatmap(pd.DataFrame(shares), lang="en").get_title()
    "Themes: share of each group's sentences (n = speeches)\nnot validated"
    """
    frame = mined if isinstance(mined, pd.DataFrame) else prevalence_frame(mined, by=by, keep_copies=keep_copies, n_resamples=0)
    _check(frame, None)
    shares = 100 * frame.pivot_table(index="group", columns="theme", values="share", sort=True, observed=True)
    speeches = frame.groupby("group")["n_speeches"].first()
    with speaking(lang):
        groups, themes = _names(mined, frame, "group"), _names(mined, frame, "theme")
        shares.index = pd.Index([f"{groups[group]} (n={speeches[group]})" for group in shares.index])
        shares.columns = pd.Index([themes[theme] for theme in shares.columns])
        title = tell("Themes: share of each group's sentences (n = speeches)") + "\n" + frame_note(frame, "group")
        return draw_heat_map(shares, label=tell("share of the sentences (%)"), title=title, ax=ax)


def plot_curve(curve: pd.DataFrame, *, ax: Axes | None = None, lang: str | None = None) -> Axes:
    """Draw stability and coherence over the number of themes, as ``ThemeModel.curve_`` holds them.

    Parameters
    ----------
    curve : DataFrame
        Columns n_themes, stability, coherence, score.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Raises
    ------
    OptionError
        If matplotlib is not installed.

    Examples
    --------
    >>> curve = pd.DataFrame({"n_themes": [2, 3], "stability": [0.9, 0.7], "coherence": [0.1, 0.2], "score": [0.5, 0.4]})
    >>> plot_curve(curve, lang="en").get_xlabel()
    'number of themes'
    """
    axes = new_axes(ax, width=6, height=3.5)
    with speaking(lang):
        labels = {"stability": tell("stability"), "coherence": tell("coherence (NPMI)"), "score": tell("score")}
        axes.set(xlabel=tell("number of themes"))
    for column, label in labels.items():
        axes.plot(curve["n_themes"], curve[column], marker="o", markersize=3, label=label)
    axes.set(ylim=(min(0.0, float(curve["coherence"].min())), 1.02))
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


def _names(mined: Mined | pd.DataFrame, frame: pd.DataFrame, column: str) -> Mapping[Any, str]:
    """What the themes, or the groups, are called: as the frame has it, in the language that is told where the codebook has it."""
    kind = "theme" if column == "theme" else str(frame["by"].dropna().iloc[0])
    labels = frame[{"theme": "label", "group": "group_label"}[column]] if "label" in frame else frame[column]
    called = {code: str(label) for code, label in zip(frame[column], labels, strict=True)}
    if kind == "level":
        return {code: tell(label) for code, label in called.items()}
    if kind not in ("theme", "sector"):
        return called
    book = load_codebook(f"{kind}s") if isinstance(mined, pd.DataFrame) else codebook_of(mined, f"{kind}s")
    told = names(book)
    return {code: told[code] if book.labels.get(code) == label else label for code, label in called.items()}
