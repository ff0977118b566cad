import json

import pytest
from rich.cells import cell_len

from speechmine.report.directive_table import print_directives


def test_table_shows_who_must_do_what_within_100_columns(run, speeches):
    status, out, err = run("directives", speeches)
    assert (status, err) == (0, "")
    line = next(line for line in out.splitlines() if "备齐" in line)
    assert [word in line for word in ("镇应急办", "O1 要", "沙袋", "于5月底前")] == [True] * 4
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert "directives in 3 speeches" in out


def test_saved_tables_are_taken_in_place_of_texts(run, speeches, tmp_path):
    assert run("mine", speeches, "-o", tmp_path / "out")[0] == 0
    assert run("directives", tmp_path / "out", "--csv") == run("directives", speeches, "--csv")


def test_json_and_csv_hold_the_same_rows(run, speeches):
    rows = json.loads(run("directives", speeches, "--json", "--modality", "P")[1])
    lines = run("directives", speeches, "--csv", "--modality", "P")[1].splitlines()
    assert [row["deontic"] for row in rows] == ["不得", "严禁"]
    assert lines[0] == ",".join(rows[0])
    assert len(lines) == 1 + len(rows)


def test_ig_script_is_a_statement_a_line(run, speeches):
    _, out, _ = run("directives", speeches, "--ig-script", "--speech", "plant")
    assert "D(不得)" in out
    assert all(line.endswith((")", "}")) for line in out.splitlines())


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--modality", "X"], "modality 'X' is not known"),
        (["--strength", "9"], "strength 9 is not a grade"),
        (["--strength", "x"], "'--strength'"),
        (["--sector", "minning"], "did you mean 'mining'"),
        (["--year", "1999"], "year 1999: no speech is of it; the years are 2019"),
        (["--speech", "none"], "speech 'none'"),
        (["--actor", ""], "actor is empty"),
    ],
    ids=" ".join,
)
def test_bad_filter_is_one_line_and_status_2(option, words, run, speeches):
    status, out, err = run("directives", speeches, *option)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert words in err


def test_hostile_text_stays_text(run, tmp_path):
    (tmp_path / "a.txt").write_text("[red]各村[/red]要清理[bold]河道[/bold]。", encoding="utf-8")
    status, out, _ = run("directives", tmp_path)
    assert status == 0
    assert "[/bold]" in out


def test_nothing_found_says_so(sample, capsys):
    from speechmine.analyse.directives import directive_frame

    print_directives(directive_frame(sample, actor="无此单位"), {})
    assert capsys.readouterr().out == "0 directives in 0 speeches\n"
