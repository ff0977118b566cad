"""Sectors across speeches: mined tables in, the tree of sectors with its counts, and their use by year and level, out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from speechmine.codebooks import Codebook
from speechmine.count.tallies import counted_speeches, timeline
from speechmine.count.uses import use_frame
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["sector_frame", "sector_timeline"]


def sector_frame(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Count the sectors, as a tree.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        Columns code, parent, depth (from 1), label, n_mentions, n_inherited (passages that a heading on the sector or the
        speech's subject governs), n_uses (both), n_speeches (that name it or inherit it), share (of all speeches that count),
        branch_mentions and branch_speeches (with the sectors below it): group-bys of ``use_frame(mined, "sectors")``. Each
        sector follows its parent, siblings by ``branch_mentions``; sectors that neither occur nor have one below them that does
        are left out. A code that the codebook lacks stands as its own label at depth 1.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = sector_frame(sm.mine(sm.sample_path()))
    >>> bool(frame["share"].between(0, 1).all())
    True
    """
    codebook = codebook_of(mined, "sectors")
    uses = use_frame(mined, "sectors", keep_copies=keep_copies)
    branches = _branches(uses[uses["counts"]], codebook)
    total = len(counted_speeches(mined.speeches, keep_copies=keep_copies))
    records = []
    for code, depth in _walk(branches, codebook):
        branch = branches[code]
        own = branch[branch["id"] == code]
        n_mentions, n_uses = _n_mentions(own), own["use_id"].nunique()
        counts = (n_mentions, n_uses - n_mentions, n_uses, own["speech_id"].nunique())
        share, below = counts[-1] / total, (_n_mentions(branch), branch["speech_id"].nunique())
        records.append((code, _parent(code, codebook), depth, _label(code, codebook), *counts, share, *below))
    columns = ["code", "parent", "depth", "label", "n_mentions", "n_inherited", "n_uses", "n_speeches", "share"]
    return pd.DataFrame(records, columns=[*columns, "branch_mentions", "branch_speeches"])


def sector_timeline(mined: MinedTables, *, by: str | None = None, keep_copies: bool = False) -> pd.DataFrame:
    r"""Follow the sectors through the years, by mentions and governed passages alike.

    Parameters
    ----------
    mined : Mined
    by : str, optional
        A column of the speeches or of your own metadata, such as place or ``year:5``, in the place of year and level.
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.

    Returns
    -------
    DataFrame
        One row a sector, year and level, or value of `by`. Columns code, label, year, level (or `by`), n_uses,
        n_speeches, share (of the speeches of that year and level), first_year, last_year, still_in_use, growth: as those of
        ``slogan_timeline``.

    Examples
    --------
    >>> import speechmine as sm
    >>> older = "在全县消防工作会议上的讲话\n（2019年5月8日）\n各村要在汛期前排查危房，落实党政同责、一岗双责。"
    >>> newer = "在全县交通安全会议上的讲话\n（2021年3月1日）\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。"
    >>> mined = sm.mine([older, newer])
    >>> sector_timeline(mined).loc[lambda frame: frame["code"] == "road_transport", ["year", "n_uses"]].values.tolist()[0][0]
    2021
    """
    codebook = codebook_of(mined, "sectors")
    uses = use_frame(mined, "sectors", keep_copies=keep_copies)
    frame = timeline(uses, counted_speeches(mined.speeches, keep_copies=keep_copies), by=by).rename(columns={"id": "code"})
    frame.insert(1, "label", [_label(code, codebook) for code in frame["code"]])
    return frame


def _branches(uses: pd.DataFrame, codebook: Codebook) -> dict[str, pd.DataFrame]:
    """The uses of each sector that occurs, or that one below it does, with those of the sectors below."""
    within: dict[str, list[str]] = {}
    for code in dict.fromkeys(uses["id"]):
        for above in [code, *(codebook.ancestors(code) if code in codebook.codes else [])]:
            within.setdefault(above, []).append(code)
    return {code: uses[uses["id"].isin(below)] for code, below in within.items()}


def _n_mentions(uses: pd.DataFrame) -> int:
    return int((uses["how"] == "mention").sum())


def _walk(
    branches: dict[str, pd.DataFrame], codebook: Codebook, parent: str | None = None, depth: int = 1
) -> Iterator[tuple[str, int]]:
    """Codes with their depth, each behind its parent, siblings by the mentions of their branches."""
    children = [code for code in branches if _parent(code, codebook) == parent]
    for code in sorted(children, key=lambda code: (-_n_mentions(branches[code]), -len(branches[code]), code)):
        yield code, depth
        yield from _walk(branches, codebook, code, depth + 1)


def _parent(code: str, codebook: Codebook) -> str | None:
    return codebook.codes[code].parent if code in codebook.codes else None


def _label(code: str, codebook: Codebook) -> str:
    return codebook.codes[code].label if code in codebook.codes else code
