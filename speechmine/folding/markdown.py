"""The marks of Markdown: folded text in, the characters that are marks and no words out.

Headings, quotations and items of lists open a line and are blanked in every text; here is what a .md file alone can mean.
"""

from __future__ import annotations

import re

__all__ = ["markdown_marks", "parted_cells"]

# Emphasis as CommonMark has it: the opening run touches a word, the closing one too.
_MARK = re.compile(
    r"(?P<escape>\\)[!-/:-@\[-`{-~（）！：]"
    r"|(?P<rule>^[ \t]*(?:={3,}|(?:[-*_][ \t]*){3,})$)"
    r"|(?P<note>\[\^[^\]\n]{1,20}\]：?)"
    r"|(?P<image>！\[[^\]\n]{0,80}\]（[^）\n]{0,300}）)"
    r"|(?P<open>\[)[^\]\n]{1,120}(?P<target>\]（[^）\n]{0,300}）)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,200})?/?>)"
    r"|(?P<closed>[ \t]+#+[ \t]*$)"
    r"|(?P<run>\*{1,3}|_{1,3}|~~|`{1,3}|\$)",
    re.MULTILINE,
)
_LATIN = re.compile(r"[0-9A-Za-z]")
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_TABLE_RULE = re.compile(r"[|:：\-\s]+")


def parted_cells(text: str) -> str:
    r"""Give each cell of a table a line of its own, as in a page; no length changes.

    Examples
    --------
    >>> parted_cells("|乡镇|村数|\n|---|---|\n|竹溪|12|").split()
    ['乡镇', '村数', '竹溪', '12']
    """
    return _ROW.sub(lambda row: _cells(row.group()), text) if "|" in text else text


def _cells(row: str) -> str:
    return "\n" * len(row) if _TABLE_RULE.fullmatch(row) else row.replace("|", "\n")


def markdown_marks(text: str) -> list[int]:
    """Return the offsets of the marks of Markdown inside the lines of a folded text.

    Examples
    --------
    >>> text = "去年发生火灾**48**起，见[通知]（a.html）。"
    >>> "".join(char for at, char in enumerate(text) if at not in markdown_marks(text))
    '去年发生火灾48起，见通知。'
    """
    offsets: list[int] = []
    opened: dict[str, int] = {}  # runs of emphasis that wait for their end, by the run
    for match in _MARK.finditer(text):
        if match["run"]:
            offsets += _pair(match, opened)
        elif match["open"] or match["escape"]:
            offsets += [*range(*match.span("open" if match["open"] else "escape")), *range(*match.span("target"))]
        else:
            offsets += range(*match.span())
    return sorted(offsets)


def _pair(match: re.Match[str], opened: dict[str, int]) -> list[int]:
    """Return the offsets of a run of emphasis and of the one that it closes; none where it closes nothing."""
    text, (start, end), run = match.string, match.span(), match["run"]
    before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
    if run[0] == "_" and _LATIN.match(before or " ") and _LATIN.match(behind or " "):
        return []  # snake_case
    at = opened.pop(run, -1)
    if at >= 0 and "\n\n" not in text[at:start] and not before.isspace():
        return [*range(at, at + len(run)), *range(start, end)]
    if behind and not behind.isspace():
        opened[run] = start
    return []
