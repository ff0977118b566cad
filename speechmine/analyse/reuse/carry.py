"""What is carried down: mined tables of a superior and of those below it in; what each lower speech repeats, out.

A directive is repeated where a lower one has its words, stands at the same place of a shared passage, or has its aim and an
object like one of its own; a formula where the same canonical slogan is used; a passage where the letters align.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import kendalltau

from speechmine.analyse.reuse.pairs import reuse_frame, speech_dates
from speechmine.folding import wording
from speechmine.reuse.originality import date_range
from speechmine.reuse.passages import SpeechText, find_passages
from speechmine.structure.header import front_end
from speechmine.tables.mined import Mined

__all__ = ["carried_frame", "carry_frame"]

_PAIRS = [
    "upper_id", "lower_id", "upper_date", "lower_date", "upper_level", "lower_level", "days", "adopted", "n_directives",
    "n_directives_carried", "directives_share", "n_slogans", "n_slogans_carried", "slogans_share", "n_chars", "n_chars_carried",
    "passages_share", "strength_change", "n_stronger", "n_weaker", "order",
]  # fmt: skip
_ITEMS = [
    "upper_id", "lower_id", "how", "days", "upper_directive", "upper_start", "upper_text", "upper_strength", "lower_directive",
    "lower_start", "lower_text", "lower_strength", "strength_change",
]  # fmt: skip
_ALIKE = 0.5  # least Dice coefficient of the bigrams of two objects
_INSIDE = 0.8  # least share of a directive that stands in a shared passage
_FEWEST = 3  # directives of which an order is told

Row = Mapping[str, Any]
Stretch = tuple[int, int, int, int]  # start and end above, start and end below


def carry_frame(upper: Mined, lower: Mined) -> pd.DataFrame:
    r"""Measure how much of a superior's speeches each lower speech repeats, how late, in which order and how strictly.

    Parameters
    ----------
    upper, lower : Mined
        Two corpora, or two parts of one: ``mined.subset(level="province")``.

    Returns
    -------
    DataFrame
        One row an upper and a lower speech, of which the lower is not known to be the earlier, by upper_id, then lower_id:
        upper_id, lower_id, upper_date, lower_date (a year where no more is known), upper_level, lower_level,

        days
            From the upper speech to the lower one; NaN where either has no day.
        adopted
            Place of the lower speech, by date, among those that repeat any directive of the upper one: 1 = the first; equal
            dates share a place; NaN where it repeats none or has no date.
        n_directives, n_directives_carried, directives_share
            Directives of the upper speech without bare sanctions, those of them that are repeated, and their share: 0 to 1.
        n_slogans, n_slogans_carried, slogans_share
            The same of its canonical slogans, each once.
        n_chars, n_chars_carried, passages_share
            The same of its characters, those that stand in passages (15 characters at least) that the lower speech shares.
        strength_change
            Mean of the lower less the upper strength (0 to 3) over the repeated directives: above 0 = stricter below; n_stronger
            and n_weaker count them.
        order
            Kendall's tau [1]_ between the places of the repeated directives above and below: 1 = the same order, -1 = the
            reverse; NaN with fewer than three.

        Shares are NaN where the upper speech has nothing of the kind.

    Notes
    -----
    It says that the superior has the words earlier, not that they were taken from there: compare with lower speeches before the
    date, or of other places. Diffusion downwards is read as by Heilmann [2]_.

    References
    ----------
    .. [1] Kendall, A new measure of rank correlation, Biometrika 30, 1938.
    .. [2] Heilmann, From local experiments to national policy, The China Journal 59, 2008.

    Examples
    --------
    >>> import speechmine as sm
    >>> above = sm.mine(["在全省会议上的讲话\n各地要排查危房。渡口要有人值守。\n"])
    >>> below = sm.mine(["在全县会议上的讲话\n各村必须排查危房。\n"])
    >>> carry_frame(above, below)[["directives_share", "strength_change"]].to_numpy().tolist()
    [[0.5, 1.0]]
    """
    sides = _side(upper), _side(lower)
    found = list(_pairs(*sides))
    frame = pd.DataFrame([_row(pair) for pair in found], columns=_PAIRS)
    return frame.assign(adopted=_adopted(frame)).astype({"adopted": "Int64"})


def carried_frame(upper: Mined, lower: Mined) -> pd.DataFrame:
    r"""List the directives that lower speeches repeat, each beside the one that it repeats.

    Parameters
    ----------
    upper, lower : Mined
        As for `carry_frame`, whose counts of directives are counts of these rows.

    Returns
    -------
    DataFrame
        One row a directive of an upper speech and a lower speech that repeats it: upper_id, lower_id, how (``words``: the same
        words; ``passage``: the same place of a shared passage; ``aim``: the same aim, of an object like its own), days,
        upper_directive, upper_start, upper_text, upper_strength, lower_directive, lower_start, lower_text, lower_strength,
        strength_change (lower less upper).

    Examples
    --------
    >>> import speechmine as sm
    >>> above = sm.mine(["在全省会议上的讲话\n各地要排查危房。渡口要有人值守。\n"])
    >>> below = sm.mine(["在全县会议上的讲话\n各村必须排查危房。\n"])
    >>> carried_frame(above, below)[["how", "upper_text", "lower_text"]].to_numpy().tolist()
    [['aim', '各地要排查危房', '各村必须排查危房']]
    """
    rows = [_item(pair, match) for pair in _pairs(_side(upper), _side(lower)) for match in pair.matches]
    return pd.DataFrame(rows, columns=_ITEMS)


# -- the two sides


@dataclass(frozen=True)
class Side:
    """The speeches of one side, and what stands in each, by speech_id."""

    speeches: list[Row]
    dates: dict[str, str | None]
    directives: dict[str, list[Row]]
    slogans: dict[str, set[str]]
    texts: dict[str, str]


class Match(NamedTuple):
    """A directive and the one that repeats it."""

    how: str
    above: Row
    below: Row


class Pair(NamedTuple):
    """An upper and a lower speech with all that the lower repeats."""

    above: Row
    below: Row
    sides: tuple[Side, Side]
    matches: list[Match]
    stretches: list[Stretch]


def _side(mined: Mined) -> Side:
    directives: dict[str, list[Row]] = {}
    for row in mined.directives.sort_values("start", kind="stable").to_dict("records"):
        if row["aim"] is not None or not row["or_else"]:
            directives.setdefault(row["speech_id"], []).append({**row, "wording": wording(row["text"])})
    slogans = mined.slogans.groupby("speech_id")["canonical"].agg(set).to_dict()
    speeches = mined.speeches.to_dict("records")
    texts = {row["speech_id"]: mined.texts[row["source"]][row["start"] : row["end"]] for row in speeches}
    return Side(speeches, speech_dates(mined.speeches), directives, slogans, texts)


def _pairs(upper: Side, lower: Side) -> Iterator[Pair]:
    """Each upper speech with each lower one that is not known to be the earlier."""
    shared = _shared(upper, lower)
    for above in sorted(upper.speeches, key=lambda row: row["speech_id"]):
        for below in sorted(lower.speeches, key=lambda row: row["speech_id"]):
            ids = above["speech_id"], below["speech_id"]
            first, last = date_range(upper.dates[ids[0]])[0], date_range(lower.dates[ids[1]])[1]
            same = ids[0] == ids[1] and upper.texts[ids[0]] == lower.texts[ids[1]]
            if not same and (upper.dates[ids[0]] is None or last >= first):
                stretches = shared.get(ids, [])
                yield Pair(above, below, (upper, lower), _matches(upper, lower, ids, stretches), stretches)


def _shared(upper: Side, lower: Side) -> dict[tuple[str, str], list[Stretch]]:
    """The stretches that an upper and a lower speech share, with their offsets in either source."""
    texts, rows = [], []
    for prefix, side in (("u/", upper), ("l/", lower)):  # two corpora may have sources of one name
        for row in side.speeches:
            key = prefix + row["speech_id"]
            texts.append(SpeechText(key, row["start"], side.texts[row["speech_id"]], side.dates[row["speech_id"]]))
            rows.append({"speech_id": key, "date": side.dates[row["speech_id"]], "year": None})
    found_there = find_passages(texts, front_end=front_end).passages
    passages = pd.DataFrame(found_there, columns=["family_id", "speech_id", "start", "end", "text"])
    across = passages.groupby("family_id")["speech_id"].transform(lambda ids: len({key[:2] for key in ids}) > 1)
    passages = passages[across.to_numpy(dtype=bool)] if len(passages) else passages
    found: dict[tuple[str, str], list[Stretch]] = {}
    for row in reuse_frame(SimpleNamespace(speeches=pd.DataFrame(rows), passages=passages)).to_dict("records"):
        sides = sorted("ab", key=lambda side: row[f"speech_id_{side}"], reverse=True)  # u/ before l/
        keys = [row[f"speech_id_{side}"] for side in sides]
        if keys[0][:2] != keys[1][:2]:
            spans = [int(row[f"{edge}_{side}"]) for side in sides for edge in ("start", "end")]
            found.setdefault((keys[0][2:], keys[1][2:]), []).append((spans[0], spans[1], spans[2], spans[3]))
    return found


# -- which directive repeats which


def _matches(upper: Side, lower: Side, ids: tuple[str, str], stretches: Sequence[Stretch]) -> list[Match]:
    """The directives of the upper speech that the lower one repeats, each once, in the order above."""
    below = lower.directives.get(ids[1], [])
    by_words: dict[str, list[Row]] = {}
    by_aim: dict[tuple[str, bool], list[Row]] = {}
    for row in below:
        by_words.setdefault(row["wording"], []).append(row)
        by_aim.setdefault(_aim(row), []).append(row)
    used: set[str] = set()
    found = []
    for above in upper.directives.get(ids[0], []):
        ways = (
            ("words", iter(by_words.get(above["wording"], []))),
            ("passage", _at_place(above, below, stretches)),
            ("aim", (row for row in by_aim.get(_aim(above), []) if _alike(above, row))),
        )
        match = next((Match(how, above, row) for how, rows in ways for row in rows if row["directive_id"] not in used), None)
        if match is not None:
            used.add(match.below["directive_id"])
            found.append(match)
    return found


def _aim(row: Row) -> tuple[str, bool]:
    """The words of the aim, and whether it is forbidden: what is asked repeats nothing that is forbidden."""
    return wording(row["aim"]["text"]) if row["aim"] else "", "P" in row["modality"]


def _at_place(above: Row, below: Sequence[Row], stretches: Sequence[Stretch]) -> Iterator[Row]:
    """The lower directives that stand where the upper one does in a shared passage."""
    size = above["end"] - above["start"]
    for start, end, start_below, end_below in stretches:
        inside = min(above["end"], end) - max(above["start"], start)
        if inside < _INSIDE * size:
            continue
        scale = (end_below - start_below) / (end - start)
        low, high = (start_below + (edge - start) * scale for edge in (above["start"], above["end"]))
        for row in below:
            overlap = min(row["end"], high) - max(row["start"], low)
            if overlap >= _ALIKE * max(high - low, row["end"] - row["start"]) and _aim(row)[1] == _aim(above)[1]:
                yield row


def _alike(above: Row, below: Row) -> bool:
    """Whether two directives of one aim act on something alike; those without an object are told apart by their words alone."""
    mine, theirs = ([wording(part["text"]) for part in row["objects"]] for row in (above, below))
    return any(_dice(a, b) >= _ALIKE or a in b or b in a for a in mine for b in theirs)


def _dice(a: str, b: str) -> float:
    """Dice's coefficient of the bigrams of two wordings."""
    one, other = ({text[i : i + 2] for i in range(max(len(text) - 1, 1))} for text in (a, b))
    return 2 * len(one & other) / (len(one) + len(other))


# -- what is told of a pair


def _row(pair: Pair) -> tuple[Any, ...]:
    upper, lower = pair.sides
    ids = pair.above["speech_id"], pair.below["speech_id"]
    slogans = upper.slogans.get(ids[0], set())
    n = len(upper.directives.get(ids[0], [])), len(slogans), len(upper.texts[ids[0]])
    carried = len(pair.matches), len(slogans & lower.slogans.get(ids[1], set())), _covered(pair.stretches)
    change = np.array([match.below["strength"] - match.above["strength"] for match in pair.matches], dtype=float)
    counts = [cell for whole, part in zip(n, carried, strict=True) for cell in (whole, part, part / whole if whole else np.nan)]
    strict = (change.mean() if len(change) else np.nan, int((change > 0).sum()), int((change < 0).sum()))
    dates = upper.dates[ids[0]], lower.dates[ids[1]]
    return (*ids, *dates, pair.above["level"], pair.below["level"], _days(*dates), None, *counts, *strict, _order(pair.matches))


def _item(pair: Pair, match: Match) -> tuple[Any, ...]:
    ids = pair.above["speech_id"], pair.below["speech_id"]
    days = _days(pair.sides[0].dates[ids[0]], pair.sides[1].dates[ids[1]])
    told = [row[name] for row in (match.above, match.below) for name in ("directive_id", "start", "text", "strength")]
    return (*ids, match.how, days, *told, match.below["strength"] - match.above["strength"])


def _covered(stretches: Sequence[Stretch]) -> int:
    """Characters of the upper speech that stand in any stretch."""
    return len({at for start, end, *_ in stretches for at in range(start, end)})


def _days(above: str | None, below: str | None) -> float:
    if above is None or below is None or len(above) < len("2020-01-01") or len(below) < len("2020-01-01"):
        return float("nan")
    return float((pd.Timestamp(below) - pd.Timestamp(above)).days)


def _order(matches: Sequence[Match]) -> float:
    if len(matches) < _FEWEST:
        return float("nan")
    return float(kendalltau([match.above["start"] for match in matches], [match.below["start"] for match in matches]).statistic)


def _adopted(frame: pd.DataFrame) -> pd.Series:
    """Place by date of each lower speech among those that repeat a directive of the same upper one."""
    dated = frame["lower_date"].where(frame["n_directives_carried"] > 0)
    return dated.groupby(frame["upper_id"]).rank(method="dense")
