import pandas as pd
import pytest

from speechmine.analyse.events import link_events


def events(*mentions):
    """Keys of events named (speech, text, date, place)."""
    facts = pd.DataFrame(mentions, columns=["speech_id", "text", "date", "place"]).assign(
        kind="event", start=range(len(mentions))
    )
    return link_events(facts)["event"].tolist()


FULL = ("甲", "2021年雾阳市“3·5”爆炸事故", "2021-03-05", "雾阳市")


@pytest.mark.parametrize(
    ("mention", "same"),
    [
        (("乙", "雾阳“3·5”事故", "--03-05", "雾阳"), True),
        (("乙", "“3·5”事故", "--03-05", None), True),
        (("乙", "雾阳市“3·5”火灾事故", "--03-05", "雾阳市"), False),
        (("乙", "雾阳市“3·6”爆炸事故", "--03-06", "雾阳市"), False),
        (("乙", "云泽县“3·5”爆炸事故", "--03-05", "云泽县"), False),
        (("乙", "2019年雾阳市“3·5”爆炸事故", "2019-03-05", "雾阳市"), False),
        (("甲", "雾阳爆炸事故", None, "雾阳"), True),
        (("乙", "XX爆炸事故", None, None), False),
    ],
    ids=["no year", "no place", "another type", "another day", "another place", "another year", "no day", "masked"],
)
def test_mentions_of_one_event_are_linked(mention, same):
    first, second = events(FULL, mention)
    assert (first == second) == same


def test_a_mention_that_fits_two_events_is_left_alone():
    keys = events(
        FULL, ("乙", "2019年雾阳市“3·5”爆炸事故", "2019-03-05", "雾阳市"), ("丙", "雾阳市“3·5”爆炸事故", "--03-05", "雾阳市")
    )
    assert len(set(keys)) == 3


def test_masked_events_are_linked_within_their_speech_only():
    keys = events(("甲", "XX火灾事故", None, None), ("甲", "XX火灾事故", None, None), ("乙", "XX火灾事故", None, None))
    assert keys[0] == keys[1] != keys[2]


def test_order_changes_nothing():
    other = ("乙", "雾阳“3·5”事故", "--03-05", "雾阳")
    assert events(FULL, other) == events(other, FULL)


def test_date_is_the_fullest_of_the_mentions():
    facts = pd.DataFrame([("乙", "雾阳“3·5”事故", "--03-05", "雾阳"), FULL], columns=["speech_id", "text", "date", "place"])
    assert set(link_events(facts.assign(kind="event", start=0))["event_date"]) == {"2021-03-05"}


def test_other_facts_are_passed_over():
    facts = pd.DataFrame([FULL], columns=["speech_id", "text", "date", "place"]).assign(kind="document", start=0)
    assert len(link_events(facts)) == 0
