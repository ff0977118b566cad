"""Speeches out of mined tables, with header and outline as the tables have them, and out of a corpus those that fit a query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from speechmine.errors import OptionError
from speechmine.records import Corpus, Section, Speech
from speechmine.tables.frames import frame_rows
from speechmine.tables.mined import Mined
from speechmine.tables.rows import Row, header_row
from speechmine.tables.selection import selected

__all__ = ["corpus_where", "speeches_of"]

_HEADER = ("title", "date", "year", "level", "place", "speaker", "speaker_role", "occasion", "genre")


def speeches_of(mined: Mined) -> tuple[Speech, ...]:
    """Return the speeches of mined tables.

    Parameters
    ----------
    mined : Mined
        Rows of ``speeches`` and ``sections`` that a user has corrected count as they stand; a section whose parent is gone
        stands at the top.

    Returns
    -------
    tuple of Speech
        In the order of the table ``speeches``.
    """
    sections: dict[str, list[Row]] = {}
    for row in frame_rows("sections", mined.sections):
        sections.setdefault(row["speech_id"], []).append(row)
    return tuple(
        Speech(
            row["source"], row["start"], row["end"], mined.texts[row["source"]][row["start"] : row["end"]],
            meta=row["meta"] or {}, sections=_sections(sections.get(row["speech_id"], []), row["start"]),
            **{name: row[name] for name in _HEADER},
        )
        for row in frame_rows("speeches", mined.speeches)
    )  # fmt: skip


def corpus_where(corpus: Corpus, where: str) -> Corpus:
    """Return the corpus with those speeches alone that fit a query over their headers and the user's metadata.

    Raises
    ------
    OptionError
        If the query is malformed or no speech fits.
    """
    fits = selected(pd.DataFrame([header_row(speech) for speech in corpus]), where)
    if not fits.any():
        raise OptionError(f"no speech fits {where}; loosen the condition")
    speeches = tuple(speech for speech, fit in zip(corpus, fits, strict=True) if fit)
    kept = {speech.source for speech in speeches}
    return replace(corpus, sources=tuple(source for source in corpus.sources if source.source in kept), speeches=speeches)


def _sections(rows: Iterable[Row], shift: int) -> tuple[Section, ...]:
    places: dict[str, int] = {}
    found = []
    for row in rows:
        found.append(
            Section(
                places.get(row["parent_id"]), row["depth"], row["marker"], row["heading"], row["kind"], row["start"] - shift,
                row["end"] - shift, row["heading_start"] - shift, row["heading_end"] - shift, row.get("role"),
            )
        )  # fmt: skip
        places[row["section_id"]] = len(found) - 1
    return tuple(found)
