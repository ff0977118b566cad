import json
from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import speechmine as sm
from speechmine.errors import InputError
from speechmine.tables.formats import FORMATS
from speechmine.tables.mined import rows_frame
from speechmine.tables.schema import COLUMNS, TABLES


def assert_same(one, other):
    assert list(one.tables()) == list(other.tables())
    for name, frame in one.tables().items():
        assert_frame_equal(frame, other.tables()[name])
    assert dict(one.texts) == dict(other.texts)


@pytest.mark.parametrize("fmt", FORMATS)
def test_save_and_load_give_the_same_tables(sample, tmp_path, fmt):
    sample.save(tmp_path / "out", fmt=fmt)
    loaded = sm.load_mined(tmp_path / "out")
    assert_same(sample, loaded)
    assert loaded.manifest["format"] == fmt


def test_corrected_rows_are_kept_and_counted(speeches, tmp_path):
    mined = sm.mine(speeches)
    mined.speeches.loc[0, "place"] = "澜平县"
    mined = replace(mined, facts=mined.facts[mined.facts["kind"] == "none"])
    mined.save(tmp_path / "out")
    loaded = sm.load_mined(tmp_path / "out")
    assert (len(loaded.facts), loaded.speeches["place"][0], loaded.manifest["counts"]["facts"]) == (0, "澜平县", 0)


@pytest.mark.parametrize("name", TABLES)
def test_empty_table_has_the_columns_and_kinds_of_a_full_one(sample, name):
    empty = rows_frame(name, [])
    assert list(empty.columns) == list(COLUMNS[name])
    assert empty.dtypes.to_dict() == getattr(sample, name).dtypes.to_dict()


def test_repr_counts_the_tables(sample):
    assert repr(sample).startswith("Mined(24 sources, 24 speeches, ")


def test_what_was_never_mined_is_refused(tmp_path):
    with pytest.raises(InputError, match="manifest.json is missing"):
        sm.load_mined(tmp_path)


def test_other_schema_version_is_refused(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"schema_version": 99}), "utf-8")
    with pytest.raises(InputError, match="it has 99, this speechmine reads 2"):
        sm.load_mined(tmp_path)


@pytest.mark.parametrize(
    ("name", "message"), [("facts.jsonl", "facts is missing"), ("texts/town.txt", "the text of town.txt is missing")]
)
def test_lost_file_is_named(speeches, tmp_path, name, message):
    sm.mine(speeches).save(tmp_path / "out")
    (tmp_path / "out" / name).unlink()
    with pytest.raises(InputError, match=message):
        sm.load_mined(tmp_path / "out")


def test_missing_number_in_a_corrected_table_is_named(speeches, tmp_path):
    sm.mine(speeches).save(tmp_path / "out")
    path = tmp_path / "out/sentences.jsonl"
    path.write_text(path.read_text("utf-8").replace('"start":0', '"start":null', 1), "utf-8")
    with pytest.raises(InputError, match="column 'start' must hold int"):
        sm.load_mined(tmp_path / "out")


def test_missing_values_are_null_in_every_format(speeches, tmp_path):
    for fmt in FORMATS:
        sm.mine(speeches).save(tmp_path / fmt, fmt=fmt)
        loaded = sm.load_mined(tmp_path / fmt)
        assert loaded.sources["row"].isna().all()
        assert pd.isna(loaded.speeches["year"][1])
