"""What a walk passes over."""

import warnings

import pytest

from speechmine.read.inputs import Input, find_inputs


@pytest.mark.filterwarnings("ignore:.*passed over")
@pytest.mark.parametrize("name", ["会场.JPG", "旧稿.zip", "a.pyc", "film.mp4", "x.db", "page.css"])
def test_files_that_are_no_texts_are_no_errors(folder, name):
    (folder / name).write_bytes(b"\x00\x01")
    assert [item.source for item in find_inputs([folder])] == ["good.txt"]


def test_files_that_are_no_texts_are_counted_in_one_warning(folder):
    for name in ("1.jpg", "2.JPG", "a.zip"):
        (folder / name).write_bytes(b"\x00")
    with pytest.warns(UserWarning, match=r"^3 files passed over, no texts: 2 \.jpg, 1 \.zip$") as told:
        find_inputs([folder])
    assert len(told) == 1


def test_file_that_is_named_is_told_of(folder):
    (folder / "1.jpg").write_bytes(b"\x00")
    (error,) = find_inputs([folder / "1.jpg"])
    assert error.error == "unknown format"


@pytest.mark.parametrize("inside", [".venv/lib", "env/lib", "node_modules", "__pycache__", "__MACOSX", "lib/site-packages"])
def test_environments_and_folders_of_programs_are_not_walked(folder, inside):
    place = folder / inside
    place.mkdir(parents=True)
    (place / "entry_points.txt").write_text("各镇要落实责任。", encoding="utf-8")
    if inside == "env/lib":
        (folder / "env" / "pyvenv.cfg").write_text("home = /usr\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [item.source for item in find_inputs([folder]) if isinstance(item, Input)] == ["good.txt"]
