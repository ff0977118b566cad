"""The structure stage: a ``Source`` in; its speeches, each with header and tree of headings, out.

Structure is typography over raw characters: it costs no model and bounds every later step. It imports ``read`` and what all
stages share; the texts stay as they are, and sections point into them.
"""
