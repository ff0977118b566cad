"""How a speech governs, in figures: mined tables in, one row of indicators a speech out, and the rows that each counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from speechmine.analyse.indicator_table import indicator_table
from speechmine.codebooks import Codebook, load_codebook
from speechmine.count.uses import use_frame
from speechmine.tables.mined import Mined
from speechmine.tables.protocol import codebook_of
from speechmine.validate.status import UNVALIDATED

__all__ = ["INDICATORS", "indicator_evidence", "indicator_frame", "named_actors"]

INDICATORS = (
    "directive_density", "strength_index", "prohibition_share", "accountability_rate", "named_actor_share", "concreteness",
    "slogan_density", "originality", "agenda_entropy", "agenda_entropy_normalised",
)  # fmt: skip
"""The columns of ``indicator_frame`` that are indicators, in order."""

_SPEECH = ("speech_id", "cluster_id", "title", "year", "level", "place", "speaker", "n_chars")
_COUNTS = ("n_directives", "n_figures", "n_deadlines", "n_units", "n_slogans", "n_sector_mentions")
_PER = 1000  # characters
_STRONGEST = 3
_NO_FIGURES = ("event", "document")
_PLACE = ["speech_id", "sentence_id", "start", "end"]

Array = np.ndarray[Any, Any]


def indicator_frame(mined: Mined, *, coding: pd.DataFrame | None = None) -> pd.DataFrame:
    r"""Measure how each speech governs: how much it prescribes, how strictly, to whom, how concretely, about how much.

    Parameters
    ----------
    mined : Mined
    coding : DataFrame, optional
        As `read_coding` gives it, to say which indicators are validated.

    Returns
    -------
    DataFrame
        One row a speech, copies too, in the order of ``mined.speeches``: speech_id, cluster_id, title, year, level, place,
        speaker, n_chars; the counts n_directives, n_figures, n_deadlines, n_units, n_slogans, n_sector_mentions; and

        directive_density
            1000 D / C: directives for each 1,000 characters, where D are the rows of ``directives`` without those that only
            state a sanction, and C is ``n_chars``. 0 or more.
        strength_index
            Mean of ``strength`` over the D obligations and prohibitions, divided by 3: 0 = all hedged, 1 = all absolute.
        prohibition_share
            D with ``P`` in ``modality``, divided by D. 0 to 1.
        accountability_rate
            D with an "or else" of their own or with a sanction clause that enforces them, divided by D. 0 to 1. By Crawford and
            Ostrom [1]_ the "or else" is what makes a rule of a norm.
        named_actor_share
            D whose clause says who must act (``how`` explicit or causative; no actor inherited from before, and no interrogative
            such as 谁), divided by D. 0 to 1; the attribute of Institutional Grammar [2]_.
        concreteness
            1000 (F + T + U) / C: figures F (facts with a value or a change), deadlines T and named units U (explicit actors of
            directives), each span counted once, for each 1,000 characters. 0 or more; an index of this project.
        slogan_density
            1000 S / C: slogans for each 1,000 characters. 0 or more.
        originality
            As in ``mined.speeches``: share of the characters that stand in no other speech. 1 = all its own.
        agenda_entropy
            Shannon's entropy [3]_ of the sectors, :math:`H = -\sum_i p_i \ln p_i`, in nats, where :math:`p_i` is the share of
            sector i in the mentions of sectors, those below a sector of the first level counted with it. 0 = one sector only.
        agenda_entropy_normalised
            :math:`H / \ln K` with K the number of sectors of the first level in the codebook: 0 = one sector only, 1 = all
            alike. The measure that Boydstun, Bevan and Thomas [4]_ recommend for the diversity of attention.

        NaN where there is nothing to divide by: no directive, no sector, no letters. Last ``validation``: ``not validated``, or
        of each indicator that was coded n, alpha and the corrected share of sentences with what it rests on (the same in every
        row; `indicator_table` has the figures).

    Notes
    -----
    A share of few directives or mentions says little: look at the counts beside it. The entropy of few mentions is too low by
    about (k - 1) / 2n nats, for k sectors met in n mentions. Directives that the speaker reports from others count.

    References
    ----------
    .. [1] Crawford and Ostrom, A grammar of institutions, American Political Science Review 89(3), 1995.
    .. [2] Frantz and Siddiki, Institutional Grammar 2.0, Public Administration 99(2), 2021.
    .. [3] Shannon, A mathematical theory of communication, Bell System Technical Journal 27, 1948.
    .. [4] Boydstun, Bevan and Thomas, The importance of attention diversity and how to measure it, Policy Studies Journal 42(2),
       2014.

    Examples
    --------
    >>> from speechmine.mining import mine
    >>> from speechmine.sample import sample_path
    >>> frame = indicator_frame(mine(sample_path()))
    >>> frame.loc[0, ["speech_id", "prohibition_share"]].tolist()[0]
    '01_2006_county_lanping.txt@0'
    >>> bool(frame["agenda_entropy_normalised"].between(0, 1).all())
    True
    """
    evidence = indicator_evidence(mined)
    frame = pd.DataFrame({name: _column(mined.speeches, name) for name in _SPEECH}).reset_index(drop=True)
    ids = frame["speech_id"]
    counts = {name: _counted(rows, ids) for name, rows in evidence.items()}
    directives, chars = counts["directive_density"], frame["n_chars"].to_numpy(dtype=float)
    parts = {kind: _counted(rows, ids) for kind, rows in evidence["concreteness"].groupby("kind")}
    entropy, most = _entropies(evidence["agenda_entropy"], ids, codebook_of(mined, "sectors"))
    values = {
        "directive_density": _ratio(_PER * directives, chars),
        "strength_index": _strengths(mined.directives, ids),
        **{name: _ratio(counts[name], directives) for name in INDICATORS[2:5]},
        "concreteness": _ratio(_PER * counts["concreteness"], chars),
        "slogan_density": _ratio(_PER * counts["slogan_density"], chars),
        "originality": _column(mined.speeches, "originality").to_numpy(dtype=float),
        "agenda_entropy": entropy,
        "agenda_entropy_normalised": entropy / most,
    }
    found = (directives, *(parts.get(kind, 0 * directives) for kind in ("figure", "deadline", "unit")))
    found = (*found, counts["slogan_density"], counts["agenda_entropy"])
    counted = {name: n.astype(int) for name, n in zip(_COUNTS, found, strict=True)}
    return frame.assign(**counted, **values, validation=_validated(mined, coding))


def _validated(mined: Mined, coding: pd.DataFrame | None) -> str:
    """What a coding validates, in words."""
    table = indicator_table(mined, coding)
    told = table[(table["validation"] != UNVALIDATED) & table["indicator"].isin(INDICATORS)]
    return "; ".join(f"{row.indicator} {row.validation}" for row in told.itertuples()) or UNVALIDATED


def indicator_evidence(mined: Mined) -> dict[str, pd.DataFrame]:
    """Return the places in the texts that each indicator counts.

    Parameters
    ----------
    mined : Mined

    Returns
    -------
    dict of str to DataFrame
        By indicator, without ``agenda_entropy_normalised``: speech_id, sentence_id (None for ``originality``, whose rows are the
        shared passages), start, end; ``concreteness`` has kind (figure, deadline or unit), too, ``agenda_entropy`` has code.
        Those of ``strength_index`` are the strong and absolute directives.
    """
    directives = _directives(mined.directives)
    rows = directives.to_dict("records")
    enforced = set(mined.directives["enforces"].dropna())
    named = [bool(list(named_actors(row))) for row in rows]
    held = [bool(row["or_else"]) or row["directive_id"] in enforced for row in rows]
    strong = [row["strength"] > 1 and row["modality"] != ["M"] for row in rows]
    sectors, slogans = (use_frame(mined, kind, keep_copies=True) for kind in ("sectors", "slogans"))
    mentions = sectors[sectors["how"] == "mention"].rename(columns={"id": "code"})
    return {
        "directive_density": directives[_PLACE],
        "strength_index": _kept(directives, strong)[_PLACE],
        "prohibition_share": _kept(directives, ["P" in row["modality"] for row in rows])[_PLACE],
        "accountability_rate": _kept(directives, held)[_PLACE],
        "named_actor_share": _kept(directives, named)[_PLACE],
        "concreteness": _concrete(mined, rows),
        "slogan_density": slogans[_PLACE],
        "originality": mined.passages.assign(sentence_id=None)[_PLACE],
        "agenda_entropy": mentions[[*_PLACE, "code"]],
    }


def _directives(table: pd.DataFrame) -> pd.DataFrame:
    """The directives without the rows that only state a sanction."""
    return _kept(table, [aim is not None or not or_else for aim, or_else in zip(table["aim"], table["or_else"], strict=True)])


def _kept(table: pd.DataFrame, wanted: list[bool]) -> pd.DataFrame:
    return table[np.array(wanted, dtype=bool)]


def named_actors(row: Mapping[Any, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the actors that the clause itself names; who fails (谁) is nobody yet."""
    yield from (part for part in row["actors"] if part["how"] != "inherited" and part["text"] not in _interrogatives())


@cache
def _interrogatives() -> frozenset[str]:
    return frozenset(term.term for term in load_codebook("directives").terms if term.code == "wh_indefinite")


def _concrete(mined: Mined, directives: list[dict[Any, Any]]) -> pd.DataFrame:
    """Figures, deadlines and named units, each span once."""
    facts = use_frame(mined, "facts", keep_copies=True)
    facts = facts[~facts["kind"].isin(_NO_FIGURES)]
    figures = facts.loc[facts["value"].notna() | facts["change"].notna(), _PLACE].assign(kind="figure")
    spans = [
        (row["speech_id"], row["sentence_id"], part["start"], part["end"], kind)
        for row in directives
        for kind, parts in (("deadline", [row["deadline"]] if row["deadline"] else []), ("unit", named_actors(row)))
        for part in parts
    ]
    rows = pd.concat([figures, pd.DataFrame(spans, columns=[*_PLACE, "kind"])], ignore_index=True)
    return rows.drop_duplicates(["speech_id", "start", "end", "kind"], ignore_index=True)


def _column(speeches: pd.DataFrame, name: str) -> pd.Series[Any]:
    return speeches[name] if name in speeches else pd.Series([None] * len(speeches), index=speeches.index, dtype=object)


def _counted(rows: pd.DataFrame, ids: pd.Series[Any]) -> Array:
    return np.asarray(rows["speech_id"].value_counts().reindex(ids, fill_value=0), dtype=float)


def _ratio(part: Array, whole: Array) -> Array:
    return np.asarray(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0))


def _strengths(table: pd.DataFrame, ids: pd.Series[Any]) -> Array:
    directives = _directives(table)
    binding = _kept(directives, [modality != ["M"] for modality in directives["modality"]])
    means = binding.groupby("speech_id")["strength"].mean() / _STRONGEST
    return np.asarray(means.reindex(ids), dtype=float)


def _entropies(mentions: pd.DataFrame, ids: pd.Series[Any], codebook: Codebook) -> tuple[Array, float]:
    """Entropy over the sectors of the first level in each speech, and the highest there can be."""
    roots = {code: codebook.root(code) for code in mentions["code"]}
    first_level = {code for code, entry in codebook.codes.items() if entry.parent is None} | set(roots.values())
    table = mentions.assign(root=mentions["code"].map(roots)).groupby(["speech_id", "root"]).size()
    entropy = table.groupby(level="speech_id").agg(_entropy)
    return np.asarray(entropy.reindex(ids), dtype=float), float(np.log(max(len(first_level), 2)))


def _entropy(counts: pd.Series[int]) -> float:
    shares = counts.to_numpy() / counts.sum()
    return float(-(shares * np.log(shares)).sum()) + 0.0  # no minus zero
