"""Why a sentence is coded as it is: a text in, its components coloured, the rules that fired and the reasons against out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from speechmine.codebooks import codebook_files
from speechmine.errors import OptionError
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.extract.directives.lexicon import Lexicon, compile_lexicon
from speechmine.extract.directives.readings import Reading, Reason, decided, reasons, strength_words
from speechmine.extract.directives.rules.texts import RuleText, rule_texts
from speechmine.records import MODALITIES, Annotations, Speech
from speechmine.report.highlight import KINDS, Mark, html_legend, html_style, html_text, rich_legend, rich_text
from speechmine.report.marks import component_marks, components, described, span_marks
from speechmine.report.messages import language, speaking, tell
from speechmine.tables.rows import Row, speech_rows

__all__ = ["REASONS", "Explanation", "SentenceExplanation", "explain"]

_SOURCE = "text"
REASONS = {
    "excluded": "a deontic stands inside a longer word: {0} in {1}",
    "no_verb": "it holds no deontic, and no verb that the lexicon knows to prescribe",
    "reports": "it reports the past: {all}",
    "gloss": "what follows only explains: {all}",
    "insight": "what follows is to be seen, not done: {all}",
    "weak_meeting": "{all} says what the meeting is for",
    "weak_describing": "{all} only describes under a heading that reviews, or behind a problem",
    "no_clause": "no clause of it has a verb that prescribes as its aim",
    "bare": "it opens with a bare verb",
    "after_directive": "the sentence before it prescribes",
    "heading": "it is a heading",
    "past": "it reports the past: {all}",
    "meeting": "it says what the meeting is for: {all}",
    "announcement": "it announces what somebody will do: {all}",
    "problem": "it names a problem: {all}",
    "copula": "it says what something is: {all}",
    "consequence": "it states a consequence: {all}",
    "title": "it is the title",
    "review": "a heading above it announces a review, a situation or problems",
    "after_problem": "it enlarges on a problem named before",
    "counted": "it gives figures in a review",
    "counted_acts": "it tells how often somebody did something",
    "news": "it is news, which tells what was done",
    "evaluated": "it says what an act is worth: {all}",
}
"""What is said of each ``Reason``, by its name."""


@dataclass(frozen=True)
class SentenceExplanation:
    """Why one sentence is coded as it is; all offsets are those of the text.

    Attributes
    ----------
    start, end : int
    directives : tuple of dict
        Rows of the table ``directives``, each with ``strength_words`` (word and grade) and ``rule_says`` added.
    sectors, slogans, facts : tuple of dict
        Rows of those tables.
    reasons : tuple of Reason
        Why the sentence holds no directive, or what spoke for its imperative; empty where a deontic governs.
    clauses : tuple of dict
        Each clause with the rule that decided it: ``start``, ``end``, ``text``, ``rule``, ``stage``, ``says``, ``example``, and
        ``otherwise``: what would have had to differ for it to be coded, None where it is, or where the next clause takes it.
    least : float
        The evidence from which a bare verb prescribes.
    """

    start: int
    end: int
    directives: tuple[Row, ...]
    sectors: tuple[Row, ...]
    slogans: tuple[Row, ...]
    facts: tuple[Row, ...]
    reasons: tuple[Reason, ...]
    clauses: tuple[Row, ...]
    least: float

    def spans(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows that are no directives, by table."""
        return {"sectors": self.sectors, "slogans": self.slogans, "facts": self.facts}


@dataclass(frozen=True)
class Explanation:
    """What ``explain`` gives: shows itself in a notebook, and with ``rich.print`` at a terminal.

    Attributes
    ----------
    text : str
    sentences : tuple of SentenceExplanation
    """

    text: str
    sentences: tuple[SentenceExplanation, ...] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain objects, as ``speechmine explain --json`` prints it."""
        sentences = [
            {
                "start": sentence.start, "end": sentence.end, "text": self.text[sentence.start : sentence.end],
                "directives": list(sentence.directives), "sectors": list(sentence.sectors), "slogans": list(sentence.slogans),
                "facts": list(sentence.facts),
                "reasons": [{**reason._asdict(), "says": self._said(reason)} for reason in sentence.reasons],
                "clauses": list(sentence.clauses),
            }
            for sentence in self.sentences
        ]  # fmt: skip
        return {"text": self.text, "sentences": sentences}

    def _said(self, reason: Reason) -> str:
        """A reason as data, which is English."""
        with speaking("en"):
            return _worded(reason)

    def _marks(self, sentence: SentenceExplanation) -> list[Mark]:
        return [*component_marks(sentence.directives, sentence.start), *span_marks(sentence.spans(), sentence.start)]

    def _repr_html_(self) -> str:
        marked = [(sentence, self._marks(sentence)) for sentence in self.sentences]
        kinds = {mark.kind for _, marks in marked for mark in marks}
        parts = [html_style(kinds), html_legend(kinds)]
        for sentence, marks in marked:
            parts.append(f'<div class="sm-text">{html_text(self.text[sentence.start : sentence.end], marks)}</div>')
            parts.append("<table>")
            for label, words, notes in _lines(self.text, sentence):
                cells = "".join(f"<td>{escape(cell)}</td>" for cell in (label, words, notes))
                parts.append(f"<tr>{cells}</tr>")
            parts.append("</table>")
        return f'<div class="sm-explanation">{"".join(parts)}</div>'

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        shown: set[str] = set()
        for sentence in self.sentences:
            marks = self._marks(sentence)
            shown |= {mark.kind for mark in marks}
            yield rich_text(self.text[sentence.start : sentence.end].strip("\n"), marks)
            table = Table(box=None, show_header=False, pad_edge=False, show_edge=False)
            table.add_column(style="dim", no_wrap=True)
            table.add_column(overflow="fold")
            table.add_column(overflow="fold", style="dim")
            for label, words, notes in _lines(self.text, sentence):
                table.add_row(*(rich_text(cell, ()) for cell in (label, words, notes)))
            yield table
            yield Text()
        if shown and console.is_terminal:
            yield rich_legend(shown)


def explain(text: str, *, codebooks: Mapping[str, str | Path] | None = None) -> Explanation:
    """Explain how a sentence, or a few of them, is coded: components, rules, strength, sectors, slogans, facts, reasons.

    Parameters
    ----------
    text : str
        Read as a speech of its own, so that what an outline would say (a review, a list of problems) is not known.
    codebooks : mapping of str to path, optional
        A user's own file for ``sectors``, ``slogans``, ``themes`` or ``directives``.

    Returns
    -------
    Explanation
        Offsets are those of `text`.

    Raises
    ------
    OptionError
        If there is nothing to read, or no codebook of a name.

    Examples
    --------
    >>> sentence = explain("各渡口必须在汛期前修好缆绳。").sentences[0]
    >>> [(row["rule"], row["rule_says"], row["strength_words"]) for row in sentence.directives]
    [('deontic:必须', 'a word of obligation, prohibition or permission governs the clause', [('必须', 2)])]
    >>> [reason.name for reason in explain("我们完善了预案。").sentences[0].reasons]
    ['reports']
    >>> [(row["text"], row["rule"]) for row in explain("同志们，主要领导要到场。").sentences[0].clauses]
    [('同志们', 'no_predicate'), ('主要领导要到场', 'deontic')]
    """
    if not text.strip():
        raise OptionError("the text is empty; give at least one sentence")
    books = load_codebooks(codebook_files(codebooks or {}))
    readings: list[Reading] = []
    found = annotate(Speech(_SOURCE, 0, len(text), text), books, readings=readings)
    rows, lexicon = speech_rows(found), compile_lexicon(books["directives"])
    return Explanation(text, tuple(_sentence(reading, found, rows, lexicon) for reading in readings))


def _sentence(reading: Reading, found: Annotations, rows: Mapping[str, list[Row]], lexicon: Lexicon) -> SentenceExplanation:
    view = found.segmented.view
    sentence = found.segmented.sentences[reading.sentence]
    own = rows["sentences"][reading.sentence]
    directives = tuple(
        {
            **row,
            "strength_words": strength_words(directive, reading, grades=lexicon.grades, text=view.text),
            "rule_says": _rule(row["rule"]).label_en,
        }
        for directive, row in zip(found.directives, rows["directives"], strict=True)
        if directive.sentence == reading.sentence
    )
    why = reasons(reading, view.text, lexicon=lexicon, span=(sentence.start, sentence.end))
    if directives:
        bare = any(row["rule"] == "imperative" for row in directives)
        why = [reason for reason in why if bare and reason.weight is not None]
    spans = {
        name: tuple(row for row in rows[name] if row["sentence_id"] == own["sentence_id"])
        for name in ("sectors", "slogans", "facts")
    }
    clauses = tuple(
        _clause(name, *view.span(start, end), found.segmented.speech.text)
        for start, end, name in decided(reading, view.text, span=(sentence.start, sentence.end))
    )
    least = lexicon.weights.threshold
    return SentenceExplanation(own["start"], own["end"], directives, **spans, reasons=tuple(why), clauses=clauses, least=least)


def _rule(name: str) -> RuleText:
    """The text of a rule by the name in the table, which may have the deontic behind it."""
    return rule_texts()[name.partition(":")[0]]


def _clause(name: str, start: int, end: int, text: str) -> Row:
    rule = _rule(name)
    return {
        "start": start, "end": end, "text": text[start:end], "rule": name, "stage": rule.stage, "says": rule.label_en,
        "example": rule.example, "otherwise": rule.otherwise_en or None,
    }  # fmt: skip


# -- in words


def _lines(text: str, sentence: SentenceExplanation) -> Iterator[tuple[str, str, str]]:
    """What is said of a sentence, line by line: label, words of the text, notes."""
    for number, row in enumerate(sentence.directives, 1):
        yield from _directive_lines(number, row)
    if not sentence.directives:
        yield tell("not a directive"), "", ""
    for reason in sentence.reasons:
        yield (tell("  because") if reason.weight is None else f"  {reason.weight:+.1f}"), _worded(reason), ""
    if any(reason.weight is not None for reason in sentence.reasons):
        total = sum(reason.weight or 0.0 for reason in sentence.reasons)
        yield f"  = {total:+.1f}", tell("a bare verb prescribes from {least}", least=f"{sentence.least:+.1f}"), ""
    yield from _clause_lines(sentence)
    for mark in span_marks(sentence.spans(), 0):
        yield tell(mark.kind), text[mark.start : mark.end], mark.note.removeprefix(tell(mark.kind)).lstrip(" ,:")


def _directive_lines(number: int, row: Row) -> Iterator[tuple[str, str, str]]:
    modality = tell(" and ").join(tell(MODALITIES[letter]) for letter in row["modality"])
    grades = ", ".join(f"{word} {grade}" for word, grade in row["strength_words"])
    strength = tell("strength {n}", n=row["strength"]) + (f" ({grades})" if grades else "")
    yield tell("directive {n}", n=number), row["text"], f"{modality}, {strength}"
    yield tell("  rule"), row["rule"], _glossed(row["rule"])
    for kind, part in components(row):
        yield f"  {tell(KINDS[kind].name)}", part["text"], ", ".join(described(part))
    if row["deadline"]:
        yield tell("  deadline"), row["deadline"]["text"], row["deadline"].get("value") or tell("no day follows")
    if row["reported_by"]:
        yield tell("  says"), row["reported_by"]["text"], tell("reported")


def _clause_lines(sentence: SentenceExplanation) -> Iterator[tuple[str, str, str]]:
    """The rule of each clause that is no directive of its own, and what would have had to differ."""
    told = {(row["end"], row["rule"].partition(":")[0]) for row in sentence.directives}
    for row in sentence.clauses:
        if (row["end"], row["rule"]) not in told:
            yield tell("clause"), row["text"], f"{row['rule']}: {_glossed(row['rule'])}"
            if row["otherwise"]:
                yield tell("  otherwise"), _otherwise(row["rule"]), tell("such as {example}", example=row["example"])


def _glossed(name: str) -> str:
    """The gloss of a rule in the language that is told."""
    return _rule(name).label if language() == "zh" else _rule(name).label_en


def _otherwise(name: str) -> str:
    return _rule(name).otherwise if language() == "zh" else _rule(name).otherwise_en


def _worded(reason: Reason) -> str:
    """A reason in words, with the words of the text that say so."""
    first, *others = reason.words or ("",)
    return (
        tell(REASONS.get(reason.name, reason.name.replace("_", " ")))
        .format(first, "、".join(others), all="、".join(reason.words))
        .removesuffix(": ")
    )
