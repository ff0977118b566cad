"""Completion: the script is written once where the shell looks for it, and answers."""

import os

import pytest


@pytest.mark.parametrize(("shell", "settings"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", None)])
def test_completion_is_installed_once(run, tmp_path, monkeypatch, shell, settings):
    monkeypatch.setenv("HOME", str(tmp_path))
    if settings:
        (tmp_path / settings).write_text("alias ll=ls", encoding="utf-8")
    for _ in range(2):
        status, _, err = run("--install-completion", shell)
        assert (status, f"open a new {shell}" in err) == (0, True)
    scripts = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != settings]
    assert len(scripts) == 1
    assert "_SPEECHMINE_COMPLETE" in scripts[0].read_text(encoding="utf-8")
    if settings:
        assert (tmp_path / settings).read_text(encoding="utf-8") == f'alias ll=ls\n. "{scripts[0]}"\n'


def test_shell_is_answered(run, monkeypatch):
    for name, value in {"_SPEECHMINE_COMPLETE": "bash_complete", "COMP_WORDS": "speechmine direc", "COMP_CWORD": "1"}.items():
        monkeypatch.setitem(os.environ, name, value)
    assert run("direc")[1] == "plain,directives\n"


def test_other_shell_is_refused(run):
    status, _, err = run("--install-completion", "tcsh")
    assert (status, err.count("\n")) == (2, 1)
