"""A speech with what was found in it, to look at: a speech or mined tables in, highlighted text for notebook or terminal out."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard, overload

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from speechmine.codebooks import Codebook
from speechmine.errors import OptionError
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.records import Speech
from speechmine.report.highlight import Mark, html_legend, html_style, html_text, rich_legend, rich_text
from speechmine.report.marks import directive_marks, heading_marks, span_marks
from speechmine.report.messages import tell
from speechmine.tables.rows import speech_rows

if TYPE_CHECKING:
    import networkx as nx

    from speechmine.report.graph_view import GraphView
    from speechmine.tables.mined import Mined

__all__ = ["SpeechView", "show"]

_TABLES = ("sections", "directives", "sectors", "slogans", "facts")


@dataclass(frozen=True)
class SpeechView:
    """A speech as it is shown: HTML in a notebook, styled text on a rich console.

    Attributes
    ----------
    speech_id : str
    title : str or None
    text : str
        Of the speech.
    marks : tuple of Mark
        Spans of `text`, with what each is.
    outline : tuple of (int, str)
        Depth and words of each heading.
    """

    speech_id: str
    title: str | None
    text: str = field(repr=False)
    marks: tuple[Mark, ...] = field(repr=False)
    outline: tuple[tuple[int, str], ...] = field(repr=False)

    def _kinds(self) -> set[str]:
        return {mark.kind for mark in self.marks}

    def _repr_html_(self) -> str:
        kinds = self._kinds()
        headings = "".join(f'<div style="margin-left:{depth}em">{escape(words)}</div>' for depth, words in self.outline)
        folded = f"<details><summary>{escape(tell('outline'))}</summary>{headings}</details>" if headings else ""
        return (
            f'<div class="sm-view">{html_style(kinds)}<p><b>{escape(self.title or self.speech_id)}</b></p>'
            f'{html_legend(kinds)}{folded}<div class="sm-text">{html_text(self.text, self.marks)}</div></div>'
        )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text.assemble((self.speech_id, "bold"), "  ", self.title or "")
        for depth, words in self.outline:
            yield Text("  " * depth + words, style="dim")
        yield Text()
        yield rich_legend(self._kinds())
        yield Text()
        yield rich_text(self.text, self.marks)


@overload
def show(speech: nx.Graph) -> GraphView: ...
@overload
def show(
    speech: Speech | str, *, mined: Mined | None = None, codebooks: Mapping[str, str | Path] | None = None
) -> SpeechView: ...
def show(
    speech: Speech | str | nx.Graph, *, mined: Mined | None = None, codebooks: Mapping[str, str | Path] | None = None
) -> SpeechView | GraphView:
    r"""Show a speech with its directives, sectors, slogans, facts and headings highlighted, the rule behind the mouse.

    Parameters
    ----------
    speech : Speech or str or nx.Graph
        With `mined` its ``speech_id`` is enough. A graph is shown as its interactive page.
    mined : Mined, optional
        Tables to show in place of finding everything anew, such as rows corrected by hand.
    codebooks : mapping of str to path, optional
        A user's own file for ``sectors``, ``slogans``, ``themes`` or ``directives``; not with `mined`.

    Returns
    -------
    SpeechView, or GraphView for a graph
        Shows itself in a notebook, and with ``rich.print`` at a terminal. All of the text is escaped. Directives are coloured by
        modality, sanctions apart; a sector that a heading gives to a whole passage is not underlined there.

    Raises
    ------
    OptionError
        If `mined` has no speech of that id, or an id comes without tables, or a codebook with them.

    Examples
    --------
    >>> view = show(Speech("a.txt", 0, 10, "各矿严禁超员下井。\n"))
    >>> [(view.text[mark.start : mark.end], mark.kind, mark.note) for mark in view.marks if mark.kind == "prohibition"]
    [('各矿严禁超员下井', 'prohibition', 'prohibition, strength 3 · rule deontic:严禁 · 各矿')]
    """
    if _is_graph(speech):
        from speechmine.report.graph_view import graph_view

        return graph_view(speech)
    if mined is not None:
        if codebooks:
            raise OptionError("mined tables are shown as they stand, and a codebook would change nothing; leave one of them out")
        return _of_tables(mined, speech if isinstance(speech, str) else speech.speech_id)
    if isinstance(speech, str):
        raise OptionError(f"speech {speech!r} is an id; give the tables that hold it, too: show(id, mined=mined), or a Speech")
    books = load_codebooks({name: str(path) for name, path in (codebooks or {}).items()})
    rows = speech_rows(annotate(speech, books))
    return _view(rows["speeches"][0], speech.text, rows, books["sectors"])


def _is_graph(item: Speech | str | nx.Graph) -> TypeGuard[nx.Graph]:
    nx = sys.modules.get("networkx")  # where nobody has loaded it, there is no graph
    return nx is not None and isinstance(item, nx.Graph)


def _of_tables(mined: Mined, speech_id: str) -> SpeechView:
    from speechmine.tables.frames import frame_rows

    own = mined.speeches[mined.speeches["speech_id"] == speech_id]
    if own.empty:
        known = ", ".join(mined.speeches["speech_id"].head(3))
        raise OptionError(f"speech {speech_id!r} is not in the tables; some that are: {known}")
    row = next(iter(frame_rows("speeches", own)))
    tables = {name: getattr(mined, name) for name in _TABLES}
    rows = {name: list(frame_rows(name, frame[frame["speech_id"] == speech_id])) for name, frame in tables.items()}
    return _view(row, mined.texts[row["source"]][row["start"] : row["end"]], rows, mined.codebooks["sectors"])


def _view(row: Mapping[str, Any], text: str, rows: Mapping[str, Sequence[Mapping[str, Any]]], sectors: Codebook) -> SpeechView:
    shift = row["start"]
    spans = span_marks(rows, shift, sectors)
    marks = (*heading_marks(rows["sections"], shift), *directive_marks(rows["directives"], shift), *spans)
    outline = tuple((section["depth"], _words(section)) for section in rows["sections"])
    return SpeechView(row["speech_id"], row["title"], text, marks, outline)


def _words(section: Mapping[str, Any]) -> str:
    words = section["marker"] + section["heading"]
    return f"[{words}]" if section["kind"] == "run_in" else words
