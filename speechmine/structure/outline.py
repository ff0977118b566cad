"""The outline of a speech: folded text in, its tree of sections out.

Depth is the place in the tree: where 一、 holds 1、 directly, 1、 is of depth 2. Missing numbers are no reason to lose a
heading. Run-in headings stand below numbered ones and end with the paragraph they run in.
"""

from __future__ import annotations

from html import escape

from speechmine.folding import Folded
from speechmine.records import Section, Speech
from speechmine.structure.enumerators import find_enumerators
from speechmine.structure.headings import Heading, TextMarks, find_headings
from speechmine.structure.plain_headings import find_plain_headings
from speechmine.structure.run_ins import find_items, find_topics, find_turns
from speechmine.structure.tree import nest_headings

__all__ = ["Outline", "find_sections", "outline"]


def find_sections(text_view: Folded) -> tuple[Section, ...]:
    r"""Find the sections of a speech.

    Parameters
    ----------
    text_view : Folded
        Folded view of the speech's text.

    Returns
    -------
    tuple of Section
        In order of appearance, a parent before its children; offsets count code points of ``text_view.source``. Kind is
        ``heading`` for 一、 （一） 1、 1. （1） ① 第一部分 and 强化责任落实
        on a line of its own, ``run_in`` for topics (水上交通方面。) and counted items (一是 第一，
        首先，). A section ends where the next begins that is not below it; a run-in inside a paragraph ends with the paragraph,
        and before a sentence that turns to other matters (此外，).

    Notes
    -----
    Headings without an enumerator are found in company only: two or more short lines, each above a whole paragraph.

    Examples
    --------
    >>> view = Folded("一、压实责任。\n（一）水上安全\n渡口方面。要有人守。农机方面。要上牌。\n二、强化执法")
    >>> for section in find_sections(view):
    ...     print(section.depth, section.kind, section.marker, section.heading)
    1 heading 一、 压实责任
    2 heading （一） 水上安全
    3 run_in  渡口方面
    3 run_in  农机方面
    1 heading 二、 强化执法
    """
    marks = TextMarks(text_view.text)
    enumerators = find_enumerators(text_view.text)
    numbered = find_headings(marks, enumerators)
    plain = find_plain_headings(marks, numbered)
    run_ins = [*find_topics(marks, numbered), *find_items(marks, enumerators, numbered)]
    headings = _merged([*numbered, *plain], run_ins)
    parents, ends = nest_headings(marks, headings, find_turns(marks))
    return _sections(text_view, headings, parents, ends)


class Outline(str):
    """An outline as lines of text, indented by depth; in a notebook a tree."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        title, *lines = self.split("\n")
        rows = (
            f'<div style="margin-left:{len(line) - len(line.lstrip(" "))}em">{escape(line.lstrip(" "))}</div>' for line in lines
        )
        return f"<div><b>{escape(title)}</b>{''.join(rows)}</div>"


def outline(speech: Speech) -> Outline:
    r"""Return the outline of a speech as an indented tree, a line a section; run-in headings stand in brackets.

    Returns
    -------
    Outline
        A ``str`` to print, which a notebook shows as a tree.

    Examples
    --------
    >>> view = Folded("一、压实责任\n（一）守住渡口。\n农机方面。要上牌。")
    >>> print(outline(Speech("a.txt", 0, 30, view.source, title="在全县会议上的讲话", sections=find_sections(view))))
    在全县会议上的讲话
      一、压实责任
        （一）守住渡口
          [农机方面]
    """
    lines = [speech.title or speech.speech_id]
    for section in speech.sections:
        words = section.marker + section.heading
        lines.append("  " * section.depth + (f"[{words}]" if section.kind == "run_in" else words))
    return Outline("\n".join(lines))


def _merged(numbered: list[Heading], run_ins: list[Heading]) -> list[Heading]:
    """Numbered and run-in headings in order; a run-in inside another's words is none."""
    merged: list[Heading] = []
    for heading in sorted([*numbered, *run_ins], key=lambda h: (h.start, h.rank)):
        if not merged or heading.start >= merged[-1].end:
            merged.append(heading)
    return merged


def _sections(view: Folded, headings: list[Heading], parents: list[int | None], ends: list[int]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for heading, parent, end in zip(headings, parents, ends, strict=True):
        marker = view.span(heading.start, heading.marker_end)
        words = view.span(heading.marker_end, heading.end)
        start, stop = view.span(heading.start, max(end, heading.end))
        sections.append(
            Section(
                parent=parent,
                depth=1 if parent is None else sections[parent].depth + 1,
                marker=view.original(heading.start, heading.marker_end),
                heading=view.original(heading.marker_end, heading.end).strip(),
                kind=heading.kind,
                start=start,
                end=stop,
                heading_start=start,
                heading_end=max(words[1] if heading.end > heading.marker_end else marker[1], start),
            )
        )
    return tuple(sections)
