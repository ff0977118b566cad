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
