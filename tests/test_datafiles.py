"""Codebooks that are folders: each word once with all its codes, and a user's own words beside ours."""

import pytest

from speechmine.codebooks import data_versions, load_codebook
from speechmine.datafiles import codebook_names, data_folder, read_words
from speechmine.errors import CodebookError
from speechmine.extract.directives.directives import find_directives
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech

CARD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
HEADER = "term\tcodes\texcludes\texample\tcounter_example\n"


@pytest.fixture
def own(tmp_path):
    """The function writes a file of words."""

    def write(rows):
        (tmp_path / "mine.tsv").write_text(CARD + HEADER + rows, "utf-8")
        return tmp_path / "mine.tsv"

    return write


def coded(text, file):
    speech = segment_speech(Speech("t", 0, len(text), text))
    return [directive.rule for directive in find_directives(speech, lexicon=load_codebook("directives", file))]


def test_folder_is_a_codebook():
    assert "directives" in codebook_names()
    assert set(data_versions({})["directives"]) == {"version", "sha256"}


def test_words_stand_once_and_know_their_codes():
    words = read_words("directives", data_folder() / "directives")
    assert words["不能"].codes[0] == "prohibition"
    assert "meeting" in words["召开"].codes
    assert "要召开" in words["召开"].excludes("meeting")
    assert "要召开" not in words["召开"].excludes("aim")


def test_own_words_are_added(own):
    file = own("踏勘\taim\n")
    assert coded("踏勘渡口。", None) == []
    assert coded("踏勘渡口。", file) == ["imperative"]
    assert coded("各站要踏勘渡口。", file) == ["deontic:要"]


def test_own_word_takes_the_place_of_ours(own):
    assert coded("各站不许开船。", own("不许\tadverb\n")) == []
    assert data_versions({"directives": str(own(""))}) != data_versions({})


WRONG = {
    "code": ("踏勘\taims\n", r"mine.tsv, line 7: code 'aims' is not declared in codes.tsv; did you mean 'aim'\?"),
    "twice": ("踏勘\taim\n踏勘\tadverb\n", r"line 8: term '踏勘' stands in .*line 7 already; give all of its codes there"),
    "nothing near": ("踏勘\tzzz\n", r"mine.tsv, line 7: code 'zzz' is not declared in codes.tsv$"),
    "empty": ("踏勘\t\n", r"line 7: the term or its codes are empty; fill in both"),
}


@pytest.mark.parametrize(("rows", "message"), WRONG.values(), ids=WRONG)
def test_own_words_are_checked(own, rows, message):
    with pytest.raises(CodebookError, match=message):
        load_codebook("directives", own(rows))
