"""The invented speech as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .documents import LINES, SPEECH, make_docx, make_pdf, make_sheet


@pytest.fixture
def speech_in() -> dict[str, bytes]:
    """The same speech as the bytes of a file of each format."""
    html = "<!DOCTYPE html><title>县政府网</title><h1>{}</h1>{}".format(
        LINES[0], "".join(f"<p>{line}</p>\n" for line in LINES[1:])
    )
    return {
        "txt": SPEECH.encode(),
        "md": SPEECH.encode(),
        "html": html.encode(),
        "docx": make_docx(*LINES),
        "pdf": make_pdf(LINES[:3], LINES[3:]),
        "csv": f'text\n"{SPEECH}"\n'.encode(),
        "tsv": f'text\tyear\n"{SPEECH}"\t2019\n'.encode(),
        "jsonl": json.dumps({"text": SPEECH}, ensure_ascii=False).encode(),
        "xlsx": make_sheet("to_excel", {"正文": [SPEECH], "year": [2019]}, index=False),
        "parquet": make_sheet("to_parquet", {"text": [SPEECH]}),
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good text."""
    (tmp_path / "good.txt").write_text(SPEECH, encoding="utf-8")
    return tmp_path
