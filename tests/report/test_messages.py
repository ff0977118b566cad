"""What is told in two languages: nothing lacks its Chinese, the locale decides, data stays the same."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import speechmine
from speechmine.codebooks import load_codebook
from speechmine.errors import OptionError
from speechmine.extract.directives.rules.texts import rule_texts
from speechmine.records import MODALITIES
from speechmine.report import diff_page, graph_page, messages
from speechmine.report.explanation import REASONS
from speechmine.report.highlight import KINDS
from speechmine.report.indicator_figure import _NAMES
from speechmine.report.messages import catalogue, language, names, speaking, tell
from speechmine.report.page import report_page

PACKAGE = Path(speechmine.__file__).parent
COMMANDS = [
    ["topics"], ["directives"], ["sectors"], ["slogans"], ["facts"], ["indicators"], ["indicators", "--by", "level"], ["reuse"],
]  # fmt: skip


class Complete(dict):
    """A catalogue that does not overlook what it lacks."""

    def get(self, message, _=None):
        assert message in self or not re.search("[a-z]{2}", message), f"the catalogue lacks {message!r}"
        return super().get(message, message)


@pytest.fixture
def complete(monkeypatch):
    full = Complete(catalogue())
    monkeypatch.setattr(messages, "catalogue", lambda: full)


def told_literals():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tell":
                first = node.args[0]
                parts = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                yield from (part.value for part in parts if isinstance(part, ast.Constant))


def fields(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def test_every_message_of_the_code_has_its_chinese():
    assert set(told_literals()) <= set(catalogue())


def test_names_of_kinds_and_levels_have_their_chinese():
    assert {*REASONS.values(), *graph_page._WORDS.values(), *diff_page._KEYS.values()} <= set(catalogue())
    assert {*(kind.name for kind in KINDS.values()), *MODALITIES.values(), *load_codebook("levels").codes} <= set(catalogue())


@pytest.mark.parametrize(("english", "chinese"), list(catalogue().items()))
def test_both_languages_fill_in_the_same_values(english, chinese):
    assert chinese.strip()
    assert fields(english) == fields(chinese)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("complete")
def test_what_a_command_prints_lacks_no_chinese(command, run, corpus_folder):
    status, out, err = run("--lang", "zh", *command, corpus_folder)
    assert status == 0, err
    assert out


@pytest.mark.usefixtures("complete")
def test_what_the_report_shows_lacks_no_chinese(sample):
    assert report_page(sample, lang="zh")
    with speaking("zh"):
        assert all(tell(name) for name in _NAMES.values())


@pytest.mark.usefixtures("complete")
def test_what_a_file_shows_lacks_no_chinese(run, speeches, tmp_path):
    both = speeches / "town.txt", speeches / "county.txt"
    for command in (
        ["show", both[0]],
        ["diff", *both],
        ["outline", both[0]],
        ["kwic", "安全", *both],
        ["mine", *both, "-o", tmp_path / "m"],
    ):
        status, _, err = run(*command, "--lang", "zh")
        assert status == 0, err
    for sentence in ("各渡口必须在5月底前修好缆绳，严禁超载。", "我们完善了预案。", "抓好矿山整治。"):
        status, out, err = run("explain", sentence, "--lang", "zh")
        assert status == 0, err
        names = "|".join(rule_texts())  # data, which stays
        assert not re.search("[a-z]{4}", re.sub(rf"\S+:\S+|\b(?:{names})\b|\w+_\w+|\bmining\b", "", out)), out


@pytest.mark.parametrize("command", [[*command, "--json"] for command in COMMANDS] + [["facts", "--csv"]], ids=" ".join)
def test_data_is_the_same_in_both_languages(command, run, speeches):
    assert run(*command, speeches, "--lang", "zh")[1] == run(*command, speeches, "--lang", "en")[1]


def test_explanation_as_data_is_the_same_in_both_languages(run):
    command = ["explain", "各渡口必须修好缆绳。我们完善了预案。", "--json", "--lang"]
    assert run(*command, "zh") == run(*command, "en")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "en_GB.UTF-8"}, "en"), ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"), ({"LANG": "POSIX"}, "en"), ({"SPEECHMINE_LANG": "zh", "LANG": "C"}, "zh"),
    ],
    ids=str,
)  # fmt: skip
def test_language_is_that_of_the_environment(environment, expected, monkeypatch):
    for name in ("SPEECHMINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


def test_block_is_told_in_its_language_and_ends():
    with speaking("zh"):
        assert tell("theme") == "主题"
    assert tell("theme") == "theme"


def test_unknown_language_is_refused(run, speeches, monkeypatch):
    with pytest.raises(OptionError, match="take en or zh"), speaking("fr"):
        pass
    monkeypatch.setenv("SPEECHMINE_LANG", "fr")
    status, _, err = run("sectors", speeches)
    assert status == 2
    assert len(err.splitlines()) == 1


def test_codes_are_named_in_english_where_the_codebook_does():
    with speaking("en"):
        assert names(load_codebook("sectors"))["mining"] == "mining"
    with speaking("zh"):
        assert names(load_codebook("sectors"))["mining"] == "矿山"
