"""Show two speeches side by side: the pieces of ``diff_frame`` in, a table at the terminal or a page that opens offline out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console
from speechmine.report.files import check_page_path, packaged_text, write_whole
from speechmine.report.messages import language, tell

__all__ = ["PAGE", "print_comparison", "write_comparison"]

PAGE = "a comparison"
"""What the page is called where its path is refused."""

Piece = tuple[str, str]  # how, text
Row = dict[str, list[Piece]]  # pieces by side

_KEPT = 12  # characters left at either end of a shared stretch that is folded
_LONGEST = 36  # characters of a shared stretch that is not
_STYLES = {("own", "a"): "red", ("own", "b"): "bold green", ("moved", "a"): "magenta", ("moved", "b"): "magenta"}
_BRACKETS = {("own", "a"): ("[-", "-]"), ("own", "b"): ("[+", "+]"), ("moved", "a"): ("[~", "~]"), ("moved", "b"): ("[~", "~]")}
_KEYS = {
    "@ONLY_A@": "only in the first", "@ONLY_B@": "only in the second", "@MOVED@": "elsewhere in the other",
    "@SHARED@": "in both, folded: click to read",
}  # fmt: skip
_LEGEND = "[-…-] only in the first, [+…+] only in the second, [~…~] elsewhere in the other; the rest is shared"


def print_comparison(frame: pd.DataFrame, names: tuple[str, str]) -> None:
    """Print both speeches side by side; shared text is folded, what only one has is marked.

    Parameters
    ----------
    frame : DataFrame
        What ``diff_frame`` gives.
    names : tuple of str
        What stands above the two sides.
    """
    console = open_console()
    table = Table(show_edge=False, pad_edge=False, expand=True, show_lines=True)
    for name in names:
        table.add_column(Text(name), ratio=1, overflow="fold")
    for folded, rows in _folded(frame):
        if folded:
            table.add_row(*(Text(_folding(rows, side), style="dim italic") for side in "ab"))
            continue
        for row in rows:
            table.add_row(*(_line(row[side], side) for side in "ab"))
    console.print(table)
    console.print(Text(f"{_summary(frame)}\n{tell(_LEGEND)}"), style="dim")


def write_comparison(frame: pd.DataFrame, path: str | Path, names: tuple[str, str]) -> None:
    """Write both speeches side by side as one HTML page: no script, nothing loaded from anywhere, all text escaped.

    Parameters
    ----------
    frame : DataFrame
        What ``diff_frame`` gives.
    path : str or Path
        A name that ends in ``.html``.
    names : tuple of str

    Raises
    ------
    OptionError
        If the path has another ending.
    """
    path = Path(path)
    check_page_path(path, PAGE)
    a, b = map(escape, names)
    body = "\n".join(part for folded, rows in _folded(frame) for part in _page_rows(rows, folded=folded))
    page = packaged_text("diff.html")
    head, tail = page.replace("@LANG@", language()).split("@ROWS@")
    for mark, words in _KEYS.items():
        head = head.replace(mark, escape(tell(words)))
    for mark, text in (("@TITLE@", f"{a} · {b}"), ("@SUMMARY@", escape(_summary(frame)) + "."), ("@A@", a), ("@B@", b)):
        before, after = head.split(mark)
        head = before + text.replace("@", "&#64;") + after
    write_whole(path, head + body + tail, errors="replace")


def _summary(frame: pd.DataFrame) -> str:
    """Say how much of each side the other has."""
    sizes = frame["text"].map(len)
    shares = []
    for side, name in (("a", "{share} of the first speech"), ("b", "{share} of the second speech")):
        on = frame["side"] == side
        own = sizes[on & (frame["how"] == "own")].sum()
        shares.append(tell(name, share=f"{1 - own / max(sizes[on].sum(), 1):.1%}"))
    return tell("{both} stand in the other", both=tell(" and ").join(shares))


def _folded(frame: pd.DataFrame) -> Iterator[tuple[bool, list[Row]]]:
    """Runs of rows that are shared as a whole, to be folded, and of the others, in turn."""
    rows = [_row(pieces) for _, pieces in frame.groupby("row", sort=True)]
    for folded, run in groupby(rows, key=_is_shared):
        yield folded, list(run)


def _row(pieces: pd.DataFrame) -> Row:
    found = list(zip(pieces["side"], pieces["how"], pieces["text"], strict=True))
    return {side: [(how, text) for on, how, text in found if on == side] for side in "ab"}


def _is_shared(row: Row) -> bool:
    return all(how == "shared" for side in "ab" for how, _ in row[side])


def _folding(rows: list[Row], side: str) -> str:
    n = sum(len(text) for row in rows for _, text in row[side])
    first = "".join(text for _, text in rows[0][side])
    start = first if len(rows) == 1 and len(first) <= _LONGEST else first[:_KEPT] + "…"
    return f"{' '.join(start.split())} {tell('({n} characters shared)', n=n)}"


def _line(pieces: list[Piece], side: str) -> Text:
    """One cell, in brackets as well as in colour: colour does not outlive a pipe."""
    line = Text()
    for how, text in pieces:
        opening, closing = _BRACKETS.get((how, side), ("", ""))
        words = " ".join(text.split())
        if how == "shared" and len(words) > _LONGEST:
            words = f"{words[:_KEPT]} … {words[-_KEPT:]}"
        line.append(f"{opening}{words}{closing}", style=_STYLES.get((how, side), "dim"))
    return line


def _page_rows(rows: list[Row], *, folded: bool) -> Iterator[str]:
    if folded:
        for side in "ab":
            text = "<br>".join(escape("".join(text for _, text in row[side])) for row in rows)
            cell = f"<details><summary>{escape(_folding(rows, side))}</summary>{text}</details>"
            yield f"{'<tr>' if side == 'a' else ''}<td class=shared>{cell}</td>{'</tr>' if side == 'b' else ''}"
        return
    for row in rows:
        yield "<tr>" + "".join(f"<td>{''.join(_page_piece(piece, side) for piece in row[side])}</td>" for side in "ab") + "</tr>"


def _page_piece(piece: Piece, side: str) -> str:
    how, text = piece
    if how == "shared" and len(text) > _LONGEST:
        folding = f"{text[:_KEPT]} … {text[-_KEPT:]}"
        return f"<details class=shared><summary>{escape(folding)}</summary>{escape(text)}</details>"
    return f'<span class="{how} {side}">{escape(text)}</span>'
