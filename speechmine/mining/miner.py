"""The miner: a corpus or paths in, the tables out, kept in memory or written to a folder as they come."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING, Any

from speechmine.codebooks import codebook_files
from speechmine.count.reading import Reading, reading_of
from speechmine.errors import InputError, OptionError
from speechmine.mining.corpora import (
    assembled,
    documents_of,
    kept_codebooks,
    mined_among,
    no_input,
    read_corpus,
    refuse_other_texts,
)
from speechmine.mining.documents import Document
from speechmine.mining.given import Texts, gathered
from speechmine.mining.manifest import run_key, run_manifest
from speechmine.mining.options import MiningOptions, load_anew
from speechmine.mining.workers import mine_documents
from speechmine.progress import Progress, showing, tracked
from speechmine.read.metadata import column_field
from speechmine.records import Corpus
from speechmine.reuse.second_pass import Span, second_pass
from speechmine.segment.words import word_spans
from speechmine.structure.header import front_end
from speechmine.tables.collector import collector_paused
from speechmine.tables.corrections import CORRECTIONS, Correction, merged, read_corrections
from speechmine.tables.files import TableStore
from speechmine.tables.rows import Row, error_row
from speechmine.tables.store import MemoryStore, Store

if TYPE_CHECKING:
    from speechmine.tables.mined import Mined

__all__ = ["load_or_mine", "mine", "mine_into", "mine_paths"]

_YEARS = range(1900, 2101)
_LIFETIME = 90  # years between the speeches of one corpus and the one in its middle


def mine(
    *texts: Texts,
    codebooks: Mapping[str, str | Path] | None = None,
    tokens: bool = False,
    jobs: int = 1,
    text: str | None = None,
    progress: Progress = None,
) -> Mined:
    """Mine texts into tables.

    Parameters
    ----------
    *texts : Corpus, str, Path, list, DataFrame, Series or Speech
        What ``read_corpus`` gives, or anything that it takes. A folder that ``mine`` wrote gives its tables as they stand, with
        what was edited in them; where codebooks or words are asked for, its texts are coded anew.
    codebooks : mapping of str to path, optional
        A user's own file for ``sectors``, ``slogans``, ``themes`` or ``directives``; ``{"themes": "policy"}`` takes the
        package's codebook of general policy fields.
    tokens : bool
        Whether to keep the words, too (``mined.tokens``).
    jobs : int
        Number of processes.
    text : str, optional
        Name of the column of texts in a DataFrame.
    progress : bool or callable, optional
        Whether to show what is done and what is left; by default on a terminal and in a notebook. A callable is told how many
        texts are done, and of how many.

    Returns
    -------
    Mined
        One DataFrame a table; ``manifest["lacking"]`` says how many speeches have no year, date, level, title.

    Raises
    ------
    InputError
        If nothing could be read.
    CodebookError
        If a codebook breaks the format.

    Warns
    -----
    UserWarning
        Once for the texts that could not be read well, and for those hardly of a genre that the rules know.
        If the texts of a folder that ``mine`` wrote are coded anew.

    Examples
    --------
    >>> mined = mine(["各村要在汛期前排查危房。", "严禁渡船超载。"])
    >>> mined.directives[["speech_id", "modality"]].values.tolist()
    [['texts#1@0', ['O']], ['texts#2@0', ['P']]]
    """
    from speechmine.tables.correcting import corrected, load_edited
    from speechmine.tables.mined import Mined

    paths, corpora = gathered(texts, text)
    mined = mined_among(paths)
    if mined is not None and not (corpora or codebooks or tokens):
        return load_edited(mined)
    if mined is not None:
        _tell_anew(mined, codebooks or ())
    corpus = assembled(paths, corpora) if corpora or mined is not None else paths
    own = {} if mined is None else kept_codebooks(mined)
    own |= codebook_files(codebooks or {})
    options = MiningOptions(own, tokens=tokens, jobs=jobs)
    store = MemoryStore(options.tables)
    with showing(progress), collector_paused():
        mine_into(store, corpus, options)
        done = Mined.of_store(store)
    kept = [] if mined is None else read_corrections(Path(mined) / CORRECTIONS)
    return corrected(done, kept) if kept else done


def load_or_mine(
    paths: Sequence[str | Path],
    *,
    codebooks: Mapping[str, str | Path] | None = None,
    jobs: int = 1,
    manifest: str | Path | None = None,
) -> Mined:
    """Load the tables of a folder that ``mine`` wrote, or mine the files and folders given.

    Raises
    ------
    InputError
        If nothing could be read, or mined tables are mixed with other paths.

    Warns
    -----
    UserWarning
        If a codebook is given for a folder that ``mine`` wrote: the texts kept there are coded anew.
    """
    from speechmine.tables.loading import load_mined

    mined = mined_among(paths)
    if mined is None:
        return mine(read_corpus(*paths, manifest=manifest), codebooks=codebooks, jobs=jobs)
    if manifest:
        raise _mined_already(mined)
    return mine(mined, codebooks=codebooks, jobs=jobs) if codebooks else load_mined(mined)


def mine_paths(
    paths: Sequence[str | Path],
    out: str | Path,
    options: MiningOptions,
    *,
    format: str = "jsonl",  # noqa: A002 - as --format
    progress: Progress = None,
    overwrite: bool = False,
) -> dict[str, Any]:
    """Mine files and folders into a folder of tables, one document in memory at a time and process.

    Parameters
    ----------
    paths : sequence of str or Path
    out : str or Path
    options : MiningOptions
    format : {"jsonl", "parquet", "csv", "xlsx"}
    progress : bool or callable, optional
        As for ``mine``.
    overwrite : bool
        Whether rows edited by hand since OUT was written, and tables of other texts, may be replaced.

    Returns
    -------
    dict
        The manifest as written to ``OUT/manifest.json``, and under ``failed`` the rows of ``errors``.

    Raises
    ------
    InputError
        If nothing could be read; then OUT is left as it was.
    OptionError
        If OUT is the folder of the texts, holds files of the user's own, rows edited by hand or tables of other texts, or a
        process died.

    Warns
    -----
    UserWarning
        For each correction in ``OUT/corrections.jsonl`` that no longer fits.
    """
    mined = mined_among(paths)
    if mined is None:
        _refuse_own_folder(paths, out)
        with showing(progress):
            return _mine_to(TableStore(Path(out), format, options.tables, overwrite=overwrite), paths, options)
    if options.manifest:
        raise _mined_already(mined)
    if not (options.codebooks or options.segmenter or options.tokens):
        return _write_again(mined, out, options, save={"format": format, "overwrite": overwrite})
    _tell_anew(mined, options.codebooks)
    options = replace(options, codebooks={**kept_codebooks(mined), **options.codebooks})
    store = TableStore(Path(out), format, options.tables, overwrite=overwrite)
    with showing(progress):
        return _mine_to(store, read_corpus(mined), options, kept=read_corrections(Path(mined) / CORRECTIONS))


def _mine_to(
    store: TableStore,
    corpus: Corpus | Sequence[str | Path],
    options: MiningOptions,
    *,
    kept: Sequence[Correction] = (),
) -> dict[str, Any]:
    """Mine into a folder, and apply the corrections that stand there or come with the texts."""
    from speechmine.tables.correcting import corrected
    from speechmine.tables.loading import load_mined

    manifest = mine_into(store, corpus, options)
    corrections = merged(kept, read_corrections(store.out / CORRECTIONS))
    if not corrections:
        return manifest
    mined = corrected(load_mined(store.out), corrections)
    mined.save(store.out, format=store.format)
    return {**manifest, "counts": mined.counts()}


def mine_into(store: Store, corpus: Corpus | Sequence[str | Path], options: MiningOptions) -> dict[str, Any]:
    """Mine speeches or paths into a store: pass 1 as it comes, then pass 2.

    Returns
    -------
    dict
        The manifest, and under ``failed`` the rows of ``errors``.
    """
    started = time.time()
    documents, unread = documents_of(corpus, options)
    load_anew(options)
    if isinstance(store, TableStore) and not store.overwrite:
        refuse_other_texts(store.out, documents)
    if isinstance(store, TableStore):
        store.keyed(run_key(documents, unread, options))
    with collector_paused(), store:
        if store.resumed is None:
            for name, path in options.codebooks.items():
                store.add_codebook(name, Path(path).read_bytes())
            store.add({"errors": map(error_row, unread)})
            store.checkpoint()
        sentences = _first_pass(store, documents, options)
        errors = list(store.rows("errors"))
        if not (store.counts["sources"] or isinstance(corpus, Corpus)):
            raise _nothing_read(errors, corpus)
        _tell_doubts(store.rows("sources"))
        read = reading_of(store.rows("speeches"), store.rows("sentences"), store.rows("directives"))
        _tell_strange(read)
        _tell_years(store.rows("speeches"))
        across = second_pass(store.rows("speeches"), sentences, store.text, front_end=front_end, cut=word_spans)
        store.add({"passages": across.passages})
        manifest = run_manifest(options, store.rows("sources"), errors, counts=store.counts, started=started)
        manifest["independent"] = across.independent
        manifest["lacking"] = dict(read.lacking)
        manifest["own_columns"] = _own_columns(store.rows("speeches"))
        manifest["run"]["resumed"] = store.resumed or 0
        store.finish(across.fills, manifest)
    return {**manifest, "failed": errors}


def _tell_doubts(sources: Iterable[Row]) -> None:
    """Warn once of the texts that could not be read well."""
    doubted = [(row["source"], row["doubts"]) for row in sources if row["doubts"]]
    if doubted:
        source, doubts = doubted[0]
        message = f"{len(doubted)} texts could not be read well, such as {source}: {doubts[0]}; see column doubts of sources"
        warnings.warn(message, UserWarning, stacklevel=4)


def _tell_strange(read: Reading) -> None:
    """Warn once of the speeches that are hardly what the rules know."""
    if read.strange:
        message = (
            f"{len(read.strange)} of {read.speeches} speeches, such as {read.strange[0]}, are hardly of a genre that the rules "
            f"know: of their {read.sentences} sentences {read.themed} have a theme, and {read.directives} directives stand in "
            "them; read their rows before you count them, or bring codebooks of your own"
        )
        warnings.warn(message, UserWarning, stacklevel=4)


def _tell_years(speeches: Iterable[Row]) -> None:
    """Warn once of years that no speech of this corpus can have: a slip such as 2204, or that of something else."""
    years = [(row["year"], row["speech_id"]) for row in speeches if row["year"] is not None]
    middle = median_low([year for year, _ in years if year in _YEARS] or [0])
    odd = [(year, speech) for year, speech in years if year not in _YEARS or abs(year - middle) > _LIFETIME]
    if odd:
        year, speech = odd[0]
        message = f"{len(odd)} speeches have a year that cannot be theirs, such as {speech}: {year}; mend it in a manifest.csv"
        warnings.warn(message, UserWarning, stacklevel=4)


def _own_columns(speeches: Iterable[Row]) -> list[str]:
    """The columns of the user's metadata that are of no known name, as they come."""
    return list(dict.fromkeys(name for row in speeches for name in row["meta"] or () if column_field(name) is None))


def _first_pass(store: Store, documents: Sequence[Document], options: MiningOptions) -> list[Span]:
    """Mine the documents and keep their rows as they come; return where the sentences stand, for pass 2."""
    begun = store.resumed or 0
    sentences: list[Span] = list(map(_span, store.rows("sentences"))) if begun else []
    for batch in tracked(mine_documents(documents[begun:], options), "mining", len(documents), begun):
        store.add(batch.rows)
        sentences += map(_span, batch.rows.get("sentences", ()))
        for source, text in batch.texts.items():
            store.add_text(source, text)
        store.checkpoint()
    return sentences


def _span(sentence: Row) -> Span:
    return sentence["speech_id"], sentence["start"], sentence["end"]


def _write_again(mined_path: str | Path, out: str | Path, options: MiningOptions, *, save: Mapping[str, Any]) -> dict[str, Any]:
    """Write mined tables, perhaps corrected by hand, in a format into a folder."""
    from speechmine.count.policy import clusters, counting
    from speechmine.tables.correcting import load_edited

    mined = load_edited(mined_path)
    mined = mined if options.where is None else mined.subset(options.where)
    mined.save(out, **save)
    independent = {
        "speeches": len(set(clusters(mined.speeches).values())),
        "sentences": int(counting(mined).sum()),
    }
    return {**mined.manifest, "counts": mined.counts(), "independent": independent, "failed": mined.errors.to_dict("records")}


def _mined_already(mined: str | Path) -> OptionError:
    return OptionError(f"{mined} is mined already, and a manifest would change nothing; name the folder of the texts")


def _tell_anew(mined: str | Path, codebooks: Iterable[str]) -> None:
    """Say that a mined folder is coded anew."""
    how = f" with another codebook for {', '.join(sorted(codebooks))}" if codebooks else ""
    warnings.warn(
        f"{mined}: the texts kept there are coded anew{how}; headers and outlines stay as they stand, other rows corrected by "
        f"hand count as far as {CORRECTIONS} has them",
        stacklevel=3,
    )


def _refuse_own_folder(paths: Sequence[str | Path], out: str | Path) -> None:
    """Refuse to write the tables among the texts: the folder would be taken for mined tables ever after."""
    if any(os.path.isdir(path) and Path(path).resolve() == Path(out).resolve() for path in paths):  # noqa: PTH112 takes a NUL
        raise OptionError(f"{out} is the folder of the texts; name another one for the tables, such as {Path(out) / 'mined'}")


def _nothing_read(errors: Sequence[Row], paths: Sequence[str | Path]) -> InputError:
    if errors:
        first = errors[0]
        return InputError(first["source"], first["error"], first["detail"], first["stage"])
    return no_input(paths)
