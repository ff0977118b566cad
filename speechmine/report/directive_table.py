"""Print who must do what for a person at a terminal: the frame of directives in, a table a speech on standard output out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console
from speechmine.report.messages import tell

__all__ = ["print_directives"]

# Share of the width and header of each column; the first holds offsets.
_COLUMNS = (("actor", 5), ("deontic", 4), ("does what", 11), ("when, how, or else", 10))
_LEGEND = (
    "O must, P must not, M may; 0 hedged, 1 plain, 2 strong, 3 absolute. In brackets: named in an earlier clause. "
    "└ embedded under the row above. → by that day. ⇒ or else. The number before a row is its offset in the text."
)


def print_directives(frame: pd.DataFrame, titles: Mapping[str, str | None], note: str = "") -> None:
    """Print directives, one table a speech.

    Parameters
    ----------
    frame : DataFrame
        As ``directive_frame`` gives it.
    titles : mapping of str to (str or None)
        Title by ``speech_id``.
    note : str
        How copies were counted.
    """
    console = open_console()
    for speech_id, rows in frame.groupby("speech_id", sort=False):
        console.print(Text.assemble((str(speech_id), "bold"), "  ", titles.get(str(speech_id)) or ""))
        console.print(_table(rows))
        console.print()
    _print_counts(console, frame, note)


def _table(rows: pd.DataFrame) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None, expand=True, header_style="dim")
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for header, ratio in _COLUMNS:
        table.add_column(tell(header), ratio=ratio, overflow="fold")
    for row in rows.to_dict("records"):
        table.add_row(str(row["start"]), _actor(row), _deontic(row), _action(row), _circumstances(row))
    return table


def _actor(row: Mapping[str, Any]) -> Text:
    names = _listed(row["actor"])
    embedded = "└ " if row["parent_directive_id"] is not None else ""
    return Text(embedded + (f"（{names}）" if names and row["actor_how"] == "inherited" else names))


def _deontic(row: Mapping[str, Any]) -> Text:
    grade = row["modality"].replace("|", "") + str(row["strength"])
    return Text.assemble((grade, _style(row)), " ", _listed(row["deontic"]))


def _style(row: Mapping[str, Any]) -> str:
    if "P" in row["modality"]:
        return "bold red"
    return "green" if "M" in row["modality"] else "bold" if row["strength"] > 1 else ""


def _action(row: Mapping[str, Any]) -> Text:
    """Aim and object; of a sanction its words, of a rule of conduct without a verb the clause."""
    action = Text.assemble((row["aim"], "bold"), " " if row["aim"] and row["object"] else "", _listed(row["object"]))
    if not action and row["or_else"]:
        action = Text(f"⇒{_listed(row['or_else'])}")
    return action or Text("".join(row["text"].split()))


def _circumstances(row: Mapping[str, Any]) -> Text:
    parts = row["condition"].split("|") if row["condition"] else []
    if row["deadline_date"]:
        parts.append(f"→{row['deadline_date']}")
    if row["purpose"]:
        parts.append(tell("so that {purpose}", purpose=_listed(row["purpose"])))
    if row["or_else"] and row["aim"]:
        parts.append(f"⇒{_listed(row['or_else'])}")
    if row["reported_by"]:
        parts.append(tell("says {who}", who=row["reported_by"]))
    return Text("; ".join(parts), style="dim" if not row["condition"] else "")


def _listed(cell: str) -> str:
    return cell.replace("|", "、")


def _print_counts(console: Console, frame: pd.DataFrame, note: str) -> None:
    told = tell("{n} directives in {speeches} speeches", n=len(frame), speeches=frame["speech_id"].nunique())
    console.print("; ".join(filter(None, (told, note))), style="dim")
    if len(frame):
        console.print(tell(_LEGEND), style="dim")
