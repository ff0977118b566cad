"""The page of a corpus: mined tables in, one HTML file that opens offline out, each number a link to its sentences."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from speechmine.analyse.graphs.cooccurrence import cooccurrence_graph
from speechmine.analyse.indicators import indicator_frame
from speechmine.analyse.themes.prevalence import prevalence_frame
from speechmine.errors import OptionError
from speechmine.progress import Progress, showing, tracked
from speechmine.report.anchors import Anchors
from speechmine.report.files import check_page_path, packaged_text, write_whole
from speechmine.report.graph_figure import node_name, plot_graph
from speechmine.report.graph_page import page as graph_page
from speechmine.report.highlight import Mark, html_legend, html_style, html_text
from speechmine.report.indicator_figure import plot_indicator
from speechmine.report.marks import directive_marks, heading_marks, span_marks
from speechmine.report.messages import language, names, speaking, tell
from speechmine.report.page_tables import Measured, PageSection, page_sections
from speechmine.report.prevalence import plot_themes
from speechmine.report.use_figures import plot_actors, plot_sectors, plot_slogans
from speechmine.tables.frames import frame_rows
from speechmine.tables.mined import Mined

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes

__all__ = ["PAGE", "report_page", "write_report"]

PAGE = "a report"
"""What the page is called where its path is refused."""

_TABLES = ("sections", "directives", "sectors", "slogans", "facts")


def write_report(
    mined: Mined,
    path: str | Path,
    *,
    coding: pd.DataFrame | None = None,
    lang: str | None = None,
    progress: Progress = None,
) -> None:
    """Write the page of a corpus: overview, themes, sectors, directives, slogans, reuse, network, indicators and the texts.

    Parameters
    ----------
    mined : Mined
    path : str or Path
        A name that ends in ``.html``.
    coding : DataFrame, optional
        As `read_coding` gives it: themes and indicators then say n, alpha and corrected share, else that they are not validated.
    lang : {"en", "zh"}, optional
        Language of all that is no text of a speech; by default that of the environment (see ``messages.language``).

    progress : bool or callable, optional
        Whether to show what is done; by default on a terminal and in a notebook.

    Raises
    ------
    OptionError
        If the path has another ending, there is no speech, or the language is not known.

    Notes
    -----
    Nothing is loaded from anywhere, and every text of a speech is escaped. Each number leads to its first sentence; with scripts
    allowed, a click lists all of them. Figures are left out where matplotlib is not installed.

    Examples
    --------
    >>> import tempfile
    >>> import speechmine as sm
    >>> mined = sm.mine(["各村要在汛期前排查危房。", "严禁渡船超载。"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder) / "page.html"
    ...     write_report(mined, page, lang="zh")
    ...     page.read_text(encoding="utf-8")[:15]
    '<!DOCTYPE html>'
    """
    path = Path(path)
    check_page_path(path, PAGE)
    with showing(progress):
        write_whole(path, report_page(mined, coding=coding, lang=lang), errors="replace")


def report_page(mined: Mined, *, coding: pd.DataFrame | None = None, lang: str | None = None) -> str:
    """Return the page that `write_report` writes."""
    if mined.speeches.empty:
        raise OptionError("there is no speech to report on; give texts that hold one")
    with speaking(lang):
        return _page(mined, names(mined.codebooks["sectors"]), coding)


def _page(mined: Mined, labels: Mapping[str, str], coding: pd.DataFrame | None) -> str:
    from jinja2 import Environment
    from markupsafe import Markup

    anchors = Anchors(mined)
    G = cooccurrence_graph(mined, nodes="sectors", unit="sentence", min_count=2)
    measured = Measured(indicator_frame(mined), G, coding)
    figures = _figures(mined, measured)
    sections = [_with_figures(section, figures) for section in page_sections(mined, anchors, labels, measured)]
    kinds = {"obligation", "prohibition", "permission", "sanction", "sector", "slogan", "fact", "heading"}
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(packaged_text("report.html"))
    return template.render(
        sections=sections, speeches=list(_speeches(mined, anchors)), style=Markup(html_style(kinds)),  # noqa: S704 - escaped there
        legend=Markup(html_legend(kinds)), drawn=bool(figures),  # noqa: S704
        network=graph_page(_named_graph(measured.network)), tell=tell, lang=language(),
    )  # fmt: skip


def _with_figures(section: PageSection, figures: Mapping[str, list[str]]) -> PageSection:
    return replace(section, figures=tuple(figures.get(section.name, ())))


def _speeches(mined: Mined, anchors: Anchors) -> Iterator[tuple[int, Mapping[str, Any], list[tuple[int, Markup]]]]:
    """Number, row and pieces of each speech; a piece is a sentence with its number, or what stands between two with 0."""
    tables = {name: dict(list(getattr(mined, name).groupby("speech_id"))) for name in (*_TABLES, "sentences")}
    for row in frame_rows("speeches", mined.speeches):
        own = {
            name: list(frame_rows(name, found[row["speech_id"]])) if row["speech_id"] in found else []
            for name, found in tables.items()
        }
        yield anchors.speeches[row["speech_id"]], row, list(_pieces(row, own, mined.texts[row["source"]], anchors))


def _pieces(row: Mapping[str, Any], own: Mapping[str, Any], text: str, anchors: Anchors) -> Iterator[tuple[int, Markup]]:
    from markupsafe import Markup, escape

    marks = [*heading_marks(own["sections"], 0), *directive_marks(own["directives"], 0), *span_marks(own, 0)]
    at = row["start"]
    for sentence in own["sentences"]:
        start, end = sentence["start"], sentence["end"]
        yield 0, escape(text[at:start])
        over = [
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind) for m in marks if m.start < end and m.end > start
        ]
        yield anchors.numbers[sentence["sentence_id"]], Markup(html_text(text[start:end], over).replace(' title=""', ""))  # noqa: S704
        at = end
    yield 0, escape(text[at : row["end"]])


def _named_graph(G: nx.Graph) -> nx.Graph:
    """The network with its nodes called as a reader does."""
    named = G.copy()
    nx.set_node_attributes(named, {node: node_name(node, data) for node, data in G.nodes(data=True)}, "label")
    return named


# -- figures


def _figures(mined: Mined, measured: Measured) -> dict[str, list[str]]:
    """Figures by section as data URIs; none without matplotlib."""
    if find_spec("matplotlib") is None:
        return {}
    frame, G, coding = measured
    drawings: dict[str, list[Callable[[Axes], object]]] = {
        "themes": [lambda ax: plot_themes(prevalence_frame(mined, by="year", coding=coding), ax=ax)],
        "sectors": [lambda ax: plot_sectors(mined, by="level", ax=ax)],
        "actors": [lambda ax: plot_actors(mined, ax=ax)],
        "slogans": [lambda ax: plot_slogans(mined, ax=ax)],
        "network": [lambda ax: plot_graph(G, ax=ax)],
        "indicators": [
            lambda ax: plot_indicator(mined, coding=coding, ax=ax),
            lambda ax: plot_indicator(frame, "originality", ax=ax),
        ],
    }
    drawn: dict[str, list[str]] = {name: [] for name in drawings}
    for name, draw in tracked([(name, draw) for name, some in drawings.items() for draw in some], "figures"):
        drawn[name] += filter(None, [_drawn(draw)])
    return drawn


def _drawn(draw: Callable[[Axes], object]) -> str | None:
    """A figure as a PNG in a data URI; None where there is nothing to draw, such as years in undated speeches."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.0, 5.2), layout="constrained")
    FigureCanvasAgg(figure)
    try:
        draw(figure.add_subplot())
    except OptionError:
        return None
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # glyphs that a font lacks
        figure.savefig(buffer, format="png", dpi=130, metadata={"Software": None})
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
