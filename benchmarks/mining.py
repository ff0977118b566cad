"""Time whole-process mining against plain jieba.posseg on one folder, in turn, and print medians and their ratio.

    python benchmarks/mining.py FOLDER [--turns 3] [--check]

Machines are noisy: quote the ratio. ``--check`` also counts, over every row of every table and every span nested in one, how
many do not satisfy ``source_text[start:end] == text``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speechmine import load_mined

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    characters = sum(len(path.read_text(encoding="utf-8")) for path in args.folder.rglob("*.txt"))
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "speechmine mine --jobs 1": [sys.executable, "-m", "speechmine", "mine", str(args.folder), "-o", out, "--jobs", "1"],
            "jieba.posseg": [sys.executable, str(HERE / "posseg.py"), str(args.folder)],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(args.turns):
            for name, command in commands.items():
                seconds[name].append(timed(command))
        medians = {name: statistics.median(runs) for name, runs in seconds.items()}
        print(f"{characters} characters, {args.turns} turns")
        for name, median in medians.items():
            print(f"{name:26s} median {median:8.2f} s   {characters / median:10.0f} characters a second")
        print(f"ratio {medians['jieba.posseg'] / medians['speechmine mine --jobs 1']:.2f}")
        if args.check:
            rows, wrong = checked(out)
            print(f"{rows} rows and nested spans, {wrong} whose text is not source_text[start:end]")


def timed(command: list[str]) -> float:
    # Modules are kept compiled, as an installation keeps them, whatever the shell of this run says.
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=keeping)
    return time.perf_counter() - start


def checked(out: str) -> tuple[int, int]:
    mined = load_mined(out)
    rows = wrong = 0
    for name, frame in mined.tables().items():
        for row in frame.to_dict("records"):
            source = row.get("source") or str(row.get("speech_id")).rpartition("@")[0]
            for span in spans_of(row) if name not in ("sources", "speeches", "sections", "errors") else ():
                rows += 1
                wrong += mined.texts[source][span["start"] : span["end"]] != span["text"]
    return rows, wrong


def spans_of(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield row
    for value in row.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "start" in item:
                yield item


if __name__ == "__main__":
    main()
