"""Pass 1 as a list of steps: a speech and the codebooks in, everything that is found in it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from speechmine.codebooks import REPLACEABLE, Codebook, check_names, load_codebook
from speechmine.extract.affiliation import directives_with_sectors, facts_with_sectors
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.readings import Reading
from speechmine.extract.facts.facts import find_facts
from speechmine.extract.facts.status import facts_with_status
from speechmine.extract.sectors import find_sectors
from speechmine.extract.slogans.slogans import find_slogans
from speechmine.extract.themes import code_themes
from speechmine.records import Annotations, Speech
from speechmine.segment.speech import segment_speech

__all__ = ["BOUNDING", "annotate", "load_codebooks"]

_Found = TypeVar("_Found")

BOUNDING = ("sectors", "slogans")
"""The codebooks whose terms bound the words."""


def load_codebooks(own: Mapping[str, str] | None = None) -> dict[str, Codebook]:
    """Load the codebooks of pass 1 by name, a user's own file in the place of ours.

    Raises
    ------
    CodebookError
        If a codebook breaks the format.
    OptionError
        If there is no codebook of a name.
    """
    own = own or {}
    check_names(own)
    return {name: load_codebook(name, own.get(name)) for name in REPLACEABLE}


def annotate(
    speech: Speech,
    codebooks: Mapping[str, Codebook],
    *,
    segmenter: str | None = None,
    readings: list[Reading] | None = None,
    failed: dict[str, Exception] | None = None,
) -> Annotations:
    """Find everything in one speech; a pure function of the speech and the codebooks.

    Parameters
    ----------
    speech : Speech
    codebooks : mapping of str to Codebook
        As ``load_codebooks`` gives them.
    segmenter : {"rjieba", "jieba"}, optional
    readings : list of Reading, optional
        Where given, how each sentence was read for directives is added to it.
    failed : dict of str to Exception, optional
        Where given, an annotation that fails is left empty and named here with what it raised.

    Examples
    --------
    >>> text = "各村要在汛期前转移危房住户，严禁超载渡运。"
    >>> found = annotate(Speech("示例.txt", 0, len(text), text), load_codebooks())
    >>> [directive.modality for directive in found.directives]
    [('O',), ('P',)]
    """
    segmented = segment_speech(speech, codebooks=[codebooks[name] for name in BOUNDING], segmenter=segmenter)
    attempt = _Attempts(failed)
    slogans = attempt("slogans", lambda: find_slogans(segmented, lexicon=codebooks["slogans"]))
    spans = [(s.start, s.end) for s in slogans]
    directives = attempt(
        "directives", lambda: find_directives(segmented, lexicon=codebooks["directives"], slogans=spans, readings=readings)
    )
    directive = {found.sentence for found in directives}
    sectors = attempt("sectors", lambda: find_sectors(segmented, codebook=codebooks["sectors"], directive=directive))
    numeric = [(s.start, s.end) for s in slogans if s.type == "N"]
    facts = attempt("facts", lambda: facts_with_status(find_facts(segmented, slogans=numeric), segmented, directive=directive))
    themes = attempt("themes", lambda: code_themes(segmented, codebook=codebooks["themes"], directive=directive))
    return Annotations(
        segmented,
        sectors=sectors,
        slogans=slogans,
        facts=facts_with_sectors(facts, sectors, segmented.view.text),
        directives=directives_with_sectors(directives, sectors),
        themes=themes or (None,) * len(segmented.sentences),
    )


class _Attempts:
    """Runs the steps of an annotation; where failures are asked for, a step that fails gives nothing and is named."""

    def __init__(self, failed: dict[str, Exception] | None) -> None:
        self._failed = failed

    def __call__(self, name: str, find: Callable[[], tuple[_Found, ...]]) -> tuple[_Found, ...]:
        if self._failed is None:
            return find()
        try:
            return find()
        except Exception as error:  # noqa: BLE001 - whatever one annotation meets, the others are still made
            self._failed[name] = error
            return ()
