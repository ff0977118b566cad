"""The codebook of general policy fields, named in place of a file."""

import json

import pytest

import speechmine as sm
from speechmine.cli.main import cli
from speechmine.codebooks import codebook_files, load_codebook

FIELDS = {
    "要建好乡镇卫生院。": "P03",
    "要抓好春耕，稳定粮食面积。": "P04",
    "要提高教师待遇。": "P06",
    "要保护湿地。": "P07",
    "要修好农村公路和港口。": "P10",
    "要办好全民健身和图书馆。": "P23",
}


@pytest.mark.parametrize(("sentence", "code"), FIELDS.items())
def test_field_of_a_sentence(sentence, code):
    mined = sm.mine([sentence], codebooks={"themes": "policy"})
    assert mined.sentences["theme"].tolist() == [code]


def test_no_field_where_no_term_stands():
    assert sm.mine(["大家辛苦了。"], codebooks={"themes": "policy"}).sentences["theme"].isna().all()


def test_command_takes_it_by_name(tmp_path):
    (tmp_path / "a.txt").write_text("要提高教师待遇。", encoding="utf-8")
    cli.main(["mine", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--codebook", "themes=policy"], standalone_mode=False)
    rows = [json.loads(line) for line in (tmp_path / "out" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["theme"] for row in rows] == ["P06"]


def test_name_stands_for_themes_alone():
    assert codebook_files({"sectors": "policy"}) == {"sectors": "policy"}
    assert len(load_codebook("policy").codes) == 22
