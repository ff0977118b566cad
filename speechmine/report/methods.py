"""The paragraph for a methods section: mined tables and a coding in, what was coded, how well, and with what error out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from speechmine.errors import InputError
from speechmine.report.messages import language, speaking, tell
from speechmine.tables.mined import Mined
from speechmine.validate.accuracy import accuracy_frame
from speechmine.validate.agreement import agreement_frame
from speechmine.validate.correction import corrected_frame
from speechmine.validate.design import population
from speechmine.validate.settling import SETTLED, by_people, disagreement_frame

__all__ = ["methods_text"]

_MOST = 3  # codes of a field for which a share is told
_REFERENCES = {
    "alpha": "Krippendorff, K. (2013). Content Analysis: An Introduction to Its Methodology, 3rd ed. Sage.",
    "ac1": "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British "
    "Journal of Mathematical and Statistical Psychology, 61, 29-48.",
    "dsl": "Egami, N., Hinck, M., Stewart, B. M. and Wei, H. (2023). Using imperfect surrogates for downstream inference: "
    "design-based supervised learning for social science applications of large language models. NeurIPS 36.",
    "ppi": "Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I. and Zrnic, T. (2023). Prediction-powered inference. "
    "Science, 382, 669-674.",
    "cr2": "Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage "
    "samples. Survey Methodology, 28, 169-181.",
}


def methods_text(mined: Mined, coding: pd.DataFrame, *, lang: str | None = None) -> str:
    """Write the paragraph on validation for a methods section, with its references.

    Parameters
    ----------
    mined : Mined
        The corpus that the sample was drawn from.
    coding : DataFrame
        As `read_coding` gives it, with the design.
    lang : {"en", "zh"}, optional
        That of the environment by default.

    Returns
    -------
    str
        Plain text: the corpus with the versions of the program and of the codebooks, the sample, agreement, what was settled,
        accuracy, shares with and without correction of the commonest codes, and the works to cite. Check it against what you
        did: it cannot know whether the coders saw the program's suggestions, or who they were.

    Raises
    ------
    InputError
        As `accuracy_frame`.

    Examples
    --------
    >>> import speechmine as sm
    >>> from speechmine.validate.program import program_coding
    >>> mined = sm.mine(sm.sample_path())
    >>> said = program_coding(mined, "themes").assign(sample="s", source="", text="", stratum="all", probability=1.0, comment="")
    >>> text = methods_text(mined, said.assign(coder="A"), lang="en")
    >>> text[: text.index(" has")], text.splitlines()[1:3]
    ('The corpus', ['', 'References'])
    """
    with speaking(lang):
        gap = "" if language() == "zh" else " "
        told = [
            *_corpus(mined, coding),
            *_sample(coding),
            *_agreement(coding),
            *_accuracy(accuracy_frame(mined, coding)),
            *_shares(corrected_frame(mined, coding)),
        ]
        told.append(tell("All intervals are of 95 %, with speeches as clusters."))
        several = len(set(by_people(coding)["coder"])) > 1
        used = [key for key in _REFERENCES if several or key not in {"alpha", "ac1"}]
        return "\n".join([gap.join(told), "", tell("References"), *(_REFERENCES[key] for key in used)])


def _corpus(mined: Mined, coding: pd.DataFrame) -> Iterator[str]:
    own = population(mined)
    n = {"n": own["speech_id"].nunique(), "sentences": len(own)}
    yield tell("The corpus has {n} independent speeches with {sentences} sentences.", **n)
    used = [name for name in ("directives", "sectors", "slogans", "themes") if name in mined.manifest.get("codebooks", {})]
    books = ", ".join(f"{name} {_book(mined, name)}" for name in used)
    version = mined.manifest.get("versions", {}).get("speechmine", "")
    tasks = ", ".join(tell(task) for task in dict.fromkeys(coding["of"]))
    what = {"version": version, "books": books, "tasks": tasks}
    yield tell("It was coded by speechmine {version} for {tasks} (codebooks with version and hash: {books}).", **what)


def _book(mined: Mined, name: str) -> str:
    book = mined.manifest["codebooks"][name]
    return f"{book['version']} {book['sha256'][:8]}"


def _sample(coding: pd.DataFrame) -> Iterator[str]:
    people = by_people(coding)
    drawn = coding.drop_duplicates("sentence_id")
    coders = people.groupby("sentence_id")["coder"].nunique()
    numbers = {"n": len(drawn), "strata": drawn["stratum"].nunique(), "low": f"{drawn['probability'].min():.3f}"}
    numbers["high"] = f"{drawn['probability'].max():.3f}"
    yield tell("{n} sentences were drawn at random from {strata} strata, with probabilities from {low} to {high}.", **numbers)
    both = {"n": people["coder"].nunique(), "coded": len(coders), "both": int((coders > 1).sum())}
    yield tell("{n} people coded {coded} of them, {both} of which were coded by two or more.", **both)


def _agreement(coding: pd.DataFrame) -> Iterator[str]:
    try:
        frame = agreement_frame(coding)
    except InputError:  # one coder
        yield tell("Agreement between coders was not measured.")
        return
    whole = frame[frame["code"].isna()].set_index(["field", "measure"]).to_dict("index")
    for field in dict.fromkeys(frame["field"]):
        alpha, ac1, percent = (whole[field, measure] for measure in ("alpha", "ac1", "percent"))
        figures = {"field": field, "percent": f"{percent['value']:.0%}", "alpha": _figure(alpha), "ac1": _figure(ac1)}
        yield tell("On {field} they agreed in {percent} (Krippendorff's alpha {alpha}, Gwet's AC1 {ac1}).", **figures)
    settled = coding[(coding["coder"] == SETTLED) & coding["codes"].notna()]["sentence_id"].nunique()
    left = {"n": settled, "left": disagreement_frame(coding)["sentence_id"].nunique()}
    yield tell("A third decision settled {n} sentences; {left} are not settled and left out.", **left)


def _accuracy(frame: pd.DataFrame) -> Iterator[str]:
    for row in frame[frame["code"].isna() & frame["stratum"].isna()].to_dict("records"):
        figures = {name: _figure(row, name) for name in ("precision", "recall", "f1")}
        what = {"field": row["field"], "counted": tell(row["counted"]), "n": row["n_true"]}
        message = "On {field} ({counted}; {n} in the sample) the program has precision {precision}, recall {recall}, F1 {f1}."
        yield tell(message, **what, **figures)


def _shares(frame: pd.DataFrame) -> Iterator[str]:
    for field, own in frame.groupby("field", sort=False):
        for row in own.nlargest(_MOST, "dsl").to_dict("records"):
            figures = {name: _figure(row, name) for name in ("naive", "dsl", "ppi")}
            message = (
                "Sentences with {code} ({field}): {naive} by the program alone, {dsl} by design-based supervised learning, {ppi} "
                "by prediction-powered inference."
            )
            yield tell(message, code=row["code"], field=field, **figures)


def _figure(row: dict[str, Any], name: str = "value") -> str:
    low, high = (row["low"], row["high"]) if name == "value" else (row[f"{name}_low"], row[f"{name}_high"])
    if pd.isna(row[name]):
        return "–"
    return f"{row[name]:.3f}" + ("" if pd.isna(low) else f" [{low:.3f}, {high:.3f}]")
