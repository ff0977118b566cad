"""What users build on, pinned in a golden file: names, factories, commands with their options, table columns.

After a wanted change write it anew: ``python tests/test_public_surface.py``.
"""

import json
import sys
from pathlib import Path

import pytest

import speechmine as sm
from speechmine.cli.main import cli
from speechmine.language.factories import COMPONENTS
from speechmine.language.tokenizer import TOKENIZER
from speechmine.tables.schema import COLUMNS, SCHEMA_VERSION

GOLDEN = Path(__file__).with_name("public_surface.json")


def surface():
    return {
        "names": sorted(sm.__all__),
        "schema_version": SCHEMA_VERSION,
        "columns": {name: list(columns) for name, columns in COLUMNS.items()},
        "factories": sorted(COMPONENTS),
        "tokenizers": [TOKENIZER],
        "commands": {
            name: sorted(o for p in command.params for o in (*p.opts, *p.secondary_opts))
            for name, command in sorted(cli.commands.items())
        },
    }


@pytest.mark.parametrize("part", ["names", "schema_version", "columns", "factories", "tokenizers", "commands"])
def test_surface_is_as_pinned(part):
    assert surface()[part] == json.loads(GOLDEN.read_text(encoding="utf-8"))[part]


@pytest.mark.parametrize("name", sorted(sm.__all__))
def test_public_name_is_documented(name):
    assert (getattr(sm, name).__doc__ or "").strip()


def test_interface_columns_stand():
    """The columns that the project promised; more may come, none may go."""
    promised = {
        "sources": "source path row format encoding extractor sha256 n_chars",
        "speeches": "speech_id source start end title date year level place speaker speaker_role occasion meta n_chars n_sentences "
        "cluster_id originality novelty",
        "sections": "speech_id section_id parent_id depth marker heading kind start end heading_start heading_end",
        "sentences": "speech_id section_id sentence_id start end text in_heading theme family_id",
        "tokens": "speech_id sentence_id start end text tag",
        "directives": "speech_id section_id sentence_id directive_id parent_directive_id start end text in_heading modality strength reported "
        "reported_by actors deontics aim objects conditions purposes or_else enforces deadline sectors rule",
        "sectors": "speech_id sentence_id start end text code how",
        "slogans": "speech_id sentence_id start end text type canonical variant",
        "facts": "speech_id sentence_id start end text kind value unit change measure period date place sectors approximate check",
        "passages": "family_id speech_id start end text similarity first",
        "errors": "source stage error detail",
    }
    assert {name: sorted(set(columns.split()) - set(COLUMNS[name])) for name, columns in promised.items()} == dict.fromkeys(
        promised, []
    )


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(surface(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.exit()
