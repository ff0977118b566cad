"""Speeches as mined tables describe them."""

import pytest

import speechmine as sm
from speechmine.tables.formats import FORMATS
from speechmine.tables.speeches import speeches_of


def test_speeches_of_tables_are_those_that_were_mined(sample, corpus_folder):
    assert speeches_of(sample) == sm.read_corpus(corpus_folder).speeches


@pytest.mark.parametrize("fmt", FORMATS)
def test_speeches_outlive_every_format(sample, tmp_path, fmt):
    sample.save(tmp_path, format=fmt)
    assert speeches_of(sm.load_mined(tmp_path)) == speeches_of(sample)


def test_corrected_rows_count(speeches, tmp_path):
    mined = sm.mine(speeches / "town.txt")
    mined.speeches.loc[0, "title"] = "改过的题目"
    sm.Mined(**{**vars(mined), "sections": mined.sections.drop(index=0)}).save(tmp_path)
    assert sm.outline(sm.read_corpus(tmp_path)[0]) == "改过的题目\n  二、备足物资"


def test_section_whose_parent_was_taken_out_stands_at_the_top(sample):
    whole = speeches_of(sample)[0].sections
    (cut, *_) = speeches_of(sm.Mined(**{**vars(sample), "sections": sample.sections.drop(index=0)}))
    assert whole[1].parent == 0
    assert cut.sections[0].parent is None
