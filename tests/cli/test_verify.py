import json

import pytest

import speechmine as sm
from speechmine.tables.formats import FORMATS, read_rows, write_rows


@pytest.fixture
def out(speeches, tmp_path):
    sm.mine(speeches).save(tmp_path / "out")
    return tmp_path / "out"


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_folder_as_written_holds(run, out, speeches):
    assert run("verify", out) == (0, "", f"{out}: all holds\n")
    assert run("verify", out, speeches)[0] == 0


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_holds(run, speeches, tmp_path, fmt):
    sm.mine(speeches).save(tmp_path / "out", format=fmt)
    assert run("verify", tmp_path / "out")[0] == 0


def test_hand_edit_is_named(run, out):
    edit(out / "speeches.jsonl", "在全镇防汛工作会议上的讲话", "另一个题目")
    assert run("verify", out) == (1, "speeches.jsonl: it was changed after it was written\n", "")


def test_nested_span_is_named(run, out):
    path = out / "directives.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows[0]["aim"]["start"] += 1
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    status, printed, _ = run("verify", out)
    assert status == 1
    assert printed.startswith("directives, row 1, column 'aim': ")


def test_every_row_that_fails_is_named(run, out):
    edit(out / "sectors.jsonl", '"code":"', '"code":"x')
    edit(out / "facts.jsonl", '"kind":"', '"kind":"x')
    status, printed, _ = run("verify", out)
    assert status == 1
    assert [line.partition(":")[0] for line in printed.splitlines()] == [
        "sectors, row 1, column 'code'", "facts, row 1, column 'kind'", "facts.jsonl", "sectors.jsonl",
    ]  # fmt: skip


def test_lost_text_is_named(run, out):
    (out / "texts/town.txt").unlink()
    status, printed, _ = run("verify", out)
    assert (status, "texts/town.txt is missing" in printed) == (1, True)


def test_inputs_that_changed_are_named(run, out, speeches):
    edit(speeches / "town.txt", "防汛", "防火")
    (speeches / "county.txt").rename(speeches / "county2.txt")
    status, printed, _ = run("verify", out, speeches)
    assert status == 1
    assert printed.splitlines() == [
        "county.txt: it is not among the texts any more",
        "town.txt: the text was changed after it was mined",
        "county2.txt: it is among the texts and was not mined",
    ]


def test_what_was_never_mined_is_an_error(run, speeches):
    assert run("verify", speeches)[0] == 2


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("table", ["sources", "speeches", "sections", "sentences", "directives", "sectors", "facts"])
def test_struck_row_of_any_table_is_noticed(run, speeches, tmp_path, fmt, table):
    sm.mine(speeches).save(tmp_path / "out", format=fmt)
    rows = list(read_rows(tmp_path / "out" / f"{table}.{fmt}", table))
    write_rows(tmp_path / "out", table, rows[1:], fmt)
    status, printed, _ = run("verify", tmp_path / "out")
    assert (status, f"{table}.{fmt}: it was changed after it was written" in printed or f"{table}: it has" in printed) == (
        1,
        True,
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_corrected_folder_and_saved_subset_hold(run, speeches, tmp_path, fmt):
    mined = sm.mine(speeches)
    mined = sm.correct(mined, "directives", mined.directives["directive_id"][0], strike=True)
    mined = sm.correct(mined, "speeches", mined.speeches["speech_id"][0], date="2001-01-01")
    mined.save(tmp_path / "out", format=fmt)
    mined.subset("year >= 2000", unit="section", term="防").save(tmp_path / "part", format=fmt)
    assert run("verify", tmp_path / "out")[0] == 0
    assert run("verify", tmp_path / "part") == (0, "", f"{tmp_path / 'part'}: all holds\n")


def test_lost_record_of_what_was_written_is_named(run, out):
    (out / "texts/.written/facts.jsonl.gz").unlink()
    assert run("verify", out)[:2] == (1, "texts/.written/facts.jsonl.gz: it is missing\n")
