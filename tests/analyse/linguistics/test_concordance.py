import pytest

from speechmine.analyse.linguistics.concordance import kwic_frame
from speechmine.errors import OptionError


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("要落實一崗雙責。", "一岗双责"),
        ("事故２０起。", "20起"),
        ("要抓好隐患排查。", "隱患"),
        ("安全第一,预防为主", "第一，预防"),
    ],
    ids=["traditional", "width", "traditional term", "punctuation"],
)
def test_term_is_found_whatever_its_form(make_mined, text, term):
    row = kwic_frame(make_mined({"a.txt": text + "消防酒后驾驶一律查处公安部门"}, {"a.txt": "a"}), term).iloc[0]
    assert text[row["start"] : row["end"]] == row["text"]


def test_rows_lie_in_their_source_and_sentence(mined):
    frame = kwic_frame(mined, "消防", width=4)
    sentences = mined.sentences.set_index("sentence_id")
    for row in frame.itertuples():
        text = mined.texts[row.speech_id[:5]]
        assert text[row.start : row.end] == row.text
        assert sentences.loc[row.sentence_id, "start"] <= row.start < sentences.loc[row.sentence_id, "end"]
        assert (row.left + row.text + row.right) in text.replace("\n", " ")
    assert len(frame) == sum(text.count("消防") for text in mined.texts.values())


def test_regex_is_taken_as_one(mined):
    assert set(kwic_frame(mined, "消防(演练|器材)", regex=True)["text"]) == {"消防演练", "消防器材"}


def test_literal_term_is_no_regex(mined):
    assert kwic_frame(mined, "消防.").empty


@pytest.mark.parametrize(
    ("term", "options"), [("", {}), ("a*", {"regex": True}), ("(", {"regex": True}), ("消防", {"width": -1})], ids=str
)
def test_bad_query_is_refused(mined, term, options):
    with pytest.raises(OptionError):
        kwic_frame(mined, term, **options)


# -- order, sample, part, columns


def test_lines_are_sorted_by_the_words_beside(sample):
    frame = kwic_frame(sample, "隐患", sort="R1,L1", columns=["L1", "R1"])
    rights = [word for word in frame["R1"] if isinstance(word, str)]
    assert rights == sorted(rights)
    assert frame["R1"].isna().to_numpy().tolist() == sorted(frame["R1"].isna())
    for row in frame.dropna().itertuples():
        assert row.R1 in row.right
        assert row.L1 in row.left


def test_lines_are_sorted_by_date(sample):
    dates = kwic_frame(sample, "隐患", sort=["date"], columns=["date"])["date"].dropna().tolist()
    assert dates == sorted(dates)


def test_sample_is_always_the_same_and_keeps_the_order(sample):
    some, again, other = (kwic_frame(sample, "要", sample=30, random_state=seed) for seed in (1, 1, 2))
    assert some.equals(again)
    assert not some.equals(other)
    assert len(some) == 30
    whole = kwic_frame(sample, "要").reset_index().merge(some, on=["speech_id", "start"])["index"].tolist()
    assert whole == sorted(whole)


def test_part_is_what_its_coding_says(sample):
    frame = kwic_frame(sample, "培训", within={"modality": "P"})
    spans = [
        (row.speech_id, row.start, row.end) for row in sample.directives.itertuples() if "P" in row.modality
    ]  # fmt: skip
    assert len(frame)
    for row in frame.itertuples():
        assert any(speech == row.speech_id and start <= row.start < end for speech, start, end in spans)


def test_copies_are_left_out_where_asked(sample):
    assert len(kwic_frame(sample, "隐患", keep_copies=False)) < len(kwic_frame(sample, "隐患"))


@pytest.mark.parametrize("options", [{"sort": "L0"}, {"columns": ["mood"]}, {"sample": 0}, {"within": {"mood": 1}}], ids=str)
def test_bad_option_is_refused(sample, options):
    with pytest.raises(OptionError):
        kwic_frame(sample, "隐患", **options)
