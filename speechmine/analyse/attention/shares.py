"""How much attention each issue gets: mined tables in; shares with intervals, gap to a superior, and place in the speech, out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.attention.measured import Group, attention, issues_of, known, measured, parts, rivals, size
from speechmine.count.resampling import percentile_interval
from speechmine.tables.protocol import MinedTables, codebook_of
from speechmine.validate.status import with_validation

__all__ = ["attention_frame"]

_SHARES = ("share", "chars_share", "directives_share", "attention", "gap")
_COLUMNS = [
    "of", "code", "label", "by", "group", "unit", "n_units", "n_speeches", "n_sentences", "n_chars", "n_directives",
    *(f"{name}{end}" for name in _SHARES for end in ("", "_low", "_high")), "headings_share", "first_mention", "rank",
]  # fmt: skip

Array = np.ndarray[Any, Any]


def attention_frame(  # noqa: PLR0913 - of what, by what, against whom, checked by whom, and the bootstrap
    mined: MinedTables,
    *,
    of: str = "sectors",
    by: str | None = None,
    superior: str | None = None,
    keep_copies: bool = False,
    coding: pd.DataFrame | None = None,
    n_resamples: int = 1000,
    random_state: int = 0,
) -> pd.DataFrame:
    r"""Measure how much attention each issue gets, overall or by year, level or any metadata.

    Parameters
    ----------
    mined : Mined
    of : {"sectors", "subsectors", "themes"}
        Sectors of the first level, those below counted with them; sectors as coded; coded themes.
    by : str, optional
        Groups: a column of the speeches or of your own metadata, ``year:5`` for years in fives. Speeches without a value are
        left out.
    superior : str, optional
        The group that the others are compared to, such as ``province`` with ``by="level"``; ``above``, with ``by="level"``: each
        level is compared to the next above it that is in the corpus.
    keep_copies : bool
        Whether copies of a speech and repeats of shared passages count, too.
    coding : DataFrame, optional
        As `read_coding` gives it, to say which issues are validated, and their corrected shares of sentences.
    n_resamples : int
        Resamples of the bootstrap; 0 for no intervals.
    random_state : int

    Returns
    -------
    DataFrame
        One row an issue and group, all issues in every group, in their order: of, code, label, by, group (None without `by`),
        unit (what the bootstrap draws: ``speech``, or ``section``, those of the first level, where the group has one speech),
        n_units, n_speeches, n_sentences, n_chars, n_directives (of the issue, bare sanctions left out),

        share, chars_share, directives_share
            Share of all sentences, characters of sentences and directives of the group: 0 to 1; a sentence of two issues counts
            in both, so that they may add up to more than one. The measure of the policy agendas tradition [1]_.
        attention
            :math:`p_i = \frac{1}{n} \sum_s \frac{[i \in I_s]}{|I_s|}` over the n sentences s that have issues
            :math:`I_s`; adds up to one in a group.
        gap
            Attention less that of `superior`: -1 to 1, above 0 = more than the superior; NaN without one.

        each with the ends of its 95 % percentile interval (NaN where there are fewer than two units, or no resamples),
        headings_share (share of the headings that name the issue), first_mention (mean place of its first sentence in the
        speeches that have it: 0 = at the very start, 1 = at the end), rank (by attention in the group, 1 = most; ties share
        the better), validation, and with a coding n_coded, alpha, corrected, corrected_low, corrected_high.

    Raises
    ------
    OptionError
        If `of` or `by` is not known, `superior` is no group, or `n_resamples` is negative.

    Notes
    -----
    Speeches are independent, what stands in one is not: whole speeches are drawn [2]_. Sections of one speech are less
    independent than speeches: their intervals tell how evenly the speech attends, not how another speech would.

    References
    ----------
    .. [1] Jones and Baumgartner, The politics of attention, 2005.
    .. [2] Davison and Hinkley, Bootstrap methods and their application, 1997, chapter 3.8.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = attention_frame(sm.mine(sm.sample_path()), by="level", n_resamples=0)
    >>> frame.groupby("group")["attention"].sum().round(6).unique().tolist()
    [1.0]
    """
    codes, groups = measured(mined, of, by, keep_copies=keep_copies, draws=(n_resamples, random_state))
    labels = codebook_of(mined, "themes" if of == "themes" else "sectors").codes
    against = rivals(groups, by, superior)
    rows = []
    for group in groups:
        shares = [_share(group, name) for name in ("sentences", "chars", "directives", "attention")]
        shares.append(_gap(group, against.get(group.key)))
        places = _places(mined, group, of)
        for number, code in enumerate(codes):
            counts = [int(group.tables[name][:, number].sum()) for name in ("sentences", "chars", "directives")]
            ends = [float(part[number]) for share in shares for part in share]
            label = labels[code].label if code in labels else code
            rows.append((of, code, label, by, group.key, *size(group), *counts, *ends, *places.get(code, (0.0, np.nan))))
    frame = pd.DataFrame(rows, columns=_COLUMNS[:-1])
    ranks = frame.groupby("group", dropna=False)["attention"].rank(ascending=False, method="min")
    field = "theme" if of == "themes" else "sector"
    frame = frame.assign(rank=ranks.astype("Int64"))
    return with_validation(frame, mined, coding, [f"{field}:{code}" for code in frame["code"]], by=by)


def _share(group: Group, name: str) -> tuple[Array, Array, Array]:
    """Share of each issue with the ends of its interval."""
    table = group.tables[name]
    return parts(table.sum(axis=0)), *percentile_interval(known(parts(group.weights @ table)))


def _gap(group: Group, rival: Group | None) -> tuple[Array, Array, Array]:
    """Attention less the rival's; a group that is its own rival has none."""
    own, drawn = attention(group)
    if rival is None:
        return (np.full(len(own), np.nan),) * 3
    if rival is group:
        return (np.zeros(len(own)),) * 3
    other, elsewhere = attention(rival)
    n = min(len(drawn), len(elsewhere))
    return own - other, *percentile_interval(drawn[:n] - elsewhere[:n])


def _places(mined: MinedTables, group: Group, of: str) -> dict[str, tuple[float, float]]:
    """Of each issue the share of headings that name it, and the mean place of its first sentence."""
    held = group.sentences.merge(issues_of(mined, of), on="sentence_id")
    headings = max(int(group.sentences["in_heading"].sum()), 1)
    first = held.groupby(["code", "speech_id"])["place"].min().groupby(level="code").mean()
    named = held[held["in_heading"].to_numpy(dtype=bool)].groupby("code").size()
    return {code: (float(named.get(code, 0) / headings), float(place)) for code, place in first.items()}
