"""The interactive page in a real browser: run with ``pytest -m browser``; the rest of the tests need none."""

import networkx as nx
import pytest

from speechmine.report.export import write_graph

pytestmark = pytest.mark.browser
EVIL = "<script>document.title='hit'</script><img src=x onerror=\"document.title='hit'\">"


@pytest.fixture
def page(open_page, tmp_path):
    G = nx.Graph(unit="sentence", units=9, tested=6)
    for label, count in (("瓦斯", 6), ("通风", 4), (EVIL, 2), ("孤点", 1)):
        G.add_node(f"term:{label}", label=label, kind="term", count=count, speeches=2)
    evidence = [{"sentence_id": "a@0:0:9", "start": 0, "end": 9, "text": f"瓦斯靠通风治理。{EVIL}"}]
    G.add_edge("term:瓦斯", "term:通风", weight=5, count=5, q=0.01, evidence=evidence)
    G.add_edge("term:瓦斯", f"term:{EVIL}", weight=1, count=1, q=0.5, evidence=[])
    write_graph(G, tmp_path / "g.html")
    return open_page(tmp_path / "g.html")


def middle(page, number):
    """Where the middle of an edge is on the screen."""
    x1, y1, x2, y2 = (float(page.locator(".edge").nth(number).get_attribute(name)) for name in ("x1", "y1", "x2", "y2"))
    return (x1 + x2) / 2, (y1 + y2) / 2


def test_page_draws_every_node_and_edge_without_the_net(page):
    assert (page.locator(".node circle").count(), page.locator(".edge").count()) == (4, 2)
    boxes = [page.locator(".node circle").nth(i).bounding_box() for i in range(4)]
    assert all(box["width"] > 4 and 0 <= box["x"] < 1200 and 0 <= box["y"] < 800 for box in boxes)
    assert "瓦斯" in page.locator(".node text").all_text_contents()
    assert page.problems == []
    assert len(page.asked) == 1


def test_search_finds_a_node(page):
    page.fill("#search", "通")
    assert page.locator(".node.found text").all_text_contents() == ["通风"]
    assert page.inner_text("#hits") == "nodes found: 1"
    page.press("#search", "Enter")
    assert page.inner_text("#detail h2 >> nth=0") == "通风"


def test_click_on_an_edge_shows_its_sentences(page):
    page.mouse.click(*middle(page, 0))
    assert page.inner_text("#detail h2") == "瓦斯 – 通风"
    assert page.inner_text("#detail .sentence").startswith("瓦斯靠通风治理。<script>")
    assert page.locator("#detail mark").all_text_contents() == ["瓦斯", "通风"]


def test_click_beside_a_thin_edge_is_enough(page):
    x, y = middle(page, 0)
    page.mouse.click(x + 3, y + 3)
    assert page.inner_text("#detail h2") == "瓦斯 – 通风"


def test_slider_hides_weak_edges(page):
    page.locator("#slider").fill("900")
    assert page.locator(".edge:not(.hidden)").count() == 1
    assert page.inner_text("#shown") == "1 of 2 edges shown"
    page.locator("#slider").fill("0")
    assert page.locator(".edge:not(.hidden)").count() == 2


def test_node_lists_its_edges(page):
    page.locator(".node circle").first.click()
    page.locator("#detail button").first.click()
    assert page.inner_text("#detail h2") == "瓦斯 – 通风"


def test_wheel_zooms(page):
    before = page.locator(".node circle").nth(1).bounding_box()
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -600)
    assert page.locator(".node circle").nth(1).bounding_box() != before


def test_text_stays_text(page):
    assert page.locator(".node text").all_text_contents()[2] == EVIL
    page.mouse.click(*middle(page, 0))
    page.fill("#search", EVIL)
    page.wait_for_timeout(100)
    assert (page.title(), page.locator("#detail img, #detail script").count()) == ("speechmine graph", 0)
