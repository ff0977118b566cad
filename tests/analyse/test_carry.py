"""What is carried down: a planted pair of corpora, of which shares, order, delay and strength are known."""

import pytest

import speechmine as sm
from speechmine.report.export import write_graph

VERBS = ("排查", "检查", "清理", "整治", "登记", "公示", "更换", "维修", "培训", "演练")
THINGS = ("渡口缆绳", "村道护栏", "粮库电线", "学校食堂", "砖厂窑炉", "水库闸门", "市场摊位", "客运车辆", "林区火源", "矿井风机")
DUTIES = [f"{verb}{thing}" for verb, thing in zip(VERBS * 2, THINGS + THINGS[3:] + THINGS[:3], strict=True)]
OWN = [f"各村要{verb}{thing}。" for verb, thing in zip(VERBS, THINGS[5:] + THINGS[:5], strict=True)]


def speech(place, date, demands, folder):
    text = f"在全{place}安全生产工作会议上的讲话\n（{date}）\n" + "".join(f"{demand}\n" for demand in demands)
    (folder / f"{place}{date}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A province with twenty demands; counties that repeat 15, 10 and 4 of them, later, later still and first of all."""
    above, below = tmp_path_factory.mktemp("above"), tmp_path_factory.mktemp("below")
    speech("省", "2020年1月10日", [f"各地要{duty}。" for duty in DUTIES], above)
    for place, date, n in (("甲县", "2020年3月10日", 15), ("乙县", "2020年5月20日", 10), ("丙县", "2020年1月20日", 4)):
        speech(place, date, [*(f"各乡镇必须{duty}。" for duty in DUTIES[:n]), *OWN[: 20 - n]], below)
    speech("丁县", "2019年5月1日", [f"各乡镇必须{duty}。" for duty in DUTIES], below)  # earlier: carries nothing down
    return sm.mine(above), sm.mine(below)


def test_planted_shares_delay_and_order_of_adoption_are_found(planted):
    frame = sm.carry_frame(*planted).set_index("lower_id")
    found = {name.split("2020")[0]: row for name, row in frame.iterrows()}
    assert set(found) == {"甲县", "乙县", "丙县"}
    for place, share in {"甲县": 0.75, "乙县": 0.5, "丙县": 0.2}.items():
        assert found[place]["directives_share"] == pytest.approx(share, abs=0.05)
    assert {place: row["adopted"] for place, row in found.items()} == {"丙县": 1, "甲县": 2, "乙县": 3}
    assert {place: row["days"] for place, row in found.items()} == {"丙县": 10, "甲县": 60, "乙县": 131}


def test_strength_added_is_told(planted):
    frame = sm.carry_frame(*planted)
    assert (frame["strength_change"] > 0).all()  # 要 above, 必须 below
    assert (frame["n_stronger"] == frame["n_directives_carried"]).all()
    assert (frame["n_weaker"] == 0).all()


def test_order_is_that_of_the_superior_or_its_reverse(tmp_path):
    for folder, duties in (("a", DUTIES[:6]), ("b", DUTIES[:6][::-1])):
        (tmp_path / folder).mkdir()
        speech("县", "2020年1月10日" if folder == "a" else "2020年2月10日", [f"各地要{duty}。" for duty in duties], tmp_path / folder)
    above, below = sm.mine(tmp_path / "a"), sm.mine(tmp_path / "b")
    assert sm.carry_frame(above, below)["order"].item() == pytest.approx(-1)


def test_passages_and_formulas_are_shares_of_the_superior():
    shared = "要坚持党政同责、一岗双责，逐村逐户把危房险房和地质灾害点排查一遍，做到一处不漏。"
    own = "省里今年另有安排，各部门按照职责分工把各项准备工作做在前面。"
    above = sm.mine([f"在全省会议上的讲话\n{shared}{own}\n"])
    below = sm.mine([f"在全县会议上的讲话\n同志们，{shared}\n"])
    row = sm.carry_frame(above, below).iloc[0]
    assert row["slogans_share"] == 1
    assert row["passages_share"] == pytest.approx(len(shared) / row["n_chars"], abs=0.05)


def test_items_add_up_to_the_counts(planted):
    frame, items = sm.carry_frame(*planted), sm.carried_frame(*planted)
    assert items.groupby("lower_id").size().to_dict() == frame.set_index("lower_id")["n_directives_carried"].to_dict()
    assert not items.duplicated(["lower_id", "lower_directive"]).any()


@pytest.mark.parametrize(
    ("below", "carried"),
    [
        ("各村必须排查危房。", 1),
        ("各村严禁排查危房。", 0),  # what is forbidden repeats no demand
        ("各村要排查山洪沟。", 0),
        ("各村要登记危房。", 0),
        ("各地要排查危房。", 1),
    ],
)
def test_aim_object_and_polarity_decide(below, carried):
    frame = sm.carry_frame(sm.mine(["在全省会议上的讲话\n各地要排查危房。\n"]), sm.mine([f"在全县会议上的讲话\n{below}\n"]))
    assert frame["n_directives_carried"].item() == carried


def test_parts_of_one_corpus_are_compared(sample):
    upper, lower = sample.subset(level="province"), sample.subset(level="city")
    frame = sm.carry_frame(upper, lower)
    assert frame["directives_share"].dropna().between(0, 1).all()
    assert frame["passages_share"].between(0, 1).all()
    assert not (frame["lower_date"] < frame["upper_date"]).any()


def test_nothing_below_gives_no_rows(planted):
    upper, _ = planted
    assert sm.carry_frame(upper, upper).empty


def test_graph_leads_downwards(planted, tmp_path):
    frame = sm.carry_frame(*planted)
    G = sm.carry_graph(frame)
    assert {data["kind"] for _, data in G.nodes(data=True)} == {"upper", "lower"}
    assert sorted(data["weight"] for *_, data in G.edges(data=True)) == sorted(frame["n_directives_carried"])
    write_graph(G, tmp_path / "carry.graphml")
