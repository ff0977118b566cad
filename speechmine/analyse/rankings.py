"""What is named most: mined tables in, sectors, slogans and actors with counts out; what is copied counts once."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from speechmine.analyse.copies import without_repeats
from speechmine.analyse.words import MinedTables
from speechmine.folding import fold

__all__ = ["actor_frame", "sector_frame", "slogan_frame"]


def sector_frame(mined: MinedTables, *, labels: Mapping[str, str]) -> pd.DataFrame:
    """Count the sectors by their mentions; a sector that only a heading gives to its passage has none.

    Parameters
    ----------
    mined : Mined
    labels : mapping of str to str
        Label by code, from the sectors codebook; a code without one is its own label.

    Returns
    -------
    DataFrame
        Columns code, label, n_mentions, n_speeches; most mentions first.
    """
    rows = without_repeats(mined.sectors, mined)
    counted = rows.assign(mention=rows["how"] == "mention").groupby("code")
    frame = counted.agg(n_mentions=("mention", "sum"), n_speeches=("speech_id", "nunique")).reset_index()
    frame.insert(1, "label", [labels.get(code, code) for code in frame["code"]])
    return _ranked(frame, "n_mentions", "code")


def slogan_frame(mined: MinedTables) -> pd.DataFrame:
    """Count the slogans.

    Returns
    -------
    DataFrame
        Columns canonical, n, n_speeches, variants (list of the wordings met, sorted); most frequent first.
    """
    counted = without_repeats(mined.slogans, mined).groupby("canonical")
    frame = counted.agg(
        n=("variant", "size"), n_speeches=("speech_id", "nunique"), variants=("variant", lambda found: sorted(set(found)))
    ).reset_index()
    return _ranked(frame, "n", "canonical")


def actor_frame(mined: MinedTables) -> pd.DataFrame:
    """Count the directives that address each actor in so many words.

    Returns
    -------
    DataFrame
        Columns actor (folded), n_directives, n_speeches; most addressed first. Inherited actors are not counted.
    """
    rows = without_repeats(mined.directives, mined)
    named = [
        (fold(actor["text"]), row["directive_id"], row["speech_id"])
        for row in rows.to_dict("records")
        for actor in row["actors"]
        if actor.get("how", "explicit") != "inherited"
    ]
    frame = pd.DataFrame(named, columns=["actor", "directive_id", "speech_id"]).groupby("actor")
    counted = frame.agg(n_directives=("directive_id", "nunique"), n_speeches=("speech_id", "nunique")).reset_index()
    return _ranked(counted, "n_directives", "actor")


def _ranked(frame: pd.DataFrame, count: str, name: str) -> pd.DataFrame:
    return frame.sort_values([count, "n_speeches", name], ascending=[False, False, True], kind="stable").reset_index(drop=True)
