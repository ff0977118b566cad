"""Print the rules of the grammar for a person at a terminal: the frame of rules in, a table on standard output out."""

from __future__ import annotations

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console
from speechmine.report.messages import language, tell

__all__ = ["print_rule", "print_rules"]

_COUNTS = {"n_clauses": "clauses", "n_directives": "directives"}


def print_rules(frame: pd.DataFrame) -> None:
    """Print what ``rule_frame`` gives, a line a rule in the order in which they are tried."""
    counts = {column: header for column, header in _COUNTS.items() if column in frame}
    table = Table(show_edge=False, pad_edge=False)
    for header in ("stage", "rule", "what it says"):
        table.add_column(tell(header), overflow="fold")
    for header in counts.values():
        table.add_column(tell(header), justify="right")
    for row in frame.to_dict("records"):
        cells = (row["stage"], row["rule"], _told(row, "label"), *(str(row[column]) for column in counts))
        table.add_row(*map(Text, cells))
    open_console().print(table)


def print_rule(frame: pd.DataFrame) -> None:
    """Print one rule whole, a line for each of its parts."""
    (row,) = frame.to_dict("records")
    lines = {
        "stage": row["stage"],
        "rule": row["rule"],
        "what it says": _told(row, "label"),
        "example": row["example"],
        "coded as": row["coding"] or tell("no directive"),
        "not": row["counter_example"],
        "otherwise": _told(row, "otherwise"),
        "goes wrong on": row["known_wrong"],
        **{header: str(row[column]) for column, header in _COUNTS.items() if column in row},
    }
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in lines.items():
        if words:
            table.add_row(Text(tell(label)), Text(words))
    open_console().print(table)


def _told(row: dict[str, str], column: str) -> str:
    """A column in the language that is told."""
    return row[column] if language() == "zh" else row[f"{column}_en"]
