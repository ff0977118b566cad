"""SQL over mined tables gives what the frames hold, reads nothing else, and a folder is read as far as it is asked for."""

from dataclasses import replace

import pytest

import speechmine as sm
from speechmine.errors import InputError, OptionError
from speechmine.tables.formats import FORMATS
from speechmine.tables.schema import SCHEMA, TABLES


@pytest.fixture(scope="module")
def folders(tmp_path_factory, sample):
    """The sample as a mined folder in each format."""
    out = tmp_path_factory.mktemp("sql")
    for fmt in FORMATS:
        sample.save(out / fmt, format=fmt)
    return out


@pytest.fixture(params=["memory", *FORMATS])
def mined(request, folders, sample):
    return sample if request.param == "memory" else sm.load_mined(folders / request.param)


def test_counts_are_those_of_the_frames(mined, sample):
    told = mined.sql("SELECT code, count(*) AS n FROM sectors WHERE how = 'mention' GROUP BY code ORDER BY code")
    counted = sample.sectors[sample.sectors["how"] == "mention"].groupby("code").size()
    assert dict(zip(told["code"], told["n"], strict=True)) == counted.to_dict()


def test_components_are_the_spans_of_the_directives(mined, sample):
    told = mined.sql('SELECT component, text, start, "end" FROM components')
    spans = []
    for name in SCHEMA["directives"].components:
        for cell in sample.directives[name]:
            spans += [(name, s["text"], s["start"], s["end"]) for s in (cell if isinstance(cell, list) else [cell]) if s]
    assert sorted(told.itertuples(index=False, name=None)) == sorted(spans)


def test_rows_come_in_the_order_of_the_table(mined, sample):
    assert mined.sql("SELECT sentence_id FROM sentences")["sentence_id"].tolist() == sample.sentences["sentence_id"].tolist()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("COPY sectors TO '/tmp/x.csv'", "is not one SELECT"),
        ("SELECT 1; SELECT 2", "is not one SELECT"),
        ("SET threads = 4", "is not one SELECT"),
        ("", "is not one SELECT"),
        ("SELECT * FROM '/etc/passwd'", "'speechmine tables' lists"),
        ("SELECT * FROM read_csv('/etc/passwd')", "'speechmine tables' lists"),
        ("SELECT nothing FROM sectors", "nothing.*'speechmine tables' lists"),
        ("SELECT FROM WHERE", "'speechmine tables' lists"),
        ("SELECT * FROM words", "'speechmine tables' lists"),
    ],
)
def test_what_is_no_question_to_the_tables_is_refused(mined, query, told):
    with pytest.raises(OptionError, match=told):
        mined.sql(query)


def test_dataset_holds_the_table(mined, sample):
    scanned = mined.scan("facts").to_table(columns=["text", "kind", "value"]).to_pylist()
    assert [row["text"] for row in scanned] == sample.facts["text"].tolist()
    with pytest.raises(OptionError, match="table 'words' is not there; take one of sources, speeches"):
        mined.scan("words")


@pytest.mark.parametrize("fmt", FORMATS)
def test_tables_are_read_when_asked_for(folders, sample, fmt):
    opened = sm.load_mined(folders / fmt)
    assert repr(opened) == repr(sample)
    assert not set(vars(opened)) & set(TABLES)
    assert opened.facts["text"].tolist() == sample.facts["text"].tolist()
    assert set(vars(opened)) & set(TABLES) == {"facts"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_opened_tables_are_equal_to_the_mined_ones(folders, sample, fmt):
    opened = sm.load_mined(folders / fmt)
    for name, frame in sample.tables().items():
        found = getattr(opened, name)
        assert found.dtypes.to_dict() == frame.dtypes.to_dict(), name
        assert found.to_json(force_ascii=False) == frame.to_json(force_ascii=False), name
    assert dict(opened.texts) == dict(sample.texts)


def test_what_was_replaced_is_what_is_asked(folders):
    opened = sm.load_mined(folders / "parquet")
    part = replace(opened, facts=opened.facts.iloc[:3])
    assert part.sql("SELECT count(*) AS n FROM facts")["n"].tolist() == [3]
    opened.facts.loc[:, "kind"] = "own"  # a user may
    assert opened.sql("SELECT DISTINCT kind FROM facts")["kind"].tolist() == ["own"]


def test_file_that_goes_after_opening_is_one_line(sample, tmp_path):
    sample.save(tmp_path / "out")
    opened = sm.load_mined(tmp_path / "out")
    (tmp_path / "out" / "facts.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(InputError, match="facts"):
        _ = opened.facts
    with pytest.raises(AttributeError, match="no attribute 'fact'"):
        _ = opened.fact
