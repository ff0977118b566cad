"""How much is said of each theme, where and when: mined tables in, shares with intervals and trends with tests out.

Speeches are independent of each other, sentences of one speech are not: intervals come from a bootstrap over speeches and
tests count a speech once. Sentences that count are those of ``use_frame``: copies and shared passages once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control, kendalltau, theilslopes

from speechmine.count.groups import speech_groups
from speechmine.count.policy import counting
from speechmine.count.resampling import percentile_interval, speech_weights
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables, codebook_of
from speechmine.validate.status import with_validation

if TYPE_CHECKING:
    from speechmine.analyse.themes.model import ThemeModel

__all__ = ["prevalence_frame", "trend_frame"]

_COLUMNS = [
    "theme", "label", "by", "group", "group_label", "n_speeches", "n_sentences", "share", "share_low", "share_high", "n_chars",
    "chars_share", "chars_low", "chars_high",
]  # fmt: skip
_TRENDS = ["theme", "label", "n_speeches", "first_year", "last_year", "slope", "tau", "p", "q"]
_FEWEST = 4  # speeches of which a trend is tested

Array = np.ndarray[Any, Any]


def prevalence_frame(  # noqa: PLR0913 - what is counted, by what, checked by whom, and the bootstrap
    mined: MinedTables,
    *,
    by: str | None = None,
    themes: ThemeModel | Sequence[str | None] | None = None,
    keep_copies: bool = False,
    coding: pd.DataFrame | None = None,
    n_resamples: int = 1000,
    random_state: int = 0,
) -> pd.DataFrame:
    """Measure the share of sentences and of characters that each theme has, overall or by year, level, sector or any metadata.

    Parameters
    ----------
    mined : Mined
    by : str, optional
        Groups to compare: a column of the speeches or of the user's own metadata, such as ``year``, ``level`` or ``year:5``
        (years in fives); or ``sector``. Sentences of speeches without a value, or of no sector, are left out. A sentence of
        two sectors counts in both.
    themes : ThemeModel or sequence of str or None, optional
        A fitted model, for the themes found (K01…), or a theme for each row of ``mined.sentences``; without it, the coded
        themes (T01…) of that table.
    coding : DataFrame, optional
        As `read_coding` gives it, to say which coded themes are validated, and their corrected shares.
    n_resamples : int
        Resamples of the bootstrap [1]_; 0 for no intervals.
    random_state : int

    Returns
    -------
    DataFrame
        One row a theme and group, sorted by both: theme, label (what the codebook calls it, or the model), by, group (None
        without `by`), group_label (what the codebook calls a sector, else the group), n_speeches (independent speeches of the
        group), n_sentences (of the theme in the group), share (of all sentences of the group, those without a theme included,
        0 to 1), share_low and share_high (95 % percentile interval over speeches; NaN where the group has one speech),
        n_chars, chars_share, chars_low, chars_high (the same by characters), validation (``not validated``, or n,
        alpha and the corrected share; with a coding also n_coded, alpha, corrected, corrected_low, corrected_high).

    Raises
    ------
    OptionError
        If `by` is no column, or `n_resamples` is negative.

    References
    ----------
    .. [1] Davison and Hinkley, Bootstrap methods and their application, 1997, chapter 3.8 (resampling whole clusters).

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = prevalence_frame(sm.mine(sm.sample_path()), by="level")
    >>> bool((frame["share_low"].fillna(0) <= frame["share"]).all())
    True
    """
    if n_resamples < 0:
        raise OptionError(f"n_resamples is {n_resamples!r}; give 0 (no intervals) or more")
    rows = _grouped(_themed(mined, themes, keep_copies=keep_copies), mined, by)
    names = sorted(rows["theme"].dropna().unique())
    found = []
    for number, (group, own) in enumerate(rows.groupby("group", sort=True)):
        counts, chars = (_tables(own, names, column) for column in ("one", "n_chars"))
        weights = speech_weights(len(counts), n_resamples, np.random.default_rng([random_state, number]))
        key = None if by is None else group.item() if hasattr(group, "item") else group
        for (n, *shares), (length, *char_shares), theme in zip(
            _intervals(counts, weights), _intervals(chars, weights), names, strict=True
        ):
            found.append((theme, by, key, len(counts), n, *shares, length, *char_shares))
    frame = pd.DataFrame(found, columns=[name for name in _COLUMNS if not name.endswith("label")])
    sectors = codebook_of(mined, "sectors").labels if by == "sector" else {}
    labels, group_labels = _named(frame["theme"], _labels(mined, themes)), _named(frame["group"], sectors)
    frame = frame.assign(label=labels, group_label=group_labels)[_COLUMNS]
    frame = frame.sort_values(["theme", "group"], kind="stable", ignore_index=True) if by else frame
    measures = ["" if by == "sector" or themes is not None else f"theme:{theme}" for theme in frame["theme"]]
    return with_validation(frame, mined, coding, measures, by=by)


def trend_frame(
    mined: MinedTables, *, themes: ThemeModel | Sequence[str | None] | None = None, keep_copies: bool = False
) -> pd.DataFrame:
    r"""Test for each theme whether its share of a speech's sentences rises or falls over the years.

    Kendall's tau between the year and the share of each independent, dated speech (the Mann-Kendall test [1]_), the slope
    of Theil and Sen, and the p-values of all themes together corrected by Benjamini and Hochberg [2]_.

    Parameters
    ----------
    mined : Mined
    themes : ThemeModel or sequence of str or None, optional
    keep_copies : bool
        As for `prevalence_frame`.

    Returns
    -------
    DataFrame
        One row a theme: theme, label, n_speeches, first_year, last_year, slope (change of the share a year), tau (-1 to 1), p,
        q. The last four are NaN with fewer than four dated speeches or one year only: nothing can be said.

    References
    ----------
    .. [1] Mann, Nonparametric tests against trend, Econometrica 13, 1945.
    .. [2] Benjamini and Hochberg, Controlling the false discovery rate, J. R. Stat. Soc. B 57, 1995.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> frame = trend_frame(mined)  # two speeches: nothing can be said of a trend
    >>> bool(frame[["slope", "q"]].isna().all(axis=None))
    True
    """
    rows = _themed(mined, themes, keep_copies=keep_copies)
    names = sorted(rows["theme"].dropna().unique())
    year = mined.speeches.set_index("speech_id")["year"].dropna()
    rows = rows[rows["speech_id"].isin(year.index)]
    counts = _tables(rows, names, "one")
    years = year.loc[sorted(rows["speech_id"].unique())].to_numpy(dtype=float)
    span = (int(years.min()), int(years.max())) if len(years) else (None, None)
    tested = len(years) >= _FEWEST and len(set(years)) > 1
    labels = _labels(mined, themes)
    found = [
        (theme, labels.get(theme, theme), len(years), *span, *_trend(years, counts, column, tested=tested))
        for column, theme in enumerate(names)
    ]
    frame = pd.DataFrame(found, columns=_TRENDS[:-1])
    return frame.assign(q=_adjusted(frame["p"].to_numpy(dtype=float)))


def _themed(mined: MinedTables, themes: ThemeModel | Sequence[str | None] | None, *, keep_copies: bool) -> pd.DataFrame:
    """The sentences that count with their theme: speech_id, sentence_id, theme, one, n_chars."""
    sentences = mined.sentences.assign(one=1, n_chars=mined.sentences["end"] - mined.sentences["start"])
    if themes is not None:
        sentences["theme"] = themes if isinstance(themes, Sequence) else _found(mined, themes)
    rows = sentences[["speech_id", "sentence_id", "theme", "one", "n_chars"]]
    return rows[counting(mined, keep_copies=keep_copies)]


def _labels(mined: MinedTables, themes: ThemeModel | Sequence[str | None] | None) -> Mapping[str, str]:
    """What the themes are called, by the codebook of the tables or by the model that found them."""
    if themes is None or isinstance(themes, Sequence):
        return codebook_of(mined, "themes").labels
    from speechmine.analyse.themes.names import theme_frame

    named = theme_frame(themes)
    return dict(zip(named["id"], named["label"], strict=True))


def _named(codes: pd.Series[Any], labels: Mapping[str, str]) -> pd.Series[Any]:
    return pd.Series([labels.get(code, code) for code in codes], index=codes.index, dtype=object)


def _found(mined: MinedTables, model: ThemeModel) -> list[str | None]:
    from speechmine.analyse.themes.contexts import sentence_contexts

    names = dict(enumerate(model.theme_ids_))
    return [names.get(int(label)) for label in model.predict(sentence_contexts(mined))]


def _grouped(rows: pd.DataFrame, mined: MinedTables, by: str | None) -> pd.DataFrame:
    """The sentences with a column ``group``; one of several groups stands in as many rows."""
    if by is None:
        return rows.assign(group="")
    if by == "sector":
        sectors = use_frame(mined, "sectors")[["sentence_id", "id"]].drop_duplicates()
        return rows.merge(sectors.rename(columns={"id": "group"}), on="sentence_id", how="inner")
    known = speech_groups(mined.speeches, by).dropna()
    return rows[rows["speech_id"].isin(known.index)].assign(group=lambda own: own["speech_id"].map(known))


def _tables(rows: pd.DataFrame, themes: list[str], column: str) -> Array:
    """Sum of a column by speech and theme; the last column is the speech's total. Shape (n_speeches, n_themes + 1)."""
    totals = rows.groupby("speech_id", sort=True)[column].sum()
    table = rows.pivot_table(index="speech_id", columns="theme", values=column, aggfunc="sum", fill_value=0, observed=True)
    table = table.reindex(index=totals.index, columns=themes, fill_value=0)
    return np.column_stack([table.to_numpy(dtype=float).reshape(len(totals), len(themes)), totals.to_numpy(dtype=float)])


def _intervals(table: Array, weights: Array) -> list[tuple[int, float, float, float]]:
    """Sum, share and interval of each theme."""
    sums = table.sum(axis=0)
    drawn = weights @ table
    low, high = percentile_interval(drawn[:, :-1] / drawn[:, -1:])
    share = sums[:-1] / sums[-1]
    return [(int(n), float(s), float(a), float(b)) for n, s, a, b in zip(sums[:-1], share, low, high, strict=True)]


def _trend(years: Array, counts: Array, column: int, *, tested: bool) -> tuple[float, float, float]:
    """Slope, tau and p of one theme; a share that never changes has no trend."""
    if not tested:
        return np.nan, np.nan, np.nan
    share = counts[:, column] / counts[:, -1]
    if np.ptp(share) == 0:
        return 0.0, 0.0, 1.0
    tau = kendalltau(years, share)
    return float(theilslopes(share, years).slope), float(tau.statistic), float(tau.pvalue)


def _adjusted(p: Array) -> Array:
    return false_discovery_control(p) if len(p) and not np.isnan(p).any() else np.full(len(p), np.nan)
