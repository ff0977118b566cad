"""Turn what was found in a speech into table rows: records in, dictionaries with offsets of the source out.

This is the one place where offsets of the folded view become offsets of the source, and where ids are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from speechmine.errors import InputError
from speechmine.records import Annotations, Component, Directive, Fact, Source, Speech

__all__ = ["Row", "error_row", "header_row", "section_rows", "source_row", "speech_rows"]

Row = dict[str, Any]


def source_row(source: Source, doubts: Sequence[str] = ()) -> Row:
    """Return the row of a source, with what of it could not be read well."""
    return {
        "source": source.source, "path": source.path, "row": source.row, "format": source.format, "encoding": source.encoding,
        "extractor": source.extractor, "sha256": source.sha256, "n_chars": len(source.text),
        "doubts": list(doubts),
    }  # fmt: skip


def error_row(error: InputError) -> Row:
    """Return the row of an input that failed."""
    return {"source": error.source, "stage": error.stage, "error": error.error, "detail": error.detail}


def header_row(speech: Speech) -> Row:
    """Return the row of a speech as far as its header goes: without what is counted in it."""
    s = speech
    return {
        "speech_id": s.speech_id, "source": s.source, "start": s.start, "end": s.end, "title": s.title, "date": s.date,
        "year": s.year, "level": s.level, "place": s.place, "speaker": s.speaker, "speaker_role": s.speaker_role,
        "occasion": s.occasion, "genre": s.genre, "meta": dict(s.meta),
    }  # fmt: skip


def section_rows(speech: Speech) -> list[Row]:
    """Return the rows of a speech's sections, a parent before its children."""
    ids = [_id(speech, section.start, section.end) for section in speech.sections]
    shift = speech.start
    return [
        {
            "speech_id": speech.speech_id, "source": speech.source, "section_id": own,
            "parent_id": None if s.parent is None else ids[s.parent],
            "depth": s.depth, "marker": s.marker, "heading": s.heading, "kind": s.kind, "role": s.role, "start": s.start + shift,
            "end": s.end + shift, "heading_start": s.heading_start + shift, "heading_end": s.heading_end + shift,
        }
        for own, s in zip(ids, speech.sections, strict=True)
    ]  # fmt: skip


def _id(speech: Speech, start: int, end: int) -> str:
    return f"{speech.source}@{start + speech.start}:{end + speech.start}"


def speech_rows(found: Annotations, *, tokens: bool = False) -> dict[str, list[Row]]:
    """Return the rows of one speech by table, every offset counted in its source.

    Parameters
    ----------
    found : Annotations
    tokens : bool
        Whether to give the words, too.

    Returns
    -------
    dict of str to list of dict
        ``speeches``, ``sections``, ``sentences``, ``directives``, ``sectors``, ``slogans``, ``facts`` and, on demand, ``tokens``.
    """
    maker = _RowMaker(found)
    rows = {
        "speeches": [maker.speech_row()],
        "sections": section_rows(found.segmented.speech),
        "sentences": maker.sentences(),
        "directives": [maker.directive(index, directive) for index, directive in enumerate(found.directives)],
        "sectors": [{**maker.spot(span.start, span.end), "code": span.code, "how": span.how} for span in found.sectors],
        "slogans": [
            {**maker.spot(s.start, s.end), "type": s.type, "canonical": s.canonical, "variant": s.variant} for s in found.slogans
        ],
        "facts": [maker.fact(fact) for fact in found.facts],
    }
    if tokens:
        rows["tokens"] = [{**maker.spot(word.start, word.end), "tag": word.tag} for word in found.segmented.words]
    return rows


class _RowMaker:
    """Makes the rows of one speech; knows its ids."""

    def __init__(self, found: Annotations) -> None:
        self.found, self.segmented, self.speech = found, found.segmented, found.segmented.speech
        self.view, self.shift = self.segmented.view, self.speech.start
        self.here = {"speech_id": self.speech.speech_id, "source": self.speech.source}
        self.section_ids = [_id(self.speech, section.start, section.end) for section in self.speech.sections]
        self.sentence_ids = [_id(self.speech, *self.view.span(s.start, s.end)) for s in self.segmented.sentences]
        self.directive_ids = [_id(self.speech, *self.view.span(d.start, d.end)) for d in found.directives]

    def span(self, start: int, end: int) -> Row:
        """Return a span of the view as offsets of the source with their text."""
        a, b = self.view.span(start, end)
        return {"start": a + self.shift, "end": b + self.shift, "text": self.speech.text[a:b]}

    def spot(self, start: int, end: int) -> Row:
        """Return a span with the ids of its speech and of the sentence it begins in."""
        sentence = self.sentence_ids[self.segmented.sentence_at(start)]
        return {**self.here, "sentence_id": sentence, **self.span(start, end)}

    def speech_row(self) -> Row:
        counts = {"n_chars": self.speech.end - self.speech.start, "n_sentences": len(self.sentence_ids)}
        return {**header_row(self.speech), **counts, "cluster_id": None, "originality": None, "novelty": None}

    def sentences(self) -> list[Row]:
        themes = self.found.themes or (None,) * len(self.sentence_ids)
        return [
            {
                **self.here, "section_id": self._section_id(sentence.section), "sentence_id": self.sentence_ids[i],
                **self.span(sentence.start, sentence.end), "in_heading": sentence.in_heading,
                "theme": theme, "family_id": None,
            }
            for i, (sentence, theme) in enumerate(zip(self.segmented.sentences, themes, strict=True))
        ]  # fmt: skip

    def _section_id(self, index: int | None) -> str | None:
        return None if index is None else self.section_ids[index]

    def component(self, part: Component | None) -> Row | None:
        if part is None:
            return None
        a, b = self.view.span(part.start, part.end)
        row = {"text": self.speech.text[a:b], "start": a + self.shift, "end": b + self.shift, "how": part.how}
        if part.role:
            row["role"] = part.role
        if part.kind:
            row["kind"] = part.kind
        return row

    def components(self, parts: Iterable[Component]) -> list[Row]:
        return [row for part in parts if (row := self.component(part))]

    def directive(self, index: int, d: Directive) -> Row:
        sentence = self.segmented.sentences[d.sentence]
        deadline = self.component(d.deadline[0]) if d.deadline else None
        if deadline and d.deadline and d.deadline[1]:
            deadline["value"] = d.deadline[1]
        return {
            **self.here, "section_id": self._section_id(sentence.section), "sentence_id": self.sentence_ids[d.sentence],
            "directive_id": self.directive_ids[index],
            "parent_directive_id": None if d.parent is None else self.directive_ids[d.parent], **self.span(d.start, d.end),
            "in_heading": sentence.in_heading, "modality": list(d.modality), "strength": d.strength, "reported": d.reported,
            "reported_by": self.component(d.reported_by), "actors": self.components(d.actors),
            "deontics": self.components(d.deontics), "aim": self.component(d.aim), "objects": self.components(d.objects),
            "conditions": self.components(d.conditions), "purposes": self.components(d.purposes),
            "or_else": self.components(d.or_else), "enforces": None if d.enforces is None else self.directive_ids[d.enforces],
            "deadline": deadline,
            "sectors": list(d.sectors), "rule": d.rule,
        }  # fmt: skip

    def fact(self, fact: Fact) -> Row:
        return {
            **self.spot(fact.start, fact.end), "kind": fact.kind, "value": _number(fact.value), "unit": fact.unit,
            "change": _number(fact.change),
            "measure": None if fact.measure is None else self.component(Component(*fact.measure)), "period": fact.period,
            "date": fact.date, "place": fact.place, "sectors": list(fact.sectors), "approximate": fact.approximate,
            "check": fact.check, "status": fact.status,
        }  # fmt: skip


def _number(decimal: str | None) -> float | None:
    return None if decimal is None else float(decimal)
