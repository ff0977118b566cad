import pytest

from speechmine.analyse.coverage import codebook_coverage, codebook_issues
from speechmine.codebooks import parse_codebook
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech

CARD = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
HEADER = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"


def book(rows):
    return parse_codebook("my", (CARD + HEADER + "boat\t\t船\ncar\t\t车\n" + rows).encode(), "my.tsv")


@pytest.mark.parametrize(
    ("rows", "issue"),
    [
        ("boat\t\t\t客船\n", None),
        ("boat\t\t\t客船Ａ\n", "unfolded"),
        ("boat\t\t\t客船\ncar\t\t\t客船\n", "overlap"),
        ("boat\t\t\t客船\t\t客船\n", "dead"),
        ("boat\t\t\t客船\t\t货船厂\n", "idle exclusion"),
        ("boat\t\t\t客船\t\t\t渡口停航。\n", "example"),
        ("boat\t\t\t客船\t\t\t\t客船停航。\n", "counter-example"),
    ],
    ids=str,
)
def test_what_does_not_work_is_named(rows, issue):
    found = codebook_issues(book(rows))["issue"].tolist()
    assert issue in found if issue else not found


def test_unfolded_term_is_shown_folded():
    assert codebook_issues(book("boat\t\t\t客船Ａ\n"))["detail"].iloc[0] == "write 客船A"


def test_coverage_counts_terms_sentences_and_speeches():
    text = "客船要检查，客船要停航。\n渡口要有人。\n"
    codes, terms = codebook_coverage(book("boat\t\t\t客船\nboat\t\t\t货船\n"), [segment_speech(Speech("a", 0, len(text), text))])
    row = codes.set_index("code").loc["boat"]
    assert row[["n_terms", "n_terms_found", "n_found", "n_sentences", "n_speeches"]].tolist() == [2, 1, 2, 1, 1]
    assert terms.set_index("term").loc["货船", "n_found"] == 0
