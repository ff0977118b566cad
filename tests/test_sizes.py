"""No module and no class grows beyond what a reader holds in mind; lines of docstrings do not count in a class."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "speechmine"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.relative_to(PACKAGE).parts)
MODULE_LINES, CLASS_LINES, MUTABLE_FIELDS = 400, 200, 12
# What is larger today and may only shrink: lines of a class by module.
LARGER = {"extract/directives/phrases.py": 303}


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


def classes(path):
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)]


def lines_of(node):
    """Lines of a class without docstrings."""
    documented = [one for one in ast.walk(node) if isinstance(one, ast.ClassDef | ast.FunctionDef) and ast.get_docstring(one)]
    docstrings = [one.body[0] for one in documented]
    return node.end_lineno - node.lineno + 1 - sum(one.end_lineno - one.lineno + 1 for one in docstrings)


def mutable_fields(node):
    """Attributes that a method other than ``__init__`` assigns to."""
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name != "__init__"]
    stored = [
        one for method in methods for one in ast.walk(method) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)
    ]
    return {one.attr for one in stored if isinstance(one.value, ast.Name) and one.value.id == "self"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_is_short_and_so_are_its_classes(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    for node in classes(path):
        assert lines_of(node) <= CLASS_LINES, node.name
        assert len(mutable_fields(node)) <= MUTABLE_FIELDS, node.name
