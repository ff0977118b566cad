"""Pass 1 of one document: a file to be read or a source with its speeches in, its rows by table and its texts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speechmine.errors import InputError
from speechmine.extract.annotate import annotate
from speechmine.mining.options import MiningOptions, codebooks_of
from speechmine.read.doubts import doubts_of
from speechmine.read.inputs import Input
from speechmine.read.sources import read_input
from speechmine.records import Source, Speech
from speechmine.structure.speeches import find_speeches
from speechmine.tables.rows import Row, error_row, source_row, speech_rows

__all__ = ["Batch", "Document", "mine_document"]

Document = Input | tuple[Source, tuple[Speech, ...]]
"""What one call of pass 1 takes: a file to be read, or a source whose speeches are known."""


@dataclass(frozen=True)
class Batch:
    """What pass 1 gives for one document: rows by table and the texts they point into."""

    rows: Mapping[str, Sequence[Row]]
    texts: Mapping[str, str]


def mine_document(document: Document, options: MiningOptions) -> Batch:
    """Mine the speeches of one document; a pure function of it and the options."""
    if not isinstance(document, Input):
        return _mine_source(*document, options)
    rows: dict[str, list[Row]] = {}
    texts: dict[str, str] = {}
    for read in read_input(document):
        if isinstance(read, InputError):
            rows.setdefault("errors", []).append(error_row(read))
            continue
        batch = _mine_source(read, None, options)
        texts.update(batch.texts)
        for name, some in batch.rows.items():
            rows.setdefault(name, []).extend(some)
    return Batch(rows, texts)


def _mine_source(source: Source, speeches: Sequence[Speech] | None, options: MiningOptions) -> Batch:
    """Mine the speeches of one source; a failure becomes a row of errors and leaves all else alone."""
    rows: dict[str, list[Row]] = {"sources": [source_row(source, doubts_of(source))]}
    try:
        found = find_speeches(source) if speeches is None else speeches
    except Exception as error:  # noqa: BLE001 - whatever one text brings about, the others are still mined
        found = ()
        rows["errors"] = [_failure(source, "speeches", error)]
    for speech in found:
        for name, some in _mine_speech(source, speech, options).items():
            rows.setdefault(name, []).extend(some)
    return Batch(rows, {source.source: source.text})


def _mine_speech(source: Source, speech: Speech, options: MiningOptions) -> dict[str, list[Row]]:
    """Mine one speech; an annotation that fails is lost alone."""
    failed: dict[str, Exception] = {}
    try:
        found = annotate(speech, codebooks_of(options), segmenter=options.segmenter, failed=failed)
        rows = speech_rows(found, tokens=options.tokens)
    except Exception as error:  # noqa: BLE001 - as above
        return {"errors": [_failure(source, speech.speech_id, error)]}
    if failed:
        rows["errors"] = [_failure(source, f"{name} of {speech.speech_id}", error) for name, error in failed.items()]
    return rows


def _failure(source: Source, what: str, error: Exception) -> Row:
    detail = f"{what}: {type(error).__name__}: {error}; please report it with the text"
    return error_row(InputError(source.source, "not mined", detail, "extract"))
