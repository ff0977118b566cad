import json
from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import speechmine as sm
from speechmine.errors import InputError
from speechmine.tables.formats import FORMATS
from speechmine.tables.frames import rows_frame
from speechmine.tables.schema import COLUMNS, TABLES


def assert_same(one, other):
    assert list(one.tables()) == list(other.tables())
    for name, frame in one.tables().items():
        assert_frame_equal(frame, other.tables()[name])
    assert dict(one.texts) == dict(other.texts)


@pytest.mark.parametrize("fmt", FORMATS)
def test_save_and_load_give_the_same_tables(sample, tmp_path, fmt):
    sample.save(tmp_path / "out", format=fmt)
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
    ("name", "message"), [("facts.jsonl", "facts is missing"), ("texts/town.txt", "texts/town.txt is missing")]
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
    with pytest.raises(InputError, match="sentences, row 1, column 'start': it is empty"):
        sm.load_mined(tmp_path / "out")


def test_missing_values_are_null_in_every_format(speeches, tmp_path):
    for fmt in FORMATS:
        sm.mine(speeches).save(tmp_path / fmt, format=fmt)
        loaded = sm.load_mined(tmp_path / fmt)
        assert loaded.sources["row"].isna().all()
        assert pd.isna(loaded.speeches["year"][1])


CARD = "# title: t\n# version: 1\n# compiler: c\n# sources: s\n# licence: l\n"
HEAD = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"


@pytest.fixture
def boats(tmp_path):
    path = tmp_path / "boats.tsv"
    path.write_text(f"{CARD}{HEAD}boat\t\t渡船\nboat\t\t\t渡口\n", "utf-8")
    return path


@pytest.mark.parametrize("fmt", FORMATS)
def test_tables_carry_their_codebooks(speeches, tmp_path, boats, fmt):
    mined = sm.mine(speeches, codebooks={"sectors": boats})
    boats_before = boats.read_bytes()
    mined.save(tmp_path / "out", format=fmt)
    boats.unlink()
    assert (tmp_path / "out/codebooks/sectors.tsv").read_bytes() == boats_before
    loaded = sm.load_mined(tmp_path / "out")
    for tables in (mined, loaded, replace(loaded, facts=loaded.facts.iloc[:0])):
        assert tables.codebooks["sectors"].codes["boat"].label == "渡船"
        assert tables.codebooks["slogans"] is sm.load_codebook("slogans")
    assert loaded.manifest["options"]["codebooks"] == {"sectors": "codebooks/sectors.tsv"}
    loaded.save(tmp_path / "again")
    assert (tmp_path / "again/codebooks/sectors.tsv").read_bytes() == boats_before


def test_codebook_that_was_changed_is_named(speeches, tmp_path, boats):
    sm.mine(speeches, codebooks={"sectors": boats}).save(tmp_path / "out")
    path = tmp_path / "out/codebooks/sectors.tsv"
    path.write_text(path.read_text("utf-8").replace("渡船", "船"), "utf-8")
    with pytest.raises(InputError, match="codebooks/sectors.tsv is not the file that the tables were made with"):
        sm.load_mined(tmp_path / "out")


@pytest.mark.parametrize("name", ["../../secret", "/etc/hostname", "a/../../secret", "", ".", "a\0b", None, 3, ["a"]], ids=repr)
def test_source_that_leads_out_of_the_folder_is_refused(speeches, tmp_path, name):
    sm.mine(speeches).save(tmp_path / "out")
    (tmp_path / "secret").write_text("geheim", "utf-8")
    path = tmp_path / "out/sources.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows[1]["source"] = name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with pytest.raises(InputError, match="sources, row 2: .* names no text of this folder"):
        sm.load_mined(tmp_path / "out")


@pytest.mark.parametrize("name", ["texts/town.txt", "texts", "sentences.jsonl", "manifest.json"])
def test_link_that_leads_out_of_the_folder_is_refused(speeches, tmp_path, name):
    sm.mine(speeches).save(tmp_path / "out")
    (tmp_path / "out" / name).rename(tmp_path / "elsewhere")
    (tmp_path / "out" / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is a link that leads out of the folder"):
        sm.load_mined(tmp_path / "out")
