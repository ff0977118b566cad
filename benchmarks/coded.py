"""Score everything that is found in official prose of nine kinds against the coded set, with intervals over documents.

    python benchmarks/coded.py --texts ../shared/corpora [--set tuned|aside] [--policy] [--jobs N]
    python benchmarks/coded.py --agreement

The labels stand in benchmarks/coded/ (its README says how they were made), the texts do not: ``--texts`` names their folder, one
folder a kind, and a text that is not what was coded is refused. ``--set aside`` reads the documents set aside, which gives totals
alone. ``--policy`` mines once more with the codebook of general policy fields. ``--agreement`` needs no texts.

A record belongs to the segment that holds its midpoint. Figures are F1, micro-averaged: over segments (directive, prohibition,
sector, theme), over spans (actor, slogan, fact) and over characters (components). A segment without a theme found counts as
missed where one is coded, and as right where none is. In brackets: 95 % intervals, documents drawn anew a thousand times.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from coded_labels import Coding, Segment, components, documents, read_codings, read_segments, read_text

import speechmine as sm

TABLES = ("sentences", "directives", "sectors", "slogans", "facts")
PARTS = {
    "actor": ("actors",),
    "deontic": ("deontics",),
    "aim": ("aim",),
    "object": ("objects",),
    "context": ("conditions", "purposes"),
    "or_else": ("or_else",),
}
CONTEXT = {"condition": "context", "purpose": "context"}
NONE = "-"
DRAWS, SEED = 1000, 2026

Tally = tuple[int, int, int]  # hits, found too many, missed
Counts = dict[str, dict[tuple[str, str], list[int]]]  # measure, document, tally
Record = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="folder with a folder of texts a kind")
    parser.add_argument("--set", choices=["tuned", "aside"], default="tuned", dest="part")
    parser.add_argument("--policy", action="store_true", help="score the general policy fields, too")
    parser.add_argument("--agreement", action="store_true", help="agreement of the two codings by field")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    segments = read_segments()
    if args.agreement:
        tell_agreement(segments)
    if args.texts:
        chosen = [segment for segment in segments if segment.aside == (args.part == "aside")]
        counts = scored(args.texts, chosen, policy=args.policy, jobs=args.jobs)
        tell(counts, chosen, kinds=args.part == "tuned")


# -- scores


def scored(texts: Path, segments: Sequence[Segment], *, policy: bool, jobs: int) -> Counts:
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    coded = components()
    for kind in sorted({segment.kind for segment in segments}):
        own = [segment for segment in segments if segment.kind == kind]
        paths = documents(texts, kind, own)
        mined = by_place(sm.mine(*paths.values(), jobs=jobs), paths, own)
        themes = by_place(sm.mine(*paths.values(), jobs=jobs, codebooks={"themes": "policy"}), paths, own) if policy else {}
        for segment in own:
            text = read_text(paths[segment.source])
            tallies = segment_tallies(segment, mined, text) | dict(component_tallies(segment, mined, coded))
            if policy:
                tallies["policy"] = coded_alike(policy_code(segment.coding.policy), theme_of(segment, themes))
            for measure, tally in tallies.items():
                total = counts[measure][kind, segment.source]
                total[:] = [a + b for a, b in zip(total, tally, strict=True)]
    return counts


def by_place(mined: sm.Mined, paths: Mapping[str, Path], segments: Sequence[Segment]) -> dict[tuple[str, str], list[Record]]:
    """Records by table and segment: those whose midpoint stands in it."""
    names = {path.name: source for source, path in paths.items()}
    places: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        places[segment.source].append(segment)
    found: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for table in TABLES:
        for record in getattr(mined, table).to_dict("records"):
            for segment in places[names[record["source"]]]:
                if stands_in(table, record, segment):
                    found[table, segment.id].append(record)
    return found


def stands_in(table: str, record: Record, segment: Segment) -> bool:
    if table == "sectors":  # a passage governs all that it touches
        return bool(record["start"] < segment.end and record["end"] > segment.start)
    return bool(2 * segment.start <= record["start"] + record["end"] <= 2 * segment.end)


def segment_tallies(segment: Segment, mined: Mapping[tuple[str, str], list[Record]], text: str) -> dict[str, Tally]:
    coding, found = segment.coding, {table: mined.get((table, segment.id), []) for table in TABLES}
    modality = {letter for record in found["directives"] for letter in record["modality"]}
    actors = [a["text"] for record in found["directives"] for a in record["actors"] if within(a, segment)]
    wanted = [text[start:end] for start, end in coding.actors]
    sectors = sorted({record["code"] for record in found["sectors"]})
    return {
        "directive": both(coding.directive != "0", bool(found["directives"])),
        "prohibition": both("P" in coding.directive, "P" in modality),
        "actor": matched(wanted, list(dict.fromkeys(actors)), same_actor),
        "sector": matched(coding.sectors, sectors, str.__eq__),
        "slogan": matched([(*span[:2], "") for span in coding.slogans], spans_of(found["slogans"]), same_span),
        "fact": matched(coding.facts, spans_of(found["facts"], "kind"), same_span),
        "theme": coded_alike(coding.theme, theme_of(segment, mined)),
    }


def within(record: Record, segment: Segment) -> bool:
    return bool(segment.start <= record["start"] and record["end"] <= segment.end)


def spans_of(records: Iterable[Record], label: str | None = None) -> list[tuple[int, int, str]]:
    return [(record["start"], record["end"], record[label] if label else "") for record in records]


def theme_of(segment: Segment, mined: Mapping[tuple[str, str], list[Record]]) -> str:
    themes = [record["theme"] for record in mined.get(("sentences", segment.id), ()) if isinstance(record["theme"], str)]
    return themes[0] if themes else NONE


def policy_code(number: str) -> str:
    return NONE if number == NONE else f"P{int(number):02}"


def both(wanted: bool, got: bool) -> Tally:  # noqa: FBT001 - a pair of answers to one question
    return int(wanted and got), int(got and not wanted), int(wanted and not got)


def coded_alike(wanted: str, got: str) -> Tally:
    right = wanted == got != NONE
    return int(right), int(got != NONE and not right), int(wanted != NONE and not right)


def matched(wanted: Sequence[Any], got: Sequence[Any], same: Callable[[Any, Any], bool]) -> Tally:
    left = list(got)
    for item in wanted:
        hit = next((i for i, other in enumerate(left) if same(item, other)), None)
        if hit is not None:
            del left[hit]
    hits = len(got) - len(left)
    return hits, len(left), len(wanted) - hits


def same_actor(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 1 and (one in other or other in one))


def same_span(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether two spans have one label, and half of what either covers in common."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return one[2] == other[2] and 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def component_tallies(
    segment: Segment, mined: Mapping[tuple[str, str], list[Record]], coded: Mapping[str, Mapping[str, list[tuple[int, int, str]]]]
) -> Iterator[tuple[str, Tally]]:
    """Tallies by component and coder, over characters."""
    directives = [d for d in mined.get(("directives", segment.id), ()) if not isinstance(d["parent_directive_id"], str)]
    for coder, by_segment in coded.items():
        if segment.id not in by_segment:
            continue
        for part, columns in PARTS.items():
            want = covered(by_segment[segment.id], part)
            have = {at for d in directives for at in characters(d, columns) if segment.start <= at < segment.end}
            yield f"{part} ({coder})", (len(want & have), len(have - want), len(want - have))


def covered(spans: Iterable[tuple[int, int, str]], part: str) -> set[int]:
    return {at for start, end, name in spans if CONTEXT.get(name, name) == part for at in range(start, end)}


def characters(directive: Record, columns: Iterable[str]) -> Iterator[int]:
    for column in columns:
        value = directive[column]
        for span in [value] if isinstance(value, dict) else [] if value is None else value:
            if span.get("how", "explicit") == "explicit":
                yield from range(span["start"], span["end"])


# -- agreement


def tell_agreement(segments: Sequence[Segment]) -> None:
    """Print by field the share of equal codings, and F1 of one coder against the other where there is something to find."""
    codings = read_codings()
    equal: Counter[str] = Counter()
    tallies: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3, dtype=int))
    for segment in segments:
        one, other = codings[segment.id].values()
        for field in Coding.__dataclass_fields__:
            equal[field] += getattr(one, field) == getattr(other, field)
            tallies[field] += agreed(field, one, other)
    print(f"{len(segments)} segments, two codings each\nfield        equal     F1")
    for field, total in tallies.items():
        print(f"{field:12s} {equal[field] / len(segments):.3f}  {f1(total):.3f}")
    for name, total in agreed_components().items():
        print(f"{name:12s}        {f1(total):.3f}  by character")


def agreed(field: str, one: Coding, other: Coding) -> Tally:
    a, b = getattr(one, field), getattr(other, field)
    if field == "directive":
        return both(a != "0", b != "0")
    return coded_alike(a or NONE, b or NONE) if isinstance(a, str) else matched(a, b, lambda x, y: x == y)


def agreed_components() -> dict[str, np.ndarray]:
    tallies: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3, dtype=int))
    if len(coders := list(components().values())) > 1:
        for id_ in coders[0].keys() & coders[1].keys():
            for part in PARTS:
                one, other = (covered(by_segment[id_], part) for by_segment in coders[:2])
                tallies[part] += (len(one & other), len(other - one), len(one - other))
    return tallies


# -- telling


def tell(counts: Counts, segments: Sequence[Segment], *, kinds: bool) -> None:
    names = sorted({segment.kind for segment in segments}) if kinds else []
    for kind in [*names, None]:
        own = [segment for segment in segments if kind in (None, segment.kind)]
        print(f"\n{kind or 'all'}: {len(own)} segments, {len({(s.kind, s.source) for s in own})} documents")
        print("measure       precision  recall  F1    95 % interval    coded")
        for measure, by_document in counts.items():
            table = np.array([tally for (of, _), tally in sorted(by_document.items()) if kind in (None, of)])
            if table.size and table[:, [0, 2]].sum():
                tell_measure(measure, table)


def tell_measure(measure: str, table: np.ndarray) -> None:
    hits, extra, missed = (int(n) for n in table.sum(axis=0))
    low, high = interval(table)
    precision = hits / (hits + extra) if hits + extra else 0.0
    recall = hits / (hits + missed)
    print(f"{measure:14s}{precision:8.3f}{recall:8.3f}{f1(table.sum(axis=0)):8.3f}  [{low:.3f}, {high:.3f}]{hits + missed:8d}")


def f1(tally: Any) -> float:
    hits, extra, missed = tally
    return float(2 * hits / (2 * hits + extra + missed)) if hits or extra or missed else 0.0


def interval(table: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of F1 over documents."""
    n = len(table)
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=DRAWS) @ table
    low, high = np.quantile([f1(tally) for tally in drawn], [0.025, 0.975])
    return float(low), float(high)


if __name__ == "__main__":
    main()
