"""The explorer in a real browser: run with ``pytest -m browser``."""

import csv

import pytest

import speechmine as sm
from speechmine.report.explorer import write_explorer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("explorer") / "page.html"
    write_explorer(sample, path, lang="en")
    return path


@pytest.fixture
def page(open_page, path):
    page = open_page(path, width=1400)
    yield page
    assert page.problems == []
    assert all(url.startswith(("file:", "blob:", "data:")) for url in page.asked)


def count(page):
    return int(page.locator("[data-part=count]").inner_text().split(" of ")[0].replace(",", ""))


def choose(page, facet, value):
    button = page.locator(f'button[data-facet="{facet}"][data-id="{value}"]')
    if not button.count():
        page.locator(f'details[data-facet="{facet}"] > summary').click()
    if not button.count():
        page.locator(f'button[data-more="{facet}"]').click()
    button.click()


def search(page, words):
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.wait_for_function("words => location.hash.includes('q=' + encodeURIComponent(words))", arg=words)


def test_counts_of_facets_are_those_of_the_frames(page, sample):
    for value in page.locator('button[data-facet="sectors"]').all()[:5]:
        told = int(value.locator("span").nth(1).inner_text().replace(",", ""))
        assert told == _uses(sample, "sectors", value.get_attribute("data-id"))


def _uses(mined, kind, code):
    frame = sm.use_frame(mined, kind)
    return frame[frame["counts"] & (frame["id"] == code)]["use_id"].nunique()


def test_conditions_narrow_each_other_and_python_gives_the_same_rows(page, sample, tmp_path, monkeypatch):
    choose(page, "sectors", "fire_safety")
    choose(page, "year", "2015")
    choose(page, "year", "2021")
    choose(page, "modality", "O")
    search(page, "消防")
    page.locator("[data-do=python]").click()
    code = page.locator("[data-part=python]").inner_text()
    sample.save(tmp_path / "mined")
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(code, names)  # noqa: S102 the code that the page offers
    rows = names["rows"]
    assert len(rows) == int(code.rsplit("# ", 1)[1]) > 0
    assert page.locator(".sm-row").count() == len(rows)
    assert {row.get_attribute("data-sentence") for row in page.locator(".sm-row").all()} == set(rows["sentence_id"])


def test_view_is_restored_by_its_address(page, open_page, path):
    choose(page, "themes", "T05")
    page.locator(".sm-row").first.click()
    page.locator('[data-choice="measure"]').select_option("share")
    again = open_page(path, width=1400)
    again.goto(path.as_uri() + page.evaluate("location.hash"))
    again.reload()
    assert count(again) == count(page)
    assert again.locator("article h2").inner_text() == page.locator("article h2").inner_text()
    assert again.locator('[data-choice="measure"]').input_value() == "share"
    again.goto(path.as_uri() + "#d=000000000000&f.themes=T05")
    again.locator("[role=status]", has_text="other tables").wait_for()


def test_rows_are_exported(page, sample, tmp_path):
    search(page, "瞒报")
    with page.expect_download() as download:
        page.locator("[data-do=rows]").click()
    download.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    held = sample.sentences[sample.sentences["text"].str.contains("瞒报")]
    assert {(row["sentence_id"], row["text"]) for row in rows} == set(zip(held["sentence_id"], held["text"], strict=True))


def test_speech_is_read_with_its_sentence_marked(page):
    row = page.locator(".sm-row").nth(30)
    words = row.locator("span").nth(1).inner_text()
    row.click()
    assert "".join(page.locator(".sm-here").all_inner_texts()) == words
    assert page.locator("article .sm-outline button").count() > 2
    page.keyboard.press("Escape")
    assert page.locator("article").is_hidden()


def test_bars_and_chips_choose_and_drop(page):
    everything = count(page)
    page.locator('[data-bar="2015"]').click()
    assert 0 < count(page) < everything
    page.locator('[data-chip="year"]').click()
    assert count(page) == everything


def test_keyboard_alone(page):
    page.keyboard.press("/")
    page.keyboard.type("企业")
    page.wait_for_selector("mark")
    page.locator(".sm-row").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("article").is_visible()


def test_words_left_and_right_sort_the_lines(page):
    search(page, "企业")
    page.locator('[data-choice="sort"]').select_option("right")
    rights = [row.locator(".sm-kwic > span").nth(1).inner_text() for row in page.locator(".sm-row").all()]
    assert rights == sorted(rights)


def test_both_languages(page):
    page.locator("[data-do=language]").click()
    assert "句" in page.locator("[data-part=count]").inner_text()
    assert page.locator('button[data-facet="sectors"]').first.inner_text() != ""


def test_hostile_words_stay_text(open_page, tmp_path):
    mined = sm.mine(["<img src=x onerror=\"document.title='hit'\">各矿要检查。\n各煤矿、非煤矿山、危险化学品企业要逐一排查隐患，限期整改，不留死角，并报县安委办。"])
    write_explorer(mined, tmp_path / "evil.html", lang="en")
    page = open_page(tmp_path / "evil.html")
    page.locator(".sm-row").first.click()
    assert page.title() == "speechmine explore"
    assert "<img" in page.locator("[data-part=text]").inner_text()
    assert page.problems == []


def test_rare_characters_keep_their_places(open_page, tmp_path):
    write_explorer(sm.mine(["各矿😀要检查𠮷田站。各村要巡护。"]), tmp_path / "rare.html", lang="en")
    page = open_page(tmp_path / "rare.html")
    assert page.locator(".sm-row > span:last-child").all_inner_texts() == ["各矿😀要检查𠮷田站。", "各村要巡护。"]
    page.locator(".sm-row").nth(1).click()
    assert "".join(page.locator(".sm-here").all_inner_texts()) == "各村要巡护。"


def test_chart_without_years_is_left_out(open_page, tmp_path):
    write_explorer(sm.mine(["各矿要检查。"]), tmp_path / "one.html", lang="en")
    page = open_page(tmp_path / "one.html")
    assert page.locator("svg").count() == 0
    assert page.problems == []
