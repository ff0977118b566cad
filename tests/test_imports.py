"""Heavy libraries load where they are used, so that the package and the command line answer at once."""

import json

import pytest

HEAVY = {"spacy", "sklearn", "matplotlib", "pandas", "scipy", "networkx"}
REPORT = "; import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
COMMAND = (
    "import sys\nfrom speechmine.cli.main import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\nprint()\npass"
)


def loaded(done):
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_import_loads_nothing_heavy(python):
    assert not loaded(python("import speechmine" + REPORT)) & (HEAVY | {"numpy", "rich", "click"})


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("mine", "--help"), ("topics", "--help"), ("mine",)], ids=" ".join)
def test_help_loads_nothing_heavy(python, args):
    assert not loaded(python(COMMAND + REPORT, *args)) & (HEAVY | {"numpy"})


def test_mine_loads_no_scikit_learn(python, speeches, tmp_path):
    done = python(COMMAND + REPORT, "mine", speeches, "-o", tmp_path / "out", "--jobs", "1")
    assert (tmp_path / "out/manifest.json").is_file(), done.stderr
    assert not loaded(done) & {"sklearn", "matplotlib", "networkx", "spacy"}


def test_import_warns_of_nothing(python):
    done = python(
        "import warnings; warnings.simplefilter('error'); import speechmine; speechmine.mine; speechmine.pipeline; speechmine.ThemeModel"
    )
    assert (done.returncode, done.stderr) == (0, "")
