"""Print what is carried down for a person at a terminal: the frames of ``carry`` in, a table on standard output out."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.text import Text

from speechmine.report.console import plain_table, print_noted, shortened
from speechmine.report.messages import tell

__all__ = ["print_carried", "print_carry"]

_LEGEND = (
    "% of the upper speech's directives, slogans and characters that the lower one repeats; strength: lower less upper (0–3), "
    "mean; order: 1 as above, -1 reversed; turn: place by date among those that repeat a directive"
)
_HOWS = "words: the same words; passage: the same place of a shared passage; aim: the same aim, of an object alike; "


def print_carry(frame: pd.DataFrame) -> None:
    """Print what ``carry_frame`` gives, a line a pair that repeats anything."""
    table = plain_table(("upper", "lower"), ("days", "turn", "directives", "slogans", "passages", "strength", "order"))
    shown = frame[(frame[["n_directives_carried", "n_slogans_carried", "n_chars_carried"]] > 0).any(axis=1)]
    for row in shown.to_dict("records"):
        shares = [_number(100 * row[f"{name}_share"], 0) for name in ("directives", "slogans", "passages")]
        days, turn = _number(row["days"], 0), "–" if pd.isna(row["adopted"]) else str(row["adopted"])
        cells = (days, turn, *shares, _number(row["strength_change"], 2), _number(row["order"], 2))
        table.add_row(_name(row["upper_id"]), _name(row["lower_id"]), *cells)
    note = tell("{n} of {all} pairs repeat anything", n=len(shown), all=len(frame))
    print_noted(table, f"{tell(_LEGEND)}; {note}")


def print_carried(frame: pd.DataFrame) -> None:
    """Print what ``carried_frame`` gives, a line a repeated directive."""
    table = plain_table(("lower", "how", "above", "below"), ("strength",))
    for row in frame.to_dict("records"):
        texts = (Text(shortened(str(row[f"{side}_text"]), 30)) for side in ("upper", "lower"))
        table.add_row(_name(row["lower_id"]), tell(row["how"]), *texts, f"{row['strength_change']:+d}")
    print_noted(table, tell(_HOWS) + tell("{n} directives", n=len(frame)))


def _name(speech_id: str) -> Text:
    return Text(shortened(speech_id.rpartition("@")[0] or speech_id, 20))


def _number(value: Any, decimals: int) -> str:
    return "–" if pd.isna(value) else f"{value:.{decimals}f}"
