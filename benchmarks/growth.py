"""Time mining of every tenth text of a folder and of all of them: as one long text, and as documents.

    python benchmarks/growth.py FOLDER [--turns 5] [--times 10]

Prints the ratio of processor times beside that of the characters: they are equal where time grows linearly. What a process
takes that mines a single sentence is taken off. Each turn measures few and all next to one another; quote the median.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--times", type=int, default=10)
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(args.folder.rglob("*.txt"))]
    few = texts[:: args.times]
    sizes = [sum(map(len, some)) for some in (few, texts)]
    print(f"{len(few)} and {len(texts)} texts, {sizes[0]} and {sizes[1]} characters: {sizes[1] / sizes[0]:.1f} times as many")
    for name, write in {"one long text": as_one, "documents": as_documents}.items():
        ratios = [ratio(write, few, texts) for _ in range(args.turns)]
        print(f"{name:15s} time: {statistics.median(ratios):5.1f} times   (from {min(ratios):.1f} to {max(ratios):.1f})")


def ratio(write: Callable[[Path, Sequence[str]], None], few: Sequence[str], texts: Sequence[str]) -> float:
    """Processor time of all texts over that of the few, the start of the process taken off both."""
    bare, small, large = (seconds(write, some) for some in (["各村要查。"], few, texts))
    return (large - bare) / (small - bare)


def as_one(folder: Path, texts: Sequence[str]) -> None:
    """Write the texts one behind the other, each paragraph told not to be a title by a mark at its end."""
    lines = [line if line[-1] in "。！？；：" else f"{line}。" for text in texts for line in text.split("\n") if line]
    (folder / "one.txt").write_text("\n".join(lines), encoding="utf-8")


def as_documents(folder: Path, texts: Sequence[str]) -> None:
    """Write a file for each text."""
    for number, text in enumerate(texts):
        (folder / f"{number:05d}.txt").write_text(text, encoding="utf-8")


def seconds(write: Callable[[Path, Sequence[str]], None], texts: Sequence[str]) -> float:
    """Processor time of one process that mines the texts."""
    with tempfile.TemporaryDirectory() as folder:
        texts_folder = Path(folder) / "in"
        texts_folder.mkdir()
        write(texts_folder, texts)
        command = [sys.executable, "-m", "speechmine", "mine", str(texts_folder), "-o", f"{folder}/out", "--jobs", "1"]
        before = os.times()
        subprocess.run(command, check=True, capture_output=True)
        after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
