"""The coding page in a real browser, by the keyboard alone: run with ``pytest -m browser``."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from speechmine.codebooks import load_codebook
from speechmine.report.sheet import settling_page, sheet_page
from speechmine.validate.coding import coding_frame, read_coding, sample_lines
from speechmine.validate.design import text_hash

pytestmark = pytest.mark.browser
TEXTS = ("各渡口要备足沙袋。", "😀各村、𠮷田站要值守。", "今年下了大雨。")
EVIL = "<img src=x onerror=\"document.title='hit'\">。"


@pytest.fixture
def small():
    """A corpus of four sentences with rare characters and a text that would be a script."""
    text, sentences = "", []
    for own in (*TEXTS, EVIL):
        start = len(text)
        sentences.append(
            {
                "speech_id": "甲.txt@0",
                "sentence_id": f"甲.txt@{start}:{start + len(own)}",
                "start": start,
                "end": start + len(own),
                "text": own,
                "theme": "T04",
            }
        )
        text += own + "\n"
    rows = pd.DataFrame(sentences)
    empty = pd.DataFrame(
        columns=[
            "sentence_id",
            "start",
            "end",
            "text",
            "actors",
            "deontics",
            "aim",
            "objects",
            "conditions",
            "purposes",
            "or_else",
        ]
    )
    return SimpleNamespace(
        speeches=pd.DataFrame({"speech_id": ["甲.txt@0"], "title": ["讲话"]}),
        sentences=rows,
        directives=empty,
        texts={"甲.txt": text},
        codebooks={name: load_codebook(name) for name in ("sectors", "themes")},
    )


def drawn(small, of):
    rows = small.sentences.drop(columns="theme").assign(source="甲.txt", sample="s1", of=of, stratum="all", probability=1.0)
    return rows.assign(sha256=rows["text"].map(text_hash), coders=[["A", "B"]] * len(rows))


@pytest.fixture
def sheet(small, open_page, tmp_path):
    def opened(of, *, coder="A", blind=True):
        path = tmp_path / f"{of}_{coder}.html"
        path.write_text(sheet_page(small, drawn(small, of), coder=coder, blind=blind), "utf-8")
        page = open_page(path)
        press(page, "Enter")
        return page

    return opened


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def exported(page, tmp_path):
    with page.expect_download() as download:
        press(page, "e")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()], path


def test_codes_are_chosen_and_exported(sheet, tmp_path):
    page = sheet("directives")
    press(page, "1", "2", "6", "Enter", "Enter", "s", "Enter")
    lines, path = exported(page, tmp_path)
    assert lines[0]["fields"] == {"directive": ["directive"], "modality": ["O"], "strength": ["1"], "reported": []}
    assert lines[1]["fields"]["directive"] == []
    assert (lines[2]["skipped"], lines[2]["fields"]) == (True, {})
    assert path.name == "s1_A.jsonl"
    assert read_coding(path)["codes"].iloc[0] == ["directive"]
    assert page.problems == []
    assert all(url.startswith(("file:", "blob:")) for url in page.asked)


def test_single_choice_takes_the_last_and_a_second_press_clears(sheet):
    page = sheet("directives")
    press(page, "6", "7")
    assert page.locator("button[aria-pressed=true]").get_attribute("data-code") == "2"
    press(page, "7")
    assert page.locator("button[aria-pressed=true]").count() == 0


def test_spans_are_marked_by_code_points(sheet, tmp_path):
    page = sheet("actors")
    press(
        page,
        "j",
        "ArrowRight",
        "Shift+ArrowRight",
        "Shift+ArrowRight",
        "1",
        "ArrowRight",
        *["Shift+ArrowRight"] * 3,
        "1",
        "Enter",
    )
    lines, path = exported(page, tmp_path)
    spans = lines[0]["fields"]["actor"]
    assert [span["text"] for span in spans] == ["各村", "𠮷田站"]
    assert [span["start"] - lines[0]["start"] for span in spans] == [1, 4]
    assert read_coding(path)["spans"].iloc[0] == spans


def test_span_is_recoded_and_removed(sheet):
    page = sheet("slogans")
    press(page, "Shift+ArrowRight", "Shift+ArrowRight", "1", "ArrowLeft", "3")
    assert page.locator("#marks li").all_text_contents() == ["各渡 · parallelism"]
    press(page, "x")
    assert page.locator("#marks li").count() == 0


def test_mark_without_a_selection_says_what_to_do(sheet):
    page = sheet("actors")
    press(page, "1")
    assert "Select characters" in page.inner_text("#status")


def test_code_is_found_by_its_name(sheet, tmp_path):
    page = sheet("sectors")
    press(page, "/")
    page.keyboard.type("road tr")
    press(page, "Enter", "Enter")
    lines, _ = exported(page, tmp_path)
    assert lines[0]["fields"] == {"sector": ["road_transport"]}


def test_work_is_kept_and_no_coder_sees_anothers(sheet):
    page = sheet("themes")
    press(page, "4", "Enter", "c")
    page.keyboard.type("看不准")
    press(page, "Escape")
    page.reload()
    press(page, "Enter")
    assert page.inner_text("#progress").startswith("1 of 4")
    page.reload()
    page.keyboard.type("乙")
    press(page, "Enter")
    assert page.inner_text("#progress").startswith("0 of 4")
    assert page.locator("button[aria-pressed=true]").count() == 0


def test_suggestion_is_accepted_changed_or_rejected(sheet, tmp_path):
    page = sheet("themes", blind=False)
    press(page, "Enter")
    assert "Accept" in page.inner_text("#status")
    press(page, "a", "5", "Enter", "r", "Enter")
    lines, _ = exported(page, tmp_path)
    assert [(line["decision"], line["fields"]["theme"]) for line in lines] == [
        ("accepted", ["T04"]),
        ("changed", ["T05"]),
        ("rejected", []),
    ]


def test_blind_page_suggests_nothing(sheet):
    page = sheet("themes")
    press(page, "a")
    assert "no suggestion" in page.inner_text("#status")
    assert page.locator("button[aria-pressed=true]").count() == 0


def test_page_speaks_both_languages(sheet):
    page = sheet("directives")
    assert page.inner_text("#done").endswith("Done")
    press(page, "l")
    assert page.inner_text("#done").endswith("完成")
    assert "今后应当" in page.inner_text("#guide")
    press(page, "?")
    assert page.locator("#keyhelp").is_visible()
    press(page, "Escape")
    assert not page.locator("#keyhelp").is_visible()


def test_text_stays_text(sheet):
    page = sheet("themes")
    press(page, "j", "j", "j")
    assert page.inner_text("#sentence").startswith("<img src=x")
    assert (page.title(), page.locator("#sentence img").count()) == ("speechmine sheet", 0)


def test_third_decision_takes_a_reading(small, open_page, tmp_path):
    lines = [
        {**line, "coder": coder, "fields": {"theme": [code]}}
        for coder, code in (("甲", "T04"), ("乙", "T05"))
        for line in sample_lines(drawn(small, "themes"))
    ]
    path = tmp_path / "settle.html"
    path.write_text(settling_page(small, coding_frame(lines))[0], "utf-8")
    page = open_page(path)
    press(page, "Enter")
    assert "Take a reading" in page.inner_text("#status")
    press(page, "a", "Enter", "a", "a", "Enter", "7", "Enter")
    done, _ = exported(page, tmp_path)
    assert [line["fields"]["theme"] for line in done] == [["T04"], ["T05"], ["T07"]]
    assert {line["coder"] for line in done} == {"settled"}
