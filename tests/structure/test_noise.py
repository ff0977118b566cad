"""The outline of our own corpus under what the web does to a text, against its coded outline."""

import csv
import importlib.util
import re
from pathlib import Path

import pytest

from speechmine.folding import Folded, fold
from speechmine.records import Source
from speechmine.structure.speeches import find_speeches

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("noise", ROOT / "tests" / "noise.py")
noise = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(noise)
NUMBERED = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、.]")


def coded():
    with (ROOT / "corpus" / "outline.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["source"], int(row["depth"]), fold(row["marker"] + row["heading"][:6])) for row in rows]


def found(change):
    rows = []
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        text = change(path.read_text(encoding="utf-8")).replace("\r\n", "\n")
        for speech in find_speeches(Source(path.name, str(path), None, "txt", "utf-8", "txt", "", text)):
            view = Folded(speech.text)
            for section in speech.sections:
                start = view.to_view(section.heading_start)
                if NUMBERED.fullmatch(fold(section.marker)):
                    rows.append((path.name, section.depth, view.text[start : start + len(section.marker) + 6]))
    return rows


def f1(gold, rows):
    left = list(rows)
    hits = 0
    for source, depth, words in gold:
        hit = next((row for row in left if row[:2] == (source, depth) and row[2].startswith(words)), None)
        if hit:
            left.remove(hit)
            hits += 1
    return 2 * hits / (len(gold) + len(rows))


def test_headings_of_the_clean_corpus():
    assert f1(coded(), found(str)) >= 0.98


@pytest.mark.parametrize("name", noise.NOISES)
def test_headings_survive_noise(name):
    assert f1(coded(), found(noise.NOISES[name])) >= 0.95 * f1(coded(), found(str))


@pytest.mark.parametrize("name", ["site_chrome", "table_of_contents"])
def test_what_stands_round_a_speech_is_left_out(name):
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        noisy = Source(path.name, str(path), None, "txt", "utf-8", "txt", "", noise.NOISES[name](text))
        assert [speech.text for speech in find_speeches(noisy)] == [text.strip()]
