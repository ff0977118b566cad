"""The columns of every table (``schema_version`` 1); nothing in, names and kinds out.

The kinds are ``text`` (a string, never null), ``str``, ``int``, ``float``, ``bool``, ``strs`` (a list of strings), ``json`` (an
object as it stands), ``span`` ({text, start, end, how, …} or null) and ``spans`` (a list of them).
"""

from __future__ import annotations

__all__ = ["COLUMNS", "CORPUS_COLUMNS", "SCHEMA_VERSION", "SPAN_FIELDS", "TABLES"]

SCHEMA_VERSION = 1

_SPAN = {"start": "int", "end": "int", "text": "text"}
_SENTENCE = {"speech_id": "str", "sentence_id": "str", **_SPAN}

COLUMNS: dict[str, dict[str, str]] = {
    "sources": {
        "source": "str", "path": "str", "row": "int", "format": "str", "encoding": "str", "extractor": "str", "sha256": "str",
        "n_chars": "int",
    },
    "speeches": {
        "speech_id": "str", "source": "str", "start": "int", "end": "int", "title": "str", "date": "str", "year": "int",
        "level": "str", "place": "str", "speaker": "str", "speaker_role": "str", "occasion": "str", "meta": "json",
        "n_chars": "int", "n_sentences": "int", "cluster_id": "str", "originality": "float", "novelty": "float",
    },
    "sections": {
        "speech_id": "str", "section_id": "str", "parent_id": "str", "depth": "int", "marker": "text", "heading": "text",
        "kind": "str", "start": "int", "end": "int", "heading_start": "int", "heading_end": "int",
    },
    "sentences": {
        "speech_id": "str", "section_id": "str", "sentence_id": "str", **_SPAN, "in_heading": "bool", "theme": "str",
        "family_id": "str",
    },
    "tokens": {**_SENTENCE, "tag": "str"},
    "directives": {
        "speech_id": "str", "section_id": "str", "sentence_id": "str", "directive_id": "str", "parent_directive_id": "str",
        **_SPAN, "in_heading": "bool", "modality": "strs", "strength": "int", "reported": "bool", "reported_by": "span",
        "actors": "spans", "deontics": "spans", "aim": "span", "objects": "spans", "conditions": "spans", "purposes": "spans",
        "or_else": "spans", "enforces": "str", "deadline": "span", "sectors": "strs", "rule": "str",
    },
    "sectors": {**_SENTENCE, "code": "str", "how": "str"},
    "slogans": {**_SENTENCE, "type": "str", "canonical": "str", "variant": "str"},
    "facts": {
        **_SENTENCE, "kind": "str", "value": "float", "unit": "str", "change": "float", "measure": "span", "period": "str",
        "date": "str", "place": "str", "sectors": "strs", "approximate": "bool", "check": "str",
    },
    "passages": {"family_id": "str", "speech_id": "str", **_SPAN, "similarity": "float", "first": "bool"},
    "errors": {"source": "str", "stage": "str", "error": "str", "detail": "str"},
}  # fmt: skip
"""Columns of each table in order, with their kinds."""

TABLES = tuple(COLUMNS)

CORPUS_COLUMNS = {"speeches": ("cluster_id", "originality", "novelty"), "sentences": ("family_id",)}
"""The columns that pass 2 fills in; ``passages`` is its table."""

SPAN_FIELDS = {"text": "text", "start": "int", "end": "int", "how": "str", "role": "str", "kind": "str", "value": "str"}
"""The keys a nested span may have; text, start and end always stand."""
