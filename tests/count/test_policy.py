from speechmine.count.policy import counted_rows, counting, exclusions


def test_every_sentence_counts_where_copies_are_kept(sample):
    assert counting(sample, keep_copies=True).all()
    assert counting(sample).sum() == sample.manifest["independent"]["sentences"]


def test_a_copy_says_that_it_is_one(mined):
    why = dict(zip(mined.sentences["speech_id"], exclusions(mined), strict=True))
    assert why == {"county.txt@0": None, "plant.txt@0": None, "town.txt@0": None, "town_again.txt@0": "copy"}


def test_a_passage_counts_in_the_speech_that_it_is_named_after(mined):
    first = mined.sentences.groupby("speech_id").head(1).index
    mined.sentences.loc[first, "family_id"] = "plant.txt@0:9"
    assert exclusions(mined)[first].tolist() == ["passage", None, "passage", "copy"]


def test_rows_that_count_are_those_of_sentences_that_count(mined):
    assert "town_again.txt@0" not in set(counted_rows(mined.directives, mined)["speech_id"])
    assert len(counted_rows(mined.directives, mined, keep_copies=True)) == len(mined.directives)


def test_policy_is_worked_out_once_and_anew_for_changed_tables(mined):
    why = exclusions(mined)
    assert exclusions(mined) is why
    mined.speeches["cluster_id"] = mined.speeches["speech_id"]
    assert not (exclusions(mined) == "copy").any()
    assert (why == "copy").any()
