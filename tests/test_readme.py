"""The README's Python prints what it says, and its figure is what the coder gives."""

import doctest
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def test_quickstart_prints_what_it_says():
    text = README.read_text(encoding="utf-8").replace("\n```\n", "\n\n")  # a fence ends an expected output
    test = doctest.DocTestParser().get_doctest(text, {}, "README", str(README), 0)
    assert test.examples
    assert doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


def test_coded_sentence_is_what_the_coder_gives(sample):
    figure = README.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0].splitlines()
    sentence, coded = figure[0], dict(line.split(maxsplit=2)[:2] for line in figure[2:] if line)
    row = next(row for row in sample.directives.to_dict("records") if row["text"] == sentence.rstrip("；"))
    assert coded["actor"] == row["actors"][0]["text"]
    assert coded["deontic"] == row["deontics"][0]["text"]
    assert coded["aim"] == row["aim"]["text"]
    assert coded["object"] == row["objects"][0]["text"]
    assert coded["condition"] == row["conditions"][-1]["text"] == row["deadline"]["text"]
    assert coded["sectors"] in row["sectors"]
