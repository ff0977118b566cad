"""Listings of sectors, slogans, facts and codebooks for a person at a terminal: frames in, tables on standard output out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from speechmine.report.console import open_console, shortened
from speechmine.report.messages import tell

__all__ = ["print_codebook_check", "print_facts", "print_sectors", "print_slogans"]

_TOP = 40
_NAMED = ("event", "document")
_VERDICTS = {"consistent": "✓", "inconsistent": "✗"}

Column = tuple[str, str, int | None]
"""Title, justification, width in cells (None: what it takes)."""


def print_sectors(frame: pd.DataFrame, note: str) -> None:
    """Print what ``sector_frame`` gives, as a tree."""
    columns: Sequence[Column] = (
        ("sector", "left", 28), ("code", "left", 22), ("mentions", "right", None), ("inherited", "right", None),
        ("speeches", "right", None), ("share", "right", None),
    )  # fmt: skip
    rows = [
        ("  " * (row.depth - 1) + row.label, row.code, row.n_mentions, row.n_inherited, row.n_speeches, f"{row.share:.0%}")
        for row in frame.itertuples()
    ]
    governed = tell("inherited = passages that a heading on the sector or the speech's subject governs; ")
    _print(columns, rows, governed + note, top=len(rows))


def print_slogans(frame: pd.DataFrame, note: str) -> None:
    """Print what ``slogan_frame`` gives, the wordings of a slogan on one line."""
    columns: Sequence[Column] = (
        ("slogan", "left", 38), ("type", "left", None), ("variants", "left", 26), ("uses", "right", None),
        ("speeches", "right", None), ("since", "right", None),
    )  # fmt: skip
    rows = []
    for canonical, own in frame.groupby("canonical", sort=False):
        first = own.iloc[0]
        variants = [wording for wording in own["variant"] if wording != canonical]
        since = own["first_year"].min()
        told = f"{len(variants)}: {variants[0]}" if variants else ""
        counts = (first["canonical_uses"], first["canonical_speeches"], "" if pd.isna(since) else since)
        rows.append((canonical, first["type"], told, *counts))
    legend = tell("N numeric abbreviation, Q quoted formula, P parallelism, F other formula; speeches that are no copies; ")
    _print(columns, rows, legend + note)


def print_facts(frame: pd.DataFrame, note: str, *, labels: Mapping[str, str]) -> None:
    """Print what ``fact_frame`` gives: the figures below their sentences, then the events and the documents."""
    figures = frame[~frame["kind"].isin(_NAMED)]
    _print_figures(figures, labels)
    for kind in _NAMED:
        _print_named(frame[frame["kind"] == kind], kind)
    legend = tell("first, the offset of the sentence's first figure; ✓ its own arithmetic agrees, ✗ it does not; ~ approximate; ")
    open_console().print(Text(legend + note, style="dim"))


def _print_figures(figures: pd.DataFrame, labels: Mapping[str, str]) -> None:
    console = open_console()
    shown = figures.head(_TOP)
    for speech_id, speech in shown.groupby("speech_id", sort=False):
        console.print(Text(str(speech_id), style="bold"))
        for (_, sentence), own in speech.groupby(["sentence_start", "sentence"], sort=False):
            console.print(Text(f"{own['start'].iloc[0]:>6} {shortened(str(sentence), 92)}", style="dim"))
            table = Table(show_edge=False, show_header=False, box=None, pad_edge=False)
            for width in (17, 13, 20, 14, 8, 12, 2):
                table.add_column(width=width, no_wrap=True)
            for row in own.to_dict("records"):
                cells = (f"{'':7}{tell(row['kind'])}", _figure(row), row["measure"], row["period"], row["place"])
                sectors = "、".join(labels.get(code, code) for code in row["sectors"])
                table.add_row(*map(_plain, (*cells, sectors, _VERDICTS.get(row["check"], ""))))
            console.print(table)
    if len(figures) > _TOP:
        console.print(Text(tell("… and {n} more figures (--csv or --json prints all)", n=len(figures) - _TOP), style="dim"))
    console.print()


def _print_named(frame: pd.DataFrame, kind: str) -> None:
    """Print events, the mentions of one together, or documents by title."""
    columns: Sequence[Column] = (
        (kind, "left", 50), ("date", "left", 10), ("mentions", "right", None), ("speeches", "right", None),
        ("first at", "left", 18),
    )  # fmt: skip
    rows = []
    for _, own in frame.groupby("event" if kind == "event" else "text", sort=False):
        first = own.iloc[0]
        name = max(own["text"], key=lambda text: (len(text), text))
        at = f"{first['speech_id'].rpartition('@')[0]}:{first['start']}"
        rows.append((name, first["event_date"] or "", len(own), own["speech_id"].nunique(), at))
    _print(columns, rows, "", top=_TOP // 2)


def print_codebook_check(issues: pd.DataFrame, codes: pd.DataFrame | None, terms: pd.DataFrame | None) -> None:
    """Print what ``codebook_issues`` and ``codebook_coverage`` give."""
    columns: Sequence[Column] = (
        ("line", "right", None), ("code", "left", 20), ("term", "left", 20), ("issue", "left", None), ("detail", "left", 36),
    )  # fmt: skip
    rows = [(row.line, row.code, row.term, row.issue, row.detail) for row in issues.itertuples()]
    _print(columns, rows, tell("{n} rows to look at", n=len(rows)) if rows else tell("nothing to mend"))
    if codes is None or terms is None:
        return
    columns = (
        ("code", "left", 24), ("label", "left", 18), ("terms", "right", None), ("met", "right", None), ("found", "right", None),
        ("sentences", "right", None), ("speeches", "right", None),
    )  # fmt: skip
    fields = ["code", "label", "n_terms", "n_terms_found", "n_found", "n_sentences", "n_speeches"]
    dead = terms.loc[terms["n_found"] == 0, "term"].tolist()
    told = "、".join(dead[:12]) + ("…" if len(dead) > 12 else "")
    legend = tell("met = terms found at least once; {n} of {all} terms never met", n=len(dead), all=len(terms))
    legend += f": {told}" if dead else ""
    _print(columns, codes[fields].itertuples(index=False), legend)


def _print(columns: Sequence[Column], rows: Iterable[Sequence[object]], note: str, *, top: int = _TOP) -> None:
    console = open_console()
    rows = list(rows)
    if rows:
        table = Table(show_edge=False, pad_edge=False)
        for title, justify, width in columns:
            table.add_column(tell(title), justify=justify, max_width=width, overflow="ellipsis", no_wrap=True)  # type: ignore[arg-type]
        for row in rows[:top]:
            table.add_row(*(_cell(value, width) for value, (_, _, width) in zip(row, columns, strict=True)))
        console.print(table)
    more = tell("… and {n} more (--csv or --json prints all)", n=len(rows) - top) if len(rows) > top else ""
    if more or note:
        console.print(Text("\n".join(filter(None, (more, note))) + "\n", style="dim"))


def _cell(value: object, width: int | None) -> Text:
    """A cell cut to its width; the spaces that indent a tree stay."""
    text = str(value).replace("\n", " ")
    indent = len(text) - len(text.lstrip(" "))
    return Text(" " * indent + (shortened(text, width - indent) if width else text.strip()))


def _figure(row: Mapping[Any, Any]) -> str:
    """A figure as it stands in the tables: value with unit, signed where it is a change; as written where it is masked."""
    change = row["kind"] == "change"
    value = row["change"] if change else row["value"]
    if pd.isna(value):
        return str(row["text"])
    return f"{'~' if row['approximate'] else ''}{value:{'+' if change else ''}.12g}{row['unit'] or ''}"


def _plain(value: object) -> Text:
    return Text("" if value is None else str(value))
