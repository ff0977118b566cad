"""What the tests of several stages share: the corpus, a mined one, a pipeline, three short invented speeches, a way to run commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import speechmine as sm
from speechmine.cli.main import main

os.environ["SPEECHMINE_PROGRESS"] = "0"  # nobody waits, not in the notebooks either
os.environ["SPEECHMINE_LANG"] = "en"  # whatever the locale, what is printed is that of the README
ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"

TOWN = (
    "在全镇防汛工作会议上的讲话\n（2019年5月8日）\n同志们：\n今天召开防汛工作会议。下面，我讲两点意见。\n一、压实责任\n"
    "各村要在汛期前逐户排查危房，渡口必须有人值守，严禁超载渡运。\n二、备足物资\n镇应急办要于5月底前备齐沙袋。\n谢谢大家！\n"
)
COUNTY = (
    "在全县道路交通安全会议上的讲话\n同志们：\n一、看清形势\n去年全县发生道路交通事故12起，死亡3人，同比下降25%。\n"
    "二、狠抓整治\n交警部门要严查酒后驾驶，落实党政同责、一岗双责。对拒不整改的运输企业，一律停业整顿。\n"
)
PLANT = "在公司安全例会上的讲话\n各位员工：\n各车间要开展隐患排查，班组长应当每班检查一次。未经审批不得动火作业。\n"


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    """The folder of the sample corpus."""
    return CORPUS


@pytest.fixture(scope="session")
def sample() -> sm.Mined:
    """The sample corpus, mined with its words; treat it as read-only."""
    return sm.mine(CORPUS, tokens=True)


@pytest.fixture(scope="session")
def nlp():
    """The spaCy pipeline of the package."""
    return sm.pipeline()


@pytest.fixture
def speeches(tmp_path: Path) -> Path:
    """A folder with three short speeches."""
    folder = tmp_path / "speeches"
    folder.mkdir()
    for name, text in (("county.txt", COUNTY), ("plant.txt", PLANT), ("town.txt", TOWN)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(capfd) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process; return its exit status, standard output and standard error."""

    def run_command(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as done:
            main([str(arg) for arg in args])
        return (int(done.value.code or 0), *capfd.readouterr())

    return run_command


@pytest.fixture
def python() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run Python code in a process of its own."""

    def run_python(code: str, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, **environment})

    return run_python
