"""Learn the weights of the coded themes for prose that is no speech on safety, and measure them on documents left out.

    python benchmarks/prose_themes.py --texts ../shared/corpora [--shared ../shared] [--write]

Learned from the coded set (benchmarks/coded/; ``--texts`` names the folder of its texts, documents set aside are not read), the
sample corpus and, with ``--shared``, the speeches that the codebook was tuned on. A fifth of the documents is left out in turn,
then each kind of text: what is new to the weights, as a user's texts are. Printed are, by what is added to the evidence for
giving no theme, precision and recall of the themes given, F1, and the share of sentences without a theme that get none.

``--write`` learns from all and writes speechmine/data/prose_weights.tsv.
"""

from __future__ import annotations

import argparse
import hashlib
import pathlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coded_labels import Segment, documents, read_segments
from coded_themes import OUT, RULES_ALONE, Coded, coded, learn_features, order, sample_speeches, shared_speeches, write

import speechmine as sm
from speechmine.codebooks import load_codebook
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.extract.safety import dangers_in, is_on_safety
from speechmine.extract.theme_features import Shown, prose_features
from speechmine.extract.theme_weights import BIAS, NONE, ThemeWeights
from speechmine.records import Annotations

TUNED = "A,D,F"
FOLDS = 5
BIASES = (0.0, -0.5, -1.0, -1.5)  # on the evidence for giving no theme: F1 hardly moves, coverage does
CHOSEN = -1.0
CARD = """# title: 一般公文主题权重 / Weights of the coded themes in prose that is no speech on safety
# version: 1
# compiler: the speechmine authors, learned by benchmarks/prose_themes.py
# sources: the coded set (benchmarks/coded/), the sample corpus coded by hand, the three speeches that the codebook was tuned on
# licence: MIT
# note: as safety_weights.tsv; the code - stands for no theme
"""

Document = tuple[str, str, Coded]  # kind, name, speech


def official_documents(texts: pathlib.Path) -> Iterator[Document]:
    codebooks = load_codebooks(RULES_ALONE)
    segments = [segment for segment in read_segments() if not segment.aside]
    for kind in sorted({segment.kind for segment in segments}):
        own = [segment for segment in segments if segment.kind == kind]
        for source, path in documents(texts, kind, own).items():
            here = [segment for segment in own if segment.source == source]
            for speech in sm.read_corpus(path).speeches:
                annotations = annotate(speech, codebooks)
                yield kind, source, coded(source, annotations, themes_of(annotations, here))


def themes_of(annotations: Annotations, segments: Sequence[Segment]) -> list[str | None]:
    """The theme of each sentence, None where it was not coded."""
    view, offset = annotations.segmented.view, annotations.segmented.speech.start
    found: list[str | None] = []
    for sentence in annotations.segmented.sentences:
        middle = sum(view.span(sentence.start, sentence.end)) / 2 + offset
        found.append(next((s.coding.theme for s in segments if s.start <= middle <= s.end), None))
    return found


def shown(speech: Coded) -> Iterator[Shown]:
    dangers = dangers_in(speech.segmented)
    return prose_features(speech.segmented, speech.own, dangers, directive=speech.directive, safety=is_on_safety(dangers))


def learn(speeches: Sequence[Coded]) -> ThemeWeights:
    codes = [*load_codebook("themes").codes, NONE]
    return ThemeWeights({**learn_features(speeches, codes, [shown(speech) for speech in speeches]), **order(speeches, codes)})


def biased(weights: ThemeWeights, bias: float) -> ThemeWeights:
    rows = dict(weights.rows)
    return replace(weights, rows={**rows, BIAS: {**rows[BIAS], NONE: round(rows[BIAS][NONE] + bias, 3)}})


def measure(prose: Sequence[Document], always: Sequence[Coded], left_out: Callable[[Document], str]) -> None:
    """Print what the weights give on the documents left out, a group of them at a time."""
    found: dict[tuple[float, str], list[tuple[str, str]]] = defaultdict(list)
    for group in sorted({left_out(document) for document in prose}):
        weights = learn([*always, *(speech for _, _, speech in rest(prose, group, left_out))])
        for bias in BIASES:
            these = biased(weights, bias)
            for document in prose:
                if left_out(document) == group:
                    found[bias, document[0]] += pairs(document[2], these)
    for bias in BIASES:
        tell(f"all {bias:+.1f}", [pair for (at, _), some in found.items() if at == bias for pair in some])
    for kind in sorted({kind for kind, _, _ in prose}):
        tell(kind, found[CHOSEN, kind])


def rest(prose: Sequence[Document], group: str, left_out: Callable[[Document], str]) -> list[Document]:
    return [document for document in prose if left_out(document) != group]


def pairs(speech: Coded, weights: ThemeWeights) -> list[tuple[str, str]]:
    """The coder's theme and the weights' of each coded sentence."""
    found = weights.code(speech.segmented, shown(speech))
    return [(theme, code or NONE) for theme, code in zip(speech.themes, found, strict=True) if theme]


def tell(name: str, found: Sequence[tuple[str, str]]) -> None:
    right = sum(theme == code != NONE for theme, code in found)
    given, wanted = sum(code != NONE for _, code in found), sum(theme != NONE for theme, _ in found)
    none = sum(theme == code == NONE for theme, code in found) / max(len(found) - wanted, 1)
    print(
        f"{name:28s}{len(found):6}{right / given:8.3f}{right / wanted:8.3f}{2 * right / (given + wanted):8.3f}{none:8.3f}",
        flush=True,
    )


def fold(document: Document) -> str:
    return str(int(hashlib.sha256("/".join(document[:2]).encode()).hexdigest(), 16) % FOLDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=pathlib.Path, required=True, help="folder with a folder of texts a kind")
    parser.add_argument("--shared", type=pathlib.Path, help="folder with gold/, seeds/ and score.py")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all documents")
    args = parser.parse_args()
    always = [*sample_speeches(), *(shared_speeches(args.shared, TUNED.split(",")) if args.shared else [])]
    prose = list(official_documents(args.texts))
    if args.write:
        weights = learn([*always, *(speech for _, _, speech in prose)])
        write(OUT.with_name("prose_weights.tsv"), CARD, biased(weights, CHOSEN))
        return
    for name, left_out in (("documents", fold), ("kinds", lambda document: document[0])):
        print(f"{name} left out{'':{28 - len(name) - 9}}segments  precision recall F1 none")
        measure(prose, always, left_out)


if __name__ == "__main__":
    main()
