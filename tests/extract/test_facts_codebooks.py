import pytest

from speechmine.codebooks import load_codebook
from speechmine.extract.facts.events import find_events
from speechmine.extract.facts.figures import find_figures

UNITS = [term for term in load_codebook("fact_units").terms if term.example]
HEADS = [term for term in load_codebook("fact_events").terms if term.code == "head" and term.example]
WORDS = [(name, term) for name in ("fact_words", "fact_measures") for term in load_codebook(name).terms if term.example]


@pytest.mark.parametrize("term", UNITS, ids=lambda term: term.term)
def test_unit_is_found_in_its_example_only(term):
    assert term.term in {figure.unit for figure in find_figures(term.example)}
    assert term.term not in {figure.unit for figure in find_figures(term.counter_example)}


@pytest.mark.parametrize("term", HEADS, ids=lambda term: term.term)
def test_event_type_is_found_in_its_example(term):
    assert [term.example[fact.start : fact.end] for fact in find_events(term.example)] == [term.example]


@pytest.mark.parametrize(("name", "term"), WORDS, ids=lambda value: getattr(value, "term", value))
def test_cue_word_is_found_in_its_example_only(name, term):
    def found(text):
        return {(match.term.code, match.term.term) for match in load_codebook(name).find(text)}

    assert (term.code, term.term) in found(term.example)
    assert (term.code, term.term) not in found(term.counter_example)


PLACES = [term for term in load_codebook("fact_places").terms if term.example]


@pytest.mark.parametrize("term", PLACES, ids=lambda term: term.term)
def test_place_is_found_in_its_example_only(term):
    book = load_codebook("fact_places")
    assert term in [match.term for match in book.find(term.example)]
    assert term not in [match.term for match in book.find(term.counter_example)]
