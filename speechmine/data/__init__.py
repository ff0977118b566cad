"""The codebooks, lexicons and the sample corpus that the package carries."""
