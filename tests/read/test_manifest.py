from __future__ import annotations

import pytest

from speechmine.errors import InputError
from speechmine.read.inputs import Input, find_inputs
from speechmine.read.manifest import normalised


def found(*paths) -> tuple[dict[str, dict[str, str]], list[str]]:
    items = find_inputs(paths)
    metadata = {item.source: dict(item.metadata) for item in items if isinstance(item, Input)}
    return metadata, [f"{item.error}: {item.detail}" for item in items if isinstance(item, InputError)]


@pytest.mark.parametrize("column", ["path", "source", "File", " filename "])
def test_manifest_describes_texts(folder, column):
    (folder / "manifest.csv").write_text(f"{column},level, 讲话人 ,date\ngood.txt, county ,王一,\n", encoding="utf-8")
    assert found(folder) == ({"good.txt": {"level": "county", "讲话人": "王一"}}, [])


def test_manifest_of_a_spreadsheet_is_read(folder):
    (folder / "manifest.csv").write_bytes("path,讲话人\r\ngood.txt,王一\r\n".encode("gbk"))
    assert found(folder)[0] == {"good.txt": {"讲话人": "王一"}}


def test_manifest_describes_a_file_given_by_name(folder):
    (folder / "manifest.csv").write_text("path,level\ngood.txt,county\nabsent.txt,city\n", encoding="utf-8")
    assert found(folder / "good.txt") == ({"good.txt": {"level": "county"}}, [])


def test_manifest_nearest_to_a_text_wins(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "1.txt").write_text("讲话", encoding="utf-8")
    (folder / "manifest.csv").write_text("path,level,year\n.\\sub\\1.txt,county,2019\n", encoding="utf-8")
    (folder / "sub" / "manifest.csv").write_text("path,level\n1.txt,city\n", encoding="utf-8")
    assert found(folder) == ({"good.txt": {}, "sub/1.txt": {"level": "city", "year": "2019"}}, [])


@pytest.mark.parametrize(
    ("rows", "error", "line"),
    [
        pytest.param("absent.txt,city\n", "absent file", "line 2", id="absent"),
        pytest.param("good.txt,county\n../good.txt,city\n", "absent file", "line 3", id="outside"),
        pytest.param(",city\n", "absent file", "line 2", id="no-name"),
        pytest.param("good.txt,county\n./good.txt,city\n", "repeated file", "line 3", id="repeated"),
        pytest.param("good.txt,county,surplus\n", "malformed row", "line 2", id="surplus-cell"),
    ],
)
def test_manifest_row_at_fault_is_one_error(folder, rows, error, line):
    (folder / "manifest.csv").write_text("path,level\n" + rows, encoding="utf-8")
    _, errors = found(folder)
    assert len(errors) == 1
    assert errors[0].startswith(error)
    assert line in errors[0]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"", "empty file", id="empty"),
        pytest.param(b"\0\0\0", "binary file", id="binary"),
        pytest.param(b"name,level\n", "no path column", id="no-path"),
        pytest.param(b'path,level\n"good.txt,county\n', "malformed table", id="open-quote"),
    ],
)
def test_manifest_at_fault_is_one_error_and_texts_stay(folder, content, error):
    (folder / "manifest.csv").write_bytes(content)
    for path in (folder, folder / "good.txt"):
        metadata, errors = found(path)
        assert metadata == {"good.txt": {}}
        assert [one.split(":")[0] for one in errors] == [error]


@pytest.mark.parametrize(
    ("given", "name"), [("a/1.txt", "a/1.txt"), (".\\a\\\\1.txt ", "a/1.txt"), ("e\u0301.txt", "\u00e9.txt"), ("", "")]
)
def test_manifest_path_is_normalised(given, name):
    assert normalised(given) == name
