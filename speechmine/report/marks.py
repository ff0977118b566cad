"""What is marked in a text: rows of the tables in, marks with a word on each out; shared by ``explain`` and ``show``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from speechmine.codebooks import Codebook, load_codebook
from speechmine.records import MODALITIES
from speechmine.report.highlight import KINDS, Mark
from speechmine.report.messages import tell

__all__ = ["component_marks", "components", "described", "directive_marks", "heading_marks", "span_marks"]

Row = Mapping[str, Any]

# Columns of components by the kind of mark, in the order in which they are told.
COMPONENTS = {
    "actor": "actors", "deontic": "deontics", "aim": "aim", "object": "objects", "condition": "conditions",
    "purpose": "purposes", "or_else": "or_else",
}  # fmt: skip


def components(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield the components of a directive with their kinds."""
    for kind, column in COMPONENTS.items():
        cell = row[column]
        yield from ((kind, part) for part in ([cell] if isinstance(cell, Mapping) else cell or ()))


def component_marks(rows: Iterable[Row], shift: int) -> Iterator[Mark]:
    """Mark the components of directives where they stand; `shift` is the offset of the text that is shown."""
    for row in rows:
        for kind, part in components(row):
            if part.get("how") != "inherited":
                note = ", ".join([tell(KINDS[kind].name), *described(part)])
                yield Mark(part["start"] - shift, part["end"] - shift, kind, f"{note} · {row['rule']}")


def described(part: Row) -> list[str]:
    """What is known of a component: its kind or role, and where its words stand unless in the clause itself."""
    how = part.get("how", "explicit")
    return [*(tell(part[name]) for name in ("role", "kind") if part.get(name)), *([tell(how)] if how != "explicit" else [])]


def directive_marks(rows: Iterable[Row], shift: int) -> Iterator[Mark]:
    """Mark directive clauses by their modality, sanctions apart."""
    for row in rows:
        kind = "sanction" if row["or_else"] else MODALITIES["P" if "P" in row["modality"] else (row["modality"] or ["O"])[0]]
        actors = "、".join(part["text"] for part in row["actors"])
        strength, rule = tell("strength {n}", n=row["strength"]), tell("rule {rule}", rule=row["rule"])
        note = f"{tell(kind)}, {strength} · {rule}" + (f" · {actors}" if actors else "")
        if row["deadline"]:
            note += " · " + tell("by {day}", day=row["deadline"].get("value") or row["deadline"]["text"])
        yield Mark(row["start"] - shift, row["end"] - shift, kind, note)


def span_marks(rows: Mapping[str, Iterable[Row]], shift: int, sectors: Codebook | None = None) -> Iterator[Mark]:
    """Mark the sectors, slogans and facts; a sector that only a heading gives to its passage is not marked.

    `sectors` is the codebook that the rows were coded with, the package's where None.
    """
    codes = (sectors or load_codebook("sectors")).codes
    for row in rows["sectors"]:
        if row["how"] == "mention":
            yield Mark(
                row["start"] - shift,
                row["end"] - shift,
                "sector",
                f"{tell('sector')} {row['code']} {codes[row['code']].label if row['code'] in codes else ''}".strip(),
            )
    for row in rows["slogans"]:
        variant = "" if row["canonical"] == row["variant"] else tell(" (of {canonical})", canonical=row["canonical"])
        yield Mark(row["start"] - shift, row["end"] - shift, "slogan", tell("slogan, type {type}", type=row["type"]) + variant)
    for row in rows["facts"]:
        yield Mark(row["start"] - shift, row["end"] - shift, "fact", fact_note(row))


def fact_note(row: Row) -> str:
    """What a fact says: its kind with the figure, or with the day of an event."""
    figure = row["value"] if row["change"] is None else row["change"]
    said = [tell(row["kind"])]
    if figure is not None and figure == figure:  # noqa: PLR0124 - NaN differs from itself
        said.append(f"{figure:g} {row['unit'] or ''}".strip())
    if row["date"]:
        said.append(row["date"])
    if row["check"]:
        said.append(tell(row["check"]))
    return f"{tell('fact')}: {', '.join(said)}"


def heading_marks(sections: Iterable[Row], shift: int) -> Iterator[Mark]:
    """Mark the headings."""
    for row in sections:
        yield Mark(
            row["heading_start"] - shift,
            row["heading_end"] - shift,
            "heading",
            f"{tell(row['kind'])}, {tell('depth {n}', n=row['depth'])}",
        )
