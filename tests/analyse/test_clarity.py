"""Who, what, how much, by when, or else what of each directive."""

import pytest

import speechmine as sm

HEAD = "在全县安全生产工作会议上的讲话\n（2020年3月1日）\n"


@pytest.mark.parametrize(
    ("demand", "told"),
    [
        ("各村要更换缆绳。", {"who", "what"}),
        ("要更换缆绳。", {"what"}),
        ("各村要在5月底前更换缆绳。", {"who", "what", "by_when"}),
        ("各村要更换12条缆绳。", {"who", "what", "how_much"}),
    ],
)
def test_parts_are_those_that_the_clause_states(demand, told):
    row = sm.clarity_frame(sm.mine([HEAD + demand + "\n"])).iloc[0]
    assert {name for name in ("who", "what", "how_much", "by_when", "or_else") if row[name]} == told
    assert row["clarity"] == pytest.approx(len(told) / 5)


def test_rows_are_the_directives_that_count(sample):
    frame = sm.clarity_frame(sample)
    listed = sm.clarity_frame(sample, keep_copies=True)
    bare = [aim is None and bool(sanction) for aim, sanction in zip(sample.directives["aim"], sample.directives["or_else"], strict=True)]
    assert len(listed) == len(sample.directives) - sum(bare)
    assert set(frame["directive_id"]) < set(listed["directive_id"])
    assert frame["clarity"].between(0, 1).all()
    assert frame["or_else"].any()
