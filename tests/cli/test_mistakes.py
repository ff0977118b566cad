"""Ten mistakes that a newcomer makes: each ends in one line that names the remedy."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.mining import miner

TEXT = "在全镇防汛工作会议上的讲话\n同志们：\n各村要在汛期前逐户排查危房。"


@pytest.fixture
def mine(run, speeches, tmp_path):
    """Mine into one folder, with what stands before and behind the paths."""
    return lambda *args, paths=(speeches,): run("mine", *paths, "-o", tmp_path / "out", *args)


def assert_one_line(err, *words):
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    assert all(word in err for word in words), err


def test_wrong_path(mine):
    status, _, err = mine(paths=["speches/"])
    assert status == 2
    assert_one_line(err, "speches/: missing: no file or folder of this name; check the path")


def test_text_for_a_path(mine):
    status, _, err = mine(paths=[TEXT])
    assert status == 2
    assert_one_line(err, "a text, not a path", "give texts in a list, else save it as a .txt file")
    with pytest.raises(sm.InputError, match="give texts in a list"):
        sm.mine(TEXT)


def test_list_for_a_path(speeches):
    paths = sorted(speeches.iterdir())
    assert len(sm.mine(paths).speeches) == len(sm.mine(*paths).speeches) == 3
    with pytest.raises(sm.InputError, match=r"^speches: missing: .*check the path$"):
        sm.mine(["speches"])
    with pytest.raises(sm.OptionError, match="give a path, texts in a list, a DataFrame"):
        sm.mine([3, 4])


def test_manifest_with_odd_dates(mine, speeches, tmp_path):
    (speeches / "manifest.csv").write_text("path,date\ntown.txt,2016\ncounty.txt,2016.3\nplant.txt,2016年\n", encoding="utf-8")
    assert mine()[0] in (0, 1)  # a date that cannot be read is told; no speech falls out for it
    assert sm.load_mined(tmp_path / "out").speeches["meta"].map(lambda meta: meta["date"][:4]).tolist() == ["2016"] * 3


@pytest.mark.parametrize("command", [["indicators", "--by", "lvel"], ["facts", "--where", "lvel == 'city'"]])
def test_unknown_column(run, speeches, command):
    status, _, err = run(*command, speeches)
    assert status == 2
    assert_one_line(err, "lvel", "did you mean 'level'?")


def test_old_word_file(mine, speeches):
    (speeches / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    status, _, err = mine()
    assert status == 1
    assert_one_line("".join(line for line in err.splitlines(keepends=True) if "a.doc" in line), "save it as .docx")


def test_pictures_and_archives(mine, speeches):
    for name in ("1.jpg", "2.jpg", "old.zip"):
        (speeches / name).write_bytes(b"\x00")
    status, _, err = mine()
    assert status == 0
    assert_one_line("".join(line for line in err.splitlines(keepends=True) if ".jpg" in line), "3 files passed over, no texts")


def test_same_folder_twice(mine, tmp_path, run):
    assert mine()[0] == mine()[0] == 0
    table = tmp_path / "out" / "directives.jsonl"
    table.write_text("".join(table.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    status, _, err = mine()
    assert status == 2
    assert_one_line(err, "directives edited by hand would be lost", "keep the edits by 'speechmine corrections", "--overwrite")
    assert run("corrections", tmp_path / "out")[0] == mine()[0] == 0


def test_another_corpus_into_the_folder(mine, tmp_path):
    mine()
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    status, _, err = mine(paths=[other])
    assert status == 2
    assert_one_line(err, "holds the tables of other texts", "name another folder, or replace them by --overwrite")


def test_break_from_the_keyboard(mine, monkeypatch, tmp_path):
    mine()
    before = (tmp_path / "out" / "manifest.json").read_bytes()

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(miner, "second_pass", interrupted)
    status, _, err = mine()
    assert status == 2
    assert_one_line(err, "interrupted; run it again, and 'mine' goes on where it stopped")
    assert (tmp_path / "out" / "manifest.json").read_bytes() == before


def test_frame_without_texts():
    with pytest.raises(sm.InputError, match=r"its columns are 题目, 年; name the one with the text 'text'"):
        sm.mine(pd.DataFrame({"题目": ["讲话"], "年": [2019]}))
