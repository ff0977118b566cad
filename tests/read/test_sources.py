from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.inputs import FORMATS, Input
from speechmine.read.sources import read_input
from speechmine.records import Source

from .documents import SPEECH, make_docx, make_pdf

FORMS = sorted(set(FORMATS.values()))


def read(form: str, content: bytes, **metadata: str) -> list[Source | InputError]:
    return list(read_input(Input(f"a.{form}", f"a.{form}", form, metadata, content)))


@pytest.mark.parametrize("form", FORMS)
def test_every_format_gives_the_same_text(speech_in, form):
    (source,) = read(form, speech_in[form])
    assert (source.text, source.format) == (SPEECH, form)
    assert source.sha256 == hashlib.sha256(speech_in[form]).hexdigest()


@pytest.mark.parametrize(
    ("form", "encoding", "extractor"),
    [("txt", "utf-8", "speechmine"), ("html", "utf-8", "lxml"), ("docx", None, "python-docx"), ("pdf", None, "pypdfium2")],
)
def test_source_says_how_it_was_read(speech_in, form, encoding, extractor):
    (source,) = read(form, speech_in[form])
    assert source.encoding == encoding
    assert source.extractor.split(" ")[0] == extractor


def test_row_is_named_and_its_columns_win_over_the_manifest():
    (source,) = read("csv", "text,level\n各镇要落实。,city\n".encode(), level="county", year="2019")
    assert (source.source, source.row, source.metadata) == ("a.csv#1", 1, {"level": "city", "year": "2019"})


def test_row_without_text_is_one_error():
    first, second = read("jsonl", '{"text": "　"}\n{"text": "要落实。"}'.encode())
    assert (first.source, first.error) == ("a.jsonl#1", "empty text")
    assert second.text == "要落实。"


def test_half_a_character_is_an_error():
    errors = read("jsonl", b'{"text": "\\ud83d"}\n{"text": "1", "by": "\\udc00"}')
    assert [error.error for error in errors] == ["undecodable", "undecodable"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("content", [b"", b" \r\n\t", "　\u200b\ufeff".encode()], ids=["nothing", "blank", "invisible"])
def test_blank_file_is_one_error(form, content):
    (error,) = read(form, content)
    assert isinstance(error, InputError)
    if form not in {"docx", "pdf", "csv", "tsv", "jsonl", "xlsx", "parquet"} or not content:
        assert error.error == "empty file"


def test_source_and_error_survive_a_process_border():
    for one in (*read("txt", "讲话".encode()), *read("txt", b"")):
        assert str(pickle.loads(pickle.dumps(one))) == str(one)  # noqa: S301 our own bytes


def test_libraries_of_formats_load_only_where_they_are_used():
    loaded = "import sys, speechmine.read; print(*sorted({'lxml', 'docx', 'pypdfium2', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True).stdout == b"\n"


def test_text_too_long_is_one_error(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 3)
    assert [one.error for one in read("txt", "安全生产".encode())] == ["too large"]


def test_file_gone_since_it_was_found_is_one_error():
    (error,) = read_input(Input("a.txt", "no/such.txt", "txt"))
    assert error.error == "unreadable"


def test_failure_of_a_parser_is_one_error(monkeypatch):
    monkeypatch.setattr("speechmine.read.sources._EXTRACTORS", {"txt": lambda _content, _source: 1 // 0})
    (error,) = read("txt", b"x")
    assert (error.error, "ZeroDivisionError" in error.detail) == ("damaged file", True)


@pytest.mark.parametrize("form", FORMS)
@given(content=st.binary(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_bytes_give_texts_or_errors(form, content):
    found = read(form, content)
    assert found
    assert all(isinstance(one, Source | InputError) for one in found)


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_any_broken_file_gives_texts_or_errors(form, data):
    content = bytearray(_good(form))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    assert read(form, bytes(content[: data.draw(st.integers(1, len(content)))]))


def _good(form: str) -> bytes:
    return {"docx": make_docx("讲话"), "pdf": make_pdf(("讲话",)), "html": "<html><body><p>讲话<p>要落实".encode()}[form]
