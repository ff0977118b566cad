"""Fold a text character by character: width, script, forms of one character, quotes and bullets; no length changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from speechmine.numerals import group_thousands

__all__ = ["FILLER", "fold", "fold_each", "fold_keeping_feeds"]

FILLER = "\u200b"
"""Stands where two characters became one: no width, and left out of the folded view."""

# Full-width letters, digits and a few signs that stand inside figures become ASCII.
_FULLWIDTH_ASCII = {c + 0xFEE0: chr(c) for c in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *b"%.+-/*#&=<>")}
# Half-width punctuation of scraped Chinese becomes the Chinese mark; corner brackets become curly quotes.
_CHINESE_MARKS = {
    **dict(zip(map(ord, ",:;?!()"), "，：；？！（）", strict=True)),
    **dict(zip(map(ord, "「」『』﹁﹂﹃﹄｡､｢｣"), "“”‘’“”‘’。、“”", strict=True)),
}
# Every space but the ASCII one; U+E5E5 is what GB 18030 makes of A3A0, the full-width space of old Chinese software.
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000, 0xE5E5), " ")
# What ends a line besides \n: the soft line break of Word, NEL, separators of lines, paragraphs and records. A form feed is
# kept until the pages are joined.
_LINE_ENDS = dict.fromkeys((0x0B, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n")
# Marks of one meaning and several code points.
_LOOKALIKES = {
    **dict.fromkeys(map(ord, "○◯"), "〇"),
    **dict.fromkeys(map(ord, "✕╳☓"), "×"),
    **dict.fromkeys(map(ord, "･・•‧"), "·"),
    **dict(zip(map(ord, "⟨⟩〈〉⟪⟫≪≫"), "〈〉〈〉《》《》", strict=True)),
    **dict(
        zip(map(ord, "︐︑︒︓︔︕︖︗︘︙︰"), "，、。：；！？〖〗…：", strict=True)
    ),  # NFKC makes half-width marks or more than one
}
_FORMS = (*range(0xFE31, 0xFE50), *range(0xFE50, 0xFE6C))  # vertical and small forms
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = range(0xF900, 0xFB00)
# Radicals of the supplement and strokes with their EquivalentUnifiedIdeograph (Unicode 14.0): PDFs put them for characters.
_RADICALS = (
    "⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 "
    "⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺶羊 "
    "⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 "
    "⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 "
    "⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟 ㇏乀 ㇐一 ㇑丨 ㇒丿 ㇓丿 ㇔丶 ㇖乛 ㇚亅 ㇝乀 ㇟乚 ㇠乙 "
)

_COLON_IN_FIGURE = re.compile(r"(?<=\d)：(?=\d)")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,200})"')
# ASCII full stop of scraped Chinese: between Chinese, not in ``...``, not behind an enumerator (``一.``).
_HAN_NUMERAL = "[一二三四五六七八九十]"
_FULL_STOP = re.compile(
    r"\.(?<=[\u4e00-\u9fff”’）》]\.)"
    rf"(?<![\s。！？；：一二三四五六七八九十]{_HAN_NUMERAL}\.)(?<!\A{_HAN_NUMERAL}\.)"
    r"(?=[\u4e00-\u9fff“‘（《\s”’]|\Z)"
)
# Titles of documents in other brackets; those inside 《》 stay. Of < > only Chinese in between with no figure behind: 水位<警戒
# 线且流速>3米 compares.
_TITLE = re.compile(
    r"《[^《》\n]{0,100}》|<<(?P<doubled>[^<>《》\n]{2,60})>>|〈(?P<single>[^〈〉《》\n]{2,60})〉|[‹«](?P<pointed>[^‹›«»《》\s]{2,60})[›»]"
    r"|<(?P<angled>[\u4e00-\u9fff（][\u4e00-\u9fff（）、]{3,60})>(?![ =]?[\d负-])"
)
# What opens an item of a list at the start of a line: signs and private-use characters (symbol fonts) with or without a blank
# behind them, ASCII signs only with one; boxes to tick ([ ]), digits on a key (1️⃣). ■ ● and their like also stand for a figure
# that is left out, then a measure follows; · 3 · is the number of a page.
_SIGNS = "●〇◎◆◇■□▲△▼▽▶▷►▸▹▻◀★☆✦✧❖※·∙⋅‣⁃◦◉◌➢➤➔➜➡→⇒⇨√✓✔☑☐❑❒❏❐▪▫◾◼◻⚫⬤❤❥☞☛\ue000-\uf8ff\U0001f300-\U0001faff"
_BULLET = re.compile(
    rf"(?=[{_SIGNS}*+#>–\d-])(?!·[ \t]?\d{{1,4}}[ \t]?·)(?:[{_SIGNS}]+\ufe0f?[ \t]*|\d\ufe0f?\u20e3[ \t]*"
    r"|(?:[*+]|[-–](?![ \t]*\d{1,4}[ \t]*[-–])|#{1,6}|>(?:[ \t]*>)*)[ \t]+(?:\[[ xX]\][ \t]+)?)+"
)
_MASKED = re.compile(r"[●〇■□]+(?:人(?![民员才大类口工])|起(?![草重])|[一二三四五六七八九十年月日时名次万亿元省市县区镇乡村]|、)")
_REACH = 8  # characters of blanks in front of a bullet


def fold(text: str) -> str:
    """Fold width, script, quotes and bullets, character by character: the result has the length of `text`.

    Examples
    --------
    >>> fold("安全第一,預防為主(２０％)")
    '安全第一，预防为主（20%）'
    >>> fold("●⼈⺠⾄上﹐落實《條例》")
    ' 人民至上，落实《条例》'
    """
    return fold_keeping_feeds(text).replace("\f", "\n")


def fold_keeping_feeds(text: str) -> str:
    """Fold as ``fold`` does, form feeds left in: they show where a page ends."""
    table, mapped = _table()
    folded = mapped.sub(lambda char: table[char.group()], text)
    folded = group_thousands(_COLON_IN_FIGURE.sub(":", folded), text)
    folded = _FULL_STOP.sub("。", folded)
    folded = _TITLE.sub(_book_title, folded)
    folded = _BULLET.sub(_blanked, folded)
    return _STRAIGHT_QUOTES.sub(r"“\1”", folded)


def fold_each(texts: Sequence[str]) -> list[str]:
    """Fold many short texts, each for itself, as one: a line end between two keeps them apart, and no length changes.

    Examples
    --------
    >>> fold_each(["隱患", "20,", "5"])
    ['隐患', '20，', '5']
    """
    folded, at = fold("\n".join(texts)), 0
    words = []
    for text in texts:
        words.append(folded[at : at + len(text)])
        at += len(text) + 1
    return words


def _book_title(match: re.Match[str]) -> str:
    """Put a title into 《》; of doubled brackets the inner one becomes a filler."""
    if match["doubled"]:
        return f"《{FILLER}{match['doubled']}{FILLER}》"
    words = match["single"] or match["pointed"] or match["angled"]
    return f"《{words}》" if words else match.group()


def _blanked(match: re.Match[str]) -> str:
    """Blank a bullet at the start of a line or, if it is no ASCII sign, of a sentence; leave a mask and what stands elsewhere."""
    text, start = match.string, match.start()
    before = text[max(start - _REACH, 0) : start].rstrip(" \t" + FILLER)
    opens_line = before[-1:] in ("\n", "\f") or (not before and start <= _REACH)
    opens = opens_line or (before[-1:] in tuple("。！？；") and not match.group()[0].isascii())
    if not opens or _MASKED.match(text, start):
        return match.group()
    return " " * len(match.group())


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    """What each character becomes, and a pattern for those that become another: few in a text of today."""
    simple = _simplified()
    forms = {code: simple.get(ord(char), char) for code, char in _one_character_forms()}
    marks = {code: _CHINESE_MARKS.get(ord(char), char) for code, char in forms.items()}
    codes = {**simple, **marks, **_FULLWIDTH_ASCII, **_CHINESE_MARKS, **_SPACES, **_LINE_ENDS, **_LOOKALIKES}
    table = {chr(code): char for code, char in codes.items()}
    return table, re.compile(f"[{re.escape(''.join(table))}]")


def _one_character_forms() -> Iterator[tuple[int, str]]:
    """Yield each radical, small, vertical or compatibility form with the one character it is a form of."""
    for code in (*_KANGXI, *_COMPATIBILITY, *_FORMS):
        char = unicodedata.normalize("NFKC", chr(code))
        if len(char) == 1 and char != chr(code):
            yield code, char
    for pair in _RADICALS.split():
        yield ord(pair[0]), pair[1]


def _simplified() -> dict[int, str]:
    """Map each traditional character that OpenCC simplifies to one character."""
    from opencc import OpenCC

    block = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *_COMPATIBILITY)]
    simple = OpenCC("t2s").convert("\n".join(block)).split("\n")
    return {ord(a): b for a, b in zip(block, simple, strict=True) if a != b and len(b) == 1}
