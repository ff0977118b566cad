import csv
import io
import json

import pytest

LISTINGS = ["sectors", "slogans", "facts", "indicators"]
HEAD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
HEAD += "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"


@pytest.mark.parametrize("command", LISTINGS)
def test_table_fits_and_says_how_copies_count(command, run, corpus_folder):
    status, out, err = run(command, corpus_folder)
    assert (status, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 100
    assert "counted once (--keep-copies counts them all)" in " ".join(out.split())


@pytest.mark.parametrize("command", LISTINGS)
def test_copies_can_be_kept(command, run, corpus_folder):
    once, kept = (json.loads(run(command, corpus_folder, "--json", *more)[1]) for more in ([], ["--keep-copies"]))
    assert once != kept


@pytest.mark.parametrize("command", LISTINGS)
def test_csv_and_json_hold_the_same_rows(command, run, speeches):
    rows = json.loads(run(command, speeches, "--json")[1])
    table = list(csv.DictReader(io.StringIO(run(command, speeches, "--csv")[1])))
    assert len(rows) == len(table) > 0
    assert list(rows[0]) == list(table[0])


@pytest.mark.parametrize("command", LISTINGS)
def test_mined_folder_gives_the_same(command, run, speeches, tmp_path):
    run("mine", speeches, "-o", tmp_path / "out")
    assert run(command, speeches) == run(command, tmp_path / "out")


def test_sectors_take_the_labels_of_an_own_codebook(run, speeches, tmp_path):
    (tmp_path / "my.tsv").write_text(f"{HEAD}ferry\t\t摆渡\nferry\t\t\t渡口\n", "utf-8")
    rows = json.loads(run("sectors", speeches, "--json", "--codebook", f"sectors={tmp_path / 'my.tsv'}")[1])
    assert [(row["code"], row["label"], row["n_mentions"]) for row in rows] == [("ferry", "摆渡", 1)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a\tb\t甲\n", "line 7: parent 'b' is not a code"),
        ("a\t\t甲\na\t\t乙\n", "line 8: code 'a' is declared on line 7 already"),
        ("a\t\t甲\na\t\t\t\n", "a term is empty; remove one row or fill in the term"),
    ],
    ids=["unknown parent", "duplicate code", "empty term"],
)
def test_a_codebook_with_an_error_is_refused(rows, message, run, tmp_path):
    path = tmp_path / "my.tsv"
    path.write_text(HEAD + rows, "utf-8")
    status, out, err = run("codebook", "check", path)
    assert (status, out) == (2, "")
    assert f"{path}, {message}" in err or (str(path) in err and message in err)


def test_codebook_check_tells_what_to_mend_and_what_is_covered(run, speeches, tmp_path):
    (tmp_path / "my.tsv").write_text(f"{HEAD}ferry\t\t摆渡\nferry\t\t\t渡口\nferry\t\t\tＡ渡\n", "utf-8")
    status, out, _ = run("codebook", "check", tmp_path / "my.tsv", speeches)
    assert status == 0
    assert all(words in out for words in ("unfolded", "write A渡", "1 of 2 terms never met: Ａ渡"))


def test_codebook_check_as_json_has_three_tables(run, speeches):
    report = json.loads(run("codebook", "check", "sectors", speeches, "--json")[1])
    assert set(report) == {"issues", "codes", "terms"}
    assert report["codes"][0]["code"] == "mining"


def test_codebook_check_names_a_missing_file(run, tmp_path):
    status, _, err = run("codebook", "check", tmp_path / "none.tsv")
    assert status == 2
    assert "none.tsv: No such file" in err


def test_indicators_of_groups_have_intervals(run, corpus_folder):
    rows = json.loads(run("indicators", corpus_folder, "--by", "level", "--json")[1])
    city = next(row for row in rows if (row["indicator"], row["group"]) == ("originality", "city"))
    assert city["mean_low"] < city["mean"] < city["mean_high"]
    assert "city" in run("indicators", corpus_folder, "--by", "level")[1]


def test_indicators_by_an_unknown_column_are_refused(run, speeches):
    status, out, err = run("indicators", speeches, "--by", "colour")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "'colour'" in err
