"""Print attention for a person at a terminal: the frame by issue and group in, a table on standard output out."""

from __future__ import annotations

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console, shortened
from speechmine.report.messages import tell
from speechmine.report.validation_note import frame_note

__all__ = ["print_attention"]

_LEGEND = (
    "% of sentences, characters, directives, and of attention (a sentence on two issues is split); in grey the 95 % interval; "
    "gap = points more than the superior; headings = % of them that name it; first = place of the first sentence, 0 = at the "
    "start"
)


def print_attention(frame: pd.DataFrame, note: str) -> None:
    """Print what ``attention_frame`` gives, most attention first; ``--csv`` and ``--json`` have all columns."""
    numbers = ("sent.", "chars", "directives", "attention", *(["gap"] if frame["gap"].notna().any() else []), "headings", "first")
    table = Table(show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for header in ("group", "topic"):
        table.add_column(tell(header), no_wrap=True)
    for header in numbers:
        table.add_column(tell(header), justify="right")
    ordered = frame.sort_values(["group", "rank", "code"], kind="stable")
    for row in ordered[ordered["n_sentences"] > 0].to_dict("records"):
        names = ("share", "chars_share", "directives_share", "attention", *(["gap"] if "gap" in numbers else []))
        cells = [_percent(row[name], row[f"{name}_low"], row[f"{name}_high"]) for name in names]
        group = "" if row["group"] is None else tell(str(row["group"]))
        place = f"{row['first_mention']:.2f}"
        table.add_row(group, shortened(str(row["label"]), 16), *cells, _percent(row["headings_share"]), place)
    console = open_console()
    console.print(table)
    sections = tell("one speech a group: intervals over its sections; ") if (frame["unit"] == "section").any() else ""
    console.print(Text(f"{tell(_LEGEND)}; {sections}{frame_note(frame)}; {note}"), style="dim")


def _percent(value: float, low: float = float("nan"), high: float = float("nan")) -> Text:
    if pd.isna(value):
        return Text("–")
    ends = "" if pd.isna(low) else f" {100 * low:.0f}–{100 * high:.0f}"
    return Text.assemble(f"{100 * value:.1f}", (ends, "dim"))
