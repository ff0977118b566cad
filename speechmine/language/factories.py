"""The components of the pipeline: each finds one kind of thing in a ``Doc`` and writes it there.

A component keeps its finds, exact to the character, in ``finds_of(doc)`` and shows them as ``doc.spans[...]``,
widened to whole tokens, for displaCy and for other components.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from speechmine.codebooks import load_codebook
from speechmine.extract.affiliation import directives_with_sectors, facts_with_sectors
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.facts.facts import find_facts
from speechmine.extract.sectors import find_sectors
from speechmine.extract.slogans.slogans import find_slogans
from speechmine.extract.themes import code_themes
from speechmine.language.tokenizer import finds_of

__all__ = ["COMPONENTS"]

COMPONENTS = ("speechmine/sectors", "speechmine/slogans", "speechmine/facts", "speechmine/directives", "speechmine/themes")
"""The factories in the order in which ``pipeline`` adds them."""


class SectorFinder:
    """Finds regulated sectors; writes ``doc.spans["sectors"]``, labelled with the code."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = load_codebook("sectors", codebook)

    def __call__(self, doc: Doc) -> Doc:
        found = find_sectors(finds_of(doc)["segmented"], codebook=self.codebook)
        return _write(doc, "sectors", found, ((s.start, s.end, s.code) for s in found if s.how == "mention"))


class SloganFinder:
    """Finds slogans; writes ``doc.spans["slogans"]``, labelled N, Q, P or F."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = load_codebook("slogans", codebook)

    def __call__(self, doc: Doc) -> Doc:
        found = find_slogans(finds_of(doc)["segmented"], lexicon=self.codebook)
        return _write(doc, "slogans", found, ((s.start, s.end, s.type) for s in found))


class FactFinder:
    """Finds figures, events and documents; writes ``doc.spans["facts"]``, labelled with the kind."""

    def __call__(self, doc: Doc) -> Doc:
        finds = finds_of(doc)
        text = finds["segmented"].view.text
        found = facts_with_sectors(find_facts(finds["segmented"]), finds.get("sectors", ()), text)
        return _write(doc, "facts", found, ((f.start, f.end, f.kind) for f in found))


class ThemeCoder:
    """Codes the theme of each sentence; writes ``doc.spans["themes"]``."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = load_codebook("themes", codebook)

    def __call__(self, doc: Doc) -> Doc:
        segmented = finds_of(doc)["segmented"]
        directive = {directive.sentence for directive in finds_of(doc).get("directives", ())}
        themes = code_themes(segmented, codebook=self.codebook, directive=directive)
        coded = zip(segmented.sentences, themes, strict=True)
        return _write(doc, "themes", themes, ((s.start, s.end, theme) for s, theme in coded if theme))


class DirectiveFinder:
    """Finds directive clauses; writes ``doc.spans["directives"]``, labelled with the modality."""

    def __init__(self, codebook: str | None) -> None:
        self.codebook = load_codebook("directives", codebook)

    def __call__(self, doc: Doc) -> Doc:
        finds = finds_of(doc)
        slogans = [(slogan.start, slogan.end) for slogan in finds.get("slogans", ())]
        directives = find_directives(finds["segmented"], lexicon=self.codebook, slogans=slogans)
        found = directives_with_sectors(directives, finds.get("sectors", ()))
        return _write(doc, "directives", found, ((d.start, d.end, "".join(d.modality)) for d in found))


def _write(doc: Doc, key: str, found: Any, spans: Iterable[tuple[int, int, str]]) -> Doc:
    """Keep the finds of a component and show them as spans of whole tokens."""
    finds_of(doc)[key] = found
    view = finds_of(doc)["segmented"].view
    shown = []
    for start, end, label in spans:
        low, high = view.span(start, end)
        span = doc.char_span(low, high, label=label, alignment_mode="expand")
        if span is not None:
            shown.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=shown)
    return doc


@Language.factory("speechmine/sectors", assigns=["doc.spans"], default_config={"codebook": None})
def make_sectors(nlp: Language, name: str, codebook: str | None) -> SectorFinder:
    """Return a component that finds sectors; `codebook` is the path of a user's own."""
    return SectorFinder(codebook)


@Language.factory("speechmine/slogans", assigns=["doc.spans"], default_config={"codebook": None})
def make_slogans(nlp: Language, name: str, codebook: str | None) -> SloganFinder:
    """Return a component that finds slogans; `codebook` is the path of a user's own."""
    return SloganFinder(codebook)


@Language.factory("speechmine/facts", assigns=["doc.spans"])
def make_facts(nlp: Language, name: str) -> FactFinder:
    """Return a component that finds facts."""
    return FactFinder()


@Language.factory("speechmine/themes", assigns=["doc.spans"], default_config={"codebook": None})
def make_themes(nlp: Language, name: str, codebook: str | None) -> ThemeCoder:
    """Return a component that codes themes; `codebook` is the path of a user's own."""
    return ThemeCoder(codebook)


@Language.factory("speechmine/directives", assigns=["doc.spans"], default_config={"codebook": None})
def make_directives(nlp: Language, name: str, codebook: str | None) -> DirectiveFinder:
    """Return a component that finds directives; `codebook` is the path of a user's own."""
    return DirectiveFinder(codebook)
