"""A folder of hostile files: one error each, and the good text among them is read and mined."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import speechmine as sm
from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.sources import read_sources
from speechmine.records import Source

from .documents import SPEECH, make_docx, rewritten

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082")
ERRORS = {
    "bomb.docx": "too large",
    "broken.txt": "broken link",
    "closed.txt": "unreadable",
    "cut.docx": "damaged file",
    "deep.html": "nested too deeply",
    "empty.txt": "empty file",
    "line.txt": "too large",
    "loop": "link loop",
    "nuls.txt": "binary file",
    "picture.docx": "damaged file",
    "picture.pdf": "damaged file",
    "picture.txt": "binary file",
    "self.txt": "broken link",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A folder of files that each fail in a way of their own, round one good text."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "good.txt").write_text(SPEECH, encoding="utf-8")
    docx = make_docx("讲话")
    (folder / "bomb.docx").write_bytes(rewritten(docx, "word/document.xml", b" " * (limits.MAX_DOCX_PART_BYTES + 1)))
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "closed.txt").write_text("讲话", encoding="utf-8")
    (folder / "closed.txt").chmod(0)
    (folder / "cut.docx").write_bytes(docx[:2000])
    (folder / "deep.html").write_text("<div>" * 10_000 + "讲话", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "line.txt").write_text("要" * (limits.MAX_TEXT_CHARS + 1), encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "nuls.txt").write_bytes(b"\0" * 4096)
    for name in ("picture.docx", "picture.pdf", "picture.txt"):
        (folder / name).write_bytes(PNG)
    (folder / "self.txt").symlink_to("self.txt")
    return folder


@pytest.fixture(autouse=True)
def nobody_is_root(monkeypatch) -> None:
    """Let a closed file stay closed: the tests may run as root, whom no mode stops."""
    monkeypatch.setattr(Path, "open", open_as_a_user)


def open_as_a_user(path, mode="r", *args, opened=Path.open, **kwargs):
    if "r" in mode and path.exists() and not path.stat().st_mode & 0o444:
        raise PermissionError(13, os.strerror(13), str(path))
    return opened(path, mode, *args, **kwargs)


def test_hostile_folder_gives_one_error_a_file_and_the_good_text(hostile):
    found = list(read_sources([hostile]))
    assert [one.text for one in found if isinstance(one, Source)] == [SPEECH]
    assert [(one.source, one.error) for one in found if isinstance(one, InputError)] == sorted(ERRORS.items())


def test_hostile_folder_is_mined_with_status_1(hostile, run, tmp_path):
    status, printed, err = run("mine", hostile, "-o", tmp_path / "out", "--jobs", "1")
    assert (status, printed) == (1, "")
    lines = [line for line in err.splitlines() if line.startswith("speechmine: ") and "draft what is missing" not in line]
    named = [tuple(line.split(": ")[1:3]) for line in lines]
    mined = sm.load_mined(tmp_path / "out")
    rows = list(zip(mined.errors["source"], mined.errors["error"], strict=True))
    assert sorted(named) == sorted(rows) == sorted(ERRORS.items())
    assert mined.texts == {"good.txt": SPEECH}
    assert len(mined.directives) > 0


@pytest.mark.parametrize("name", sorted(set(ERRORS) - {"loop"}))  # given by name, the link is the folder itself
def test_hostile_file_alone_is_status_2_and_one_line(hostile, run, tmp_path, name):
    status, printed, err = run("mine", hostile / name, "-o", tmp_path / "out")
    assert (status, printed, len(err.splitlines())) == (2, "", 1)
    assert ERRORS[name] in err
    assert not (tmp_path / "out").exists()
