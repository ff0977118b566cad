"""The package's data files, and a user's own: tab-separated files with a card in, their tables, versions and hashes out.

A file begins with a card of ``# key: value`` lines and a header. A codebook is one file, or a folder in which ``codes.tsv``
declares the codes and ``words/*.tsv`` has each word once, with all of its codes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from speechmine.errors import CodebookError

__all__ = [
    "Table",
    "Word",
    "codebook_names",
    "data_folder",
    "data_versions",
    "folder_content",
    "packaged_table",
    "read_table",
    "read_words",
    "words_of",
]

_CARD = ("title", "version", "compiler", "sources", "licence")
_WORD_COLUMNS = ("term", "codes", "excludes", "example", "counter_example")
_CODES = "codes.tsv"
_WORDS = "words"


@dataclass(frozen=True)
class Table:
    """A data file of the package as read: card, column names, rows with their line numbers."""

    card: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


class Word(NamedTuple):
    """A word of a codebook that is a folder: its row, and where it stands."""

    row: Mapping[str, str]
    where: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes; the first one has what else the row says of it."""
        return tuple(code for code in self.row["codes"].split("|") if code)

    def excludes(self, code: str) -> tuple[str, ...]:
        """The longer words in which it does not count as a code: those of all codes, and those that name it."""
        found: list[str] = []
        for group in self.row["excludes"].split(";"):
            codes, named, longer = group.rpartition(":")
            if not named or code in codes.split("+"):
                found += filter(None, longer.split("|"))
        return tuple(found)

    def example(self, column: str, code: str, *, stands: bool) -> str:
        """The first of its examples in which it stands for a code, or in which it does not."""
        term, excludes = self.row["term"], self.excludes(code)
        shown = (text for text in self.row[column].split("|") if text)
        return next((text for text in shown if _stands(term, text, excludes) is stands), "")


def _stands(term: str, text: str, excludes: tuple[str, ...]) -> bool:
    """Whether a term stands somewhere in a text outside of the longer words."""
    places = [at for at in range(len(text)) if text.startswith(term, at)]
    hidden = {
        at + inside
        for longer in excludes
        for at in range(len(text))
        if text.startswith(longer, at)
        for inside in range(len(longer))
        if longer.startswith(term, inside)
    }
    return any(at not in hidden for at in places)


def data_folder() -> Traversable:
    """Return the folder of the package's data."""
    return resources.files("speechmine") / "data"


def codebook_names() -> list[str]:
    """Return the names of the codebooks and tables that the package carries."""
    files = [file.name.removesuffix(".tsv") for file in data_folder().iterdir() if file.name.endswith(".tsv")]
    return sorted([*files, *(file.name for file in data_folder().iterdir() if (file / _CODES).is_file())])


def packaged_table(name: str) -> Table:
    """Read one of the package's tables (``words``, ``stopwords``, ``directives/rules``); of a folder that of its codes."""
    file = f"{name}/{_CODES}" if (data_folder() / name).is_dir() else f"{name}.tsv"
    return read_table(name, (data_folder() / file).read_bytes(), file)


def data_versions(own: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return version and hash of every data file that a run uses; `own` gives the user's files by name."""
    contents = {name: _content(data_folder(), name) for name in codebook_names()}
    contents |= {name: Path(path).read_bytes() for name, path in own.items()}
    return {
        name: {"version": _version(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(contents.items())
    }


def _content(folder: Traversable, name: str) -> bytes:
    own = folder / name
    return folder_content(own) if own.is_dir() else (folder / f"{name}.tsv").read_bytes()


def folder_content(folder: Traversable) -> bytes:
    """Return the bytes of all tables of a folder, in the order of their names."""
    return b"".join(file.read_bytes() for _, file in _tables(folder))


def _tables(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The tables of a folder and of its words, by name; ``codes.tsv`` first, whose card has the version."""
    files = {file.name: file for file in folder.iterdir() if file.name.endswith(".tsv")}
    words = folder / _WORDS
    if words.is_dir():
        files |= {f"{_WORDS}/{file.name}": file for file in words.iterdir() if file.name.endswith(".tsv")}
    yield from sorted(files.items(), key=lambda item: (item[0] != _CODES, item[0]))


def read_words(name: str, folder: Traversable) -> dict[str, Word]:
    """Read the words of a codebook's folder by term; its own files keep each of them in one place.

    Raises
    ------
    CodebookError
        As ``words_of``.
    """
    found: dict[str, Word] = {}
    for file, content in _tables(folder):
        if file.startswith(_WORDS):
            where = f"{name}/{file}"
            found |= words_of(read_table(name, content.read_bytes(), where), where, found)
    return found


def words_of(table: Table, where: str, known: Mapping[str, Word] | None = None) -> dict[str, Word]:
    """Return the words of a table by term; `known` are those of other tables that must not stand in it again.

    Raises
    ------
    CodebookError
        Where the table breaks the format, or a word stands twice: file, line and remedy.
    """
    missing = [column for column in _WORD_COLUMNS if column not in table.columns]
    if missing:
        raise CodebookError(f"{where}, header: column {missing[0]!r} is missing; the columns are {', '.join(_WORD_COLUMNS)}")
    found: dict[str, Word] = {}
    for line, row in table.rows:
        word = Word(row, f"{where}, line {line}")
        if not row["term"] or not word.codes:
            raise CodebookError(f"{word.where}: the term or its codes are empty; fill in both")
        first = found.get(row["term"]) or (known or {}).get(row["term"])
        if first is not None:
            raise CodebookError(
                f"{word.where}: term {row['term']!r} stands in {first.where} already; give all of its codes there"
            )
        found[row["term"]] = word
    return found


def read_table(name: str, content: bytes, where: str) -> Table:
    """Read a tab-separated data file with its card; short rows are filled with empty cells."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(f"{where}: not UTF-8 at byte {error.start}; save codebook {name!r} as UTF-8") from None
    card: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            card.setdefault(key.strip(), value.strip()) if not columns else None
        elif line.strip():
            cells = [cell.strip() for cell in line.split("\t")]
            if not columns:
                columns = tuple(cells)
                continue
            if len(cells) > len(columns):
                raise CodebookError(
                    f"{where}, line {number}: {len(cells)} cells for {len(columns)} columns; remove the tabs too many"
                )
            rows.append((number, dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))))
    lacking = [key for key in _CARD if not card.get(key)]
    if lacking:
        raise CodebookError(f"{where}: the card lacks {lacking[0]!r}; begin the file with '# {lacking[0]}: ...'")
    return Table(card, columns, tuple(rows))


def _version(content: bytes) -> str:
    """The version on a data file's card, without reading its rows."""
    found = re.search(rb"^\s*#\s*version\s*:\s*(.+?)\s*$", content, re.MULTILINE)
    return found[1].decode("utf-8", "replace") if found else ""
