from types import SimpleNamespace

import pandas as pd
import pytest

from speechmine.tables.memory import remembered


def words(frame):
    return frame["text"].tolist()


def count(frame):
    frame.attrs.setdefault("calls", []).append(1)
    return frame["text"].tolist()


@pytest.fixture
def frame():
    return pd.DataFrame({"text": ["隐患", "整治"], "tag": ["n", "v"]}, dtype=object)


@pytest.fixture
def mined(frame):
    return SimpleNamespace(tokens=frame, memory={})


def write_cell(frame):
    frame.loc[0, "text"] = "排查"


def write_column(frame):
    frame["text"] = ["排查", "整治"]


def write_place(frame):
    frame.iloc[0, 0] = "排查"


@pytest.mark.parametrize("write", [write_cell, write_column, write_place])
def test_changed_table_is_read_again(mined, frame, write):
    assert remembered(mined, "tokens", words, ["text"]) == ["隐患", "整治"]
    write(frame)
    assert remembered(mined, "tokens", words, ["text"]) == ["排查", "整治"]


@pytest.mark.skipif(pd.__version__ < "3", reason="older pandas: nothing is remembered")
def test_unchanged_table_is_read_once(mined, frame):
    assert remembered(mined, "tokens", count, ["text"]) is remembered(mined, "tokens", count, ["text"])
    assert frame.attrs["calls"] == [1]
