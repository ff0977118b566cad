"""Write directives as IG Script, the notation that IG Parser reads: the table of directives in, a statement a row out.

IG Parser knows no escape, takes white space as what divides components, and reads nested statements by their braces alone; its
patterns for combinations ([AND] …) know Latin letters only. Hence: brackets of the text become their full-width twins, and
several statements nested under one component are written side by side, which IG Parser joins by AND.

References
----------
.. [1] C. Frantz, IG Parser and IG Script, https://github.com/chrfrantz/IG-Parser
.. [2] C. Frantz and S. Siddiki, "Institutional Grammar 2.0 Codebook", arXiv 2008.08937.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from speechmine.codebooks import load_codebook

__all__ = ["to_ig_script"]

Row = Mapping[str, Any]
Piece = tuple[int, str]

_TWINS = str.maketrans("()[]{}", "（）［］｛｝")
# A modifier begins behind a mark, and behind the number of an item.
_MODIFIER = re.compile(r"(?:^（?[一二三四五六七八九十\d]+[）.．]|^|(?<=[，；：。！？、,;:!?]))([^，；：。！？、,;:!?]+的)\s*$")
_OBJECTS = {"direct": "Bdir", "indirect": "Bind"}
_CONDITIONS = {"activation": "Cac", "constraint": "Cex"}


def to_ig_script(frame: pd.DataFrame, *, annotate: bool = False) -> pd.DataFrame:
    """Write directives as IG Script.

    Parameters
    ----------
    frame : DataFrame
        ``mined.directives`` or some of its rows, with their nested spans.
    annotate : bool
        Whether to add what IG Parser shows as annotations: ``[how=inherited]`` on a component that stands in an earlier clause,
        ``[context=purpose]``, ``[deadline=2024-12-31]``, and modality, strength and rule of the statement.

    Returns
    -------
    DataFrame
        Columns speech_id, directive_id, start, end, text (IG Parser's "original statement"), ig_script; one row a statement that
        stands for itself. ``A`` actor with ``A,p`` its modifier up to 的 (负有监管职责的), ``D`` deontic, ``I`` aim, ``Bdir`` and
        ``Bind`` objects, ``Cac`` activation condition, ``Cex`` execution constraint and purpose, ``O{}`` the sanction that
        enforces it, in the order of the text. A directive embedded under another stands in braces in the place of the object or
        purpose that holds it (``Bdir{A(企业) I(建立) Bdir(台账)}``); one whose parent is not in `frame` stands for itself, and so
        does a sanction of nothing in `frame`.

    Notes
    -----
    What is no component (adverbs of degree, connectives) is left out, and so is what an object holds beside the statements
    embedded in it. A sanction has no aim of its own in the coding: its words stand as ``I`` inside ``O{}``.

    Examples
    --------
    >>> from speechmine.mining import mine, read_corpus
    >>> from speechmine.sample import sample_path
    >>> directives = mine(read_corpus(sample_path() / "01_2006_county_lanping.txt")).directives
    >>> print(to_ig_script(directives)["ig_script"].loc[lambda s: s.str.contains("5月底前")].item())
    A(各矿) D(要) Cex(按照“先抽后采、监测监控、以风定产”的要求) Cex(5月底前) I(装齐) Bdir(瓦斯监控系统并同县调度室联网)
    """
    writer = _Writer(frame.to_dict("records"), annotate=annotate)
    columns = ["speech_id", "directive_id", "start", "end", "text"]
    rows = [{**{name: row[name] for name in columns}, "ig_script": writer.statement(row)} for row in writer.roots()]
    return pd.DataFrame(rows, columns=[*columns, "ig_script"])


class _Writer:
    """Writes the statements of a table; knows what is embedded in and what enforces each."""

    def __init__(self, rows: list[Row], *, annotate: bool) -> None:
        self.rows, self.annotate = rows, annotate
        ids = {row["directive_id"] for row in rows}
        self.children: dict[str, list[Row]] = {}
        self.sanctions: dict[str, list[Row]] = {}
        self.nested: set[str] = set()
        for row in rows:
            for column, below in (("parent_directive_id", self.children), ("enforces", self.sanctions)):
                if row[column] in ids:
                    below.setdefault(row[column], []).append(row)
                    self.nested.add(row["directive_id"])

    def roots(self) -> Iterator[Row]:
        """Yield the rows that stand for themselves."""
        return (row for row in self.rows if row["directive_id"] not in self.nested)

    def statement(self, row: Row) -> str:
        """Return a row as a statement; a sanction of nothing known stands in braces alone."""
        inner = self._inner(row)
        note = self._note(modality="|".join(row["modality"]), strength=row["strength"], rule=row["rule"])
        return " ".join(filter(None, [f"O{{{inner}}}" if row["or_else"] else inner, note]))

    def _inner(self, row: Row) -> str:
        """The components of a row in the order of the text, then what enforces it."""
        pieces = sorted(self._pieces(row), key=lambda piece: piece[0])
        enforced = [f"O{{{self._inner(below)}}}" for below in self.sanctions.get(row["directive_id"], ())]
        return " ".join([*(text for _, text in pieces), *enforced]) or f"I({_escaped(row['text'])})"

    def _pieces(self, row: Row) -> list[Piece]:
        """Each component with the offset it is sorted by."""
        pieces = list(self._actors(row))
        pieces += [self._simple("D", part) for part in row["deontics"]]
        pieces += [self._simple("I", part) for part in [row["aim"], *row["or_else"]] if part is not None]
        for part in row["conditions"]:
            pieces.append(self._simple(_CONDITIONS[part.get("kind") or "constraint"], part, **self._due(row, part)))
        pieces += self._holders(row)
        return pieces

    def _actors(self, row: Row) -> Iterator[Piece]:
        """The actors with the modifiers before them; a modifier of one of several is tied to it by a number."""
        several = len(row["actors"]) > 1
        coded = [part["end"] for name in ("actors", "deontics", "conditions", "objects") for part in row[name]]
        for number, part in enumerate(row["actors"], 1):
            modifier = _modifier(row, part, coded)
            suffix = str(number) if several and modifier else ""
            if modifier:
                yield part["start"] - 1, f"A{suffix},p({_escaped(modifier)})"
            yield self._simple(f"A{suffix}", part)

    def _holders(self, row: Row) -> Iterator[Piece]:
        """The objects and purposes, those that hold embedded directives as nested statements."""
        below = list(self.children.get(row["directive_id"], ()))
        holders: list[tuple[str, Row, dict[str, str]]] = [
            (_OBJECTS[part.get("role") or "direct"], part, {}) for part in row["objects"]
        ]
        holders += [("Cex", part, {"context": "purpose"}) for part in row["purposes"]]
        for symbol, part, marks in holders:
            held = [child for child in below if part["start"] <= child["start"] and child["end"] <= part["end"]]
            below = [child for child in below if child not in held]
            if held:
                yield from self._nests(symbol, held, part["start"])
            else:
                yield self._simple(symbol, part, **marks)
        yield from self._nests("Bdir", below, row["end"])

    def _nests(self, symbol: str, rows: Iterable[Row], at: int) -> Iterator[Piece]:
        return ((max(at, row["start"]), f"{symbol}{{{self._inner(row)}}}") for row in rows)

    def _simple(self, symbol: str, part: Row, **marks: Any) -> Piece:
        how = part.get("how", "explicit")
        note = self._note(how=None if how == "explicit" else how, **marks)
        return part["start"], f"{symbol}{note}({_escaped(part['text'])})"

    def _due(self, row: Row, part: Row) -> dict[str, Any]:
        """The day of the deadline that stands in a condition."""
        due = row["deadline"]
        inside = due is not None and part["start"] <= due["start"] and due["end"] <= part["end"]
        return {"deadline": due.get("value")} if inside else {}

    def _note(self, **marks: Any) -> str:
        """An annotation in brackets, empty where none is wanted or there is nothing to say."""
        said = ",".join(f"{name}={value}" for name, value in marks.items() if value is not None)
        return f"[{said}]" if said and self.annotate else ""


def _modifier(row: Row, part: Row, coded: Iterable[int]) -> str:
    """The words up to 的 right before an explicit actor, back to the mark or the component before it."""
    if part.get("how", "explicit") == "inherited" or not row["start"] < part["start"] <= row["end"]:
        return ""
    first = max([row["start"], *(end for end in coded if end <= part["start"])])
    found = _MODIFIER.search(row["text"][first - row["start"] : part["start"] - row["start"]])
    return found[1].removeprefix(_lead(found[1])) if found else ""


def _lead(text: str) -> str:
    """The word that a text begins with and that only leads to a name (由, 和), else nothing."""
    leads = {term.term for term in load_codebook("directives").terms if term.code in ("agent_mark", "coordinator")}
    return next((lead for lead in sorted(leads, key=lambda lead: (-len(lead), lead)) if text.startswith(lead)), "")


def _escaped(text: str) -> str:
    """A span's words on one line, their brackets as full-width twins: IG Parser would take half-width ones for its own."""
    return " ".join("".join(line.strip() for line in text.splitlines()).translate(_TWINS).split())
