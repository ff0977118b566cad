"""Mined tables in, the speeches they describe out, with header and outline as the tables have them: corrected rows count."""

from __future__ import annotations

from collections.abc import Iterable

from speechmine.records import Section, Speech
from speechmine.tables.mined import Mined, frame_rows
from speechmine.tables.rows import Row

__all__ = ["speeches_of"]

_HEADER = ("title", "date", "year", "level", "place", "speaker", "speaker_role", "occasion")


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


def _sections(rows: Iterable[Row], shift: int) -> tuple[Section, ...]:
    places: dict[str, int] = {}
    found = []
    for row in rows:
        found.append(
            Section(
                places.get(row["parent_id"]), row["depth"], row["marker"], row["heading"], row["kind"], row["start"] - shift,
                row["end"] - shift, row["heading_start"] - shift, row["heading_end"] - shift,
            )
        )  # fmt: skip
        places[row["section_id"]] = len(found) - 1
    return tuple(found)
