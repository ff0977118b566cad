"""The spaCy pipeline: a text or a speech in, a ``Doc`` with everything that pass 1 finds out."""

from speechmine.language.pipeline import annotations_of, pipeline

__all__ = ["annotations_of", "pipeline"]
