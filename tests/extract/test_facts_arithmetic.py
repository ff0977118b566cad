import pytest

from speechmine.extract.facts.arithmetic import check_changes
from speechmine.records import Fact


def stated(now, difference, percentage, **options):
    unit = options.pop("unit", "起")
    return [
        Fact(0, 2, "accidents", now, "起", **options),
        Fact(4, 6, "change", difference.lstrip("-"), unit, difference),
        Fact(8, 10, "change", percentage.lstrip("-"), "%", percentage),
    ]


VERDICTS = {
    "exact": (("48", "-12", "-20"), "consistent"),
    "rounded": (("148", "-36", "-19.6"), "consistent"),
    "rounded to one": (("148", "-36", "-20"), "consistent"),
    "wrong": (("148", "-36", "-29.6"), "inconsistent"),
    "rise": (("50", "10", "25"), "consistent"),
    "against the present instead of the past": (("48", "-12", "-25"), "inconsistent"),
    "more now than the rise allows": (("5", "8", "60"), "inconsistent"),
    "nothing before": (("8", "8", "100"), None),
}


@pytest.mark.parametrize(("figures", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_check_recomputes_the_percentage(figures, verdict):
    assert {fact.check for fact in check_changes(stated(*figures))} == {verdict}


def test_check_needs_exact_figures():
    assert check_changes(stated("48", "-12", "-25", approximate=True))[2].check is None


def test_check_needs_one_unit():
    assert check_changes(stated("48", "-12", "-25", unit="人"))[2].check is None


def test_check_pairs_lists_by_position():
    facts = [
        Fact(0, 1, "accidents", "48", "起"),
        Fact(2, 3, "deaths", "20", "人"),
        Fact(4, 5, "change", "12", "起", "-12"),
        Fact(6, 7, "change", "5", "人", "-5"),
        Fact(8, 9, "change", "20", "%", "-20"),
        Fact(10, 11, "change", "18", "%", "-18"),
    ]
    assert [fact.check for fact in check_changes(facts)] == ["consistent", "inconsistent"] * 3


def test_check_leaves_a_lone_percentage():
    assert check_changes([Fact(0, 1, "change", "20", "%", "-20")])[0].check is None
