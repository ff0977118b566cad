"""Mine mutated texts for a given time, and keep the shortest form of every one that breaks a promise.

    python benchmarks/fuzz.py [--minutes 5] [--seed 1] [--keep FOLDER]

The texts are pieces of the sample corpus that are cut, doubled, shuffled and sown with what breaks readers: numerals without end,
dates that no calendar has, marks without partners, invisible and private characters, lone surrogates. The promises: no exception,
no row of errors, every row's span gives its text, every number is finite, every date is one. Exit status 1 where one was broken.
The same seed gives the same texts; --keep writes each find to a file of its name.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import speechmine as sm

REFUSED = ("half a character", "nothing but white space")  # what is refused by name: lone surrogates, empty texts
LARGEST = 1e18  # and so no infinity
BATCH = 60  # texts mined together
# fmt: off
SOWN = (
    "一万亿亿亿亿", "9e999起", "十百千万亿", "0.0000000000000000000001%", "1，234，5", "12，9，7起", "分之",
    "百分之", "零分之一", "2月30日前", "0年13月32日", "9999年底前", "10000年", "二〇二五年", "不详", "后年下月底前",
    "“13·32”事故", "“0229”火灾", "5月1日至6月31日", "《", "》", "“", "”", "（", "）", "「", "<<", "——", "…", "×",
    "□", "***", "XX", "一、", "（一）", "第一，", "负", "−3%", "±", "㎡", "⼀", "㈠", "①", "严禁", "必须", "不得",
    "分别", "同比", "从", "到", "的", "和", "、", "，", "。", "同志们：", "𠮷", "é", "👍", "\u200b", "\u202e",
    "\ufeff", "\ue000", "\ud800", "\udfff", "\x00", "\x0b", "\f", "\u2028", "\x85", "　", "\t", " ", "\n", "\r\n",
    "9" * 400 + "元", "在会议上的讲话\n", "a" * 50, "和" * 60,
)
# fmt: on


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the texts that broke a promise")
    args = parser.parse_args()
    until = time.monotonic() + 60 * args.minutes
    found: dict[str, str] = {}
    n = characters = 0
    texts = mutated(random.Random(args.seed))  # noqa: S311 - no secret
    while time.monotonic() < until:
        batch = list(islice(texts, BATCH))
        n, characters = n + len(batch), characters + sum(map(len, batch))
        for text, broken in broken_promises(batch):
            if broken not in found:
                found[broken] = shortest(text, broken)
                print(f"{broken}: {found[broken]!r}", flush=True)
                if args.keep:
                    keep(args.keep, found[broken])
    print(f"{n} texts, {characters} characters, {len(found)} kinds of broken promises (seed {args.seed})")
    return 1 if found else 0


def mutated(draw: random.Random) -> Iterator[str]:
    """Yield texts without end."""
    corpus = sample_texts()
    while True:
        text = "".join(piece(draw, corpus) for _ in range(draw.randint(1, 4)))
        for _ in range(draw.randint(0, 12)):
            text = draw.choice(MUTATIONS)(draw, text)
        yield text[:4000]


def sample_texts() -> list[str]:
    """The texts of the sample corpus in order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(Path(sm.sample_path()).glob("*.txt"))]


def piece(draw: random.Random, corpus: list[str]) -> str:
    text = draw.choice(corpus)
    start = draw.choice((0, draw.randrange(len(text))))
    return text[start : start + draw.randint(1, 500)]


def sow(draw: random.Random, text: str) -> str:
    at = draw.randint(0, len(text))
    return text[:at] + draw.choice(SOWN) * draw.choice((1, 1, 1, 2, 9)) + text[at:]


def cut(draw: random.Random, text: str) -> str:
    start = draw.randint(0, len(text))
    return text[:start] + text[start + draw.randint(1, 40) :]


def double(draw: random.Random, text: str) -> str:
    start = draw.randint(0, len(text))
    end = start + draw.randint(1, 60)
    return text[:end] + text[start:end] * draw.randint(1, 5) + text[end:]


def swap(draw: random.Random, text: str) -> str:
    start = draw.randint(0, len(text))
    end = start + draw.randint(1, 30)
    return text[:start] + "".join(draw.sample(text[start:end], len(text[start:end]))) + text[end:]


def replace_digits(draw: random.Random, text: str) -> str:
    return "".join(draw.choice("0123456789，. ") if char.isdigit() and draw.random() < 0.3 else char for char in text)


MUTATIONS = (sow, sow, sow, cut, double, swap, replace_digits)


def broken_promises(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each text that breaks a promise, with the promise."""
    try:
        mined = sm.mine(sm.read_corpus(list(texts)), jobs=1)
    except sm.InputError as error:
        if not any(words in str(error) for words in REFUSED):
            yield texts[0], f"InputError: {error}"[:60]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        half = len(texts) // 2
        if half:
            yield from broken_promises(texts[:half])
            yield from broken_promises(texts[half:])
        else:
            yield texts[0], f"{type(error).__name__}: {str(error)[:60]}"
    else:
        rows = {row["source"]: int(row["row"] or 0) - 1 for row in mined.sources.to_dict("records")}
        yield from ((texts[rows.get(source, 0)], what) for source, what in faults(mined))


def faults(mined: sm.Mined) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the tables: the source, and the promise that is broken."""
    for row in mined.errors.to_dict("records"):
        if not any(words in f"{row['error']} {row['detail']}" for words in REFUSED):
            yield row["source"], f"error row: {row['error']} {row['detail']}"[:80]
    sources = dict(zip(mined.speeches["speech_id"], mined.speeches["source"], strict=True))
    for table in ("sentences", "directives", "sectors", "slogans", "facts"):
        for row in getattr(mined, table).to_dict("records"):
            source = sources[row["speech_id"]]
            if mined.texts[source][row["start"] : row["end"]] != row["text"]:
                yield source, f"{table}: a span that is not its text"
            if table == "directives" and (row["deadline"] or {}).get("value") and not is_date(row["deadline"]["value"]):
                yield source, "directives: a deadline that is no date"
            if table == "facts" and row["date"] and not is_date(row["date"]):
                yield source, "facts: a date that is none"
            numbers = [row.get(column) for column in ("value", "change")] if table == "facts" else []
            if any(isinstance(number, float) and abs(number) >= LARGEST for number in numbers):
                yield source, "facts: a number that nobody states"


def is_date(words: str) -> bool:
    """Whether words are an ISO 8601 date, or one without its year."""
    try:
        date.fromisoformat(words if words[0] != "-" else f"2024{words[1:]}")
    except ValueError:
        return False
    return True


def shortest(text: str, broken: str) -> str:
    """Take parts out of a text as long as it goes on to break the promise."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if shorter and any(what == broken for _, what in broken_promises([shorter])):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def keep(folder: Path, text: str) -> None:
    """Write a find under a name that its content gives."""
    folder.mkdir(parents=True, exist_ok=True)
    content = text.encode("utf-8", "surrogatepass")
    (folder / f"{hashlib.sha256(content).hexdigest()[:12]}.txt").write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
