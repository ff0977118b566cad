"""The records that travel between the stages: frozen dataclasses, no behaviour beyond looking things up."""

from speechmine.records.annotations import MODALITIES, Component, Directive, Fact, SectorSpan, Slogan
from speechmine.records.corpus import Corpus
from speechmine.records.found import Annotations
from speechmine.records.segmented import SegmentedSpeech, Sentence, Word
from speechmine.records.source import Source
from speechmine.records.speech import Section, Speech

__all__ = [
    "MODALITIES",
    "Annotations",
    "Component",
    "Corpus",
    "Directive",
    "Fact",
    "Section",
    "SectorSpan",
    "SegmentedSpeech",
    "Sentence",
    "Slogan",
    "Source",
    "Speech",
    "Word",
]
