import math
from types import SimpleNamespace

import pandas as pd
import pytest

import speechmine as sm
from speechmine.analyse.slogans import slogan_frame, slogan_timeline
from speechmine.errors import OptionError

CHAIN, SHORT = "党政同责、一岗双责、齐抓共管、失职追责", "党政同责、一岗双责"


def mined_of(uses, speeches, family=None):
    """Mined tables of slogans: (speech, canonical, variant) and (speech, cluster, year, level)."""
    frame = pd.DataFrame(speeches, columns=["speech_id", "cluster_id", "year", "level"]).astype({"year": "Int64"})
    rows = [
        {"speech_id": s, "sentence_id": f"{s}:0", "start": i, "end": i + 1, "text": v, "type": "Q", "canonical": c, "variant": v}
        for i, (s, c, v) in enumerate(uses)
    ]
    columns = ["speech_id", "sentence_id", "start", "end", "text", "type", "canonical", "variant"]
    sentences = frame[["speech_id"]].assign(sentence_id=frame["speech_id"] + ":0", family_id=family)
    return SimpleNamespace(speeches=frame, sentences=sentences, slogans=pd.DataFrame(rows, columns=columns))


@pytest.fixture
def mined():
    speeches = [("a", "a", 2013, "city"), ("b", "a", 2014, "city"), ("c", "c", 2015, "county"), ("d", "d", None, None)]
    uses = [("a", CHAIN, SHORT), ("b", CHAIN, SHORT), ("c", CHAIN, CHAIN), ("c", "三违", "三违"), ("d", "三违", "三违")]
    return mined_of(uses, speeches)


def test_wordings_of_a_slogan_stand_together(mined):
    frame = slogan_frame(mined)
    assert frame["canonical"].tolist() == ["三违", CHAIN, CHAIN]
    assert frame.set_index("variant").loc[SHORT, "canonical"] == CHAIN


def test_copies_are_counted_once_unless_kept(mined):
    once, kept = (slogan_frame(mined, keep_copies=keep).set_index("variant").loc[SHORT] for keep in (False, True))
    assert (once["n_uses"], kept["n_uses"]) == (1, 2)
    assert (once["n_speeches"], kept["n_speeches"]) == (1, 2)


def test_a_shared_passage_counts_once_unless_copies_are_kept():
    uses, speeches = [("a", "三违", "三违"), ("c", "三违", "三违")], [("a", "a", 2013, "city"), ("c", "c", 2015, "city")]
    frames = [slogan_frame(mined_of(uses, speeches, family="a:0"), keep_copies=keep) for keep in (False, True)]
    assert [frame["n_uses"].tolist() for frame in frames] == [[1], [2]]


def test_recurrence_counts_all_wordings(mined):
    frame = slogan_frame(mined).set_index("variant")
    assert frame.loc[SHORT, "canonical_speeches"] == 2
    assert frame.loc[SHORT, "first_year"] == 2013


def test_frame_of_no_slogans_has_its_columns():
    frame = slogan_frame(mined_of([], [("a", "a", 2013, "city")]))
    assert len(frame) == 0
    assert "canonical_speeches" in frame.columns


def test_timeline_counts_by_year_and_level(mined):
    frame = slogan_timeline(mined)
    row = frame[(frame["canonical"] == CHAIN) & (frame["year"] == 2015)].iloc[0]
    assert (row["level"], row["n_uses"], row["share"]) == ("county", 1, 1.0)
    assert (row["first_year"], row["last_year"], row["still_in_use"]) == (2013, 2015, True)


def test_timeline_keeps_undated_uses_apart(mined):
    frame = slogan_timeline(mined)
    undated = frame[frame["year"].isna()]
    assert undated["canonical"].tolist() == ["三违"]
    assert undated["first_year"].tolist() == [2015]


def test_timeline_by_variant_tells_wordings_apart(mined):
    assert set(slogan_timeline(mined, by="variant")["variant"]) == {CHAIN, SHORT, "三违"}


def test_growth_is_the_slope_of_the_yearly_share(mined):
    growth = slogan_timeline(mined).groupby("canonical")["growth"].first()
    assert growth["三违"] == pytest.approx(50)
    assert growth[CHAIN] == pytest.approx(0)


def test_growth_needs_two_years():
    mined = mined_of([("a", "三违", "三违")], [("a", "a", 2013, "city")])
    assert math.isnan(slogan_timeline(mined)["growth"].iloc[0])


def test_timeline_refuses_another_grouping(mined):
    with pytest.raises(OptionError, match="wording is 'type'; take 'canonical' or 'variant'"):
        slogan_timeline(mined, wording="type")


def test_timeline_by_own_metadata_and_by_bins():
    metas = {"部门": ["应急局", "应急局", "消防局"], "year": [2011, 2012, 2019]}
    texts = [f"各村要排查危房，坚持四不放过，第{n}次报数。" for n in "三四五"]
    mined = sm.mine(pd.DataFrame({"text": texts, **metas}))
    own = slogan_timeline(mined, by="部门", keep_copies=True).set_index("部门")
    assert own["n_uses"].to_dict() == {"应急局": 2, "消防局": 1}
    assert own["share"].to_dict() == {"应急局": 1.0, "消防局": 1.0}
    assert slogan_timeline(mined, by="year:5", keep_copies=True)["year:5"].tolist() == ["2010–2014", "2015–2019"]
    assert sm.sector_timeline(mined, by="部门")["部门"].isin(["应急局", "消防局"]).all()
    assert [label.get_text() for label in sm.plot_slogans(mined, by="year:5", keep_copies=True).get_xticklabels()] == [
        "2010–2014",
        "2015–2019",
    ]


def test_timeline_by_no_column_is_refused(mined):
    with pytest.raises(OptionError, match="no column of groups"):
        slogan_timeline(mined, by="天气")
