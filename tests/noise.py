"""What the web does to a text: functions from text to text, by name, for tests and benchmarks on our own corpus."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

from opencc import OpenCC

_HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
_FULL_WIDTH_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_BEFORE = """首页 > 政务公开 > 领导讲话 > 正文
字号：大 中 小　　阅读：1024次　　发布时间：2019-03-08 09:15
来源：县政府网　作者：佚名　编辑：小王

"""
_AFTER = """

【打印本页】 【关闭窗口】
扫一扫在手机打开当前页
上一篇：关于做好防汛工作的通知
下一篇：关于召开防火工作会议的通知
版权所有：县人民政府办公室
"""
_ENUMERATED = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。\n]{2,40}(?=。?\n)")


def half_width_punctuation(text):
    return text.translate(_HALF_WIDTH)


def full_width_digits(text):
    return text.translate(_FULL_WIDTH_DIGITS)


def no_line_breaks(text):
    return text.replace("\n", "")


def blank_lines(text):
    return text.replace("\n", "\n\n")


def indents_crlf(text):
    return "\r\n".join("　　" + line if line else line for line in text.split("\n"))


def wrapped(text):
    return "\n".join(line[i : i + 26] for line in text.split("\n") for i in range(0, max(len(line), 1), 26))


def site_chrome(text):
    return _BEFORE + text + _AFTER


def table_of_contents(text):
    return "目录\n" + "\n".join(_ENUMERATED.findall(text)) + "\n\n" + text


def traditional(text):
    table = _traditional_characters()
    return "".join(table.get(char, char) for char in text)


@cache
def _traditional_characters():
    block = [chr(c) for c in range(0x4E00, 0xA000)]
    traditional = OpenCC("s2t").convert("\n".join(block)).split("\n")
    return {a: b for a, b in zip(block, traditional, strict=True) if len(b) == 1}


NOISES = MappingProxyType(
    {
        noise.__name__: noise
        for noise in (
            half_width_punctuation,
            full_width_digits,
            no_line_breaks,
            blank_lines,
            indents_crlf,
            wrapped,
            site_chrome,
            table_of_contents,
            traditional,
        )
    }
)
