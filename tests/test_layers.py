"""A stage imports only what stands to its left, and what all of them share."""

import ast
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "speechmine"
SHARED = ("errors", "progress", "patterns", "numerals", "folding", "dates", "records", "datafiles", "codebooks", "tables")
STAGES = ("read", "structure", "segment", "extract", "language", "reuse", "count", "validate", "analyse", "report", "cli")
# Mined and its corrections may hand tables on to a later stage, so that a user finds it at the object at hand.
HANDED_ON = {"tables/mined.py": {"analyse"}, "tables/correcting.py": {"analyse"}}
# Within analyse: what all analyses share, which modules are one analysis, and what is put together from several.
OF_ALL = ("words",)
ONE = {"events": "facts", "groups": "indicators", "clarity": "indicators", "indicator_table": "indicators", "occurrence": "subsets"}
WHOLE = ("topics", "subsets", "linguistics")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "data" not in path.relative_to(PACKAGE).parts)


def analysis(module):
    return ONE.get(module.removesuffix(".py"), module.removesuffix(".py"))


def place(module):
    return module.removesuffix(".py").split("/")[0]


def imported(path, part=1):
    """A part below the package (the first, the second) of everything a module imports, at its top or inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = (
                [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                if node.module == "speechmine"
                else [node.module]
            )
        split = [name.split(".") for name in names]
        yield from (parts[part] for parts in split if parts[:part] == ["speechmine", "analyse"][:part] and len(parts) > part)


def allowed(own):
    if own in SHARED:
        return {*SHARED[: SHARED.index(own)], own}
    if own in STAGES:
        left = STAGES[: STAGES.index(own) + 1]
        return {*SHARED, *left, *(("mining", "sample") if own == "cli" else ())}
    return {*SHARED, *STAGES, "mining", "sample"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_imports_only_from_its_left(path):
    own = place(path.relative_to(PACKAGE).as_posix())
    allowed_here = allowed(own) | HANDED_ON.get(path.relative_to(PACKAGE).as_posix(), set())
    if own == "read":
        allowed_here -= {"codebooks"}
    if own == "reuse":
        allowed_here &= {"errors", "folding", "records", "reuse"}
    if own == "count":
        allowed_here &= {*SHARED, "reuse", "count"}
    assert set(imported(path)) <= allowed_here


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "analyse").rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_analyses_import_no_other_analysis(path):
    own = analysis(path.relative_to(PACKAGE / "analyse").parts[0])
    if own not in WHOLE:
        assert {analysis(name) for name in imported(path, 2)} <= {own, *OF_ALL}


def test_every_folder_has_a_place():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == {*STAGES, "folding", "records", "tables", "mining", "data"}


def test_mining_leaves_the_command_line_and_the_report_alone():
    assert not {"cli", "report"} & {name for path in (PACKAGE / "mining").glob("*.py") for name in imported(path)}


def test_no_module_prints_or_has_a_vague_name():
    tree = chain.from_iterable(ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES)
    prints = [node for node in tree if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"]
    assert not prints
    assert not {"utils", "helpers", "common", "misc"} & {path.stem for path in MODULES}
