"""A draft of ``manifest.csv``: a corpus and the form of its file names in; a row a file, and where its values came from, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pandas as pd

from speechmine.dates import find_written
from speechmine.errors import OptionError
from speechmine.folding import fold
from speechmine.read.manifest import DRAFT
from speechmine.records import Corpus, Speech

__all__ = ["draft_manifest"]

_FIELDS = ("title", "date", "year", "level", "place", "speaker", "speaker_role", "occasion")
_ASKED = ("title", "date", "year", "level")  # what a study needs first, and what is told where it is missing
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FORMS = {"year": r"(?:19|20)\d\d", "date": r"(?:19|20)\d\d[-./年_]?\d\d?[-./月_]?\d\d?日?"}
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_BARE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEADING = re.compile(r"\A(?:\d{6,8}|\d[\d\-.]*[\s_\-、.]+)+")  # 1954_, 20220926, 2020-01-08_031_; not 1954年
_SHORTEST_TITLE = 5


def draft_manifest(corpus: Corpus, *, pattern: str | None = None) -> pd.DataFrame:
    """Draft the metadata of a corpus from what is known of it, from the headers of the texts, and from file names.

    Parameters
    ----------
    corpus : Corpus
        What ``read_corpus`` gives. Rows of tables bear their metadata in columns of their own and are left out.
    pattern : str, optional
        The form of the file names without their ending, or with ``/`` that of the whole path: ``{year}_{title}``,
        ``{place}/{date}_{}``. A name in braces becomes a column, be it one of speechmine's or your own; ``{}`` is passed over.

    Returns
    -------
    DataFrame
        One row a file: path, title, date, year, level, place, speaker, speaker_role, occasion, the columns of manifests that the
        texts have already, those of `pattern`, and ``draft``: where each value came from (``manifest``, ``file name``,
        ``text``) and which of title, date, year and level are missing. What manifests say stands first, then the pattern, then
        the text; without a pattern, a date, a year or a title that is nowhere else is looked for in the file name. Where the
        speeches of a file differ, the value is left empty.

    Raises
    ------
    OptionError
        If the pattern has no names, or fits no file name, or all texts are rows of tables.

    Examples
    --------
    >>> from speechmine.records import Source
    >>> speech = Speech("2019_防汛会议讲话.txt", 0, 11, "各镇要日夜巡查堤坝。", level="county")
    >>> corpus = Corpus((Source(speech.source, "", None, "txt", "utf-8", "", "", speech.text),), (speech,))
    >>> frame = draft_manifest(corpus, pattern="{year}_{title}")
    >>> frame.loc[0, ["title", "year", "level", "draft"]].tolist()
    ['防汛会议讲话', '2019', 'county', 'file name: title, year; text: level; missing: date']
    """
    form = None if pattern is None else _form(pattern)
    speeches: dict[str, list[Speech]] = {source.source: [] for source in corpus.sources if source.row is None}
    if not speeches:
        raise OptionError("every text is a row of a table; put its metadata into columns of that table")
    for speech in corpus.speeches:
        if speech.source in speeches:
            speeches[speech.source].append(speech)
    named = {source: _by_pattern(source, form) for source in speeches}
    if form is not None and not any(named.values()):
        raise OptionError(f"pattern {pattern!r} fits no file name, such as {next(iter(speeches))!r}; mend the pattern")
    rows = [_row(source, own, named[source]) for source, own in speeches.items()]
    names = [*_FIELDS, *dict.fromkeys(name for row in rows for name in row if name not in _FIELDS)]
    columns = ["path", *[name for name in names if name not in ("path", DRAFT)], DRAFT]
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def _row(source: str, speeches: Iterable[Speech], named: Mapping[str, str]) -> dict[str, str]:
    """The row of a file: its values, and where they came from."""
    speeches = list(speeches)
    metas = {key: value for speech in speeches for key, value in speech.meta.items() if value}
    found = {"manifest": metas, "file name": named, "text": _shared(speeches)}
    found["file name "] = _guessed(source)  # the last resort, where the text says nothing
    row: dict[str, str] = {}
    origins: dict[str, list[str]] = {}
    for origin, values in found.items():
        for name, value in values.items():
            if value and name not in row and not (name == "year" and "date" in row):
                row[name] = value
                origins.setdefault(origin.strip(), []).append(name)
    if "date" in row and "year" not in row and re.match(r"\d{4}", row["date"]):
        row["year"] = row["date"][:4]
    missing = [name for name in _ASKED if name not in row]
    told = [f"{origin}: {', '.join(sorted(names, key=_place))}" for origin, names in origins.items()]
    return {"path": source, **row, DRAFT: "; ".join([*told, *([f"missing: {', '.join(missing)}"] if missing else [])])}


def _place(name: str) -> int:
    return _FIELDS.index(name) if name in _FIELDS else len(_FIELDS)


def _shared(speeches: Iterable[Speech]) -> dict[str, str]:
    """What the headers say, as far as all speeches of a file say the same."""
    values = {name: {getattr(speech, name) for speech in speeches} for name in _FIELDS}
    return {name: str(next(iter(some))) for name, some in values.items() if len(some) == 1 and None not in some}


# -- file names


def _form(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...], bool]:
    """The pattern as an expression, the names of its groups, and whether it is one of paths."""
    names = tuple(name.strip() for name in _PLACEHOLDER.findall(pattern))
    twice = next((name for i, name in enumerate(names) if name and name in names[:i]), None)
    if not any(names) or twice or "{" in _PLACEHOLDER.sub("", pattern) or "}" in _PLACEHOLDER.sub("", pattern):
        what = f"names {twice!r} twice" if twice else "has no name in braces, or one that is not closed"
        raise OptionError(f"pattern {pattern!r} {what}; write one such as '{{year}}_{{title}}'")
    pieces = _PLACEHOLDER.split(pattern)  # text and names take turns
    groups = (f"({_FORMS.get(piece.strip(), '.+?')})" if i % 2 else re.escape(piece) for i, piece in enumerate(pieces))
    return re.compile("".join(groups)), names, "/" in pattern


def _by_pattern(source: str, form: tuple[re.Pattern[str], tuple[str, ...], bool] | None) -> dict[str, str]:
    if form is None:
        return {}
    expression, names, is_path = form
    match = expression.fullmatch(_stem(source, whole=is_path))
    if match is None:
        return {}
    values = {name: value.strip() for name, value in zip(names, match.groups(), strict=True) if name}
    return values | {"date": _iso(values["date"])} if "date" in values else values


def _guessed(source: str) -> dict[str, str]:
    """A date or a year, and a title, as file names tend to have them."""
    stem = _stem(source)
    date = _iso(stem)
    year = _BARE_YEAR.search(stem)
    title = _LEADING.sub("", stem)
    return {
        "date": date if len(date) > len("2019") else "",
        "year": date[:4] or (year[0] if year else ""),
        "title": title if len(title) >= _SHORTEST_TITLE else "",
    }


def _iso(name: str) -> str:
    """The first date in a name in ISO 8601, as far as it goes, else nothing."""
    spread = _DIGITS.sub(r"\1-\2-\3", fold(name)).replace("_", " ")
    written = find_written(spread)
    return str(written[1]) if written else ""


def _stem(source: str, *, whole: bool = False) -> str:
    path = PurePosixPath(source)
    return str(path.with_suffix("")) if whole else path.stem
