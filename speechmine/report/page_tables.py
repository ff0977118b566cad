"""The tables of the page: mined tables in, sections of linked cells out; what is counted is counted by the analyses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import networkx as nx
import pandas as pd

from speechmine.analyse.copies import without_copies, without_repeats
from speechmine.analyse.groups import indicator_groups
from speechmine.analyse.indicators import INDICATORS, indicator_evidence
from speechmine.analyse.reuse.families import family_frame
from speechmine.analyse.reuse.pairs import reuse_frame
from speechmine.analyse.reuse.travels import shared_frame
from speechmine.analyse.sectors import sector_frame
from speechmine.analyse.slogans import slogan_frame
from speechmine.analyse.themes.model import ThemeModel
from speechmine.analyse.topics import topic_summary
from speechmine.folding import fold
from speechmine.report.anchors import Anchors, Cell
from speechmine.report.messages import tell
from speechmine.tables.mined import Mined

__all__ = ["Measured", "PageSection", "page_sections"]

_TOP = 25
_LONGEST = 120  # characters of a passage in a table
_COPIES = "{n} speeches, {copies} of which only copy others: these are listed, but counted once elsewhere."
# Title and a word on how to read it of each section, in order.
_SECTIONS = {
    "overview": ("Corpus", ""),
    "themes": ("Themes", "Figure: themes of the codebook. Table: clusters of sentences that recur across speeches."),
    "sectors": ("Sectors by year", "Mentions and passages that a heading on the sector or the speech's subject governs."),
    "actors": ("Who must do what", "Directives by the actor they address; inherited actors count."),
    "slogans": (
        "Slogans and variants",
        "Indented: other wordings. Types: N numeric abbreviation, Q quoted formula, P parallelism, F other formula.",
    ),
    "reuse": ("Reuse", "Passages that two or more speeches share."),
    "network": ("Network", "Sectors that stand in one sentence; q is the false discovery rate."),
    "indicators": ("Indicators", "Densities are for each 1,000 characters, shares go from 0 to 1."),
}


@dataclass(frozen=True)
class PageSection:
    """A section of the page: its id, its title, a word on how to read it, and tables of a caption, headers and rows."""

    name: str
    title: str
    note: str
    tables: tuple[tuple[str, Sequence[str], Sequence[Sequence[Cell]]], ...]
    figures: tuple[str, ...] = ()


class Measured(NamedTuple):
    """What tables and figures both show: the indicators by speech, and the network of sectors."""

    indicators: pd.DataFrame
    network: nx.Graph


def page_sections(mined: Mined, anchors: Anchors, labels: Mapping[str, str], measured: Measured) -> list[PageSection]:
    """Return the sections of the page in order.

    Parameters
    ----------
    mined : Mined
    anchors : Anchors
    labels : mapping of str to str
        Label of each sector code.
    measured : Measured
    """
    n = len(mined.speeches)
    counted = n - mined.speeches["cluster_id"].nunique()
    copies = tell(_COPIES, n=n, copies=counted)
    speeches = without_copies(mined.speeches, mined.speeches)
    once = replace(
        mined,
        **{
            name: without_copies(getattr(mined, name), mined.speeches)
            for name in ("sentences", "directives", "sectors", "slogans", "facts")
        },
    )
    tables = {
        "overview": (_overview(mined, anchors),), "themes": (_themes(mined, anchors, labels),),
        "sectors": (_sectors(once, anchors, speeches, labels),), "actors": (_actors(once, anchors),),
        "slogans": (_slogans(once, anchors),), "reuse": _reuse(mined, anchors),
        "network": (_network(mined, anchors, labels, measured.network),),
        "indicators": (_indicators(mined, anchors, measured.indicators), _groups(mined, anchors, measured.indicators)),
    }  # fmt: skip
    notes = {name: tell(note) for name, (_, note) in _SECTIONS.items()} | {"overview": copies}
    return [PageSection(name, tell(title), notes[name], tables[name]) for name, (title, _) in _SECTIONS.items()]


def _of(frame: pd.DataFrame, column: str, value: object) -> pd.DataFrame:
    return frame[frame[column] == value]


def _told(value: object) -> Cell:
    return Cell("" if value is None or value is pd.NA or value != value else str(value))  # noqa: PLR0124 - NaN


def _level(value: object) -> Cell:
    return Cell(tell(value)) if isinstance(value, str) else Cell("")


def _overview(mined: Mined, anchors: Anchors) -> Any:
    rows = []
    tables = (mined.sentences, mined.directives, mined.sectors, mined.slogans, mined.facts, mined.passages)
    for speech in mined.speeches.to_dict("records"):
        own = [_of(table, "speech_id", speech["speech_id"]) for table in tables]
        title = anchors.counted(own[0].head(1), speech["title"] or speech["speech_id"])
        told = (_told(speech["date"] or speech["year"]), _level(speech["level"]), _told(speech["place"]))
        rows.append((title, *told, *(anchors.counted(table) for table in own)))
    headers = ("speech", "date", "level", "place", "sentences", "directives", "sectors", "slogans", "facts", "shared passages")
    return "", headers, rows


def _themes(mined: Mined, anchors: Anchors, labels: Mapping[str, str]) -> Any:
    summary = topic_summary(mined, ThemeModel(), labels=labels)
    assigned = without_copies(pd.DataFrame(summary["assignments"]), mined.speeches)
    rows = []
    for theme in summary["themes"]:
        own = _of(assigned, "theme", theme["id"])
        typical = theme["exemplars"][:1]
        example = anchors.counted(pd.DataFrame(typical), typical[0]["text"]) if typical else Cell("")
        words = Cell("、".join(theme["keywords"][:8]))
        rows.append(
            (
                Cell(f"{theme['id']} {theme['label']}"),
                words,
                anchors.counted(own),
                anchors.counted(own, str(theme["n_speeches"])),
                example,
            )
        )
    return "", ("theme", "keywords", "sentences", "speeches", "typical sentence"), rows


def _sectors(once: Mined, anchors: Anchors, speeches: pd.DataFrame, labels: Mapping[str, str]) -> Any:
    year = speeches.set_index("speech_id")["year"]
    spans = once.sectors.assign(year=once.sectors["speech_id"].map(year))
    years = sorted(int(value) for value in year.dropna().unique())
    tree = sector_frame(once)
    order = tree.sort_values(["n_mentions", "code"], ascending=[False, True]).loc[tree["n_speeches"] > 0, "code"]
    largest = max((len(own) for _, own in spans.groupby(["code", "year"])), default=1)
    rows = []
    for code in order[:_TOP]:
        own = _of(spans, "code", code)
        cells = [_of(own, "year", value) for value in years]
        shaded = (anchors.counted(cell, shade=len(cell) / largest) for cell in cells)
        rows.append(
            (Cell(labels.get(code, code)), anchors.counted(own), anchors.counted(own, str(own["speech_id"].nunique())), *shaded)
        )
    return "", ("sector", "all", "speeches", *map(str, years)), rows


def _actors(once: Mined, anchors: Anchors) -> Any:
    told = [
        (fold(name), row)
        for row in once.directives.to_dict("records")
        for name in dict.fromkeys(part["text"] for part in row["actors"])
    ]
    by_actor: dict[str, list[dict[Any, Any]]] = {}
    for name, row in told:
        by_actor.setdefault(name, []).append(row)
    ranked = sorted(by_actor.items(), key=lambda item: (-len(item[1]), item[0]))[:_TOP]
    headers = ("actor", "directives", "obligations", "prohibitions", "permissions", "strong", "deadline", "or else", "does what")
    tests = (
        bool, lambda row: "O" in row["modality"], lambda row: "P" in row["modality"],
        lambda row: "M" in row["modality"], lambda row: row["strength"] > 1, lambda row: row["deadline"],
        lambda row: row["or_else"],
    )  # fmt: skip
    return "", headers, [
        (Cell(name), *(_counted([row for row in rows if test(row)], anchors) for test in tests), _doing(rows, anchors))
        for name, rows in ranked
    ]  # fmt: skip


def _counted(rows: list[dict[Any, Any]], anchors: Anchors) -> Cell:
    return anchors.counted(pd.DataFrame(rows, columns=["speech_id", "sentence_id", "start"]))


def _doing(rows: list[dict[Any, Any]], anchors: Anchors) -> Cell:
    """What the strictest directive asks, as its deontic, aim and objects."""
    row = max(rows, key=lambda row: (row["strength"], bool(row["aim"]), -row["start"]))
    parts = [*row["deontics"], row["aim"], *row["objects"]] if row["aim"] else [row]
    text = "".join("".join(part["text"].split()) for part in parts)
    return anchors.counted(pd.DataFrame([row])[["speech_id", "sentence_id", "start"]], text[:_LONGEST])


def _slogans(once: Mined, anchors: Anchors) -> Any:
    frame = slogan_frame(once)
    rows = []
    for canonical in frame["canonical"].drop_duplicates()[:_TOP]:
        uses, wordings = _of(once.slogans, "canonical", canonical), _of(frame, "canonical", canonical)
        first = wordings.iloc[0]
        since = _told(wordings["first_year"].min())
        speeches = anchors.counted(uses, str(first["canonical_speeches"]))
        rows.append((Cell(canonical), Cell(first["type"]), anchors.counted(uses), speeches, since))
        for wording in wordings[wordings["variant"] != canonical].to_dict("records"):
            own = _of(uses, "variant", wording["variant"])
            told = (
                Cell(""),
                anchors.counted(own),
                anchors.counted(own, str(wording["n_speeches"])),
                _told(wording["first_year"]),
            )
            rows.append((Cell(f"　{wording['variant']}"), *told))
    return "", ("slogan", "type", "uses", "speeches", "since"), rows


def _reuse(mined: Mined, anchors: Anchors) -> Any:
    titles = dict(zip(mined.speeches["speech_id"], mined.speeches["title"], strict=True))
    aligned = reuse_frame(mined)
    pairs, families = [], []
    for row in shared_frame(mined, aligned).head(_TOP).to_dict("records"):
        some = aligned[(aligned["speech_id_a"] == row["speech_id_a"]) & (aligned["speech_id_b"] == row["speech_id_b"])]
        cells = []
        for side in "ab":
            places = pd.DataFrame({"speech_id": some[f"speech_id_{side}"], "start": some[f"start_{side}"]})
            speech = row[f"speech_id_{side}"]
            cells += [Cell(titles[speech] or speech), anchors.counted(places, str(row[f"shared_{side}"]))]
        pairs.append((*cells, _families(row, mined, anchors), Cell(tell("yes") if row["copies"] else "")))
    for row in family_frame(mined).head(_TOP).to_dict("records"):
        places = _of(mined.passages, "family_id", row["family_id"])
        text = " ".join(row["text"].split())
        shown = Cell(text[:_LONGEST] + ("…" if len(text) > _LONGEST else ""))
        told = (
            anchors.counted(places.head(1), str(row["n_chars"])),
            anchors.counted(places),
            anchors.counted(places, str(row["n_speeches"])),
            anchors.counted(_of(places, "speech_id", row["first_speech"]), row["first_date"] or ""),
        )
        families.append((shown, *told, _level(row["direction"])))
    return (
        ("Pairs of speeches", ("speech", "characters", "shared with", "characters", "families", "copy"), pairs),
        ("Passages", ("passage", "characters", "places", "speeches", "first", "direction"), families),
    )


def _families(row: Mapping[Any, Any], mined: Mined, anchors: Anchors) -> Cell:
    """The number of families that both speeches of a pair have, with their places in either."""
    sides = [_of(mined.passages, "speech_id", row[f"speech_id_{side}"]) for side in "ab"]
    both = set(sides[0]["family_id"]) & set(sides[1]["family_id"])
    places = pd.concat(sides)
    return anchors.counted(places[places["family_id"].isin(both)], str(row["families"]))


def _network(mined: Mined, anchors: Anchors, labels: Mapping[str, str], G: nx.Graph) -> Any:
    note = tell("Hypergeometric test of these sentences against all, adjusted for {n} pairs", n=G.graph.get("tested", ""))
    edges = sorted(G.edges(data=True), key=lambda edge: (-edge[2]["count"], edge[0], edge[1]))[:_TOP]
    rows = []
    for a, b, data in edges:
        codes = [str(node).partition(":")[2] for node in (a, b)]
        both = [set(_of(mined.sectors, "code", code)["sentence_id"]) for code in codes]
        shared = mined.sectors[mined.sectors["sentence_id"].isin(both[0] & both[1])]
        cells = (Cell(labels.get(code, code)) for code in codes)
        counted = anchors.counted(without_repeats(shared, mined), str(data["count"]))
        rows.append((*cells, counted, counted._replace(text=f"{data['q']:.2g}", note=note)))
    return "", ("sector", "sector", "sentences", "q"), rows


def _indicators(mined: Mined, anchors: Anchors, frame: pd.DataFrame) -> Any:
    evidence = indicator_evidence(mined)
    evidence["agenda_entropy_normalised"] = evidence["agenda_entropy"]
    rows = []
    for speech in frame.to_dict("records"):
        title = Cell(speech["title"] or speech["speech_id"])
        cells = (
            anchors.counted(_of(evidence[name], "speech_id", speech["speech_id"]), _figure(speech[name])) for name in INDICATORS
        )
        rows.append((title, _told(speech["year"]), *cells))
    return "By speech: each figure leads to what it counts", ("speech", "year", *_words()), rows


def _groups(mined: Mined, anchors: Anchors, frame: pd.DataFrame) -> Any:
    groups = indicator_groups(frame, by="level")
    counted = without_copies(frame, frame)
    first = mined.sentences.drop_duplicates("speech_id")
    note = tell("Mean of this indicator over the group's speeches, whose figures stand in the table above")
    rows = []
    for group, own in groups.groupby("group", sort=True):
        told = own.set_index("indicator").to_dict("index")
        behind = first[first["speech_id"].isin(_of(counted, "level", group)["speech_id"])]
        cells = (anchors.counted(behind, _mean(told[name]))._replace(note=note) for name in INDICATORS)
        n = str(max(row["n_speeches"] for row in told.values()))
        rows.append((_level(group), anchors.counted(behind, n), *cells))
    return "By level: mean of the speeches, 95 % interval", ("level", "n", *_words()), rows


def _words() -> list[str]:
    return [name.replace("_", " ") for name in INDICATORS]


def _figure(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _mean(row: Mapping[Any, float]) -> str:
    interval = "" if pd.isna(row["mean_low"]) else f" ({_figure(row['mean_low'])}–{_figure(row['mean_high'])})"
    return _figure(row["mean"]) + interval
