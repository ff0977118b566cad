from speechmine.analyse.copies import each_for_itself, without_repeats
from speechmine.analyse.rankings import slogan_frame


def test_rankings_count_a_shared_passage_once(sample):
    once, kept = slogan_frame(sample), slogan_frame(each_for_itself(sample))
    assert kept["n"].sum() == len(sample.slogans) > once["n"].sum()


def test_all_rows_count_where_each_stands_for_itself(sample):
    mined = each_for_itself(sample)
    assert len(without_repeats(mined.sentences, mined)) == len(sample.sentences)
    assert len(without_repeats(sample.sentences, sample)) == sample.manifest["independent"]["sentences"]
