"""The tables of the page: mined tables in, sections of linked cells out; what is counted is counted by the analyses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import networkx as nx
import pandas as pd

from speechmine.analyse.actors import DEMANDS, actor_frame, actor_uses
from speechmine.analyse.groups import indicator_groups
from speechmine.analyse.indicator_table import indicator_table
from speechmine.analyse.indicators import INDICATORS, indicator_evidence
from speechmine.analyse.reuse.families import family_frame
from speechmine.analyse.reuse.pairs import reuse_frame
from speechmine.analyse.reuse.travels import shared_frame
from speechmine.analyse.sectors import sector_frame
from speechmine.analyse.slogans import slogan_frame
from speechmine.analyse.themes.model import ThemeModel
from speechmine.analyse.topics import topic_summary
from speechmine.count.policy import without_copies
from speechmine.count.reading import reading
from speechmine.count.tallies import contents, counted_speeches, tally
from speechmine.count.uses import HOWS, use_frame
from speechmine.progress import tracked
from speechmine.report.anchors import Anchors, Cell
from speechmine.report.messages import language, tell
from speechmine.report.reading import told_lacking, told_strange
from speechmine.report.validation_note import row_note
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
    "actors": (
        "Who must do what",
        "Directives by the actor they address: that name it, ask it through another, or inherit it from an earlier clause.",
    ),
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
    """What tables and figures both show: the indicators by speech, the network of sectors, and what was coded by hand."""

    indicators: pd.DataFrame
    network: nx.Graph
    coding: pd.DataFrame | None = None


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
    copies = tell(_COPIES, n=n, copies=n - len(counted_speeches(mined.speeches)))
    tables: dict[str, Callable[[], tuple[Any, ...]]] = {
        "overview": lambda: (_overview(mined, anchors),), "themes": lambda: (_themes(mined, anchors),),
        "sectors": lambda: (_sectors(mined, anchors, labels),), "actors": lambda: (_actors(mined, anchors),),
        "slogans": lambda: (_slogans(mined, anchors),), "reuse": lambda: _reuse(mined, anchors),
        "network": lambda: (_network(mined, anchors, labels, measured.network),),
        "indicators": lambda: (
            _indicators(mined, anchors, measured.indicators), _groups(mined, anchors, measured.indicators),
            _meanings(mined, measured.coding),
        ),
    }  # fmt: skip
    found = {name: made() for name, made in tracked(tables.items(), "tables")}
    read = reading(mined)
    overview = " ".join(filter(None, (copies, f"{told_lacking(read.lacking, read.speeches)}.", told_strange(read))))
    notes = {name: tell(note) for name, (_, note) in _SECTIONS.items()} | {"overview": overview}
    return [PageSection(name, tell(title), notes[name], found[name]) for name, (title, _) in _SECTIONS.items()]


def _of(frame: pd.DataFrame, column: str, value: object) -> pd.DataFrame:
    return frame[frame[column] == value]


def _told(value: object) -> Cell:
    return Cell("" if value is None or value is pd.NA or value != value else str(value))  # noqa: PLR0124 - NaN


def _level(value: object) -> Cell:
    return Cell(tell(value)) if isinstance(value, str) else Cell("")


def _counting(mined: Mined, kind: str, themes: list[str | None] | None = None) -> pd.DataFrame:
    """The uses that count, of which the numbers are group-bys and to which they lead."""
    uses = use_frame(mined, kind, themes=themes)
    return uses[uses["counts"]]


def _overview(mined: Mined, anchors: Anchors) -> Any:
    rows = []
    held = contents(mined).set_index("speech_id")
    for speech in mined.speeches.to_dict("records"):
        key = speech["speech_id"]
        title = anchors.linked(_of(mined.sentences, "speech_id", key).head(1), speech["title"] or key)
        told = (_told(speech["date"] or speech["year"]), _level(speech["level"]), _told(speech["place"]))
        numbers = (anchors.linked(_of(getattr(mined, name), "speech_id", key), held.loc[key, name]) for name in held)
        rows.append((title, *told, *numbers))
    headers = ("speech", "date", "level", "place", "sentences", "directives", "sectors", "slogans", "facts", "shared passages")
    return "", headers, rows


def _themes(mined: Mined, anchors: Anchors) -> Any:
    summary = topic_summary(mined, ThemeModel())
    uses = _counting(mined, "themes", [row["theme"] for row in summary["assignments"]])
    rows = []
    for theme in summary["themes"]:
        own, typical = _of(uses, "id", theme["id"]), theme["exemplars"][:1]
        example = anchors.linked(pd.DataFrame(typical), typical[0]["text"]) if typical else Cell("")
        words = Cell("、".join(theme["keywords"][:8]))
        numbers = (anchors.linked(own, theme["n_sentences"]), anchors.linked(own, theme["n_speeches"]))
        rows.append((Cell(f"{theme['id']} {theme['label']}"), words, *numbers, example))
    return "", ("theme", "keywords", "sentences", "speeches", "typical sentence"), rows


def _sectors(mined: Mined, anchors: Anchors, labels: Mapping[str, str]) -> Any:
    uses = _counting(mined, "sectors")
    by_year = tally(uses, ["id", "year"]).dropna(subset=["year"]).set_index(["id", "year"])["n_uses"]
    years = sorted(int(value) for value in counted_speeches(mined.speeches)["year"].dropna().unique())
    tree = sector_frame(mined).sort_values(["n_mentions", "code"], ascending=[False, True])
    rows = []
    for sector in tree[tree["n_uses"] > 0].head(_TOP).to_dict("records"):
        own = _of(uses, "id", sector["code"]).drop_duplicates("use_id")  # a passage leads to its first sentence
        cells = [(_of(own, "year", year), by_year.get((sector["code"], year), 0)) for year in years]
        shaded = (anchors.linked(cell, n or "", shade=n / by_year.max()) for cell, n in cells)
        numbers = (anchors.linked(own, sector["n_uses"]), anchors.linked(own, sector["n_speeches"]))
        rows.append((Cell(labels.get(sector["code"], sector["code"])), *numbers, *shaded))
    return "", ("sector", "all", "speeches", *map(str, years)), rows


def _actors(mined: Mined, anchors: Anchors) -> Any:
    uses = actor_uses(mined)
    uses = uses[uses["counts"]]
    directives = {row["directive_id"]: row for row in mined.directives.to_dict("records")}
    rows = []
    for actor in actor_frame(mined).head(_TOP).to_dict("records"):
        own = _of(uses, "id", actor["actor"])
        parts = {
            "n_directives": own, **{f"n_{how}": _of(own, "how", how) for how in HOWS},
            **{f"n_{demand}": _of(own, "demand", demand) for demand in DEMANDS},
            "n_deadline": own[own["deadline"]], "n_or_else": own[own["or_else"]],
        }  # fmt: skip
        numbers = (anchors.linked(some, actor[name] or "") for name, some in parts.items())
        doing = _doing([directives[key] for key in own["directive_id"]], anchors)
        rows.append((Cell(actor["actor"]), *numbers, doing))
    headers = (
        "actor", "directives", "explicit", "causative", "inherited", "permission", "plain demand", "strong demand", "prohibition",
        "deadline", "or else", "does what",
    )  # fmt: skip
    return "", headers, rows


def _doing(rows: list[dict[Any, Any]], anchors: Anchors) -> Cell:
    """What the strictest directive asks, as its deontic, aim and objects."""
    row = max(rows, key=lambda row: (row["strength"], bool(row["aim"]), -row["start"]))
    parts = [*row["deontics"], row["aim"], *row["objects"]] if row["aim"] else [row]
    text = "".join("".join(part["text"].split()) for part in parts)
    return anchors.linked(pd.DataFrame([row])[["speech_id", "sentence_id", "start"]], text[:_LONGEST])


def _slogans(mined: Mined, anchors: Anchors) -> Any:
    frame, counted = slogan_frame(mined), _counting(mined, "slogans")
    rows = []
    for canonical in frame["canonical"].drop_duplicates()[:_TOP]:
        uses, wordings = _of(counted, "id", canonical), _of(frame, "canonical", canonical)
        first = wordings.iloc[0]
        numbers = (anchors.linked(uses, first["canonical_uses"]), anchors.linked(uses, first["canonical_speeches"]))
        rows.append((Cell(canonical), Cell(first["type"]), *numbers, _told(wordings["first_year"].min())))
        for wording in wordings[wordings["variant"] != canonical].to_dict("records"):
            own = _of(uses, "variant", wording["variant"])
            numbers = (anchors.linked(own, wording["n_uses"]), anchors.linked(own, wording["n_speeches"]))
            rows.append((Cell(f"　{wording['variant']}"), Cell(""), *numbers, _told(wording["first_year"])))
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
            cells += [Cell(titles[speech] or speech), anchors.linked(places, row[f"shared_{side}"])]
        pairs.append((*cells, _families(row, mined, anchors), Cell(tell("yes") if row["copies"] else "")))
    for row in family_frame(mined).head(_TOP).to_dict("records"):
        places = _of(mined.passages, "family_id", row["family_id"])
        text = " ".join(row["text"].split())
        shown = Cell(text[:_LONGEST] + ("…" if len(text) > _LONGEST else ""))
        told = (
            anchors.linked(places.head(1), row["n_chars"]),
            anchors.linked(places, row["n_places"]),
            anchors.linked(places, row["n_speeches"]),
            anchors.linked(_of(places, "speech_id", row["first_speech"]), row["first_date"] or ""),
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
    return anchors.linked(places[places["family_id"].isin(both)], row["families"])


def _network(mined: Mined, anchors: Anchors, labels: Mapping[str, str], G: nx.Graph) -> Any:
    note = tell("Hypergeometric test of these sentences against all, adjusted for {n} pairs", n=G.graph.get("tested", ""))
    uses = _counting(mined, "sectors")
    edges = sorted(G.edges(data=True), key=lambda edge: (-edge[2]["count"], edge[0], edge[1]))[:_TOP]
    rows = []
    for a, b, data in edges:
        codes = [str(node).partition(":")[2] for node in (a, b)]
        both = [set(_of(uses, "id", code)["sentence_id"]) for code in codes]
        cells = (Cell(labels.get(code, code)) for code in codes)
        counted = anchors.linked(uses[uses["sentence_id"].isin(both[0] & both[1])], data["count"])
        rows.append((*cells, counted, counted._replace(text=f"{data['q']:.2g}", note=note)))
    return "", ("sector", "sector", "sentences", "q"), rows


def _indicators(mined: Mined, anchors: Anchors, frame: pd.DataFrame) -> Any:
    evidence = indicator_evidence(mined)
    evidence["agenda_entropy_normalised"] = evidence["agenda_entropy"]
    rows = []
    for speech in frame.to_dict("records"):
        title = Cell(speech["title"] or speech["speech_id"])
        cells = (
            anchors.linked(_of(evidence[name], "speech_id", speech["speech_id"]), _figure(speech[name])) for name in INDICATORS
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
        cells = (anchors.linked(behind, _mean(told[name]))._replace(note=note) for name in INDICATORS)
        n = str(max(row["n_speeches"] for row in told.values()))
        rows.append((_level(group), anchors.linked(behind, n), *cells))
    return "By level: mean of the speeches, 95 % interval", ("level", "n", *_words()), rows


def _meanings(mined: Mined, coding: pd.DataFrame | None) -> Any:
    """What each indicator is, and whether it is validated."""
    rows = []
    for row in indicator_table(mined, coding, lang=language()).to_dict("records"):
        told = (row[column] for column in ("label", "formula", "unit", "direction", "reference"))
        rows.append([*map(Cell, told), Cell(row_note(row))])
    caption = "What each indicator is; corrected = share of the sentences with what it counts, corrected for the program's errors"
    return caption, ("indicator", "formula", "unit", "low and high", "work", "validation"), rows


def _words() -> list[str]:
    return [name.replace("_", " ") for name in INDICATORS]


def _figure(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _mean(row: Mapping[Any, float]) -> str:
    interval = "" if pd.isna(row["mean_low"]) else f" ({_figure(row['mean_low'])}–{_figure(row['mean_high'])})"
    return _figure(row["mean"]) + interval
