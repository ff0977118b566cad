"""Attention to issues: shares that can be counted by hand, intervals, gaps and spread."""

import numpy as np
import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.report.attention_figure import plot_attention

FIRE, ROAD, BOTH = "商场要配齐消防器材。", "交警部门要严查道路交通违法。", "消防和道路交通都要抓好。"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A province that speaks of fire three times out of four, a county that does so once out of four; each has a copy-free text."""
    folder = tmp_path_factory.mktemp("two")
    for name, text in {"p1": FIRE * 3 + ROAD, "p2": FIRE * 3 + ROAD, "c1": FIRE + ROAD * 3, "c2": BOTH}.items():
        lines = "\n".join(f"{name}开会，第{n}条。{part}。" for n, part in enumerate(text.split("。")[:-1]))
        (folder / f"{name}.txt").write_text(f"会议讲话{name}\n{lines}\n", encoding="utf-8")
    (folder / "manifest.csv").write_text(
        "path,level,year\np1.txt,province,2020\np2.txt,province,2020\nc1.txt,county,2021\nc2.txt,county,2022\n", encoding="utf-8"
    )
    return sm.mine(folder)


def cells(frame, group, column):
    return frame[frame["group"] == group].set_index("code")[column].to_dict()


def test_attention_adds_up_and_splits_a_sentence_of_two_issues(sample):
    frame = sm.attention_frame(sample, by="level", keep_copies=True, n_resamples=0)
    assert frame.groupby("group")["attention"].sum().tolist() == pytest.approx([1] * frame["group"].nunique())
    assert (frame["attention"] <= 1).all()


def test_shares_are_those_counted_by_hand(two):
    frame = sm.attention_frame(two, of="subsectors", by="level", keep_copies=True, n_resamples=0)
    own = two.sentences.merge(two.speeches[["speech_id", "level"]], on="speech_id")
    fire = own["text"].str.contains("消防")
    for level in ("province", "county"):
        here = (own["level"] == level).to_numpy(dtype=bool)
        assert cells(frame, level, "share")["fire_safety"] == pytest.approx(fire[here].mean())
        assert cells(frame, level, "n_sentences")["fire_safety"] == int(fire[here].sum())
        lengths = (own["end"] - own["start"])[here]
        assert cells(frame, level, "chars_share")["fire_safety"] == pytest.approx(
            lengths[fire[here].to_numpy(dtype=bool)].sum() / lengths.sum()
        )


def test_sectors_of_the_first_level_count_what_lies_below(sample):
    book = sample.codebooks["sectors"]
    roots = set(sm.attention_frame(sample, n_resamples=0)["code"])
    assert roots == {book.root(code) for code in sm.attention_frame(sample, of="subsectors", n_resamples=0)["code"]}
    assert all(book.codes[code].parent is None for code in roots)


def test_interval_holds_the_share_and_draws_sections_of_a_single_speech(sample):
    frame = sm.attention_frame(sample, by="level", n_resamples=200)
    known = frame.dropna(subset=["share_low"])
    assert len(known)
    assert ((known["share_low"] <= known["share"] + 1e-12) & (known["share"] <= known["share_high"] + 1e-12)).mean() > 0.95
    alone = sm.attention_frame(sample.subset("year == 2006"), n_resamples=50)
    assert set(alone["unit"]) == {"section"}
    assert alone["share_low"].notna().all()


def test_gap_is_to_the_superior_or_to_the_next_level_above(sample):
    frame = sm.attention_frame(sample, by="level", superior="province", n_resamples=0)
    top, low = (cells(frame, level, "attention") for level in ("province", "county"))
    assert cells(frame, "county", "gap") == pytest.approx({code: low[code] - top[code] for code in low})
    assert set(cells(frame, "province", "gap").values()) == {0.0}
    above = sm.attention_frame(sample, by="level", superior="above", n_resamples=0)
    assert np.isnan(list(cells(above, "province", "gap").values())).all()
    assert cells(above, "city", "gap") == pytest.approx(cells(frame, "city", "gap"))


def test_diversity_is_of_the_attention(sample):
    shares = sm.attention_frame(sample, by="level", n_resamples=0)
    frame = sm.agenda_frame(sample, by="level", superior="province", n_resamples=100).set_index("group")
    for level, own in shares.groupby("group"):
        p = own["attention"][own["attention"] > 0]
        assert frame.loc[level, "entropy"] == pytest.approx(-(p * np.log(p)).sum())
        assert frame.loc[level, "concentration"] == pytest.approx((p**2).sum())
        assert frame.loc[level, "effective_number"] == pytest.approx(np.exp(frame.loc[level, "entropy"]))
    assert frame["gap"].between(0, 1).all()
    assert frame.loc["province", "gap"] == 0


def test_first_mention_and_headings(sample):
    frame = sm.attention_frame(sample, n_resamples=0)
    assert frame["first_mention"].between(0, 1).all()
    assert frame["headings_share"].between(0, 1).all()
    assert frame["rank"].min() == 1


def test_same_corpus_same_figures_whatever_the_seed_of_others(sample):
    once, again = (sm.attention_frame(sample, by="level", n_resamples=50) for _ in range(2))
    assert once.equals(again)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"of": "words"}, "'words'"),
        ({"by": "level", "superior": "moon"}, "'moon'"),
        ({"n_resamples": -1}, "-1"),
        ({"superior": "city"}, "give by"),
    ],
)
def test_mistakes_are_named(two, options, words):
    with pytest.raises(OptionError, match=words):
        sm.attention_frame(two, **options)


def test_figures_stack_to_one_and_rank_from_one(sample):
    import matplotlib as mpl

    mpl.use("agg")
    frame = sm.attention_frame(sample, by="level", n_resamples=0)
    stacked = plot_attention(frame, lang="zh")
    assert max(bar.get_y() + bar.get_height() for bar in stacked.patches) == pytest.approx(100)
    ranks = plot_attention(frame, kind="ranks", issues=4, lang="en")
    assert len(ranks.lines) == 4
    with pytest.raises(OptionError, match="no groups"):
        plot_attention(sm.attention_frame(sample, n_resamples=0))
