"""What a section does, by its heading."""

import pytest

from speechmine.folding import Folded
from speechmine.structure.outline import find_sections
from speechmine.structure.section_roles import with_roles


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        pytest.param("过去一年的工作回顾", "situation", id="situation"),
        pytest.param("取得的成绩和存在的问题", "problems", id="the last word decides"),
        pytest.param("认清形势，明确任务", "tasks", id="situation and tasks"),
        pytest.param("最后，再讲几点希望", "closing", id="closing"),
        pytest.param("认真总结经验教训", "problems", id="lessons"),
        pytest.param("加强渡口管理", None, id="nothing said"),
    ],
)
def test_role_of_a_heading(heading, role):
    first, _ = with_roles(find_sections(Folded(f"一、{heading}\n要快。\n二、渡口\n好。")))
    assert first.role == role


def test_role_of_a_section_holds_below_it():
    text = "一、过去一年的工作回顾\n（一）渡口\n好。\n（二）存在的问题\n多。\n二、渡口\n快。"
    assert [section.role for section in with_roles(find_sections(Folded(text)))] == ["situation", "situation", "problems", None]
