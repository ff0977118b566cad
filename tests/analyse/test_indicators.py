import numpy as np
import pandas as pd
import pytest

from speechmine.analyse.groups import indicator_groups
from speechmine.analyse.indicators import INDICATORS, indicator_evidence, indicator_frame
from speechmine.count.resampling import percentile_interval, speech_weights
from speechmine.errors import OptionError
from speechmine.mining import mine

TITLE = "在全县安全生产工作会议上的讲话\n同志们：\n"
DUTIES = "各乡镇要逐户排查危房。县交警部门严禁渡船超载。对拒不整改的企业，一律停业整顿。\n"


@pytest.fixture(scope="module")
def frame(sample):
    return indicator_frame(sample)


def mined(tmp_path, *texts):
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(TITLE + text, encoding="utf-8")
    return mine(tmp_path)


def first(tmp_path, text):
    return indicator_frame(mined(tmp_path, text)).iloc[0]


def test_every_speech_has_a_row_with_every_indicator(sample, frame):
    assert frame["speech_id"].tolist() == sample.speeches["speech_id"].tolist()
    assert frame[list(INDICATORS)].notna().all().all()


def test_densities_are_counts_by_length(frame):
    assert frame["directive_density"].tolist() == pytest.approx((1000 * frame["n_directives"] / frame["n_chars"]).tolist())
    concrete = frame[["n_figures", "n_deadlines", "n_units"]].sum(axis=1)
    assert frame["concreteness"].tolist() == pytest.approx((1000 * concrete / frame["n_chars"]).tolist())


@pytest.mark.parametrize(
    "name",
    [
        "strength_index",
        "prohibition_share",
        "accountability_rate",
        "named_actor_share",
        "originality",
        "agenda_entropy_normalised",
    ],
)
def test_share_lies_between_0_and_1(frame, name):
    assert frame[name].between(0, 1).all()
    assert frame[name].min() < frame[name].max()


def test_strength_counts_obligations_and_prohibitions_alone(tmp_path):
    weak, strict = (first(tmp_path, text)["strength_index"] for text in ("各村要开展排查。\n", "各村严禁超载渡运。\n"))
    assert weak == pytest.approx(1 / 3)
    assert strict == 1


def test_prohibitions_and_actors_are_shares_of_directives(tmp_path):
    row = first(tmp_path, DUTIES)
    assert (row["n_directives"], row["n_units"]) == (2, 2)
    assert (row["prohibition_share"], row["named_actor_share"]) == (0.5, 1)


def test_or_else_makes_a_directive_accountable(tmp_path):
    text = "各企业必须按期整改隐患，逾期不整改的，一律停产整顿。各村要开展排查。\n"
    found = mined(tmp_path, text)
    held = found.directives["enforces"].notna().any() or found.directives["or_else"].map(bool).any()
    assert held
    assert 0 < indicator_frame(found).iloc[0]["accountability_rate"] < 1


def test_sanction_is_no_directive(sample):
    counted = indicator_evidence(sample)["directive_density"]
    sanctions = sample.directives[
        [aim is None and bool(threat) for aim, threat in zip(sample.directives["aim"], sample.directives["or_else"], strict=True)]
    ]
    assert len(sanctions) > 0
    assert len(counted) == len(sample.directives) - len(sanctions)


def test_deadline_and_figure_make_concrete(tmp_path):
    row = first(tmp_path, "去年全县发生事故12起，死亡3人。镇应急办要于5月底前备齐沙袋。\n")
    assert (row["n_figures"], row["n_deadlines"], row["n_units"]) == (2, 1, 1)


def test_entropy_is_0_of_one_sector_and_ln_2_of_two_alike(tmp_path):
    one = first(tmp_path, "要抓好煤矿和非煤矿山安全。\n")
    two = first(tmp_path, "要抓好煤矿安全。要抓好消防安全。\n")
    assert one["agenda_entropy"] == 0
    assert two["agenda_entropy"] == pytest.approx(np.log(2))
    assert 0 < two["agenda_entropy_normalised"] < 1


def test_speech_without_directives_or_sectors_has_no_shares(tmp_path):
    row = first(tmp_path, "今天天气晴朗。\n")
    assert row[["strength_index", "prohibition_share", "accountability_rate", "named_actor_share", "agenda_entropy"]].isna().all()
    assert row["directive_density"] == 0


def test_evidence_stands_in_the_texts(sample):
    known = set(sample.sentences["sentence_id"])
    for name, rows in indicator_evidence(sample).items():
        assert len(rows) > 0
        assert name == "originality" or set(rows["sentence_id"]) <= known


def test_groups_are_compared_by_their_means(frame):
    groups = indicator_groups(frame, n_resamples=50)
    city = groups[(groups["indicator"] == "originality") & (groups["group"] == "city")].iloc[0]
    own = frame.loc[frame["level"] == "city", "originality"]
    assert (city["n_speeches"], city["mean"]) == (len(own), pytest.approx(own.mean()))
    assert city["mean_low"] <= city["mean"] <= city["mean_high"]


def test_copies_of_a_speech_count_once(sample, frame):
    once, all_of_them = (indicator_groups(sample, n_resamples=0, keep_copies=keep) for keep in (False, True))
    assert once["n_speeches"].sum() == all_of_them["n_speeches"].sum() - len(INDICATORS)
    assert frame["cluster_id"].nunique() == len(frame) - 1


def test_group_of_one_speech_has_no_interval(frame):
    groups = indicator_groups(frame, by="year", n_resamples=20)
    alone = groups[groups["n_speeches"] == 1]
    assert alone[["mean_low", "difference_low"]].isna().all().all()
    assert alone["mean"].notna().all()


def test_group_without_others_has_no_difference():
    frame = pd.DataFrame({"speech_id": ["a", "b"], "level": ["city", "city"], "originality": [0.2, 0.4]})
    row = indicator_groups(frame).iloc[0]
    assert row["mean"] == pytest.approx(0.3)
    assert np.isnan(row["difference"])


def test_own_column_makes_groups(frame):
    halves = indicator_groups(frame.assign(late=frame["year"] > 2014), by="late", n_resamples=20)
    assert halves["group"].drop_duplicates().tolist() == [False, True]


def test_same_seed_gives_the_same(frame):
    one, two, other = (indicator_groups(frame, n_resamples=40, random_state=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(other)


@pytest.mark.parametrize(
    "options", [{"by": "colour"}, {"by": "originality"}, {"n_resamples": -1}], ids=["by", "indicator", "resamples"]
)
def test_bad_option_names_itself(frame, options):
    with pytest.raises(OptionError, match=str(next(iter(options)))):
        indicator_groups(frame, **options)


def test_intervals_hold_most_means():
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(200):
        values = rng.normal(size=30)
        low, high = percentile_interval(speech_weights(30, 200, rng) @ values / 30)
        held += bool(low <= 0 <= high)
    assert 175 <= held <= 198
