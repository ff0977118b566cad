"""Measure the search for shared passages against planted truth and against qhchina, in one run.

Planted: passages of 20 to 400 characters of our own sample speeches are copied between them with a share of their characters
edited (names, figures, masks, punctuation, small insertions and omissions, an inserted clause). Recall is by character of the
planted passages on both sides, precision by character of what is reported. The sample speeches share passages on purpose and
use the formulas of their genre: what two of the untouched ones share, 10 letters of which 8 or more stand alike in the same
order, figures left out, counts as true, for both tools alike. It is found by comparing every stretch with every other, without
either tool. The last column leaves such characters out of what is found and out of what is
true. With a folder, its time and memory are measured, too, and those of ten
times the documents, twice: at equal density (the folder's documents ten times, each time with its characters exchanged for one
another by a seeded permutation, so that the ten share nothing and each shares within itself what the folder does) and as dense
as can be (documents made of random stretches of 200 to 2,000 characters of the folder's, so that all of the text is shared).
qhchina is run where it is installed: ``pip install qhchina``.

Usage: python benchmarks/reuse.py [FOLDER]
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speechmine.folding import fold
from speechmine.reuse.passages import SpeechText, find_passages

try:
    from qhchina.analytics import find_shared_sequences
except ImportError:
    find_shared_sequences = None

CORPUS = Path(__file__).parent.parent / "corpus"
NEAR_COPY = "05_"  # the sample speech that is last year's, rewritten: left out, since nobody coded what the two share
RATES = (0.0, 0.05, 0.1, 0.15, 0.2)
TRIALS = 25
WIDTH, ALIKE = 10, 8  # letters of a stretch that the untouched speeches share, and how many of them are equal
COPIES = 8  # planted in a trial
NAMES = ("岚溪县", "荻浦镇", "顾闻笙", "裴砚", "柘林区", "青螺湖", "沈既明", "汀州路")
CLAUSES = (
    "特别是在节假日期间，",
    "各位同志务必记住，",
    "按照上级部署，",
    "这一条我再说一遍，",
    "结合我们这里的实际，",
    "从现在起，",
)
PUNCTUATION = "，。；：、！"
HALF_WIDTH = dict(zip("，；：！", ",;:!", strict=True))

Span = tuple[int, int, int]  # document, start, end
Finder = Callable[[Sequence[str]], list[Span]]


@dataclass
class Planted:
    """Documents and the spans that were planted in them, both sides."""

    documents: list[str]
    spans: list[Span]


# -- the truth


def edited(passage: str, rate: float, rng: random.Random) -> tuple[str, int, int]:
    """Edit about a share `rate` of the characters; the result, and the characters changed at its start and its end."""
    units = list(passage)  # one entry a character of the passage; an edit changes entries
    kept = [True] * len(units)
    budget = rate * len(units)
    while budget >= 1:
        budget -= _edit(units, kept, min(budget, len(units) * rate), rng)
    head = next(i for i, keep in enumerate(kept) if keep)
    tail = next(i for i, keep in enumerate(reversed(kept)) if keep)
    return "".join(units), len("".join(units[:head])), len("".join(units[len(units) - tail :]))


def _edit(units: list[str], kept: list[bool], budget: float, rng: random.Random) -> float:
    """Make one edit of at most about `budget` characters; its cost."""
    kind = rng.choice(("name", "name", "figure", "mask", "punctuation", "insert", "omit", "clause"))
    at = rng.randrange(len(units))
    if kind == "clause" and budget >= 6:
        clause = rng.choice(CLAUSES)
        units[at] += clause
        return len(clause)
    if kind == "figure":
        at = next((i for i in range(at, len(units)) if units[i].isdigit()), at)
        return _replace(units, kept, at, [rng.choice("0123456789×")])
    if kind == "insert":
        units[at] += rng.choice("还都又要更再")
        return 1
    if kind == "punctuation":
        at = next((i for i in range(at, len(units)) if units[i] in PUNCTUATION), at)
        return _replace(units, kept, at, [HALF_WIDTH.get(units[at], "")])
    masks = ["×"] * rng.randint(1, max(1, min(3, int(budget))))
    name = list(rng.choice(NAMES)[: max(1, int(budget))])
    return _replace(units, kept, at, {"mask": masks, "name": name}.get(kind, [""]))


def _replace(units: list[str], kept: list[bool], at: int, new: list[str]) -> float:
    """Put `new` in the place of as many characters."""
    for i, char in enumerate(new[: len(units) - at], at):
        units[i], kept[i] = char, False
    return len(new)


def planted(texts: Sequence[str], rate: float, rng: random.Random) -> Planted:
    """Copy passages from one half of the texts into the other, edited."""
    order = rng.sample(range(len(texts)), len(texts))
    donors, receivers = order[: len(order) // 2], order[len(order) // 2 :]
    documents, spans = list(texts), []
    inserts: dict[int, list[tuple[int, str, int, int]]] = {receiver: [] for receiver in receivers}
    for _ in range(COPIES):
        donor, receiver = rng.choice(donors), rng.choice(receivers)
        length = int(20 * 20 ** rng.random())
        start = rng.randrange(len(texts[donor]) - length)
        copy, head, tail = edited(texts[donor][start : start + length], rate, rng)
        spans.append((donor, start, start + length))
        inserts[receiver].append((rng.randrange(len(texts[receiver])), copy, head, tail))
    for receiver, some in inserts.items():
        pieces, done, size = [], 0, 0
        for at, copy, head, tail in sorted(some):
            pieces += [texts[receiver][done:at], copy]
            size += at - done
            spans.append((receiver, size + head, size + len(copy) - tail))
            done, size = at, size + len(copy)
        documents[receiver] = "".join([*pieces, texts[receiver][done:]])
    return Planted(documents, spans)


def shared(texts: Sequence[str]) -> set[str]:
    """Stretches of `WIDTH` letters that stand in another text, too, with `ALIKE` of them equal, by brute force."""
    letters = [_letters(text)[0] for text in texts]
    codes = [np.frombuffer(some.encode("utf-32-le"), dtype=np.uint32) for some in letters]
    found = set()
    for i, one in enumerate(codes):
        for j, other in enumerate(codes[:i]):
            padded = np.pad(other, one.size)  # a row a diagonal
            equal = np.lib.stride_tricks.sliding_window_view(padded, one.size) == one
            sums = np.pad(np.cumsum(equal, axis=1, dtype=np.int16), ((0, 0), (1, 0)))
            shift, at = np.nonzero(sums[:, WIDTH:] - sums[:, :-WIDTH] >= ALIKE)
            found.update(letters[i][k : k + WIDTH] for k in at.tolist())
            found.update(letters[j][k : k + WIDTH] for k in (at + shift - one.size).tolist())
    return found


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters of a text, figures left out, and where they stand."""
    folded = fold(text)
    at = [i for i, char in enumerate(folded) if char.isalnum() and not char.isascii()]
    return "".join(folded[i] for i in at), at


def _known(documents: Sequence[str], grams: set[str]) -> set[tuple[int, int]]:
    """Characters of the documents that stand in one of the stretches."""
    known = set()
    for number, document in enumerate(documents):
        letters, at = _letters(document)
        for i in range(len(letters) - WIDTH + 1):
            if letters[i : i + WIDTH] in grams:
                known.update((number, k) for k in range(at[i], at[i + WIDTH - 1] + 1))
    return known


# -- the finders


def ours(documents: Sequence[str]) -> list[Span]:
    reuse = find_passages([SpeechText(f"{i:06}@0", 0, document) for i, document in enumerate(documents)])
    return [(int(row["speech_id"][:6]), row["start"], row["end"]) for row in reuse.passages]


def qhchina(documents: Sequence[str]) -> list[Span]:
    rows = find_shared_sequences([list(document) for document in documents], n=8, min_length=16, output="list")
    sides = (("doc_a", "pos_a", "passage_a"), ("doc_b", "pos_b", "passage_b"))
    return [(row[doc], row[pos], row[pos] + len(row[text])) for row in rows for doc, pos, text in sides]


def finders() -> dict[str, Finder]:
    return {"speechmine": ours, **({"qhchina": qhchina} if find_shared_sequences else {})}


# -- the measures


def characters(spans: Sequence[Span], documents: Sequence[str]) -> set[tuple[int, int]]:
    """Return the characters in the spans, white space and punctuation left out."""
    return {(number, i) for number, start, end in spans for i in range(start, end) if documents[number][i].isalnum()}


def measure_planted() -> None:
    paths = [path for path in sorted(CORPUS.glob("*.txt")) if not path.name.startswith(NEAR_COPY)]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    grams = shared(texts)
    print(f"planted: {TRIALS} trials of {COPIES} copies at each rate\nedited  finder      recall  precision  planted alone")
    for rate in RATES:
        trials = [planted(texts, rate, random.Random(f"{rate} {trial}")) for trial in range(TRIALS)]  # noqa: S311 - no secret
        for name, find in finders().items():
            found_true = planted_all = found_all = true_all = alone = 0
            for trial in trials:
                truth = characters(trial.spans, trial.documents)
                found = characters(find(trial.documents), trial.documents)
                found_true += len(found & truth)
                planted_all += len(truth)
                found_all += len(found)
                known = _known(trial.documents, grams)
                true_all += len(found & (truth | known))
                alone += len(found & known - truth)
            shares = (found_true / planted_all, true_all / found_all, (true_all - alone) / (found_all - alone))
            print(f"{rate:6.2f}  {name:10}  {shares[0]:6.3f}  {shares[1]:9.3f}  {shares[2]:13.3f}", flush=True)


def recombined(texts: Sequence[str], n: int, rng: random.Random) -> Iterator[str]:
    """Texts as long as the given ones, made of random stretches of them."""
    for i in range(n):
        size, pieces = len(texts[i % len(texts)]), []
        while size > 0:
            text = rng.choice(texts)
            start = rng.randrange(len(text))
            pieces.append(text[start : start + rng.randint(200, 2000)])
            size -= len(pieces[-1])
        yield "".join(pieces)


def permuted(texts: Sequence[str], times: int, rng: random.Random) -> Iterator[str]:
    """Yield the texts so many times over, their Chinese characters exchanged for one another anew each time."""
    chars = sorted({char for text in texts for char in fold(text) if "\u4e00" <= char <= "\u9fff"})
    for _ in range(times):
        table = str.maketrans(dict(zip(chars, rng.sample(chars, len(chars)), strict=True)))
        yield from (fold(text).translate(table) for text in texts)


def measure_folder(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.txt"))]
    ten = list(permuted(texts, 10, random.Random(10)))  # noqa: S311 - no secret
    dense = list(recombined(texts, 10 * len(texts), random.Random(10)))  # noqa: S311 - no secret
    print("sharing   documents  characters  finder      seconds  µs/character  bytes/character  places")
    for sharing, documents in (("as it is", texts), ("equal", ten), ("all", dense)):
        size = sum(map(len, documents))
        for name, find in finders().items():
            if name == "qhchina" and documents is not texts:
                continue  # growth is measured for ours alone
            seconds, n = min(_timed(find, documents) for _ in range(3 if documents is texts else 1))
            memory = f"{_peak(find, documents) / size:15.0f}" if name == "speechmine" else " " * 15
            rate = f"{seconds:7.2f}  {1e6 * seconds / size:12.2f}"
            print(f"{sharing:8}  {len(documents):9}  {size:10}  {name:10}  {rate}  {memory}  {n:6}", flush=True)


def _timed(find: Finder, documents: Sequence[str]) -> tuple[float, int]:
    started = time.perf_counter()
    n = len(find(documents))
    return time.perf_counter() - started, n


def _peak(find: Finder, documents: Sequence[str]) -> int:
    tracemalloc.start()
    find(documents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    fold("预热")  # the table of traditional characters is built once
    measure_planted()
    if len(sys.argv) > 1:
        measure_folder(Path(sys.argv[1]))
