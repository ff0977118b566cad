"""Switch off each rule of the grammar in turn, and print what that does to the directives of a folder and to their scores.

    python benchmarks/rules.py [FOLDER] [--gold GOLD.tsv] [--stage STAGE]

FOLDER holds texts (the sample corpus where none is given). GOLD has the columns source, start, end, directive (0 or 1) and
modality (O|P|M, joined by '|'): segments of those texts as coders coded them. A rule whose line says 0 does nothing there.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from speechmine.codebooks import load_codebook
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.rules.grammar import STAGES
from speechmine.extract.slogans.slogans import find_slogans
from speechmine.mining import read_corpus
from speechmine.records import Directive, SegmentedSpeech, Speech
from speechmine.sample import sample_path
from speechmine.segment.speech import segment_speech

Row = tuple[str, int, int, tuple[str, ...], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=sample_path())
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--stage", choices=list(STAGES), action="append")
    args = parser.parse_args()
    speeches = [prepared(speech) for speech in read_corpus(args.folder)]
    gold = read_gold(args.gold) if args.gold else {}
    whole = coded(speeches, ())
    print(f"{'all rules':24s} {len(whole):6d} directives {scores(whole, gold)}")
    for stage, rules in STAGES.items():
        for rule in rules if not args.stage or stage in args.stage else ():
            rows = coded(speeches, [rule.name])
            lost, new = len(whole - rows), len(rows - whole)
            print(f"{rule.name:24s} {lost:6d} lost {new:6d} new {scores(rows, gold)}", flush=True)


def prepared(speech: Speech) -> tuple[SegmentedSpeech, list[tuple[int, int]]]:
    """A speech cut into sentences and words, and its slogans: no rule changes them."""
    segmented = segment_speech(speech, codebooks=[load_codebook("sectors"), load_codebook("slogans")])
    return segmented, [(slogan.start, slogan.end) for slogan in find_slogans(segmented, lexicon=load_codebook("slogans"))]


def coded(speeches: Iterable[tuple[SegmentedSpeech, list[tuple[int, int]]]], without: Sequence[str]) -> set[Row]:
    """The directives of all speeches with some rules switched off: source, span, modality, whether it is a sanction."""
    return {
        row(segmented, directive)
        for segmented, slogans in speeches
        for directive in find_directives(segmented, slogans=slogans, without=without)
    }


def row(segmented: SegmentedSpeech, directive: Directive) -> Row:
    start, end = segmented.view.span(directive.start, directive.end)
    shift = segmented.speech.start
    return segmented.speech.source, start + shift, end + shift, directive.modality, bool(directive.or_else)


def read_gold(path: Path) -> dict[str, list[dict[str, str]]]:
    segments = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for segment in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            segments[segment["source"]].append(segment)
    return segments


def scores(rows: Iterable[Row], gold: dict[str, list[dict[str, str]]]) -> str:
    """F1 of the segments that are directives, and of those that forbid."""
    if not gold:
        return ""
    found = defaultdict(set)
    for source, start, end, modality, _ in rows:
        found[source].add(((start + end) // 2, "P" in modality))
    pairs = [
        (segment, [forbids for at, forbids in found[source] if int(segment["start"]) <= at < int(segment["end"])])
        for source, segments in gold.items()
        for segment in segments
    ]
    directive = f1((segment["directive"] == "1", bool(own)) for segment, own in pairs)
    return f"directive {directive:.4f}  prohibition {f1(('P' in segment['modality'], any(own)) for segment, own in pairs):.4f}"


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    hits = wrong = 0
    for wanted, got in pairs:
        hits += wanted and got
        wrong += wanted != got
    return 2 * hits / (2 * hits + wrong) if hits or wrong else 1.0


if __name__ == "__main__":
    main()
