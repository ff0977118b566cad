"""The report of a corpus: what it holds, where its links lead, that texts stay text; in a browser with ``pytest -m browser``."""

import random
import re
from html.parser import HTMLParser

import pytest

from speechmine.analyse.sectors import sector_frame
from speechmine.errors import OptionError
from speechmine.mining import mine
from speechmine.report.anchors import Anchors
from speechmine.report.page import report_page, write_report

EVIL = "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\">"


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(page):
    parser = Elements()
    parser.feed(page)
    return parser.found


@pytest.fixture(scope="module")
def page(sample):
    return report_page(sample, lang="zh")


@pytest.fixture
def hostile(tmp_path):
    for name, text in (
        ("a", f"各村要开展排查。{EVIL}各矿严禁超员下井。"),
        ("b", "去年发生火灾12起，死亡3人。商场必须配齐消防器材，疏散通道要畅通，学校要组织演练。"),
    ):
        (tmp_path / f"{name}.txt").write_text(f"在全县安全生产工作会议上的讲话\n{text}\n", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(
        f'path,title,year\na.txt,"{EVIL.replace(chr(34), chr(34) * 2)}",2020\n', encoding="utf-8"
    )
    return mine(tmp_path)


def test_links_lead_to_ids_that_stand_once(page):
    found = elements(page)
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    targets = {attrs["href"].removeprefix("#") for tag, attrs in found if tag == "a"}
    targets |= {f"s{n}" for _, attrs in found for n in attrs.get("data-s", "").split()}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    assert len(targets) > 500


def test_nothing_is_loaded_from_elsewhere(page):
    addresses = [attrs[name] for _, attrs in elements(page) for name in ("src", "href") if name in attrs]
    assert {re.match("#|data:|.{9}", address)[0] for address in addresses} == {"#", "data:"}
    assert not re.search(
        r"https?://|url\(|@import", re.sub(r'srcdoc="[^"]*"', "", page)
    )  # the network's own page is tested by itself
    assert "default-src 'none'" in page


def test_every_sentence_stands_in_the_page(sample, page):
    spans = [attrs["id"] for tag, attrs in elements(page) if tag == "span" and attrs.get("id", "").startswith("s")]
    assert len(spans) == len(sample.sentences)


def test_number_of_a_sector_leads_to_its_sentences(sample, page):
    row = sector_frame(sample).sort_values("n_mentions", ascending=False).iloc[0]
    cells = re.search(rf"<tr><td>{row['label']}</td>(<td.*?</td>)", page)[1]
    assert re.sub("<.*?>", "", cells) == str(row["n_mentions"] + row["n_inherited"])
    numbers = {int(n) for n in re.search('data-s="([^"]*)"', cells)[1].split()}
    named = sample.sectors.loc[sample.sectors["code"] == row["code"], "sentence_id"]
    assert numbers <= {Anchors(sample).numbers[sentence] for sentence in named}


@pytest.mark.slow
def test_hundred_speeches_stay_below_five_megabytes(corpus_folder, tmp_path):
    rng = random.Random(7)
    texts = [path.read_text("utf-8") for path in sorted(corpus_folder.glob("*.txt"))]
    blocks = [lines[at : at + 5] for lines in map(str.splitlines, texts) for at in range(4, len(lines), 5)]
    for number in range(100):
        body, least = [], len(rng.choice(texts))
        while sum(map(len, body)) < least:
            body += rng.choice(blocks)
        lines = [f"在第{number}次安全会议上的讲话", "同志们：", *body]
        (tmp_path / f"{number:03}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    assert len(report_page(mine(tmp_path)).encode()) < 5e6


def test_page_is_the_same_each_time(sample, page):
    assert report_page(sample, lang="zh") == page


def test_hostile_title_and_text_stay_text(hostile):
    page = report_page(hostile, lang="en")
    assert "<script>document.title" not in page
    assert [attrs for tag, attrs in elements(page) if tag == "img" and not attrs["src"].startswith("data:")] == []
    assert "&lt;script&gt;document.title" in page


def test_other_ending_is_refused(sample, tmp_path):
    with pytest.raises(OptionError, match=r"\.html"):
        write_report(sample, tmp_path / "report.pdf")


def test_network_stands_in_the_page_once_and_is_fenced_in(page):
    frames = [attrs for tag, attrs in elements(page) if tag == "iframe"]
    assert [attrs["sandbox"] for attrs in frames] == ["allow-scripts"]
    assert page.count("Copyright") <= 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_page_is_told_in_one_language(lang, hostile):
    page = report_page(hostile, lang=lang)
    assert f'<html lang="{lang}">' in page
    assert ("谁必须做什么" in page, "Who must do what" in page) == (lang == "zh", lang == "en")


@pytest.fixture
def opened(open_page, tmp_path, request):
    write_report(request.getfixturevalue(request.param), tmp_path / "r.html")
    return open_page(tmp_path / "r.html", height=900)


@pytest.mark.browser
@pytest.mark.parametrize("opened", ["sample"], indirect=True)
def test_click_on_a_number_lists_its_sentences(opened):
    link = opened.locator("a[data-s]").first
    numbers = link.get_attribute("data-s").split()
    link.click()
    assert opened.locator("#panel li").count() == len(numbers)
    opened.locator("#panel li a").nth(1).click()
    assert opened.evaluate("document.querySelector(':target').id") == f"s{numbers[1]}"
    nodes = opened.frame_locator("iframe").locator(".node")
    assert nodes.count() > 5
    assert opened.problems == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
@pytest.mark.parametrize("opened", ["sample"], indirect=True)
def test_chinese_is_drawn_and_figures_are_shown(opened):
    width = "text => { const c = document.createElement('canvas').getContext('2d'); c.font = getComputedStyle(document.body).font; return c.measureText(text).width }"
    assert opened.evaluate(width, "安全") == 2 * opened.evaluate(width, "产") > 0
    assert opened.evaluate("[...document.images].every(image => image.naturalWidth > 0)")


@pytest.mark.browser
@pytest.mark.parametrize("opened", ["hostile"], indirect=True)
def test_hostile_title_runs_nothing(opened):
    opened.locator("a[data-s]").first.click()
    assert opened.title() == "speechmine report"
    assert opened.problems == []
