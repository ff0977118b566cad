from __future__ import annotations

import pytest

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.pdf import pdf_text

from .documents import make_pdf


def read(content: bytes) -> list[str]:
    return [one.error if isinstance(one, InputError) else one.text for one in pdf_text(content, "a.pdf")]


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        pytest.param([("一、压实责任", "各镇要落实。")], "一、压实责任\n各镇要落实。", id="lines"),
        pytest.param([("各镇要",), ("落实。",)], "各镇要\n落实。", id="pages"),
        pytest.param([("各镇要", "— 1 —"), ("落实。", "第2页 共2页")], "各镇要\n落实。", id="numbers-at-foot"),
        pytest.param([("1/2", "各镇要"), ("落实。", "- 2 -")], "各镇要\n落实。", id="numbers-at-head"),
        pytest.param([("2019", "各镇要", "3", "落实。")], "2019\n各镇要\n3\n落实。", id="numbers-kept"),
        pytest.param([("各镇要落实。",), ()], "各镇要落实。", id="blank-page"),
    ],
)
def test_pdf_lines(pages, text):
    assert read(make_pdf(*pages)) == [text]


def test_pdf_with_a_picture_page_is_read_in_part():
    assert read(make_pdf(("各镇要落实。",), (), picture=True)) == ["各镇要落实。", "pages without text"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(make_pdf((), picture=True), "no text layer", id="scanned"),
        pytest.param(make_pdf(("讲话",))[:200], "damaged file", id="truncated"),
        pytest.param("讲话".encode(), "damaged file", id="text"),
    ],
)
def test_pdf_at_fault_is_an_error(content, error):
    with pytest.raises(InputError, match=error):
        read(content)


def test_pdf_with_too_many_pages_is_an_error(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PDF_PAGES", 1)
    with pytest.raises(InputError, match="too large"):
        read(make_pdf(("一",), ("二",)))
