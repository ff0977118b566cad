"""Progress: who asked is told, who did not is not, and a loop inside another stays silent."""

import sys

import pytest

import speechmine as sm
from speechmine import progress
from speechmine.progress import showing, tracked


@pytest.fixture
def patient(monkeypatch):
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.delenv("SPEECHMINE_PROGRESS", raising=False)


def test_library_calls_tell_a_callable_what_is_done():
    seen = []
    sm.mine(["各镇要开会。", "各村要巡查。"], progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (2, 2)


def test_loop_inside_a_loop_is_not_told():
    seen = []
    with showing(lambda done, total: seen.append((done, total))):
        for _ in tracked(range(2), "outer"):
            list(tracked(range(5), "inner"))
    assert seen == [(1, 2), (2, 2)]


def test_loop_that_breaks_off_leaves_the_next_one_free():
    seen = []
    with showing(lambda done, _: seen.append(done)):
        broken = tracked(range(9), "first")
        next(broken)
        broken.close()
        list(tracked(range(2), "second"))
    assert seen == [1, 2]


@pytest.mark.parametrize(("asked", "shown"), [(True, True), (None, False), (False, False)])
@pytest.mark.usefixtures("patient")
def test_bar_is_shown_where_it_is_asked_for(capfd, asked, shown):
    with showing(asked, name=str.upper):
        list(tracked(range(3), "reading"))
    assert ("READING" in capfd.readouterr().err) is shown


@pytest.mark.usefixtures("patient")
def test_terminal_shows_and_a_setting_switches_off(capfd, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    list(tracked(range(3), "reading"))
    assert "3/3" in capfd.readouterr().err
    monkeypatch.setenv("SPEECHMINE_PROGRESS", "0")
    list(tracked(range(3), "reading"))
    assert capfd.readouterr().err == ""


def test_quick_loop_shows_nothing(capfd):
    with showing(True):
        list(tracked(range(3), "reading"))
    assert capfd.readouterr().err == ""
