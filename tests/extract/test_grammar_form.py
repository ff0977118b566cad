"""The form of the grammar of directives: its words are data, and no function of it is a thicket."""

import ast
import re
from pathlib import Path

import pytest

import speechmine.extract.directives

FOLDER = Path(speechmine.extract.directives.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
# Numerals, what the calendar counts in, and what stands round them in a date; 是 of 一是. No words of the grammar.
CALENDAR = frozenset(
    "〇零一二三四五六七八九十两半几数个元年季度月旬周星期日号天时点分钟小工作第份上中下底末终初始是自从起开到至及与和当本次每这以之前内"
)
HAN = re.compile("[一-鿿]")


def docstrings(tree):
    """Strings that stand alone: docstrings of modules, classes, functions and constants."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_chinese_word_of_the_grammar_stands_in_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = docstrings(tree)
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    words = [text for text in strings if isinstance(text, str) and set(HAN.findall(text.replace("一-鿿", ""))) - CALENDAR]
    assert words == []
