"""Keyword in context: mined tables and a term in, one row an occurrence with what stands around it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from speechmine.count.context import with_context
from speechmine.errors import OptionError
from speechmine.folding import Folded, fold
from speechmine.tables.protocol import MinedTables

__all__ = ["kwic_frame"]

_COLUMNS = ["speech_id", "sentence_id", "start", "end", "left", "text", "right"]


def kwic_frame(
    mined: MinedTables, term: str, *, width: int = 20, regex: bool = False, context: bool = False
) -> pd.DataFrame:
    """Find a term in all speeches, whatever its width, script or line wrapping.

    Parameters
    ----------
    mined : Mined
    term : str
        Literal text, folded before it is looked for; with `regex` a pattern for the folded view, taken as it stands.
    width : int
        Characters of context on either side, never beyond the speech.
    regex : bool
    context : bool
        Whether columns are added to cite a row by: title, date (speech_date where a row has its own) and level of the
        speech, heading_path, paragraph and sentence_number in it (from 1), citation.

    Returns
    -------
    DataFrame
        Columns speech_id, sentence_id (of the sentence it begins in, None outside all), start, end (offsets in the source
        text), left, text, right (the source's own characters, line ends as spaces in left and right).

    Raises
    ------
    OptionError
        If `term` is empty, matches the empty string or is no pattern, or `width` is negative.

    Examples
    --------
    >>> import speechmine as sm
    >>> frame = kwic_frame(sm.mine(["各村要在汛期前排查危房，落实责任。"]), "危房", width=4)
    >>> frame[["left", "text", "right"]].values.tolist()
    [['期前排查', '危房', '，落实责']]
    """
    pattern = _pattern(term, regex=regex)
    if width < 0:
        raise OptionError(f"width is {width}; give the number of characters on either side, 0 or more")
    frame = pd.DataFrame(_rows(mined, pattern, width), columns=_COLUMNS)
    return with_context(frame, mined) if context else frame


def _pattern(term: str, *, regex: bool) -> re.Pattern[str]:
    try:
        pattern = re.compile(term if regex else re.escape(fold(term.strip())))
    except re.error as error:
        raise OptionError(f"term {term!r} is no regular expression: {error}; mend it or search for it literally") from None
    if pattern.match("") is not None and pattern.fullmatch("") is not None:
        raise OptionError(f"term {term!r} matches the empty string; give at least one character")
    return pattern


def _rows(mined: MinedTables, pattern: re.Pattern[str], width: int) -> Iterator[tuple[object, ...]]:
    sentences = {str(speech): own for speech, own in mined.sentences.groupby("speech_id", sort=False)}
    for speech in mined.speeches.to_dict("records"):
        text, low, high = mined.texts[speech["source"]], int(speech["start"]), int(speech["end"])
        view = Folded(text[low:high])
        own = sentences.get(speech["speech_id"], mined.sentences.iloc[:0])
        starts, ends, ids = own["start"].to_numpy(), own["end"].to_numpy(), own["sentence_id"].tolist()
        for match in pattern.finditer(view.text):
            if match.start() == match.end():
                continue
            start, end = (offset + low for offset in view.span(*match.span()))
            at = int(starts.searchsorted(start, side="right")) - 1
            sentence = ids[at] if at >= 0 and start < ends[at] else None
            left, right = text[max(start - width, low) : start], text[end : min(end + width, high)]
            yield speech["speech_id"], sentence, start, end, left.replace("\n", " "), text[start:end], right.replace("\n", " ")
