"""Colour the spans of a text: a text and marks in, HTML for a notebook or styled text for a terminal out.

Every kind of mark has a channel: ``fill`` colours the ground, ``line`` underlines, ``face`` sets the type; so a slogan shows
inside an object. Within one channel the shortest mark wins. In HTML the colours are tints of the palette of Okabe and Ito, which
the colour-blind tell apart, and the name of each kind stands in the legend and behind the mouse; a terminal shows its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from speechmine.report.messages import tell

__all__ = ["KINDS", "Kind", "Mark", "html_legend", "html_style", "html_text", "rich_legend", "rich_text"]


class Kind(NamedTuple):
    """How a kind of span looks: its channel, its name, CSS for a notebook, a style for rich."""

    channel: str
    name: str
    css: str
    style: str


KINDS = {
    "actor": Kind("fill", "actor", "background:#bfe0f5", "bold cyan"),
    "deontic": Kind("fill", "deontic", "background:#f5c9b0", "bold red"),
    "aim": Kind("fill", "aim", "background:#b8e6d3", "bold green"),
    "object": Kind("fill", "object", "background:#e2f2ec", "green"),
    "condition": Kind("fill", "condition", "background:#faf3b0", "yellow"),
    "purpose": Kind("fill", "purpose", "background:#f0d9e8", "magenta"),
    "or_else": Kind("fill", "or else", "background:#e8c4c4", "bold magenta"),
    "obligation": Kind("fill", "obligation", "background:#cfe6f5", "cyan"),
    "prohibition": Kind("fill", "prohibition", "background:#f7cdb5", "bold red"),
    "permission": Kind("fill", "permission", "background:#c5ebdb", "green"),
    "sanction": Kind("fill", "or else", "background:#e8c4c4", "bold magenta"),
    "sector": Kind("line", "sector", "border-bottom:2px solid #0072b2", "underline"),
    "slogan": Kind("line", "slogan", "border-bottom:2px dashed #d55e00", "italic underline"),
    "fact": Kind("line", "fact", "border-bottom:2px dotted #009e73", "underline2"),
    "heading": Kind("face", "heading", "font-weight:bold", "bold"),
}
"""The kinds of marks, in the order of the legend."""

_CHANNELS = ("face", "fill", "line")
# A control character of the text must not steer the terminal: its picture is shown.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


class Mark(NamedTuple):
    """A span of the text to colour.

    Attributes
    ----------
    start, end : int
        Half-open, in the text that is shown.
    kind : str
        A key of `KINDS`.
    note : str
        What it is: shown behind the mouse.
    """

    start: int
    end: int
    kind: str
    note: str = ""


def rich_text(text: str, marks: Iterable[Mark]) -> Text:
    """Return a text with its marks as styles; control characters become pictures of themselves."""
    shown = Text(text.translate(_PICTURES))
    for start, end, over in _pieces(text, marks):
        for mark in _winners(over):
            shown.stylize(KINDS[mark.kind].style, start, end)
    return shown


def rich_legend(kinds: Iterable[str]) -> Text:
    """Return the names of kinds, each in its style."""
    return Text("  ").join(Text(f" {tell(KINDS[kind].name)} ", style=KINDS[kind].style) for kind in _ordered(kinds))


def html_text(text: str, marks: Iterable[Mark]) -> str:
    """Return a text with its marks as escaped HTML; what each says stands in ``title``.

    Examples
    --------
    >>> html_text("各村<b>", [Mark(0, 2, "actor", "actor, explicit")])
    '<span class="sm-actor" title="actor, explicit">各村</span>&lt;b&gt;'
    """
    return "".join(_html_piece(text[start:end], over) for start, end, over in _pieces(text, marks))


def html_legend(kinds: Iterable[str]) -> str:
    """Return the names of kinds, each in its style, as a line of HTML."""
    names = (f'<span class="sm-{kind}">{escape(tell(KINDS[kind].name))}</span>' for kind in _ordered(kinds))
    return f'<p class="sm-legend">{" ".join(names)}</p>'


def html_style(kinds: Iterable[str]) -> str:
    """Return the style sheet of kinds; dark grounds keep the marks readable by setting their ink."""
    rules = [
        f".sm-{kind}{{{KINDS[kind].css}{';color:#111' if KINDS[kind].channel == 'fill' else ''}}}" for kind in _ordered(kinds)
    ]
    rules += [
        ".sm-text{white-space:pre-wrap;line-height:1.9}",
        ".sm-legend{font-size:85%}",
        ".sm-explanation td{text-align:left;white-space:pre-wrap}",
    ]
    return f"<style>{''.join(rules)}</style>"


def _ordered(kinds: Iterable[str]) -> list[str]:
    wanted = set(kinds)
    return [kind for kind in KINDS if kind in wanted]


def _html_piece(piece: str, over: Sequence[Mark]) -> str:
    if not over:
        return escape(piece)
    classes = " ".join(f"sm-{mark.kind}" for mark in _winners(over))
    notes = "\n".join(dict.fromkeys(mark.note for mark in sorted(over, key=_length) if mark.note))
    return f'<span class="{classes}" title="{escape(notes)}">{escape(piece)}</span>'


def _winners(over: Sequence[Mark]) -> list[Mark]:
    """The shortest mark of each channel."""
    found = []
    for channel in _CHANNELS:
        own = [mark for mark in over if KINDS[mark.kind].channel == channel]
        if own:
            found.append(min(own, key=_length))
    return found


def _length(mark: Mark) -> int:
    return mark.end - mark.start


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """Cut a text where a mark begins or ends; give each piece with the marks over it. The pieces tile the text."""
    waiting = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: (mark.start, -mark.end)
    )
    cuts = sorted({0, len(text), *(mark.start for mark in waiting), *(mark.end for mark in waiting)})
    over: list[Mark] = []
    at = 0
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start]
        while at < len(waiting) and waiting[at].start == start:
            over.append(waiting[at])
            at += 1
        yield start, end, over
