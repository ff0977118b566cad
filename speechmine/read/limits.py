"""How much the read stage takes in: sizes, depths and counts, each with its reason.

What passes a limit becomes an ``InputError``; nothing is cut short silently. The longest report of a government runs to
some 60,000 characters, so that every limit lies far above honest texts and far below what fills a computer's memory.
"""

from __future__ import annotations

__all__ = [
    "MAX_DOCX_BYTES",
    "MAX_DOCX_PART_BYTES",
    "MAX_FILE_BYTES",
    "MAX_FOLDER_DEPTH",
    "MAX_HTML_BYTES",
    "MAX_HTML_DEPTH",
    "MAX_LINKED_FOLDERS",
    "MAX_PDF_PAGES",
    "MAX_TEXT_CHARS",
]

MAX_FILE_BYTES = 256 * 2**20
"""Size of one file. A file is held in memory whole to be hashed and decoded; tables of ten thousand speeches still fit."""

MAX_TEXT_CHARS = 5_000_000
"""Length of one text. Five times the longest classic novel; beyond it stands a dump of many texts, which takes rows."""

MAX_DOCX_BYTES = 512 * 2**20
"""Sum of the unpacked parts that a .docx declares, pictures included; more than that is a zip bomb."""

MAX_DOCX_PART_BYTES = 64 * 2**20
"""Unpacked size of one XML part of a .docx; the parsed tree takes about ten times as much memory."""

MAX_HTML_BYTES = 32 * 2**20
"""Size of one HTML file; the markup of a page may outweigh its text by fifty to one."""

MAX_HTML_DEPTH = 512
"""Elements inside one another; browsers stop at this depth too."""

MAX_PDF_PAGES = 2_000
"""Pages of a PDF. A yearbook has a thousand; a page takes about ten milliseconds."""

MAX_FOLDER_DEPTH = 100
"""Folders inside one another; no archive is nested deeper, and a thousand would break the walk."""

MAX_LINKED_FOLDERS = 10
"""Linked folders on the way to a file; links that cross over multiply a tree without making a loop."""
