"""Queries over the speeches' columns and the user's own."""

import pandas as pd
import pytest

from speechmine.errors import OptionError
from speechmine.tables.selection import selected, speech_columns

SPEECHES = pd.DataFrame(
    {
        "speech_id": ["甲.txt@0", "乙.txt@0", "丙.txt@0"],
        "level": ["city", None, "county"],
        "year": pd.array([2010, 2012, None], dtype="Int64"),
        "meta": [{"部门": "应急局", "届 次": "3", "文号": "007"}, {"部门": "`办`"}, {}],
    }
)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("level == 'city'", "甲"),
        ("level != 'city'", "乙丙"),
        ("level in ['city', 'county']", "甲丙"),
        ("level not in ['city']", "乙丙"),
        ("level > 'city'", "丙"),
        ("year >= 2010", "甲乙"),
        ("year != 2010", "乙丙"),
        ("not year >= 2012", "甲丙"),
        ("2011 <= year <= 2012", "乙"),
        ("year + 1 > 2011", "乙"),
        ("year > 2009 & level == 'city' | year == 2012", "甲乙"),
        ("(level == 'city' or year == 2012) and 部门 == '应急局'", "甲"),
        ("`届 次` < 4", "甲"),
        ("部门 == '`办`'", "乙"),
        ("文号 == '007'", "甲"),
        ("  year == 2010 ", "甲"),
    ],
)
def test_query_selects(query, kept):
    assert "".join(SPEECHES["speech_id"][selected(SPEECHES, query)].str[0]) == kept


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "is no condition; compare columns"),
        ("year", "is no condition"),
        ("True", "is no condition"),
        ("level = 'city'", "is no condition"),
        ("year >", "is no condition"),
        ("year > 1, 2", "is no condition"),
        ("year.max() > 3", "is no condition"),
        ("level.str == 'city'", "is no condition"),
        ("max(year) > 3", "is no condition"),
        ("@year > 3", "is no condition"),
        ("__import__('os').getcwd() == ''", "is no condition"),
        ("[year for year in level]", "is no condition"),
        ("year ** 9 > 3", "is no condition"),
        ("level[0] == 'c'", "is no condition"),
        ("leval == 'city'", "no column 'leval'; did you mean 'level'?"),
        ("level == city", "no column 'city'; take one of speech_id, level, year, 部门"),
        ("`局` == 'x'", "no column '局'"),
        ("year == '2010'", "column 'year' holds numbers, not '2010'; write a number without quotes"),
        ("level in ['city', 3]", "column 'level' holds text, not 3; write '3'"),
    ],
)
def test_query_is_refused_in_one_line(query, told):
    with pytest.raises(OptionError, match="^where ") as refused:
        selected(SPEECHES, query)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_speech_columns_win_over_metadata_of_their_name():
    speeches = SPEECHES.assign(meta=[{"year": "1999"}, {}, {}])
    assert list(speech_columns(speeches)) == ["speech_id", "level", "year"]
    assert speech_columns(speeches)["year"].tolist()[:2] == [2010, 2012]


def test_index_of_the_speeches_is_kept():
    assert selected(SPEECHES.iloc[1:], "year == 2012").index.tolist() == [1, 2]
