"""One speech of a source with its header and its outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from speechmine.folding import Folded, folded_view

__all__ = ["Section", "Speech"]


@dataclass(frozen=True)
class Section:
    r"""A node of the heading tree. Offsets count code points **from the speech's first character**.

    Attributes
    ----------
    parent : int or None
        Index of the parent in ``Speech.sections``, None at the top.
    depth : int
        From 1, by place in the tree.
    marker : str
        The enumerator verbatim (``一、``, ``（一）``, ``一是``), empty where there is none.
    heading : str
        The heading's words without marker and closing mark.
    kind : str
        ``heading``, or ``run_in`` (非煤矿山方面。 inside a paragraph).
    start, end : int
        What the section governs, from its heading to the next section that is not below it.
    heading_start, heading_end : int
        From the marker's first character to before the mark that closes the heading.
    role : str or None
        situation, problems, tasks or closing.

    Examples
    --------
    >>> import speechmine as sm
    >>> corpus = sm.read_corpus(["在全镇会议上的讲话\n一、查船\n各村要查船。\n二、查闸\n各村要查闸。"])
    >>> [(section.marker, section.heading) for section in corpus.speeches[0].sections]
    [('一、', '查船'), ('二、', '查闸')]
    """

    parent: int | None
    depth: int
    marker: str
    heading: str
    kind: str
    start: int
    end: int
    heading_start: int
    heading_end: int
    role: str | None = None


@dataclass(frozen=True)
class Speech:
    r"""One speech; a source may hold several.

    Attributes
    ----------
    source : str
        ``Source.source`` of the text that holds it.
    start, end : int
        Half-open span in the source text, code points.
    text : str
        ``source_text[start:end]``.
    title, date, place, speaker, speaker_role, occasion : str or None
        Header fields; ``date`` is ISO 8601. None where neither text nor user say.
    year : int or None
    genre : str or None
        speech, report, notice, news, law or other.
    level : str or None
        national, province, city, county, township or enterprise.
    meta : mapping of str to str
        What the user said about the source; it has won over the header already.
    sections : tuple of Section
        The heading tree in order of appearance.

    Examples
    --------
    >>> speech = Speech("讲话.txt", 0, 7, "各村要查船。\n", year=2019)
    >>> speech.speech_id, speech.year
    ('讲话.txt@0', 2019)
    """

    source: str
    start: int
    end: int
    text: str = field(repr=False)
    title: str | None = None
    date: str | None = None
    year: int | None = None
    level: str | None = None
    place: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    occasion: str | None = None
    genre: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = field(default=(), repr=False)

    def _repr_html_(self) -> str:
        """Its header as a table, for a notebook; all of it escaped."""
        fields = ("date", "year", "level", "place", "speaker", "speaker_role", "occasion")
        rows = [(name, str(value)) for name in fields if (value := getattr(self, name)) is not None]
        rows += [("characters", str(len(self.text))), ("sections", str(len(self.sections)))]
        cells = "".join(
            f'<tr><th style="text-align:left">{name}</th><td style="text-align:left">{escape(value)}</td></tr>'
            for name, value in rows
        )
        return f"<div><b>{escape(self.title or self.speech_id)}</b><br>{escape(self.speech_id)}<table>{cells}</table></div>"

    @property
    def speech_id(self) -> str:
        """Id made of source and offset, so that it outlives other files' coming and going."""
        return f"{self.source}@{self.start}"

    @property
    def view(self) -> Folded:
        """Folded view of the text."""
        return speech_view(self.source, self.text)


def speech_view(source: str, text: str) -> Folded:
    """Return the folded view of a speech's text; the marks of Markdown are marks where its source is named so."""
    return folded_view(text, markdown=source.lower().endswith((".md", ".markdown")))
