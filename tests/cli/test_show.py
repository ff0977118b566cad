import json
import re

import pytest

from speechmine.cli.main import main


def test_show_prints_outline_and_text(run, speeches):
    status, out, err = run("show", speeches / "town.txt")
    assert (status, err) == (0, "")
    assert "\n  二、备足物资\n" in out
    assert "各村要在汛期前逐户排查危房" in out
    assert "\x1b" not in out


def test_show_takes_saved_tables_and_a_part_of_a_name(run, speeches, tmp_path):
    assert run("mine", speeches, "-o", tmp_path / "out")[0] == 0
    status, out, _ = run("show", tmp_path / "out", "--speech", "防汛")
    assert (status, out) == run("show", speeches, "--speech", "town")[:2]
    assert "各车间" not in out


def test_show_of_an_unknown_speech_is_one_line(run, speeches):
    status, out, err = run("show", speeches, "--speech", "none")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_show_pages_at_a_terminal(speeches, monkeypatch):
    paged = []
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr("rich.pager.SystemPager.show", lambda _, content: paged.append(content))
    with pytest.raises(SystemExit):
        main(["show", str(speeches / "town.txt")])
    assert "\x1b[" in paged[0]
    assert "严禁超载渡运" in re.sub(r"\x1b\[[\d;]*m", "", paged[0])


def test_explain_prints_the_rule(run):
    status, out, err = run("explain", "各渡口必须修好缆绳。")
    assert (status, err) == (0, "")
    assert "deontic:必须" in out
    assert "strength 2 (必须 2)" in out


def test_explain_reads_standard_input_and_prints_json(run, monkeypatch):
    class Input:
        class buffer:  # noqa: N801
            read = staticmethod(lambda: "主要领导来了。".encode("gb18030"))

    monkeypatch.setattr("sys.stdin", Input)
    status, out, _ = run("explain", "-", "--json")
    (sentence,) = json.loads(out)["sentences"]
    assert status == 0
    assert "a deontic stands inside a longer word: 要 in 主要" in [reason["says"] for reason in sentence["reasons"]]


def test_explain_of_nothing_is_one_line(run):
    status, out, err = run("explain", " ")
    assert (status, out) == (2, "")
    assert err == "speechmine: the text is empty; give at least one sentence\n"
