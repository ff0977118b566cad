"""PATHs in, the files to be read out: each with its name, its format and what ``manifest.csv`` says about it."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.manifest import MANIFEST, Manifest, normalised, read_manifest
from speechmine.read.surroundings import is_beside_texts, is_no_text, is_tool_folder, warn_of_passed_over
from speechmine.tables.files import is_output

__all__ = ["FORMATS", "STANDARD_INPUT", "Input", "find_inputs", "looks_like_text", "printable"]

STANDARD_INPUT = "-"
FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
_SAVE_AS = {
    "doc": ".docx",
    "wps": ".docx",
    "rtf": ".docx",
    "odt": ".docx",
    "odf": ".docx",
    "pages": ".docx",
    "caj": ".pdf",
    "ofd": ".pdf",
    "ppt": ".pdf",
    "pptx": ".pdf",
    "epub": ".html",
    "mht": ".html",
    "mhtml": ".html",
    "xls": ".xlsx",
    "et": ".xlsx",
    "ods": ".xlsx",
    "json": ".jsonl",
}
_TEXT = re.compile(r"\n|[。！？；]\s*\Z|[。！？].*[。！？]")
_LONGEST_NAME = 255  # bytes; Linux, macOS and Windows agree
_TEXT_SHOWN = 20  # characters of a text in a message
_EMPTY_PATH = InputError("''", "empty path", "name a file or a folder; '.' is the working folder")


@dataclass(frozen=True)
class Input:
    """A file to be read. It can be pickled, and read in another process.

    Attributes
    ----------
    source : str
        Name relative to the PATH it was found under, ``/``-separated.
    path : str
        The path to open.
    format : str
        A value of ``FORMATS``.
    metadata : mapping of str to str
        Its row of ``manifest.csv``.
    content : bytes or None
        The bytes of standard input, which no other process could read; None for a file.
    """

    source: str
    path: str
    format: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Found:
    """A file under a PATH, before names are settled."""

    source: str
    path: Path
    folder: str  # the name that tells two PATHs apart
    found: Input | InputError


def find_inputs(paths: Sequence[str | Path], *, manifest: str | Path | None = None) -> list[Input | InputError]:
    """Find the files to be read.

    Parameters
    ----------
    paths : sequence of str or Path
        Files, folders, and ``-`` for standard input, which is plain text. A folder is walked to the bottom.
    manifest : str or Path, optional
        A table of metadata by the names of the files, which wins over the manifests in the folders.

    Returns
    -------
    list of Input or InputError
        In code-point order of the names, whatever the order of `paths`. A file that two of them reach is listed once.

    Notes
    -----
    In a folder these are passed over: hidden files and folders, virtual environments, folders that speechmine wrote,
    ``manifest.csv``, ``outline.tsv``, README*, LICENSE*, and what Word and Windows leave behind; and, with one warning that
    counts them, files that are no texts, such as pictures and archives. Any other file whose suffix is not in ``FORMATS`` gives
    an error, as do a missing PATH, an empty one, a text in place of a PATH, a broken link and a link to a folder that it lies
    in. A PATH without a suffix is read as plain text.

    Where two PATHs hold files of one name, the folder's name stands before it, and behind that a counter if need be:
    ``2019/01.txt`` and ``2020/01.txt``, ``a/2019/01.txt`` and ``b/2019/01.txt`` as ``2019/01.txt`` and ``2019-2/01.txt``.

    Examples
    --------
    >>> [str(error) for error in find_inputs(["没有的讲话.txt"])]
    ['没有的讲话.txt: missing: no file or folder of this name; check the path']
    """
    found: dict[str, _Found] = {}
    manifests: dict[Path, Manifest] = {}
    for path in sorted({str(path) for path in paths}):
        for one in _find(path, manifests):
            found.setdefault(os.path.abspath(one.path), one)  # noqa: PTH100 Path.absolute keeps the dots
    named = list(_with_distinct_names(list(found.values())))
    described = named if manifest is None else _described(named, Path(manifest))
    return sorted(described, key=lambda item: (item.source, str(item)))


def _described(named: Iterable[Input | InputError], path: Path) -> Iterator[Input | InputError]:
    """Yield the inputs with what a manifest of its own place says about them, and then what is wrong with it."""
    if not path.is_file():
        raise InputError(str(path), "missing", "no manifest of this name; check the path")
    manifest = read_manifest(path)
    seen = set()
    for item in named:
        row = manifest.rows.get(normalised(item.source))
        seen.add(normalised(item.source))
        yield replace(item, metadata={**item.metadata, **row.metadata}) if row and isinstance(item, Input) else item
    yield from (InputError(printable(path.name), error.error, error.detail) for error in manifest.errors)
    for name, row in manifest.rows.items():
        if name not in seen:
            yield InputError(printable(path.name), "absent file", _absent(row.line, name))


def _absent(line: int, name: str) -> str:
    return f"line {line}: {name!r} is no text of this folder; correct the path or remove the row"


def printable(path: str | Path) -> str:
    """Return a path in characters that every output can hold: names in GBK are decoded, other bytes escaped."""
    name = str(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(name).decode("gb18030")
        except UnicodeDecodeError:
            return name.encode("utf-8", "backslashreplace").decode()
    return name


def _find(path: str, manifests: dict[Path, Manifest]) -> Iterator[_Found]:
    if path == STANDARD_INPUT and sys.stdin is None:
        yield _Found(path, Path(path), "", InputError(path, "unreadable", "standard input is closed; name a file"))
        return
    if path == STANDARD_INPUT:
        content = sys.stdin.buffer.read(limits.MAX_FILE_BYTES + 1)
        yield _Found(path, Path(path), "", Input(path, path, "txt", content=content))
        return
    problem = _problem(Path(path), printable(path)) if path.strip() else _EMPTY_PATH
    if problem:
        yield _Found(problem.source, Path(path), "", problem)
    elif Path(path).is_dir():
        yield from _walk(Path(path))
    else:
        yield from _file(Path(path), manifests)


def _file(path: Path, manifests: dict[Path, Manifest]) -> Iterator[_Found]:
    """Yield a PATH that is a file; of the manifest beside it only the row that names it matters."""
    beside = path.parent / MANIFEST
    if beside not in manifests:
        manifests[beside] = read_manifest(beside)
        yield from _faults(manifests[beside].errors, beside, path.parent)
    name = printable(path.name)
    row = manifests[beside].rows.get(normalised(name))
    yield _Found(name, path, _name(path.parent), _as_input(path, name, row.metadata if row else {}, bare="txt"))


def _walk(root: Path) -> Iterator[_Found]:
    """Yield what lies under a folder, with the errors of its manifests."""
    files: dict[str, Path] = {}
    manifests: list[Path] = []
    passed_over: list[Path] = []
    for path, problem in _tree(root, (), 0):
        name = printable(root if path == root else path.relative_to(root).as_posix())
        if problem:
            yield _Found(name, path, _name(root), InputError(name, problem.error, problem.detail))
        elif path.name.casefold() == MANIFEST:
            manifests.append(path)
        elif not is_beside_texts(path.name):
            if is_no_text(path):
                passed_over.append(path)
            else:
                files[name] = path
    warn_of_passed_over(passed_over)
    metadata: dict[str, dict[str, str]] = {normalised(name): {} for name in files}
    for path in sorted(manifests, key=lambda path: len(path.parts)):
        yield from _faults(_describe(path, root, metadata), path, root)
    for name, path in files.items():
        yield _Found(name, path, _name(root), _as_input(path, name, metadata[normalised(name)]))


def _describe(path: Path, root: Path, metadata: dict[str, dict[str, str]]) -> Iterator[InputError]:
    """Add to the metadata of the texts what a manifest says; of several, the one nearest to a text comes last and wins."""
    manifest = read_manifest(path)
    yield from manifest.errors
    for name, row in manifest.rows.items():
        full = normalised(printable((path.parent.relative_to(root) / name).as_posix()))
        if full in metadata:
            metadata[full].update(row.metadata)
        else:
            yield InputError("", "absent file", _absent(row.line, name))


def _faults(errors: Iterable[InputError], path: Path, root: Path) -> Iterator[_Found]:
    """Name the manifest that the errors are about."""
    source = printable(path.relative_to(root).as_posix())
    for number, error in enumerate(errors):
        yield _Found(source, path / str(number), _name(root), InputError(source, error.error, error.detail))


def _tree(folder: Path, above: tuple[str, ...], links: int) -> Iterator[tuple[Path, InputError | None]]:
    """Yield the files below a folder with what is wrong with the path itself."""
    real = os.path.realpath(folder)
    links += folder.is_symlink()
    if real in above or links > limits.MAX_LINKED_FOLDERS:
        yield folder, InputError("", "link loop", "the link leads to a folder that it lies in; remove the link")
        return
    if len(above) > limits.MAX_FOLDER_DEPTH:
        yield (
            folder,
            InputError(
                "", "too deep", f"more than {limits.MAX_FOLDER_DEPTH} folders inside one another; give a folder further down"
            ),
        )
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield folder, InputError("", "unreadable folder", f"{error.strerror}; make the folder readable")
        return
    for path in entries:
        problem = None if path.name.startswith(".") else _problem(path, "")
        if problem is None and path.is_dir():
            if not is_tool_folder(path) and not is_output(path):
                yield from _tree(path, (*above, real), links)
        else:
            yield path, problem


def looks_like_text(name: str) -> bool:
    """Return whether a string is a text rather than a path: a line end, a sentence's end, or Chinese longer than any name.

    Examples
    --------
    >>> looks_like_text("各镇要落实责任。"), looks_like_text("讲话/2019.txt")
    (True, False)
    """
    is_long = len(name.encode("utf-8", "replace")) > _LONGEST_NAME
    return bool(_TEXT.search(name)) or (is_long and any("\u4e00" <= char <= "\u9fff" for char in name))


def _problem(path: Path, source: str) -> InputError | None:
    """Return what keeps a path from being read before it is opened."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if os.path.islink(path):  # noqa: PTH114 Path.is_symlink raises on a name that is too long
            return InputError(source, "broken link", "the link leads to no file; remove it or restore its target")
        if isinstance(error, PermissionError):
            return InputError(source, "unreadable", f"{error.strerror}; make its folder readable")
        if looks_like_text(path.name):
            return InputError(
                f"{' '.join(source.split())[:_TEXT_SHOWN]}…",
                "a text, not a path",
                "in Python give texts in a list, else save it as a .txt file",
            )
        return InputError(source, "missing", "no file or folder of this name; check the path")
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return InputError(source, "no regular file", "a device, a pipe or a socket; give a file, or - for standard input")
    return None


def _as_input(path: Path, name: str, metadata: Mapping[str, str], *, bare: str = "") -> Input | InputError:
    suffix = path.suffix.lower()
    form = FORMATS.get(suffix, "" if suffix else bare)
    if form:
        return Input(name, str(path), form, metadata)
    better = _SAVE_AS.get(suffix[1:])
    remedy = f"save it as {better}" if better else f"the formats are {', '.join(FORMATS)}; rename, convert or remove the file"
    return InputError(name, "unknown format", f"suffix {suffix!r}; {remedy}" if suffix else f"no suffix; {remedy}")


def _name(folder: Path) -> str:
    return printable(folder.resolve().name)


def _with_distinct_names(found: list[_Found]) -> Iterator[Input | InputError]:
    found.sort(key=lambda one: os.path.abspath(one.path))  # noqa: PTH100 as above
    counts = Counter(one.source for one in found if isinstance(one.found, Input))
    folders = set().union(*map(_folders, counts))
    clashing = {name for name, count in counts.items() if count > 1 or name in folders}
    taken = {one.source for one in found} - clashing
    for one in found:
        source = one.source
        if source in clashing and isinstance(one.found, Input):
            source, count = f"{one.folder}/{one.source}", 1
            while source in taken or source in folders or not taken.isdisjoint(_folders(source)):
                count += 1
                source = f"{one.folder}-{count}/{one.source}"
            taken.add(source)
            folders |= _folders(source)
        yield replace(one.found, source=source) if isinstance(one.found, Input) else one.found


def _folders(name: str) -> set[str]:
    """Names of the folders that a name stands in: no text may bear one, for the texts are stored under their names."""
    parts = name.split("/")
    return {"/".join(parts[:i]) for i in range(1, len(parts))}
