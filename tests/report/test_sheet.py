"""The coding page as a file: what it holds, and what it must not."""

import json
import re

import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.report.messages import catalogue
from speechmine.report.sheet import WORDS, guide, settling_page, sheet_page, write_sample, write_settling
from speechmine.validate.coding import coding_frame, read_coding, sample_lines
from speechmine.validate.tasks import TASKS


def data(page):
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', page)[1])


@pytest.fixture(scope="module")
def drawn(sample):
    return sm.draw_sample(sample, "slogans", n=24, by="code", coders=2, overlap=0.5)


def test_page_holds_its_coders_sentences_in_their_context(sample, drawn):
    page = data(sheet_page(sample, drawn, coder="A"))
    assert [unit["sentence_id"] for unit in page["units"]] == list(drawn["sentence_id"])
    for unit in page["units"]:
        text = sample.texts[unit["source"]]
        assert unit["before"] + unit["text"] + unit["after"] == text[max(0, unit["start"] - 160) : unit["end"] + 160]


def test_blind_page_tells_nothing_of_what_the_program_found(sample, drawn):
    page = data(sheet_page(sample, drawn, coder="A", blind=True))
    keys = {key for unit in page["units"] for key in unit}
    assert keys == {"of", "source", "speech_id", "sentence_id", "start", "end", "text", "sha256", "before", "after", "title"}


def test_page_with_suggestions_has_those_of_the_program(sample, drawn):
    page = data(sheet_page(sample, drawn, coder="A", blind=False))
    found = {(span["start"], span["code"]) for unit in page["units"] for span in unit["suggested"]["slogan"]}
    own = sample.slogans[sample.slogans["sentence_id"].isin(drawn["sentence_id"])]
    assert found == set(zip(own["start"], own["type"], strict=True))


def test_every_field_and_code_has_its_guide():
    wanted = {(field.name, code) for fields in TASKS.values() for field in fields for code in ("", *field.codes)}
    assert set(guide()) == wanted
    assert all(all(row.values()) for row in guide().values())


def test_words_of_the_page_have_their_chinese():
    assert set(WORDS.values()) <= set(catalogue())


def test_text_cannot_end_the_script(sample, drawn):
    evil = drawn.assign(text="</script><script>alert(1)</script>&")
    page = sheet_page(sample, evil, coder="A")
    assert page.count("<script") == 2
    assert data(page)["units"][0]["text"] == evil["text"].iloc[0]


def test_codes_are_those_of_the_codebook(sample):
    page = data(sheet_page(sample, sm.draw_sample(sample, "sectors", n=3), coder="A"))
    codes = {code["code"]: code for code in page["fields"][0]["codes"]}
    assert (codes["coal_mining"]["zh"], codes["coal_mining"]["en"]) == ("煤矿", "coal mining")


def test_files_of_a_sample_are_read_back(sample, drawn, tmp_path):
    files = write_sample(sample, drawn, tmp_path)
    assert [file.name for file in files] == ["sample.jsonl", "sheet_A.html", "sheet_B.html"]
    coding = read_coding(tmp_path)
    assert coding["codes"].isna().all()
    assert dict(zip(coding["sentence_id"], coding["probability"], strict=True)) == dict(
        zip(drawn["sentence_id"], drawn["probability"], strict=True)
    )


def test_another_sample_is_not_written_over(sample, drawn, tmp_path):
    write_sample(sample, drawn, tmp_path)
    write_sample(sample, drawn, tmp_path)
    with pytest.raises(OptionError, match="another sample"):
        write_sample(sample, drawn.iloc[1:], tmp_path)


def coded(drawn, coder, fields):
    return [{**line, "coder": coder, "fields": fields} for line in sample_lines(drawn)]


def test_settling_page_has_what_differs_without_names(sample, tmp_path):
    drawn = sm.draw_sample(sample, "themes", n=4)
    lines = coded(drawn, "甲某", {"theme": ["T04"]}) + coded(drawn.iloc[1:], "乙某", {"theme": ["T05"]})
    coding = coding_frame(lines)
    page, n = settling_page(sample, coding)
    assert n == 3
    assert all(unit["readings"] == [{"theme": ["T04"]}, {"theme": ["T05"]}] for unit in data(page)["units"])
    assert "甲某" not in page
    assert write_settling(sample, coding, tmp_path / "settle.html") == 3
    settled = coding_frame(lines + coded(drawn, "settled", {"theme": ["T05"]}))
    assert settling_page(sample, settled)[1] == 0


def test_two_tasks_are_not_settled_at_once(sample):
    both = [line for of in ("themes", "sectors") for line in coded(sm.draw_sample(sample, of, n=2), "A", {})]
    with pytest.raises(OptionError, match="one thing at a time"):
        settling_page(sample, coding_frame(both))
