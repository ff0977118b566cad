"""Load a mined folder: its files in, the tables out, or one line that says which file is not what was written and what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import orjson

from speechmine.codebooks import REPLACEABLE
from speechmine.errors import InputError
from speechmine.tables.checks import faults
from speechmine.tables.corrections import CORRECTIONS, read_corrections
from speechmine.tables.files import CODEBOOKS, MANIFEST, TEXTS, is_mined
from speechmine.tables.formats import FORMATS, file_names, read_rows
from speechmine.tables.mined import Mined, codebooks_with
from speechmine.tables.opened import OpenedTables, OpenedTexts
from speechmine.tables.places import file_hash, inside, leads_out, text_names
from speechmine.tables.schema import SCHEMA, SCHEMA_VERSION, TABLES
from speechmine.tables.store import MemoryStore

__all__ = ["codes_of", "load_mined", "read_store"]

_MEND = "mend the row, put the file back or mine again"
_LOST = "put the file back, keep what you edited by 'speechmine corrections OUT', or mine again"
_PARTS = {"counts": dict, "files": dict, "codebooks": dict, "independent": dict, "inputs": list}


def load_mined(out: str | Path) -> Mined:
    """Load the tables that ``speechmine mine`` or ``Mined.save`` wrote, whatever their format.

    Parameters
    ----------
    out : str or Path

    Raises
    ------
    InputError
        If the folder holds no complete result, one of another schema version, or files that are not what was written.

    Notes
    -----
    A folder that nobody changed since it was written, as its hashes show, is read as far as it is asked for: each table and
    each text when it is first used. Where a row was edited by hand, all of it is read and checked at once.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> with tempfile.TemporaryDirectory() as out:
    ...     sm.mine(sm.sample_path()).save(out)
    ...     len(sm.load_mined(out).speeches)
    24
    """
    out = Path(out)
    opened = _opened(out)
    if opened is not None:
        return opened
    store = read_store(out)
    fault = next(faults(store.tables, store.texts, codes_of(store), store.manifest["counts"]), None)
    if fault is not None:
        remedy = _LOST if fault.row is None else _MEND
        raise InputError(str(out), "broken table", f"{fault}; {remedy}", "tables")
    return Mined.of_store(store)


def read_store(out: Path) -> MemoryStore:
    """Read the files of a mined folder, whose rows may still be wrong.

    Raises
    ------
    InputError
        As ``load_mined``, of what is no table at all.
    """
    store = MemoryStore([])
    store.manifest = _manifest(out)
    for name, path in _table_files(out).items():
        store.tables[name] = list(read_rows(path, name))
    for source, name in text_names(_sources(out, [row["source"] for row in store.tables["sources"]])).items():
        store.add_text(source, _text(out, f"{TEXTS}/{name}", store.manifest))
    for name, content in _own_codebooks(out, store.manifest).items():
        store.add_codebook(name, content)
    store.corrections = read_corrections(out / CORRECTIONS)
    return store


def _opened(out: Path) -> Mined | None:
    """The tables of a folder that nobody changed, to be read when they are asked for; None where somebody did."""
    manifest = _manifest(out)
    paths = _table_files(out)
    written = [out / name for name in file_names() if (out / name).is_file()]
    if any(file_hash(path) != manifest["files"].get(path.name) for path in written):
        return None
    tables = OpenedTables(out, paths, manifest["counts"])
    sources = tables.frame("sources")
    texts = {}
    for source, name in text_names(_sources(out, [] if sources is None else sources["source"].tolist())).items():
        _kept(out, f"{TEXTS}/{name}", manifest)
        texts[source] = out / TEXTS / name
    own, corrections = _own_codebooks(out, manifest), tuple(read_corrections(out / CORRECTIONS))
    return Mined.opened(tables, texts=OpenedTexts(texts), manifest=manifest, own_codebooks=own, corrections=corrections)


def _table_files(out: Path) -> dict[str, Path]:
    """The file of each table that the folder holds; those that every run writes must be there."""
    present = {name for name in file_names() if inside(out, out / name).is_file()}
    paths = {}
    for name in TABLES:
        file = next((f"{name}.{ending}" for ending in FORMATS if f"{name}.{ending}" in present), None)
        if file is not None:
            paths[name] = out / file
        elif not SCHEMA[name].on_demand:
            raise InputError(str(out), "incomplete tables", f"{name} is missing; mine the texts again", "tables")
    return paths


def _own_codebooks(out: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    found = [name for name in REPLACEABLE if (out / CODEBOOKS / f"{name}.tsv").is_file()]
    return {name: _kept(out, f"{CODEBOOKS}/{name}.tsv", manifest) for name in found}


def codes_of(store: MemoryStore) -> dict[str, frozenset[str]]:
    """Return the codes that the tables may hold, of every codebook that is the one with which they were made."""
    used = store.manifest.get("codebooks", {})
    books = codebooks_with(store.own_codebooks)
    return {
        name: frozenset(book.codes)
        for name, book in books.items()
        if isinstance(used.get(name), dict) and used[name].get("sha256") == book.sha256
    }


def _manifest(out: Path) -> dict[str, Any]:
    if not is_mined(out):
        remedy = "write the folder with 'speechmine mine PATH -o OUT'"
        raise InputError(str(out), "no mined tables", f"{MANIFEST} is missing or damaged; {remedy}", "tables")
    manifest: dict[str, Any] = orjson.loads(inside(out, out / MANIFEST).read_bytes())
    found = manifest["schema_version"]
    if found != SCHEMA_VERSION:
        what = f"it has {found}, this speechmine reads {SCHEMA_VERSION}; mine the texts again"
        raise InputError(str(out), "other schema version", what, "tables")
    for part, kind in _PARTS.items():
        if not isinstance(manifest.get(part), kind):
            what = f"{MANIFEST}, {part!r}: it is missing or damaged; {_LOST}"
            raise InputError(str(out), "broken table", what, "tables")
    if not all(isinstance(item, dict) and {"source", "sha256"} <= item.keys() for item in manifest["inputs"]):
        raise InputError(str(out), "broken table", f"{MANIFEST}, 'inputs': it is damaged; {_LOST}", "tables")
    return manifest


def _sources(out: Path, names: list[Any]) -> list[str]:
    """The names of the sources, none of which leads out of the folder."""
    for number, name in enumerate(names, 1):
        if not isinstance(name, str) or leads_out(name):
            what = f"sources, row {number}: {name!r} names no text of this folder; mend the row or mine again"
            raise InputError(str(out), "broken table", what, "tables")
    return names


def _text(out: Path, name: str, manifest: dict[str, Any]) -> str:
    try:
        return _kept(out, name, manifest).decode("utf-8")
    except UnicodeDecodeError:
        raise _changed(out, name) from None


def _kept(out: Path, name: str, manifest: dict[str, Any]) -> bytes:
    """Read a file that nobody is to change, which the manifest's hash shows."""
    try:
        content = inside(out, out / name).read_bytes()
    except OSError:
        raise InputError(str(out), "incomplete tables", f"{name} is missing; mine the texts again", "tables") from None
    if hashlib.sha256(content).hexdigest() != manifest["files"].get(name):
        raise _changed(out, name)
    return content


def _changed(out: Path, name: str) -> InputError:
    what = f"{name} is not the file that the tables were made with; put that one back or mine again"
    return InputError(str(out), "changed file", what, "tables")
