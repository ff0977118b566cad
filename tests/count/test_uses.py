import pytest

from speechmine.count.uses import KINDS, use_frame
from speechmine.errors import OptionError

COLUMNS = [
    "use_id", "id", "label", "variant", "how", "source", "speech_id", "sentence_id", "start", "end", "text", "year", "level", "counts", "why_not",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_use_points_to_its_characters(kind, sample):
    uses = use_frame(sample, kind)
    assert uses.columns[: len(COLUMNS)].tolist() == COLUMNS
    assert all(sample.texts[row.source][row.start : row.end] == row.text for row in uses.itertuples())


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_count_says_why(kind, sample):
    uses = use_frame(sample, kind)
    assert set(uses.loc[~uses["counts"], "why_not"]) <= {"copy", "passage"}
    assert uses.loc[uses["counts"], "why_not"].isna().all()
    assert use_frame(sample, kind, keep_copies=True)["counts"].all()


@pytest.mark.parametrize("kind", ["slogans", "facts"])
def test_a_row_of_the_table_is_a_use(kind, sample):
    assert use_frame(sample, kind)["use_id"].nunique() == len(getattr(sample, kind))


def test_a_governed_passage_is_one_use_with_a_row_a_sentence(sample):
    uses = use_frame(sample, "sectors")
    assert uses["use_id"].nunique() == len(sample.sectors)
    inherited = uses[uses["how"] != "mention"]
    assert inherited["use_id"].nunique() < len(inherited) == len(inherited.drop_duplicates(["use_id", "sentence_id"]))


def test_sectors_of_directives_join_on_their_sentence(sample):
    found = set(use_frame(sample, "sectors")[["sentence_id", "id"]].itertuples(index=False, name=None))
    asked = {(row.sentence_id, code) for row in sample.directives.itertuples() for code in row.sectors}
    assert asked <= found


def test_an_actor_named_twice_in_a_directive_is_used_once(mined):
    part = mined.directives["actors"].map(len).idxmax()
    twice = mined.directives["actors"][part]
    mined.directives.at[part, "actors"] = [{**twice[0], "how": "inherited"}, *twice]
    uses = use_frame(mined, "actors")
    own = uses[uses["directive_id"] == mined.directives["directive_id"][part]]
    assert own["how"].tolist() == ["explicit"] * len(twice)


def test_themes_found_can_take_the_place_of_the_coded_ones(mined):
    themes = [None, *["K01"] * (len(mined.sentences) - 1)]
    uses = use_frame(mined, "themes", themes=themes)
    assert uses["id"].tolist() == ["K01"] * (len(mined.sentences) - 1)
    assert uses["label"].tolist() == uses["id"].tolist()


def test_unknown_kind_is_refused(mined):
    with pytest.raises(OptionError, match="take one of sectors, slogans"):
        use_frame(mined, "terms")
