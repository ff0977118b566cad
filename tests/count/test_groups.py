"""Groups of speeches by any metadata."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.count.groups import speech_groups
from speechmine.errors import OptionError

SPEECHES = pd.DataFrame(
    {
        "speech_id": ["甲@0", "乙@0", "丙@0"],
        "year": pd.array([2011, 2019, None], dtype="Int64"),
        "level": ["city", None, "county"],
        "meta": [{"部门": "应急局", "届": "3"}, {"届": "14"}, {"部门": "水利局"}],
    }
)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", [2011, 2019, None]),
        ("level", ["city", None, "county"]),
        ("year:5", ["2010–2014", "2015–2019", None]),
        ("year:1", ["2011", "2019", None]),
        ("部门", ["应急局", None, "水利局"]),
        ("届", [3, 14, None]),
        ("届:10", ["0–9", "10–19", None]),
    ],
)
def test_group_of_each_speech(by, groups):
    found = speech_groups(SPEECHES, by)
    assert found.tolist() == groups
    assert found.index.tolist() == SPEECHES["speech_id"].tolist()


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("lvel", "which is no column of groups; did you mean 'level'?"),
        ("decade", "take one of speech_id, "),
        ("yeer:5", "did you mean 'year'"),
        ("year:x", "bins are a whole number behind a column of numbers, such as year:5"),
        ("year:0", "bins are a whole number"),
        ("level:5", "bins are a whole number"),
    ],
)
def test_column_that_is_none_is_one_line(by, told):
    with pytest.raises(OptionError, match=rf"^by is '{by}'.*{told}".replace("?", r"\?")):
        speech_groups(SPEECHES, by)


def test_every_comparison_reads_groups_alike(sample):
    years = set(speech_groups(sample.speeches, "year:10").dropna())
    assert set(sm.indicator_groups(sample, by="year:10", n_resamples=0)["group"]) == years
    assert set(sm.prevalence_frame(sample, by="year:10", n_resamples=0)["group"]) == years
    assert set(sm.cooccurrence_graphs(sample, by="year:10", nodes="sectors")) == years
    axes = sm.plot_sectors(sample, by="year:10")
    assert [label.get_text().split(" ")[0] for label in axes.get_xticklabels()] == sorted(years)
