"""Tables of reuse in the terminal: pairs of speeches and families of passages in, printed tables out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console, shortened, titled_table
from speechmine.report.messages import tell
from speechmine.tables.mined import Mined

__all__ = ["print_reuse"]

_TOP = 12


def print_reuse(shared: pd.DataFrame, families: pd.DataFrame, mined: Mined, *, counted: str) -> None:
    """Print which speeches share how much, and the families of passages; `counted` says how copies were counted."""
    console = open_console()
    sizes = {"n": len(mined.speeches), "pairs": len(shared), "families": len(families)}
    told = tell("{n} speeches, {pairs} pairs share passages, {families} families; {counted}", **sizes, counted=counted)
    console.print(f"{told}\n")
    lengths = dict(zip(mined.speeches["speech_id"], mined.speeches["n_chars"], strict=True))
    table = _wide_table("Who shares with whom", {"earlier": 6, "later": 6})
    for name in ("shared", "of later", "families", "similar"):
        table.add_column(tell(name), justify="right")
    for row in shared.head(_TOP).to_dict("records"):
        later = f"{row['shared_b'] / max(lengths[row['speech_id_b']], 1):.0%}"
        names = [Text(row["speech_id_a"]), Text(row["speech_id_b"] + ("" if row["a_is_earlier"] else " ?"))]
        cells = (str(row["shared_b"]), later, str(row["families"]), f"{row['similarity']:.2f}")
        table.add_row(*names, *cells, style="bold" if row["copies"] else None)
    console.print(table)
    note = tell("shared = characters of the later speech; ? = the dates do not tell which is later; bold = copies of one another")
    console.print(_more(len(shared)) + note + "\n", style="dim")
    _print_families(console, families)


def _print_families(console: Console, families: pd.DataFrame) -> None:
    table = _wide_table("Passages that travelled", {"passage": 9})
    for name, justify in (("sp.", "right"), ("since", "left"), ("levels", "left"), ("went", "left")):
        table.add_column(tell(name), justify=justify)  # type: ignore[arg-type]
    for row in families.head(_TOP).to_dict("records"):
        passage = Text(shortened(row["text"], 90))
        levels = ", ".join(map(tell, row["levels"]))
        table.add_row(passage, str(row["n_speeches"]), row["first_date"] or "", levels, tell(row["direction"] or ""))
    console.print(table)
    note = tell("sp. = speeches, since = earliest dated one, went = from the first speech's level to the others'")
    console.print(_more(len(families)) + note, style="dim")


def _wide_table(title: str, columns: Mapping[str, int]) -> Table:
    table = titled_table(tell(title), expand=True)
    for name, ratio in columns.items():
        table.add_column(tell(name), ratio=ratio, overflow="fold")
    return table


def _more(n: int) -> str:
    return tell("… and {n} more (--json prints all)", n=n - _TOP) + "; " if n > _TOP else ""
