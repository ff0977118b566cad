"""Lines of a page and the paragraphs they make."""

import pytest

from speechmine.read.paragraphs import Line, join_lines

BODY = "各村要在汛期前逐户排查危房并登记造册"  # 18 characters: a full line
LEFT, EM = 70.0, 10.0


def line(text, indent=0):
    left = LEFT + indent * EM
    return Line(text, left, left + EM * len(text), EM)


FULL = [line(BODY[2:], indent=2), *[line(BODY)] * 6]


@pytest.mark.parametrize(
    ("following", "paragraphs"),
    [
        pytest.param([line("逐一整改。")], 1, id="goes on"),
        pytest.param([line("渡口要有人守。", indent=2)], 2, id="indent"),
        pytest.param([line("　　渡口要有人守。")], 2, id="indent of spaces"),
        pytest.param([line("要改。"), line("渡口要有人守。")], 2, id="short line before"),
        pytest.param([line("二〇一九年", indent=13)], 2, id="at the right"),
        pytest.param([line(BODY[:-2]), line("不漏。")], 1, id="a mark would not fit"),
        pytest.param([line(BODY[:-4]), line("2019.12.31前完成。")], 1, id="a figure would not fit"),
    ],
)
def test_paragraph_ends_where_the_page_shows_it(following, paragraphs):
    pages = [*FULL, line("要快。"), line(BODY[2:], indent=2), line(BODY), *following]
    assert len(join_lines(pages)) == 1 + paragraphs


def test_full_line_that_ends_a_sentence_ends_an_unindented_paragraph():
    ends = line(BODY[:-1] + "。")
    assert join_lines([*[line(BODY)] * 6, ends, line("渡口要有人守。")])[1:] == ["渡口要有人守。"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="none"),
        pytest.param([line("各村要查。"), line("渡口要守。")] * 6, id="narrow"),
        pytest.param([line(BODY)] * 4, id="few"),
        pytest.param([line(BODY[:-1] + "。")] * 9, id="every line a sentence"),
    ],
)
def test_lines_that_are_not_wrapped_stay(lines):
    assert join_lines(lines) == [one.text for one in lines]


def test_latin_words_are_parted_by_a_space():
    lines = [*FULL, line("安全生产信息化建设要用好国产 office"), line("software 平台。")]
    assert join_lines(lines)[0].endswith("office software 平台。")
