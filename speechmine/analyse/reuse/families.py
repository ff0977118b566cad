"""Say how far each passage travelled: the table ``passages`` in, one row a family with its dates, levels and direction out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from speechmine.analyse.reuse.pairs import ReusedTables, speech_dates
from speechmine.codebooks import load_codebook
from speechmine.count.policy import clusters
from speechmine.reuse.originality import date_range

__all__ = ["family_frame"]

_DTYPES = {
    "family_id": object, "text": object, "n_chars": "int64", "n_places": "int64", "n_speeches": "int64", "speeches": object,
    "similarity": "float64", "first_speech": object, "first_date": object, "last_date": object, "years": object,
    "levels": object, "origin": object, "origin_by": object, "direction": object,
}  # fmt: skip


def family_frame(mined: ReusedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Summarise the families of shared passages: who has them, since when, on which levels, and which way they went.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Count each copy of a speech. By default the copies of one speech are one speech, and families that stand only in
        copies of one another are left out.

    Returns
    -------
    DataFrame
        Most speeches first, then the longest. Columns family_id; text (of its first place) and n_chars; n_places; n_speeches
        (independent ones); speeches (list of speech_id, earliest first, undated ones last, copies too); similarity (least of
        its places); first_speech and first_date (the earliest dated; a year where no more is known), last_date; years (sorted
        list); levels (list, from national down); origin, origin_by and direction.

        ``origin`` is the speech that the passage came from: the one dated wholly before all others (origin_by ``date``);
        where dates do not tell, the only one on the highest level, if the level of every speech is known and none is dated
        before it (``level``); else None. ``direction`` is ``down``, ``up`` or ``along``, where all other speeches with a
        level stand below, above or on the origin's; ``several`` where they differ; None where the origin or its level is not
        known.

    Notes
    -----
    The earliest speech of the corpus need not be the source: it may stand outside, and both may copy from it.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> passage = {"family_id": "甲.txt@0:19", "text": "各村要在汛期前把危房险房逐户排查一遍。", "similarity": 1.0}
    >>> passages = pd.DataFrame([passage, passage]).assign(speech_id=["甲.txt@0", "乙.txt@0"], first=[True, False])
    >>> told = {"date": ["2019-05-06", None], "year": [2019, 2021], "level": ["city", "county"]}
    >>> speeches = pd.DataFrame({"speech_id": ["甲.txt@0", "乙.txt@0"], **told})
    >>> (row,) = family_frame(SimpleNamespace(speeches=speeches, passages=passages)).to_dict("records")
    >>> row["years"], row["levels"], row["origin"], row["origin_by"], row["direction"]
    ([2019, 2021], ['city', 'county'], '甲.txt@0', 'date', 'down')
    """
    known = _speeches(mined)
    rows = [_family(str(family_id), places, known) for family_id, places in mined.passages.groupby("family_id", sort=True)]
    kept = rows if keep_copies else [{**row, "n_speeches": row["n_clusters"]} for row in rows if row["n_clusters"] > 1]
    kept.sort(key=lambda row: (-row["n_speeches"], -row["n_chars"], row["family_id"]))
    return pd.DataFrame({name: pd.Series([row[name] for row in kept], dtype=dtype) for name, dtype in _DTYPES.items()})


def _speeches(mined: ReusedTables) -> dict[str, dict[str, Any]]:
    """Return what the analysis needs of each speech, by speech_id."""
    cluster, dates = clusters(mined.speeches), speech_dates(mined.speeches)
    levels = dict(zip(mined.speeches["speech_id"], mined.speeches["level"], strict=True))
    return {
        speech_id: {
            "speech_id": speech_id, "date": date, "days": date_range(date), "year": int(date[:4]) if date else None,
            "level": levels[speech_id], "cluster": cluster[speech_id],
        }
        for speech_id, date in dates.items()
    }  # fmt: skip


def _family(family_id: str, places: pd.DataFrame, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    members = sorted({str(speech): known[speech] for speech in places["speech_id"]}.values(), key=_when)
    first = places[places["first"]].iloc[0] if places["first"].any() else places.iloc[0]
    dated = [member for member in members if member["date"]]
    ladder = list(load_codebook("levels").codes)
    origin, by = _origin(members, ladder)
    return {
        "family_id": family_id, "text": first["text"], "n_chars": len(first["text"]), "n_places": len(places),
        "n_speeches": len(members), "speeches": [member["speech_id"] for member in members],
        "similarity": places["similarity"].min(), "first_speech": dated[0]["speech_id"] if dated else None,
        "first_date": dated[0]["date"] if dated else None, "last_date": dated[-1]["date"] if dated else None,
        "years": sorted({int(member["year"]) for member in members if member["year"] is not None}),
        "levels": [level for level in ladder if any(member["level"] == level for member in members)],
        "origin": origin and origin["speech_id"], "origin_by": by, "direction": _direction(origin, members, ladder),
        "n_clusters": len({member["cluster"] for member in members}),
    }  # fmt: skip


def _when(member: dict[str, Any]) -> tuple[str, str]:
    return member["days"][0], member["speech_id"]


def _origin(members: list[dict[str, Any]], ladder: list[str]) -> tuple[dict[str, Any] | None, str | None]:
    """Return the speech that a passage came from and what tells it, ``date`` or ``level``; None twice where nothing does."""
    if len(members) < 2:
        return None, None
    first, *others = members
    if all(first["days"][1] < other["days"][0] for other in others) and all(other["date"] for other in others):
        return first, "date"
    if all(member["level"] in ladder for member in members):
        highest, *lower = sorted(members, key=lambda member: (ladder.index(member["level"]), *_when(member)))
        after_another = highest["date"] and any(other["days"][1] < highest["days"][0] for other in lower)
        if lower[0]["level"] != highest["level"] and not after_another:
            return highest, "level"
    return None, None


def _direction(origin: dict[str, Any] | None, members: list[dict[str, Any]], ladder: list[str]) -> str | None:
    if origin is None or origin["level"] not in ladder:
        return None
    steps = [
        ladder.index(m["level"]) - ladder.index(origin["level"]) for m in members if m is not origin and m["level"] in ladder
    ]
    ways = {"down" if step > 0 else "up" if step < 0 else "along" for step in steps}
    return "several" if len(ways) > 1 else next(iter(ways), None)
