"""Print the indicators for a person at a terminal: frames by speech or by group in, a table on standard output out."""

from __future__ import annotations

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.analyse.indicators import INDICATORS
from speechmine.report.console import open_console, shortened
from speechmine.report.messages import tell
from speechmine.report.validation_note import row_note
from speechmine.validate.status import UNVALIDATED

__all__ = ["print_groups", "print_indicators", "print_validation"]

# Header and decimals of each indicator that a terminal has room for.
_SHOWN = {
    "directive_density": ("direct.", 1), "strength_index": ("strict", 2), "prohibition_share": ("prohib.", 2),
    "accountability_rate": ("or else", 2), "named_actor_share": ("actor", 2), "concreteness": ("concr.", 1),
    "slogan_density": ("slogans", 1), "originality": ("own", 2), "agenda_entropy_normalised": ("agenda", 2),
}  # fmt: skip
_LEGEND = (
    "for each 1,000 characters: direct. directives, concr. figures, deadlines and named units, slogans; 0 to 1: strict mean "
    "strength, prohib. share of prohibitions, or else directives with a sanction, actor directives that name one, own "
    "originality, agenda diversity of sectors (entropy)"
)


def print_indicators(frame: pd.DataFrame, note: str) -> None:
    """Print what ``indicator_frame`` gives, a line a speech; ``--csv`` and ``--json`` have all columns."""
    table = _table("speech", "year")
    for row in frame.to_dict("records"):
        year = "" if pd.isna(row["year"]) else str(row["year"])
        cells = (_number(row[name], decimals) for name, (_, decimals) in _SHOWN.items())
        table.add_row(Text(shortened(str(row["speech_id"]).rpartition("@")[0], 18)), year, *cells)
    _print(table, note)


def print_groups(groups: pd.DataFrame, note: str) -> None:
    """Print what ``indicator_groups`` gives: a line a group, the interval below each mean."""
    table = _table(str(groups["by"].iloc[0]) if len(groups) else "group", "n")
    for group, own in groups.groupby("group", sort=True):
        rows = own.set_index("indicator").to_dict("index")
        cells = [_interval(rows[name], decimals) for name, (_, decimals) in _SHOWN.items() if name in rows]
        table.add_row(Text(shortened(tell(str(group)), 20)), str(max(row["n_speeches"] for row in rows.values())), *cells)
    _print(table, tell("in grey the 95 % interval of the mean, over speeches; ") + note)


def print_validation(table: pd.DataFrame) -> None:
    """Print what ``indicator_table`` says is validated, a line an indicator; one word where nothing is."""
    rows = [row for row in table.to_dict("records") if row.get("n_coded")]
    lines = [f"{tell(_SHOWN[row['indicator']][0])}: {row_note(row)}" for row in rows if row["indicator"] in _SHOWN]
    open_console().print(Text("\n".join(lines) or tell(UNVALIDATED)), style="dim")


def _table(*headers: str) -> Table:
    table = Table(show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for header, justify in zip(headers, ("left", "right"), strict=True):
        table.add_column(tell(header), justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for name in INDICATORS:
        if name in _SHOWN:
            table.add_column(tell(_SHOWN[name][0]), justify="right")
    return table


def _number(value: float, decimals: int) -> str:
    return "–" if pd.isna(value) else f"{value:.{decimals}f}"


def _interval(row: dict[str, float], decimals: int) -> Text:
    low, high = (_number(row[end], decimals) for end in ("mean_low", "mean_high"))
    lines = "" if low == "–" else f"\n{low}\n{high}"
    return Text.assemble(_number(row["mean"], decimals), (lines, "dim"))


def _print(table: Table, note: str) -> None:
    console = open_console()
    console.print(table)
    console.print(Text(f"{tell(_LEGEND)}; {note}"), style="dim")
