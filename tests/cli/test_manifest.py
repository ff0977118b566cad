"""``speechmine manifest``."""

import csv


def test_draft_is_written_and_told(run, speeches):
    out = speeches.parent / "manifest.csv"
    status, _, err = run("manifest", speeches, "-o", out)
    assert status == 0
    assert err == f"{out}: 3 texts; missing: date 2, year 2\n"
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["path"] for row in rows] == ["county.txt", "plant.txt", "town.txt"]
    assert rows[2]["draft"] == "text: title, date, level, occasion"


def test_file_that_is_there_is_left_alone(run, speeches):
    out = speeches / "manifest.csv"
    out.write_text("path,year\ntown.txt,2018\n", encoding="utf-8")
    status, _, err = run("manifest", speeches, "-o", out)
    assert (status, err.count("\n")) == (2, 1)
    assert "may have been completed by hand; name another file" in err
    assert out.read_text(encoding="utf-8") == "path,year\ntown.txt,2018\n"


def test_other_ending_is_refused(run, speeches):
    status, _, err = run("manifest", speeches, "-o", speeches / "manifest.xlsx")
    assert status == 2
    assert "a manifest is written as .csv" in err
