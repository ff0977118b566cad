"""Codebooks: tab-separated files in, validated codes and a matcher over the folded view out.

One format serves sectors, slogans, themes and every word list: a card of ``# key: value`` lines, a header, rows that
declare a code, and rows that give a term of a code. A user's file replaces ours under the same name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from speechmine.datafiles import (
    Word,
    codebook_names,
    data_folder,
    data_versions,
    folder_content,
    packaged_table,
    read_table,
    read_words,
    words_of,
)
from speechmine.errors import CodebookError, OptionError, did_you_mean

__all__ = [
    "ALTERNATIVES",
    "REPLACEABLE",
    "Code",
    "Codebook",
    "Match",
    "Term",
    "check_names",
    "codebook_files",
    "codebook_names",
    "data_versions",
    "load_codebook",
    "packaged_table",
]

REPLACEABLE = ("sectors", "slogans", "themes", "directives")
"""The codebooks that a user's own file may replace."""

ALTERNATIVES = {"themes": ("policy",)}
"""Other codebooks of the package that may be taken for one of these, by their name."""

_COLUMNS = ("code", "parent", "label", "term", "requires", "excludes", "example", "counter_example", "note")


@dataclass(frozen=True)
class Code:
    """A declared code; `extras` holds the columns that only this codebook has."""

    code: str
    parent: str | None
    label: str
    example: str
    counter_example: str
    extras: Mapping[str, str]


@dataclass(frozen=True)
class Term:
    """A literal string that stands for a code, with what it needs beside it and what it must not stand in."""

    code: str
    term: str
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    example: str
    counter_example: str
    extras: Mapping[str, str]
    line: int


class Match(NamedTuple):
    """A term found: half-open span in the text that was searched."""

    start: int
    end: int
    term: Term


Hits = list[tuple[int, int, int]]
_MATCH = partial(tuple.__new__, Match)


@dataclass(frozen=True, eq=False)  # equal only to itself, so that what is derived from one can be cached
class Codebook:
    """A codebook with its matcher.

    Attributes
    ----------
    name : str
    card : mapping of str to str
        Title, version, compiler, sources, licence.
    codes : mapping of str to Code
        In file order.
    terms : tuple of Term
        In file order.
    sha256 : str
        Hash of the file's bytes, for the manifest.

    Examples
    --------
    >>> sectors = load_codebook("sectors")
    >>> [(match.term.term, match.term.code) for match in sectors.find("抓好非煤矿山和道路交通安全")]
    [('非煤矿山', 'noncoal_mining'), ('道路交通', 'road_transport')]
    """

    name: str
    card: Mapping[str, str]
    codes: Mapping[str, Code]
    terms: tuple[Term, ...]
    sha256: str

    @cached_property
    def _matcher(self) -> tuple[AhoCorasick, list[tuple[Term, ...]]]:
        strings: dict[str, tuple[Term, ...]] = {}
        for term in self.terms:
            strings[term.term] = (*strings.get(term.term, ()), term)
        return AhoCorasick(list(strings), matchkind=MatchKind.LeftmostLongest), list(strings.values())

    @cached_property
    def _bars(self) -> list[list[tuple[int, int, dict[str, set[int]]]]]:
        """What bars a string: length and offset in it of each kind of longer string, and the lines of the terms they bar."""
        _, strings = self._matcher
        bars: list[dict[tuple[int, int], dict[str, set[int]]]] = [{} for _ in strings]
        for own, terms in zip(bars, strings, strict=True):
            for term in terms:
                for longer in term.excludes:
                    for at in (at for at in range(len(longer)) if longer.startswith(term.term, at)):
                        own.setdefault((at, len(longer)), {}).setdefault(longer, set()).add(term.line)
        return [[(at, length, longer) for (at, length), longer in own.items()] for own in bars]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each code is called."""
        return {code: entry.label for code, entry in self.codes.items()}

    def find(self, text: str) -> list[Match]:
        """Find the terms of a folded text, longest first, left to right, without overlap.

        A longer term hides the shorter ones inside it. ``requires`` is looked for in the whole of `text`, so pass one
        sentence at a time. A string that stands for several codes gives a match each.
        """
        return self._search(text, [(0, len(text))])[0]

    def find_in(self, text: str, spans: Sequence[tuple[int, int]]) -> list[list[Match]]:
        """Find the terms in each of the sorted, disjoint spans of a folded text, as ``find`` does in one; offsets are the text's.

        One pass over the text for all of its sentences. A term that begins in a span must end in it.
        """
        return self._remembered(text, tuple(spans))

    @lru_cache(maxsize=4)  # noqa: B019 - of the last texts: the terms that bound the words are extracted afterwards
    def _remembered(self, text: str, spans: tuple[tuple[int, int], ...]) -> list[list[Match]]:
        return self._search(text, spans)

    def _search(self, text: str, spans: Sequence[tuple[int, int]]) -> list[list[Match]]:
        _, strings = self._matcher
        found: list[list[Match]] = [[] for _ in spans]
        for here, index, start, end in _within(self._hits(text), spans):
            terms = strings[index] if self._free[index] else self._standing(index, text, start, spans[here])
            found[here] += [_MATCH((start, end, term)) for term in terms]
        return found

    @cached_property
    def _free(self) -> list[bool]:
        """Whether each string stands for its terms wherever it is found."""
        return [not any(term.requires or term.excludes for term in terms) for terms in self._matcher[1]]

    @cached_property
    def _settled(self) -> list[frozenset[str] | None]:
        """Codes of each string where nothing bars it, None where one of its terms requires something beside it."""
        _, strings = self._matcher
        return [None if any(term.requires for term in terms) else frozenset(term.code for term in terms) for terms in strings]

    def codes_in(self, text: str, spans: Sequence[tuple[int, int]]) -> list[dict[tuple[int, int], frozenset[str]]]:
        """Find the codes of the strings in each of the sorted, disjoint spans of a folded text, as ``find_in`` finds terms."""
        settled, bars = self._settled, self._bars
        found: list[dict[tuple[int, int], frozenset[str]]] = [{} for _ in spans]
        for here, index, start, end in _within(self._hits(text), spans):
            codes = settled[index]
            for at, length, longer in bars[index]:
                if text[start - at : start - at + length] in longer:
                    codes = None
            if codes is None:
                codes = frozenset([term.code for term in self._standing(index, text, start, spans[here])])
            if codes:
                found[here][start, end] = codes
        return found

    def _hits(self, text: str) -> Hits:
        """Index of each string found, with its span."""
        return self._matcher[0].find_matches_as_indexes(text)

    def _standing(self, index: int, text: str, start: int, span: tuple[int, int]) -> list[Term]:
        """The terms of a string at a place that no longer string bars there and that have beside them what they require."""
        barred: set[int] = set()
        for at, length, longer in self._bars[index]:
            barred.update(longer.get(text[start - at : start - at + length], ()))
        terms = self._matcher[1][index]
        return [t for t in terms if t.line not in barred and (not t.requires or _beside(text, span, t.requires))]

    def ancestors(self, code: str) -> list[str]:
        """Return the codes above a code, nearest first."""
        above, parent = [], self.codes[code].parent
        while parent:
            above.append(parent)
            parent = self.codes[parent].parent
        return above

    def root(self, code: str) -> str:
        """Return the code of the first level that a code lies below, or is; one that is not of the codebook stands for itself."""
        return [code, *self.ancestors(code)][-1] if code in self.codes else code


def load_codebook(name: str, path: str | Path | None = None) -> Codebook:
    """Load a codebook of the package, or a user's file in its place.

    Parameters
    ----------
    name : str
        ``sectors``, ``slogans``, ``themes`` …: a file of ``speechmine/data/``.
    path : str or Path, optional
        A file of the same format to take instead. For ``directives`` it may also be a file of words, as those in
        ``speechmine/data/directives/words/``: they are added to ours, and a word that we have takes the codes it has there.

    Raises
    ------
    CodebookError
        Where the file breaks the format: file, line and remedy.

    Examples
    --------
    >>> load_codebook("sectors").codes["coal_mining"].parent
    'mining'
    """
    if path is None:
        return _packaged(name)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CodebookError(f"codebook {name!r}: cannot read {path}: {error.strerror}; give a readable .tsv file") from None
    return parse_codebook(name, content, str(path))


@cache
def _packaged(name: str) -> Codebook:
    folder, file = data_folder() / name, data_folder() / f"{name}.tsv"
    if folder.is_dir():
        return _of_words(name, read_words(name, folder), folder_content(folder))
    if not file.is_file():
        raise CodebookError(f"codebook {name!r} is not one of speechmine's; they are {', '.join(codebook_names())}")
    return parse_codebook(name, file.read_bytes(), f"{name}.tsv")


def _of_words(name: str, words: Mapping[str, Word], content: bytes) -> Codebook:
    """The codebook of a folder: the codes that it declares, and words by term."""
    declared = packaged_table(name)
    extras = [column for column in declared.columns if column not in _COLUMNS]
    codes = {
        row["code"]: Code(row["code"], None, row["label"], row["example"], row["counter_example"], _filled(row, extras))
        for _, row in declared.rows
    }
    terms: list[Term] = []
    for term, word in words.items():
        for code in word.codes:
            if code not in codes:
                raise CodebookError(f"{word.where}: code {code!r} is not declared in codes.tsv{did_you_mean(code, codes)}")
            example, trap = word.example("example", code, stands=True), word.example("counter_example", code, stands=False)
            own = _filled(word.row, extras) if code == word.codes[0] else {}
            terms.append(Term(code, term, (), word.excludes(code), example, trap, own, len(terms)))
    return Codebook(name, declared.card, codes, tuple(terms), hashlib.sha256(content).hexdigest())


def _filled(row: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    return {column: row[column] for column in columns if row.get(column)}


def check_names(names: Iterable[str]) -> None:
    """Refuse a name that no codebook has which a user's file may replace.

    Raises
    ------
    OptionError
    """
    unknown = sorted(set(names) - set(REPLACEABLE))
    if unknown:
        raise OptionError(f"codebook {unknown[0]!r} is not known; take one of {', '.join(REPLACEABLE)}")


def codebook_files(codebooks: Mapping[str, str | Path]) -> dict[str, str]:
    """Return the files of codebooks that are asked for; an alternative of ours is named in place of a file.

    Examples
    --------
    >>> Path(codebook_files({"themes": "policy"})["themes"]).name
    'policy.tsv'
    >>> codebook_files({"themes": "my.tsv"})
    {'themes': 'my.tsv'}
    """
    return {
        name: str(data_folder() / f"{file}.tsv") if str(file) in ALTERNATIVES.get(name, ()) else str(file)
        for name, file in codebooks.items()
    }


def parse_codebook(name: str, content: bytes, where: str) -> Codebook:
    """Parse and validate the bytes of a codebook; `where` names the file in messages."""
    table = read_table(name, content, where)
    if "codes" in table.columns and (data_folder() / name).is_dir():
        return _of_words(name, read_words(name, data_folder() / name) | words_of(table, where), content)
    missing = [column for column in _COLUMNS if column not in table.columns]
    if missing:
        raise CodebookError(f"{where}, header: column {missing[0]!r} is missing; the columns are {', '.join(_COLUMNS)}")
    extras = [column for column in table.columns if column not in _COLUMNS]
    codes: dict[str, Code] = {}
    terms: dict[tuple[str, str], Term] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows:
        if not row["code"]:
            raise CodebookError(f"{where}, line {line}: the code is empty; name the code this row belongs to")
        own = _filled(row, extras)
        if not row["term"]:
            if row["code"] in codes:
                first, remedy = lines[row["code"]], "remove one row or fill in the term"
                declared = f"code {row['code']!r} is declared on line {first} already, or a term is empty"
                raise CodebookError(f"{where}, line {line}: {declared}; {remedy}")
            lines[row["code"]] = line
            codes[row["code"]] = Code(
                row["code"], row["parent"] or None, row["label"], row["example"], row["counter_example"], own
            )
            continue
        if row["code"] not in codes:
            raise CodebookError(f"{where}, line {line}: code {row['code']!r} is not declared above{_suggest(row['code'], codes)}")
        key = (row["code"], row["term"])
        if key in terms:
            raise CodebookError(
                f"{where}, line {line}: term {row['term']!r} stands on line {terms[key].line} already; remove one of the rows"
            )
        terms[key] = Term(
            row["code"],
            row["term"],
            _split(row["requires"]),
            _split(row["excludes"]),
            row["example"],
            row["counter_example"],
            own,
            line,
        )
    _check_parents(codes, lines, where)
    return Codebook(name, table.card, codes, tuple(terms.values()), hashlib.sha256(content).hexdigest())


def _check_parents(codes: Mapping[str, Code], lines: Mapping[str, int], where: str) -> None:
    for code in codes.values():
        if code.parent and code.parent not in codes:
            raise CodebookError(
                f"{where}, line {lines[code.code]}: parent {code.parent!r} is not a code{_suggest(code.parent, codes)}"
            )
        seen, parent = {code.code}, code.parent
        while parent:
            if parent in seen:
                raise CodebookError(
                    f"{where}, line {lines[code.code]}: code {code.code!r} is its own ancestor; break the circle of parents"
                )
            seen.add(parent)
            parent = codes[parent].parent if parent in codes else None


def _within(hits: Hits, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The hits that lie whole in one of the sorted, disjoint spans, each behind the index of its span."""
    here, n = 0, len(spans)
    for index, start, end in hits:
        while here < n and spans[here][1] <= start:
            here += 1
        if here == n:
            return
        if spans[here][0] <= start and end <= spans[here][1]:
            yield here, index, start, end


def _beside(text: str, span: tuple[int, int], words: Iterable[str]) -> bool:
    return any(text.find(word, *span) >= 0 for word in words)


def _suggest(word: str, known: Mapping[str, object]) -> str:
    return did_you_mean(word, known) or "; declare it in a row without a term"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
