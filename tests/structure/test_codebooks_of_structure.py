"""Every example of the structure stage's word lists is coded, every counter-example is not."""

import pytest

from speechmine.codebooks import load_codebook

CODES = [
    (name, code) for name in ("chrome", "headings", "levels", "roles", "surnames", "titles") for code in load_codebook(name).codes
]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_structure_codebook_examples(name, code):
    codebook = load_codebook(name)
    declared = codebook.codes[code]
    assert any(term.term in declared.example for term in codebook.terms if term.code == code)
    assert not any(match.term.code == code for match in codebook.find(declared.counter_example))
