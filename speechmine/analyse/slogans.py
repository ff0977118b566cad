"""Slogans across speeches: mined tables in, each wording with how often and since when it is used out."""

from __future__ import annotations

import pandas as pd

from speechmine.count.tallies import counted_speeches, tally, timeline
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables

__all__ = ["slogan_frame", "slogan_timeline"]


def slogan_frame(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Count the slogans, one row a wording of a slogan.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether uses in copies of a speech and in repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        Columns canonical, variant (the folded wording met), type (the one met most: N, Q, P or F), n_uses, n_speeches (that use
        this wording), canonical_uses, canonical_speeches (the same of all wordings of the slogan), first_year (missing where no
        dated speech uses the wording): group-bys of ``use_frame(mined, "slogans")``. The slogans used most stand first, their
        wordings likewise.

    Notes
    -----
    A slogan met once is a slogan all the same; to keep what recurs, filter by ``canonical_speeches``.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = slogan_frame(sm.mine(sm.sample_path()))
    >>> recurring = frame[frame["canonical_speeches"] >= 2]
    >>> recurring["canonical"].iloc[0] in set(frame["canonical"])
    True
    """
    uses = use_frame(mined, "slogans", keep_copies=keep_copies).rename(columns={"id": "canonical"})
    counted = uses[uses["counts"]]
    wording = ["canonical", "variant"]
    told = counted.groupby(wording).agg(type=("type", _most_met), first_year=("year", "min")).reset_index()
    whole = tally(uses, "canonical").rename(columns={"n_uses": "canonical_uses", "n_speeches": "canonical_speeches"})
    frame = tally(uses, wording).merge(told, on=wording).merge(whole, on="canonical")
    order = ["canonical_uses", "canonical_speeches", "canonical", "n_uses", "variant"]
    frame = frame.sort_values(order, ascending=[False, False, True, False, True], ignore_index=True)
    columns = ["canonical", "variant", "type", "n_uses", "n_speeches", "canonical_uses", "canonical_speeches", "first_year"]
    return frame[columns].astype({"first_year": "Int64"})


def _most_met(types: pd.Series[str]) -> str:
    return str(types.value_counts(sort=False).sort_index().idxmax())


def slogan_timeline(
    mined: MinedTables, *, by: str | None = None, wording: str = "canonical", keep_copies: bool = False
) -> pd.DataFrame:
    r"""Follow the slogans through the years.

    Parameters
    ----------
    mined : Mined
    by : str, optional
        A column of the speeches or of your own metadata, such as place or ``year:5``, in the place of year and level.
    wording : {"canonical", "variant"}
        Whether the wordings of a slogan are counted together or each for itself (``by="variant"`` says so, too).
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        One row a slogan, year and level (or value of `by`). Columns as `wording` has it, year, level (or `by`), n_uses,
        n_speeches, share
        (of the speeches of that year and level), first_year, last_year, still_in_use (used in the last year of the corpus),
        growth (percentage points a year in the share of speeches that use it; least squares over all years of the corpus, NaN
        where it has one). Year and level are missing where the speech gives none; such uses count in no year.

    Raises
    ------
    OptionError
        If `wording` is neither, or `by` is no column.

    Notes
    -----
    ``first_year`` is that of the corpus: it says nothing of speeches that are not in it. The lexicon's public dates of first
    use stand in the codebook ``slogans``.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> slogan_timeline(mined)[["year", "n_uses", "still_in_use"]].values.tolist()
    [[2019, 1, True], [2021, 1, True]]
    """
    if by in ("canonical", "variant"):
        wording, by = by, None
    if wording not in ("canonical", "variant"):
        raise OptionError(f"wording is {wording!r}; take 'canonical' or 'variant'")
    uses = use_frame(mined, "slogans", keep_copies=keep_copies)
    uses["id"] = uses["id" if wording == "canonical" else wording]
    frame = timeline(uses, counted_speeches(mined.speeches, keep_copies=keep_copies), by=by)
    return frame.rename(columns={"id": wording})
