"""Words by speech: mined tables in, one row a speech and content word out."""

from __future__ import annotations

import pandas as pd

from speechmine.analyse.words import content_words, word_frame
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables

__all__ = ["term_frame"]


def term_frame(mined: MinedTables, *, min_count: int = 1) -> pd.DataFrame:
    """Count the content words of each speech.

    Long form; ``frame.pivot_table(index="speech_id", columns="term", values="n", fill_value=0)`` makes the matrix of
    speeches by words.

    Parameters
    ----------
    mined : Mined
    min_count : int
        Leave out terms that the corpus holds less often. Copies are counted like any speech.

    Returns
    -------
    DataFrame
        Columns speech_id, term (folded), tag (jieba's, the most frequent), n; speeches in the order of the table
        ``speeches``, in each the most frequent term first.

    Raises
    ------
    OptionError
        If `min_count` is below 1.

    Examples
    --------
    >>> import speechmine as sm
    >>> term_frame(sm.mine(["排查危房，再排查渡口。"]))[["term", "n"]].values.tolist()[0]
    ['排查', 2]
    """
    if min_count < 1:
        raise OptionError(f"min_count is {min_count}; give 1 or more")
    words = content_words(word_frame(mined))
    tags = words.groupby(["term", "tag"]).size().reset_index(name="n")
    tags = tags.sort_values(["n", "tag"], ascending=[False, True], kind="stable").drop_duplicates("term").set_index("term")["tag"]
    counts = words.groupby(["speech_id", "term"]).size().reset_index(name="n")
    counts = counts[counts.groupby("term")["n"].transform("sum") >= min_count]
    order = {speech: place for place, speech in enumerate(mined.speeches["speech_id"])}
    counts = counts.assign(tag=counts["term"].map(tags), place=counts["speech_id"].map(order))
    counts = counts.sort_values(["place", "n", "term"], ascending=[True, False, True], kind="stable")
    return counts[["speech_id", "term", "tag", "n"]].reset_index(drop=True)
