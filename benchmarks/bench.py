"""CPU time of the corpus linguist's bench, warm, beside nltk on the same words, and how it grows with ten times the text.

    python benchmarks/bench.py MINED [--times 3]

MINED is a folder mined with --tokens. Both sides are given words in memory; the first call, which makes the index (or nltk's), is
told apart. Ratios are ours over nltk's of the same run. Ten times the text is the same text ten times, so that every n-gram
recurs: *2- to 4-grams* keep far more rows there than a corpus of that size would.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
from nltk import ConcordanceIndex
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.util import ngrams

import speechmine as sm
from speechmine.analyse.linguistics.index import token_index

KEYS = ("speech_id", "sentence_id", "section_id", "source", "directive_id")


def seconds(call: Callable[[], Any], times: int) -> float:
    """The least CPU time of several calls."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        call()
        spent.append(time.process_time() - start)
    return min(spent)


def enlarged(mined: sm.Mined, factor: int) -> sm.Mined:
    """The same tables several times, each under names of its own."""

    def again(frame: pd.DataFrame, number: int) -> pd.DataFrame:
        return frame.assign(**{key: frame[key] + f"~{number}" for key in KEYS if key in frame})

    names = ("speeches", "sentences", "directives", "sectors", "slogans", "sections", "tokens")
    tables = {name: pd.concat([again(getattr(mined, name), n) for n in range(factor)], ignore_index=True) for name in names}
    tables["speeches"] = tables["speeches"].assign(cluster_id=tables["speeches"]["speech_id"])
    texts = {f"{source}~{n}": text for n in range(factor) for source, text in mined.texts.items()}
    return replace(mined, **tables, texts=texts)


def ours(mined: sm.Mined, word: str) -> dict[str, Callable[[], Any]]:
    half = {"speech_id": mined.speeches["speech_id"].iloc[::2].tolist()}
    return {
        "concordance": lambda: sm.kwic_frame(mined, word),
        "pattern": lambda: sm.kwic_frame(mined, f'[tag="v.*"] []{{0,2}} "{word}"'),
        "collocates": lambda: sm.collocate_frame(mined, word),
        "keyness of two halves": lambda: sm.keyness_frame(mined, half),
        "2- to 4-grams": lambda: sm.ngram_frame(mined, (2, 4)),
        "dispersion": lambda: sm.dispersion_frame(mined),
        "collocates in directives": lambda: sm.collocate_frame(mined, word, within={"directives": True}),
    }


def theirs(words: list[str], word: str) -> dict[str, Callable[[], Any]]:
    index = ConcordanceIndex(words)
    middle = len(words) // 2

    def keyness() -> list[float]:
        a, b = Counter(words[:middle]), Counter(words[middle:])
        total = len(words)
        return [BigramAssocMeasures.likelihood_ratio(a[term], (middle, a[term] + b[term]), total) for term in {*a, *b} if a[term]]

    def collocates() -> list[Any]:
        finder = BigramCollocationFinder.from_words(words, window_size=6)
        finder.apply_ngram_filter(lambda left, right: word not in (left, right))
        finder.apply_freq_filter(2)
        return finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)

    return {
        "concordance": lambda: index.find_concordance(word, width=46),
        "collocates": collocates,
        "keyness of two halves": keyness,
        "2- to 4-grams": lambda: [Counter(ngrams(words, n)) for n in (2, 3, 4)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mined")
    parser.add_argument("--word", default="发展")
    parser.add_argument("--times", type=int, default=3)
    args = parser.parse_args()
    mined = sm.load_mined(args.mined)
    words = mined.tokens["text"].tolist()
    big = enlarged(mined, 10)
    for name, tables in (("once", mined), ("ten times", big)):
        spent = seconds(lambda tables=tables: token_index(replace(tables)), 1)
        print(f"index, {name}: {spent:.2f} s ({len(tables.tokens):,} tokens)")
    small, large, peer = ours(mined, args.word), ours(big, args.word), theirs(words, args.word)
    print(f"{'':26}{'s':>8}{'x nltk':>9}{'x 10 text':>11}")
    for name, call in small.items():
        call()
        spent = seconds(call, args.times)
        ratio = f"{spent / seconds(peer[name], 1):9.3f}" if name in peer else f"{'':9}"
        large[name]()
        print(f"{name:26}{spent:8.3f}{ratio}{seconds(large[name], 1) / spent:11.1f}")


if __name__ == "__main__":
    main()
