"""The corpus linguist's tables for a person at a terminal: frames in, their main columns as printed tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console, shortened
from speechmine.report.messages import tell

__all__ = [
    "print_collocates",
    "print_columns",
    "print_crosstab",
    "print_dispersion",
    "print_keyness",
    "print_new_words",
    "print_ngrams",
    "print_sketch",
]

Columns = Mapping[str, tuple[str, str]]
"""By column of the frame: the header, and how its numbers are written (empty: as text)."""

_NAME = 30  # cells of a name
_KEYNESS: Columns = {
    "item": ("item", ""), "n_target": ("target", "d"), "n_reference": ("reference", "d"), "speeches_target": ("sp. t.", "d"),
    "speeches_reference": ("sp. r.", "d"), "log_likelihood": ("G2", ".1f"), "q": ("q", ".2g"), "log_ratio": ("log ratio", ".2f"),
    "conservative": ("conserv.", ".2f"), "dp_target": ("DP t.", ".2f"),
}  # fmt: skip
_COLLOCATES: Columns = {
    "collocate": ("collocate", ""), "count": ("together", "d"), "n": ("in all", "d"), "n_speeches": ("speeches", "d"),
    "log_dice": ("log Dice", ".2f"), "mi": ("MI", ".2f"), "log_likelihood": ("G2", ".1f"), "q": ("q", ".2g"), "t": ("t", ".2f"),
    "delta_p": ("ΔP", ".3f"), "delta_p_back": ("ΔP back", ".3f"),
}  # fmt: skip
_SKETCH: Columns = {
    "filler": ("", ""), "count": ("directives", "d"), "n_speeches": ("speeches", "d"), "log_dice": ("log Dice", ".2f"),
    "example": ("example", ""),
}  # fmt: skip
_DISPERSION: Columns = {
    "item": ("item", ""), "count": ("uses", "d"), "range": ("range", "d"), "range_share": ("share", ".0%"),
    "dp_norm": ("DP norm.", ".3f"), "dp": ("DP", ".3f"), "juilland_d": ("Juilland D", ".3f"), "carroll_d2": ("Carroll D2", ".3f"),
}  # fmt: skip
_NGRAMS: Columns = {
    "ngram": ("n-gram", ""), "count": ("uses", "d"), "n_speeches": ("speeches", "d"), "rate": ("per 10,000", ".2f"),
    "first_year": ("first year", "d"), "last_year": ("last year", "d"), "growth": ("growth", "+.3f"),
}  # fmt: skip
_NEW_WORDS: Columns = {
    "term": ("term", ""), "count": ("uses", "d"), "n_speeches": ("speeches", "d"), "first_year": ("first year", "d"),
    "burst_start": ("burst", "d"), "burst_end": ("until", "d"), "burst_weight": ("weight", ".1f"), "growth": ("growth", "+.3f"),
    "cohesion": ("cohesion", ".1f"), "entropy_left": ("left", ".1f"), "entropy_right": ("right", ".1f"),
}  # fmt: skip


def print_keyness(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``keyness_frame`` gives: the first of the target, the first of the reference."""
    target, reference = frame[frame["log_ratio"] > 0], frame[frame["log_ratio"] < 0].iloc[::-1]
    for title, part in (("Used more in the target", target), ("Used more in the reference", reference)):
        print_columns(part.head(top), _KEYNESS, title=tell(title), note=_more(len(part), top))
    legend = tell(
        "sp. = speeches (t. target, r. reference); log ratio: 1 = twice as often; conserv. = end of its corrected 95 % interval "
        "nearer 0; DP: 0 = even over speeches, 1 = in one; "
    )
    open_console().print(Text(legend + note), style="dim")


def print_collocates(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``collocate_frame`` gives."""
    print_columns(frame.head(top), _COLLOCATES, note=_more(len(frame), top))
    legend = tell("log Dice: 14 = always together, one less half as often; ΔP: how much surer the word is beside the node; ")
    open_console().print(Text(legend + note), style="dim")


def print_sketch(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``sketch_frame`` gives, a table a component."""
    for slot, own in frame.groupby("slot", sort=False):
        print_columns(own.head(top), _SKETCH, title=tell(str(slot)), note=_more(len(own), top))
    open_console().print(Text(note), style="dim")


def print_dispersion(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``dispersion_frame`` gives."""
    print_columns(frame.head(top), _DISPERSION, note=_more(len(frame), top))
    legend = tell("range = parts with a use; DP: 0 = even, 1 = uneven; D, D2: 1 = even, 0 = uneven; ")
    open_console().print(Text(legend + note), style="dim")


def print_ngrams(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``ngram_frame`` gives."""
    print_columns(frame.head(top), _NGRAMS, note=_more(len(frame), top))
    open_console().print(Text(tell("growth: uses per 10,000 a year more; ") + note), style="dim")


def print_new_words(frame: pd.DataFrame, note: str, *, top: int) -> None:
    """Print what ``new_word_frame`` gives."""
    print_columns(frame.head(top), _NEW_WORDS, note=_more(len(frame), top))
    legend = tell("burst: years of twice the usual rate; cohesion and entropies in bits: high for what may be a word; ")
    open_console().print(Text(legend + note), style="dim")


def print_crosstab(frame: pd.DataFrame, note: str) -> None:
    """Print what ``crosstab_frame`` gives: in each cell the count and the adjusted residual."""
    counts, shown = (frame.pivot_table(index="row", columns="column", values=name, sort=False) for name in ("count", "adjusted"))
    attrs, console = frame.attrs, open_console()
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(f"{tell(attrs['rows'])} ╲ {tell(attrs['columns'])}", overflow="ellipsis", no_wrap=True)
    for column in counts.columns:
        table.add_column(Text(tell(str(column))), justify="right", overflow="fold")
    for row, values, marks in zip(counts.index, counts.to_numpy(), shown.to_numpy(), strict=True):
        cells = (Text.assemble(f"{value:.0f}", (f" {mark:+.1f}", "dim")) for value, mark in zip(values, marks, strict=True))
        table.add_row(Text(shortened(tell(str(row)), _NAME)), *cells)
    console.print(table)
    sizes = {"n": attrs["n"], "unit": tell(f"{attrs['unit']}s"), "chi": f"{attrs['chi_squared']:.1f}", "dof": attrs["dof"]}
    told = tell("{n} {unit}; χ² = {chi} ({dof} df), Cramér's V = {v}; ", v=f"{attrs['cramers_v']:.2f}", **sizes)
    legend = tell("behind each count its adjusted residual: beyond ±1.96 in one of twenty cells by chance; ")
    console.print(Text(told + legend + note), style="dim")


def print_columns(frame: pd.DataFrame, columns: Columns, *, title: str = "", note: str = "") -> None:
    """Print some columns of a frame, and a note below."""
    console = open_console()
    if len(frame):
        table = Table(title=title or None, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
        for header, form in columns.values():
            table.add_column(tell(header) if header else "", justify="right" if form else "left", no_wrap=True)
        for values in zip(*(frame[name] for name in columns), strict=True):
            table.add_row(*_cells(values, list(columns.values())))
        console.print(table)
    if note:
        console.print(Text(note), style="dim")


def _cells(values: Sequence[object], columns: Sequence[tuple[str, str]]) -> list[Text]:
    return [Text(_cell(value, form)) for value, (_, form) in zip(values, columns, strict=True)]


def _cell(value: object, form: str) -> str:
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN differs from itself
        return "–"
    return format(value, form) if form else shortened(str(value), _NAME)


def _more(n: int, top: int) -> str:
    return tell("… and {n} more (--csv or --json prints all)", n=n - top) if n > top else ""
