"""Print for a person at a terminal: summaries and frames in, tables on standard output out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console as _console
from speechmine.report.console import shortened as _shortened
from speechmine.tables.mined import Mined

__all__ = ["print_kwic", "print_topics"]

_TOP = 12


def print_topics(summary: Mapping[str, Any], mined: Mined) -> None:
    """Print what ``topic_summary`` gives: themes, sectors, slogans and actors, and what was counted."""
    console = _console()
    copies = len(mined.speeches) - mined.speeches["cluster_id"].nunique()
    counted = f"; {copies} of the speeches only copy others: counted once" if copies else ""
    console.print(
        f"{len(mined.speeches)} speeches, {len(mined.sentences)} sentences, {len(mined.directives)} directives{counted}\n"
    )
    _print_themes(console, summary["themes"], len(summary["assignments"]))
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


def _print_themes(console: Console, themes: Sequence[Mapping[str, Any]], n_sentences: int) -> None:
    table = Table(
        title="Recurring themes",
        title_justify="left",
        title_style="bold",
        expand=True,
        show_edge=False,
        pad_edge=False,
        show_lines=True,
    )
    table.add_column("theme", ratio=6, overflow="fold")
    table.add_column("keywords", ratio=7, overflow="fold")
    table.add_column("sent.", justify="right", min_width=5)
    table.add_column("sp.", justify="right", min_width=3)
    table.add_column("typical sentence", ratio=11, overflow="fold")
    for theme in themes:
        typical = theme["exemplars"][0]["text"] if theme["exemplars"] else ""
        label = Text.assemble((theme["id"] + " ", "dim"), theme["label"])
        counts = (str(theme["n_sentences"]), str(theme["n_speeches"]))
        table.add_row(label, "、".join(theme["keywords"][:6]), *counts, Text(_shortened(typical, 100)))
    console.print(table)
    without = n_sentences - sum(theme["n_sentences"] for theme in themes)
    console.print(f"sent. = sentences, sp. = speeches; {without} of {n_sentences} sentences without a theme\n", style="dim")


def _print_counts(console: Console, title: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for i, column in enumerate(columns):
        numeric = bool(rows) and isinstance(rows[0][i], int)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows[:_TOP]:
        table.add_row(*(Text(_shortened(str(cell), 60)) for cell in row))
    console.print(table)
    more = len(rows) - _TOP
    console.print(f"… and {more} more (--json prints all)\n" if more > 0 else "", style="dim")


def print_kwic(frame: pd.DataFrame) -> None:
    """Print a concordance, the term in one column."""
    console = _console()
    for speech_id, places in frame.groupby("speech_id", sort=False):
        console.print(Text(str(speech_id), style="dim"))
        table = Table(show_edge=False, pad_edge=False, box=None, show_header=False)
        for justify, style in (("right", "dim"), ("right", None), ("left", "bold"), ("left", None)):
            table.add_column(justify=justify, style=style, no_wrap=True)  # type: ignore[arg-type]
        for row in places.itertuples():
            cells = (str(row.start), str(row.left), str(row.text), str(row.right))
            table.add_row(*(Text(cell.replace("\n", "⏎")) for cell in cells))
        console.print(table)
    console.print(f"{len(frame)} places in {frame['speech_id'].nunique()} speeches", style="dim")
