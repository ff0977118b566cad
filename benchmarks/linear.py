"""Time mining of one sentence or line that repeats a pattern n, 2n and 4n times, and print how the time grows.

    python benchmarks/linear.py [--length 4000] [--only NAME] [--profile]

The exponent is that of the processor time between n and 4n, what a short text takes taken off: 1 is linear, 2 quadratic; the goal
is 1.2. Each text is one paragraph, so that nothing but the pattern's own length bounds what a stage does.
"""

from __future__ import annotations

import argparse
import cProfile
import math
import pstats
import sys
import time

import speechmine as sm

PATTERNS = {
    "zero-width characters": "\u200b",
    "bidirectional marks": "\u202e",
    "soft hyphens": "\xad",
    "private use": "\ue000",
    "blanks": " ",
    "ideographic blanks": "\u3000",
    "line ends": "\n",
    "short lines": "查\n",
    "form feeds": "\f",
    "page numbers": "\n— 3 —\n",
    "opening brackets": "（",
    "bracketed lines": "（一\n",
    "enumerators": "（一）",
    "numbered lines": "一、查\n",
    "departments": "各部门、",
    "and": "和",
    "commas": "，",
    "enumeration commas": "、",
    "full stops": "。",
    "quotes": "“",
    "quoted slogans": "“一岗双责”、",
    "slogan frames": "坚持安全第一、",
    "numeric slogans": "“三个必须”",
    "titles": "《安全生产法》",
    "nested titles": "《",
    "angle titles": "〈",
    "powers": "十百千",
    "large powers": "万亿",
    "digits": "9",
    "grouped digits": "1，234，",
    "spaced digits": "1 ",
    "masks": "×",
    "hollow masks": "●",
    "dashes": "—",
    "ranges": "1-",
    "dates": "1月2日、",
    "years": "2024年、",
    "events": "“3·5”事故、",
    "figures": "12起、",
    "changes": "下降12%、",
    "must not": "严禁超载、",
    "must": "要检查、",
    "conditions": "在检查时",
    "of": "的",
    "places": "雾阳市",
    "sectors": "煤矿、",
    "letters": "a",
    "asterisks": "*",
    "straight quotes": '"',
    "one character": "矿",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=4000, help="characters of the shortest text of a pattern")
    parser.add_argument("--only", help="one pattern by its name")
    parser.add_argument("--profile", action="store_true", help="print where the time of the longest text goes")
    args = parser.parse_args()
    start = min(seconds("各镇要检查。") for _ in range(3))
    for name, pattern in PATTERNS.items():
        if args.only in {None, name}:
            sizes = [args.length * factor for factor in (1, 2, 4)]
            times = [seconds(repeated(pattern, size)) - start for size in sizes]
            print(f"{name:24s} {exponent(times):5.2f}  {'  '.join(f'{value:8.3f}' for value in times)} s", flush=True)
            if args.profile:
                profile(repeated(pattern, sizes[-1]))
    print(f"{'a short text':24s}        {start:8.3f} s")


def repeated(pattern: str, length: int) -> str:
    """A header and one sentence that repeats a pattern."""
    return f"在会议上的讲话\n同志们：\n各镇要检查{pattern * (length // len(pattern))}渡口。\n"


def seconds(text: str) -> float:
    """Processor time of mining one text."""
    before = time.process_time()
    sm.mine(sm.read_corpus([text]), jobs=1)
    return time.process_time() - before


def exponent(times: list[float]) -> float:
    """Growth between the shortest and the longest text; what takes no time grows not at all."""
    first, last = times[0], times[-1]
    return math.log(last / first, 4) if first > 0.005 and last > 0.005 else 0.0


def profile(text: str) -> None:
    """Print the functions that take most time."""
    profiler = cProfile.Profile()
    profiler.runcall(sm.mine, sm.read_corpus([text]), jobs=1)
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(12)


if __name__ == "__main__":
    main()
