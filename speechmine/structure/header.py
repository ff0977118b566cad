"""The header of a speech: its folded text in, title, date, level, place, speaker, role and occasion out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from speechmine.codebooks import load_codebook
from speechmine.dates import find_date, find_year, read_date
from speechmine.folding import Folded
from speechmine.structure.chrome import is_chrome
from speechmine.structure.front import title_ends
from speechmine.structure.titles import bare_title, find_openings, is_address, is_title, salutation, without_pack_mark
from speechmine.structure.vocabulary import alternation

__all__ = ["Header", "read_header"]

_HEAD = 700  # characters in which a header ends
_HEAD_LINES = 10
_LONGEST_FRONT = 60  # characters of a line of front matter
_TAIL = 120
_LOOSE = re.compile(r"[\s—\-]+")
_FIRST_HEADING = re.compile(r"[一1]、|（一）")
_OCCASION = re.compile(r"(?:在|于|——在?)(?P<name>[^。！？；：]{2,80}?)(?:上|时)的?(?=[^。！？；：上]{0,12}\Z)")
_CONVENED = re.compile(
    r"(?:今天|今日|现在|这里|此次|这次|本次)[^。]{0,25}?(?:召开|举行)(?:的)?(?:这次)?(?P<name>[^，。；：、“”]{4,60}?(?:会议|大会|推进会|动员会|座谈会|现场会|例会))(?=[，。；])"
)
_UNIT = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡|街道|集团公司|集团|公司|厂|矿)"
    r"(?:(?<=[市盟州])[^\s在全长委书记主任副员、，]{2,3}(?:自治县|自治旗|县|区|市|旗)(?!长))?)"  # and the district in it
)
# 《霁川县…规定》, 霁川县人民政府: a unit of the speech's own level that signs documents is the place.
_SIGNING = re.compile(
    r"(?:《(?:中共)?|(?<=[，。、：；\n“]))(?P<place>[\u4e00-\u9fff]{2,4}?(?P<unit>省|市|县|区|旗|镇|乡))(?:(?=[^《》\n]{2,40}》)|人民政府|委办|安委会)"
)
_UNITS_OF_LEVEL = {"province": "省", "city": "市", "county": "县区旗市", "township": "镇乡"}
# 集团公司, (2012)年全县, 会议全市: no name of a place.
_NO_NAME = re.compile(
    r"\A(?:集团|总|分|股份|有限|责任)*(?:公司|集团)\Z|\A年|[全我各本该][省市县区旗州镇乡]\Z|政府|委员会|会议|工作|暨|直辖市"
)
_ANY_UNIT = ("全", "我", "各", "本", "该", "×", "某", "在", "于", "省市", "市县")
_SELF = "我全本"  # how a text speaks of its own unit: 我县, 全市, 本公司
_MASKED = re.compile(r"[×xX*□某]")
_NAME = re.compile(r"[：:\s]*(?P<name>[\u4e00-\u9fff](?: {0,3}[\u4e00-\u9fff]){1,2})(?=[\s（，]|同志|在|\Z)")


class Header(NamedTuple):
    """Header fields of a speech, named as in ``Speech``; None where neither text nor user say."""

    title: str | None = None
    date: str | None = None
    year: int | None = None
    level: str | None = None
    place: str | None = None
    speaker: str | None = None
    speaker_role: str | None = None
    occasion: str | None = None


def read_header(view: Folded, metadata: Mapping[str, str]) -> Header:
    r"""Read the header of a speech.

    Parameters
    ----------
    view : Folded
        Folded view of the speech's text; titles and names are given as they stand in the source.
    metadata : mapping of str to str
        What the user says; a field that is not empty wins.

    Returns
    -------
    Header
        ``date`` ISO 8601; ``year`` of the date, else of the title, else the one the text gives to 今年; ``level`` by the
        title, else by how the text speaks of itself (我县, 全市, 集团公司). A masked name (×××) counts as not said.

    Examples
    --------
    >>> header = read_header(Folded("在全县防汛工作会议上的讲话\n县长　林晓舟\n（二○一八年五月四日）\n同志们：\n今天开会。"), {})
    >>> header.date, header.year, header.level, header.speaker, header.speaker_role, header.occasion
    ('2018-05-04', 2018, 'county', '林晓舟', '县长', '全县防汛工作会议')
    """
    text = view.text
    title, front = _title_and_front(text)
    role, speaker = _role_and_speaker(title, front)
    date = read_date(" ".join(front)) or _date_of_signature(text)
    level = _level(title or "", front, text)
    found = Header(
        title=_as_in_source(view, title),
        date=date,
        year=int(date[:4]) if date else find_year(title or "", text),
        level=level,
        place=_as_in_source(view, _place(title or "", front, text=text, level=level)),
        speaker=_as_in_source(view, speaker),
        speaker_role=role,
        occasion=_as_in_source(view, _occasion(title or "", text)),
    )
    return _overridden(found, metadata)


def _overridden(found: Header, metadata: Mapping[str, str]) -> Header:
    given: dict[str, object] = {key: metadata[key] for key in Header._fields if metadata.get(key)}
    year = str(given.get("year", ""))
    if "date" in given:
        given["date"] = read_date(str(given["date"])) or given["date"]
    if year.isdecimal():
        given["year"] = int(year)
    else:
        given.pop("year", None)
        if re.match(r"\d{4}-", str(given.get("date", ""))):
            given["year"] = int(str(given["date"])[:4])
    return found._replace(**given)  # type: ignore[arg-type]


def _title_and_front(text: str) -> tuple[str | None, list[str]]:
    """Return the title, and the lines between it and the text."""
    lines = [line for line in map(bare_title, _head_lines(text)) if line]
    openings = [opening for opening in find_openings(text[:_HEAD]) if opening.title][:1]
    if openings and _LOOSE.sub("", openings[0].title)[:6] in _LOOSE.sub("", "".join(lines)):
        title, bracket = _without_bracketed_date(bare_title(openings[0].title))
        lines.append(bracket)
    elif lines and _may_be_title(text, lines[0]):
        title = bare_title(lines[0])
    else:
        return None, lines
    return title, [line for line in lines if line not in title and not is_title(line)]


def _without_bracketed_date(title: str) -> tuple[str, str]:
    head, bracket, tail = title.rpartition("（")
    return (head.rstrip(), tail.rstrip("）")) if bracket and find_date(tail) else (title, "")


def _head_lines(text: str) -> list[str]:
    """Return the lines up to the salutation or the first heading, also where title and salutation stand on one line."""
    head = without_pack_mark(text[:_HEAD])
    stops = [match.start() for match in (salutation().search(head), _FIRST_HEADING.search(head)) if match]
    head = head[: min(stops)] if stops else head
    split = title_ends().sub(r"\g<0>\n", head) if "\n" not in head.strip() else head
    lines = []
    for line in map(str.strip, split.split("\n")):
        if len(line) > _LONGEST_FRONT and not is_title(line):
            break
        if line and not line.endswith(("。", "；")) and not is_chrome(line):
            lines.append(line)
    return lines[:_HEAD_LINES]


def _may_be_title(text: str, line: str) -> bool:
    """Whether a first line without a genre word may be the title: short, no mark at its end, no date, not all there is."""
    bare = not re.search(r"[。！？；：，…]\Z", line) and not find_date(line) and not is_address(line) and line.count("，") < 2
    return bare and 4 <= len(line) <= 50 and not _FIRST_HEADING.match(line) and len(text.strip()) > 2 * len(line)


def _as_in_source(view: Folded, words: str | None) -> str | None:
    """Return the words' characters from the source; those joined from two lines stay as folded."""
    at = view.text.find(words) if words else -1
    return words if at < 0 or words is None else view.original(at, at + len(words))


def _date_of_signature(text: str) -> str | None:
    """Return a date on a line of its own at the very end."""
    line = text[-_TAIL:].rstrip().rpartition("\n")[2].strip() if "\n" in text else ""
    match = find_date(line)
    return read_date(line) if match and len(line) - len(match.group()) <= 4 else None


def _role_and_speaker(title: str | None, front: list[str]) -> tuple[str | None, str | None]:
    """Return the speaker's office and name: before 在 in the title, else on the lines below it."""
    before, has_occasion, _ = (title or "").partition("在")
    candidates = ([before] if has_occasion else []) + [_without_date(re.sub(r"[（）]", " ", line)) for line in front]
    role = speaker = None
    for line in candidates:
        match = _offices().search(line)
        if match and role is None:
            role = match.group().strip("、")
            rest = line[match.end() :]
            speaker = _name(rest) or _name(line[: match.start()])
        elif speaker is None:
            speaker = _name(line)
    return role, speaker


def _without_date(line: str) -> str:
    match = find_date(line)
    return line if match is None else (line[: match.start()] + " " + line[match.end() :]).strip()


def _name(text: str) -> str | None:
    text = text.strip(" \t：:，、")
    match = _NAME.match(text)
    if not match or _MASKED.search(text) or text[match.end() :].strip(" 同志，、（）"):
        return None
    name = match["name"].replace(" ", "")
    return name if name[0] in _surnames() else None


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(term.term for term in load_codebook("surnames").terms))


@cache
def _offices() -> re.Pattern[str]:
    office = alternation("roles", "role")
    return re.compile(rf"{office}(?:[、，兼 ]{{1,2}}[^、，\s]{{0,6}}?{office})*")


def _occasion(title: str, text: str) -> str | None:
    match = _OCCASION.search(title)
    if match:
        return match["name"]
    match = _CONVENED.search(text[:_HEAD])
    return match["name"] if match else None


def _level(title: str, front: list[str], text: str) -> str | None:
    """Take the level by the title (the lowest that it names), by the speaker's line, else by how the text speaks of itself."""
    order = list(load_codebook("levels").codes)
    for part in (title, " ".join(front)):
        named = {match.term.code for match in load_codebook("levels").find(part)}
        if named:
            return max(named, key=order.index)
    own = Counter(match.term.code for match in load_codebook("levels").find(text) if match.term.term[0] in _SELF)
    spoken = [code for code in order if own[code] >= 2]
    return max(spoken, key=lambda code: (own[code], order.index(code)), default=None)


def _place(title: str, front: list[str], *, text: str, level: str | None) -> str | None:
    """Take the unit that the speaker's line or the title names, else the one of this level whose documents the text names."""
    parts = [line for line in front if _offices().search(line)] + [title]
    for part in parts:
        for match in _UNIT.finditer(re.sub(r"\A(?:中共|在|于|\d{4}年)|(?<=在)", " ", part)):
            place = match["place"].removeprefix("在").removeprefix("中共")
            if not place.startswith(_ANY_UNIT) and not _MASKED.search(place) and not _NO_NAME.search(place):
                return place
    signed = {m["place"] for m in _SIGNING.finditer(text) if m["unit"] in _UNITS_OF_LEVEL.get(level or "", "")}
    named = [place for place in sorted(signed) if not place.startswith(_ANY_UNIT) and not _MASKED.search(place)]
    return named[0] if len(named) == 1 else None
