"""Texts given in Python: lists, frames, speeches, corpora."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.errors import InputError, OptionError

TEXTS = ["在全镇防汛工作会议上的讲话\n（2019年5月8日）\n同志们：\n各村要落实责任。", "各镇要日夜巡查堤坝。"]
FRAME = pd.DataFrame(
    {"正文": TEXTS, "year": [2011, 2012], "date": pd.to_datetime(["2011-02-03", None]), "部门": ["应急局", None]}
)


def ids(corpus):
    return [speech.speech_id for speech in corpus]


def test_several_paths(speeches):
    paths = [speeches / "town.txt", str(speeches / "plant.txt")]
    assert ids(sm.read_corpus(*paths)) == ids(sm.read_corpus(paths)) == ["plant.txt@0", "town.txt@0"]
    assert sm.mine(*paths).speeches["speech_id"].tolist() == ["plant.txt@0", "town.txt@0"]


def test_list_of_texts():
    mined = sm.mine(TEXTS)
    assert mined.speeches["speech_id"].tolist() == ["texts#1@0", "texts#2@0"]
    assert mined.speeches["date"].tolist() == ["2019-05-08", None]
    assert mined.texts["texts#2"] == TEXTS[1]


def test_series_of_texts_keeps_the_place_of_an_empty_one():
    corpus = sm.read_corpus(pd.Series([TEXTS[0], " ", TEXTS[1]]))
    assert ids(corpus) == ["frame#1@0", "frame#3@0"]
    assert [(error.source, error.error) for error in corpus.errors] == [("frame#2", "empty text")]


@pytest.mark.parametrize("column", ["正文", "讲话稿"])
def test_frame_gives_metadata(column):
    mined = sm.mine(FRAME.rename(columns={"正文": column}), text=column)
    row = mined.speeches.iloc[0]
    assert (row["speech_id"], row["year"], row["date"], row["meta"]["部门"]) == ("frame#1@0", 2011, "2011-02-03", "应急局")
    assert mined.speeches["year"].tolist() == [2011, 2012]
    assert "部门" not in mined.speeches["meta"][1]


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_sheets_are_read_as_a_csv_is(tmp_path, kind):
    path = tmp_path / f"讲话.{kind}"
    if kind == "xlsx":
        with pd.ExcelWriter(path) as book:
            pd.DataFrame({"说明": ["二〇一一年起"]}).to_excel(book, sheet_name="说明", index=False)
            FRAME.to_excel(book, sheet_name="讲话", index=False)
    else:
        FRAME.to_parquet(path)
    FRAME.assign(date=FRAME["date"].dt.strftime("%Y-%m-%d")).to_csv(tmp_path / "讲话.csv", index=False)
    sheet, table = sm.read_corpus(path), sm.read_corpus(tmp_path / "讲话.csv")
    assert [speech.text for speech in sheet] == [speech.text for speech in table]
    assert [speech.meta for speech in sheet] == [speech.meta for speech in table]
    assert ids(sheet) == [f"讲话.{kind}#1@0", f"讲话.{kind}#2@0"]


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_damaged_sheet_is_an_error_of_its_own(tmp_path, kind):
    (tmp_path / f"a.{kind}").write_bytes(b"PK\x03\x04 no sheet")
    (tmp_path / "b.txt").write_text(TEXTS[1], encoding="utf-8")
    (error,) = sm.read_corpus(tmp_path).errors
    assert (error.source, error.error) == (f"a.{kind}", "damaged file")


def test_speeches_keep_ids_and_offsets(tmp_path):
    one = "第{}篇\n在全{}防汛工作会议上的讲话\n同志们：\n" + TEXTS[1] * 12
    (tmp_path / "a.txt").write_text(one.format("一", "县") + "\n" + one.format("二", "镇"), encoding="utf-8")
    corpus = sm.read_corpus(tmp_path)
    assert len(corpus) == 2
    whole, part = sm.mine(corpus), sm.mine(corpus[1])
    assert part.speeches["speech_id"].tolist() == [corpus[1].speech_id]
    own = whole.directives[whole.directives["speech_id"] == corpus[1].speech_id]
    assert part.directives["directive_id"].tolist() == own["directive_id"].tolist()
    assert [part.texts["a.txt"][row.start : row.end] for row in part.directives.itertuples()] == own["text"].tolist()
    assert sm.mine(list(corpus)).sentences["sentence_id"].tolist() == whole.sentences["sentence_id"].tolist()


def test_corpora_and_texts_are_joined(speeches):
    corpus = sm.read_corpus(sm.read_corpus(speeches / "town.txt"), speeches / "plant.txt", TEXTS, [FRAME, TEXTS[:1]])
    assert ids(corpus) == [
        "plant.txt@0", "town.txt@0", "texts#1@0", "texts#2@0", "frame#1@0", "frame#2@0", "texts-2#1@0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "empty path: name a file or a folder"),
        (" ", "empty path"),
        (TEXTS[0], "…: a text, not a path: in Python give texts in a list"),
        (TEXTS[1], "a text, not a path"),
        ([], "the list is empty"),
        (["没有.txt"], "没有.txt: missing"),
        (["各镇要落实责任"], "missing"),
        (7, "a int is no text"),
        (None, "a NoneType is no text"),
        (b"abc", "a bytes is no text"),
        ({"a": 1}, "missing"),
        (FRAME.rename(columns={"正文": "讲话稿"}), "its columns are 讲话稿, year, date, 部门"),
        (FRAME[:0], "empty file"),
        ([" ", "\n"], "empty text"),
    ],
    ids=str,
)
@pytest.mark.parametrize("call", [sm.read_corpus, sm.mine])
def test_what_is_no_text_is_one_line(call, given, told):
    with pytest.raises((InputError, OptionError)) as refused:
        call(given)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_column_of_texts_that_is_not_there():
    with pytest.raises(InputError, match="there is no '讲话'"):
        sm.mine(FRAME, text="讲话")


def test_two_texts_of_one_name(speeches):
    corpus = sm.read_corpus(speeches)
    with pytest.raises(InputError, match="two texts of one name"):
        sm.read_corpus(corpus, corpus)


def test_manifest_of_its_own_place_wins(speeches, tmp_path):
    (speeches / "manifest.csv").write_text("path,level,place\ntown.txt,county,甲镇\n", encoding="utf-8")
    own = tmp_path / "meta.csv"
    own.write_text("path,level,部门\ntown.txt,city,应急局\nplan.txt,city,\n", encoding="utf-8")
    corpus = sm.read_corpus(speeches, manifest=own)
    (town,) = [speech for speech in corpus if speech.source == "town.txt"]
    assert (town.level, town.place, town.meta["部门"]) == ("city", "甲镇", "应急局")
    assert [str(error) for error in corpus.errors] == [
        "meta.csv: absent file: line 3: 'plan.txt' is no text of this folder; correct the path or remove the row"
    ]
    with pytest.raises(InputError, match="no manifest of this name"):
        sm.read_corpus(speeches, manifest=tmp_path / "none.csv")
