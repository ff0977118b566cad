"""Learn the weights of the coded themes, and measure them on speeches that they were not learned from.

    python benchmarks/coded_themes.py [--shared ../shared] [--speeches A,D,F] [--write]

Speeches coded by hand: the sample corpus (sample_themes.tsv, beside this file) and, with ``--shared``, those of a folder
with gold/, seeds/ and score.py. Each coded speech of ``--speeches`` is left out in turn, and the weights are learned from
all the others; the sample corpus is left out six speeches at a time. Speeches of the folder that are not named are neither
learned from nor scored; ``--blind`` names speeches that are scored but never learned from. Printed are micro and macro F1
of the rules alone and with the weights. What is learned is refitted; the terms of the codebook are not: those were written
with A, D and F at hand, so that on these three the rules flatter themselves, and only the sample corpus and the blind
speeches tell what they do on new text.

``--write`` learns from all that is named and writes speechmine/data/safety_weights.tsv.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import pathlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

import speechmine as sm
from speechmine.codebooks import load_codebook
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.extract.theme_features import Shown, safety_features, strings
from speechmine.extract.theme_weights import AFTER, BIAS, ThemeWeights
from speechmine.extract.themes import score_themes

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "speechmine" / "data" / "safety_weights.tsv"
RULES_ALONE = {"themes": str(OUT.with_name("themes.tsv"))}  # a codebook given by its file is applied without weights
STRENGTH, CONTEXT, ORDER = 3.0, 0.25, 0.25  # of the fit; of place against strings; of the order of themes
LEAST = 4  # a string must stand in so many sentences
DOCUMENTS = 3  # and in so many documents
FEW = 10  # sentences; of a code with fewer nothing is learned, and the rules decide
FOLDS = 4
NAMES, SHARE_IN_NAMES = ("nr", "ns"), 0.3  # tags of names; a string that stands in one so often is left out
CARD = """# title: 安全工作讲话主题权重 / Weights of the coded themes
# version: 1
# compiler: the speechmine authors, learned by benchmarks/coded_themes.py
# sources: the sample corpus coded by hand (benchmarks/sample_themes.tsv) and the three speeches that the codebook was tuned on
# licence: MIT
# note: feature: a string of a sentence, ^string of a heading, or a named feature of its place; after:CODE weighs the order
"""


@dataclass(frozen=True)
class Coded:
    """A speech with what the rules say of its sentences, and what its coder says."""

    name: str
    segmented: Any
    scores: Sequence[dict[str, float]]
    own: Sequence[dict[str, float]]
    directive: set[int]
    themes: Sequence[str | None]


def coded(name: str, annotations: Any, themes: Sequence[str | None]) -> Coded:
    directive = {found.sentence for found in annotations.directives}
    scores, own = score_themes(annotations.segmented, codebook=load_codebook("themes"), directive=directive)
    return Coded(name, annotations.segmented, scores, own, directive, themes)


def sample_speeches() -> list[Coded]:
    themes: dict[str, dict[int, str]] = defaultdict(dict)
    with (ROOT / "benchmarks" / "sample_themes.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            themes[row["source"]][int(row["start"])] = row["theme"]
    codebooks, found = load_codebooks(RULES_ALONE), []
    for speech in sm.read_corpus(ROOT / "corpus").speeches:
        name = pathlib.PurePosixPath(speech.source).name
        annotations = annotate(speech, codebooks)
        view = annotations.segmented.view
        spans = [view.span(sentence.start, sentence.end) for sentence in annotations.segmented.sentences]
        found.append(coded(name, annotations, [themes[name].get(speech.start + start) or None for start, _ in spans]))
    return found


def shared_speeches(shared: pathlib.Path, names: Iterable[str]) -> list[Coded]:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    speeches, codebooks, found = sm.read_corpus(shared / "seeds").speeches, load_codebooks(RULES_ALONE), []
    for name in names:
        ((source, gold),) = scorer.read_gold(shared / "gold", shared / "seeds", {name}).items()
        low, high = gold.spans[0]
        for speech in speeches:
            if pathlib.PurePosixPath(speech.source).name == source and speech.start < high and low < speech.end:
                annotations = annotate(speech, codebooks)
                view, themes = annotations.segmented.view, []
                for sentence in annotations.segmented.sentences:
                    start, end = (speech.start + at for at in view.span(sentence.start, sentence.end))
                    at = gold.at({"start": start, "end": end})
                    themes.append(None if at is None else gold.rows[at]["theme"])
                found.append(coded(name, annotations, themes))
    return found


def learn(speeches: Sequence[Coded]) -> ThemeWeights:
    codes = list(load_codebook("themes").codes)
    return ThemeWeights({**learn_features(speeches, codes, [shown(speech) for speech in speeches]), **order(speeches, codes)})


def shown(speech: Coded) -> Iterator[Shown]:
    return safety_features(speech.segmented, speech.scores, speech.own, speech.directive)


def learn_features(
    speeches: Sequence[Coded], codes: Sequence[str], shown: Sequence[Iterable[Shown]]
) -> dict[str, dict[str, float]]:
    """What strings and other features weigh for each code, learned from the sentences that are coded."""
    features, place, themes, homes = [], [], [], []
    for speech, of_speech in zip(speeches, shown, strict=True):
        for sentence, own, theme in zip(speech.segmented.sentences, of_speech, speech.themes, strict=True):
            if theme:
                features.append(strings(speech.segmented, sentence))
                place.append({name: value * CONTEXT for name, value in [*dict.fromkeys(own.marks, 1.0).items(), *own.graded]})
                themes.append(theme)
                homes.append(speech.name)
    words, places = DictVectorizer(), DictVectorizer()
    X, P = words.fit_transform(features), places.fit_transform(place)
    named = names_in(speeches)
    often = spread(X, homes) & (np.diff(X.tocsc().indptr) >= LEAST)
    kept = np.array([i for i, name in enumerate(words.get_feature_names_out()) if often[i] and name.lstrip("^") not in named])
    names = [*words.get_feature_names_out()[kept], *places.get_feature_names_out()]
    scales = np.r_[np.ones(len(kept)), np.full(P.shape[1], CONTEXT)]
    return fitted(sp.hstack([X[:, kept], P]).tocsr(), np.array(themes), codes, names, scales)


def spread(X: Any, homes: Sequence[str]) -> Any:
    """Whether each string stands in enough documents."""
    _, document = np.unique(homes, return_inverse=True)
    by_document = sp.csr_matrix((np.ones(len(homes)), (document, np.arange(len(homes))))) @ X
    return np.diff(by_document.tocsc().indptr) >= DOCUMENTS


def names_in(speeches: Iterable[Coded]) -> set[str]:
    """The strings that stand in names of persons and places more often than elsewhere, or nearly so."""
    inside: Counter[str] = Counter()
    texts = []
    for speech in speeches:
        for sentence, theme in zip(speech.segmented.sentences, speech.themes, strict=True):
            text = speech.segmented.view.text
            texts += [text[sentence.start : sentence.end]] if theme else []
            words = speech.segmented.words_in(sentence.start, sentence.end) if theme else ()
            for name in [text[word.start : word.end] for word in words if word.tag.startswith(NAMES)]:
                inside.update(name[i : i + n] for n in (2, 3) for i in range(len(name) - n + 1))
    whole = "\n".join(texts)
    return {name for name, n in inside.items() if n >= SHARE_IN_NAMES * whole.count(name)}


def fitted(X: Any, themes: Any, codes: Sequence[str], names: Sequence[str], scales: Any) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for code in codes:
        if (themes == code).sum() < FEW:
            continue
        model = LogisticRegression(C=STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=300, random_state=0)
        model.fit(X, themes == code)
        rows[BIAS][code] = round(float(model.intercept_[0]), 3)
        for column in np.flatnonzero(np.abs(model.coef_[0] * scales) >= 0.005).tolist():
            rows[names[column]][code] = round(float(model.coef_[0, column] * scales[column]), 3)
    return dict(rows)


def order(speeches: Sequence[Coded], codes: Sequence[str]) -> dict[str, dict[str, float]]:
    counts = {before: dict.fromkeys(codes, 0.5) for before in codes}
    for speech in speeches:
        for before, code in zip(speech.themes, speech.themes[1:], strict=False):
            if before and code:
                counts[before][code] += 1
    return {
        AFTER + before: {code: round(ORDER * float(np.log(n / sum(row.values()))), 3) for code, n in row.items()}
        for before, row in counts.items()
    }


Pairs = list[tuple[str, str, str]]  # the coder's theme, the rules', the weights'


def held_out(speeches: Sequence[Coded], weights: ThemeWeights) -> Pairs:
    pairs: Pairs = []
    for speech in speeches:
        found = weights.code(speech.segmented, shown(speech))
        for theme, score, code in zip(speech.themes, speech.scores, found, strict=True):
            rule = max(load_codebook("themes").codes, key=lambda key: score.get(key, 0.0))
            pairs += [(theme, rule, str(code))] if theme else []
    return pairs


def tell(name: str, pairs: Pairs) -> None:
    theme, rules, weights = zip(*pairs, strict=True)
    figures = []
    for found in (rules, weights):
        micro = np.mean([a == b for a, b in zip(theme, found, strict=True)])
        figures += [micro, f1_score(theme, found, average="macro", labels=sorted(set(theme)), zero_division=0)]
    print(f"{name:24s}{len(pairs):6}  " + "  ".join(f"{figure:6.3f}" for figure in figures), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, help="folder with gold/, seeds/ and score.py, such as ../shared")
    parser.add_argument("--speeches", default="A,D,F", help="speeches of the folder to learn from and to leave out in turn")
    parser.add_argument("--blind", default="", help="speeches of the folder to score only; told as one total")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all speeches")
    args = parser.parse_args()
    sample = sample_speeches()
    named = shared_speeches(args.shared, args.speeches.split(",")) if args.shared else []
    if args.write:
        write(OUT, CARD, learn([*sample, *named]))
        return
    print("left out                segments  rules  macro F1  weights  macro F1", flush=True)
    pooled: Pairs = []
    for speech in named:
        pairs = held_out([speech], learn([*sample, *(other for other in named if other is not speech)]))
        tell(speech.name, pairs)
        pooled += pairs
    if args.blind and args.shared:
        pairs = held_out(shared_speeches(args.shared, args.blind.split(",")), learn([*sample, *named]))
        tell(f"{args.blind} (blind)", pairs)
        pooled += pairs
    if pooled:
        tell("pooled", pooled)
    own: Pairs = []
    for fold in range(FOLDS):
        rest = [speech for i, speech in enumerate(sample) if i % FOLDS != fold]
        own += held_out([speech for i, speech in enumerate(sample) if i % FOLDS == fold], learn([*rest, *named]))
    tell("sample corpus", own)


def write(path: pathlib.Path, card: str, weights: ThemeWeights) -> None:
    lines = [
        f"{feature}\t{code}\t{weight:g}" for feature, row in sorted(weights.rows.items()) for code, weight in sorted(row.items())
    ]
    path.write_text(card + "feature\tcode\tweight\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
