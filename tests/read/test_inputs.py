from __future__ import annotations

import io
import os
import pickle
import socket
import sys
from pathlib import Path

import pytest

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.inputs import Input, find_inputs, printable


def write(path: Path, text: str = "讲话") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(paths) -> list[str]:
    return [item.source for item in find_inputs(paths) if isinstance(item, Input)]


def errors(paths) -> list[tuple[str, str]]:
    return [(item.source, item.error) for item in find_inputs(paths) if isinstance(item, InputError)]


def test_folder_is_walked_in_code_point_order(tmp_path):
    for name in ("b.txt", "县/2.TXT", "a/1.md", "a.txt", "Z.html"):
        write(tmp_path / name)
    assert names([tmp_path]) == ["Z.html", "a.txt", "a/1.md", "b.txt", "县/2.TXT"]


def test_file_is_named_by_its_name(tmp_path):
    assert names([write(tmp_path / "sub" / "讲话.txt")]) == ["讲话.txt"]


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/a.txt", "README.md", "readme.txt", "LICENSE", "outline.tsv", "~$a.docx", "Thumbs.db"]
)
def test_folder_passes_over_what_is_no_text(folder, name):
    write(folder / name)
    assert [item.source for item in find_inputs([folder])] == ["good.txt"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("a.doc", "save it as .docx"), ("a.xls", "save it as .xlsx"), ("a.xyz", "the formats are"), ("a", "no suffix")],
)
def test_unknown_format_in_a_folder_is_an_error(folder, name, remedy):
    write(folder / name)
    error = next(item for item in find_inputs([folder]) if isinstance(item, InputError))
    assert (error.source, error.error) == (name, "unknown format")
    assert remedy in error.detail


def test_path_without_suffix_is_plain_text(tmp_path):
    assert find_inputs([write(tmp_path / "speech")])[0].format == "txt"


@pytest.mark.parametrize("path", ["no/such.txt", "a\0b.txt", "x" * 5000])
def test_missing_path_is_an_error(path):
    assert errors([path]) == [(path, "missing")]


def test_broken_link_and_link_to_itself_are_errors(folder):
    (folder / "broken.txt").symlink_to("nowhere.txt")
    (folder / "self.txt").symlink_to("self.txt")
    assert errors([folder]) == [("broken.txt", "broken link"), ("self.txt", "broken link")]
    assert errors([folder / "broken.txt"]) == [(str(folder / "broken.txt"), "broken link")]


def test_link_to_a_folder_above_is_one_error(folder):
    (folder / "a").mkdir()
    (folder / "a" / "up").symlink_to("..")
    assert errors([folder]) == [("a/up", "link loop")]
    assert names([folder]) == ["good.txt"]


def test_link_to_another_folder_is_followed(tmp_path):
    write(tmp_path / "store" / "1.txt")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "linked").symlink_to(tmp_path / "store")
    assert names([tmp_path / "corpus"]) == ["linked/1.txt"]


def test_folder_nested_too_deeply_is_one_error(folder, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FOLDER_DEPTH", 2)
    write(folder / "1/2/3/4/deep.txt")
    assert errors([folder]) == [("1/2/3", "too deep")]


def test_links_that_multiply_a_tree_are_cut_off(folder, monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINKED_FOLDERS", 1)
    write(folder / "c" / "1.txt")
    (folder / "b").mkdir()
    (folder / "b" / "c").symlink_to(folder / "c")
    (folder / "a").symlink_to(folder / "b")
    assert errors([folder]) == [("a/c", "link loop")]


def test_unreadable_folder_is_one_error(folder, monkeypatch):
    (folder / "closed").mkdir()
    iterdir = Path.iterdir

    def refuse(path):  # the tests may run as root, who reads everything
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert errors([folder]) == [("closed", "unreadable folder")]
    assert names([folder]) == ["good.txt"]


def test_pipe_and_socket_are_errors_and_not_opened(folder, monkeypatch):
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.txt")
    assert errors([folder]) == [("pipe.txt", "no regular file"), ("socket.txt", "no regular file")]


def test_same_names_under_two_folders_are_told_apart(tmp_path):
    for name in ("a/x/1.txt", "b/x/1.txt", "b/y/1.txt", "b/y/2.txt"):
        write(tmp_path / name)
    paths = [tmp_path / "b/y", tmp_path / "b/x", tmp_path / "a/x"]
    assert names(paths) == ["2.txt", "x-2/1.txt", "x/1.txt", "y/1.txt"]


def test_same_names_of_two_files_are_told_apart(tmp_path):
    paths = [write(tmp_path / "2019" / "1.txt"), write(tmp_path / "2020" / "1.txt")]
    assert names(paths) == ["2019/1.txt", "2020/1.txt"]


def test_file_and_folder_of_one_name_are_told_apart(tmp_path):
    paths = [write(tmp_path / name).parents[depth] for name, depth in (("a/x.txt", 0), ("b/x.txt/1.txt", 1))]
    assert names(paths) == ["a/x.txt", "x.txt/1.txt"]


def test_folder_before_a_name_is_no_other_text(tmp_path):
    paths = [write(tmp_path / name).parent for name in ("a/x.txt", "b/x.txt/1.txt", "c/1.txt")]
    assert names(paths) == ["c/1.txt", "x.txt", "x.txt-2/1.txt"]


def test_order_of_paths_changes_nothing(tmp_path):
    paths = [write(tmp_path / name) for name in ("a/x/1.txt", "b/x/1.txt", "c.txt")] + [tmp_path / "missing.txt"]
    assert list(map(str, find_inputs(paths))) == list(map(str, find_inputs(paths[::-1])))


def test_file_reached_twice_is_listed_once(folder):
    assert names([folder, folder / "good.txt", folder / "." / "good.txt"]) == ["good.txt"]


def test_standard_input_is_taken_in_at_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("讲话".encode("gbk"))))
    assert find_inputs(["-"]) == [Input("-", "-", "txt", content="讲话".encode("gbk"))]


def test_input_survives_a_process_border(folder):
    write(folder / "manifest.csv", "path,level\ngood.txt,county\n")
    item = find_inputs([folder])[0]
    assert pickle.loads(pickle.dumps(item)) == item  # noqa: S301 our own bytes


def test_name_in_gbk_becomes_printable():
    assert printable(os.fsdecode("讲话.txt".encode("gbk"))) == "讲话.txt"
    assert printable(os.fsdecode(b"\xff.txt")) == "\\udcff.txt"


def test_file_named_in_gbk_is_found(tmp_path):
    (tmp_path / os.fsdecode("讲话.txt".encode("gbk"))).write_bytes(b"x")
    assert names([tmp_path]) == ["讲话.txt"]
