"""Texts that are in memory already: a list of them, a DataFrame or a Series in, sources out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from speechmine.errors import InputError
from speechmine.read.encodings import fold_line_ends
from speechmine.read.extraction import Extraction, extractor_name
from speechmine.read.inputs import Input
from speechmine.read.rows import table_texts
from speechmine.read.sheets import cell_table
from speechmine.read.sources import source_of
from speechmine.records import Source

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame_sources", "text_sources"]


def text_sources(texts: Sequence[str], *, name: str = "texts") -> Iterator[Source | InputError]:
    """Yield a source for each text, named by its place: ``texts#1``.

    Examples
    --------
    >>> [source.source for source in text_sources(["各镇要落实责任。", "各村要排查危房。"])]
    ['texts#1', 'texts#2']
    """
    own = extractor_name("speechmine")
    yield from _sources((Extraction(fold_line_ends(str(text)), None, own, row) for row, text in enumerate(texts, 1)), name)


def frame_sources(
    frame: pd.DataFrame | pd.Series[str], *, name: str = "frame", text: str | None = None
) -> Iterator[Source | InputError]:
    """Yield a source for each row of a frame, named by its place: ``frame#1``.

    Parameters
    ----------
    frame : DataFrame or Series
        Of a DataFrame the other columns are metadata, as those of a .csv.
    name : str
    text : str, optional
        The column of the texts; else the first with one of the names that a .csv may give it.

    Raises
    ------
    InputError
        ``no text column`` or ``empty file``.
    """
    if frame.ndim == 1:
        yield from text_sources(frame.tolist(), name=name)
        return
    columns = [str(column) for column in frame.columns]
    if text is not None and text not in columns:
        raise InputError(name, "no text column", f"there is no {text!r}; its columns are {', '.join(columns)[:200]}")
    table = cell_table([columns, *frame.itertuples(index=False, name=None)], name)
    if table is None:
        raise InputError(name, "empty file", "the frame has no columns; give one with a column of texts")
    yield from _sources(table_texts(table, name, column=text), name)


def _sources(extractions: Iterable[Extraction | InputError], name: str) -> Iterator[Source | InputError]:
    item = Input(name, name, "memory")
    for extraction in extractions:
        if isinstance(extraction, InputError):
            yield extraction
        else:
            yield source_of(item, extraction, hashlib.sha256(extraction.text.encode("utf-8", "surrogatepass")).hexdigest())
