import pytest

import speechmine as sm

TEXT = "在会议上的讲话\n去年全县发生事故48起，同比减少12起，下降20%。\n要吸取雾阳市“3·5”爆炸事故教训。雾阳“3·5”事故不能忘。\n"


@pytest.fixture(scope="module")
def mined(tmp_path_factory):
    folder = tmp_path_factory.mktemp("speeches")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    return sm.mine(folder)


def test_fact_stands_with_its_measure_and_sentence(mined):
    row = sm.fact_frame(mined).iloc[0]
    assert (row["text"], row["measure"], row["check"]) == ("48起", "事故", "consistent")
    assert row["sentence"].startswith("去年全县")


def test_sentence_start_leads_to_the_figure(mined):
    row = sm.fact_frame(mined).iloc[0]
    at = row["start"] - row["sentence_start"]
    assert row["sentence"][at : at + len(row["text"])] == row["text"]


def test_copies_are_listed_once_unless_kept(mined):
    assert 2 * len(sm.fact_frame(mined)) == len(sm.fact_frame(mined, keep_copies=True))


def test_mentions_of_an_event_are_one_row(mined):
    (row,) = sm.event_frame(mined).to_dict("records")
    assert (row["date"], row["n_mentions"], row["n_speeches"]) == ("--03-05", 2, 1)
    assert row["names"] == ["雾阳“3·5”事故", "雾阳市“3·5”爆炸事故"]


def test_only_events_have_a_key(mined):
    frame = sm.fact_frame(mined)
    assert (frame["event"].notna() == (frame["kind"] == "event")).all()
