import random
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechmine.analyse.reuse.families import family_frame
from speechmine.analyse.reuse.pairs import reuse_frame
from speechmine.analyse.reuse.travels import reuse_graph, shared_frame
from speechmine.errors import OptionError
from speechmine.reuse.passages import SpeechText, find_passages

PASSAGE = "各镇街要在汛期到来之前，对沿河住户、低洼院落和切坡建房逐户登记造册，明确转移路线和包保干部。"
OWN = ["今年开春以来雨水偏多", "前天夜里起了大风", "油菜刚刚开花", "蜂农扎下帐篷", "渡口换了新船", "工棚掀了屋顶。"]


def tables(*speeches):
    """Tables of speeches given as (text, date, level, cluster), the last three optional."""
    rows = []
    for number, given_row in enumerate(speeches):
        text, date, level, cluster = (*given_row, None, None, None)[:4]
        name = f"{'甲乙丙丁戊己庚辛壬癸'[number]}.txt@0"
        rows.append(
            {
                "speech_id": name, "date": date, "year": pd.NA if date is None else int(date[:4]), "level": level, "title": None,
                "n_chars": len(text), "cluster_id": cluster or name, "text": text, "originality": 0.5, "novelty": None,
            }
        )  # fmt: skip
    passages = find_passages([SpeechText(row["speech_id"], 0, row["text"], row["date"]) for row in rows]).passages
    columns = ["family_id", "speech_id", "start", "end", "text", "similarity", "first"]
    return SimpleNamespace(speeches=pd.DataFrame(rows).astype(object), passages=pd.DataFrame(passages, columns=columns))


def noisy(seed):
    rng = random.Random(seed)  # noqa: S311
    base = PASSAGE + "".join(OWN)
    texts = []
    for _ in range(6):
        start = rng.randrange(40)
        copy = base[start : start + rng.randint(20, 60)]
        texts.append("".join(rng.choice(["某", char, char, char, char, char, char, char]) for char in copy) + rng.choice(OWN))
    return [(text, rng.choice([None, "2018", "2019-05-01", "2021-01"])) for text in texts]


def test_pair_of_places_is_aligned():
    mined = tables((OWN[0] + PASSAGE, "2021-03-01"), (OWN[1] + PASSAGE.replace("住户", "人家"), "2019-03-01"))
    (row,) = reuse_frame(mined).to_dict("records")
    assert (row["speech_id_a"], row["speech_id_b"], row["a_is_earlier"]) == ("乙.txt@0", "甲.txt@0", True)
    assert (row["text_a"][-4:], row["text_b"][-4:]) == ("包保干部", "包保干部")
    assert row["start_b"] >= len(OWN[0])
    assert 0.9 < row["similarity"] < 1


def test_formula_in_many_speeches_is_paired_with_each():
    mined = tables(*((own + PASSAGE, "2020") for own in OWN))
    frame = reuse_frame(mined)
    assert len(frame) == len(OWN) * (len(OWN) - 1) / 2
    assert not frame["a_is_earlier"].any()
    assert set(reuse_frame(mined, speeches=["甲.txt@0", "丙.txt@0"])["speech_id_b"]) == {"甲.txt@0"}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 300), st.sampled_from([(0.8, 0.9), (0.85, 0.95), (0.9, 1.0)]))
def test_higher_threshold_never_adds_pairs(seed, thresholds):
    mined = tables(*noisy(seed))
    low, high = (set(reuse_frame(mined, similarity=similarity).itertuples(index=False)) for similarity in thresholds)
    assert high <= low


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 300), st.randoms())
def test_order_of_rows_changes_nothing(seed, rng):
    mined = tables(*noisy(seed))
    rows = rng.sample(range(len(mined.speeches)), len(mined.speeches))
    places = rng.sample(range(len(mined.passages)), len(mined.passages))
    shuffled = SimpleNamespace(speeches=mined.speeches.iloc[rows], passages=mined.passages.iloc[places])
    for frame_of in (reuse_frame, family_frame, shared_frame):
        pd.testing.assert_frame_equal(frame_of(mined), frame_of(shuffled))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 300))
def test_pairs_quote_their_places(seed):
    mined = tables(*noisy(seed))
    texts = dict(zip(mined.speeches["speech_id"], mined.speeches["text"], strict=True))
    for row in reuse_frame(mined).to_dict("records"):
        for side in "ab":
            assert texts[row[f"speech_id_{side}"]][row[f"start_{side}"] : row[f"end_{side}"]] == row[f"text_{side}"]


def test_corpus_without_passages_has_no_pairs():
    mined = tables((OWN[0],), (OWN[1],))
    assert [len(frame) for frame in (reuse_frame(mined), family_frame(mined), shared_frame(mined))] == [0, 0, 0]
    assert reuse_graph(mined).number_of_edges() == 0


@pytest.mark.parametrize("options", [{"similarity": 0.5}, {"speeches": ["无.txt@0"]}], ids=str)
def test_pairs_refuse_options(options):
    with pytest.raises(OptionError, match=r"0\.5|'无\.txt@0'"):
        reuse_frame(tables((OWN[0],)), **options)


@pytest.mark.parametrize(
    ("speeches", "origin", "by", "direction"),
    [
        pytest.param([("2019", "province"), ("2020", "county")], "甲", "date", "down", id="down"),
        pytest.param([("2020", "province"), ("2019", "county")], "乙", "date", "up", id="up"),
        pytest.param([("2019", "county"), ("2020-05", "county")], "甲", "date", "along", id="along"),
        pytest.param([("2019", "city"), ("2020", "county"), ("2021", "province")], "甲", "date", "several", id="both ways"),
        pytest.param([("2019", None), ("2020", "county")], "甲", "date", None, id="a date alone"),
        pytest.param([(None, "county"), (None, "city")], "乙", "level", "down", id="levels alone"),
        pytest.param([("2020", "county"), ("2020-05-01", "city")], "乙", "level", "down", id="dates that overlap"),
        pytest.param([(None, "county"), ("2020", "county")], None, None, None, id="one undated"),
        pytest.param([(None, "county"), (None, None)], None, None, None, id="a level not known"),
    ],
)
def test_direction_is_where_dates_or_levels_give_it(speeches, origin, by, direction):
    mined = tables(*((own + PASSAGE, *told) for own, told in zip(OWN, speeches, strict=False)))
    (row,) = family_frame(mined).to_dict("records")
    assert (row["origin"], row["origin_by"], row["direction"]) == (origin and f"{origin}.txt@0", by, direction)


def test_family_counts_copies_once():
    mined = tables(*((own + PASSAGE, "2020", "city", cluster) for own, cluster in zip(OWN, "甲甲丙", strict=False)))
    assert family_frame(mined)["n_speeches"].tolist() == [2]
    assert family_frame(mined, keep_copies=True)["n_speeches"].tolist() == [3]


def test_family_of_copies_alone_is_left_out():
    mined = tables((OWN[0] + PASSAGE, None, None, "甲"), (OWN[1] + PASSAGE, None, None, "甲"))
    assert (len(family_frame(mined)), len(family_frame(mined, keep_copies=True))) == (0, 1)


def test_graph_goes_from_earlier_to_later():
    G = reuse_graph(tables((OWN[0] + PASSAGE, "2021"), (OWN[1] + PASSAGE, "2019"), (OWN[2],)))
    assert len(G) == 3
    assert [(a, b, dated) for a, b, dated in G.edges(data="dated")] == [("乙.txt@0", "甲.txt@0", True)]
    assert G.edges["乙.txt@0", "甲.txt@0"]["weight"] == len(PASSAGE) - 1


def test_graph_has_both_ways_where_dates_do_not_tell():
    G = reuse_graph(tables((OWN[0] + PASSAGE,), (OWN[1] + PASSAGE,)))
    assert sorted(G.edges(data="dated")) == [("乙.txt@0", "甲.txt@0", False), ("甲.txt@0", "乙.txt@0", False)]


def test_characters_shared_twice_count_once():
    mined = tables((OWN[0] + PASSAGE, "2019"), (OWN[1] + PASSAGE + OWN[2] + PASSAGE, "2020"))
    (row,) = shared_frame(mined).to_dict("records")
    assert (row["shared_a"], row["families"]) == (len(PASSAGE) - 1, 1)
    assert row["shared_b"] == 2 * row["shared_a"]


def test_too_many_pairs_are_refused_before_they_are_made():
    speeches = pd.DataFrame({"speech_id": [f"{number:04}.txt@0" for number in range(2000)], "date": None, "year": 2019})
    passage = {
        "family_id": "0000.txt@0:19",
        "start": 0,
        "end": 19,
        "text": "各村要在汛期前把危房险房逐户排查一遍。",
        "similarity": 1.0,
    }
    mined = SimpleNamespace(speeches=speeches, passages=speeches[["speech_id"]].assign(**passage, first=False))
    with pytest.raises(OptionError, match=r"1,999,000 pairs of places.*speeches="):
        reuse_frame(mined)
    assert len(reuse_frame(mined, speeches=["0000.txt@0", "0001.txt@0", "0002.txt@0"])) == 3
