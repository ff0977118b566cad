"""``--where`` on the commands that take PATH."""

import json

import pytest

from speechmine.cli.main import cli
from speechmine.tables.loading import load_mined

MANIFEST = "path,level,分管\ncounty.txt,county,林\nplant.txt,enterprise,\ntown.txt,township,何\n"


@pytest.fixture
def described(speeches):
    (speeches / "manifest.csv").write_text(MANIFEST, encoding="utf-8")
    return speeches


@pytest.mark.parametrize("query", ["level == 'county'", "分管 == '林'"])
def test_listing_counts_the_speeches_that_fit(run, described, query):
    status, out, _ = run("indicators", described, "--json", "--where", query)
    assert status == 0
    assert [row["speech_id"] for row in json.loads(out)] == ["county.txt@0"]


def test_outline_shows_the_speeches_that_fit(run, described):
    status, out, _ = run("outline", described, "--json", "--where", "level != 'county'")
    assert status == 0
    assert [row["speech_id"] for row in json.loads(out)["speeches"]] == ["plant.txt@0", "town.txt@0"]


@pytest.mark.parametrize("command", ["outline", "facts"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("level = 'county'", "is no condition"),
        ("__import__('os')", "is no condition"),
        ("lvel == 'county'", "did you mean 'level'?"),
        ("level == 'moon'", "no speech fits"),
    ],
)
def test_query_that_does_not_work_is_one_line(run, described, command, query, told):
    status, out, err = run(command, described, "--where", query)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_every_command_that_takes_paths_has_it():
    takes = [name for name, command in cli.commands.items() if any(p.name == "paths" for p in command.params)]
    takes.remove("verify")  # which compares files and reads no text
    for option in ("--where", "--manifest"):
        assert [name for name in takes if not any(option in p.opts for p in cli.commands[name].params)] == []


def test_tables_are_of_the_speeches_that_fit(run, described, tmp_path):
    out = tmp_path / "out"
    assert run("mine", described, "-o", out, "--where", "level != 'county'")[0] == 0
    mined = load_mined(out)
    assert mined.speeches["speech_id"].tolist() == ["plant.txt@0", "town.txt@0"]
    assert mined.sources["source"].tolist() == ["plant.txt", "town.txt"]
    assert mined.manifest["options"]["where"] == "level != 'county'"
    assert run("mine", out, "-o", tmp_path / "less", "--where", "分管 == '何'")[0] == 0
    assert load_mined(tmp_path / "less").speeches["speech_id"].tolist() == ["town.txt@0"]


@pytest.mark.parametrize("command", [["outline", "--json"], ["facts", "--json"]])
def test_manifest_of_its_own_place(run, speeches, tmp_path, command):
    own = tmp_path / "meta.csv"
    own.write_text("path,年级\ntown.txt,2\n", encoding="utf-8")
    status, out, err = run(*command, speeches, "--manifest", own, "--where", "年级 == 2")
    assert (status, err) == (0, "")
    assert "county.txt" not in out


def test_manifest_for_tables_that_are_mined_is_refused(run, described, tmp_path):
    out = tmp_path / "out"
    run("mine", described, "-o", out)
    for command in (["facts", out], ["mine", out, "-o", tmp_path / "again"]):
        status, _, err = run(*command, "--manifest", described / "manifest.csv")
        assert (status, err.count("\n")) == (2, 1)
        assert "mined already" in err


def test_many_inputs_of_one_fault_are_one_line(run, speeches):
    for name in "abcdef":
        (speeches / f"{name}.doc").write_bytes(b"\xd0\xcf")
    status, _, err = run("outline", speeches)
    assert status == 1
    assert err == "speechmine: a.doc, b.doc, c.doc and 3 more: unknown format: suffix '.doc'; save it as .docx\n"
