"""The fields that a sentence's coding does not show, and what holds for the directives of any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechmine.codebooks import load_codebook
from speechmine.extract.directives.directives import find_directives
from speechmine.records import Section, Speech
from speechmine.sample import sample_path
from speechmine.segment.speech import segment_speech

PARTS = ("actors", "deontics", "objects", "conditions", "purposes", "or_else")


def segmented(text):
    return segment_speech(Speech("t", 0, len(text), text), codebooks=[load_codebook("sectors")])


def found(text):
    return find_directives(segmented(text))


REPORTERS = {
    "post": ("省委书记强调，要压实责任。", "省委书记"),
    "body": ("国务院安委会要求，各地要开展自查。", "国务院安委会"),
    "document": ("《条例》规定，企业应当投保。", "《条例》"),
    "own": ("企业应当投保。", None),
    "own-demand": ("要求不能降低，各村要自查。", None),
}


@pytest.mark.parametrize(("text", "reporter"), REPORTERS.values(), ids=REPORTERS)
def test_directives_reported_by(text, reporter):
    directive = found(text)[0]
    span = directive.reported_by
    assert (text[span.start : span.end] if span else None) == reporter
    assert directive.reported is (reporter is not None)


RULES = {
    "deontic": ("各村要清淤。", ["deontic:要"]),
    "imperative": ("完善预案。", ["imperative"]),
    "coordinated": ("完善预案，开展演练。", ["imperative", "coordinated"]),
    "embedded": ("督促企业建立台账。", ["imperative", "embedded"]),
    "sanction": ("对拒不整改的，依法追究责任。", ["sanction_threatened"]),
}


@pytest.mark.parametrize(("text", "rules"), RULES.values(), ids=RULES)
def test_directives_name_their_rule(text, rules):
    assert [directive.rule for directive in found(text)] == rules


KINDS = {
    "once": ("一旦发生险情，立即上报。", ["activation", "constraint"]),
    "headless": ("没有资质的，不得承接工程。", ["activation"]),
    "topic": ("对重点企业要逐家检查。", ["activation", "constraint"]),
    "principle": ("要按照属地管理的原则，压实责任。", ["constraint"]),
    "deadline": ("5月底前完成摸底。", ["constraint"]),
}


@pytest.mark.parametrize(("text", "kinds"), KINDS.values(), ids=KINDS)
def test_directives_conditions_have_a_kind(text, kinds):
    assert [condition.kind for condition in found(text)[0].conditions] == kinds


def test_directives_objects_have_a_role():
    roles = {"要向值班室报告情况。": ["indirect", "direct"], "要及时报告县政府。": ["indirect"], "把台账建起来。": ["direct"]}
    assert {text: [part.role for part in found(text)[0].objects] for text in roles} == roles


def test_directives_sanction_enforces_the_one_before():
    duty, sanction = found("企业要按期整改，逾期不改的，一律关闭。")
    assert (sanction.enforces, sanction.aim, duty.enforces) == (0, None, None)


def test_directives_parent_stands_before_its_child():
    for index, directive in enumerate(found("完善预案，督促企业抓好培训，配齐器材。")):
        assert directive.parent is None or directive.parent < index


def test_directives_take_a_slogan_whole():
    text = "推行隐患必须清零工作法。"
    assert find_directives(segmented(text), slogans=[(2, 8)])[0].deontics == ()


def test_directives_follow_a_problem_with_description():
    assert found("二是认识不到位。老人到腊月都要回家。") == ()
    assert found("二是认识不到位。\n要抓好整改。") != ()


def test_directives_under_a_review_are_none():
    text = "一、去年工作回顾\n排查隐患三百处，整改二百处。\n"
    section = Section(None, 1, "一、", "去年工作回顾", "heading", 0, len(text), 0, 8)
    assert find_directives(segment_speech(Speech("t", 0, len(text), text, sections=(section,)))) == ()
    assert found(text) != ()


def check(segmented_speech):
    directives = find_directives(segmented_speech)
    for index, directive in enumerate(directives):
        sentence = segmented_speech.sentences[directive.sentence]
        spans = [part for name in PARTS for part in getattr(directive, name) if part.how == "explicit"]
        spans = sorted((part.start, part.end) for part in [*spans, *([directive.aim] if directive.aim else [])])
        assert sentence.start <= directive.start < directive.end <= sentence.end
        assert all(start < end for start, end in spans)
        assert all(sentence.start <= start and end <= sentence.end for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert directive.parent is None or directive.parent < index
    keys = [(directive.start, directive.end) for directive in directives]
    assert len(set(keys)) == len(keys)


def test_directives_of_the_sample_keep_their_bounds():
    for path in sorted(sample_path().glob("*.txt")):
        check(segmented(path.read_text(encoding="utf-8")))


WORDS = st.sampled_from(
    [term.term for term in load_codebook("directives").terms]
    + list("，。；：、！“”《》（）的了和企业事故年月0138")
    + ["\n", "各镇", "安全", "情况"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25).map("".join))
def test_directives_of_any_text_keep_their_bounds(text):
    check(segmented(text))


def test_directives_lexicon_finds_its_examples():
    lexicon = load_codebook("directives")
    missed = [
        code.code for code in lexicon.codes.values() if code.code not in {match.term.code for match in lexicon.find(code.example)}
    ]
    assert missed == []


def test_directives_lexicon_passes_over_its_counter_examples():
    lexicon = load_codebook("directives")
    traps = [term for term in lexicon.terms if term.counter_example]
    hit = [term.term for term in traps for match in lexicon.find(term.counter_example) if match.term is term]
    assert hit == []


def test_directives_lexicon_has_a_strength_for_each_deontic():
    codes = ("obligation", "prohibition", "permission", "strengthener")
    assert all(
        term.extras.get("strength") in {"0", "1", "2", "3"} for term in load_codebook("directives").terms if term.code in codes
    )
