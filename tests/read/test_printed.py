"""The sample speeches as Word documents, web pages and PDFs give what their plain texts give."""

import pytest
from pandas.testing import assert_frame_equal

import speechmine as sm

from .printed import FORMS, pdf

# What a format does not keep, and nothing else: the line end behind the last paragraph; in a PDF, the width of a space.
LOST = {"docx": str, "html": lambda text: text.rstrip("\n"), "pdf": lambda text: text.rstrip("\n").replace("\u3000", " ")}


@pytest.fixture(scope="module", params=FORMS)
def printed(request, sample, tmp_path_factory):
    """The name of a format, and the sample corpus mined from files of that format."""
    folder = tmp_path_factory.mktemp(request.param)
    for source, text in sample.texts.items():
        (folder / source.replace("txt", request.param)).write_bytes(FORMS[request.param](text))
    return request.param, sm.mine(folder)


def test_texts_are_equal(sample, printed):
    form, mined = printed
    assert mined.texts == {source.replace("txt", form): LOST[form](text) for source, text in sample.texts.items()}


@pytest.mark.parametrize("table", ["sections", "sentences", "directives", "sectors", "slogans", "facts"])
def test_tables_are_equal(sample, printed, table):
    form, mined = printed
    own, plain = getattr(mined, table), getattr(sample, table)
    columns = ["start", "end", *({"text", "code", "kind", "modality", "strength", "sectors", "value"} & set(plain.columns))]
    plain = plain[columns].replace({"\u3000": " "}, regex=True) if form == "pdf" else plain[columns]
    assert_frame_equal(own[columns], plain)


def test_pdf_without_indents_gives_the_same_directives(sample, tmp_path):
    for source, text in sample.texts.items():
        (tmp_path / source.replace("txt", "pdf")).write_bytes(pdf(text, indent=0))
    mined = sm.mine(tmp_path)
    assert ["".join(text.split()) for text in mined.directives["text"]] == list(sample.directives["text"])
