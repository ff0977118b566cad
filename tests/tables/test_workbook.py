"""Tables as workbooks: no cell runs as a formula, long and odd texts load back, the same rows give the same bytes."""

import openpyxl
import pandas as pd
import pytest

import speechmine as sm
from speechmine.tables.formats.workbook import write_frame

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "\t=1", "'=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path, text):
    write_frame(tmp_path / "a.xlsx", pd.DataFrame({text: [text, 3], "n": [1.5, None]}))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [(text, "s"), (text, "s"), (3, "n")]


@pytest.mark.parametrize("text", [*FORMULAS, "各\x0b村\r_x000B_要\x01查", "长" * 70_000, "TRUE", "00123"])
def test_texts_load_back(tmp_path, text):
    mined = sm.mine(["各村要巡查。"])
    changed = sm.correct(mined, "speeches", "texts#1@0", title=text)
    changed.save(tmp_path / "out", format="xlsx")
    assert sm.load_mined(tmp_path / "out").speeches["title"].tolist() == [text]


def test_same_tables_give_the_same_bytes(tmp_path):
    mined = sm.mine(["各村要巡查，死亡3人。"])
    for name in ("a", "b"):
        mined.save(tmp_path / name, format="xlsx")
    assert all(path.read_bytes() == (tmp_path / "b" / path.name).read_bytes() for path in (tmp_path / "a").glob("*.xlsx"))


def test_listings_write_workbooks(run, tmp_path):
    (tmp_path / "a.txt").write_text("=各村要巡查。严禁超员。", encoding="utf-8")
    for command in (["directives"], ["kwic", "超员"]):
        assert run(*command, tmp_path / "a.txt", "--xlsx", tmp_path / "a.xlsx")[0] == 0
        assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].value == "a.txt@0"


def test_csv_files_have_a_mark_and_printed_csv_has_none(run, tmp_path):
    (tmp_path / "a.txt").write_text("各村要巡查。", encoding="utf-8")
    run("mine", tmp_path / "a.txt", "-o", tmp_path / "out", "--format", "csv")
    assert (tmp_path / "out/directives.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run("directives", tmp_path / "a.txt", "--csv")[1].startswith("speech_id,")
