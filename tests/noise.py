"""What the web does to a text, by name, for tests on our own corpus.

``NOISES`` are functions from text to text, ``FILES`` those and the encodings as functions from text to the bytes of a file.
No noise takes away, adds or moves a character inside the speech that can be seen, so that the n-th such character of
a noisy text is the n-th of the clean one: ``solid_offsets`` counts them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from itertools import accumulate
from types import MappingProxyType

from opencc import OpenCC

from speechmine.folding import fold

_HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
_SMALL = str.maketrans("，、；：？！（）", "﹐﹑﹔﹕﹖﹗﹙﹚")
_VERTICAL = str.maketrans("，、。：；！？（）《》【】", "︐︑︒︓︔︕︖︵︶︽︾︻︼")
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


def radicals(text):
    return text.translate(_radicals())


@cache
def _radicals():
    """Characters that have a radical of their own shape."""
    return {
        ord(fold(chr(code))): chr(code)
        for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))
        if fold(chr(code)) != chr(code)
    }


def small_forms(text):
    return text.translate(_SMALL)


def vertical_forms(text):
    return text.translate(_VERTICAL)


def zero_width(text):
    return re.sub(r"(...)", "\\1\u200b", re.sub(r"(?m)^(?=.)", "\ufeff", text))


def private_use_bullets(text):
    return re.sub(r"(?m)^(?=\S)", "\uf06c ", text)


def blanks_between_characters(text):
    return "\n".join(" ".join(line) for line in text.split("\n"))


def blanks_round_numbers(text):
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d+(?:\.\d+)?%?)(?=[\u4e00-\u9fff])", r" \1 ", text)


def line_separators(text):
    return text.replace("\n", "\u2028")


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
            radicals,
            small_forms,
            vertical_forms,
            zero_width,
            private_use_bullets,
            blanks_between_characters,
            blanks_round_numbers,
            line_separators,
        )
    }
)


def _encoded(text, *, noise=str, codec="utf-8"):
    return noise(text).encode(codec)


FILES = MappingProxyType(
    {name: partial(_encoded, noise=noise) for name, noise in NOISES.items()}
    | {
        "gb18030": partial(_encoded, codec="gb18030"),
        "utf_8_bom": partial(_encoded, codec="utf-8-sig"),
        "utf_16": partial(_encoded, codec="utf-16"),
    }
)


def solid_offsets(noisy, clean):
    """For each offset of a noisy text how many characters that can be seen stand before it, counted from the speech's first."""
    before = _before_speech(noisy, clean)
    return [n - before for n in accumulate(map(_is_solid, noisy), initial=0)]


def _is_solid(char):
    return not char.isspace() and unicodedata.category(char) not in ("Cf", "Co")


def _before_speech(noisy, clean):
    """Count the characters that can be seen and that a noise has put before the speech."""
    solid, whole = (fold("".join(filter(_is_solid, text))) for text in (noisy, clean))
    assert len(solid) >= len(whole)
    return max(solid.rfind(whole), 0)  # another script may not fold back to the letter, but stands where the text stood
