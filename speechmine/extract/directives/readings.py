"""What a sentence was read as, kept for who asks why: clauses and mood in, the reasons for and against a directive out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from speechmine.codebooks import Term
from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.coder import Decision
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.mood import PRESCRIBABLE, Mood
from speechmine.extract.directives.units import Terms, Unit
from speechmine.records import Directive

__all__ = ["Reading", "Reason", "decided", "reasons", "strength_words"]

# Evidence of ``read_mood`` that units of a code of the same name speak for.
_WORDED = ("past", "meeting", "announcement", "problem", "copula", "consequence")


class Reason(NamedTuple):
    """Why a sentence prescribes or does not.

    Attributes
    ----------
    name : str
        ``excluded`` (a deontic inside a longer word), ``no_verb``, ``past`` …: what ``speechmine.report.explanation`` words.
    weight : float or None
        Evidence for (positive) or against an imperative; None where it decides alone.
    words : tuple of str
        The words of the sentence that say so.
    """

    name: str
    weight: float | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How the coder read one sentence.

    Attributes
    ----------
    sentence : int
        Index in ``SegmentedSpeech.sentences``.
    terms : Terms
    clauses : sequence of Clause
        Empty where the terms alone showed that the sentence cannot prescribe.
    mood : Mood or None
    decisions : sequence of Decision
        Each clause with the rule that decided it.
    """

    sentence: int
    terms: Terms
    clauses: Sequence[Clause] = ()
    mood: Mood | None = None
    decisions: Sequence[Decision] = ()


def reasons(reading: Reading, text: str, *, lexicon: Lexicon, span: tuple[int, int]) -> list[Reason]:
    """Give the reasons why a sentence holds no directive: for and against an imperative, and what became of its deontics.

    Parameters
    ----------
    reading : Reading
    text : str
        The folded view.
    lexicon : Lexicon
    span : tuple of int
        The sentence in the view.
    """
    found = [*_excluded(text[slice(*span)], lexicon)]
    if reading.mood is None:
        return [*found, _reported(reading.terms, text)]
    units = [unit for clause in reading.clauses for unit in clause.units]
    found += _stated(reading.clauses)
    found += _not_governing(reading)
    for name, weight in reading.mood.evidence.items():
        if weight:
            found.append(Reason(name, weight, _words(units, name) if name in _WORDED else ()))
    return [*found, Reason("no_clause", None)] if reading.mood.imperative else found


def decided(reading: Reading, text: str, *, span: tuple[int, int]) -> list[tuple[int, int, str]]:
    """Name the rule that decided each clause of a sentence: start and end in the view, name; one for a sentence refused whole.

    Parameters
    ----------
    reading : Reading
    text : str
        The folded view.
    span : tuple of int
        The sentence in the view.
    """
    if reading.mood is None:
        return [(*span, _reported(reading.terms, text).name)]
    return [(clause.start, clause.end, rule.name) for clause, rule in reading.decisions] or [(*span, "no_verb")]


def strength_words(directive: Directive, reading: Reading, *, grades: Mapping[str, int], text: str) -> list[tuple[str, int]]:
    """Give the words of the lexicon that graded a directive, in order: deontics and strengtheners of its clauses."""
    clauses = [clause for clause in reading.clauses if directive.start <= clause.start < directive.end]
    units = [unit for clause in clauses for unit in clause.strengtheners if unit.end <= directive.end]
    words = [(part.start, text[part.start : part.end]) for part in directive.deontics if part.how == "explicit"]
    words += [(unit.start, unit.text) for unit in units]
    return [(word, grades.get(word, 1)) for _, word in sorted(set(words))]


def _excluded(sentence: str, lexicon: Lexicon) -> Iterator[Reason]:
    """Deontics that stand inside a longer word, which hides them: 要 in 主要."""
    for term in lexicon.codebook.terms:
        if term.code in DEONTICS and term.term in sentence:
            longer = [word for at in _places(term.term, sentence) if (word := _around(term, sentence, at))]
            if longer:
                yield Reason("excluded", None, (term.term, *dict.fromkeys(longer)))


def _places(word: str, sentence: str) -> list[int]:
    return [at for at in range(len(sentence)) if sentence.startswith(word, at)]


def _around(term: Term, sentence: str, at: int) -> str | None:
    """The exclusion that hides a term at an offset: the one that begins first."""
    hiding = [
        (at - inside, word)
        for word in term.excludes
        for inside in _places(term.term, word)
        if at >= inside and sentence.startswith(word, at - inside)
    ]
    return min(hiding, key=lambda found: (found[0], -len(found[1])))[1] if hiding else None


def _reported(terms: Terms, text: str) -> Reason:
    """Why a sentence was not read at all: it marks the past, or nothing in it can prescribe."""
    past = tuple(text[start:end] for (start, end), codes in sorted(terms.codes.items()) if "past" in codes)
    prescribing = not terms.all_codes().isdisjoint(PRESCRIBABLE)
    return Reason("reports", None, past) if past and prescribing else Reason("no_verb", None)


def _stated(clauses: Iterable[Clause]) -> Iterator[Reason]:
    for clause in clauses:
        first, aim = clause.units[0], clause.aim_unit
        if "gloss" in first.codes:
            yield Reason("gloss", None, (first.text,))
        elif aim is not None and "insight" in aim.codes:
            yield Reason("insight", None, (aim.text,))


def _not_governing(reading: Reading) -> Iterator[Reason]:
    """Deontics that were read as such, where the sentence may yet describe."""
    for clause in reading.clauses:
        words = tuple(unit.text for unit in clause.deontics)
        if words and all("weak" in unit.codes for unit in clause.deontics):
            if "meeting" in clause.codes:
                yield Reason("weak_meeting", None, words)
            elif reading.mood is not None and reading.mood.describing:
                yield Reason("weak_describing", None, words)


def _words(units: Iterable[Unit], code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.text for unit in units if unit.has(code)))
