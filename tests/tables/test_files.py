import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from speechmine.errors import InputError, OptionError
from speechmine.tables.files import TableStore, is_mined, is_output
from speechmine.tables.formats import FORMATS, read_rows

ERROR = {"source": "a.txt", "stage": "read", "error": "empty file", "detail": "它是空的"}


def fill(out, fmt="jsonl", *, row=ERROR):
    with TableStore(out, fmt, ["errors"]) as store:
        store.add({"errors": [row]})
        store.add_text("a/b.txt", "各村要落实。\n")
        store.finish({}, {"schema_version": 1})


@pytest.mark.parametrize("fmt", FORMATS)
def test_rows_come_back(tmp_path, fmt):
    fill(tmp_path / "new/out", fmt)
    assert list(read_rows(tmp_path / f"new/out/errors.{fmt}", "errors")) == [ERROR]
    assert (tmp_path / "new/out/texts/a/b.txt").read_text("utf-8") == "各村要落实。\n"
    assert is_mined(tmp_path / "new/out")


@pytest.mark.parametrize("fmt", FORMATS)
def test_columns_of_pass_2_are_filled_in(tmp_path, fmt):
    with TableStore(tmp_path, fmt, ["errors"]) as store:
        store.add({"errors": [ERROR, ERROR]})
        store.finish({"errors": [None, {"detail": "已补"}]}, {"schema_version": 1})
    assert list(read_rows(tmp_path / f"errors.{fmt}", "errors")) == [ERROR, {**ERROR, "detail": "已补"}]


def test_another_format_replaces_the_first(tmp_path):
    fill(tmp_path)
    fill(tmp_path, "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["errors.csv", "manifest.json", "texts"]


def test_failure_leaves_no_trace(tmp_path):
    with pytest.raises(ZeroDivisionError), TableStore(tmp_path / "out", "jsonl", ["errors"]) as store:
        store.add({"errors": [ERROR]})
        raise ZeroDivisionError
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fmt", FORMATS)
def test_failure_while_finishing_keeps_the_earlier_result(tmp_path, fmt):
    fill(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    with pytest.raises(ValueError, match="longer"), TableStore(tmp_path, fmt, ["errors"]) as store:
        store.finish({"errors": [None]}, {"schema_version": 1})
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before
    assert not (tmp_path / ".partial").exists()


def test_failure_while_putting_in_place_leaves_no_result(tmp_path, monkeypatch):
    fill(tmp_path)
    replace = Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda path, target: 1 / 0 if target == tmp_path / "errors.jsonl" else replace(path, target)
    )
    with pytest.raises(ZeroDivisionError):
        fill(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["texts/my speech.txt", "sources.csv", "sentences.jsonl", "components.csv", "manifest.json"])
def test_files_of_the_user_are_never_replaced(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(OptionError, match=f"holds '{name.split('/')[0]}', which speechmine did not write"):
        fill(tmp_path)
    assert path.read_text("utf-8") == "mine"


def test_killed_run_is_overwritten_by_the_next(tmp_path):
    """A killed run leaves its hidden folder, at worst with some tables put in place and no manifest."""
    (tmp_path / ".partial").mkdir()
    (tmp_path / "errors.jsonl").write_text("{", "utf-8")
    assert is_output(tmp_path)
    assert not is_mined(tmp_path)
    fill(tmp_path)
    assert is_mined(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"name": "web app"}'], ids=repr)
def test_manifest_of_others_makes_no_tables(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    assert not is_mined(tmp_path)


@pytest.mark.parametrize("path", ["没有", "a\0b", "x" * 5000])
def test_what_is_no_path_makes_no_tables(path):
    assert not is_mined(path)


def test_unknown_format_is_refused(tmp_path):
    with pytest.raises(OptionError, match="format 'ods' is not known; take one of jsonl, parquet, csv, xlsx"):
        TableStore(tmp_path, "ods", [])


def test_csv_opens_in_a_spreadsheet(tmp_path):
    fill(tmp_path, "csv")
    assert (tmp_path / "errors.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,stage,error,detail\r\n")


def test_csv_takes_a_cell_of_any_length(tmp_path):
    fill(tmp_path, "csv", row={**ERROR, "detail": "长" * 200_000})
    limit = csv.field_size_limit()
    try:
        csv.field_size_limit(131_072)
        (row,) = read_rows(tmp_path / "errors.csv", "errors")
    finally:
        csv.field_size_limit(limit)
    assert len(row["detail"]) == 200_000


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("errors.jsonl", "{", "line 1 of errors is no JSON"),
        ("errors.jsonl", "[1]\n", "line 1 of errors is no JSON object"),
        ("errors.csv", "source,stage\na,b\n", "column 'error' is missing"),
        (
            "sources.csv",
            "source,path,row,format,encoding,extractor,sha256,n_chars,doubts\na,a,x,,,,,1,\n",
            "line 2, column 'row': 'x' is no int",
        ),
        ("sources.csv", "source,path,row,format,encoding,extractor,sha256,n_chars,doubts\na,a,1\n", None),
    ],
)
def test_table_corrected_badly_is_named(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    rows = read_rows(path, path.stem)
    if message is None:
        assert list(rows)[0]["n_chars"] is None  # noqa: RUF015
        return
    with pytest.raises(InputError, match=message):
        list(rows)


def test_csv_saved_by_a_spreadsheet_in_gbk_is_named(tmp_path):
    path = tmp_path / "errors.csv"
    path.write_bytes("source,stage,error,detail\n讲话,a,b,c\n".encode("gbk"))
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_rows(path, "errors"))


@pytest.mark.parametrize(("cell", "value"), [("TRUE", True), ("False", False), ("1", True)])
def test_truth_as_a_spreadsheet_writes_it(tmp_path, cell, value):
    columns = "speech_id,source,section_id,sentence_id,start,end,text,in_heading,theme,family_id"
    (tmp_path / "sentences.csv").write_text(f"{columns}\na,a,,b,0,1,x,{cell},,\n", "utf-8")
    (row,) = read_rows(tmp_path / "sentences.csv", "sentences")
    assert row["in_heading"] is value


def test_manifest_is_readable_json(tmp_path):
    fill(tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["schema_version"] == 1


def test_manifest_has_the_hash_of_every_file(tmp_path):
    fill(tmp_path)
    files = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["files"]
    assert files == {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        for name in ("errors.jsonl", "texts/a/b.txt", "texts/.written/errors.jsonl.gz")
    }


@pytest.mark.parametrize("name", [".partial", "texts", "codebooks"])
def test_outputs_follow_no_planted_link(tmp_path, name):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    fill(out)
    elsewhere.mkdir()
    (elsewhere / "own.txt").write_text("mine", "utf-8")
    if name == "texts":
        shutil.rmtree(out / name)
    (out / name).symlink_to(elsewhere)
    fill(out)
    assert [path.name for path in elsewhere.iterdir()] == ["own.txt"]
    assert (out / "texts/a/b.txt").is_file()
    assert not (out / "texts").is_symlink()
