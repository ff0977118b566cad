"""Drafts of a manifest."""

import pytest

import speechmine as sm
from speechmine.errors import OptionError

PLAIN = "各镇要日夜巡查堤坝，把危房逐户排查一遍。\n"


def corpus_of(folder, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sm.read_corpus(folder)


def draft(folder, files, **options):
    return sm.draft_manifest(corpus_of(folder, **files), **options).to_dict("records")


@pytest.mark.parametrize(
    ("name", "date", "year", "title"),
    [
        ("1979_政府工作报告全文.txt", "", "1979", "政府工作报告全文"),
        ("1979_1979年政府工作报告.txt", "1979", "1979", "1979年政府工作报告"),
        ("20190508在防汛会议上的讲话.txt", "2019-05-08", "2019", "在防汛会议上的讲话"),
        ("2019-05-08_031.txt", "2019-05-08", "2019", ""),
        ("防汛讲话（2019年5月8日）.txt", "2019-05-08", "2019", "防汛讲话（2019年5月8日）"),
        ("第20191号讲话.txt", "", "", "第20191号讲话"),
        ("20191345.txt", "", "", ""),
        ("讲话.txt", "", "", ""),
    ],
)
def test_date_and_title_of_a_file_name(tmp_path, name, date, year, title):
    (row,) = draft(tmp_path, {name: PLAIN})
    assert (row["date"] if len(row["date"]) > 4 else "", row["year"], row["title"]) == (
        date if len(date) > 4 else "",
        year,
        title,
    )


@pytest.mark.parametrize(
    ("pattern", "name", "found"),
    [
        ("{year}_{title}", "1999_年度报告.txt", {"year": "1999", "title": "年度报告"}),
        ("{date}-{place}", "20190508-苎溪镇.txt", {"date": "2019-05-08", "year": "2019", "place": "苎溪镇"}),
        ("{}_{部门}_{}", "07_应急局_终稿.txt", {"部门": "应急局"}),
        ("{level}/{place}/{year}", "county/霁川县/2012.txt", {"level": "county", "place": "霁川县", "year": "2012"}),
        ("[{year}] {title}.v1", "[2003] 讲话.v1.txt", {"year": "2003", "title": "讲话"}),
    ],
)
def test_pattern_reads_names(tmp_path, pattern, name, found):
    (row,) = draft(tmp_path, {name: PLAIN}, pattern=pattern)
    assert {key: row[key] for key in found} == found
    assert row["draft"].startswith("file name: ")


def test_each_value_says_where_it_came_from(tmp_path):
    (tmp_path / "manifest.csv").write_text("path,level,部门\n2018_a.txt,county,应急局\n", encoding="utf-8")
    text = "在全镇防汛工作会议上的讲话\n（2019年5月8日）\n同志们：\n" + PLAIN
    first, second = draft(tmp_path, {"2018_a.txt": text, "b.txt": PLAIN})
    assert first["draft"] == "manifest: level, 部门; text: title, date, occasion"
    assert (first["year"], first["level"], first["部门"]) == ("2019", "county", "应急局")
    assert second["draft"] == "missing: title, date, year, level"
    assert second["部门"] == ""


def test_speeches_of_a_file_that_differ_leave_the_cell_empty(tmp_path):
    one = "第{}篇\n在全{}防汛工作会议上的讲话\n同志们：\n" + PLAIN * 12
    (row,) = draft(tmp_path, {"a.txt": one.format("一", "县") + one.format("二", "镇")})
    assert row["level"] == ""


def test_draft_is_read_as_a_manifest(tmp_path):
    corpus = corpus_of(tmp_path, **{"2003_部署.txt": PLAIN})
    sm.draft_manifest(corpus).to_csv(tmp_path / "manifest.csv", index=False, encoding="utf-8-sig")
    (speech,) = sm.read_corpus(tmp_path)
    assert speech.year == 2003
    assert "draft" not in speech.meta
    assert sm.draft_manifest(sm.read_corpus(tmp_path))["draft"].tolist() == ["manifest: year; missing: title, date, level"]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("讲话", "has no name in braces"),
        ("{}", "has no name in braces"),
        ("{year", "not closed"),
        ("{year}_{year}", "names 'year' twice"),
        ("{year}_{title}", "fits no file name, such as '讲话.txt'"),
    ],
)
def test_pattern_that_cannot_work_is_one_line(tmp_path, pattern, told):
    with pytest.raises(OptionError, match=told):
        draft(tmp_path, {"讲话.txt": PLAIN}, pattern=pattern)


def test_rows_of_tables_have_columns_of_their_own(tmp_path):
    with pytest.raises(OptionError, match="columns of that table"):
        draft(tmp_path, {"讲话.csv": f"text\n{PLAIN}"})
