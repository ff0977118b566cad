"""How a text is coded, in short."""

from speechmine.codebooks import load_codebook
from speechmine.extract.directives.directives import find_directives
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech

MARKS = {"actors": "A", "deontics": "D", "conditions": "C", "objects": "B", "purposes": "P", "or_else": "O"}


def segmented(text):
    return segment_speech(Speech("t", 0, len(text), text), codebooks=[load_codebook("sectors")])


def coded(text):
    """Code a text, one string a directive: modality, strength, r reported, + embedded; then its parts in order."""
    speech = segmented(text)
    view = speech.view.text
    rows = []
    for d in find_directives(speech):
        parts = [(part, MARKS[name] + ("~" if part.how == "inherited" else "")) for name in MARKS for part in getattr(d, name)]
        parts += [(d.aim, "I")] if d.aim else []
        shown = [f"{mark} {view[part.start : part.end]}" for part, mark in sorted(parts, key=lambda item: item[0].start)]
        rows.append(f"{''.join(d.modality)}{d.strength}{'r' * d.reported}{'+' * (d.parent is not None)}: {', '.join(shown)}")
    return rows
