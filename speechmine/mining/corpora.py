"""What is to be mined: paths, or a folder that was mined before, in; a corpus or a list of documents out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from speechmine.errors import InputError
from speechmine.mining.documents import Document
from speechmine.read.inputs import Input, find_inputs
from speechmine.read.sources import read_input
from speechmine.records import Corpus, Source, Speech
from speechmine.structure.speeches import find_speeches
from speechmine.tables.files import is_mined

__all__ = ["documents_of", "mined_among", "no_input", "read_corpus"]


def read_corpus(*paths: str | Path) -> Corpus:
    """Read files and folders into a corpus of speeches.

    Parameters
    ----------
    *paths : str or Path
        Files or folders; folders are walked in sorted order. A ``manifest.csv`` in a folder gives metadata. Or one folder that
        ``mine`` wrote: its texts, headers and outlines are taken as they stand there.

    Returns
    -------
    Corpus
        With an error for each input that could not be read; none is raised for a file.

    Raises
    ------
    InputError
        If nothing at all could be read.
    """
    mined = mined_among(paths)
    if mined is not None:
        return _corpus_of(mined)
    sources: list[Source] = []
    errors: list[InputError] = []
    for item in find_inputs(paths):
        for read in [item] if isinstance(item, InputError) else read_input(item):
            (errors if isinstance(read, InputError) else sources).append(read)  # type: ignore[arg-type]
    if not sources:
        raise errors[0] if errors else no_input(paths)
    speeches = [speech for source in sources for speech in find_speeches(source)]
    return Corpus(tuple(sources), tuple(speeches), tuple(errors))


def documents_of(corpus: Corpus | Sequence[str | Path]) -> tuple[list[Document], list[InputError]]:
    """Return what pass 1 takes, and the inputs that failed already."""
    if not isinstance(corpus, Corpus):
        found = find_inputs(corpus)
        return [item for item in found if isinstance(item, Input)], [item for item in found if isinstance(item, InputError)]
    by_source: dict[str, list[Speech]] = {source.source: [] for source in corpus.sources}
    for speech in corpus.speeches:
        by_source[speech.source].append(speech)
    return [(source, tuple(by_source[source.source])) for source in corpus.sources], list(corpus.errors)


def _corpus_of(out: str | Path) -> Corpus:
    """Take texts, headers and outlines from mined tables, as a user may have corrected them."""
    from speechmine.tables.mined import frame_rows, load_mined
    from speechmine.tables.speeches import speeches_of

    mined = load_mined(out)
    metas = dict(zip(mined.speeches["source"], mined.speeches["meta"], strict=True))
    sources = []
    for row in frame_rows("sources", mined.sources):
        fields = {key: value for key, value in row.items() if key != "n_chars"}
        sources.append(Source(**fields, text=mined.texts[row["source"]], metadata=metas.get(row["source"]) or {}))
    return Corpus(tuple(sources), speeches_of(mined))


def mined_among(paths: Sequence[str | Path]) -> str | Path | None:
    """Return the one path if it holds mined tables; they stand alone."""
    mined = [path for path in paths if is_mined(path)]
    if mined and len(paths) > 1:
        raise InputError(str(mined[0]), "mined tables among other paths", "name the mined folder alone, or only texts")
    return mined[0] if mined else None


def no_input(paths: Sequence[str | Path]) -> InputError:
    """Return the error of paths under which there is no text."""
    remedy = "name a file or a folder with .txt, .md, .html, .docx, .pdf, .csv or .jsonl texts"
    return InputError(", ".join(map(str, paths)) or "no path", "no readable input", remedy)
