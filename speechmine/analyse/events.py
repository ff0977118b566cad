"""Events across their mentions: rows of facts in, the event that each mention names and its fullest date out.

Two mentions name one event where their dates, their places and their types agree. 3·21 agrees with 2019-03-21; a place
agrees with a name that holds it, and with none; 事故 agrees with 爆炸事故. A mention that agrees with two events is left an
event of its own: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from speechmine.codebooks import load_codebook
from speechmine.folding import fold

__all__ = ["link_events"]

_GENERAL = re.compile(r"(?:特别)?(?:特?重大|较大|一般)|事故|事件|灾害|灾难|惨案|[^\u4e00-\u9fff]")
_WITHOUT_DAY = "?"


@dataclass(frozen=True)
class _Mention:
    """One mention: its speech, folded name, date, place and type."""

    row: int
    speech: str
    name: str
    date: str | None
    place: str | None
    type: str

    @property
    def rank(self) -> tuple[int, str, str, int]:
        """Fullest first: with a year, then with a day, then with a place."""
        known = 4 * bool(self.date and self.date[0] != "-") + 2 * bool(self.date) + bool(self.place)
        return (-known, self.date or "", self.name, self.row)


@dataclass
class _Event:
    """Mentions that name one event, the fullest first."""

    mentions: list[_Mention] = field(default_factory=list)

    def agrees(self, mention: _Mention) -> bool:
        return all(_dates_agree(mention, own) and _types_agree(mention.type, own.type) for own in self.mentions) and any(
            _places_agree(mention, own) for own in self.mentions
        )

    @property
    def date(self) -> str | None:
        return self.mentions[0].date

    @property
    def key(self) -> str:
        place = next((m.place for m in self.mentions if m.place), None)
        types = [m.type for m in self.mentions if m.type]
        name = f"{place or ''}{types[0] if types else ''}" or self.mentions[0].name
        return f"{self.date or _WITHOUT_DAY} {name}"


def link_events(facts: pd.DataFrame) -> pd.DataFrame:
    """Link the mentions of each event, within a speech and across.

    Parameters
    ----------
    facts : DataFrame
        Columns speech_id, start, text, kind, date, place; rows of another kind than ``event`` are passed over.

    Returns
    -------
    DataFrame
        One row an event mention, with the index of `facts`. Columns event (the key: date, place and type; the speech behind it
        where neither date nor place tells it from others), event_date (ISO 8601 where one of its mentions gives the year, else
        ``--MM-DD`` or None).

    Notes
    -----
    Without a day a mention is linked within its speech first (江苏响水爆炸事故 to 江苏响水“3·21”爆炸事故 there), then across;
    names with a masked place (XX火灾事故) within their speech only.

    Examples
    --------
    >>> facts = pd.DataFrame({
    ...     "speech_id": ["甲", "乙"], "start": [0, 0], "kind": ["event", "event"],
    ...     "text": ["2021年雾阳市“3·5”爆炸事故", "雾阳“3·5”事故"],
    ...     "date": ["2021-03-05", "--03-05"], "place": ["雾阳市", "雾阳"],
    ... })
    >>> link_events(facts)["event"].tolist()
    ['2021-03-05 雾阳市爆炸', '2021-03-05 雾阳市爆炸']
    """
    mentions = _mentions(facts)
    events: list[_Event] = []
    for mention in sorted(mentions, key=lambda mention: mention.rank):
        event = _event_of(mention, events)
        if event is None:
            event = _Event()
            events.append(event)
        event.mentions.append(mention)
    named = {
        mention.row: (key, event.date) for event, key in zip(events, _keys(events), strict=True) for mention in event.mentions
    }
    rows = sorted(named)
    return pd.DataFrame(
        {"event": [named[row][0] for row in rows], "event_date": [named[row][1] for row in rows]},
        index=facts.index[rows],
        dtype=object,
    )


def _mentions(facts: pd.DataFrame) -> list[_Mention]:
    return [_mention(row, record) for row, record in enumerate(facts.to_dict("records")) if record["kind"] == "event"]


def _mention(row: int, record: Mapping[Any, Any]) -> _Mention:
    name = re.sub(r"\s", "", fold(record["text"]))
    date, place = (record[key] if isinstance(record[key], str) and record[key] else None for key in ("date", "place"))
    return _Mention(row, record["speech_id"], name, date, place, _type(name))


def _type(name: str) -> str:
    """What kind of accident a name speaks of, '' where it says no more than 事故."""
    heads = [match for match in load_codebook("fact_events").find(name) if match.term.code in {"head", "incident"}]
    end = len(name)
    kinds: list[str] = []
    for head in reversed(heads):
        if head.end != end:
            break
        kinds.insert(0, _GENERAL.sub("", head.term.term))
        end = head.start
    return next((kind for kind in kinds if kind), "")


def _event_of(mention: _Mention, events: Sequence[_Event]) -> _Event | None:
    """The one event that a mention agrees with: in its own speech, else anywhere."""
    same_name = [event for event in events if any(_is_repeated(mention, own) for own in event.mentions)]
    if len(same_name) == 1:
        return same_name[0]
    if not mention.date and not mention.place:
        return None
    agreeing = [event for event in events if event.agrees(mention)]
    own = [event for event in agreeing if any(other.speech == mention.speech for other in event.mentions)]
    for some in (own, agreeing):
        if len(some) == 1:
            return some[0]
    return None


def _is_repeated(mention: _Mention, own: _Mention) -> bool:
    """Whether the same words stand again: in one speech, or with a date or a place to tell them by."""
    told = mention.speech == own.speech or bool(mention.date and mention.place)
    return told and mention.name == own.name and _dates_agree(mention, own)


def _dates_agree(a: _Mention, b: _Mention) -> bool:
    if a.date is None or b.date is None:
        return True
    return a.date == b.date or (a.date[-5:] == b.date[-5:] and "-" in {a.date[0], b.date[0]})


def _types_agree(a: str, b: str) -> bool:
    return not a or not b or a in b or b in a


def _places_agree(a: _Mention, b: _Mention) -> bool:
    """Whether one names the place of the other; without a place only the same day links."""
    if a.place and b.place:
        return _bare(a.place) in b.name or _bare(b.place) in a.name
    return bool(a.date and b.date)


@cache
def _bare(place: str) -> str:
    """A place without the word for what it is: 响水 of 响水县."""
    return re.sub(r"(?<=..)(?:特别行政区|自治[区州县]|省|市|县|区|镇|乡)$", "", place)


def _keys(events: Sequence[_Event]) -> list[str]:
    """Key of each event, told apart by the first speech where two would be the same or nothing tells one."""
    plain = [event.key for event in events]
    return [
        f"{key} @{event.mentions[0].speech}"
        if plain.count(key) > 1 or (key.startswith(_WITHOUT_DAY) and not event.mentions[0].place)
        else key
        for key, event in zip(plain, events, strict=True)
    ]
