"""What is done for one long sentence or line grows with its length: calls are counted, no time is taken."""

import sys

import pytest

from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.records import Source
from speechmine.structure.speeches import find_speeches

PATTERNS = {
    "zero-width": "\u200b",
    "bidirectional": "\u202e",
    "departments": "各部门、",
    "and": "和",
    "brackets": "（",
    "bracketed numbers": "（一）",
    "bracketed lines": "（一\n",
    "slogan frames": "坚持安全第一、",
    "quoted slogans": "“一岗双责”、",
    "titles": "《安全生产法》",
    "nested titles": "《",
    "powers": "十百千",
    "scanned digits": "1 ",
    "figures": "12起、",
    "changes": "下降12%、",
    "dates": "1月2日、",
    "of": "的",
    "sectors": "煤矿、",
    "commas": "、",
}


def calls(text):
    """Count the calls of functions, Python's own and built-in ones, that reading and annotating a text makes."""
    count = 0

    def on_event(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    source = Source("a.txt", "a.txt", None, "txt", "utf-8", "", "", text)
    codebooks = load_codebooks()
    sys.setprofile(on_event)
    try:
        for speech in find_speeches(source):
            annotate(speech, codebooks)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_calls_grow_with_the_length_of_a_sentence(pattern):
    warm, short, long = (f"在会议上的讲话\n同志们：\n各镇要检查{pattern * n}渡口。\n" for n in (10, 150, 1200))
    calls(warm)  # what is made once and kept
    assert calls(long) <= 16 * calls(short)  # eight times as long; windows fill up first, and 64 would be quadratic
