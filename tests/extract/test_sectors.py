import pytest

from speechmine.extract.sectors import find_sectors
from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.structure.outline import find_sections


def sectors(text, how=None):
    speech = Speech("a.txt", 0, len(text), text, sections=find_sections(Folded(text)))
    segmented = segment_speech(speech)
    found = find_sectors(segmented)
    return [(segmented.view.text[s.start : s.end], s.code) for s in found if how in {None, s.how}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("煤矿要停产。", [("煤矿", "coal_mining")], id="plain"),
        pytest.param("非煤矿山要停产。", [("非煤矿山", "noncoal_mining")], id="longer term hides the shorter"),
        pytest.param("煤礦要停產。", [("煤矿", "coal_mining")], id="traditional"),
        pytest.param("全面提高上层建筑认识。", [], id="exclusion"),
        pytest.param("企业要开展隐患排查。", [], id="general words name none"),
        pytest.param("渡口和渡口都要有人。", [("渡口", "water_transport")] * 2, id="each mention"),
        pytest.param("", [], id="empty"),
    ],
)
def test_mentions(text, expected):
    assert sectors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、抓好烟花爆竹安全\n要清查库存。\n要看好库房。\n二、强化宣传\n要进村入户。",
            [("要清查库存。\n要看好库房。", "fireworks")],
            id="heading on one sector, up to its sibling",
        ),
        pytest.param("一、抓好消防和安全生产工作\n要清查库存。", [], id="heading on safety at large as well"),
        pytest.param("一、抓好煤矿和烟花爆竹安全\n要清查库存。", [], id="numbered heading on two sectors"),
        pytest.param("一、强化责任\n要清查库存。", [], id="heading on none"),
        pytest.param("一、抓好烟花爆竹安全", [], id="nothing below the heading"),
    ],
)
def test_heading_hands_on_its_sector(text, expected):
    assert sectors(text, "inherited") == expected


def test_run_in_heading_governs_up_to_the_turn():
    text = "一、突出重点\n烟花爆竹方面。要清查库存。要看好库房。此外，其他行业领域也要自查。"
    assert sectors(text, "inherited") == [("要清查库存。要看好库房。", "fireworks")]


def test_spans_are_sorted_and_apart_within_one_kind():
    found = sectors("渡口、煤矿、加油站、渡口。")
    assert len(found) == 4
