"""The grammar as a table, and how often each rule decided."""

from speechmine.analyse.rules import rule_frame
from speechmine.extract.directives.rules.texts import rule_texts


def test_rule_frame_lists_every_rule():
    frame = rule_frame()
    assert list(frame["rule"]) == list(rule_texts())
    assert "n_clauses" not in frame


def test_rule_frame_counts_on_a_corpus(sample):
    frame = rule_frame(sample).set_index("rule")
    assert frame["n_directives"].sum() == len(sample.directives)
    assert frame.loc["imperative", "n_clauses"] == frame.loc["imperative", "n_directives"]
    assert frame.loc["condition", "n_directives"] == 0
    assert frame.loc["condition", "n_clauses"] > 0
