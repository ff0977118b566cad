"""What groups of speeches hold of each issue: mined tables in; sums by unit of the bootstrap, and shares of them, out.

A sentence on several issues is one sentence of each; as attention it is split among them, so that attention adds up to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from speechmine.codebooks import load_codebook
from speechmine.count.groups import speech_groups
from speechmine.count.policy import counting
from speechmine.count.resampling import speech_weights
from speechmine.count.uses import use_frame
from speechmine.errors import OptionError
from speechmine.tables.protocol import MinedTables, codebook_of

__all__ = ["ISSUES", "Group", "attention", "issues_of", "known", "measured", "parts", "rivals", "size"]

ISSUES = ("sectors", "subsectors", "themes")
"""What attention can be on: sectors of the first level with all below them, sectors as coded, coded themes."""

_ABOVE = "above"

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Group:
    """What the speeches of a group hold.

    Attributes
    ----------
    key
        Its name; None for the whole corpus.
    unit : str
        What is drawn in the bootstrap: ``speech``, or ``section`` where the group has one speech.
    sentences : DataFrame
        Those that count, with columns unit (number of the unit), n_chars, place (0 at the speech's start, 1 at its end).
    tables : dict of str to array of shape (n_units, n_issues + 1)
        Sums of sentences, characters, directives and attention by unit and issue; the last column is the total.
    weights : array of shape (n_resamples, n_units)
    """

    key: Any
    unit: str
    sentences: pd.DataFrame
    tables: dict[str, Array]
    weights: Array


def measured(
    mined: MinedTables, of: str, by: str | None, *, keep_copies: bool, draws: tuple[int, int]
) -> tuple[list[str], list[Group]]:
    """Return the issues in order, and each group with its tables; `draws` are the resamples and the seed."""
    if of not in ISSUES:
        raise OptionError(f"of is {of!r}; take one of {', '.join(ISSUES)}")
    if draws[0] < 0:
        raise OptionError(f"n_resamples is {draws[0]!r}; give 0 (no intervals) or more")
    sentences = _sentences(mined, by, keep_copies=keep_copies)
    issues = issues_of(mined, of)
    issues = issues[issues["sentence_id"].isin(sentences["sentence_id"])]
    directives = _directives(mined, of)
    codes = sorted(issues["code"].unique())
    groups = []
    for number, (key, some) in enumerate(sentences.groupby("group", sort=True, dropna=False)):
        unit, units = _units(some, mined)
        own = some.assign(unit=units)
        held = own.merge(issues, on="sentence_id")
        asked = own[["sentence_id", "unit"]].merge(directives, on="sentence_id")
        n = int(units.max()) + 1
        tables = {
            "sentences": _table(held, "one", own, codes, n), "chars": _table(held, "n_chars", own, codes, n),
            "directives": _table(asked.explode("codes").rename(columns={"codes": "code"}), "one", asked, codes, n),
            "attention": _table(held, "part", held[["unit", "part"]], codes, n),
        }  # fmt: skip
        weights = speech_weights(n, draws[0], np.random.default_rng([draws[1], number]))
        name = None if by is None else key.item() if hasattr(key, "item") else key
        groups.append(Group(name, unit, own, tables, weights))
    return codes, groups


def _sentences(mined: MinedTables, by: str | None, *, keep_copies: bool) -> pd.DataFrame:
    """The sentences that count, with group, length and place in the speech."""
    own = mined.sentences[counting(mined, keep_copies=keep_copies)]
    speeches = mined.speeches.set_index("speech_id")
    start, end = (own["speech_id"].map(speeches[name]).to_numpy(dtype=float) for name in ("start", "end"))
    own = own.assign(one=1, n_chars=own["end"] - own["start"], place=(own["start"] - start) / np.maximum(end - start, 1))
    if by is None:
        return own.assign(group="")
    known = speech_groups(mined.speeches, by).dropna()
    own = own[own["speech_id"].isin(known.index)]
    return own.assign(group=own["speech_id"].map(known))


def issues_of(mined: MinedTables, of: str) -> pd.DataFrame:
    """Return the issues of each sentence, and the part of it that each has: sentence_id, code, part."""
    if of == "themes":
        found = mined.sentences[["sentence_id", "theme"]].dropna().rename(columns={"theme": "code"})
    else:
        found = use_frame(mined, "sectors")[["sentence_id", "id"]].rename(columns={"id": "code"})
        if of == "sectors":
            found = found.assign(code=found["code"].map(codebook_of(mined, "sectors").root))
        found = found.drop_duplicates()
    return found.assign(part=1 / found.groupby("sentence_id")["code"].transform("size"))


def _directives(mined: MinedTables, of: str) -> pd.DataFrame:
    """The directives without bare sanctions, with the codes of their issues: sentence_id, codes, one."""
    table = mined.directives
    bare = [aim is None and bool(or_else) for aim, or_else in zip(table["aim"], table["or_else"], strict=True)]
    table = table[~np.array(bare, dtype=bool)]
    if of == "themes":
        theme = dict(zip(mined.sentences["sentence_id"], mined.sentences["theme"], strict=True))
        codes = [[theme[sentence]] if isinstance(theme.get(sentence), str) else [] for sentence in table["sentence_id"]]
    else:
        root = codebook_of(mined, "sectors").root if of == "sectors" else str
        codes = [sorted({root(code) for code in own}) for own in table["sectors"]]
    return pd.DataFrame({"sentence_id": table["sentence_id"].to_numpy(), "codes": pd.Series(codes, dtype=object), "one": 1})


def _units(own: pd.DataFrame, mined: MinedTables) -> tuple[str, Array]:
    """What the bootstrap draws, and the number of each sentence's: its speech, or in a single speech its section."""
    if len(set(own["speech_id"])) > 1:
        return "speech", pd.factorize(own["speech_id"], sort=True)[0]
    sections = mined.sections.set_index("section_id")["parent_id"].to_dict()
    tops = [_top(section, sections) for section in own["section_id"]]
    return "section", pd.factorize(pd.Series(tops, dtype=object))[0]


def _top(section: Any, parents: dict[Any, Any]) -> str:
    """The section of the first level that a section lies in; what stands in none is a part of its own."""
    if not isinstance(section, str):
        return ""
    while isinstance(parents.get(section), str):
        section = parents[section]
    return str(section)


def _table(held: pd.DataFrame, column: str, whole: pd.DataFrame, codes: Sequence[str], n_units: int) -> Array:
    """Sums of a column by unit and issue, and of all rows of `whole` in the last column."""
    number = {code: place for place, code in enumerate(codes)}
    held = held[held["code"].isin(number)]
    table = np.zeros((n_units, len(codes) + 1))
    cells = held["unit"].to_numpy(dtype=int), held["code"].map(number).to_numpy(dtype=int)
    np.add.at(table, cells, held[column].to_numpy(dtype=float))
    np.add.at(table, (whole["unit"].to_numpy(dtype=int), len(codes)), whole[column].to_numpy(dtype=float))
    return table


def rivals(groups: Sequence[Group], by: str | None, superior: str | None) -> dict[Any, Group]:
    """Return the group that each group is compared to."""
    if superior is None:
        return {}
    named = {str(group.key): group for group in groups if by is not None}
    if superior == _ABOVE and by == "level":
        levels = [level for level in load_codebook("levels").codes if level in named]
        return {low: named[high] for high, low in pairwise(levels)}
    if superior not in named:
        raise OptionError(f"superior is {superior!r}, which is no group; take one of {', '.join(named) or 'none: give by'}")
    return {group.key: named[superior] for group in groups}


def size(group: Group) -> tuple[str, int, int]:
    """Return the unit of the bootstrap, how many there are, and how many speeches."""
    return group.unit, len(group.tables["sentences"]), int(group.sentences["speech_id"].nunique())


def parts(sums: Array) -> Array:
    """Return sums as shares of the last column; NaN where that is nothing."""
    whole = sums[..., -1:]
    return np.asarray(np.divide(sums[..., :-1], whole, out=np.full(sums[..., :-1].shape, np.nan), where=whole > 0))


def known(drawn: Array) -> Array:
    """Return the resamples in which there is anything to take a share of."""
    return drawn[~np.isnan(drawn).any(axis=-1)] if drawn.ndim > 1 else drawn[~np.isnan(drawn)]


def attention(group: Group) -> tuple[Array, Array]:
    """Return the attention on each issue, and that in each resample."""
    table = group.tables["attention"]
    return parts(table.sum(axis=0)), known(parts(group.weights @ table))
