import json

import pytest

from speechmine.tables.loading import load_mined


@pytest.fixture(scope="module")
def out(tmp_path_factory, sample):
    folder = tmp_path_factory.mktemp("mined")
    sample.save(folder)
    return folder


def test_reuse_tells_who_shares_with_whom(run, out):
    status, shown, err = run("reuse", out)
    assert (status, err) == (0, "")
    assert "Who shares with whom" in shown
    assert "copies of a speech counted once" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_reuse_json_holds_pairs_and_families(run, out):
    kept, once = (json.loads(run("reuse", out, "--json", *more)[1]) for more in (["--keep-copies"], []))
    assert set(once) == {"counted", "speeches", "families"}
    assert len(kept["families"]) > len(once["families"]) > 0
    assert kept["counted"] == "copies counted"


@pytest.mark.parametrize(
    ("table", "column"), [("speeches", "shared_b"), ("families", "direction"), ("passages", "text_a")], ids=lambda value: value
)
def test_reuse_csv_is_data(table, column, run, out):
    _, shown, err = run("reuse", out, "--csv", table)
    assert column in shown.splitlines()[0].split(",")
    assert err.endswith("(copies of a speech counted once)\n")


def test_reuse_writes_a_directed_graph(run, out, tmp_path):
    run("reuse", out, "--graph", tmp_path / "g.json")
    assert json.loads((tmp_path / "g.json").read_text("utf-8"))["directed"]


def test_diff_of_two_files(run, corpus_folder):
    paths = [next(corpus_folder.glob(name)) for name in ("04_2015*", "05_2016*")]
    status, shown, _ = run("diff", *paths)
    assert status == 0
    assert "characters shared" in shown
    assert "[+" in shown


def test_diff_of_speeches_in_mined_tables(run, out, tmp_path):
    ids = load_mined(out).speeches["speech_id"].iloc[3:5]
    status, shown, err = run("diff", *ids, "--mined", out, "-o", tmp_path / "d.html")
    assert (status, shown) == (0, "")
    assert (tmp_path / "d.html").stat().st_size > 1000
    assert "rows" in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["a.txt", "NONE"], "NONE"),
        (["a.txt@9", "a.txt"], "'a.txt@9' is not one of the 1 speeches"),
        (["a", "b", "--mined", "."], "holds no mined tables"),
        (["a.txt", "a.txt", "-o", "d.pdf"], ".html"),
    ],
    ids=["missing", "offset", "not mined", "ending"],
)
def test_diff_that_cannot_be_made_is_one_line(args, words, run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("各村要逐户排查危房。", "utf-8")
    monkeypatch.chdir(tmp_path)
    status, shown, err = run("diff", *args)
    assert (status, shown, len(err.splitlines())) == (2, "", 1)
    assert words in err
