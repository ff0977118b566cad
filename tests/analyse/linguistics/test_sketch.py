import pytest

import speechmine as sm
from speechmine.errors import OptionError

TEXT = "在全县安全会议上的讲话\n同志们：\n各村要在汛期前排查危房12处。各村要逐户排查旧危房。交警部门必须整治超载。煤矿企业要按规定整治瓦斯隐患。\n"


@pytest.fixture(scope="module")
def mined():
    return sm.mine([TEXT])


def slot(frame, name):
    return dict(zip(frame["filler"][frame["slot"] == name], frame["count"][frame["slot"] == name], strict=True))


def test_verb_is_sketched_by_component(mined):
    frame = sm.sketch_frame(mined, "排查")
    assert slot(frame, "actors") == {"各村": 2}
    assert slot(frame, "objects") == {"危房": 2}
    assert slot(frame, "deontics") == {"要": 2}


def test_example_is_the_whole_wording(mined):
    frame = sm.sketch_frame(mined, "整治")
    row = frame[(frame["slot"] == "objects") & (frame["filler"] == "隐患")].iloc[0]
    assert row["example"] == "瓦斯隐患"


def test_score_is_log_dice_over_directives(sample):
    frame = sm.sketch_frame(sample, "加强")
    assert (frame["log_dice"] <= 14).all()
    assert (frame["count"] <= frame["n_filler"]).all()


def test_counts_are_those_of_the_directives(sample):
    aims = sm.directive_frame(sample)["aim"]
    frame = sm.sketch_frame(sample, "签订")
    assert frame["count"].max() <= aims.str.contains("签订").sum()


def test_unknown_aim_is_refused(mined):
    with pytest.raises(OptionError, match="directive_frame"):
        sm.sketch_frame(mined, "飞行")
