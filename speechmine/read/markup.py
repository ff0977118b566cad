"""HTML in, its visible text out: one line a block, none inside a paragraph.

lxml [1]_ parses and repairs the page; what is kept and where lines end is decided here, event by event, so that no depth
of nesting and no size of tree matters.

References
----------
.. [1] lxml, parser target interface, https://lxml.de/parsing.html#the-target-parser-interface
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from speechmine.errors import InputError
from speechmine.read import limits
from speechmine.read.encodings import decode
from speechmine.read.extraction import Extraction, extractor_name, missing_library
from speechmine.read.lists import NumberedList, numbers_itself, shows_numbers
from speechmine.read.raised import raised

__all__ = ["html_text"]

# Elements whose words no reader of the speech sees: code, controls, menus, pinyin above characters.
_DROPPED = frozenset(
    {
        *(
            "head",
            "script",
            "style",
            "noscript",
            "template",
            "svg",
            "annotation",
            "annotation-xml",
            "canvas",
            "object",
            "iframe",
            "audio",
            "video",
            "map",
        ),
        *("nav", "footer", "aside", "menu", "button", "select", "datalist", "textarea", "rt", "rp"),
    }
)
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "img",
            "ins",
            "kbd",
        ),
        *(
            "label",
            "mark",
            "q",
            "ruby",
            "rb",
            "rp",
            "rt",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
            "tt",
        ),
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mstyle", "mspace", "msup", "msub", "mfrac", "msqrt", "semantics"),
        *("u", "var", "wbr", "o:p", "st1:chsdate", "st1:chmetcnv"),  # the last three are Word's
    }
)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# A line end between two characters that are not ASCII only wraps the source of the page: Chinese knows no space there.
_WRAP = re.compile(r"(?<=[^\x00-\x7f])[ \t\f]*\n[ \t\f\n]*(?=[^\x00-\x7f])")
_BLANKS = re.compile(r"[ \t\f\n]+")
_FRACTION = ""  # stands where a fraction begins


def html_text(content: bytes, source: str) -> Iterator[Extraction]:
    r"""Yield the visible text of a page.

    Scripts, styles, menus, page feet, form controls and hidden elements are dropped. Every other element that is not inline
    begins a line and ends it, as does ``<br>``; cells of tables are lines of their own. Items of ``<ol>`` bear the number that
    a browser shows unless they bear one themselves; raised digits stay raised. White space is folded as browsers do, except
    that a line end between two Chinese characters goes without a trace. Indents of U+3000 stay.

    Notes
    -----
    Adverts and lists of links in plain blocks are not told from the speech.

    Raises
    ------
    InputError
        ``too large``, ``nested too deeply``, ``missing library`` and those of ``decode``.

    Examples
    --------
    >>> page = "<h1>在安全生产会议上的讲话</h1><p>同志们：<p>各镇要\n落实<b>责任</b>。<script>go()</script>"
    >>> next(html_text(page.encode(), "讲话.html")).text
    '在安全生产会议上的讲话\n同志们：\n各镇要落实责任。'
    """
    if len(content) > limits.MAX_HTML_BYTES:
        raise InputError(
            source,
            "too large",
            f"{len(content):,} bytes of HTML, where {limits.MAX_HTML_BYTES:,} are allowed; save the text alone",
        )
    text, encoding = decode(content, source=source)
    try:
        from lxml import etree
    except ImportError:
        raise missing_library(source, "lxml") from None
    lines = _Lines(source)
    parser = etree.HTMLParser(target=lines, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8"))
        parser.close()
    except etree.XMLSyntaxError:
        lines.close()  # an empty page; its text is empty too
    yield Extraction("\n".join(lines.lines), encoding, extractor_name("lxml"))


class _Lines:
    """Target of the parser: gathers characters and cuts them into lines at the borders of blocks."""

    def __init__(self, source: str) -> None:
        self.lines: list[str] = []
        self._source = source
        self._open: list[str] = []
        self._dropped_at = 0  # depth of the outermost element that is being dropped
        self._pre_at = 0  # depth of the outermost element whose line ends count
        self._chars: list[str] = []
        self._lists: list[NumberedList | None] = []  # the lists that are open; None for one without numbers
        self._number = ""  # of an item whose words have not begun
        self._raised: list[tuple[int, int]] = []  # depth of each raised element, and where in the characters it began

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._open and self._open[-1] == "mfrac" and self._chars and self._chars[-1] != _FRACTION:
            self._chars.append("/")
        self._open.append(tag)
        if tag == "mfrac":
            self._chars.append(_FRACTION)
        depth = len(self._open)
        if depth > limits.MAX_HTML_DEPTH:
            detail = f"more than {limits.MAX_HTML_DEPTH} elements inside one another; save the page again, or the text alone"
            raise InputError(self._source, "nested too deeply", detail)
        if tag not in _INLINE:
            self._end_line()
        if not self._dropped_at and (
            tag in _DROPPED or "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", ""))
        ):
            self._dropped_at = depth
        if not self._pre_at and tag == "pre":
            self._pre_at = depth
        if tag in ("ol", "ul"):
            self._lists.append(NumberedList(attributes) if tag == "ol" and shows_numbers(attributes) else None)
        elif tag == "li" and self._lists and self._lists[-1] and not self._dropped_at:
            self._number = self._lists[-1].marker(attributes)
        elif tag == "sup" or _RAISED_STYLE.search(attributes.get("style", "")):
            self._raised.append((depth, len(self._chars)))

    def end(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_line()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._number = ""
        depth = len(self._open)
        if self._raised and self._raised[-1][0] == depth:
            at = self._raised.pop()[1]
            self._chars[at:] = [raised("".join(self._chars[at:]), "".join(self._chars[max(at - 3, 0) : at]))]
        if depth == self._dropped_at:
            self._dropped_at = 0
        if depth == self._pre_at:
            self._pre_at = 0
        if self._open:
            self._open.pop()

    def data(self, chars: str) -> None:
        if self._dropped_at:
            return
        if self._pre_at:
            first, *others = chars.split("\n")
            self._chars.append(first)
            for line in others:
                self._end_line()
                self._chars.append(line)
        else:
            self._chars.append(chars)

    def close(self) -> None:
        self._end_line()

    def _end_line(self) -> None:
        line = _BLANKS.sub(" ", _WRAP.sub("", "".join(self._chars).replace("\r", "\n"))).strip(" ")
        self._chars.clear()
        self._raised = [(depth, 0) for depth, _ in self._raised]
        if line.strip():
            self.lines.append(line if numbers_itself(line) else self._number + line)
            self._number = ""
