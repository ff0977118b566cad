from __future__ import annotations

import builtins

import pytest

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.markup import html_text


def lines(page: str, codec: str = "utf-8") -> list[str]:
    return next(html_text(page.encode(codec), "a.html")).text.split("\n")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>一<p>二", ["一", "二"], id="paragraphs-not-closed"),
        pytest.param("<div>一<div>二</div>三</div>", ["一", "二", "三"], id="blocks"),
        pytest.param("<p>各<b>镇</b><a href=x>要</a>落<span>实</span>", ["各镇要落实"], id="inline"),
        pytest.param("<p>一<br>二<br/><br>三", ["一", "二", "三"], id="br"),
        pytest.param("<p>各镇\n   要落实", ["各镇要落实"], id="wrapped-chinese"),
        pytest.param("<p>各镇<b>\n要</b>\r\n落实", ["各镇要落实"], id="wrapped-across-tags"),
        pytest.param("<p>work\n  report  of 2019", ["work report of 2019"], id="wrapped-latin"),
        pytest.param("<p>　　同志们：", ["　　同志们："], id="indent"),
        pytest.param("<p>&ldquo;五一&rdquo;&nbsp;&#23433;&lt;", ["“五一”\u00a0安<"], id="entities"),
        pytest.param("<table><tr><td>甲<td>乙<tr><td>丙</table>", ["甲", "乙", "丙"], id="cells"),
        pytest.param("<pre>一\n  二</pre>三\n四", ["一", "二", "三四"], id="pre"),
        pytest.param("<script>if (a<b) x('讲')</script><style>p{}</style><p>一", ["一"], id="script-and-style"),
        pytest.param("<head><title>网</title></head><nav>首页</nav><p>一<footer>版权</footer>", ["一"], id="head-nav-footer"),
        pytest.param("<p hidden>甲</p><div style='Display : none'>乙<p>丙</div><p>一", ["一"], id="hidden"),
        pytest.param("<p>隐<ruby>患<rp>(</rp><rt>huàn</rt></ruby>", ["隐患"], id="pinyin"),
        pytest.param("<p>一<!-- 编者按 -->二<?php x ?>", ["一二"], id="comments"),
        pytest.param("<?xml version='1.0' encoding='gb2312'?><html><body><p>一</p></body></html>", ["一"], id="xhtml"),
        pytest.param("<ol><li>甲<li><p>乙</p></ol><ul><li>丙</ul>", ["1. 甲", "2. 乙", "丙"], id="numbered-list"),
        pytest.param(
            "<ol start=3 type=I><li>甲<li value=9>乙<li>丙</ol>", ["III. 甲", "IX. 乙", "X. 丙"], id="list-of-its-own-count"
        ),
        pytest.param("<ol><li>一、甲</ol><ol style='list-style: none'><li>乙</ol>", ["一、甲", "乙"], id="list-that-shows-none"),
        pytest.param("<ol style='list-style-type: simp-chinese-informal'><li>甲</ol>", ["一、甲"], id="list-in-chinese"),
        pytest.param(
            "<p>36<sup>1</sup>人，<span style='vertical-align: super'>2</span>48<sup>[2]</sup>起，m<sup>2</sup>，5<sup>th</sup>",
            ["36¹人，²48[²]起，m²，5th"],
            id="raised",
        ),
        pytest.param(
            "<p>达<math><mn>98.6</mn><mo>%</mo></math>、<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>",
            ["达98.6%、3/4"],
            id="equation",
        ),
        pytest.param("没有标签", ["没有标签"], id="bare"),
        pytest.param("</div></p>一</b>", ["一"], id="ends-without-starts"),
        pytest.param("<script>", [""], id="no-text"),
    ],
)
def test_html_lines(page, expected):
    assert lines(page) == expected


def test_html_goes_by_its_bytes_not_by_what_it_declares():
    assert lines("<meta charset=utf-8><p>强化责任", "gbk") == ["强化责任"]


def test_html_text_of_a_long_paragraph_is_kept():
    assert lines("<p>" + "要" * 5_000_000) == ["要" * 5_000_000]


@pytest.mark.parametrize("close", ["", "</div>" * 10_000])
def test_html_nested_too_deeply_is_an_error(close):
    with pytest.raises(InputError, match="nested too deeply"):
        lines("<div>" * 10_000 + "一" + close)


def test_html_too_large_is_an_error(monkeypatch):
    monkeypatch.setattr(limits, "MAX_HTML_BYTES", 5)
    with pytest.raises(InputError, match="too large"):
        lines("<p>讲话")


def test_html_without_its_library_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "lxml":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r'missing library: .*pip install "speechmine\[formats\]"'):
        lines("<p>讲话")
