"""Dispersion: mined tables in, how evenly each word is spread over the speeches, or over equal parts, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Unpack

import numpy as np
import pandas as pd

from speechmine.analyse.linguistics.items import Items, items_of
from speechmine.analyse.linguistics.parts import Scope, looked_at
from speechmine.analyse.linguistics.spread import carroll_d2, deviation, juilland_d, part_counts
from speechmine.errors import OptionError
from speechmine.folding import fold
from speechmine.tables.mined import Mined

__all__ = ["dated_order", "dispersion_frame", "named_items"]

Array = np.ndarray[Any, Any]


def dispersion_frame(
    mined: Mined,
    terms: Sequence[str] | None = None,
    *,
    of: str = "words",
    parts: int | None = None,
    min_count: int = 5,
    **scope: Unpack[Scope],
) -> pd.DataFrame:
    """Measure how evenly words, slogans, aims or n-grams are spread.

    v_i of f uses of an item stand in part i of n, which has the share s_i of all tokens; r_i is the item's rate there:

    - range: parts with a use, and its share of all parts;
    - dp = 1/2 sum |v_i / f - s_i|, dp_norm = dp / (1 - min s) [1]_ [2]_: 0 even, 1 uneven;
    - juilland_d = 1 - V / sqrt(n - 1), V the variation coefficient of r_i [3]_: 1 even, 0 uneven;
    - carroll_d2 = entropy of r_i / sum r over log n [4]_: 1 even, 0 uneven.

    Parameters
    ----------
    mined : Mined
    terms : sequence of str, optional
        Only these, however rare; without them all of `min_count` uses or more.
    of : str
        ``words``, ``characters``, ``slogans``, ``aims``, ``2-grams`` … ``8-grams``.
    parts : int, optional
        So many parts of equal length of the text in order of date, in place of the speeches.
    min_count : int
    **scope : Scope
        ``within``, ``tokens``, ``keep_copies``.

    Returns
    -------
    DataFrame
        Columns item, count, range, range_share, dp, dp_norm, juilland_d, carroll_d2; the most frequent first. Measures are
        missing where there is one part alone.

    Raises
    ------
    OptionError
        If a term, a condition or `of` is not known, or `parts` is below 2.

    Notes
    -----
    Juilland's D and Carroll's D2 come near 1 for all but rare words where there are many parts; DP of a rare word is near 1
    whatever it does, for few uses cannot be spread over many parts. Compare words of like frequency.

    References
    ----------
    .. [1] Gries, Dispersions and adjusted frequencies in corpora, IJCL 13(4), 2008.
    .. [2] Lijffijt and Gries, Correction to Dispersions …, IJCL 17(1), 2012.
    .. [3] Juilland, Brodin and Davidovitch, Frequency dictionary of French words, 1970.
    .. [4] Carroll, An alternative to Juilland's usage coefficient, 1970.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = dispersion_frame(sm.mine(sm.sample_path()), ["隐患", "渡船"])
    >>> frame[["item", "count", "range", "dp_norm"]].round(2).values.tolist()
    [['隐患', 38, 16, 0.4], ['渡船', 6, 4, 0.85]]
    """
    if parts is not None and parts < 2:
        raise OptionError(f"parts is {parts}; give 2 or more, or leave it out for speeches")
    items = items_of(mined, of, tokens=scope.get("tokens", "words"))
    wanted = named_items(items, terms) if terms is not None else None
    held = items.held(looked_at(mined, scope))
    items = items.at(np.flatnonzero(held))
    part = items.speech if parts is None else _equal_parts(items, mined, parts)
    frame = _measured(items, part, parts or len(mined.speeches))
    kept = frame["count"] >= min_count if wanted is None else frame.index.isin(wanted)
    return frame[kept].sort_values(["count", "item"], ascending=[False, True]).reset_index(drop=True)


def named_items(items: Items, terms: Sequence[str]) -> Array:
    """Return the numbers of items by name.

    Raises
    ------
    OptionError
        If one is no such item.
    """
    numbers = {name: number for number, name in enumerate(items.names)}
    for term in terms:
        if fold(term.strip()) not in numbers:
            raise OptionError(f"{term!r} stands nowhere as one item; 'speechmine segment PATH --tags' shows the words")
    return np.array([numbers[fold(term.strip())] for term in terms], dtype=np.int64)


def dated_order(mined: Mined) -> Array:
    """Return the place of each speech by date, undated ones last, then by ``speech_id``."""
    dates = mined.speeches["date"].where(mined.speeches["date"].notna(), mined.speeches["year"].astype("string"))
    keys = pd.DataFrame(
        {"date": dates.astype("string").to_numpy(dtype=object), "speech_id": mined.speeches["speech_id"].to_numpy()}
    )
    order = keys.sort_values(["date", "speech_id"], na_position="last", kind="stable").index.to_numpy()
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place


def _equal_parts(items: Items, mined: Mined, parts: int) -> Array:
    """The part of each place, all places in order of date cut into equal parts."""
    order = np.lexsort((items.first, dated_order(mined)[items.speech]))
    part = np.empty(len(order), dtype=np.int64)
    part[order] = np.arange(len(order)) * parts // max(len(order), 1)
    return part


def _measured(items: Items, part: Array, n_parts: int) -> pd.DataFrame:
    """All measures, a row an item of those counted, its number as the index."""
    n_items, sizes = len(items.names), np.bincount(part, minlength=n_parts)
    cells = part_counts(items.item, part, n_parts)
    dp, dp_norm = deviation(*cells, sizes, n_items=n_items)
    present = np.bincount(cells[0], minlength=n_items)
    frame = pd.DataFrame({
        "item": items.names, "count": np.bincount(items.item, minlength=n_items), "range": present,
        "range_share": present / max((sizes > 0).sum(), 1), "dp": dp, "dp_norm": dp_norm,
        "juilland_d": juilland_d(*cells, sizes, n_items=n_items), "carroll_d2": carroll_d2(*cells, sizes, n_items=n_items),
    })  # fmt: skip
    return frame[frame["count"] > 0]
