"""What ``explain`` says of a sentence: rules, words that graded it, reasons why it is none."""

import io

import pytest
from rich.console import Console

from speechmine.errors import OptionError
from speechmine.extract.directives.evidence import FEATURES
from speechmine.report.explanation import REASONS, explain


def only(text):
    (sentence,) = explain(text).sentences
    return sentence


STRENGTH = {
    "plain": ("各村要清理河道。", [("要", 1)]),
    "strong": ("各村务必清理河道。", [("务必", 2)]),
    "strengthener": ("要坚决关闭小窑。", [("要", 1), ("坚决", 2)]),
    "strengthener-alone": ("一律停止营业。", [("一律", 3)]),
    "bare": ("加大投入力度。", []),
}


@pytest.mark.parametrize(("text", "words"), STRENGTH.values(), ids=STRENGTH)
def test_explanation_names_the_words_that_grade(text, words):
    (row,) = only(text).directives
    assert row["strength_words"] == words
    assert row["strength"] == max([grade for _, grade in words], default=1)


WHY_NOT = {
    "hidden-deontic": ("主要原因是无人值守。", "excluded", ("要", "主要")),
    "hidden-twice": ("主要隐患在重要部位。", "excluded", ("要", "主要", "重要")),
    "no-verb": ("安全生产责任重于泰山。", "no_verb", ()),
    "report": ("我们完善了预案。", "reports", ("了",)),
    "problem": ("责任落实不到位。", "problem", ("不到位",)),
    "meeting": ("今天会议的主要任务是部署防汛工作。", "meeting", ("今天会议的主要任务",)),
    "insight": ("要看到，差距依然存在。", "insight", ("看到",)),
    "consequence": ("加强巡查才能消除隐患。", "consequence", ("才能",)),
}


@pytest.mark.parametrize(("text", "name", "words"), WHY_NOT.values(), ids=WHY_NOT)
def test_explanation_says_why_not(text, name, words):
    sentence = only(text)
    assert not sentence.directives
    assert (name, words) in [(reason.name, reason.words) for reason in sentence.reasons]


def test_explanation_of_an_imperative_gives_its_evidence():
    reasons = only("完善预案。").reasons
    assert [(reason.name, reason.weight) for reason in reasons] == [("bare", 2.0)]
    assert only("各村要清理河道。").reasons == ()


def test_explanation_has_offsets_of_the_text_given():
    text = "  各村要清理河道。\n严禁超载渡運。"
    explanation = explain(text)
    for sentence in explanation.sentences:
        for row in (*sentence.directives, *sentence.sectors, *sentence.slogans, *sentence.facts):
            assert text[row["start"] : row["end"]] == row["text"]
    assert [len(sentence.directives) for sentence in explanation.sentences] == [1, 1]


def test_explanation_shows_all_it_knows():
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(explain("《条例》规定，企业必须在5月底前落实“三个必须”，死亡人数下降3%。"))
    shown = console.export_text()
    for words in ("deontic:必须", "strength 2 (必须 2)", "constraint", "deadline", "reported", "type N", "change, -3 %"):
        assert words in shown


def test_explanation_escapes_what_it_shows():
    html = explain("各村要清理<script>alert(1)</script>河道。主要是&。")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "a deontic stands inside a longer word: 要 in 主要" in html


def test_explanation_takes_an_own_codebook(tmp_path):
    card = "".join(f"# {key}: x\n" for key in ("title", "version", "compiler", "sources", "licence"))
    columns = "code\tparent\tlabel\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
    (tmp_path / "my.tsv").write_text(f"{card}{columns}ferry\t\t渡口\nferry\t\t\t河道\n", "utf-8")
    (sentence,) = explain("各村要清理河道。", codebooks={"sectors": tmp_path / "my.tsv"}).sentences
    assert [row["code"] for row in sentence.sectors] == ["ferry"]


def test_explanation_refuses_what_it_cannot_do():
    with pytest.raises(OptionError, match="the text is empty"):
        explain(" \n")
    with pytest.raises(OptionError, match="codebook 'words' is not known"):
        explain("各村要清淤。", codebooks={"words": "x.tsv"})


def test_every_kind_of_evidence_is_worded():
    assert set(FEATURES) <= set(REASONS)


def test_every_reason_and_rule_is_worded(sample):
    for speech in sample.texts.values():
        explanation = explain(speech)
        assert all(row["rule_says"] for sentence in explanation.sentences for row in sentence.directives)
        assert "{" not in str([row["says"] for sentence in explanation.to_dict()["sentences"] for row in sentence["reasons"]])
