import pytest

from speechmine.codebooks import load_codebook, packaged_table
from speechmine.extract.slogans.parallelism import find_parallel, load_frames

ROWS = [row for _, row in packaged_table("slogan_frames").rows]
EXAMPLES = [row["example"] for row in ROWS if row["example"]]
COUNTER_EXAMPLES = [row["counter_example"] for row in ROWS if row["counter_example"]]


@pytest.mark.parametrize("text", EXAMPLES)
def test_frame_example_is_found(text):
    assert find_parallel(text)


@pytest.mark.parametrize("text", COUNTER_EXAMPLES)
def test_frame_counter_example_is_not_found(text):
    assert not find_parallel(text)


@pytest.mark.parametrize("frame", load_frames(), ids=lambda frame: frame.name)
def test_frame_is_sound(frame):
    assert frame.least >= 2
    assert all(template.shortest <= template.longest and template.literal for template in frame.templates)


def test_chains_that_follow_each_other_are_one():
    text = "要不定路线、不带随从、不吃宴请，直奔井口、直插工作面。"
    assert [text[start:end] for start, end in find_parallel(text)] == ["不定路线、不带随从、不吃宴请，直奔井口、直插工作面"]


def test_cues_of_slogans_have_examples():
    codes = load_codebook("slogan_cues").codes.values()
    assert all(code.example for code in codes)
