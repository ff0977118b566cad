"""The manifest of a run: options, inputs and counts in, what made the tables out, as ``manifest.json`` holds it."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from speechmine.codebooks import data_versions
from speechmine.errors import InputError
from speechmine.mining.documents import Document
from speechmine.mining.options import MiningOptions
from speechmine.read.inputs import Input
from speechmine.segment.words import default_segmenter
from speechmine.tables.files import CODEBOOKS
from speechmine.tables.rows import Row
from speechmine.tables.schema import SCHEMA_VERSION

__all__ = ["run_key", "run_manifest"]

_LIBRARIES = ("speechmine", "jieba", "rjieba", "spacy", "numpy", "pandas", "ahocorasick_rs", "OpenCC", "rensa")


def run_manifest(
    options: MiningOptions, sources: Iterable[Row], errors: Sequence[Row], *, counts: Mapping[str, int], started: float
) -> dict[str, Any]:
    """Return the manifest; what depends on time or number of processes stands under ``run``."""
    inputs = [{"source": row["source"], "sha256": row["sha256"], "status": "read"} for row in sources]
    inputs += [{"source": row["source"], "sha256": None, "status": row["error"]} for row in errors if row["stage"] == "read"]
    return {
        "schema_version": SCHEMA_VERSION,
        "versions": {"python": platform.python_version(), **_versions()},
        "options": {
            "codebooks": {name: f"{CODEBOOKS}/{name}.tsv" for name in sorted(options.codebooks)},
            "segmenter": options.segmenter or default_segmenter(),
            "tokens": options.tokens,
            "where": options.where,
            "manifest": options.manifest,
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


def _versions() -> dict[str, str]:
    found = {}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "not installed"
    return found


def run_key(documents: Sequence[Document], unread: Sequence[InputError], options: MiningOptions) -> str:
    """Return what names a run: all that decides its tables, so that another run may go on where one was killed."""
    told = [
        _versions(), data_versions(options.codebooks), options.segmenter or default_segmenter(), options.tokens, options.where,
        options.manifest, list(map(str, unread)), [(repr(document), _state(document)) for document in documents],
    ]  # fmt: skip
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()


def _state(document: Document) -> tuple[int, int] | str | None:
    """Length and time of the last change of a document's file; the hash of what came by standard input."""
    if not isinstance(document, Input):
        return None
    if document.content is not None:
        return hashlib.sha256(document.content).hexdigest()
    try:
        state = Path(document.path).stat()
    except (OSError, ValueError):  # reading will tell
        return None
    return state.st_size, state.st_mtime_ns
