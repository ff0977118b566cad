"""Print for a person at a terminal: summaries and frames in, tables on standard output out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from speechmine.records import Speech
from speechmine.report.console import open_console, shortened, titled_table
from speechmine.report.messages import tell
from speechmine.structure.outline import outline
from speechmine.tables.mined import Mined

__all__ = ["print_kwic", "print_outlines", "print_topics", "spark_line"]

_TOP = 12
_BARS = "▁▂▃▄▅▆▇█"


def print_topics(summary: Mapping[str, Any], mined: Mined) -> None:
    """Print what ``topic_summary`` gives: themes, sectors, slogans and actors, and what was counted."""
    console = open_console()
    copies = len(mined.speeches) - mined.speeches["cluster_id"].nunique()
    counted = tell("; {n} of the speeches only copy others: counted once", n=copies) if copies else ""
    sizes = {name: len(getattr(mined, name)) for name in ("speeches", "sentences", "directives")}
    console.print(tell("{speeches} speeches, {sentences} sentences, {directives} directives", **sizes) + counted + "\n")
    _print_themes(console, summary["themes"], [row["theme"] for row in summary["assignments"]])
    for title, columns, rows in (
        (
            "Sectors",
            ("sector", "code", "mentions", "speeches"),
            [(r["label"], r["code"], r["n_mentions"], r["n_speeches"]) for r in summary["sectors"]],
        ),
        (
            "Slogans",
            ("slogan", "variants", "uses", "speeches"),
            [(r["canonical"], len(r["variants"]), r["n"], r["n_speeches"]) for r in summary["slogans"]],
        ),
        (
            "Addressed by directives",
            ("actor", "directives", "speeches"),
            [(r["actor"], r["n_directives"], r["n_speeches"]) for r in summary["actors"]],
        ),
    ):
        _print_counts(console, title, columns, rows)


def _print_themes(console: Console, themes: Sequence[Mapping[str, Any]], assigned: Sequence[str | None]) -> None:
    years = sorted({entry["year"] for theme in themes for entry in theme["years"]})
    over = f"{years[0]}–{years[-1]}" if len(years) > 1 else ""
    table = titled_table(tell("Recurring themes"), expand=True, show_lines=True)
    table.add_column(tell("theme"), ratio=6, overflow="fold")
    table.add_column(tell("keywords"), ratio=7, overflow="fold")
    for heading in ("sent.", "sp.", "stab."):
        table.add_column(tell(heading), justify="right", min_width=len(heading))
    if over:
        table.add_column(over, min_width=len(over), overflow="fold")
    table.add_column(tell("typical sentence"), ratio=10, overflow="fold")
    for theme in themes:
        typical = theme["exemplars"][0]["text"] if theme["exemplars"] else ""
        label = Text.assemble((theme["id"] + " ", "dim"), theme["label"])
        counts = (str(theme["n_sentences"]), str(theme["n_speeches"]), f"{theme['stability']:.2f}")
        line = (spark_line(theme["years"], years[0], years[-1], width=len(over)),) if over else ()
        table.add_row(label, "、".join(theme["keywords"][:6]), *counts, *line, Text(shortened(typical, 100)))
    console.print(table)
    legend = tell("sent. = sentences, sp. = speeches, stab. = stability when a fifth of the speeches is left out (1 = the same)")
    share = tell("; {over}: share of the speeches' sentences", over=over) if over else ""
    without = tell("; {n} of {all} sentences without a theme", n=list(assigned).count(None), all=len(assigned))
    console.print(f"{legend}{share}{without}\n", style="dim")


def spark_line(shares: Sequence[Mapping[str, Any]], first: int, last: int, *, width: int) -> str:
    """Draw shares over the years as a line of bars, the highest full; a blank is a time without a speech.

    Parameters
    ----------
    shares : sequence of mappings
        With ``year`` and ``share``.
    first, last : int
        Years of the line's ends.
    width : int
        Characters; where the years are more, several share a bar, which shows their mean.

    Examples
    --------
    >>> shares = [{"year": 2019, "share": 0.1}, {"year": 2021, "share": 0.2}, {"year": 2022, "share": 0.0}]
    >>> spark_line(shares, 2019, 2022, width=9)
    '▅ █▁'
    """
    bars = min(last - first + 1, width)
    cells: list[list[float]] = [[] for _ in range(bars)]
    for entry in shares:
        cells[(entry["year"] - first) * bars // (last - first + 1)].append(entry["share"])
    heights = [sum(cell) / len(cell) if cell else None for cell in cells]
    top = max((height for height in heights if height), default=1.0)
    return "".join(" " if height is None else _BARS[round(height / top * (len(_BARS) - 1))] for height in heights).rstrip()


def _print_counts(console: Console, title: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    table = titled_table(tell(title))
    for i, column in enumerate(columns):
        numeric = bool(rows) and isinstance(rows[0][i], int)
        table.add_column(tell(column), justify="right" if numeric else "left", overflow="fold")
    for row in rows[:_TOP]:
        table.add_row(*(Text(shortened(str(cell), 60)) for cell in row))
    console.print(table)
    more = len(rows) - _TOP
    console.print(tell("… and {n} more (--json prints all)", n=more) + "\n" if more > 0 else "", style="dim")


def print_kwic(frame: pd.DataFrame, *, by_speech: bool = True) -> None:
    """Print a concordance, the term in one column: by speech, or line by line with the columns asked for."""
    console = open_console()
    if by_speech:
        for speech_id, places in frame.groupby("speech_id", sort=False):
            console.print(Text(str(speech_id), style="dim"))
            console.print(_concordance(places, [str(start) for start in places["start"]]))
    else:
        added = list(frame.columns[7:]) or ["speech_id"]
        cells = frame[added].astype("string").fillna("–").itertuples(index=False, name=None)
        console.print(_concordance(frame, ["  ".join(shortened(cell, 16) for cell in row) for row in cells]))
    told = tell("{n} places in {speeches} speeches", n=len(frame), speeches=frame["speech_id"].nunique())
    console.print(told, style="dim")


def _concordance(places: pd.DataFrame, margin: Sequence[str]) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None, show_header=False)
    for justify, style in (("right", "dim"), ("right", None), ("left", "bold"), ("left", None)):
        table.add_column(justify=justify, style=style, no_wrap=True)  # type: ignore[arg-type]
    for first, left, text, right in zip(margin, places["left"], places["text"], places["right"], strict=True):
        table.add_row(*(Text(str(cell).replace("\n", "⏎")) for cell in (first, left, text, right)))
    return table


def print_outlines(speeches: Iterable[Speech]) -> None:
    """Print the outline of each speech below its id; headings wider than the terminal are cut with …."""
    console = open_console()
    for number, speech in enumerate(speeches):
        console.print(Text(("\n" if number else "") + speech.speech_id, style="dim"))
        title, *lines = outline(speech).split("\n")
        console.print(Text(title, style="bold"), no_wrap=True, overflow="ellipsis")
        for line in lines or [tell("  (no headings)")]:
            console.print(Text(line, style="" if lines else "dim"), no_wrap=True, overflow="ellipsis")
