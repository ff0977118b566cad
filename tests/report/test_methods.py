"""The paragraph for a methods section says what was done, in both languages."""

import re

import pytest

import speechmine as sm
from speechmine.report.methods import methods_text
from speechmine.validate.coding import coding_frame, sample_lines


@pytest.fixture(scope="module")
def coding(sample):
    """Thirty sentences that two coded, differing in every tenth."""
    drawn = sm.draw_sample(sample, "themes", n=30, by="level", coders=2, overlap=1)
    lines = sample_lines(drawn)
    said = {"A": lambda i: ["T05"] if i % 10 == 0 else ["T04"], "B": lambda _: ["T04"]}
    return coding_frame(
        lines
        + [{**line, "coder": coder, "fields": {"theme": tell(i)}} for coder, tell in said.items() for i, line in enumerate(lines)]
    )


def test_paragraph_has_the_figures(sample, coding):
    text = methods_text(sample, coding, lang="en")
    accuracy = sm.accuracy_frame(sample, coding)
    whole = accuracy[accuracy["code"].isna() & accuracy["stratum"].isna()].iloc[0]
    assert "30 sentences were drawn at random from 5 strata" in text
    assert "2 people coded 30 of them, 30 of which were coded by two or more" in text
    assert "On theme they agreed in 90%" in text
    assert "0 sentences; 3 are not settled" in text
    assert f"precision {whole['precision']:.3f}" in text
    assert sample.manifest["codebooks"]["themes"]["sha256"][:8] in text
    assert "Krippendorff, K. (2013)" in text


def test_paragraph_in_chinese_lacks_no_translation(sample, coding):
    text = methods_text(sample, coding, lang="zh").split("参考文献")[0]
    assert "随机抽取 30 句" in text
    words = set(re.findall(r"\b[A-Za-z]{4,}\b", text))
    assert words <= {"speechmine", "directives", "sectors", "slogans", "themes", "theme", "Krippendorff", "alpha", "Gwet"}


def test_one_coder_is_told(sample, coding):
    text = methods_text(sample, coding[coding["coder"] == "A"], lang="en")
    assert "Agreement between coders was not measured." in text
    assert "Gwet" not in text
