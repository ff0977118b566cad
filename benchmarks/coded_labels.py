"""The coded set: its labels in, segments with spans out, and the texts that they were coded on, found by their hashes."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Coding", "Segment", "components", "documents", "read_codings", "read_segments", "read_text"]

FOLDER = Path(__file__).resolve().parent / "coded"
SHORT = 16  # characters of a file's hash that name it in the tables

Span = tuple[int, int]
Labelled = tuple[int, int, str]


@dataclass(frozen=True)
class Coding:
    """What a coder, or the third decision, says of a segment; spans in the offsets of the source."""

    directive: str  # letters of modality, joined by '|'; 0 where it is none
    reported: str
    actors: tuple[Span, ...]
    sectors: tuple[str, ...]
    theme: str  # '-' where none of T01-T16 fits
    slogans: tuple[Labelled, ...]
    facts: tuple[Labelled, ...]
    policy: str  # number of a major topic of policy, '-' where none fits


@dataclass(frozen=True)
class Segment:
    """A segment of a document with its settled coding."""

    id: str
    kind: str
    source: str  # first characters of the document's hash
    start: int
    end: int
    sha: str
    aside: bool
    coding: Coding


def read_segments() -> list[Segment]:
    """Read the settled labels, the segments of a document in their order."""
    return [
        Segment(
            row["id"],
            row["kind"],
            row["source"],
            int(row["start"]),
            int(row["end"]),
            row["sha"],
            row["aside"] == "1",
            coding(row),
        )
        for row in rows("segments.tsv")
    ]


def read_codings() -> dict[str, dict[str, Coding]]:
    """Read the two blind codings of each segment: id, coder, coding."""
    found: dict[str, dict[str, Coding]] = {}
    for row in rows("codings.tsv"):
        found.setdefault(row["id"], {})[row["coder"]] = coding(row)
    return found


def components() -> dict[str, dict[str, list[Labelled]]]:
    """Read the components of directive segments: coder, id, spans with their components."""
    found: dict[str, dict[str, list[Labelled]]] = {}
    for row in rows("components.tsv"):
        spans = found.setdefault(row["coder"], {}).setdefault(row["id"], [])
        if row["component"]:
            spans.append((int(row["start"]), int(row["end"]), row["component"]))
    return found


def rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def coding(row: dict[str, str]) -> Coding:
    return Coding(
        row["directive"],
        row["reported"],
        tuple((start, end) for start, end, _ in spans(row["actors"])),
        tuple(filter(None, row["sectors"].split("|"))),
        row["theme"],
        spans(row["slogans"]),
        spans(row["facts"]),
        row["policy"],
    )


def spans(cell: str) -> tuple[Labelled, ...]:
    parts = [part.split(":") for part in cell.split("|") if part]
    return tuple((int(part[0]), int(part[1]), part[2] if len(part) > 2 else "") for part in parts)


def documents(texts: Path, kind: str, segments: list[Segment]) -> dict[str, Path]:
    """Return the files of a kind that were coded, by the name they have in the tables.

    Raises
    ------
    SystemExit
        If a text is not there or is not what was coded.
    """
    files = sorted(path for path in (texts / kind).glob("*") if path.is_file())
    found = {hashlib.sha256(path.read_bytes()).hexdigest()[:SHORT]: path for path in files}
    wanted = {segment.source for segment in segments}
    lacking = sorted(wanted - set(found))
    if lacking:
        which = f"{len(lacking)} of {len(wanted)} texts are missing or differ, the first with the hash {lacking[0]}"
        raise SystemExit(f"{texts / kind}: {which}; take the texts as they were coded")
    check(found, segments)
    return {source: found[source] for source in sorted(wanted)}


def check(files: dict[str, Path], segments: list[Segment]) -> None:
    for segment in segments:
        text = read_text(files[segment.source])[segment.start : segment.end]
        if hashlib.sha256(text.encode()).hexdigest()[: len(segment.sha)] != segment.sha:
            raise SystemExit(f"{files[segment.source]}: segment {segment.id} is another one; take the labels as they were made")


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")  # folds the ends of lines, as offsets count them
