"""The tree of a speech's headings: headings in order in, each one's parent and end out."""

from __future__ import annotations

from bisect import bisect_left

from speechmine.structure.headings import Heading, TextMarks

__all__ = ["nest_headings"]


def nest_headings(marks: TextMarks, headings: list[Heading], turns: list[int]) -> tuple[list[int | None], list[int]]:
    """Nest headings by their place: a form that is not yet open goes below the one that is.

    Parameters
    ----------
    marks : TextMarks
        The folded text.
    headings : list of Heading
        In order.
    turns : list of int
        Offsets where a run-in section ends at the latest (此外，).

    Returns
    -------
    parents : list of int or None
        Index of each heading's parent.
    ends : list of int
        Where each section ends: at the next that is not below it, a run-in at its own limit if that comes first.
    """
    limits = [_own_limit(marks, heading, turns) for heading in headings]
    parents = _parents(headings, limits)
    ends = _ends(headings, parents, limits)
    _shorten_last_items(marks, headings, parents=parents, ends=ends)
    return parents, _within_parents(parents, ends)


def _own_limit(marks: TextMarks, heading: Heading, turns: list[int]) -> int:
    """End a run-in at the next turn, and with its paragraph if it opens inside one."""
    if heading.kind == "heading":
        return len(marks.text)
    i = bisect_left(turns, heading.close + 1)
    turn = turns[i] if i < len(turns) else len(marks.text)
    return turn if heading.place == "line" else min(turn, marks.line_end(max(heading.close - 1, heading.start)))


def _parents(headings: list[Heading], limits: list[int]) -> list[int | None]:
    later = _next_numbers(headings)
    parents: list[int | None] = []
    stack: list[int] = []
    for i, heading in enumerate(headings):
        while stack and limits[stack[-1]] <= heading.start:
            stack.pop()
        families = [headings[j].family for j in stack]
        if heading.family in families:
            del stack[families.index(heading.family) :]
        while stack and not _holds(headings, later, stack[-1], i):
            stack.pop()
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    return parents


def _holds(headings: list[Heading], later: list[int | None], outer: int, inner: int) -> bool:
    """Whether a heading stands below the one open before it: its form is finer, or the outer row goes on behind it.

    A numbered heading stands below a run-in only if that is an ordinal on a line of its own (第一，…) whose row goes on.
    """
    above, below = headings[outer], headings[inner]
    if above.rank < below.rank:
        return True
    if below.kind == "heading" and above.kind == "run_in" and (above.family != "ordinal" or above.place != "line"):
        return False
    going_on = later[outer]
    return below.number <= 1 and going_on is not None and inner < going_on


def _next_numbers(headings: list[Heading]) -> list[int | None]:
    """For each heading the index of the next of its form if that counts on by one."""
    following: dict[str, int] = {}
    found: list[int | None] = []
    for i in range(len(headings) - 1, -1, -1):
        j = following.get(headings[i].family)
        found.append(j if j is not None and headings[j].number == headings[i].number + 1 else None)
        following[headings[i].family] = i
    return found[::-1]


def _ends(headings: list[Heading], parents: list[int | None], limits: list[int]) -> list[int]:
    ends = list(limits)
    open_sections: list[int] = []
    for i, heading in enumerate(headings):
        while open_sections and open_sections[-1] != parents[i]:
            closed = open_sections.pop()
            ends[closed] = min(ends[closed], heading.start)
        open_sections.append(i)
    return ends


def _shorten_last_items(marks: TextMarks, headings: list[Heading], *, parents: list[int | None], ends: list[int]) -> None:
    """Give the last of a row of run-ins on lines of their own no more paragraphs than the longest before it."""
    longest: dict[tuple[int | None, str], int] = {}
    last: dict[tuple[int | None, str], int] = {}
    for i, heading in enumerate(headings):
        if heading.kind != "run_in" or heading.place != "line":
            continue
        row = (parents[i], heading.family)
        if row in last:
            before = last[row]
            longest[row] = max(longest.get(row, 1), marks.paragraphs_between(headings[before].start, ends[before]))
        last[row] = i
    for row, i in last.items():
        if row in longest:
            ends[i] = min(ends[i], marks.end_of_paragraphs(headings[i].start, longest[row]))


def _within_parents(parents: list[int | None], ends: list[int]) -> list[int]:
    for i, parent in enumerate(parents):
        if parent is not None:
            ends[i] = min(ends[i], ends[parent])
    return ends
