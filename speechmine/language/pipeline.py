"""Put the spaCy pipeline together: codebooks in, a ready ``Language`` out; and read what it found in a ``Doc``.

Its components run the finders that ``speechmine.extract.annotate`` runs without spaCy when a corpus is mined.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from speechmine.codebooks import check_names
from speechmine.extract.annotate import BOUNDING
from speechmine.language.factories import COMPONENTS
from speechmine.language.tokenizer import TOKENIZER, finds_of
from speechmine.records import Annotations

__all__ = ["annotations_of", "pipeline"]


def pipeline(codebooks: Mapping[str, str | Path] | None = None, *, segmenter: str | None = None) -> Language:
    """Return a ready spaCy pipeline for Chinese speeches.

    Parameters
    ----------
    codebooks : mapping of str to path, optional
        A user's own file for ``sectors``, ``slogans``, ``themes`` or ``directives``.
    segmenter : {"rjieba", "jieba"}, optional

    Returns
    -------
    Language
        ``nlp(text)`` gives a ``Doc`` with sentences, tags, and spans of whole tokens: ``doc.spans["sectors"]``, ``["slogans"]``,
        ``["facts"]``, ``["themes"]`` and ``["directives"]``. ``nlp.to_disk`` and ``spacy.load`` work, codebooks being loaded
        again from their paths.

    Raises
    ------
    CodebookError
        If a codebook breaks the format.
    OptionError
        If a codebook's name or the segmenter is not known.

    Examples
    --------
    >>> doc = pipeline()("各村要落实党政同责、一岗双责，严禁超载。")
    >>> [(span.text, span.label_) for span in doc.spans["slogans"]]
    [('党政同责、一岗双责', 'F')]
    """
    paths = {name: str(path) for name, path in (codebooks or {}).items()}
    check_names(paths)
    bounding = {name: paths[name] for name in BOUNDING if name in paths}
    tokenizer = {"@tokenizers": TOKENIZER, "codebooks": bounding, "segmenter": segmenter}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for factory in COMPONENTS:
        name = factory.removeprefix("speechmine/")
        nlp.add_pipe(factory, config={"codebook": paths[name]} if name in paths else {})
    return nlp


def annotations_of(doc: Doc) -> Annotations:
    """Return what the pipeline found in a document, exact to the character."""
    return Annotations(**finds_of(doc))
