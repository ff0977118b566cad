"""The sample speeches as Word documents, web pages and PDFs give what their plain texts give."""

import re
from difflib import SequenceMatcher

import pytest
from pandas.testing import assert_frame_equal

import speechmine as sm

from .printed import FORMS, pdf


def _printed_lines(text):
    """Blank lines and double spaces: a page shows them as space, and no paragraph of it is empty."""
    return re.sub(r"\n{2,}", "\n", re.sub(" {2,}", " ", text)).rstrip("\n")


# What a format does not keep, and nothing else: empty paragraphs and doubled spaces; in a PDF, the width of a space.
LOST = {"docx": str, "html": _printed_lines, "pdf": lambda text: _printed_lines(text).replace("\u3000", " ")}


@pytest.fixture(scope="module", params=FORMS)
def printed(request, sample, tmp_path_factory):
    """The name of a format, the sample corpus mined from files of that format, and from plain texts that say as much."""
    folder, plain = tmp_path_factory.mktemp(request.param), tmp_path_factory.mktemp("plain")
    for source, text in sample.texts.items():
        (folder / source.replace("txt", request.param)).write_bytes(FORMS[request.param](text))
        (plain / source).write_text(LOST[request.param](text), "utf-8")
    return request.param, sm.mine(folder), sm.mine(plain)


def test_texts_are_equal(sample, printed):
    form, mined, _ = printed
    assert mined.texts == {source.replace("txt", form): LOST[form](text) for source, text in sample.texts.items()}


@pytest.mark.parametrize("table", ["sections", "sentences", "directives", "sectors", "slogans", "facts"])
def test_tables_are_equal(printed, table):
    _, mined, plain = printed
    own, expected = getattr(mined, table), getattr(plain, table)
    columns = ["start", "end", *({"text", "code", "kind", "modality", "strength", "sectors", "value"} & set(expected.columns))]
    assert len(own)
    assert_frame_equal(own[columns], expected[columns])


def test_pdf_without_indents_gives_nearly_the_same_directives(sample, tmp_path):
    for source, text in sample.texts.items():
        (tmp_path / source.replace("txt", "pdf")).write_bytes(pdf(text, indent=0))
    mined = sm.mine(tmp_path)
    own, plain = (["".join(text.split()) for text in tables.directives["text"]] for tables in (mined, sample))
    assert SequenceMatcher(None, own, plain, autojunk=False).ratio() > 0.99  # a line may end by chance where a sentence does
