"""Where the files of a mined folder stand: names that a table or a manifest gives in, paths that stay inside the folder out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from speechmine.errors import InputError

__all__ = ["file_hash", "inside", "leads_out", "text_names"]

_LONGEST_NAME = 255  # bytes; Linux, macOS and Windows agree
_FOREIGN = re.compile(r"[\0\\]|^[A-Za-z]:")  # what some system takes for the way to another folder


def text_names(sources: Iterable[str]) -> dict[str, str]:
    """Return the name below ``texts/`` of each source's text.

    The name is the source's own. One that a file system would not take as it stands is cut or cleaned; names that some
    systems hold for one (``A.txt`` and ``a.txt``), or that are a folder of another, are told apart; each with its hash behind.

    Parameters
    ----------
    sources : iterable of str
        All sources of the folder, in any order.

    Examples
    --------
    >>> text_names(["2019/a.txt", "b.txt"])
    {'2019/a.txt': '2019/a.txt', 'b.txt': 'b.txt'}
    >>> sorted(text_names(["A.txt", "a.txt"]).values())
    ['A.txt~48266a699a8ebb7a', 'a.txt~18b7cb099a9ea3f5']
    """
    names = {source: "/".join(map(_part, source.split("/"))) for source in sources}
    alike = {source: _alike(name) for source, name in names.items()}
    taken = Counter(alike.values())
    folders = {str(parent) for name in alike.values() for parent in PurePosixPath(name).parents}
    for source, name in names.items():
        if taken[alike[source]] > 1 or alike[source] in folders:
            head, slash, last = name.rpartition("/")
            names[source] = f"{head}{slash}{_cut(last, source)}"
    return names


def leads_out(name: str) -> bool:
    """Whether a ``/``-separated name is no plain way down from a folder: absolute, with ``..``, or with a NUL.

    Examples
    --------
    >>> [leads_out(name) for name in ("2019/a.txt", "../a.txt", "/etc/a.txt", "")]
    [False, True, True, True]
    """
    return "\0" in name or any(part in ("", ".", "..") for part in name.split("/"))


def inside(root: Path, path: Path) -> Path:
    """Return a path below a folder if it leads to a place inside it, whatever links stand on the way.

    Raises
    ------
    InputError
    """
    if not path.resolve().is_relative_to(root.resolve()):
        what = f"{path.relative_to(root).as_posix()} is a link that leads out of the folder; put the file itself in its place"
        raise InputError(str(root), "not its own file", what, "tables")
    return path


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _part(name: str) -> str:
    clean = _FOREIGN.sub("_", name)
    if clean != name or name in ("", ".", ".."):
        return _cut(clean.strip(".") or "_", name)
    return name if len(name.encode("utf-8")) <= _LONGEST_NAME else _cut(name, name)


def _cut(name: str, whole: str) -> str:
    return f"{name.encode('utf-8')[:150].decode('utf-8', 'ignore')}~{hashlib.sha256(whole.encode('utf-8')).hexdigest()[:16]}"


def _alike(name: str) -> str:
    """The same for names that a file system may hold for one."""
    return unicodedata.normalize("NFC", name).casefold()
