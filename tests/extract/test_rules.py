"""The grammar as named rules: each is glossed, fires on its example, and every clause and every refusal names one."""

import pytest

from speechmine.extract.directives.directives import find_directives
from speechmine.extract.directives.readings import decided
from speechmine.extract.directives.rules.grammar import CONDUCT, STAGES, WHOLE
from speechmine.extract.directives.rules.texts import rule_texts
from speechmine.sample import sample_path

from .coding import coded, segmented
from .test_directives import DECIDED, OTHER

TEXTS = list(rule_texts().values())
IDS = [text.name for text in TEXTS]


def names(speech, **options):
    """The rules of each sentence: those of its clauses, and of its rows."""
    readings, view = [], speech.view.text
    rows = find_directives(speech, readings=readings, **options)
    found = []
    for reading in readings:
        sentence = speech.sentences[reading.sentence]
        own = [name for *_, name in decided(reading, view, span=(sentence.start, sentence.end))]
        found.append([*own, *(row.rule.partition(":")[0] for row in rows if row.sentence == reading.sentence)])
    return found


def fired(text):
    return {name for sentence in names(segmented(text)) for name in sentence}


def test_rules_are_those_that_are_glossed():
    grammar = [(stage, rule.name) for stage, rules in STAGES.items() for rule in rules]
    assert [(text.stage, text.name) for text in TEXTS] == [*grammar, ("whole", CONDUCT), *(("whole", name) for name in WHOLE)]


@pytest.mark.parametrize("rule", TEXTS, ids=IDS)
def test_rule_fires_on_its_example_alone(rule):
    assert rule.name in fired(rule.example)
    assert rule.name not in fired(rule.counter_example)


@pytest.mark.parametrize("rule", TEXTS, ids=IDS)
def test_rule_codes_its_example_as_it_says(rule):
    assert "; ".join(coded(rule.example)) == rule.coding


@pytest.mark.parametrize("rule", TEXTS, ids=IDS)
def test_rule_is_glossed_in_both_languages(rule):
    assert rule.label
    assert rule.label_en
    assert bool(rule.otherwise) == bool(rule.otherwise_en)


KNOWN_WRONG = [text for text in TEXTS if text.known_wrong]


@pytest.mark.parametrize("rule", KNOWN_WRONG, ids=[text.name for text in KNOWN_WRONG])
def test_rule_known_to_go_wrong_still_decides(rule):
    assert rule.name in fired(rule.known_wrong)


@pytest.mark.parametrize("text", [*OTHER.values(), *(text for text, coded_so in DECIDED.values() if not coded_so)])
def test_rule_refuses_what_is_no_directive(text):
    for sentence in names(segmented(text)):
        assert sentence
        assert all(name in rule_texts() for name in sentence)


def test_rule_decides_every_clause_of_the_sample():
    for path in sorted(sample_path().glob("*.txt")):
        speech = segmented(path.read_text(encoding="utf-8"))
        found = names(speech)
        assert len(found) == len(speech.sentences)
        assert all(sentence and set(sentence) <= rule_texts().keys() for sentence in found)


def test_rule_switched_off_decides_nothing():
    speech = segmented("严禁超员，超速开船。")
    assert "prohibition_goes_on" in names(speech)[0]
    assert "prohibition_goes_on" not in names(speech, without=["prohibition_goes_on"])[0]
