"""The spaCy pipeline: a text or a speech in, a ``Doc`` with everything that pass 1 finds out."""

from speechmine.language.pipeline import annotate, annotations_of, pipeline

__all__ = ["annotate", "annotations_of", "pipeline"]
