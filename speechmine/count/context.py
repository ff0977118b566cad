"""Where a row stands, ready to be cited: rows with a sentence in; title, date, level, headings, paragraph, sentence out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd

from speechmine.folding import folded_view
from speechmine.tables.frames import frame_rows
from speechmine.tables.protocol import MinedTables

__all__ = ["CONTEXT", "with_context"]

CONTEXT = ("title", "date", "level", "heading_path", "paragraph", "sentence_number", "citation")
"""The columns that are added."""

Row = Mapping[str, Any]


class _Place(NamedTuple):
    """Where a sentence stands: the markers and words of the headings above it, its paragraph and its number in the speech."""

    headings: str
    paragraph: int
    number: int


def with_context(frame: pd.DataFrame, mined: MinedTables, sentence_ids: Iterable[str | None] | None = None) -> pd.DataFrame:
    """Add to the rows of a frame what is needed to cite them.

    Parameters
    ----------
    frame : DataFrame
        Column ``speech_id``; rows of ``mined``.
    mined : Mined
    sentence_ids : iterable of str or None, optional
        The sentence of each row; by default the column ``sentence_id``.

    Returns
    -------
    DataFrame
        The frame with columns title, date and level of the speech (speech_date where the rows have a date of their own),
        heading_path (the headings above, the highest first, `` > `` between), paragraph and sentence_number (from 1 in the
        speech; its title and headings count, too), citation (title, date, paragraph, sentence, source). Missing values are None.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> row = with_context(mined.directives.head(1), mined).iloc[0]
    >>> row["citation"]
    '在全县安全生产工作会议上的讲话 (2006-03-15), para. 9, sent. 19 [01_2006_county_lanping.txt]'
    """
    ids = list(frame["sentence_id"] if sentence_ids is None else sentence_ids)
    speeches = {row["speech_id"]: row for row in frame_rows("speeches", mined.speeches)}
    places = _places(mined, set(frame["speech_id"]))
    rows = [_cells(speeches[speech], places.get(sentence)) for speech, sentence in zip(frame["speech_id"], ids, strict=True)]
    cells = pd.DataFrame(rows, columns=list(CONTEXT), dtype=object, index=frame.index)
    own = {name: cells[name].astype("Int64") if name in _NUMBERS else cells[name] for name in CONTEXT}
    return frame.assign(**{"speech_date" if name == "date" and name in frame else name: own[name] for name in CONTEXT})


_NUMBERS = ("paragraph", "sentence_number")


def _cells(speech: Row, place: _Place | None) -> list[Any]:
    named = [speech[name] for name in ("title", "date", "level")]
    if place is None:
        return [*named, None, None, None, _citation(speech, "")]
    where = f", para. {place.paragraph}, sent. {place.number}"
    return [*named, place.headings or None, place.paragraph, place.number, _citation(speech, where)]


def _citation(speech: Row, where: str) -> str:
    when = speech["date"] or speech["year"]
    title = "".join((speech["title"] or speech["speech_id"]).splitlines())
    return f"{title}{f' ({when})' if when else ''}{where} [{speech['source']}]"


def _places(mined: MinedTables, speeches: set[str]) -> dict[str | None, _Place]:
    """The place of each sentence of some speeches."""
    headings = _headings(frame_rows("sections", mined.sections))
    markdown = set(mined.sources.loc[mined.sources["format"] == "md", "source"])
    places: dict[str | None, _Place] = {}
    own: dict[str, list[Row]] = {}
    for row in frame_rows("sentences", mined.sentences):
        if row["speech_id"] in speeches:
            own.setdefault(row["speech_id"], []).append(row)
    for rows in own.values():
        rows.sort(key=lambda row: row["start"])
        source = rows[0]["source"]
        paragraphs = _paragraphs(rows, mined.texts[source], markdown=source in markdown)
        for number, (one, paragraph) in enumerate(zip(rows, paragraphs, strict=True), 1):
            places[one["sentence_id"]] = _Place(headings.get(one["section_id"], ""), paragraph, number)
    return places


def _paragraphs(rows: list[Row], text: str, *, markdown: bool) -> Iterable[int]:
    """The number of the paragraph of each sentence: a new one begins where a line ends that no page only wraps."""
    view = folded_view(text, markdown=markdown)
    ends = [view.to_view(row["end"]) for row in rows]
    starts = [view.to_view(row["start"]) for row in rows[1:]]
    return accumulate((1, *("\n" in view.text[end:start] for end, start in zip(ends, starts, strict=False))))


def _headings(sections: Iterable[Row]) -> dict[str, str]:
    """The headings above and of each section."""
    paths: dict[str, str] = {}
    for row in sections:  # a parent stands before its children
        own = "".join((row["marker"] or "", row["heading"] or "")).replace("\n", "")
        above = paths.get(row["parent_id"] or "", "")
        paths[row["section_id"]] = f"{above} > {own}" if above else own
    return paths
