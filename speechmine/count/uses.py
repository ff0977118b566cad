"""One row a use: mined tables in; every use of a sector, slogan, actor, fact or theme, and whether it counts, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from speechmine.count.context import with_context
from speechmine.count.policy import exclusions
from speechmine.errors import OptionError
from speechmine.folding import wording
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["HOWS", "KINDS", "dated_speeches", "use_frame"]

KINDS = ("sectors", "slogans", "actors", "facts", "themes")
"""What can be used."""

HOWS = ("explicit", "causative", "inherited")
"""How a directive comes to address an actor; the first one stands for a directive that addresses it twice."""

_COLUMNS = [
    "use_id", "id", "label", "variant", "how", "source", "speech_id", "sentence_id", "start", "end", "text", "year", "level",
    "counts", "why_not",
]  # fmt: skip
_PLACE = ["speech_id", "sentence_id", "start", "end", "text"]
_FOUND = ["use_id", "id", "label", "variant", "how", *_PLACE]

Row = Mapping[Hashable, Any]


def use_frame(
    mined: MinedTables,
    kind: str,
    *,
    keep_copies: bool = False,
    themes: Sequence[str | None] | None = None,
    context: bool = False,
) -> pd.DataFrame:
    """List every use of a kind of thing, and say of each whether it counts: what every number across speeches is made of.

    Parameters
    ----------
    mined : Mined
    kind : {"sectors", "slogans", "actors", "facts", "themes"}
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too.
    themes : sequence of str or None, optional
        A theme for each row of ``mined.sentences``, such as those that ``topic_summary`` found; without it the coded themes of
        that table. For ``kind="themes"`` alone.
    context : bool
        Whether columns are added to cite a row by: title, date (speech_date where a row has its own) and level of the
        speech, heading_path, paragraph and sentence_number in it (from 1), citation.

    Returns
    -------
    DataFrame
        In the order of the mined table; uses that do not count stand in it, too. Columns

        use_id
            One a use. A sector that a heading or the speech's subject gives to a passage has a row for every sentence of it:
            these share it, and are one use.
        id, label, variant
            What is used: code of the sector or theme, canonical slogan, folded name of the actor, kind of the fact; what a reader
            calls it; the folded wording met (None for a governed passage and a theme).
        how
            Of a sector ``mention``, ``inherited`` or ``subject``, of an actor ``explicit``, ``causative`` or ``inherited``, else
            None.
        source, speech_id, sentence_id, start, end, text
            Where: of a governed passage its part in the sentence; of an actor the words that name it, which for an inherited one
            lie in an earlier sentence, while ``sentence_id`` is that of the directive.
        year, level
            Of the speech, missing where it gives none.
        counts, why_not
            Whether it counts; else ``copy`` (of a speech that counts) or ``passage`` (that counts in another speech).

        and for actors ``directive_id``, for slogans ``type``, for facts the other columns of that table.

    Raises
    ------
    OptionError
        If the kind is not known.

    Notes
    -----
    An actor is used once by a directive that addresses it, however often that names it: explicitly rather than causatively,
    causatively rather than by an earlier clause. Counts are ``frame[frame["counts"]].groupby("id")`` with
    ``["use_id"].nunique()`` and ``["speech_id"].nunique()``. ``docs/counting.md`` says who shows which of them.

    Examples
    --------
    >>> import speechmine as sm
    >>> uses = use_frame(sm.mine(sm.sample_path()), "slogans")
    >>> int(uses[uses["counts"]].groupby("id")["use_id"].nunique()["四不放过"])
    5
    >>> uses["why_not"].value_counts().to_dict()
    {'passage': 11, 'copy': 9}
    """
    if kind not in KINDS:
        raise OptionError(f"kind {kind!r} is not known; take one of {', '.join(KINDS)}")
    rows = _themes(mined, themes) if kind == "themes" else _FINDERS[kind](mined)
    rows = rows.merge(dated_speeches(mined.speeches), on="speech_id", how="left")
    why = dict(zip(mined.sentences["sentence_id"], exclusions(mined, keep_copies=keep_copies), strict=True))
    rows["why_not"] = pd.Series([why.get(sentence) for sentence in rows["sentence_id"]], dtype=object)
    rows["counts"] = rows["why_not"].isna()
    rows = rows[[*_COLUMNS, *(column for column in rows if column not in _COLUMNS)]]
    return with_context(rows, mined) if context else rows


def dated_speeches(speeches: pd.DataFrame) -> pd.DataFrame:
    """Return the source, year and level of each speech; a missing year is NA, a missing level None."""
    told = pd.DataFrame({"speech_id": speeches["speech_id"].astype(object)})
    for column in ("source", "year", "level"):
        told[column] = speeches[column].to_numpy() if column in speeches else None
    told["level"] = told["level"].astype(object).where(told["level"].notna(), None)
    return told.astype({"year": "Int64"})


# -- the uses of a kind


def _sectors(mined: MinedTables) -> pd.DataFrame:
    codes = codebook_of(mined, "sectors").codes
    sentences = {speech: _Sentences.of(own) for speech, own in mined.sentences.groupby("speech_id", sort=False)}
    rows = [
        {
            **part, "use_id": f"{_place(row)}/{row['how']}/{row['code']}", "id": row["code"],
            "label": codes[row["code"]].label if row["code"] in codes else row["code"],
            "variant": wording(row["text"]) if row["how"] == "mention" else None,
        }
        for row in mined.sectors.to_dict("records")
        for part in _parts(row, sentences.get(row["speech_id"]))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=_FOUND)


class _Sentences(NamedTuple):
    """The sentences of one speech in the order of the text."""

    starts: list[int]
    ends: list[int]
    ids: list[str]
    texts: list[str]

    @classmethod
    def of(cls, own: pd.DataFrame) -> _Sentences:
        own = own.sort_values("start", kind="stable")
        return cls(*(own[column].tolist() for column in ("start", "end", "sentence_id", "text")))


def _parts(row: Row, own: _Sentences | None) -> Iterator[Row]:
    """A mention as it stands, a governed passage once for each sentence that it touches."""
    if row["how"] == "mention" or own is None:
        yield row
        return
    for i in range(bisect_right(own.ends, row["start"]), bisect_left(own.starts, row["end"])):
        start, end = max(row["start"], own.starts[i]), min(row["end"], own.ends[i])
        text = own.texts[i][start - own.starts[i] : end - own.starts[i]]
        yield {**row, "sentence_id": own.ids[i], "start": start, "end": end, "text": text}


def _place(row: Row) -> str:
    """Speech and offsets, by which a use is named."""
    return f"{row['speech_id']}@{row['start']}:{row['end']}"


def _slogans(mined: MinedTables) -> pd.DataFrame:
    rows = [
        {**row, "use_id": f"{_place(row)}/{row['canonical']}", "id": row["canonical"], "label": row["canonical"], "how": None}
        for row in mined.slogans.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=[*_FOUND, "type"])


def _actors(mined: MinedTables) -> pd.DataFrame:
    columns = ("directive_id", "speech_id", "sentence_id", "actors")
    rows = [
        {
            "use_id": f"{directive}/{name}", "id": name, "label": name, "variant": part["text"], "how": _how(part),
            "speech_id": speech, "sentence_id": sentence, "start": part["start"], "end": part["end"], "text": part["text"],
            "directive_id": directive,
        }
        for directive, speech, sentence, actors in zip(*(mined.directives[column] for column in columns), strict=True)
        for name, part in _addressed(actors).items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*_FOUND, "directive_id"])


def _addressed(actors: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The actors of a directive by folded name, each as it is named most plainly."""
    named: dict[str, Mapping[str, Any]] = {}
    for part in sorted(actors, key=lambda part: HOWS.index(_how(part))):
        named.setdefault(wording(part["text"]), part)
    return named


def _how(part: Mapping[str, Any]) -> str:
    return str(part.get("how", HOWS[0]))


def _facts(mined: MinedTables) -> pd.DataFrame:
    rows = [
        {**row, "use_id": f"{_place(row)}/{row['kind']}", "id": row["kind"], "label": row["kind"],
         "variant": wording(row["text"]),
         "how": None}
        for row in mined.facts.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(dict.fromkeys([*_FOUND, *mined.facts.columns.drop("source", errors="ignore")])))


def _themes(mined: MinedTables, themes: Sequence[str | None] | None) -> pd.DataFrame:
    codes = codebook_of(mined, "themes").codes
    table = mined.sentences if themes is None else mined.sentences.assign(theme=pd.Series(themes, dtype=object).to_numpy())
    rows = [
        {
            **row, "use_id": f"{row['sentence_id']}/{row['theme']}", "id": row["theme"], "variant": None, "how": None,
            "label": codes[row["theme"]].label if row["theme"] in codes else row["theme"],
        }
        for row in table[[*_PLACE, "theme"]].dropna(subset=["theme"]).to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=_FOUND)


_FINDERS = {"sectors": _sectors, "slogans": _slogans, "actors": _actors, "facts": _facts}
