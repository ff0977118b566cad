"""The explorer: mined tables in, one page out that filters, counts, lists and shows the sentences; in notebooks a widget."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from speechmine.codebooks import Codebook, load_codebook
from speechmine.count.policy import exclusions
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.records import MODALITIES
from speechmine.report.files import check_page_path, escaped_json, packaged_text, write_whole
from speechmine.report.marks import component_marks, directive_marks, heading_marks, span_marks
from speechmine.report.messages import LANGUAGES, language, names, speaking, worded
from speechmine.tables.frames import frame_rows
from speechmine.tables.mined import Mined

__all__ = ["WORDS", "explore", "explorer_data", "explorer_page", "write_explorer"]

# What the explorer says, by its place in the code.
WORDS = {
    "title": "speechmine explorer", "search": "Search the sentences ( / )", "clear": "Clear", "rows": "Rows (.csv)",
    "python": "Copy as Python", "link": "Copy link", "count": "{n} of {all} sentences; speeches: {speeches}",
    "copies": "; {n} more repeat others", "more": "{n} more", "none": "No sentence fits: drop a condition.",
    "find": "Find in {name}", "drop": "Drop this condition", "by": "by", "measure": "measure", "sort": "sort",
    "sentences": "sentences", "share": "share of sentences", "axis_sentences": "sentences", "axis_share": "% of the sentences",
    "bar": "{name}: {n} of {all} sentences", "chart": "Sentences by {by}", "sort_date": "by date",
    "sort_left": "by the words on the left", "sort_right": "by the words on the right", "outline": "Outline",
    "copied": "Copied: the same rows in Python.", "linked": "Copied: a link that opens this view.",
    "other": "The link is of other tables: numbers differ.", "year": "year", "level": "level", "place": "place", "genre": "genre",
    "themes": "theme", "sectors": "sector", "actors": "actor", "slogans": "slogan", "facts": "fact", "modality": "modality",
    "obligation": "obligation", "prohibition": "prohibition", "permission": "permission", "sanction": "sanction",
    "actor": "actor", "deontic": "deontic", "aim": "aim", "sector": "sector", "slogan": "slogan", "fact": "fact",
    "heading": "heading", "national": "national", "province": "province", "city": "city", "county": "county",
    "township": "township", "enterprise": "enterprise",
}  # fmt: skip

_MARKS = ("obligation", "prohibition", "permission", "sanction", "actor", "deontic", "aim", "sector", "slogan", "fact", "heading")
_KINDS = ("themes", "sectors", "actors", "slogans", "facts")
_COLUMNS = ("year", "level", "place", "genre")
_MOST = 60  # values of a column that can be chosen from

Data = dict[str, Any]


def explore(mined: Mined, *, lang: str | None = None) -> Any:
    """Explore mined tables in a notebook: choose sectors, actors, years …, and read the sentences and speeches behind a number.

    Parameters
    ----------
    mined : Mined
    lang : {"en", "zh"}, optional
        Language to begin in; by default that of the environment.

    Returns
    -------
    anywidget.AnyWidget
        The same page as ``speechmine explore`` writes.

    Raises
    ------
    OptionError
        If there is no speech, or anywidget is not installed (``speechmine[notebooks]``).

    Examples
    --------
    >>> import speechmine as sm
    >>> widget = explore(sm.mine(sm.sample_path()))
    >>> len(widget.tables["sentences"]["speech"])
    1938
    """
    try:
        import anywidget
        import traitlets
    except ImportError:
        raise OptionError('explore needs anywidget; install it with pip install "speechmine[notebooks]"') from None

    class Explorer(anywidget.AnyWidget):
        _esm = _module()
        _css = packaged_text("explorer.css")
        tables = traitlets.Dict().tag(sync=True)

    return Explorer(tables={**explorer_data(mined, lang=lang), "addressed": False})


def write_explorer(mined: Mined, path: str | Path, *, lang: str | None = None) -> None:
    """Write the explorer as one page that opens offline.

    Parameters
    ----------
    mined : Mined
    path : str or Path
        A name that ends in ``.html``.
    lang : {"en", "zh"}, optional

    Raises
    ------
    OptionError
        If the path has another ending, or there is no speech.

    Notes
    -----
    Every number on it counts as ``use_frame`` does: copies of a speech and repeats of a shared passage stand in the lists, but
    not in the counts. The address holds the view, with a fingerprint of the tables.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房。", "严禁渡船超载。"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder) / "page.html"
    ...     write_explorer(mined, page, lang="zh")
    ...     "严禁渡船超载" in page.read_text(encoding="utf-8")
    True
    """
    check_page_path(Path(path), "the explorer")
    write_whole(Path(path), explorer_page(mined, lang=lang), errors="replace")


def explorer_page(mined: Mined, *, lang: str | None = None) -> str:
    """Return the page that `write_explorer` writes; ``<`` and ``&`` of the data are escaped, so a text stays a text."""
    with speaking(lang):
        data = {**explorer_data(mined), "addressed": True}
        filled = escaped_json(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        page = packaged_text("explorer.html").replace("@LANG@", language())
    for mark, content in (
        ("@STYLE@", packaged_text("explorer.css")),
        ("@LICENCE@", packaged_text("d3.licence.txt").rstrip()),
        ("@LIBRARY@", packaged_text("d3.min.js").rstrip()),
        ("@CODE@", packaged_text("explorer.js")),
        ("@DATA@", filled),  # last: a text may hold any of the others
    ):
        page = content.join(page.split(mark))
    return page


def explorer_data(mined: Mined, *, lang: str | None = None) -> Data:
    """Return what the explorer is made of: sentences, uses, columns and speeches as numbers that point at each other."""
    if mined.speeches.empty:
        raise OptionError("there is no speech to explore; give texts that hold one")
    speeches = list(frame_rows("speeches", mined.speeches))
    shift = {row["speech_id"]: row["start"] for row in speeches}
    number = {row["speech_id"]: k for k, row in enumerate(speeches)}
    own = mined.sentences
    uses = {kind: _uses(mined, kind) for kind in _KINDS} | {"modality": _modalities(mined)}
    with speaking(lang):
        return {
            "fingerprint": _fingerprint(mined),
            "lang": language(),
            "words": worded(WORDS),
            "kinds": _MARKS,
            "columns": _columns(speeches),
            "uses": {kind: found for kind, found in uses.items() if found["items"]},
            "sentences": {
                "speech": [number[speech] for speech in own["speech_id"]],
                "start": [int(start) - shift[speech] for start, speech in zip(own["start"], own["speech_id"], strict=True)],
                "end": [int(end) - shift[speech] for end, speech in zip(own["end"], own["speech_id"], strict=True)],
                "counts": [int(reason is None) for reason in exclusions(mined)],
            },
            "texts": [mined.texts[row["source"]][row["start"] : row["end"]] for row in speeches],
            "speeches": _speeches(mined, speeches),
        }


def _fingerprint(mined: Mined) -> str:
    """A short name of the tables, which a link carries: the sentences and what was found in them."""
    told = [f"{name}:{n}" for name, n in sorted(mined.counts().items())] + mined.sentences["sentence_id"].tolist()
    return hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:12]


# -- what can be chosen


def _uses(mined: Mined, kind: str) -> Data:
    frame = use_frame(mined, kind)
    books: dict[str, Codebook] = dict(mined.codebooks)
    return _pointing(mined, frame["id"], frame["sentence_id"], frame["use_id"], _labels(books[kind]) if kind in books else {})


def _labels(codebook: Codebook) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for lang in LANGUAGES:
        with speaking(lang):
            for code, label in names(codebook).items():
                labels.setdefault(code, {})[lang] = label
    return labels


def _modalities(mined: Mined) -> Data:
    frame = mined.directives[["directive_id", "sentence_id", "modality"]].explode("modality").dropna(subset=["modality"])
    told = worded(WORDS)
    labels = {mark: {lang: words[name] for lang, words in told.items()} for mark, name in MODALITIES.items()}
    return _pointing(mined, frame["modality"], frame["sentence_id"], frame["directive_id"], labels)


def _pointing(
    mined: Mined, ids: pd.Series[Any], sentences: pd.Series[Any], uses: pd.Series[Any], labels: Mapping[str, Mapping[str, str]]
) -> Data:
    """Uses as numbers: of the item, of the sentence and of the use."""
    numbers = {sentence: i for i, sentence in enumerate(mined.sentences["sentence_id"])}
    rows = [(item, numbers[at], use) for item, at, use in zip(ids, sentences, uses, strict=True) if at in numbers]
    items = {item: k for k, item in enumerate(dict.fromkeys(item for item, _, _ in rows))}
    each = {use: k for k, use in enumerate(dict.fromkeys((item, use) for item, _, use in rows))}
    return {
        "items": [{"id": item, **labels.get(item, dict.fromkeys(LANGUAGES, item))} for item in items],
        "item": [items[item] for item, _, _ in rows],
        "sentence": [at for _, at, _ in rows],
        "use": [each[item, use] for item, _, use in rows],
    }


def _columns(speeches: Sequence[Mapping[str, Any]]) -> list[Data]:
    """The columns of the speeches, and of the user's own metadata, that tell speeches apart and have few values."""
    cells = {name: [row[name] for row in speeches] for name in _COLUMNS}
    own = dict.fromkeys(key for row in speeches for key in row["meta"] or {} if key not in speeches[0])
    cells |= {key: [(row["meta"] or {}).get(key) for row in speeches] for key in own}
    columns = []
    for name, values in cells.items():
        known = {value for value in values if value not in (None, "")}
        if len(known) > 1 and (name == "year" or len(known) <= _MOST):
            ordered = sorted(known, key=_rank(name))
            place = {value: k for k, value in enumerate(ordered)}
            shown = _items(ordered) if name == "level" else [str(value) for value in ordered]
            told = {"name": name, "own": name in own, "numeric": name == "year", "ordered": name in ("year", "level")}
            columns.append({**told, "values": shown, "cells": [place.get(value, -1) for value in values]})
    return columns


def _rank(name: str) -> Any:
    levels = list(load_codebook("levels").codes)
    return levels.index if name == "level" else (lambda value: (isinstance(value, str), value))


def _items(names: Sequence[str]) -> list[Data]:
    told = worded(WORDS)
    return [{"id": name, **{lang: words.get(name, name) for lang, words in told.items()}} for name in names]


# -- what is read


def _speeches(mined: Mined, speeches: Sequence[Mapping[str, Any]]) -> list[Data]:
    tables = {name: _by_speech(mined, name) for name in ("sections", "directives", "sectors", "slogans", "facts")}
    dates = {row["speech_id"]: (row["date"] or f"{row['year'] or 9999}", row["speech_id"]) for row in speeches}
    ranks = {speech: k for k, speech in enumerate(sorted(dates, key=lambda speech: dates[speech]))}
    told = []
    for row in speeches:
        own = {name: found.get(row["speech_id"], []) for name, found in tables.items()}
        shift = row["start"]
        told.append(
            {
                "id": row["speech_id"],
                **{name: row[name] for name in ("source", "start", "title", "date", "year", "level", "place", "speaker")},
                "rank": ranks[row["speech_id"]],
                "outline": [
                    [section["depth"], section["marker"] + section["heading"], section["heading_start"] - shift]
                    for section in own["sections"]
                ],
                "marks": json.dumps(_marks(own, shift, mined.codebooks["sectors"]), ensure_ascii=False, separators=(",", ":")),
            }
        )
    return told


def _by_speech(mined: Mined, name: str) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in frame_rows(name, getattr(mined, name)):
        found.setdefault(row["speech_id"], []).append(row)
    return found


def _marks(own: Mapping[str, Sequence[Mapping[str, Any]]], shift: int, sectors: Codebook) -> list[list[Any]]:
    """Start, end and kind of each mark; of a directive also what is known of it. The page reads them when it shows the speech."""
    marks = [*heading_marks(own["sections"], shift), *directive_marks(own["directives"], shift), *span_marks(own, shift, sectors)]
    inner = [mark for mark in component_marks(own["directives"], shift) if mark.kind in _MARKS]
    kept = [(mark.start, mark.end, _MARKS.index(mark.kind), mark.note) for mark in marks] + [
        (mark.start, mark.end, _MARKS.index(mark.kind), "") for mark in inner
    ]
    return [list(mark) for mark in sorted(set(kept))]


def _module() -> str:
    """The explorer as an ES module for anywidget; d3 finds no loader of modules there and takes the global place."""
    library = f"(function (exports, module, define) {{{packaged_text('d3.min.js')}}}).call(globalThis);"
    render = 'export default {render({model, el}) { mount(el, model.get("tables")); }};'
    return f"{library}\n{packaged_text('explorer.js')}\n{render}"
