"""Where a term stands: mined tables and a term in, one row an occurrence out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from speechmine.errors import OptionError
from speechmine.folding import Folded, fold
from speechmine.tables.memory import remembered_of
from speechmine.tables.protocol import MinedTables

__all__ = ["term_places"]

_VIEWED = {"speeches": ["speech_id", "source", "start", "end"]}
_COLUMNS = ["speech_id", "sentence_id", "start", "end"]


def term_places(mined: MinedTables, term: str, *, regex: bool = False) -> pd.DataFrame:
    """Find a term in all speeches, whatever its width, script or line wrapping.

    Parameters
    ----------
    mined : Mined
    term : str
        Literal text, folded before it is looked for; with `regex` a pattern for the folded view, taken as it stands.
    regex : bool

    Returns
    -------
    DataFrame
        Columns speech_id, sentence_id (of the sentence it begins in, None outside all), start, end (offsets in the source text).

    Raises
    ------
    OptionError
        If `term` is empty, matches the empty string or is no pattern.
    """
    return pd.DataFrame(_rows(mined, _pattern(term, regex=regex)), columns=_COLUMNS)


def _pattern(term: str, *, regex: bool) -> re.Pattern[str]:
    try:
        pattern = re.compile(term if regex else re.escape(fold(term.strip())))
    except re.error as error:
        raise OptionError(f"term {term!r} is no regular expression: {error}; mend it or search for it literally") from None
    if pattern.match("") is not None and pattern.fullmatch("") is not None:
        raise OptionError(f"term {term!r} matches the empty string; give at least one character")
    return pattern


def _views(mined: MinedTables) -> dict[str, Folded]:
    """The folded view of each speech."""
    rows = mined.speeches[["speech_id", "source", "start", "end"]].itertuples(index=False, name=None)
    return {speech_id: Folded(mined.texts[source][int(start) : int(end)]) for speech_id, source, start, end in rows}


def _rows(mined: MinedTables, pattern: re.Pattern[str]) -> Iterator[tuple[object, ...]]:
    sentences = {str(speech): own for speech, own in mined.sentences.groupby("speech_id", sort=False)}
    views = remembered_of(mined, "folded views", _VIEWED, lambda: _views(mined))
    for speech in mined.speeches.to_dict("records"):
        low = int(speech["start"])
        view = views[speech["speech_id"]]
        own = sentences.get(speech["speech_id"], mined.sentences.iloc[:0])
        starts, ends, ids = own["start"].to_numpy(), own["end"].to_numpy(), own["sentence_id"].tolist()
        for match in pattern.finditer(view.text):
            if match.start() == match.end():
                continue
            start, end = (offset + low for offset in view.span(*match.span()))
            at = int(starts.searchsorted(start, side="right")) - 1
            sentence = ids[at] if at >= 0 and start < ends[at] else None
            yield speech["speech_id"], sentence, start, end
