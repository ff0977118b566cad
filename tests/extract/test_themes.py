import pytest

from speechmine.codebooks import parse_codebook
from speechmine.extract.themes import code_themes
from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.structure.outline import find_sections

CARD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
BOOK = (
    CARD + "code\tparent\tlabel\twhere\tweight\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    "A\t\t责任\nA\t\t\t\t2\t责任\nB\t\t演练\nB\t\t\t\t2\t演练\nB\t\t\theading\t5\t应急\nC\t\t同分\nC\t\t\t\t2\t责任\n"
)


def segmented(text):
    return segment_speech(Speech("a.txt", 0, len(text), text, sections=find_sections(Folded(text))))


def themes(text, **options):
    return list(code_themes(segmented(text), codebook=parse_codebook("themes", BOOK.encode(), "my.tsv"), **options))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("要压实责任。", ["A"], id="own term; of two level codes the first"),
        pytest.param("天气很好。", [None], id="no term"),
        pytest.param("要压实责任。\n天气很好。", ["A", None], id="another paragraph says nothing"),
        pytest.param("要压实责任。天气很好。", ["A", "A"], id="the paragraph speaks for the silent"),
        pytest.param("一、应急准备\n天气很好。", ["B", "B"], id="heading hands on its theme"),
        pytest.param("应急车到了。", [None], id="term of headings does not count in text"),
        pytest.param("责任重大，演练、演练、再演练。", ["A"], id="a term counts once"),
        pytest.param("", [], id="empty"),
    ],
)
def test_theme_comes_from_terms_in_context(text, expected):
    assert themes(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("同志们，今天我们召开全县安全生产工作会议。", "T01"),
        ("各镇要完善应急预案，定期开展应急演练。", "T10"),
    ],
)
def test_own_codebook_codes_plain_cases(text, code):
    assert code_themes(segmented(text)) == (code,)


def test_one_theme_a_sentence(sample):
    assert len(sample.sentences) > 600
    assert sample.sentences["theme"].notna().mean() > 0.9


def test_codebook_of_other_codes_needs_no_formalities():
    text = "今天开会。\n一、压实责任\n要压实责任。"
    assert themes(text, directive={2}) == [None, "A", "A"]


def test_closing_is_told_from_directives_by_its_place():
    body = "一、加强值班值守\n" + "各镇要安排好值班，领导带班，二十四小时不断人。重要情况要及时报告，不得迟报漏报。\n" * 6
    found = code_themes(
        segmented(f"在全县安全生产会议上的讲话\n同志们：\n{body}同志们，让我们共同努力，为全县平安作出新的贡献！\n")
    )
    assert (found[0], found[4], found[-1]) == ("T01", "T11", "T01")
