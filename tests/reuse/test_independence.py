import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.reuse.independence import counted_once

FAMILY = "乙@30:60"


@pytest.mark.parametrize(
    ("sentences", "clusters", "counted"),
    [
        pytest.param([("甲@0", None), ("乙@0", None)], {}, [True, True], id="nothing shared"),
        pytest.param([("甲@0", None), ("乙@0", None)], {"甲@0": "甲@0", "乙@0": "甲@0"}, [False, True], id="a copy"),
        pytest.param([("甲@0", FAMILY), ("乙@0", FAMILY)], {}, [False, True], id="a family counts where it is named after"),
        pytest.param([("甲@0", FAMILY), ("丙@0", FAMILY)], {}, [False, True], id="else in the first speech"),
        pytest.param(
            [("甲@0", FAMILY), ("乙@0", FAMILY)], {"甲@0": "丁", "丁@0": "丁", "乙@0": "乙@0"}, [False, True], id="two clusters"
        ),
        pytest.param([("乙@0", FAMILY), ("乙@0", FAMILY)], {}, [True, True], id="twice in one speech"),
        pytest.param([], {}, [], id="none"),
    ],
)
def test_what_counts_once(sentences, clusters, counted):
    assert counted_once(sentences, clusters) == counted


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from([None, FAMILY, "丁@5:50"])), max_size=12))
def test_every_family_counts_in_one_speech(sentences):
    sentences = [(f"{name}@0", family) for name, family in sentences]
    counted = counted_once(sentences, {"丙@0": "甲@0", "甲@0": "甲@0"})
    for family in {family for speech, family in sentences if family}:
        speeches = {speech for (speech, own), counts in zip(sentences, counted, strict=True) if counts and own == family}
        assert len(speeches) <= 1
