from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechmine.errors import InputError
from speechmine.read.encodings import decode

SIMPLIFIED = "一、压实责任。各镇要严格落实“党政同责”，全年事故下降12.5%。\n二、排查隐患！"
TRADITIONAL = "一、壓實責任。各鎮要嚴格落實「黨政同責」，全年事故下降12.5%。\n二、排查隱患！"
GBK_ONLY = SIMPLIFIED + "朱镕瑢"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="utf-8"),
        pytest.param(SIMPLIFIED, "utf-8-sig", "utf-8-sig", id="utf-8-bom"),
        pytest.param(SIMPLIFIED, "utf-16", "utf-16", id="utf-16-bom"),
        pytest.param("\ufeff" + SIMPLIFIED, "utf-16-be", "utf-16", id="utf-16-be-bom"),
        pytest.param("\ufeff" + SIMPLIFIED, "utf-32-le", "utf-32", id="utf-32-le-bom"),
        pytest.param("\ufeff" + SIMPLIFIED, "gb18030", "gb18030", id="gb18030-bom"),
        pytest.param(SIMPLIFIED, "utf-16-le", "utf-16-le", id="utf-16-le"),
        pytest.param(SIMPLIFIED, "utf-16-be", "utf-16-be", id="utf-16-be"),
        pytest.param("Work report of 2019", "utf-16-le", "utf-16-le", id="utf-16-le-ascii"),
        pytest.param(SIMPLIFIED, "gb2312", "gb18030", id="gb2312"),
        pytest.param(GBK_ONLY, "gbk", "gb18030", id="gbk"),
        pytest.param(SIMPLIFIED + "㐀𠮷·—", "gb18030", "gb18030", id="gb18030-four-bytes"),
        pytest.param(TRADITIONAL, "gbk", "gb18030", id="gbk-traditional"),
        pytest.param(TRADITIONAL, "big5", "big5", id="big5"),
        pytest.param(TRADITIONAL + "裏恒", "cp950", "cp950", id="cp950"),
        pytest.param("安全生产", "gbk", "gb18030", id="gbk-short"),
        pytest.param("會議紀要", "big5", "big5", id="big5-short"),
        pytest.param("<p class='a'>" * 50 + "强化责任", "gbk", "gb18030", id="gbk-in-markup"),
    ],
)
def test_decode_tells_encodings_apart(text, codec, encoding):
    assert decode(text.encode(codec)) == (text.removeprefix("\ufeff"), encoding)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        pytest.param(b"\0" * 64, "binary file", id="nuls"),
        pytest.param("讲话".encode() + b"\0" + "稿".encode(), "binary file", id="nul-in-utf-8"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\0\0\0", "binary file", id="nuls-behind-mark"),
        pytest.param(bytes(range(1, 32)) * 8, "binary file", id="controls"),
        pytest.param(codecs.BOM_UTF8 + "讲话".encode("gbk"), "undecodable", id="wrong-mark"),
        pytest.param("各镇要落实责任".encode()[:-1], "undecodable", id="cut-utf-8"),
        pytest.param("Les communes doivent être prêtes, à l'été".encode("latin-1"), "undecodable", id="latin-1"),
    ],
)
def test_decode_refuses_what_is_no_text(content, error):
    with pytest.raises(InputError) as caught:
        decode(content, source="a.txt")
    assert (caught.value.source, caught.value.error) == ("a.txt", error)


def test_decode_folds_line_ends_and_nothing_else():
    text, _ = decode("一\r\n二\r三\n\r四\u2028五\u0085六　 ".encode())
    assert text == "一\n二\n三\n\n四\u2028五\u0085六　 "


def test_decode_allows_an_end_of_file_mark():
    assert decode("讲话稿\x1a".encode("gbk"))[0] == "讲话稿\x1a"


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_decode_returns_any_utf8(text):
    assert decode(text.encode())[0] == text


@given(st.binary(max_size=400))
def test_decode_gives_text_or_input_error(content):
    try:
        text, _ = decode(content)
    except InputError:
        return
    assert "\r" not in text
    assert "\0" not in text
