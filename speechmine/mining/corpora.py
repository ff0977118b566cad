"""What is to be mined: paths, or a folder that was mined before, in; a corpus or a list of documents out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import orjson

from speechmine.codebooks import REPLACEABLE
from speechmine.errors import InputError, OptionError
from speechmine.mining.documents import Document
from speechmine.mining.given import Texts, corpus_of, gathered, joined
from speechmine.mining.options import MiningOptions
from speechmine.progress import tracked
from speechmine.read.inputs import Input, find_inputs
from speechmine.read.sources import read_input
from speechmine.records import Corpus, Source, Speech
from speechmine.tables.files import CODEBOOKS, MANIFEST, is_mined
from speechmine.tables.speeches import corpus_where, speeches_of

__all__ = ["assembled", "documents_of", "kept_codebooks", "mined_among", "no_input", "read_corpus", "refuse_other_texts"]

_ROW = re.compile(r"#\d+\Z")


def read_corpus(*texts: Texts, text: str | None = None, manifest: str | Path | None = None) -> Corpus:
    r"""Read texts, wherever they are, into a corpus of speeches.

    Parameters
    ----------
    *texts : str, Path, list, DataFrame, Series, Speech or Corpus
        Files or folders; folders are walked in sorted order, and a ``manifest.csv`` in one gives metadata. Or one folder that
        ``mine`` wrote: its texts, headers and outlines are taken as they stand there. Or a list of paths or of texts; a
        DataFrame with a column of texts, the others being metadata; a Series of texts; speeches, corpora. Any number of them.
    text : str, optional
        Name of the column of texts in a DataFrame, where it is none of those that a .csv may have.
    manifest : str or Path, optional
        A table of metadata as ``manifest.csv``, which wins over those in the folders: for folders that nothing can be put into.

    Returns
    -------
    Corpus
        With an error for each input that could not be read; none is raised for a file. Texts of a list are named ``texts#1``,
        those of a DataFrame ``frame#1``. What a speech's source holds around it is not known: blank lines keep its offsets.

    Raises
    ------
    InputError
        If nothing at all could be read, or two texts bear one name.
    OptionError
        If something is no text at all.

    Examples
    --------
    >>> corpus = read_corpus(["各镇要落实责任。\\n严禁超载。", "各村要排查危房。"])
    >>> [speech.speech_id for speech in corpus]
    ['texts#1@0', 'texts#2@0']
    """
    return assembled(*gathered(texts, text), manifest=manifest)


def assembled(paths: Sequence[str | Path], parts: Sequence[Corpus], *, manifest: str | Path | None = None) -> Corpus:
    """Read the paths and join what they hold with corpora that are there already.

    Raises
    ------
    InputError
        As ``read_corpus``.
    """
    mined = mined_among(paths)
    if mined is not None and not parts:
        return _corpus_of(mined)
    read = [_read(paths, manifest)] if paths or not parts else []
    corpus = joined([*read, *parts])
    if not corpus.sources and corpus.errors:
        raise corpus.errors[0]
    return corpus


def _read(paths: Sequence[str | Path], manifest: str | Path | None = None) -> Corpus:
    found = find_inputs(paths, manifest=manifest)
    items = tracked(found, "reading")
    reads = (read for item in items for read in ([item] if isinstance(item, InputError) else read_input(item)))
    corpus = corpus_of(reads)
    if not corpus.sources:
        raise corpus.errors[0] if corpus.errors else no_input(paths)
    return corpus


def documents_of(corpus: Corpus | Sequence[str | Path], options: MiningOptions) -> tuple[list[Document], list[InputError]]:
    """Return what pass 1 takes, and the inputs that failed already."""
    if not isinstance(corpus, Corpus) and options.where is None:
        found = find_inputs(corpus, manifest=options.manifest)
        return [item for item in found if isinstance(item, Input)], [item for item in found if isinstance(item, InputError)]
    if not isinstance(corpus, Corpus):
        corpus = _read(corpus, options.manifest)
    if options.where is not None:
        corpus = corpus_where(corpus, options.where)
    by_source: dict[str, list[Speech]] = {source.source: [] for source in corpus.sources}
    for speech in corpus.speeches:
        by_source[speech.source].append(speech)
    return [(source, tuple(by_source[source.source])) for source in corpus.sources], list(corpus.errors)


def _corpus_of(out: str | Path) -> Corpus:
    """Take texts, headers and outlines from mined tables, as a user may have corrected them."""
    from speechmine.tables.frames import frame_rows
    from speechmine.tables.loading import load_mined

    mined = load_mined(out)
    metas = dict(zip(mined.speeches["source"], mined.speeches["meta"], strict=True))
    sources = []
    for row in frame_rows("sources", mined.sources):
        fields = {key: value for key, value in row.items() if key not in ("n_chars", "doubts", "edited")}
        sources.append(Source(**fields, text=mined.texts[row["source"]], metadata=metas.get(row["source"]) or {}))
    return Corpus(tuple(sources), speeches_of(mined))


def kept_codebooks(out: str | Path) -> dict[str, str]:
    """Return the paths of the user's own codebooks that a mined folder keeps, by name."""
    paths = {name: Path(out) / CODEBOOKS / f"{name}.tsv" for name in REPLACEABLE}
    return {name: str(path) for name, path in paths.items() if path.is_file()}


def refuse_other_texts(out: Path, documents: Sequence[Document]) -> None:
    """Refuse a mined folder whose tables are of other texts: none or few of their names, or none of two and more unchanged.

    Raises
    ------
    OptionError
    """
    if not is_mined(out):
        return
    inputs = orjson.loads((out / MANIFEST).read_bytes()).get("inputs", ())
    old = {_file_of(row["source"]): row["sha256"] for row in inputs if row["sha256"]}
    new = {_file_of(document.source if isinstance(document, Input) else document[0].source): document for document in documents}
    common = old.keys() & new.keys()
    is_same = 2 * len(common) >= min(len(old), len(new)) and (
        len(common) < 2 or any(old[name] == _hash_of(new[name]) for name in sorted(common))
    )
    if old and new and not is_same:
        what = f"holds the tables of other texts, such as {min(old)!r}; name another folder, or replace them by --overwrite"
        raise OptionError(f"{out} {what}")


def _file_of(source: str) -> str:
    """The file that holds a source: the name without the row."""
    return _ROW.sub("", source)


def _hash_of(document: Document) -> str | None:
    if not isinstance(document, Input):
        return document[0].sha256
    try:
        content = Path(document.path).read_bytes() if document.content is None else document.content
    except OSError:
        return None
    return hashlib.sha256(content).hexdigest()


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
