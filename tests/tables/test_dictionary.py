from pathlib import Path

import pytest

import speechmine as sm
from speechmine.errors import OptionError
from speechmine.tables.column import KINDS
from speechmine.tables.dictionary import tables_page
from speechmine.tables.schema import COLUMNS, SCHEMA, TABLES

PAGE = Path(__file__).parents[2] / "docs/tables.md"


def test_page_follows_from_the_declarations():
    """After a change: ``speechmine tables > docs/tables.md``."""
    assert PAGE.read_text("utf-8") == tables_page()


def test_every_column_is_in_the_frame():
    docs = sm.table_docs()
    assert docs.groupby("table", sort=False)["column"].agg(list).to_dict() == {
        name: list(columns) for name, columns in COLUMNS.items()
    }
    assert docs["meaning"].str.len().gt(3).all()
    assert set(docs["kind"]) <= set(KINDS)
    joins = {join for join in docs["joins"] if join}
    assert joins <= {f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns}


@pytest.mark.parametrize(
    ("name", "remedy"), [("directive", "did you mean 'directives'"), ("xyz", "take one of sources, speeches")]
)
def test_unknown_table_is_refused(name, remedy):
    with pytest.raises(OptionError, match=remedy):
        sm.table_docs(name)


@pytest.mark.parametrize("name", TABLES)
def test_example_of_a_table_runs(sample, name):
    assert len(eval(SCHEMA[name].example, {"mined": sample})) >= 0  # noqa: S307 our own declarations


def test_fields_of_mined_are_the_tables(sample):
    assert list(sample.tables()) == list(TABLES)


@pytest.mark.parametrize("args", [[], ["facts"], ["facts", "--json"], ["facts", "--csv"]], ids=" ".join)
def test_command_prints_it(run, args):
    status, printed, told = run("tables", *args)
    assert (status, told) == (0, "")
    assert "change" in printed
    assert ("similarity" in printed) is (not args)
