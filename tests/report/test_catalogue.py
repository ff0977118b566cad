"""The kept catalogue: compiled as it is written, complete, without fuzzy or stale entries."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import speechmine
from speechmine.report.messages import catalogue

PACKAGE = Path(speechmine.__file__).parent
FOLDER = PACKAGE / "data" / "locale" / "zh" / "LC_MESSAGES"


def kept():
    with (FOLDER / "speechmine.po").open("rb") as file:
        return read_po(file, locale="zh")


def compiled():
    out = io.BytesIO()
    write_mo(out, kept())
    return out.getvalue()


def nodes():
    for path in PACKAGE.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def said():
    """Every string of the code, words for names of columns, and what data files tell: what a message can come from."""
    constants = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    cells = {cell for path in (PACKAGE / "data").glob("*.tsv") for cell in re.split(r"[\t\n]", path.read_text("utf-8"))}
    return constants | cells | {text.replace("_", " ") for text in constants}


def put_together():
    """Patterns of the strings that are put together of fixed words and others."""
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(one.value) if isinstance(one, ast.Constant) else ".+" for one in node.values]
            if re.search("[a-z]{4}|{n}", "".join(parts).replace("\\", "")):
                yield re.compile("".join(parts))


def test_compiled_catalogue_is_the_written_one():
    assert (FOLDER / "speechmine.mo").read_bytes() == compiled()


@pytest.mark.parametrize("message", [one for one in kept() if one.id], ids=lambda one: one.id[:40])
def test_message_has_a_wording_that_is_sure(message):
    assert message.string.strip()
    assert not message.fuzzy


def test_no_message_is_stale():
    pages = "".join(path.read_text("utf-8") for path in (PACKAGE / "data").glob("*.html"))
    patterns = list(put_together())
    unsaid = [message for message in catalogue().keys() - said() if message not in pages]
    assert sorted(message for message in unsaid if not any(pattern.fullmatch(message) for pattern in patterns)) == []


if __name__ == "__main__":
    (FOLDER / "speechmine.mo").write_bytes(compiled())
