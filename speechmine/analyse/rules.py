"""The grammar of directives as a table: mined texts in, one row a rule with its example and how often it decided out."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from speechmine.codebooks import load_codebook
from speechmine.extract.annotate import BOUNDING
from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.readings import Reading, decided
from speechmine.extract.directives.rules.texts import rule_texts
from speechmine.extract.slogans.slogans import find_slogans
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.tables.mined import Mined
from speechmine.tables.speeches import speeches_of

__all__ = ["rule_frame"]


def rule_frame(mined: Mined | None = None) -> pd.DataFrame:
    """List the rules by which clauses are coded as directives, or are not.

    Parameters
    ----------
    mined : Mined, optional
        Texts on which to count; the rules are read anew on them, with the package's own codebooks.

    Returns
    -------
    DataFrame
        One row a rule, in the order in which they are tried: stage, rule, label (Chinese), label_en, example, coding (of the
        example: its directives with their parts, empty where the rule codes none), counter_example, otherwise and
        otherwise_en (what would have had to differ), known_wrong (a sentence on which it goes wrong). With `mined`,
        n_clauses (how many clauses, or sentences refused whole, it decided) and n_directives (rows of ``directives`` that
        name it), 0 where it did not.

    Examples
    --------
    >>> frame = rule_frame().set_index("rule")
    >>> frame.loc["prohibition_goes_on", ["stage", "example", "counter_example"]].tolist()
    ['joins', '严禁超员，超速开船。', '严禁超员，做好防护。']
    """
    frame = pd.DataFrame(list(rule_texts().values())).rename(columns={"name": "rule"})
    if mined is not None:
        clauses = Counter(name for speech in speeches_of(mined) for name in _decided(speech))
        rows = Counter(mined.directives["rule"].str.partition(":")[0])
        frame["n_clauses"] = [clauses[name] for name in frame["rule"]]
        frame["n_directives"] = [rows[name] for name in frame["rule"]]
    return frame


def _decided(speech: Speech) -> list[str]:
    """The rule of each clause of a speech."""
    segmented = segment_speech(speech, codebooks=[load_codebook(name) for name in BOUNDING])
    slogans = [(slogan.start, slogan.end) for slogan in find_slogans(segmented, lexicon=load_codebook("slogans"))]
    readings: list[Reading] = []
    find_directives(segmented, slogans=slogans, readings=readings)
    sentences, text = segmented.sentences, segmented.view.text
    spans = [(sentences[reading.sentence].start, sentences[reading.sentence].end) for reading in readings]
    return [name for reading, span in zip(readings, spans, strict=True) for *_, name in decided(reading, text, span=span)]
