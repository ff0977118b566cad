"""The extract stage: a ``SegmentedSpeech`` and codebooks in; directives, sectors, slogans, facts and themes out.

``annotate`` is pass 1 as a list of steps, a pure function that gives ``Annotations``; the finders do not know of tables, of
spaCy or of other speeches. Offsets are those of the folded view.
"""
