"""Every table, declared once: what a row is, and of each column the kind, what it may hold, its unit, meaning and key.

``docs/tables.md`` and ``speechmine tables`` are made from this; so are the files' columns and the checks on loading. A new
column is a line here and one where its row is made (``rows.py``); a new table a declaration, a maker and a field of ``Mined``.
"""

from __future__ import annotations

from dataclasses import replace

from speechmine.tables.column import Column, Table

__all__ = ["DECLARED"]

_SOURCE = Column("source", "str", "the text that the row stands in", joins="sources.source")
_SPEECH_ID = Column("speech_id", "str", "the speech that the row stands in", joins="speeches.speech_id")
_SECTION_ID = Column(
    "section_id", "str", "the innermost section; null before the first heading", null=True, joins="sections.section_id"
)
_SENTENCE_ID = Column("sentence_id", "str", "the sentence that the row begins in", joins="sentences.sentence_id")
_START = Column("start", "int", "offset of the first character in the text of the source", unit="characters")
_END = Column("end", "int", "offset behind the last character", unit="characters")
_TEXT = Column("text", "text", "the words as they stand: texts[source][start:end]")
_IN_HEADING = Column("in_heading", "bool", "whether the row stands in a heading")
_SECTORS = Column("sectors", "strs", "codes of the sectors named in the row or governing it", codebook="sectors")

_SPAN = (_START, _END, _TEXT)
_IN_SPEECH = (_SPEECH_ID, _SOURCE)
_IN_SENTENCE = (*_IN_SPEECH, _SENTENCE_ID, *_SPAN)

_FACTS = ("accidents", "deaths", "injuries", "loss", "share", "change", "count", "event", "document")
_GENRES = ("speech", "report", "notice", "news", "law", "other")
_ROLES = ("situation", "problems", "tasks", "closing")
_STATUSES = ("result", "target", "task")
_CHECKS = ("consistent", "inconsistent")

_SOURCES = Table(
    "sources",
    "one text: a file, or a row of a table of texts",
    (
        Column("source", "str", "name relative to the PATH it was found under, with #row for a row of a table"),
        Column("path", "str", "the path as opened"),
        Column("row", "int", "row of a .csv, .tsv or .jsonl, counted from 1", null=True),
        Column("format", "str", "the format it was read from"),
        Column("encoding", "str", "the encoding it was decoded from; null where the format settles it", null=True),
        Column("extractor", "str", "name and version of what took the text out of the format"),
        Column("sha256", "str", "hash of the file's bytes"),
        Column("n_chars", "int", "length of the text", unit="characters"),
        Column("doubts", "strs", "what could not be read well: metadata refused, blanks between characters, unknown characters"),
    ),
    key="source",
    example='mined.texts[mined.sources["source"][0]]',
)

_SPEECHES = Table(
    "speeches",
    "one speech; a source may hold several",
    (
        Column("speech_id", "str", "source@start"),
        _SOURCE,
        _START,
        _END,
        Column("title", "str", "the title", null=True),
        Column("date", "str", "the day it was given, ISO 8601", null=True),
        Column("year", "int", "the year it was given", null=True, unit="years"),
        Column("level", "str", "the level of government it was given on", null=True, codebook="levels"),
        Column("place", "str", "the place or the unit", null=True),
        Column("speaker", "str", "the name of the speaker", null=True),
        Column("speaker_role", "str", "the office of the speaker", null=True),
        Column("occasion", "str", "the meeting", null=True),
        Column("genre", "str", "what kind of text it is", null=True, values=_GENRES),
        Column("meta", "json", "what the user's own metadata says, by column"),
        Column("n_chars", "int", "length of the speech", unit="characters"),
        Column("n_sentences", "int", "number of its sentences", unit="sentences"),
        Column(
            "cluster_id",
            "str",
            "the speech that stands for it and its copies",
            null=True,
            joins="speeches.speech_id",
            across=True,
        ),
        Column(
            "originality", "float", "share of its characters that stand in no other speech", null=True, unit="share", across=True
        ),
        Column(
            "novelty", "float", "share that stands in no earlier speech; null where undated", null=True, unit="share", across=True
        ),
    ),
    key="speech_id",
    example='mined.directives.merge(mined.speeches[["speech_id", "year", "level"]], on="speech_id")',
)

_SECTIONS = Table(
    "sections",
    "a node of a speech's tree of headings",
    (
        *_IN_SPEECH,
        Column("section_id", "str", "source@start:end"),
        Column("parent_id", "str", "the section it lies in; null at the top", null=True, joins="sections.section_id"),
        Column("depth", "int", "place in the tree, 1 at the top"),
        Column("marker", "text", "the enumerator as written (一、 （一） 1、 一是), empty where there is none"),
        Column("heading", "text", "the words of the heading"),
        Column("kind", "str", "a line of its own, or the beginning of a paragraph", values=("heading", "run_in")),
        Column("role", "str", "what it does", null=True, values=_ROLES),
        _START,
        _END,
        Column(
            "heading_start", "int", "offset of the heading's first character, the marker's where there is one", unit="characters"
        ),
        Column("heading_end", "int", "offset behind the heading, before the mark that closes it", unit="characters"),
    ),
    key="section_id",
    example='mined.directives.merge(mined.sections[["section_id", "heading"]], on="section_id", how="left")',
)

_SENTENCES = Table(
    "sentences",
    "a segment that ends at a paragraph's end or at 。！？；!?; outside quotes",
    (
        *_IN_SPEECH,
        _SECTION_ID,
        Column("sentence_id", "str", "source@start:end"),
        *_SPAN,
        _IN_HEADING,
        Column("theme", "str", "its coded theme; null where the evidence does not suffice", null=True, codebook="themes"),
        Column("family_id", "str", "the family of passages that covers it", null=True, joins="passages.family_id", across=True),
    ),
    key="sentence_id",
    example='mined.sectors.merge(mined.sentences[["sentence_id", "theme"]], on="sentence_id")',
)

_TOKENS = Table(
    "tokens",
    "one word; only where the words were asked for",
    (*_IN_SENTENCE, Column("tag", "str", "part of speech, as jieba tags it")),
    example='mined.tokens.groupby("tag").size()',
    on_demand=True,
)

_DIRECTIVES = Table(
    "directives",
    "one directive clause: one aim, or one sanction",
    (
        *_IN_SPEECH,
        _SECTION_ID,
        _SENTENCE_ID,
        Column("directive_id", "str", "source@start:end"),
        Column("parent_directive_id", "str", "the directive it is embedded in", null=True, joins="directives.directive_id"),
        *_SPAN,
        _IN_HEADING,
        Column("modality", "strs", "obligation, prohibition, permission", values=("O", "P", "M")),
        Column("strength", "int", "0 permission or hedge, 1 plain, 2 strong, 3 absolute", values=(0, 1, 2, 3)),
        Column("reported", "bool", "whether somebody else's directive is relayed"),
        Column("reported_by", "span", "who said it", null=True),
        Column("actors", "spans", "who is to act"),
        Column("deontics", "spans", "the words that oblige, forbid or permit"),
        Column("aim", "span", "the act; null in a sanction", null=True),
        Column("objects", "spans", "what or whom it acts on; role direct or indirect"),
        Column("conditions", "spans", "when, where, how; kind activation or constraint"),
        Column("purposes", "spans", "what for"),
        Column("or_else", "spans", "the sanction"),
        Column("enforces", "str", "the directive that a sanction enforces", null=True, joins="directives.directive_id"),
        Column("deadline", "span", "until when; value is the date, where it can be told", null=True),
        _SECTORS,
        Column("rule", "str", "what made the clause a directive"),
    ),
    key="directive_id",
    example='mined.directives.explode("sectors").groupby("sectors")["strength"].mean()',
    long=True,
)

_SECTOR_SPANS = Table(
    "sectors",
    "a mention of a sector, or the passage that a heading or the speech's own subject governs",
    (
        *_IN_SENTENCE,
        Column("code", "str", "the sector", codebook="sectors"),
        Column("how", "str", "mention, or what governs the passage", values=("mention", "inherited", "subject")),
    ),
    example='mined.sectors.merge(mined.directives, on="sentence_id", suffixes=("_sector", ""))',
)

_SLOGANS = Table(
    "slogans",
    "a slogan (提法)",
    (
        *_IN_SENTENCE,
        Column("type", "str", "numeric, quoted, parallel, fixed", values=("N", "Q", "P", "F")),
        Column("canonical", "str", "the wording it is a variant of"),
        Column("variant", "str", "its own wording, folded"),
    ),
    example='mined.slogans.merge(mined.speeches[["speech_id", "year"]], on="speech_id").groupby(["canonical", "year"]).size()',
)

_FACT_ROWS = Table(
    "facts",
    "a figure, an event or a document that the speech states",
    (
        *_IN_SENTENCE,
        Column("kind", "str", "what is stated", values=_FACTS),
        Column("value", "float", "the figure without its sign; null where masked", null=True, unit="as in the column unit"),
        Column("unit", "str", "the unit as written", null=True),
        Column("change", "float", "the signed figure where the kind is change", null=True, unit="as in the column unit"),
        Column("measure", "span", "the words that say what is measured", null=True),
        Column("period", "str", "the period it holds for", null=True),
        Column("date", "str", "date of an event, --MM-DD where the year is not given", null=True),
        Column("place", "str", "place of an event", null=True),
        _SECTORS,
        Column("approximate", "bool", "whether 约, 近, 余, 多 or the like stand beside it"),
        Column("check", "str", "verdict of the arithmetic check; null where nothing can be checked", null=True, values=_CHECKS),
        Column(
            "status",
            "str",
            "whether it was reached, is to be reached or is to be done",
            null=True,
            values=_STATUSES,
        ),
    ),
    example='mined.facts.merge(mined.sentences[["sentence_id", "section_id"]], on="sentence_id")',
)

_PASSAGES = Table(
    "passages",
    "one place where a passage stands that two or more speeches share",
    (
        Column("family_id", "str", "the passage, named after one of its places"),
        *_IN_SPEECH,
        *_SPAN,
        Column("similarity", "float", "share of the characters that it has in common with the family", unit="share"),
        Column("first", "bool", "whether it is the family's earliest place"),
    ),
    of_pass=2,
    example='mined.sentences.merge(mined.passages, on="family_id", suffixes=("", "_passage"))',
)

_ERRORS = Table(
    "errors",
    "an input that could not be read, or only partly",
    (
        Column("source", "str", "the input; it has a row in sources only where its text was read"),
        Column("stage", "str", "where it failed"),
        Column("error", "str", "what is wrong"),
        Column("detail", "str", "and what to do"),
    ),
    example='mined.errors["error"].value_counts()',
)

_TABLES = (
    _SOURCES, _SPEECHES, _SECTIONS, _SENTENCES, _TOKENS, _DIRECTIVES, _SECTOR_SPANS, _SLOGANS, _FACT_ROWS, _PASSAGES, _ERRORS,
)  # fmt: skip
_EDITED = Column("edited", "bool", "whether a person changed or added the row; empty as no", null=True)

DECLARED = tuple(table if table is _ERRORS else replace(table, columns=(*table.columns, _EDITED)) for table in _TABLES)
"""The tables in their order."""
