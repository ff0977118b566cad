"""What each section of a speech does: its headings in, situation, problems, tasks, closing or None out.

A heading says it by its words (过去一年的工作回顾, 存在的主要问题, 下一步工作安排); a heading below it
that says nothing of its own does the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from speechmine.codebooks import load_codebook
from speechmine.records import Section

__all__ = ["ROLES", "with_roles"]

ROLES = ("situation", "problems", "tasks", "closing")


def with_roles(sections: Sequence[Section]) -> tuple[Section, ...]:
    r"""Return the sections with their roles.

    Examples
    --------
    >>> from speechmine.folding import Folded
    >>> from speechmine.structure.outline import find_sections
    >>> text = "一、去年工作回顾\n（一）渡口\n好。\n二、存在的问题\n多。\n三、下一步工作\n快。"
    >>> [section.role for section in with_roles(find_sections(Folded(text)))]
    ['situation', 'situation', 'problems', 'tasks']
    """
    found: list[Section] = []
    for section in sections:
        above = None if section.parent is None else found[section.parent].role
        found.append(replace(section, role=_role(section.heading) or above))
    return tuple(found)


def _role(heading: str) -> str | None:
    """The role whose word stands last in a heading (成绩和存在的问题: problems; 形势和任务: tasks)."""
    matches = load_codebook("section_roles").find(heading)
    return max(matches, key=lambda match: match.end).term.code if matches else None
