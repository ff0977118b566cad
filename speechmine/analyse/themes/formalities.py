"""Formalities of a speech: mined tables in, a mark for each sentence that only opens, links or closes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from speechmine.codebooks import load_codebook
from speechmine.folding import fold
from speechmine.tables.protocol import MinedTables

__all__ = ["is_formality"]

_OPENING_SHARE = 0.1  # of a speech's sentences, where no heading ends the opening
_COVERED = 0.6  # share of a sentence's characters that salutation or thanks must make up
_NO_WORD = re.compile(r"\W+")
_ENDED = re.compile(r"[。！？；：][”’）]*\s*$")  # lines of the header (title, date, speaker) end in none of these


def is_formality(mined: MinedTables, paragraphs: Sequence[str]) -> list[bool]:
    """Mark the sentences that are formalities: title and salutation, opening, transition, closing, thanks.

    The wordings are the codebook ``formalities``. Salutation and thanks count where they make up a sentence, transitions
    anywhere, openings before the first heading (without headings: in the first tenth), closings in the last paragraph, both
    to the end of their paragraph; the lines before the salutation, or before the first full stop, are title, date and speaker.

    Parameters
    ----------
    mined : Mined
    paragraphs : sequence of str
        Key of each sentence's paragraph, in the order of ``mined.sentences``.
    """
    sentences = mined.sentences.assign(paragraph=list(paragraphs), codes=[_codes(text) for text in mined.sentences["text"]])
    headings = mined.sections.groupby("speech_id")["heading_start"].min().to_dict() if len(mined.sections) else {}
    marks = pd.Series(data=False, index=sentences.index)
    for speech, own in sentences.groupby("speech_id", sort=False):
        marks.loc[own.index] = _mark_speech(own, headings.get(speech))
    return [bool(mark) for mark in marks]


def _codes(text: str) -> set[str]:
    """Codes of the formalities in a sentence; salutation and thanks only where they make up most of it."""
    folded = fold(text)
    found = list(load_codebook("formalities").find(folded))
    codes = {match.term.code for match in found} - {"salutation", "thanks"}
    whole = sum({(m.start, m.end): m.end - m.start for m in found if m.term.code in ("salutation", "thanks")}.values())
    return codes | {"whole"} if whole and whole >= _COVERED * len(_NO_WORD.sub("", folded)) else codes


def _mark_speech(own: pd.DataFrame, first_heading: int | None) -> list[bool]:
    codes, paragraphs, texts = list(own["codes"]), list(own["paragraph"]), list(own["text"])
    before = sum(own["end"] <= first_heading) if first_heading is not None else int(len(own) * _OPENING_SHARE)
    salutation = next((i for i in range(max(before, 1)) if "whole" in codes[i]), -1)
    header = next((i for i in range(before) if _ENDED.search(fold(texts[i]))), before)
    opening = _from_first("opening", codes[:before], paragraphs[:before])
    said = [paragraph for paragraph, found in zip(paragraphs, codes, strict=True) if "whole" not in found]
    closing = {i for i in _from_first("closing", codes, paragraphs) if paragraphs[i] == said[-1]} if said else set()
    anywhere = {i for i, found in enumerate(codes) if {"whole", "transition"} & found}
    marked = anywhere | opening | closing | set(range(max(salutation + 1, header)))
    return [i in marked for i in range(len(codes))]


def _from_first(code: str, codes: list[set[str]], paragraphs: list[str]) -> set[int]:
    """Return the indices of the sentences with a code, and of those after them in their paragraph."""
    met = {paragraph: i for i, paragraph in reversed(list(enumerate(paragraphs))) if code in codes[i]}
    return {i for i, paragraph in enumerate(paragraphs) if met.get(paragraph, len(paragraphs)) <= i}
