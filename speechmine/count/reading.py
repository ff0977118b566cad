"""What was read of a corpus: rows of its tables in; which metadata are lacking, and which speeches the rules hardly know, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from speechmine.tables.frames import frame_rows
from speechmine.tables.protocol import MinedTables

__all__ = ["METADATA", "Reading", "reading", "reading_of"]

Row = Mapping[str, Any]

METADATA = ("year", "date", "level", "title")
"""The columns of a speech that most studies need."""

_FEWEST = 20  # sentences by which a speech can be judged
_SENTENCE = re.compile(r"[\u3400-\u9fff]{4}")  # not figures and marks alone
_SHARE = 0.15  # of its sentences with a theme, and of directives to sentences: every genre that the rules know has twice as much


@dataclass(frozen=True)
class Reading:
    """What was read of a corpus.

    Attributes
    ----------
    speeches : int
    lacking : mapping of str to int
        How many speeches have no year, date, level, title.
    strange : tuple of str
        The ids of speeches that are hardly what the rules know: of twenty sentences and more hardly one has a theme, and hardly a
        directive stands in them.
    sentences, themed, directives : int
        Of the strange speeches: their sentences, those with a theme, and their directives.
    """

    speeches: int
    lacking: Mapping[str, int]
    strange: tuple[str, ...]
    sentences: int
    themed: int
    directives: int


def reading(mined: MinedTables) -> Reading:
    """Return what was read of mined tables.

    Examples
    --------
    >>> from speechmine.mining import mine
    >>> found = reading(mine(["各镇要守住渡口。"]))
    >>> found.speeches, dict(found.lacking), found.strange
    (1, {'year': 1, 'date': 1, 'level': 1, 'title': 1}, ())
    """
    return reading_of(*(frame_rows(name, getattr(mined, name)) for name in ("speeches", "sentences", "directives")))


def reading_of(speeches: Iterable[Row], sentences: Iterable[Row], directives: Iterable[Row]) -> Reading:
    """Return what was read, from the rows of three tables; sentences are those of the text, not of its headings."""
    speeches = list(speeches)
    own, themed = Counter[str](), Counter[str]()
    for row in sentences:
        if not row["in_heading"] and _SENTENCE.search(row["text"]):
            own[row["speech_id"]] += 1
            themed[row["speech_id"]] += row["theme"] is not None
    directed = Counter(row["speech_id"] for row in directives)
    ids = [row["speech_id"] for row in speeches]
    strange = tuple(one for one in ids if own[one] >= _FEWEST and max(themed[one], directed[one]) < _SHARE * own[one])
    lacking = {name: sum(row[name] is None for row in speeches) for name in METADATA}
    sums = (sum(counts[one] for one in strange) for counts in (own, themed, directed))
    return Reading(len(ids), lacking, strange, *sums)
