"""Fit the weights of the evidence for an imperative to coded sentences, and print what changes.

    python benchmarks/evidence.py FOLDER GOLD.tsv [--keep N] [--write EVIDENCE.tsv]

FOLDER holds texts. GOLD has the columns source, start, end and directive (0 or 1): segments of those texts as coders coded
them. Only the sentences count that the evidence decides: no deontic and no sanction of theirs does. The weights are those of
a logistic regression that starts from the present ones and leaves them the less, the larger N (--keep, 10 where it is not
given: as if N sentences had been coded as the present weights say), rounded to halves. --write gives a file to put in the
place of speechmine/data/directives/evidence.tsv, or to take the rows of a codebook of your own from.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from speechmine.codebooks import load_codebook
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.evidence import FEATURES
from speechmine.extract.directives.lexicon import compile_lexicon
from speechmine.extract.directives.readings import Reading
from speechmine.mining import read_corpus
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech

Array = np.ndarray[Any, Any]
DECIDED = frozenset(("imperative", "mood_states"))
"""The rules by which the evidence decides."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--keep", type=float, default=10.0)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    weights = compile_lexicon(load_codebook("directives")).weights
    pairs = list(coded(args.folder, read_gold(args.gold)))
    holds = np.array([[name in found for name in FEATURES] for found, _ in pairs], dtype=float)
    wanted = np.array([directive for _, directive in pairs])
    present = np.array([weights.features[name] for name in FEATURES])
    least = weights.threshold
    fitted = fit(holds, wanted, present, least=least, keep=args.keep)
    print(f"{'feature':16s} present fitted sentences")
    for name, before, after, column in zip(FEATURES, present, fitted, holds.T, strict=True):
        print(f"{name:16s} {before:+7.1f} {after:+6.1f} {int(column.sum()):9d}{'  *' if before != after else ''}")
    right = [float(((holds @ own >= least) == wanted).mean()) for own in (present, fitted)]
    print(f"{len(pairs)} sentences that the evidence decides; right {right[0]:.4f} -> {right[1]:.4f}")
    if args.write:
        args.write.write_text(rewritten(dict(zip(FEATURES, fitted, strict=True))), encoding="utf-8")


def fit(holds: Array, wanted: Array, present: Array, *, least: float, keep: float) -> Array:
    """The weights that make the coded sentences likeliest and stay near the present ones, in halves."""
    signs = np.where(wanted, 1.0, -1.0)

    def loss(weights: Array) -> float:
        # halfway between two weights the threshold is passed: 0.25 below it is no, at it yes
        margins = signs * (holds @ weights - (least - 0.25))
        return float(np.logaddexp(0.0, -margins).sum() + keep / 2 * ((weights - present) ** 2).sum())

    found = minimize(loss, present, method="L-BFGS-B").x
    return np.where(holds.any(axis=0), np.round(found * 2) / 2, present)


def coded(folder: Path, gold: dict[str, list[dict[str, str]]]) -> Iterator[tuple[frozenset[str], bool]]:
    """The features of each coded sentence that the evidence decides, and whether it was coded as a directive."""
    for speech in read_corpus(folder):
        segments = gold.get(Path(speech.source).name, ())
        for reading, start, end in decided(speech) if segments else ():
            middle = (start + end) // 2
            own = next((s for s in segments if int(s["start"]) <= middle < int(s["end"])), None)
            if own is not None and reading.mood is not None:
                yield frozenset(reading.mood.evidence), own["directive"] == "1"


def decided(speech: Speech) -> Iterator[tuple[Reading, int, int]]:
    """How the sentences were read that the evidence decides, with their places in the source."""
    readings: list[Reading] = []
    segmented = segment_speech(speech, codebooks=[load_codebook("sectors"), load_codebook("slogans")])
    find_directives(segmented, readings=readings)
    for reading in readings:
        rules = {decision.rule.name for decision in reading.decisions}
        if rules & DECIDED and not any(clause.deontics or clause.threat for clause in reading.clauses):
            sentence = segmented.sentences[reading.sentence]
            start, end = segmented.view.span(sentence.start, sentence.end)
            yield reading, speech.start + start, speech.start + end


def read_gold(path: Path) -> dict[str, list[dict[str, str]]]:
    segments = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for segment in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            segments[segment["source"]].append(segment)
    return segments


def rewritten(weights: dict[str, float]) -> str:
    """The package's file with other weights."""
    text = (resources.files("speechmine") / "data" / "directives" / "evidence.tsv").read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        lines.append(f"{name}\t{weights[name]:g}\t{rest.partition(chr(9))[2]}" if name in weights else line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
