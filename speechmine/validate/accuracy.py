"""How right the program is: mined tables and a coding in, precision, recall and F1 with intervals over speeches out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from speechmine.count.resampling import percentile_interval, speech_weights
from speechmine.errors import InputError, OptionError
from speechmine.tables.mined import Mined
from speechmine.validate.program import program_coding
from speechmine.validate.settling import settled_coding, with_weights
from speechmine.validate.tasks import TASKS

__all__ = ["accuracy_frame", "compared"]

_COLUMNS = [
    "of", "field", "code", "stratum", "counted", "n_speeches", "n_sentences", "n_true", "n_found", "precision", "precision_low",
    "precision_high", "recall", "recall_low", "recall_high", "f1", "f1_low", "f1_high", "n_more",
]  # fmt: skip

Array = np.ndarray[Any, Any]
Row = Mapping[str, Any]


def accuracy_frame(
    mined: Mined, coding: pd.DataFrame, *, margin: float = 0.05, n_resamples: int = 1000, random_state: int = 0
) -> pd.DataFrame:
    """Measure how right the program is against what people coded, as it would be on the whole corpus.

    Parameters
    ----------
    mined : Mined
        The corpus that the sample was drawn from.
    coding : DataFrame
        As `read_coding` gives it: of each sentence what its coders agree on, or the third decision.
    margin : float
        Half the width that the interval of F1 should have, for ``n_more``.
    n_resamples : int
        Resamples of the bootstrap over speeches; 0 for no intervals.
    random_state : int

    Returns
    -------
    DataFrame
        One row a field, code and stratum, in the order of the tasks: of, field, code (None for all codes together), stratum
        (None for all), counted (``code``: codes of sentences; ``span``: spans with their exact offsets; ``character``:
        characters within spans), n_speeches, n_sentences (coded), n_true (in the sample, by the coders), n_found (by the
        program), precision, recall, f1 (0 to 1, weighted by the inverse of the inclusion probabilities; NaN where nothing was
        found or nothing is true), each with the ends of its 95 % percentile interval over speeches, and n_more: how many more
        sentences to code so that the interval of F1 is no wider than twice the margin; 0 where it is, None where nothing can be
        said.

    Raises
    ------
    InputError
        If no sentence is settled, one is not in the corpus, or the inclusion probabilities are not known.
    OptionError
        If `margin` or `n_resamples` is out of range.

    Notes
    -----
    An interval of no width says that no error was seen, not that there is none. ``n_more`` takes the interval to shrink with
    the root of the sample; where everything was right so far it goes by the rule of three: three errors in n may be hidden.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> said = program_coding(mined, "themes").assign(sample="s", source="", text="", stratum="all", probability=1.0, comment="")
    >>> frame = accuracy_frame(mined, said.assign(coder="A"), n_resamples=0)
    >>> frame.loc[frame["code"].isna() & frame["stratum"].isna(), ["precision", "recall", "f1"]].values.tolist()
    [[1.0, 1.0, 1.0]]
    """
    if not 0 < margin < 1:
        raise OptionError(f"margin is {margin!r}; give half the width of an interval, above 0 and below 1")
    if n_resamples < 0:
        raise OptionError(f"n_resamples is {n_resamples!r}; give 0 (no intervals) or more")
    pairs = compared(mined, coding)
    rows = []
    for of, fields in TASKS.items():
        for field in fields:
            part = pairs[(pairs["of"] == of) & (pairs["field"] == field.name)]
            if len(part):
                weights = speech_weights(part["speech_id"].nunique(), n_resamples, np.random.default_rng(random_state))
                ways = ("span", "character") if field.kind == "spans" else ("code",)
                rows += [(of, field.name, *row) for way in ways for row in _field(part, way, weights, margin)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"n_more": "Int64"})


def compared(mined: Mined, coding: pd.DataFrame) -> pd.DataFrame:
    """Return the settled coding with what the program says beside it: columns ``said`` and ``said_spans``.

    Raises
    ------
    InputError
        As `accuracy_frame`.
    """
    settled = settled_coding(coding)
    if settled.empty:
        raise InputError("coding", "nothing settled", "the coders agree on no sentence; settle what they coded differently")
    settled = with_weights(settled, coding)
    program = pd.concat([program_coding(mined, of, settled["sentence_id"]) for of in settled["of"].unique()])
    said = program[["sentence_id", "of", "field", "codes", "spans"]].rename(columns={"codes": "said", "spans": "said_spans"})
    both = settled.merge(said, on=["sentence_id", "of", "field"], how="left")
    lost = both.loc[both["said"].isna(), "sentence_id"]
    if len(lost):
        what = f"{lost.iloc[0]} is not in the corpus; give the one that the sample was drawn from, mined by the same version"
        raise InputError("coding", "other corpus", what)
    return both


def _field(part: pd.DataFrame, way: str, weights: Array, margin: float) -> Iterator[tuple[Any, ...]]:
    """The rows of a field: all codes together, then each; all strata together, then each."""
    counts = pd.DataFrame([row for record in part.to_dict("records") for row in _counted(record, way)])
    speeches = sorted(part["speech_id"].unique())
    codes = sorted(counts["code"].dropna().unique())
    names = sorted(part["stratum"].unique())
    strata = [None, *names] if len(names) > 1 else [None]
    for code in [None, *(codes if codes != [part["field"].iloc[0]] else [])]:
        own = counts if code is None else counts[counts["code"] == code]
        for stratum in strata:
            here = part if stratum is None else part[part["stratum"] == stratum]
            size = here["speech_id"].nunique(), here["sentence_id"].nunique()
            measured = _measured(own if stratum is None else own[own["stratum"] == stratum], speeches, weights)
            yield code, stratum, way, *size, *measured, _more(measured, size[1], margin)


def _more(measured: list[Any], n_sentences: int, margin: float) -> int | None:
    """Sentences still to be coded until F1 is known within the margin."""
    n_true = measured[0]
    f1, low, high = (float(value) for value in measured[-3:])
    if math.isnan(low) or not n_true:
        return None
    half = max((high - low) / 2, 1.5 / n_true) if f1 == 1 else (high - low) / 2
    return max(math.ceil(n_sentences * (half / margin) ** 2) - n_sentences, 0)


def _counted(row: Row, way: str) -> Iterator[dict[str, Any]]:
    """What is right, wrong and missed of each code in one sentence."""
    true, found = (_items(row, *names, way) for names in (("codes", "spans"), ("said", "said_spans")))
    place = {name: row[name] for name in ("speech_id", "stratum", "weight")}
    yield {**place, "code": None, "both": 0, "true": 0, "found": 0}  # so that a sentence without any code counts as seen
    for code in sorted({*true, *found}):
        own, other = true.get(code, Counter()), found.get(code, Counter())
        yield {**place, "code": code, "both": (own & other).total(), "true": own.total(), "found": other.total()}


def _items(row: Row, codes: str, spans: str, way: str) -> dict[str, Counter[Hashable]]:
    """What is compared, by code."""
    items: dict[str, Counter[Hashable]] = {}
    if way == "code":
        return {code: Counter([code]) for code in row[codes]}
    for span in row[spans] or ():
        start, end = int(span["start"]), int(span["end"])
        marked = range(start, end) if way == "character" else [(start, end)]
        items[span["code"]] = items.get(span["code"], Counter()) | Counter(marked)
    return items


def _measured(counts: pd.DataFrame, speeches: list[str], weights: Array) -> list[Any]:
    """Numbers in the sample, and precision, recall and F1 with their intervals."""
    sums = _sums(counts, speeches)
    found: list[Any] = [int(counts["true"].sum()), int(counts["found"].sum())]
    values, drawn = _scores(sums.sum(axis=0)), _scores(weights @ sums)
    for value, resampled in zip(values, drawn, strict=True):
        found += [float(value), *_interval(float(value), resampled)]
    return found


def _sums(counts: pd.DataFrame, speeches: list[str]) -> Array:
    """Weighted number of both, true and found in each speech."""
    weighted = counts[["both", "true", "found"]].mul(counts["weight"], axis=0).assign(speech_id=counts["speech_id"])
    return np.asarray(weighted.groupby("speech_id").sum().reindex(speeches, fill_value=0.0), dtype=float)


def _scores(sums: Array) -> tuple[Array, Array, Array]:
    both, true, found = np.moveaxis(np.asarray(sums, dtype=float), -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):  # nothing found or nothing true: NaN
        return both / found, both / true, 2 * both / (true + found)


def _interval(value: float, drawn: Array) -> tuple[float, float]:
    known = drawn[~np.isnan(drawn)]
    low, high = percentile_interval(known) if not math.isnan(value) else (np.nan, np.nan)
    return float(low), float(high)
