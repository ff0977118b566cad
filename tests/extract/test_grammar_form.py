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
MOST_BRANCHES, MOST_OPERANDS, LONGEST_CLASS = 12, 5, 150
BRANCHING = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler)


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


def branches(function):
    """How often a function branches: statements, loops of comprehensions with their conditions, operands of and, or."""
    found = 0
    for node in ast.walk(function):
        if isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
        else:
            found += isinstance(node, BRANCHING)
    return found


def operands(node):
    """How many conditions a boolean joins, nested ones with it."""
    if isinstance(node, ast.BoolOp):
        return sum(map(operands, node.values))
    return operands(node.operand) if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_function_no_boolean_and_no_class_is_a_thicket(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assert [node.name for node in nodes if isinstance(node, ast.FunctionDef) and branches(node) > MOST_BRANCHES] == []
    assert [node.lineno for node in nodes if isinstance(node, ast.BoolOp) and operands(node) > MOST_OPERANDS] == []
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    assert [node.name for node in classes if (node.end_lineno or 0) - node.lineno >= LONGEST_CLASS] == []
