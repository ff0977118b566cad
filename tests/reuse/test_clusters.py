import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.reuse.clusters import cluster_speeches

BASE = "各村要在汛期前逐户排查危房，渡口必须有人值守，严禁超载渡运。镇应急办要备齐沙袋，农机站要给拖拉机上牌。"
OTHER = "烟花爆竹经营单位一律停业整顿，公安派出所要清查库房，发现一处、取缔一处。商场疏散通道必须保持畅通。"


def clusters(*texts, **options):
    return list(cluster_speeches([(str(i), text) for i, text in enumerate(texts)], **options).values())


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([BASE, OTHER], ["0", "1"], id="nothing shared"),
        pytest.param([BASE, BASE], ["0", "0"], id="equal"),
        pytest.param([BASE, BASE.replace("村", "社区", 1)], ["0", "0"], id="a word changed"),
        pytest.param([BASE, BASE.replace("，", "\n").replace("镇", "鎮")], ["0", "0"], id="layout and script"),
        pytest.param([BASE, OTHER, BASE], ["0", "1", "0"], id="not side by side"),
        pytest.param([], [], id="none"),
        pytest.param(["", BASE], ["0", "1"], id="an empty text"),
        pytest.param(["，。！", "一、"], ["0", "1"], id="hardly a letter"),
    ],
)
def test_copies_share_a_cluster(texts, expected):
    assert clusters(*texts) == expected


@pytest.mark.parametrize("length", [20, 40, 80, 500, 600, 1200])
def test_copies_of_any_length_are_found(length):
    rng = random.Random(length)  # noqa: S311
    for _ in range(10):
        text = "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(length))
        at = rng.randrange(length)
        assert clusters(text, text[:at] + "某" + text[at + 1 :]) == ["0", "0"]


def test_copy_of_a_copy_is_in_the_cluster(sample):
    text = next(iter(sample.texts.values()))
    first, middle, last = (text[at : at + 1200] for at in (0, 300, 600))
    assert clusters(first, last) == ["0", "1"]
    assert clusters(first, last, middle) == ["0"] * 3


def test_lower_threshold_never_parts_copies():
    texts = [BASE, BASE[:30], OTHER, OTHER[:25] + BASE[:20]]
    counts = [len(set(clusters(*texts, threshold=threshold))) for threshold in (0.2, 0.5, 0.9)]
    assert counts == sorted(counts)


@given(st.permutations([("a", BASE), ("b", BASE + "好。"), ("c", OTHER), ("d", OTHER[:-3]), ("e", "短。")]))
def test_order_of_texts_changes_nothing(texts):
    assert cluster_speeches(texts) == {"a": "a", "b": "a", "c": "c", "d": "c", "e": "e"}


def test_sample_holds_one_pair_of_near_copies(sample):
    sizes = sample.speeches["cluster_id"].value_counts()
    assert sorted(sizes, reverse=True)[:2] == [2, 1]
    assert set(sample.speeches["cluster_id"]) <= set(sample.speeches["speech_id"])
