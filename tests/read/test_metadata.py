"""What the user says about a text: column names, dates of every usual form, levels, refusals by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.dates import WrittenDate
from speechmine.read.doubts import doubts_of
from speechmine.read.metadata import COLUMN_NAMES, column_field, read_metadata, read_metadata_date
from speechmine.records import Source


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2023-06-18", "2023-06-18"),
        ("2023/6/18", "2023-06-18"),
        ("2023.6.18", "2023-06-18"),
        ("2023-06-18T09:30:00", "2023-06-18"),
        ("2023-06-18 00:00:00", "2023-06-18"),
        ("２０２３年６月１８日", "2023-06-18"),
        ("二〇二三年六月十八日", "2023-06-18"),
        ("2023年6月18日 星期日", "2023-06-18"),
        ("20230618", "2023-06-18"),
        ("45095", "2023-06-18"),
        ("45095.0", "2023-06-18"),
        ("1687046400", "2023-06-18"),
        ("1687046400000", "2023-06-18"),
        ("1687017600", "2023-06-18"),
        ("18/6/2023", "2023-06-18"),
        ("6/18/2023", "2023-06-18"),
        ("6/6/2023", "2023-06-06"),
        ("18 June 2023", "2023-06-18"),
        ("Jun 18, 2023", "2023-06-18"),
        ("2023-06", "2023-06"),
        ("202306", "2023-06"),
        ("2023年6月", "2023-06"),
        ("2023", "2023"),
        ("2023.0", "2023"),
        ("2023年", "2023"),
    ],
)
def test_date_of_any_usual_form(value, iso):
    assert str(read_metadata_date(value)) == iso


@pytest.mark.parametrize(
    "value", ["0", "10000", "不详", "2023-13-01", "2023-02-30", "23-6-18", "inf", "1e9", "-1", "²⁰²³", "99999999"]
)
def test_what_is_no_date_is_refused(value):
    assert not isinstance(read_metadata_date(value), WrittenDate)
    assert read_metadata({"date": value, "title": "讲话"}).fields["title"] == "讲话"


def test_ambiguous_date_is_refused_with_both_days():
    read = read_metadata({"date": "8/5/2023"})
    assert read.doubts == ("date '8/5/2023' is a day of August or of May; write it as 2023-08-05 or 2023-05-08",)
    assert dict(read.fields) == {"year": 2023}


@pytest.mark.parametrize("value", ["", "nan", "NaT", "None", " - ", "N/A"])
def test_empty_cells_say_nothing(value):
    assert read_metadata({"date": value, "year": value, "level": value}).fields == {}
    assert read_metadata({"date": value}).doubts == ()


@pytest.mark.parametrize(
    ("value", "year"), [("2023", 2023), ("2023.0", 2023), ("2023年", 2023), ("二〇二三年", 2023), ("二〇二三", 2023)]
)
def test_year_of_any_usual_form(value, year):
    assert read_metadata({"年份": value}).fields == {"year": year}


@pytest.mark.parametrize(
    ("value", "level"),
    [("county", "county"), ("County-level", "county"), ("县级", "county"), ("省", "province"), ("乡镇", "township")],
)
def test_level_in_words(value, level):
    assert read_metadata({"级别": value}).fields == {"level": level}


def test_unknown_level_is_refused_by_name():
    assert read_metadata({"level": "村级"}).doubts[0].startswith("level '村级' is none of national")


def test_columns_are_known_in_both_languages_and_others_kept():
    read = read_metadata({"标题": "甲", "Speaker": "林晓舟", "职务": "县长", "\ufeff地点 ": "霁川县", "部门": "应急局"})
    assert dict(read.fields) == {"title": "甲", "speaker": "林晓舟", "speaker_role": "县长", "place": "霁川县"}
    assert read.kept == ("部门",)


def test_field_of_its_own_name_wins_over_other_names():
    assert read_metadata({"时间": "2022-01-01", "date": "2023-06-18"}).fields["date"] == "2023-06-18"


def test_no_name_stands_for_two_fields():
    names = [name for field, names in COLUMN_NAMES.items() for name in (field, *names)]
    assert len(names) == len(set(names)) == len([name for name in names if column_field(name)])


@given(
    st.dictionaries(
        st.sampled_from(["date", "year", "level", "日期", "x"]), st.text(alphabet="0123456789-/.年月日 eTZ不²", max_size=12)
    )
)
def test_any_metadata_are_read(metadata):
    read = read_metadata(metadata)
    assert 1800 <= int(read.fields.get("year", 2000)) <= 2200


def test_doubts_name_what_the_text_does_not_show():
    source = Source("a.txt", "a.txt", None, "txt", "utf-8", "", "", "各 镇 要 守 住 渡\ue123 口 。")
    assert doubts_of(source) == ["blanks between characters", "characters without a meaning: 1"]
