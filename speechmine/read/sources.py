"""Inputs in, decoded texts out: the one place where a file is opened, and where whatever is wrong with it becomes an error."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.extraction import Extraction, check_text
from speechmine.read.inputs import Input, find_inputs, printable
from speechmine.read.markup import html_text
from speechmine.read.office import docx_text
from speechmine.read.pdf import pdf_text
from speechmine.read.plain import plain_text
from speechmine.read.rows import csv_texts, jsonl_texts, tsv_texts
from speechmine.read.sheets import parquet_texts, xlsx_texts
from speechmine.records import Source

__all__ = ["read_input", "read_sources", "source_of"]

_EXTRACTORS: dict[str, Callable[[bytes, str], Iterator[Extraction | InputError]]] = {
    "txt": plain_text,
    "md": plain_text,
    "html": html_text,
    "docx": docx_text,
    "pdf": pdf_text,
    "csv": csv_texts,
    "tsv": tsv_texts,
    "jsonl": jsonl_texts,
    "xlsx": xlsx_texts,
    "parquet": parquet_texts,
}


def read_sources(paths: Sequence[str | Path]) -> Iterator[Source | InputError]:
    """Read every text under some PATHs.

    Parameters
    ----------
    paths : sequence of str or Path
        Files, folders, and ``-`` for standard input; ``find_inputs`` says what counts.

    Yields
    ------
    Source or InputError
        In code-point order of the files' names, rows of a table in their order. Nothing is raised for a bad input.

    Examples
    --------
    >>> [error.error for error in read_sources(["没有的讲话.txt"])]
    ['missing']
    """
    for item in find_inputs(paths):
        if isinstance(item, InputError):
            yield item
        else:
            yield from read_input(item)


def read_input(item: Input) -> Iterator[Source | InputError]:
    """Read the texts of one file.

    Parameters
    ----------
    item : Input
        As ``find_inputs`` lists it.

    Yields
    ------
    Source or InputError
        One for a file of one text; one a row for a table, named ``name#row``. The row's own columns win over
        ``manifest.csv``. A file that fails as a whole gives one error.

    Examples
    --------
    >>> item = Input("-", "-", "txt", content="各镇要落实责任。".encode())
    >>> [(source.source, source.text) for source in read_input(item)]
    [('-', '各镇要落实责任。')]
    """
    try:
        content = _content(item)
        digest = hashlib.sha256(content).hexdigest()
        if not content:
            raise InputError(item.source, "empty file", "it holds nothing; remove it or fill it in")  # noqa: TRY301 one way out
        for extraction in _EXTRACTORS[item.format](content, item.source):
            yield extraction if isinstance(extraction, InputError) else source_of(item, extraction, digest)
    except InputError as error:
        yield error
    except Exception as error:  # noqa: BLE001 parsers of foreign formats fail on hostile bytes in ways that no list exhausts
        detail = (
            f"not readable as .{item.format} ({type(error).__name__}: {printable(str(error))[:200]}); open it and save it again"
        )
        yield InputError(item.source, "damaged file", detail)


def _content(item: Input) -> bytes:
    if item.content is None:
        try:
            with Path(item.path).open("rb") as file:
                content = file.read(limits.MAX_FILE_BYTES + 1)
        except OSError as error:
            raise InputError(item.source, "unreadable", f"{error.strerror}; check the file and its permissions") from None
    else:
        content = item.content
    if len(content) > limits.MAX_FILE_BYTES:
        raise InputError(item.source, "too large", f"more than {limits.MAX_FILE_BYTES:,} bytes; split the file")
    return content


def source_of(item: Input, extraction: Extraction, digest: str) -> Source | InputError:
    """Return the source of a text taken out of an input, or what is wrong with the text."""
    source = item.source if extraction.row is None else f"{item.source}#{extraction.row}"
    try:
        check_text(extraction, source)
    except InputError as error:
        return error
    return Source(
        source=source,
        path=printable(item.path),
        row=extraction.row,
        format=item.format,
        encoding=extraction.encoding,
        extractor=extraction.extractor,
        sha256=digest,
        text=extraction.text,
        metadata={**item.metadata, **extraction.metadata},
    )
