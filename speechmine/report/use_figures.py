"""Figures of who and what is spoken of: mined tables in, axes with Chinese labels out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from speechmine.analyse.actors import actor_frame
from speechmine.analyse.sectors import sector_frame
from speechmine.codebooks import load_codebook
from speechmine.count.groups import speech_groups
from speechmine.count.tallies import counted_speeches, tally
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.report.figures import chinese_text, new_axes, whole_ticks
from speechmine.report.heat_map import draw_heat_map
from speechmine.report.messages import names, speaking, tell
from speechmine.tables.mined import Mined
from speechmine.tables.protocol import codebook_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_actors", "plot_sectors", "plot_slogans"]

# Kinds of directives from loose to strict, with colours of Okabe and Ito and tints of them, light to dark.
_DEMANDS = {
    "permission": ("permission", "#cfd6dd"), "plain": ("plain demand", "#a8d5f2"), "strong": ("strong demand", "#0072b2"),
    "prohibition": ("prohibition", "#d55e00"),
}  # fmt: skip
_ACTORS = "Who must do what: directives that address each actor, by name or not (n = {n} uses, strength 0–3)"
_INK = "#1f2933"


def plot_sectors(
    mined: Mined,
    *,
    by: str = "year",
    sectors: int = 15,
    keep_copies: bool = False,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw how often the sectors are spoken of by year, level or any metadata, as a heat map.

    Parameters
    ----------
    mined : Mined
    by : str
        A column of the speeches or of the user's own metadata: ``year``, ``level``, ``year:5`` (years in fives) ….
    sectors : int
        How many, those of most uses first.
    keep_copies : bool
        Whether speeches that only copy others and repeats of shared passages count, too.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A row a sector, a column a group with its number n of speeches; figures are uses (mentions and governed passages)
        a speech.

    Raises
    ------
    OptionError
        If `by` is no column, no speech has a sector and a value of it, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> plot_sectors(mined, lang="en").get_title()
    'Sectors: uses a speech by year (n = 2 speeches)'
    """
    groups_of = speech_groups(mined.speeches, by)
    uses = use_frame(mined, "sectors", keep_copies=keep_copies)
    use = tally(uses.assign(group=uses["speech_id"].map(groups_of)), ["id", "group"]).dropna(subset=["group"])
    if use.empty:
        raise OptionError(f"no speech with a sector has a {by}; give it in a manifest.csv beside the texts")
    n = counted_speeches(mined.speeches, keep_copies=keep_copies)["speech_id"].map(groups_of).value_counts()
    order = list(load_codebook("levels").codes) if by == "level" else sorted(n.index)
    groups = [group for group in order if group in n.index]
    largest = sector_frame(mined, keep_copies=keep_copies).set_index("code")["n_uses"]
    codes = largest.sort_values(ascending=False, kind="stable").index[:sectors]
    table = use.pivot_table(index="id", columns="group", values="n_uses", aggfunc="sum", fill_value=0, observed=True)
    table = table.reindex(index=codes, columns=groups, fill_value=0) / n.reindex(groups).to_numpy()
    with speaking(lang):
        known = names(codebook_of(mined, "sectors"))
        table.index = pd.Index([known.get(code, code) for code in codes])
        table.columns = pd.Index([f"{tell(str(group))} (n={n[group]})" for group in groups])
        title = tell("Sectors: uses a speech by {by} (n = {n} speeches)", by=tell(by.partition(":")[0]), n=n.sum())
        return draw_heat_map(table, label=tell("uses a speech"), title=title, ax=ax)


def plot_actors(
    mined: Mined, *, actors: int = 12, keep_copies: bool = False, ax: Axes | None = None, lang: str | None = None
) -> Axes:
    r"""Draw how many directives address each actor, how strictly.

    Parameters
    ----------
    mined : Mined
    actors : int
        How many, those addressed most first.
    keep_copies : bool
        Whether speeches that only copy others and repeats of shared passages count, too.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A bar an actor, as ``actor_frame`` counts it: all directives that address it, whether they name it or an earlier clause
        does. Permissions, obligations of strength 0 or 1, of 2 or 3, and prohibitions; behind it n and the mean strength.

    Raises
    ------
    OptionError
        If no directive has an actor, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> [label.get_text() for label in plot_actors(mined).get_yticklabels()]
    ['交警部门', '各村']
    """
    frame = actor_frame(mined, keep_copies=keep_copies)
    if frame.empty:
        raise OptionError("no directive has an actor, so there is nothing to draw")
    with speaking(lang):
        shown = frame.head(actors)
        axes = _draw_actors(shown, new_axes(ax, height=1.3 + 0.33 * len(shown)))
        title = tell(_ACTORS, n=frame["n_directives"].sum())
    axes.set_title(title, fontsize="medium")
    return chinese_text(axes)


def _draw_actors(shown: pd.DataFrame, axes: Axes) -> Axes:
    left = np.zeros(len(shown))
    for demand, (name, colour) in _DEMANDS.items():
        n = shown[f"n_{demand}"].to_numpy()
        axes.barh(shown["actor"], n, left=left, color=colour, label=tell(name), edgecolor="white", linewidth=0.6)
        left += n
    for place, (n, strength) in enumerate(zip(shown["n_directives"], shown["strength"], strict=True)):
        told = tell("  n={n}, strength {strength}", n=n, strength=f"{strength:.1f}")
        axes.text(n, place, told, va="center", fontsize="small", color=_INK)
    whole_ticks(axes)
    axes.invert_yaxis()
    axes.margins(x=0.16)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set(xlabel=tell("number of directives"))
    axes.legend(frameon=False, fontsize="small", loc="lower right")
    return axes


def plot_slogans(
    mined: Mined,
    *,
    by: str = "year",
    slogans: int = 15,
    keep_copies: bool = False,
    ax: Axes | None = None,
    lang: str | None = None,
) -> Axes:
    r"""Draw when, where or by whom the slogans that recur are used.

    Parameters
    ----------
    mined : Mined
    by : str
        A column of the speeches or of the user's own metadata: ``year``, ``level``, ``year:5`` (years in fives) ….
    slogans : int
        How many, those of most uses first.
    keep_copies : bool
        Whether speeches that only copy others and repeats of shared passages count, too.
    ax : Axes, optional
    lang : {"en", "zh"}, optional
        Language of the figure; by default that of the environment (see ``messages.language``).

    Returns
    -------
    Axes
        A line a slogan from its first to its last year (or group) in the corpus, in the order of the first; a disc a year,
        its area the number of uses.

    Raises
    ------
    OptionError
        If `by` is no column, no speech with a value of it has a slogan, or matplotlib is not installed.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> plot_slogans(mined, lang="en").get_title()
    'Slogans: years of use (area: number of uses; n = 2 uses)'
    """
    uses = use_frame(mined, "slogans", keep_copies=keep_copies)
    groups = speech_groups(mined.speeches, by)
    use = tally(uses.assign(group=uses["speech_id"].map(groups)), ["id", "group"]).dropna(subset=["group"])
    if use.empty:
        raise OptionError(f"no speech with a slogan has a {by}, so there is nothing to draw; give it in a manifest.csv")
    totals = use.groupby("id")["n_uses"].sum().sort_values(ascending=False, kind="stable").head(slogans)
    spots = _spots(use["group"], by)
    shown = use[use["id"].isin(totals.index)].assign(x=use["group"].map(spots).astype(float))
    spans = shown.groupby("id")["x"].agg(["min", "max"])
    order = sorted(totals.index, key=lambda slogan: (spans["min"][slogan], slogan))
    axes = _draw_slogans(shown, spans.reindex(order), totals, new_axes(ax, width=9.0, height=1.3 + 0.32 * len(order)))
    with speaking(lang):
        if by == "year":
            whole_ticks(axes)
        else:
            axes.set_xticks(list(spots.values()), [tell(str(group)) for group in spots])
        axes.set(xlabel=tell(by.partition(":")[0]))
        title = tell("Slogans: years of use (area: number of uses; n = {n} uses)", n=totals.sum())
        other = tell("Slogans: uses by {by} (area: number of uses; n = {n} uses)", by=tell(by.partition(":")[0]), n=totals.sum())
    axes.set_title(title if by == "year" else other, fontsize="medium")
    return chinese_text(axes)


def _spots(groups: pd.Series[Any], by: str) -> dict[Any, float]:
    """Where each group stands: years at their place, others one beside the other."""
    names = list(load_codebook("levels").codes) if by == "level" else sorted(groups.unique())
    known = set(groups)
    return {group: float(group if by == "year" else place) for place, group in enumerate(n for n in names if n in known)}


def _draw_slogans(shown: pd.DataFrame, spans: pd.DataFrame, totals: pd.Series[Any], axes: Axes) -> Axes:
    place = {slogan: number for number, slogan in enumerate(spans.index)}
    axes.hlines(range(len(spans)), spans["min"], spans["max"], color="#9aa5b1", linewidth=1.5, zorder=1)
    axes.scatter(shown["x"], shown["id"].map(place), s=26 * shown["n_uses"].astype(float), c="#0072b2", zorder=2)
    axes.set_yticks(
        range(len(spans)), [f"{slogan[:22]}{'…' if len(slogan) > 22 else ''} (n={totals[slogan]})" for slogan in spans.index]
    )
    axes.invert_yaxis()
    axes.grid(axis="x", color="#e4e7eb", zorder=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return axes
