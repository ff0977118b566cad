"""``--where`` on the commands that take PATH."""

import json

import pytest

from speechmine.cli.main import cli

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
    lacking = [name for name in takes if not any("--where" in p.opts for p in cli.commands[name].params)]
    assert lacking == ["mine"]
