"""How a codebook fits itself and a corpus: a codebook and texts in, what to mend and what it covers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from speechmine.codebooks import Codebook, Term
from speechmine.folding import fold

if TYPE_CHECKING:
    from speechmine.records import SegmentedSpeech

__all__ = ["codebook_coverage", "codebook_issues"]

_EXCERPT = 24


def codebook_issues(codebook: Codebook) -> pd.DataFrame:
    """Find what in a codebook is allowed by the format and still does not work, or not as it looks.

    Parameters
    ----------
    codebook : Codebook

    Returns
    -------
    DataFrame
        Columns line, code, term, issue, detail; by line. Issues: ``unfolded`` (the term can never match the folded text),
        ``dead`` (another term or its own exclusion hides it wherever it stands), ``overlap`` (the string stands for several
        codes, and counts for all), ``idle exclusion`` (an exclusion that does not hold the term), ``example`` (the term is not
        found in its own example), ``counter-example`` (it is found in its counter-example).

    Examples
    --------
    >>> from speechmine.codebooks import load_codebook
    >>> set(codebook_issues(load_codebook("levels"))["issue"]) <= {"overlap"}
    True
    """
    rows = [
        (term.line, term.code, term.term, issue, detail)
        for term in codebook.terms
        for issue, detail in (*_of_wording(term), *_of_examples(term, codebook))
    ]
    frame = pd.DataFrame([*rows, *_overlaps(codebook)], columns=["line", "code", "term", "issue", "detail"])
    return frame.sort_values(["line", "issue", "detail"], ignore_index=True)


def codebook_coverage(codebook: Codebook, segmented: Iterable[SegmentedSpeech]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count what a codebook finds in speeches.

    Parameters
    ----------
    codebook : Codebook
    segmented : iterable of SegmentedSpeech

    Returns
    -------
    codes, terms : DataFrame
        `codes`: code, label, n_terms, n_terms_found, n_found, n_sentences, n_speeches, one row a code in file order. `terms`:
        line, code, term, n_found, one row a term in file order; 0 marks a term that is dead in these speeches.
    """
    per_term: Counter[int] = Counter()
    sentences: Counter[str] = Counter()
    speeches: Counter[str] = Counter()
    for speech in segmented:
        met: set[str] = set()
        for matches in codebook.find_in(speech.view.text, [(s.start, s.end) for s in speech.sentences]):
            per_term.update(match.term.line for match in matches)
            here = {match.term.code for match in matches}
            sentences.update(here)
            met |= here
        speeches.update(met)
    terms = pd.DataFrame(
        [(term.line, term.code, term.term, per_term[term.line]) for term in codebook.terms],
        columns=["line", "code", "term", "n_found"],
    )
    found = (
        terms.assign(met=terms["n_found"] > 0)
        .groupby("code")
        .agg(n_terms=("term", "size"), n_terms_found=("met", "sum"), n_found=("n_found", "sum"))
    )
    codes = found.reindex(list(codebook.codes), fill_value=0).rename_axis("code").reset_index()
    codes.insert(1, "label", [codebook.codes[code].label for code in codes["code"]])
    counted = {"n_sentences": sentences, "n_speeches": speeches}
    return codes.assign(**{name: [count[code] for code in codes["code"]] for name, count in counted.items()}), terms


def _of_wording(term: Term) -> Iterator[tuple[str, str]]:
    if fold(term.term) != term.term:
        yield "unfolded", f"write {fold(term.term)}"
    if term.term in term.excludes:
        yield "dead", "it is an exclusion of itself: remove it there"
    for longer in term.excludes:
        if term.term not in longer:
            yield "idle exclusion", f"{longer} does not hold {term.term}"


def _of_examples(term: Term, codebook: Codebook) -> Iterator[tuple[str, str]]:
    if term.example and not _found(term, codebook, term.example):
        yield "example", _shortened(term.example)
    if term.counter_example and _found(term, codebook, term.counter_example):
        yield "counter-example", _shortened(term.counter_example)


def _found(term: Term, codebook: Codebook, text: str) -> bool:
    return any(match.term.line == term.line for match in codebook.find(fold(text)))


def _overlaps(codebook: Codebook) -> Iterator[tuple[int, str, str, str, str]]:
    """A row for each string that stands for several codes, at its later lines."""
    first: dict[str, Term] = {}
    for term in codebook.terms:
        other = first.setdefault(term.term, term)
        if other is not term:
            yield term.line, term.code, term.term, "overlap", f"it stands for {other.code}, too (line {other.line})"


def _shortened(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
