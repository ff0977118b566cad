"""Lines of a web page and lines of a speech."""

import pytest

from speechmine.folding import fold
from speechmine.structure.chrome import is_chrome, strip_chrome


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务 > 领导讲话",
        "【字号：大 中 小】",
        "阅读:1024次",
        "上一篇：防汛的通知",
        "扫一扫，关注我们",
        "登录后阅读全文",
        "-----",
        "本文由网友投稿，转载请注明出处",
    ],
)
def test_chrome_line(line):
    assert is_chrome(fold(line))


@pytest.mark.parametrize(
    "line", ["各镇要把责任扛起来。", "同志们：", "一、守住渡口", "2024年1月5日", "为全县安全作出新的贡献！", "县长　×××"]
)
def test_line_of_a_speech(line):
    assert not is_chrome(fold(line))


def test_chrome_is_stripped_from_both_ends():
    text = "首页 > 讲话\n阅读：8次\n要守住渡口。\n要查船只。\n\n打印本页\n上一篇：通知\n在县会上的讲话\n"
    assert text[slice(*strip_chrome(text, 0, len(text)))] == "要守住渡口。\n要查船只。"
