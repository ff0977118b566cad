"""``speechmine query`` prints what an SQL query selects, of mined tables or of texts."""

import json

import pytest

QUERY = "SELECT code, count(*) AS n FROM sectors GROUP BY code ORDER BY n DESC, code LIMIT 2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sample):
    out = tmp_path_factory.mktemp("query") / "out"
    sample.save(out, format="parquet")
    return out


def test_query_prints_rows(run, folder, sample):
    counted = sample.sectors["code"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    expected = [{"code": code, "n": int(n)} for code, n in counted.head(2).items()]
    status, printed, _ = run("query", folder, QUERY, "--json")
    assert (status, json.loads(printed)) == (0, expected)
    assert run("query", folder, QUERY)[1].split() == ["code", "n", *(str(cell) for row in expected for cell in row.values())]
    assert run("query", folder, QUERY, "--csv")[1].splitlines()[0].lstrip("\ufeff") == "code,n"


def test_query_heeds_where(run, folder, sample):
    _, printed, _ = run("query", folder, "SELECT count(*) AS n FROM speeches", "--where", "level == 'city'", "--json")
    assert json.loads(printed) == [{"n": int((sample.speeches["level"] == "city").sum())}]


def test_wrong_query_is_one_line(run, folder):
    status, printed, told = run("query", folder, "SELECT nothing FROM sectors")
    assert (status, printed, told.count("\n")) == (2, "", 1)
    assert "'speechmine tables' lists" in told
