"""Pass 1 as a list of steps: a speech and the codebooks in, everything that is found in it out."""

from __future__ import annotations

from collections.abc import Mapping

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

    Examples
    --------
    >>> text = "各村要在汛期前转移危房住户，严禁超载渡运。"
    >>> found = annotate(Speech("示例.txt", 0, len(text), text), load_codebooks())
    >>> [directive.modality for directive in found.directives]
    [('O',), ('P',)]
    """
    segmented = segment_speech(speech, codebooks=[codebooks[name] for name in BOUNDING], segmenter=segmenter)
    slogans = find_slogans(segmented, lexicon=codebooks["slogans"])
    spans = [(s.start, s.end) for s in slogans]
    directives = find_directives(segmented, lexicon=codebooks["directives"], slogans=spans, readings=readings)
    directive = {found.sentence for found in directives}
    sectors = find_sectors(segmented, codebook=codebooks["sectors"], directive=directive)
    facts = facts_with_sectors(find_facts(segmented), sectors, segmented.view.text)
    return Annotations(
        segmented,
        sectors=sectors,
        slogans=slogans,
        facts=facts_with_status(facts, segmented, directive=directive),
        directives=directives_with_sectors(directives, sectors),
        themes=code_themes(segmented, codebook=codebooks["themes"], directive=directive),
    )
