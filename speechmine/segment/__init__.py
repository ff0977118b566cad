"""The segment stage: a ``Speech`` in; its folded view with sentences and words, a ``SegmentedSpeech``, out.

Every matcher further on looks at this one view and none folds on its own. It imports nothing that extracts.
"""
