"""Verify a mined folder: its files, and perhaps the texts that it was mined from, in; a line for whatever does not hold out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from speechmine.errors import InputError
from speechmine.read.inputs import Input, find_inputs
from speechmine.tables.checks import faults, nested_faults
from speechmine.tables.loading import codes_of, read_store
from speechmine.tables.places import file_hash, inside, leads_out
from speechmine.tables.rows import Row

__all__ = ["verify_folder"]


def verify_folder(out: str | Path, paths: Sequence[str | Path] = ()) -> Iterator[str]:
    """Yield a line for everything in a mined folder that is not as it was written.

    Parameters
    ----------
    out : str or Path
        A folder that ``mine`` or ``Mined.save`` wrote.
    paths : sequence of str or Path
        The texts that it was mined from: those that were changed since are named, too.

    Raises
    ------
    InputError
        If the folder holds no mined tables at all.
    """
    out = Path(out)
    try:
        store = read_store(out)
    except InputError as error:
        if error.error == "no mined tables":
            raise
        yield str(error)
        return
    wrong = False
    for fault in faults(store.tables, store.texts, codes_of(store), store.manifest["counts"]):
        wrong = True
        yield str(fault)
    if not wrong:
        yield from map(str, nested_faults(store.tables, store.texts))
    yield from _changed_files(out, store.manifest["files"])
    if paths:
        yield from _changed_inputs(paths, store.tables["sources"])


def _changed_files(out: Path, files: Mapping[str, Any]) -> Iterator[str]:
    """The files that are not those that were written: whole and valid, perhaps, but edited."""
    for name, written in sorted(files.items()):
        if leads_out(name) or not (out / name).is_file():
            yield f"{name}: it is missing"
        elif file_hash(inside(out, out / name)) != written:
            yield f"{name}: it was changed after it was written"


def _changed_inputs(paths: Sequence[str | Path], sources: Sequence[Row]) -> Iterator[str]:
    """The files that are no longer what was mined, or that were not there."""
    mined = {row["source"].removesuffix(f"#{row['row']}"): row["sha256"] for row in sources}
    found = {item.source: item for item in find_inputs(paths) if isinstance(item, Input)}
    for source, written in sorted(mined.items()):
        if source not in found:
            yield f"{source}: it is not among the texts any more"
        elif file_hash(Path(found[source].path)) != written:
            yield f"{source}: the text was changed after it was mined"
    for source in sorted(set(found) - set(mined)):
        yield f"{source}: it is among the texts and was not mined"
