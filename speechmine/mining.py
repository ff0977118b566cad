"""Mine a corpus: texts or paths in, the tables out, in two passes.

Pass 1 is a pure function of one document and the codebooks, spread over processes and written as it comes. Pass 2 looks
across the speeches: which are copies of one another, which passages they share.
"""

from __future__ import annotations

import gc
import os
import platform
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechmine.codebooks import Codebook, data_versions
from speechmine.errors import InputError, OptionError
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.read.inputs import Input, find_inputs
from speechmine.read.sources import read_input
from speechmine.records import Corpus, Source, Speech
from speechmine.structure.speeches import find_speeches
from speechmine.tables.collector import collector_paused
from speechmine.tables.files import TableStore, filled, is_mined
from speechmine.tables.rows import Row, error_row, source_row, speech_rows
from speechmine.tables.schema import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    from speechmine.tables.mined import Mined

__all__ = ["MiningOptions", "load_or_mine", "mine", "mine_paths", "read_corpus"]

_LIBRARIES = ("speechmine", "jieba", "rjieba", "spacy", "numpy", "pandas", "ahocorasick_rs", "OpenCC", "rensa")

# Starting a process costs as much as mining a few speeches.
_INPUTS_PER_PROCESS = 4


@dataclass(frozen=True)
class MiningOptions:
    """What decides the content of the tables, and how many processes fill them.

    Attributes
    ----------
    codebooks : mapping of str to str
        A user's own file by the name of the codebook that it replaces.
    segmenter : str or None
        ``rjieba`` or ``jieba``; the fastest one installed where None.
    tokens : bool
        Whether to keep the words, too.
    jobs : int
        Number of processes; changes nothing but the time.
    """

    codebooks: Mapping[str, str] = field(default_factory=dict)
    segmenter: str | None = None
    tokens: bool = False
    jobs: int = 1


@dataclass(frozen=True)
class SecondPass:
    """What pass 2 found.

    Attributes
    ----------
    passages : sequence of dict
        The rows of the table.
    fills : mapping of str to sequence of dict or None
        For each row of a table the columns marked (corpus), None where unset.
    independent : mapping of str to int
        How many speeches and sentences there are if copies of a speech and families of passages count once.
    """

    passages: Sequence[Row]
    fills: Mapping[str, Sequence[Row | None]]
    independent: Mapping[str, int]


@dataclass(frozen=True)
class Batch:
    """What pass 1 gives for one input: rows by table and the texts they point into."""

    rows: Mapping[str, Sequence[Row]]
    texts: Mapping[str, str]


Progress = Callable[[int, int], None]
Span = tuple[str, int, int]  # speech_id, start, end
Work = Callable[[Any, MiningOptions], Batch]


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
    mined = _mined_among(paths)
    if mined is not None:
        return _corpus_of(mined)
    sources: list[Source] = []
    errors: list[InputError] = []
    for item in find_inputs(paths):
        for read in [item] if isinstance(item, InputError) else read_input(item):
            (errors if isinstance(read, InputError) else sources).append(read)  # type: ignore[arg-type]
    if not sources:
        raise errors[0] if errors else _no_input(paths)
    speeches = [speech for source in sources for speech in find_speeches(source)]
    return Corpus(tuple(sources), tuple(speeches), tuple(errors))


def mine(
    corpus: Corpus | str | Path, *, codebooks: Mapping[str, str | Path] | None = None, tokens: bool = False, jobs: int = 1
) -> Mined:
    """Mine a corpus into tables.

    Parameters
    ----------
    corpus : Corpus, str or Path
        What ``read_corpus`` gives, or a path to read.
    codebooks : mapping of str to path, optional
        A user's own file for ``sectors``, ``slogans``, ``themes`` or ``directives``.
    tokens : bool
        Whether to keep the words, too (``mined.tokens``).
    jobs : int
        Number of processes.

    Returns
    -------
    Mined
        One DataFrame a table.

    Raises
    ------
    InputError
        If nothing could be read.
    CodebookError
        If a codebook breaks the format.
    """
    from speechmine.tables.mined import Mined

    if not isinstance(corpus, Corpus):
        corpus = read_corpus(corpus)
    options = MiningOptions({name: str(path) for name, path in (codebooks or {}).items()}, tokens=tokens, jobs=jobs)
    _load_anew(options)
    started = time.time()
    rows: dict[str, list[Row]] = {name: [] for name in _table_names(options)}
    texts: dict[str, str] = {}
    rows["errors"] += [error_row(error) for error in corpus.errors]
    for batch in _spread(_mine_source, _tasks(corpus), options):
        for name, some in batch.rows.items():
            rows[name] += some
        texts.update(batch.texts)
    across = _second_pass(rows["speeches"], _sentence_spans(rows), texts.__getitem__)
    rows["passages"] = list(across.passages)
    for name, fills in across.fills.items():
        rows[name] = list(filled(rows[name], fills))
    counts = {name: len(some) for name, some in rows.items()}
    manifest = _manifest(options, rows["sources"], rows["errors"], counts=counts, started=started)
    return Mined.from_rows(rows, texts, {**manifest, "independent": across.independent})


def _tasks(corpus: Corpus) -> list[tuple[Source, tuple[Speech, ...]]]:
    """Each source with its speeches: what one call of pass 1 takes."""
    by_source: dict[str, list[Speech]] = {source.source: [] for source in corpus.sources}
    for speech in corpus.speeches:
        by_source[speech.source].append(speech)
    return [(source, tuple(by_source[source.source])) for source in corpus.sources]


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


def _mined_among(paths: Sequence[str | Path]) -> str | Path | None:
    """Return the one path if it holds mined tables; they stand alone."""
    mined = [path for path in paths if is_mined(path)]
    if mined and len(paths) > 1:
        raise InputError(str(mined[0]), "mined tables among other paths", "name the mined folder alone, or only texts")
    return mined[0] if mined else None


def load_or_mine(paths: Sequence[str | Path], *, codebooks: Mapping[str, str | Path] | None = None, jobs: int = 1) -> Mined:
    """Load the tables of a folder that ``mine`` wrote, or mine the files and folders given.

    Raises
    ------
    InputError
        If nothing could be read, or mined tables are mixed with other paths.
    """
    from speechmine.tables.mined import load_mined

    mined = _mined_among(paths)
    if mined is None:
        return mine(read_corpus(*paths), codebooks=codebooks, jobs=jobs)
    if codebooks:
        raise OptionError(f"{mined} is mined already, and a codebook would change nothing; name the folder of the texts")
    return load_mined(mined)


def mine_paths(
    paths: Sequence[str | Path], out: str | Path, options: MiningOptions, *, fmt: str = "jsonl", progress: Progress | None = None
) -> dict[str, Any]:
    """Mine files and folders into a folder of tables, one document in memory at a time and process.

    Parameters
    ----------
    paths : sequence of str or Path
    out : str or Path
    options : MiningOptions
    fmt : {"jsonl", "parquet", "csv"}
    progress : callable, optional
        Called with the number of inputs done and of all inputs.

    Returns
    -------
    dict
        The manifest as written to ``OUT/manifest.json``.

    Raises
    ------
    InputError
        If nothing could be read; then OUT is left as it was.
    OptionError
        If OUT is the folder of the texts or holds files of the user's own, or a process died.
    """
    mined = _mined_among(paths)
    if mined is not None:
        return _write_again(mined, out, options, fmt)
    _refuse_own_folder(paths, out)
    started = time.time()
    found = find_inputs(paths)
    _load_anew(options)
    with TableStore(Path(out), fmt, _table_names(options)) as store:
        store.add({"errors": [error_row(item) for item in found if isinstance(item, InputError)]})
        sentences = _first_pass(store, [item for item in found if isinstance(item, Input)], options, progress)
        errors = list(store.rows("errors"))
        if not store.counts["sources"]:
            raise _nothing_read(errors, paths)
        across = _second_pass(store.rows("speeches"), sentences, store.text)
        store.add({"passages": across.passages})
        manifest = _manifest(options, store.rows("sources"), errors, counts=store.counts, started=started)
        manifest["independent"] = across.independent
        store.finish(across.fills, {**manifest, "format": fmt})
    return {**manifest, "format": fmt, "failed": errors}


def _write_again(mined_path: str | Path, out: str | Path, options: MiningOptions, fmt: str) -> dict[str, Any]:
    """Write mined tables, perhaps corrected by hand, in a format into a folder."""
    from speechmine.count.policy import clusters, counting
    from speechmine.tables.mined import load_mined

    if options.codebooks or options.segmenter or options.tokens:
        raise OptionError(
            f"{mined_path} is mined already; a codebook, --segmenter and --tokens need the texts: name their folder"
        )
    mined = load_mined(mined_path)
    mined.save(out, fmt=fmt)
    counts = {name: len(frame) for name, frame in mined.tables().items()}
    independent = {
        "speeches": len(set(clusters(mined.speeches).values())),
        "sentences": int(counting(mined).sum()),
    }
    return {**mined.manifest, "counts": counts, "independent": independent, "failed": mined.errors.to_dict("records")}


def _refuse_own_folder(paths: Sequence[str | Path], out: str | Path) -> None:
    """Refuse to write the tables among the texts: the folder would be taken for mined tables ever after."""
    if any(os.path.isdir(path) and Path(path).resolve() == Path(out).resolve() for path in paths):  # noqa: PTH112 takes a NUL
        raise OptionError(f"{out} is the folder of the texts; name another one for the tables, such as {Path(out) / 'mined'}")


def _nothing_read(errors: Sequence[Row], paths: Sequence[str | Path]) -> InputError:
    if errors:
        first = errors[0]
        return InputError(first["source"], first["error"], first["detail"], first["stage"])
    return _no_input(paths)


def _no_input(paths: Sequence[str | Path]) -> InputError:
    remedy = "name a file or a folder with .txt, .md, .html, .docx, .pdf, .csv or .jsonl texts"
    return InputError(", ".join(map(str, paths)) or "no path", "no readable input", remedy)


# -- pass 1


def _first_pass(store: TableStore, inputs: Sequence[Input], options: MiningOptions, progress: Progress | None) -> list[Span]:
    """Mine the inputs and write their rows as they come; return where the sentences stand, for pass 2."""
    sentences: list[Span] = []
    for done, batch in enumerate(_spread(_mine_input, inputs, options), 1):
        store.add(batch.rows)
        sentences += _sentence_spans(batch.rows)
        for source, text in batch.texts.items():
            store.add_text(source, text)
        if progress:
            progress(done, len(inputs))
    return sentences


def _sentence_spans(rows: Mapping[str, Sequence[Row]]) -> list[Span]:
    return [(row["speech_id"], row["start"], row["end"]) for row in rows.get("sentences", ())]


def _mine_input(item: Input, options: MiningOptions) -> Batch:
    """Read one input and mine the speeches in it."""
    rows: dict[str, list[Row]] = {}
    texts: dict[str, str] = {}
    for read in read_input(item):
        if isinstance(read, InputError):
            rows.setdefault("errors", []).append(error_row(read))
            continue
        batch = _mine_source((read, None), options)
        texts.update(batch.texts)
        for name, some in batch.rows.items():
            rows.setdefault(name, []).extend(some)
    return Batch(rows, texts)


def _mine_source(task: tuple[Source, tuple[Speech, ...] | None], options: MiningOptions) -> Batch:
    """Mine the speeches of one source; a failure becomes a row of errors and leaves the other sources alone."""
    source, speeches = task
    rows: dict[str, list[Row]] = {"sources": [source_row(source)]}
    codebooks = _codebooks(_own(options))
    try:
        for speech in find_speeches(source) if speeches is None else speeches:
            found = annotate(speech, codebooks, segmenter=options.segmenter)
            for name, some in speech_rows(found, tokens=options.tokens).items():
                rows.setdefault(name, []).extend(some)
    except Exception as error:  # noqa: BLE001 - whatever one text brings about, the others are still mined
        failure = InputError(
            source.source, "not mined", f"{type(error).__name__}: {error}; please report it with the text", "extract"
        )
        rows = {"sources": rows["sources"], "errors": [error_row(failure)]}
    return Batch(rows, {source.source: source.text})


@cache
def _codebooks(own: tuple[tuple[str, str], ...]) -> dict[str, Codebook]:
    return load_codebooks(dict(own))


def _own(options: MiningOptions) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.codebooks.items()))


def _load_anew(options: MiningOptions) -> None:
    """Load the codebooks of a run: a bad one stops it before any text is read, and one edited since the last run counts."""
    _codebooks.cache_clear()
    _codebooks(_own(options))


def _spread(work: Work, tasks: Sequence[Any], options: MiningOptions) -> Iterator[Batch]:
    """Run tasks over processes and give their results in order; a bounded number is under way at a time."""
    jobs = min(options.jobs, len(tasks) // _INPUTS_PER_PROCESS)
    if jobs <= 1:
        with collector_paused():
            yield from (work(task, options) for task in tasks)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_process) as pool:
        try:
            yield from _in_order(pool, work, tasks, options)
        except BrokenProcessPool:
            raise OptionError(
                f"one of {jobs} processes died, perhaps for want of memory, and nothing was written; mine with fewer --jobs, "
                'and let a script of your own start below: if __name__ == "__main__"'
            ) from None


def _start_process() -> None:
    """Leave a break from the keyboard to the parent, and garbage to the process's end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _in_order(pool: ProcessPoolExecutor, work: Work, tasks: Sequence[Any], options: MiningOptions) -> Iterator[Batch]:
    waiting: deque[Future[Batch]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(work, task, options))
            if len(waiting) >= 4 * options.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


# -- pass 2


def _second_pass(speeches: Iterable[Row], sentences: Sequence[Span], text_of: Callable[[str], str]) -> SecondPass:
    """Look across the speeches: which are copies, which passages they share, and which sentences those passages cover."""
    from speechmine.reuse.clusters import cluster_speeches
    from speechmine.reuse.independence import counted_once
    from speechmine.reuse.passages import SpeechText, find_passages, sentence_families

    texts = [
        SpeechText(row["speech_id"], row["start"], text_of(row["source"])[row["start"] : row["end"]], row["date"])
        for row in speeches
    ]
    clusters = cluster_speeches((speech.speech_id, speech.text) for speech in texts)
    reuse = find_passages(texts)
    columns = [
        {"cluster_id": clusters[key], "originality": reuse.originality[key], "novelty": reuse.novelty[key]}
        for key in (speech.speech_id for speech in texts)
    ]
    families = sentence_families(reuse.passages, sentences)
    counted = counted_once(((speech_id, family) for (speech_id, *_), family in zip(sentences, families, strict=True)), clusters)
    independent = {"speeches": len(set(clusters.values())), "sentences": sum(counted)}
    fills: dict[str, Sequence[Row | None]] = {
        "speeches": columns,
        "sentences": [{"family_id": f} if f else None for f in families],
    }
    return SecondPass(reuse.passages, fills, independent)


# -- the manifest


def _manifest(
    options: MiningOptions, sources: Iterable[Row], errors: Sequence[Row], *, counts: Mapping[str, int], started: float
) -> dict[str, Any]:
    inputs = [{"source": row["source"], "sha256": row["sha256"], "status": "read"} for row in sources]
    inputs += [{"source": row["source"], "sha256": None, "status": row["error"]} for row in errors if row["stage"] == "read"]
    return {
        "schema_version": SCHEMA_VERSION,
        "versions": {"python": platform.python_version(), **_versions()},
        "options": {
            "codebooks": dict(sorted(options.codebooks.items())),
            "segmenter": _segmenter(options),
            "tokens": options.tokens,
        },
        "codebooks": data_versions(options.codebooks),
        "inputs": inputs,
        "counts": dict(counts),
        "errors": len(errors),
        "run": {
            "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started)),
            "seconds": round(time.time() - started, 3),
            "jobs": options.jobs,
            "cores": os.cpu_count(),
        },
    }


def _segmenter(options: MiningOptions) -> str:
    from speechmine.segment.words import default_segmenter

    return options.segmenter or default_segmenter()


def _versions() -> dict[str, str]:
    found = {}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return found


def _table_names(options: MiningOptions) -> list[str]:
    return [name for name in TABLES if name != "tokens" or options.tokens]
