"""Codings turned into corrections and into training data."""

import pandas as pd
import pytest

import speechmine as sm
from speechmine.errors import InputError
from speechmine.validate.program import program_coding

TEXT = "在全镇防汛工作会议上的讲话\n各村要在汛期前排查危房，坚持四不放过。\n渡口必须有人值守，去年发生事故3起。\n严禁超载。\n"


@pytest.fixture
def town():
    return sm.mine([TEXT])


@pytest.fixture
def decided(coded):
    """A coding of every sentence as the program has it, with another word on one field of some sentences."""

    def code(mined, of, field, other):
        told = program_coding(mined, of)
        said = {}
        for row in told.to_dict("records"):
            said.setdefault(row["sentence_id"], {})[row["field"]] = row["codes"] if row["spans"] is None else row["spans"]
        for sentence, value in other.items():
            said[sentence][field] = value
        return coded(sm.draw_sample(mined, of, n=99), lambda line: said[line["sentence_id"]])

    return code


def sentence(mined, words):
    return next(row for row in mined.sentences.to_dict("records") if words in row["text"])


@pytest.mark.parametrize("of", ["directives", "actors", "sectors", "slogans", "facts", "themes", "components"])
def test_coding_that_agrees_changes_nothing(town, decided, of):
    assert not sm.apply_coding(town, decided(town, of, "", {})).corrections


def test_theme_of_a_sentence_is_as_coded(town, decided):
    key = sentence(town, "值守")["sentence_id"]
    done = sm.apply_coding(town, decided(town, "themes", "theme", {key: ["T05"]}))
    row = done.sentences.set_index("sentence_id").loc[key]
    assert (row["theme"], bool(row["edited"])) == ("T05", True)


def test_missed_and_false_directives(town, decided):
    title, ban = (sentence(town, words)["sentence_id"] for words in ("讲话", "超载"))
    coding = decided(town, "directives", "directive", {title: ["directive"], ban: []})
    done = sm.apply_coding(town, coding)
    assert ban not in set(done.directives["sentence_id"])
    added = done.directives[done.directives["sentence_id"] == title].iloc[0]
    assert added["rule"] == "coded"
    assert done.texts[added["source"]][added["start"] : added["end"]] == added["text"]


def test_strength_of_the_only_directive_is_as_coded(town, decided):
    key = sentence(town, "超载")["sentence_id"]
    done = sm.apply_coding(town, decided(town, "directives", "strength", {key: ["3"]}))
    assert done.directives.set_index("sentence_id").loc[key, "strength"] == 3


def test_spans_are_added_changed_and_struck(town, decided):
    own = sentence(town, "四不放过")
    at = own["start"] + own["text"].index("排查危房")
    span = {"start": at, "end": at + 4, "text": "排查危房", "code": "F"}
    done = sm.apply_coding(town, decided(town, "slogans", "slogan", {own["sentence_id"]: [span]}))
    assert done.slogans[["text", "type"]].to_dict("split")["data"] == [["排查危房", "F"]]
    facts = town.facts[town.facts["kind"] == "accidents"].iloc[0]
    count = {"start": int(facts["start"]), "end": int(facts["end"]), "text": facts["text"], "code": "count"}
    done = sm.apply_coding(town, decided(town, "facts", "fact", {facts["sentence_id"]: [count]}))
    assert done.facts[["kind", "value"]].to_dict("split")["data"] == [["count", 3.0]]


def test_corrections_apply_again_and_only_once(town, decided, tmp_path):
    key = sentence(town, "值守")["sentence_id"]
    coding = decided(town, "themes", "theme", {key: ["T05"]})
    done = sm.apply_coding(town, coding)
    assert len(sm.apply_coding(done, coding).corrections) == 1
    done.save(tmp_path / "out")
    assert "T05" in (tmp_path / "out" / "corrections.jsonl").read_text("utf-8")


def test_what_no_row_can_be_told_from_is_counted(town, decided):
    key = town.directives["sentence_id"].value_counts().idxmax()
    two = pd.concat([town.directives, town.directives.assign(directive_id=town.directives["directive_id"] + "x")])
    doubled = type(town)(**{**vars(town), "directives": two.reset_index(drop=True)})
    with pytest.warns(UserWarning, match="1 decisions change nothing"):
        sm.apply_coding(doubled, decided(doubled, "directives", "strength", {key: ["3"]}))


def test_coding_of_another_corpus_is_refused(town, decided):
    coding = decided(town, "themes", "theme", {})
    with pytest.raises(InputError, match="is not in the corpus"):
        sm.apply_coding(sm.mine(["在会上的讲话\n要快。\n"]), coding)


def test_training_labels_keep_speeches_in_one_fold(sample, coded):
    coding = coded(sm.draw_sample(sample, "themes", n=60), lambda _: {"theme": ["T05"]})
    frame = sm.training_frame(coding)
    assert frame["labels"].tolist() == [["T05"]] * 60
    assert not frame.drop_duplicates(["speech_id", "fold"])["speech_id"].duplicated().any()
    row = frame.iloc[0]
    assert sample.texts[row["source"]][row["start"] : row["end"]] == row["text"]
    with pytest.raises(InputError, match="nothing settled"):
        sm.training_frame(coding[:0])
