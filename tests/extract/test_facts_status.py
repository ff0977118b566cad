"""Whether a figure was reached, is to be reached or is to be done."""

import pytest

from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.records import Speech


def statuses(text, year=None):
    return [fact.status for fact in annotate(Speech("a.txt", 0, len(text), text, year=year), load_codebooks()).facts]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("去年全县检验渡船48条。", "result", id="last year"),
        pytest.param("渡船检验率要达到98%。", "target", id="a level demanded"),
        pytest.param("各镇要每月巡查渡口2次。", "task", id="how often"),
        pytest.param("要认真吸取去年发生3起事故的教训。", "result", id="past inside a demand"),
        pytest.param("到2030年，渡船检验率达到98%。", "target", id="a year to come"),
        pytest.param("到2019年，渡船检验率达到98%。", "result", id="a year gone by"),
    ],
)
def test_status_of_a_figure(text, status):
    assert statuses(text, year=2024) == [status]


def test_documents_and_events_have_no_status():
    assert statuses("要落实《云屏县渡口管理办法》。") == [None]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        pytest.param("渡船达到48条。", "渡船", id="a noun"),
        pytest.param("逾期不改的，可以处1万元以上3万元以下罚款。", None, id="a range"),
        pytest.param("比去年增加12%。", None, id="a comparison"),
    ],
)
def test_measure_of_a_figure(text, measure):
    spans = [fact.measure for fact in annotate(Speech("a.txt", 0, len(text), text), load_codebooks()).facts]
    assert [text[slice(*span)] if span else None for span in spans][-1] == measure


def test_numeral_of_a_slogan_counts_nothing():
    assert statuses("要坚持和平共处五项原则，实现四个现代化。") == []
