"""Measure the themes found: agreement with coded themes against peers, and time and memory on a growing corpus, in one run.

    python benchmarks/themes.py [--shared ../shared] [--folder FOLDER] [--sizes 1000,10000,100000]

With ``--shared``, a folder of coded speeches (gold/, seeds/ and score.py): adjusted mutual information with the coded themes
over five seeds, every method with as many themes as speechmine found. Peers are given each sentence as a bag of speechmine's
own content words, copies left out as for speechmine. speechmine also stands without the guide of the codebook, and from words
in context alone. tomotopy is run where it is installed: ``pip install -e ".[bench]"``.

With ``--folder``, sentences of its texts are drawn at random into speeches of a hundred, copies kept, mined and summarised in a
process of their own; printed are the seconds of both and the peak of memory. Sizes above 10,000 sentences go in batches.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

import speechmine as sm

try:
    import tomotopy
except ImportError:
    tomotopy = None

SEEDS = range(5)
SPEECH, PARAGRAPH = 100, 5  # sentences
PLAIN = {"token_pattern": r"\S+", "lowercase": False, "min_df": 2}

Method = Callable[[pd.DataFrame, int, int], Sequence[object]]  # contexts, number of themes, seed: a theme a sentence


# -- agreement


def ours(**weights: float) -> Method:
    def assigned(contexts: pd.DataFrame, n_themes: int, seed: int) -> Sequence[object]:
        model = sm.ThemeModel(n_themes, vectorizer=sm.ContextVectorizer(**weights), random_state=seed)
        return [None if label < 0 else int(label) for label in model.fit_predict(contexts)]

    return assigned


def by_scikit_learn(vectorizer: Any, factorisation: Any, **options: Any) -> Method:
    def assigned(contexts: pd.DataFrame, n_themes: int, seed: int) -> Sequence[object]:
        once = contexts["speech_id"] == contexts.groupby("cluster_id")["speech_id"].transform("min")
        bags = vectorizer(**PLAIN).fit(contexts.loc[once, "words"])
        model = factorisation(n_components=n_themes, random_state=seed, **options).fit(
            bags.transform(contexts.loc[once, "words"])
        )
        return model.transform(bags.transform(contexts["words"])).argmax(axis=1).tolist()

    return assigned


def by_tomotopy(contexts: pd.DataFrame, n_themes: int, seed: int) -> Sequence[object]:
    """Copies are left in: it gives the topics of what it was trained on."""
    model = tomotopy.LDAModel(k=n_themes, seed=seed, min_df=2)
    added = [model.add_doc(words.split()) if words else None for words in contexts["words"]]
    model.train(500, workers=1)
    documents = iter(model.docs)
    return [None if place is None else int(np.argmax(next(documents).get_topic_dist())) for place in added]


def methods() -> dict[str, Method]:
    found: dict[str, Method] = {
        "speechmine": ours(),
        "speechmine, no codebook": ours(code_weight=0.0),
        "speechmine, words alone": ours(code_weight=0.0, mood_weight=0.0),
        "scikit-learn NMF": by_scikit_learn(TfidfVectorizer, NMF, init="nndsvdar", max_iter=400),
        "scikit-learn LDA": by_scikit_learn(CountVectorizer, LatentDirichletAllocation, max_iter=50),
    }
    return {**found, **({"tomotopy LDA": by_tomotopy} if tomotopy else {})}


def measure_agreement(shared: Path) -> None:
    scorer = loaded(shared / "score.py")
    gold = scorer.read_gold(shared / "gold", shared / "seeds", None)
    contexts = sm.sentence_contexts(sm.mine(shared / "seeds"))
    n_themes = len(sm.ThemeModel().fit(contexts).theme_ids_)
    print(f"{n_themes} themes, {len(SEEDS)} seeds: adjusted mutual information with the coded themes")
    print("method                    mean   lowest  highest")
    for name, method in methods().items():
        found = [agreement(scorer, gold, contexts, method(contexts, n_themes, seed)) for seed in SEEDS]
        print(f"{name:24s} {np.mean(found):6.3f}  {min(found):6.3f}  {max(found):7.3f}", flush=True)


def agreement(scorer: ModuleType, gold: Any, contexts: pd.DataFrame, themes: Sequence[object]) -> float:
    rows = contexts[["source", "speech_id", "sentence_id", "start", "end"]].to_dict("records")
    with tempfile.TemporaryDirectory() as folder:
        topics = Path(folder) / "topics.json"
        assignments = [{**row, "theme": theme} for row, theme in zip(rows, themes, strict=True)]
        topics.write_text(json.dumps({"assignments": assignments}), encoding="utf-8")
        return float(scorer.score_clusters(gold, topics)["ami"])


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- time and memory


def speeches(folder: Path, size: int) -> Iterator[str]:
    """Speeches of sentences drawn at random, with replacement, in short paragraphs."""
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.txt"))]
    sentences = [sentence for text in texts for sentence in re.findall(r"[^\n。！？]{5,}[。！？]", text)]
    rng = random.Random(size)  # noqa: S311 - no secret
    for first in range(0, size, SPEECH):
        drawn = rng.choices(sentences, k=min(SPEECH, size - first))
        yield "\n".join("".join(drawn[at : at + PARAGRAPH]) for at in range(0, len(drawn), PARAGRAPH))


def measure_size(folder: Path, size: int) -> None:
    """Mine and summarise so many sentences, and print what it took; to be run in a process of its own."""
    with tempfile.TemporaryDirectory() as made:
        for number, text in enumerate(speeches(folder, size)):
            (Path(made) / f"{number:06}.txt").write_text(text, encoding="utf-8")
        started = time.process_time()
        mined = sm.mine(made, jobs=1)
        middle = time.process_time()
        summary = sm.topic_summary(mined)
    ended = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    n = len(mined.sentences)
    print(f"{n:9}  {middle - started:11.1f}  {ended - middle:10.1f}  {peak:8.2f}  {len(summary['themes']):6}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, help="folder with gold/, seeds/ and score.py, such as ../shared")
    parser.add_argument("--folder", type=Path, help="folder of texts to draw sentences from")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of sentences, comma-separated")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)  # a single size, in this process
    args = parser.parse_args()
    if args.one:
        measure_size(args.folder, args.one)
        return
    if args.shared:
        measure_agreement(args.shared)
    if args.folder:
        print("sentences  mine, CPU s  topics, s  peak GiB  themes", flush=True)
        for size in args.sizes.split(","):
            subprocess.run([sys.executable, __file__, "--folder", str(args.folder), "--one", size], check=True)


if __name__ == "__main__":
    main()
