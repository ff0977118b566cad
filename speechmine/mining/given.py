"""Texts as a user may give them in Python: paths, lists, frames, speeches, corpora in; paths to read and corpora out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from speechmine.errors import InputError, OptionError
from speechmine.read.inputs import looks_like_text
from speechmine.read.objects import frame_sources, text_sources
from speechmine.records import Corpus, Source, Speech
from speechmine.structure.speeches import find_speeches

Texts = str | Path | Corpus | Speech | Iterable[Any]
"""What can be read: a path, a corpus, a speech; a list, a DataFrame or a Series of texts; a list of any of these."""

__all__ = ["Texts", "corpus_of", "gathered", "joined"]


def gathered(texts: Sequence[Texts], column: str | None) -> tuple[list[str | Path], list[Corpus]]:
    """Part what is given into paths and corpora.

    Raises
    ------
    InputError
        If a frame has no column of texts, or a list is empty.
    OptionError
        If something is no text.
    """
    paths: list[str | Path] = []
    corpora: list[Corpus] = []
    speeches: list[Speech] = []
    for given in _flat(texts):
        if isinstance(given, str | Path):
            paths.append(given)
        elif isinstance(given, Corpus):
            corpora.append(given)
        elif isinstance(given, Speech):
            speeches.append(given)
        elif isinstance(given, _Texts):
            corpora.append(corpus_of(text_sources(given, name=_numbered("texts", corpora))))
        elif hasattr(given, "itertuples") or hasattr(given, "tolist"):
            corpora.append(corpus_of(frame_sources(given, name=_numbered("frame", corpora), text=column)))
        else:
            what = "give a path, texts in a list, a DataFrame, a Series, a Speech or a Corpus"
            raise OptionError(f"a {type(given).__name__} is no text: {str(given)[:40]!r}; {what}")
    return paths, [*corpora, *([_of_speeches(speeches)] if speeches else [])]


class _Texts(list[str]):
    """Strings of a list that are texts, not paths."""


def _flat(texts: Iterable[Any]) -> Iterator[Any]:
    for given in texts:
        if isinstance(given, str | Path | Corpus | Speech | bytes) or hasattr(given, "ndim") or not isinstance(given, Iterable):
            yield given
            continue
        items = list(given)
        if not items:
            raise InputError("[]", "no text", "the list is empty; give at least one path or text")
        if all(isinstance(item, str) for item in items) and _are_texts(items):
            yield _Texts(items)
        else:
            yield from _flat(items)


def _are_texts(items: Sequence[str]) -> bool:
    """Whether the strings of a list are texts: one reads like a text, and none is a path."""
    return any(map(looks_like_text, items)) and not any(_exists(item) for item in items)


def _exists(name: str) -> bool:
    try:
        return bool(name.strip()) and Path(name).exists()
    except (OSError, ValueError):  # longer than any name, or with a NUL
        return False


def _numbered(name: str, corpora: Sequence[Corpus]) -> str:
    """The name, with a counter from the second of its kind on."""
    n = sum(corpus.sources[0].source.startswith(name) for corpus in corpora if corpus.sources)
    return f"{name}-{n + 1}" if n else name


def corpus_of(reads: Iterable[Source | InputError]) -> Corpus:
    """Return sources with their speeches, and errors, as a corpus."""
    found = list(reads)
    sources = tuple(read for read in found if isinstance(read, Source))
    speeches = tuple(speech for source in sources for speech in find_speeches(source))
    return Corpus(sources, speeches, tuple(read for read in found if isinstance(read, InputError)))


def _of_speeches(speeches: Sequence[Speech]) -> Corpus:
    """Speeches without their sources: a text of blank lines holds each at its offset, so that its id and spans stand."""
    by_source: dict[str, list[Speech]] = {}
    for speech in sorted({speech.speech_id: speech for speech in speeches}.values(), key=lambda one: (one.source, one.start)):
        by_source.setdefault(speech.source, []).append(speech)
    sources = []
    for name, own in by_source.items():
        text = ""
        for speech in own:
            text += "\n" * (speech.start - len(text)) + speech.text
        digest = hashlib.sha256(text.encode()).hexdigest()
        sources.append(Source(name, name, None, "memory", None, "speechmine", digest, text, own[0].meta))
    return Corpus(tuple(sources), tuple(speech for own in by_source.values() for speech in own))


def joined(corpora: Sequence[Corpus]) -> Corpus:
    """Return several corpora as one.

    Raises
    ------
    InputError
        If two of them have a source of one name.
    """
    seen: set[str] = set()
    for source in (source.source for corpus in corpora for source in corpus.sources):
        if source in seen:
            raise InputError(source, "two texts of one name", "read the folders in one call, which tells them apart")
        seen.add(source)
    return Corpus(
        tuple(source for corpus in corpora for source in corpus.sources),
        tuple(speech for corpus in corpora for speech in corpus.speeches),
        tuple(error for corpus in corpora for error in corpus.errors),
    )
