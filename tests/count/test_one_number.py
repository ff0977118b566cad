"""Whatever is quoted is the same number wherever it is read, and a group-by of ``use_frame``."""

import csv
import io
import json
import re

import matplotlib as mpl
import pytest
from click.testing import CliRunner

import speechmine as sm
from speechmine.cli.main import cli
from speechmine.report.page import report_page

mpl.use("agg")


def counted(mined, kind, **options):
    uses = sm.use_frame(mined, kind, **options)
    return uses[uses["counts"]]


def n_uses(uses):
    return uses.groupby("id")["use_id"].nunique().to_dict()


def n_speeches(uses):
    return uses.groupby("id")["speech_id"].nunique().to_dict()


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory):
    out = tmp_path_factory.mktemp("mined")
    sample.save(out)
    return out


@pytest.fixture
def listed(run, folder):
    """The rows that a listing prints as CSV."""

    def rows(*command):
        status, out, err = run(command[0], folder, *command[1:])
        assert status == 0, err
        return list(csv.DictReader(io.StringIO(out)))

    return rows


@pytest.fixture(scope="module")
def page(sample):
    return report_page(sample, lang="en")


@pytest.fixture(scope="module")
def table(page):
    """Rows of the tables of a section of the page, as texts."""

    def rows(section, number=0):
        part = page.split(f'<h2 id="{section}">')[1].split("<h2 ")[0]
        body = part.split("<tbody>")[1 + number].split("</tbody>")[0]
        return [
            [re.sub("<.*?>", "", cell) for cell in re.findall("<td.*?</td>", row)] for row in re.findall("<tr>.*?</tr>", body)
        ]

    return rows


@pytest.fixture(scope="module")
def summary(folder):
    return json.loads(CliRunner().invoke(cli, ["topics", str(folder), "--json"]).stdout)


@pytest.fixture(autouse=True)
def close_figures():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


def test_sectors(sample, summary, listed, table):
    uses = counted(sample, "sectors")
    mentions, used, speeches = n_uses(uses[uses["how"] == "mention"]), n_uses(uses), n_speeches(uses)
    frame = sm.sector_frame(sample)
    own = frame[frame["n_uses"] > 0].set_index("code")
    assert own["n_uses"].to_dict() == used
    assert own["n_mentions"].to_dict() == {code: mentions.get(code, 0) for code in used}
    assert own["n_speeches"].to_dict() == speeches
    assert {row["code"]: (row["n_mentions"], row["n_speeches"]) for row in summary["sectors"]} == {
        code: (mentions.get(code, 0), speeches[code]) for code in used
    }
    assert {row["code"]: int(row["n_uses"]) for row in listed("sectors", "--csv") if int(row["n_uses"])} == used
    assert sm.sector_timeline(sample).groupby("code")["n_uses"].sum().to_dict() == used
    assert sm.sector_timeline(sample).groupby("code")["n_speeches"].sum().to_dict() == speeches
    labels = {entry.extras.get("label_en") or entry.label: code for code, entry in sm.load_codebook("sectors").codes.items()}
    shown = {labels[row[0]]: row for row in table("sectors")}
    assert {code: (int(row[1]), int(row[2])) for code, row in shown.items()} == {
        code: (used[code], speeches[code]) for code in shown
    }
    years = uses.dropna(subset=["year"]).groupby(["id", "year"])["use_id"].nunique()
    assert {code: sum(int(cell or 0) for cell in row[3:]) for code, row in shown.items()} == {
        code: years[code].sum() for code in shown
    }


def test_figure_of_sectors(sample):
    uses = counted(sample, "sectors")
    speeches = sample.speeches.drop_duplicates("cluster_id")["year"].value_counts()
    by_year = uses.groupby(["id", "year"])["use_id"].nunique()
    ax = sm.plot_sectors(sample, sectors=8, lang="en")
    labels = {entry.extras.get("label_en") or entry.label: code for code, entry in sm.load_codebook("sectors").codes.items()}
    codes = [labels[label.get_text()] for label in ax.get_yticklabels()]
    years = [int(label.get_text().split(" ")[0]) for label in ax.get_xticklabels()]
    drawn = ax.images[0].get_array()
    assert drawn.tolist() == [[by_year.get((code, year), 0) / speeches[year] for year in years] for code in codes]


def test_slogans(sample, summary, listed, table):
    uses = counted(sample, "slogans")
    used, speeches = n_uses(uses), n_speeches(uses)
    frame = sm.slogan_frame(sample).drop_duplicates("canonical").set_index("canonical")
    assert frame["canonical_uses"].to_dict() == used
    assert frame["canonical_speeches"].to_dict() == speeches
    assert {row["canonical"]: (row["n"], row["n_speeches"]) for row in summary["slogans"]} == {
        k: (used[k], speeches[k]) for k in used
    }
    assert {row["canonical"]: int(row["canonical_uses"]) for row in listed("slogans", "--csv")} == used
    assert sm.slogan_timeline(sample).groupby("canonical")["n_uses"].sum().to_dict() == used
    shown = {row[0]: row for row in table("slogans") if not row[0].startswith("　")}
    assert {slogan: (int(row[2]), int(row[3])) for slogan, row in shown.items()} == {k: (used[k], speeches[k]) for k in shown}
    wordings = uses.groupby("variant")["use_id"].nunique()
    assert {
        row[0].strip("　"): int(row[2]) for row in table("slogans") if row[0].startswith("　")
    }.items() <= wordings.to_dict().items()


def test_figure_of_slogans(sample):
    uses = counted(sample, "slogans").dropna(subset=["year"])
    told = [label.get_text() for label in sm.plot_slogans(sample).get_yticklabels()]
    assert {text.split(" (n=")[0].rstrip("…"): int(text.split("n=")[1][:-1]) for text in told}.items() <= {
        slogan[:22]: n for slogan, n in n_uses(uses).items()
    }.items()


def test_actors(sample, summary, table):
    uses = counted(sample, "actors")
    used, speeches = n_uses(uses), n_speeches(uses)
    frame = sm.actor_frame(sample).set_index("actor")
    assert frame["n_directives"].to_dict() == used
    assert frame["n_speeches"].to_dict() == speeches
    for how in ("explicit", "causative", "inherited"):
        assert frame.loc[frame[f"n_{how}"] > 0, f"n_{how}"].to_dict() == n_uses(uses[uses["how"] == how])
    assert {row["actor"]: (row["n_directives"], row["n_speeches"]) for row in summary["actors"]} == {
        k: (used[k], speeches[k]) for k in used
    }
    shown = {row[0]: [int(cell or 0) for cell in row[1:11]] for row in table("actors")}
    assert {actor: row[0] for actor, row in shown.items()} == {actor: used[actor] for actor in shown}
    assert all(row[0] == sum(row[1:4]) == sum(row[4:8]) for row in shown.values())


def test_figure_and_listing_of_actors(sample, listed):
    used = n_uses(counted(sample, "actors"))
    ax = sm.plot_actors(sample, actors=6, lang="en")
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert [int(text.get_text().split("n=")[1].split(",")[0]) for text in ax.texts] == [used[name] for name in names]
    rows = listed("directives", "--actor", names[0], "--csv")
    assert sum(names[0] in row["actor"].split("|") for row in rows) == used[names[0]]
    frame = sm.directive_frame(sample)
    assert sum(names[0] in actors.split("|") for actors in frame["actor"]) == used[names[0]]


def test_facts(sample, listed):
    used = n_uses(counted(sample, "facts"))
    assert sm.fact_frame(sample)["kind"].value_counts().to_dict() == used
    rows = listed("facts", "--csv")
    assert {kind: sum(row["kind"] == kind for row in rows) for kind in used} == used
    assert sm.event_frame(sample)["n_mentions"].sum() == used["event"]


def test_themes_found(sample, summary, table):
    uses = counted(sample, "themes", themes=[row["theme"] for row in summary["assignments"]])
    used, speeches = n_uses(uses), n_speeches(uses)
    assert {row["id"]: (row["n_sentences"], row["n_speeches"]) for row in summary["themes"]} == {
        k: (used[k], speeches[k]) for k in used
    }
    assert {row[0].split(" ")[0]: (int(row[2]), int(row[3])) for row in table("themes")} == {
        k: (used[k], speeches[k]) for k in used
    }
    frame = sm.prevalence_frame(sample, themes=[row["theme"] for row in summary["assignments"]], n_resamples=0)
    assert dict(zip(frame["theme"], frame["n_sentences"], strict=True)) == used


def test_themes_coded(sample):
    uses = counted(sample, "themes")
    frame = sm.prevalence_frame(sample, n_resamples=0)
    assert dict(zip(frame["theme"], frame["n_sentences"], strict=True)) == n_uses(uses)
    yearly = sm.prevalence_frame(sample, by="year", n_resamples=0)
    dated = uses.dropna(subset=["year"]).groupby(["id", "year"])["use_id"].nunique()
    found = {(row.theme, row.group): row.n_sentences for row in yearly.itertuples() if row.n_sentences}
    assert found == dated.to_dict()


@pytest.mark.parametrize("kind", ["sectors", "slogans", "actors"])
def test_nodes_of_graphs_count_the_sentences_of_the_uses(kind, sample):
    sentences = counted(sample, kind).groupby("id")["sentence_id"].nunique().to_dict()
    G = sm.cooccurrence_graph(sample, nodes=kind, min_count=1)
    assert {node.partition(":")[2]: n for node, n in G.nodes(data="count")} == sentences
    graphs = sm.cooccurrence_graphs(sample, nodes=kind, by="level", min_count=1)
    by_level = counted(sample, kind).groupby(["level", "id"])["sentence_id"].nunique().to_dict()
    assert {(level, node.partition(":")[2]): n for level, G in graphs.items() for node, n in G.nodes(data="count")} == by_level


def test_indicators_count_what_stands_in_each_speech(sample):
    frame = sm.indicator_frame(sample).set_index("speech_id")
    for column, kind in (("n_slogans", "slogans"), ("n_sector_mentions", "sectors")):
        uses = sm.use_frame(sample, kind, keep_copies=True)
        uses = uses[~uses["how"].isin(["inherited", "subject"])]
        assert frame.loc[frame[column] > 0, column].to_dict() == uses.groupby("speech_id")["use_id"].nunique().to_dict()


def test_copies_are_kept_alike_everywhere(sample, run, folder, listed):
    topics = json.loads(run("topics", folder, "--json", "--keep-copies", "--themes", 4)[1])
    used = {kind: n_uses(sm.use_frame(sample, kind)) for kind in ("slogans", "actors", "facts")}
    assert {row["canonical"]: row["n"] for row in topics["slogans"]} == used["slogans"]
    assert {row["actor"]: row["n_directives"] for row in topics["actors"]} == used["actors"]
    assert {row["canonical"]: int(row["canonical_uses"]) for row in listed("slogans", "--csv", "--keep-copies")} == used[
        "slogans"
    ]
    assert len(listed("facts", "--csv", "--keep-copies")) == sum(used["facts"].values())
