"""Draw sentences to code: mined tables in, a stratified sample with its inclusion probabilities and its coders out.

Sentences are drawn, not rows that the program found, so that what it misses can be seen. Every sentence has a permanent random
number, made of the seed and its id: the draw does not depend on the order of rows, and stays where other files come or go.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

import numpy as np
import pandas as pd

from speechmine.count.groups import speech_groups
from speechmine.count.policy import counted_rows
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined
from speechmine.validate.program import program_coding
from speechmine.validate.tasks import fields_of

__all__ = ["COLUMNS", "UNKNOWN", "allocation", "draw_sample", "groups_of", "population", "strata", "text_hash"]

COLUMNS = [
    "sample", "of", "source", "speech_id", "sentence_id", "start", "end", "text", "sha256", "stratum", "probability", "coders",
]  # fmt: skip
_FEWEST = 2  # sentences of a stratum, so that it tells how its sentences differ
_RARE = "code"
UNKNOWN = "-"
"""The stratum of what has no value."""


def draw_sample(  # noqa: PLR0913 - the design of a sample is one call
    mined: Mined,
    of: str,
    *,
    n: int = 200,
    by: str | Sequence[str] = (),
    coders: int | Sequence[str] = 1,
    overlap: float = 0.3,
    random_state: int = 0,
) -> pd.DataFrame:
    """Draw sentences to be coded by hand: a stratified random sample, with the probability of each to be in it.

    Parameters
    ----------
    mined : Mined
    of : {"directives", "actors", "sectors", "slogans", "facts", "themes", "components"}
        What is coded.
    n : int
        Sentences to draw; all where there are fewer.
    by : str or sequence of str
        Strata: columns of ``mined.speeches``, ``year:5`` for spans of five years, ``code`` for the rarest code that the
        program found in the sentence. Strata get sentences in proportion to their size [1]_; with ``code`` in proportion to
        its root [2]_, so that rare codes are seen more often. Each gets two at least.
    coders : int or sequence of str
        How many (they are called A, B …), or their names.
    overlap : float
        Share of the sentences that all coders code, so that their agreement can be measured; the others go to one coder each.
    random_state : int

    Returns
    -------
    DataFrame
        One row a sentence, in the random order in which they are coded, so that whoever stops early has coded a random
        sample, too: sample (id of the draw), of, source, speech_id, sentence_id, start, end, text, sha256 (of the text, in
        UTF-8), stratum, probability (to be drawn, above 0 to 1), coders (list of str).

    Raises
    ------
    OptionError
        If a parameter has a value that is not allowed, or `n` is too small for the strata.

    Notes
    -----
    Only sentences that count are drawn from: copies of a speech and shared passages once, as for shares of themes. Who drew
    with ``code`` must weight by the probabilities; every function here does.

    References
    ----------
    .. [1] Cochran, Sampling Techniques, 3rd ed., 1977, chapter 5.
    .. [2] Bankier, Power allocations: determining sample sizes for subnational areas, The American Statistician 42, 1988.
       Permanent random numbers: Ohlsson, Coordination of samples using permanent random numbers, 1995.

    Examples
    --------
    >>> import speechmine as sm
    >>> sample = draw_sample(sm.mine(sm.sample_path()), "directives", n=60, by=["level"], coders=2, overlap=0.3)
    >>> sorted(sample["stratum"].unique())
    ['city', 'county', 'enterprise', 'province', 'township']
    >>> sum(len(coders) == 2 for coders in sample["coders"])
    18
    """
    names = _coder_names(coders)
    if n < 1:
        raise OptionError(f"n is {n!r}; give the number of sentences to draw, 1 or more")
    if not 0 <= overlap <= 1:
        raise OptionError(f"overlap is {overlap!r}; give a share from 0 to 1")
    fields_of(of)
    by = [by] if isinstance(by, str) else list(by)
    rows = population(mined)
    rows = rows.assign(stratum=strata(rows, mined, of, by), order=_permanent(rows["sentence_id"], random_state))
    rows = rows.sort_values(["order", "sentence_id"], ignore_index=True)
    sizes = rows["stratum"].value_counts().to_dict()
    drawn = allocation(sizes, min(n, len(rows)), root=_RARE in by)
    sample = rows[rows.groupby("stratum").cumcount() < rows["stratum"].map(drawn)].reset_index(drop=True)
    return sample.assign(
        sample=_sample_id(of, sample["sentence_id"]),
        of=of,
        sha256=sample["text"].map(text_hash),
        probability=sample["stratum"].map({name: drawn[name] / size for name, size in sizes.items()}).astype(float),
        coders=_coders(sample["stratum"], names, overlap),
    )[COLUMNS]


def population(mined: Mined) -> pd.DataFrame:
    """Return the sentences that are drawn from and told of: those that count, with a column ``source``."""
    own = counted_rows(mined.sentences, mined)
    sources = dict(zip(mined.speeches["speech_id"], mined.speeches["source"], strict=True))
    return own.assign(source=own["speech_id"].map(sources))


def strata(rows: pd.DataFrame, mined: Mined, of: str, by: Sequence[str]) -> list[str]:
    """Return the stratum of each sentence: what it is by each of `by`, with ``|`` between."""
    parts = [_codes(rows, mined, of) if name == _RARE else groups_of(rows["speech_id"], mined, name) for name in by]
    return ["|".join(cells) for cells in zip(*parts, strict=True)] if parts else ["all"] * len(rows)


def groups_of(speech_ids: pd.Series, mined: Mined, name: str) -> list[str]:
    """Return the group of speeches by a column, ``year:5`` for spans of five years; `UNKNOWN` without a value.

    Raises
    ------
    OptionError
        If there is no such column.
    """
    groups = speech_groups(mined.speeches, name)
    return [UNKNOWN if group is None else str(group) for group in groups.reindex(speech_ids)]


def _codes(rows: pd.DataFrame, mined: Mined, of: str) -> list[str]:
    """The rarest code that the program found in each sentence."""
    coding = program_coding(mined, of, rows["sentence_id"])
    found = coding[["sentence_id", "codes"]].explode("codes").dropna().drop_duplicates()
    common = found["codes"].value_counts()
    rarest = found.assign(n=found["codes"].map(common)).sort_values(["n", "codes"]).drop_duplicates("sentence_id")
    code = dict(zip(rarest["sentence_id"], rarest["codes"], strict=True))
    return [code.get(sentence, UNKNOWN) for sentence in rows["sentence_id"]]


def allocation(sizes: dict[str, int], n: int, *, root: bool) -> dict[str, int]:
    """Share `n` draws among strata, in proportion to their size or its root; each gets two at least, none more than it has.

    Raises
    ------
    OptionError
        If `n` does not suffice.

    Examples
    --------
    >>> allocation({"甲": 90, "乙": 9, "丙": 1}, 13, root=False)
    {'甲': 10, '乙': 2, '丙': 1}
    """
    got = {name: min(_FEWEST, size) for name, size in sizes.items()}
    if sum(got.values()) > n:
        need = sum(got.values())
        raise OptionError(f"n is {n}, but {len(sizes)} strata need {need} sentences; draw more, or name fewer columns in by")
    want = {name: math.sqrt(size) if root else size for name, size in sizes.items()}
    for _ in range(n - sum(got.values())):  # one at a time to the stratum that is furthest behind its share
        open_ = [name for name in sorted(sizes) if got[name] < sizes[name]]
        if not open_:
            break
        next_ = max(open_, key=lambda name: want[name] / (got[name] + 0.5))
        got[next_] += 1
    return got


def _permanent(sentences: Iterable[str], random_state: int) -> list[str]:
    return [hashlib.sha256(f"{random_state}|{sentence}".encode("utf-8", "surrogatepass")).hexdigest() for sentence in sentences]


def _sample_id(of: str, sentences: Iterable[str]) -> str:
    return text_hash("\n".join([of, *sorted(sentences)]))[:12]


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _coder_names(coders: int | Sequence[str]) -> list[str]:
    names = list(ascii_uppercase[: max(coders, 0)]) if isinstance(coders, int) else [*coders]
    if not names or len(set(names)) < len(names) or not all(names) or (isinstance(coders, int) and coders > len(names)):
        raise OptionError(f"coders is {coders!r}; give a number from 1 to {len(ascii_uppercase)}, or names that differ")
    return names


def _coders(stratum: pd.Series, names: list[str], overlap: float) -> list[list[str]]:
    """Who codes each sentence: within every stratum the same share goes to all, the others in turn to one."""
    order = np.argsort(stratum.to_numpy(dtype=str), kind="stable")
    found: list[list[str]] = [[] for _ in order]
    turn = 0
    for place, row in enumerate(order.tolist()):
        shared = math.floor((place + 1) * overlap + 1e-9) > math.floor(place * overlap + 1e-9)
        found[row] = list(names) if shared else [names[turn % len(names)]]
        turn += not shared
    return found
