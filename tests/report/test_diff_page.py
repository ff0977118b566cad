import re
from html.parser import HTMLParser

import pytest

from speechmine.analyse.reuse.diff import diff_frame
from speechmine.errors import OptionError
from speechmine.report.diff_page import print_comparison, write_comparison
from speechmine.reuse.passages import SpeechText

LONG = "各村要在汛期前逐户排查危房险房和低洼院落，把转移路线和包保干部落实到每一户，渡口必须有人值守，严禁超载渡运。"


def frame(a, b):
    return diff_frame(SpeechText("甲.txt@0", 0, a), SpeechText("乙.txt@0", 0, b))


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        pytest.param("各村要在汛期前逐户排查危房。", "各镇要在汛期前逐户排查危房。", ["各[-村-]要", "各[+镇+]要"], id="changed"),
        pytest.param(LONG, LONG, ["各村要在汛期前逐户排查危… (", "characters shared"], id="folded"),
        pytest.param(LONG, LONG + "谢谢大家！", ["[+谢谢大家！+]"], id="new"),
        pytest.param("", "", ["100.0% of the first"], id="empty"),
    ],
)
def test_terminal_shows_what_is_new(a, b, shown, capsys):
    print_comparison(frame(a, b), ("甲", "乙"))
    out = capsys.readouterr().out
    assert all(words in out for words in shown)
    assert max(map(len, out.splitlines())) <= 100


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.open = [], "", 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def page(path):
    parsed = Page()
    parsed.feed(path.read_text("utf-8"))
    return parsed


def test_page_is_self_contained_and_escaped(tmp_path):
    text = "各村要<script>alert(1)</script>逐户排查&整改“危房”@ROWS@。"
    write_comparison(frame(text, text.replace("各村", "各镇")), tmp_path / "d.html", ("<b>甲@0", "乙"))
    found = page(tmp_path / "d.html")
    assert not {"script", "link", "img", "iframe", "b"} & {tag for tag, _ in found.tags}
    assert not re.search("https?:|src=|url\\(", (tmp_path / "d.html").read_text("utf-8"))
    assert "<script>alert(1)</script>逐户排查" in found.text
    assert "<b>甲@0" in found.text


def test_page_has_a_cell_a_side_in_every_row(tmp_path):
    write_comparison(frame(LONG + "\n乙类岗位先培训。", LONG + "谢谢大家！"), tmp_path / "d.html", ("甲", "乙"))
    tags = [tag for tag, _ in page(tmp_path / "d.html").tags]
    assert tags.count("td") == 2 * (tags.count("tr") - 1) > 0
    assert LONG in page(tmp_path / "d.html").text


def test_page_needs_its_ending(tmp_path):
    with pytest.raises(OptionError, match=r"'\.pdf' is not known"):
        write_comparison(frame("甲", "乙"), tmp_path / "d.pdf", ("甲", "乙"))
