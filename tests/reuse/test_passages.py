import os
import random
import subprocess
import sys

import pytest

from speechmine.errors import OptionError
from speechmine.reuse.passages import SpeechText, find_passages, sentence_families
from speechmine.segment.words import word_spans

PASSAGE = "各镇街要在汛期到来之前，对沿河住户、低洼院落和切坡建房逐户登记造册，明确转移路线和包保干部。"
OWN = {
    "甲": "今年开春以来雨水偏多，山上的土已经泡透。",
    "乙": "前天夜里的一场大风，把西岭的工棚掀了顶。",
    "丙": "油菜刚刚开花，蜂农的帐篷又扎到了公路边上。",
}


def speech(name, text, date=None, start=0):
    return SpeechText(f"{name}.txt@{start}", start, text, date)


def pair(copy):
    return find_passages([speech("甲", OWN["甲"] + PASSAGE, "2019-03-01"), speech("乙", OWN["乙"] + copy, "2021-03-01")])


def corpus(seed):
    """Speeches of random characters that copy from one another with edits."""
    rng = random.Random(seed)  # noqa: S311
    texts = ["".join(rng.choices("安全生产责任落实检查企业单位部门工作，。", k=40)) + _unlike(rng, 400) for _ in range(8)]
    for _ in range(16):
        source, target = rng.sample(range(8), 2)
        at, length = rng.randrange(300), rng.randint(15, 120)
        copy = [char if rng.random() > 0.08 else rng.choice("一二三×，") for char in texts[source][at : at + length]]
        texts[target] += "".join(copy)
    return [speech(f"{i}", text, rng.choice([None, "2018", "2019-05", "2020-01-01"])) for i, text in enumerate(texts)]


def _unlike(rng, n):
    return "".join(chr(rng.randrange(0x4E00, 0x5200)) for _ in range(n))


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(PASSAGE, id="verbatim"),
        pytest.param(PASSAGE.replace("，", ",").replace("、", ""), id="punctuation"),
        pytest.param(PASSAGE.replace("各镇街", "各乡村"), id="name"),
        pytest.param(PASSAGE.replace("和切坡建房", "、桥涵渡口和切坡建房"), id="insertion"),
        pytest.param(PASSAGE.replace("各镇街", "××"), id="mask"),
        pytest.param(PASSAGE.replace("对", "對").replace("户", "戶"), id="traditional"),
        pytest.param(PASSAGE.replace("，", "，\n"), id="line ends"),
    ],
)
def test_passages_tolerate_edits(copy):
    rows = pair(copy).passages
    assert len(rows) == 2
    assert all(len(row["text"]) >= len(PASSAGE) - 6 for row in rows)
    assert rows[1]["similarity"] >= 0.85


def test_passages_tolerate_other_figures_but_count_them():
    copy = "全年排查隐患{}处，整改{}处，关停小作坊{}家，没有发生较大事故。"
    rows = find_passages([speech("甲", copy.format(120, 118, 3)), speech("乙", copy.format("××", "４５", 16))]).passages
    assert [row["text"][:4] for row in rows] == ["全年排查"] * 2
    assert rows[0]["similarity"] == pytest.approx(22 / 25, abs=0.03)


@pytest.mark.parametrize(("one", "two"), [("3", "4"), ("12", "21"), ("×", "7"), ("2019", "2020")])
def test_figures_that_differ_are_not_equal(one, two):
    text = "全县排查出重大隐患{}处，已经全部挂牌督办。"
    rows = find_passages([speech("甲", text.format(one)), speech("乙", text.format(two))]).passages
    assert rows[0]["similarity"] == pytest.approx(18 / 19, abs=1e-4)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        pytest.param(OWN["甲"], OWN["乙"], id="nothing shared"),
        pytest.param(
            "要坚持安全第一、预防为主。" + OWN["甲"], OWN["乙"] + "安全第一、预防为主，是老话。", id="formula too short"
        ),
        pytest.param("县长×××（2006年3月15日）同志们", "镇长×××（2019年11月2日）同志们", id="date line"),
        pytest.param("", "", id="empty"),
        pytest.param("，。！" * 20, "，。！" * 20, id="punctuation alone"),
    ],
)
def test_passages_leave_out(one, two):
    assert find_passages([speech("甲", one), speech("乙", two)]).passages == []


def test_passages_need_another_speech():
    assert find_passages([speech("甲", PASSAGE + OWN["甲"] + PASSAGE)]).passages == []


def test_passage_ends_with_its_speech():
    """A letter left out at an end is never the border of two speeches."""
    one, two = "乡镇要逐户登记造册明确转移路线和包保干部", "沿河住户低洼院落和切坡建房先搬后修"
    speeches = [speech("甲", one), speech("乙", two), speech("丙", OWN["丙"] + one + "啊" + two)]
    texts = {row["text"] for row in find_passages(speeches).passages}
    assert texts == {one, two}


def test_family_id_names_the_earliest_place():
    older, newer = speech("丙", OWN["丙"] + PASSAGE, "2017", start=500), speech("甲", OWN["甲"] + PASSAGE, "2019-03-01")
    rows = find_passages([newer, older, speech("乙", OWN["乙"] + PASSAGE)]).passages
    start = 500 + len(OWN["丙"])
    assert {row["family_id"] for row in rows} == {f"丙.txt@{start}:{start + len(PASSAGE) - 1}"}
    assert [row["speech_id"] for row in rows if row["first"]] == ["丙.txt@500"]


def test_shares_count_letters():
    reuse = pair(PASSAGE)
    own, shared = len(OWN["乙"]) - 2, len(PASSAGE) - 4
    assert reuse.originality["乙.txt@0"] == pytest.approx(own / (own + shared), abs=0.03)
    assert reuse.novelty == {"甲.txt@0": 1.0, "乙.txt@0": reuse.originality["乙.txt@0"]}


@pytest.mark.parametrize(
    ("first", "second", "novel"),
    [("2019", "2020", False), ("2019", "2019-05", True), ("2019-05-01", "2019-05-01", True), (None, "2020", True)],
)
def test_novelty_needs_a_date_wholly_before(first, second, novel):
    reuse = find_passages([speech("甲", PASSAGE, first), speech("乙", PASSAGE, second)])
    assert (reuse.novelty["乙.txt@0"] == 1) == novel
    assert first or reuse.novelty["甲.txt@0"] is None


def test_frequent_formula_is_one_row_a_place():
    rng = random.Random(3)  # noqa: S311
    speeches = [speech(f"{i:04}", _unlike(rng, 60) + PASSAGE + _unlike(rng, 60)) for i in range(300)]
    rows = find_passages(speeches).passages
    assert len(rows) == 300
    assert len({row["family_id"] for row in rows}) == 1


def test_many_edited_copies_stay_one_family():
    rng = random.Random(5)  # noqa: S311
    base = _unlike(rng, 300)
    copies = ["".join(char if rng.random() > 0.05 else "某" for char in base) for _ in range(40)]
    rows = find_passages([speech(f"{i:02}", _unlike(rng, 50) + copy) for i, copy in enumerate(copies)]).passages
    long = [row for row in rows if len(row["text"]) > 270]
    assert len(long) == 40
    assert len({row["family_id"] for row in long}) == 1


@pytest.mark.parametrize("seed", range(5))
def test_passages_quote_their_source(seed):
    speeches = {one.speech_id: one for one in corpus(seed)}
    rows = find_passages(speeches.values()).passages
    assert len(rows) > 10
    assert all(speeches[row["speech_id"]].text[row["start"] : row["end"]] == row["text"] for row in rows)


@pytest.mark.parametrize("seed", range(5))
def test_passages_do_not_depend_on_order(seed):
    speeches = corpus(seed)
    assert find_passages(speeches) == find_passages(random.Random(seed).sample(speeches, len(speeches)))  # noqa: S311


@pytest.mark.parametrize("seed", range(5))
def test_higher_similarity_gives_nothing_new(seed):
    speeches = corpus(seed)
    low, high = (find_passages(speeches, similarity=similarity) for similarity in (0.82, 0.95))
    spans = [(row["speech_id"], row["start"], row["end"]) for row in low.passages]
    for row in high.passages:
        assert any(i == row["speech_id"] and start <= row["start"] and row["end"] <= end for i, start, end in spans)
    assert all(low.originality[i] <= high.originality[i] for i in low.originality)


def test_passages_do_not_depend_on_the_hash_seed():
    code = (
        "from speechmine.reuse.passages import *;"
        f"print(find_passages([SpeechText(i, 0, i + {PASSAGE!r}) for i in {{'甲@0', '乙@0', '丙@0'}}]))"
    )
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    outputs = set()
    for seed in "123":
        run = [sys.executable, "-c", code]
        outputs.add(subprocess.run(run, env={**env, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout)
    assert len(outputs) == 1


@pytest.mark.parametrize(("option", "value"), [("similarity", 0.5), ("similarity", 1.1), ("min_length", 3)])
def test_passages_refuse_options(option, value):
    with pytest.raises(OptionError, match=option):
        find_passages([], **{option: value})


def test_passages_refuse_an_id_that_comes_twice():
    with pytest.raises(OptionError, match="comes twice"):
        find_passages([speech("甲", PASSAGE), speech("甲", PASSAGE)])


@pytest.mark.parametrize(
    ("span", "family"),
    [((0, 20), "长"), ((0, 60), None), ((12, 20), "短"), ((200, 220), None), ((5, 5), None)],
    ids=["most covered", "less than half", "the tighter of equals", "outside", "empty"],
)
def test_sentence_families(span, family):
    rows = [
        {"family_id": i, "speech_id": "甲@0", "start": start, "end": end} for i, start, end in [("短", 10, 22), ("长", 0, 25)]
    ]
    assert sentence_families(rows, [("甲@0", *span), ("乙@0", *span)]) == [family, None]


def test_place_begins_and_ends_between_words():
    shared = "要在汛期前把每一处危房险房逐户排查登记造册并且指定专人看守"
    old = SpeechText("甲.txt@0", 0, f"社区{shared}值班。")
    new = SpeechText("乙.txt@0", 0, f"园区{shared}值守。")
    plain, whole = (find_passages([old, new], cut=cut).passages[0]["text"] for cut in (None, word_spans))
    assert (plain[:2], whole[:2], plain[-1:], whole[-2:]) == ("区要", "要在", "值", "看守")
