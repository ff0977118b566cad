from types import SimpleNamespace

import pandas as pd
import pytest

from speechmine.analyse.sectors import sector_frame, sector_timeline


@pytest.fixture
def mined():
    speeches = pd.DataFrame(
        {"speech_id": ["a", "b", "c"], "cluster_id": ["a", "a", "c"], "year": [2013, 2013, 2015], "level": ["city"] * 3}
    )
    rows = [
        ("a", "coal_mining", "mention"), ("a", "coal_mining", "inherited"), ("b", "coal_mining", "mention"),
        ("c", "noncoal_mining", "mention"), ("c", "own_code", "mention"),
    ]  # fmt: skip
    sectors = pd.DataFrame(rows, columns=["speech_id", "code", "how"]).assign(start=0, end=1, text="矿")
    sectors["sentence_id"] = sectors["speech_id"] + ":0"
    sentences = sectors[["speech_id", "sentence_id", "start", "end", "text"]].drop_duplicates()
    return SimpleNamespace(speeches=speeches, sentences=sentences, sectors=sectors)


def test_a_sector_follows_its_parent(mined):
    frame = sector_frame(mined)
    assert frame["code"].tolist()[:3] == ["mining", "coal_mining", "noncoal_mining"]
    assert frame["depth"].tolist()[:3] == [1, 2, 2]


def test_a_branch_counts_the_sectors_below(mined):
    row = sector_frame(mined).set_index("code").loc["mining"]
    assert (row["n_mentions"], row["branch_mentions"], row["branch_speeches"]) == (0, 2, 2)


def test_inherited_passages_are_counted_apart(mined):
    row = sector_frame(mined).set_index("code").loc["coal_mining"]
    assert (row["n_mentions"], row["n_inherited"], row["share"]) == (1, 1, 0.5)


def test_copies_count_where_they_are_kept(mined):
    row = sector_frame(mined, keep_copies=True).set_index("code").loc["coal_mining"]
    assert (row["n_mentions"], row["n_speeches"]) == (2, 2)


def test_a_code_that_the_codebook_lacks_is_its_own_label(mined):
    row = sector_frame(mined).set_index("code").loc["own_code"]
    assert (row["label"], row["depth"]) == ("own_code", 1)


def test_timeline_has_a_row_a_year(mined):
    frame = sector_timeline(mined)
    assert frame.loc[frame["code"] == "noncoal_mining", "year"].tolist() == [2015]
    assert frame["share"].between(0, 1).all()
