"""The header of a speech: its folded text in, title, date, level, place, speaker, role and occasion out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from speechmine.codebooks import load_codebook
from speechmine.dates import WrittenDate, find_date, find_written, find_year, read_date
from speechmine.folding import Folded
from speechmine.read.metadata import read_metadata
from speechmine.structure.chrome import is_chrome
from speechmine.structure.enumerators import ITEM_RANK, find_enumerators
from speechmine.structure.front import front_borders, title_ends
from speechmine.structure.speakers import HAN, MASKED, offices, read_name, role_and_speaker
from speechmine.structure.titles import bare_title, find_openings, is_address, is_title, salutation, without_pack_mark

__all__ = ["Header", "front_end", "read_header"]

_HEAD = 700  # characters in which a header ends
_HEAD_LINES = 10
_LONGEST_FRONT = 60  # characters of a line of front matter
_TAIL = 120
_DOCUMENT_END = re.compile(r"的?(?:通知|意见|决定|公告|通告|批复|函|方案|办法|规定|通报|报告)(?:（[^（）]{1,12}）)?\Z")
_LONGEST_PLACE = 8
_LOOSE = re.compile(r"[\s—\-]+")
_ENUMERATED_TITLE = re.compile(
    r"\A\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.]\s*(?=(?:在|关于)[^\n]*上的)"
)  # of a collection
_OCCASION = re.compile(r"(?:在|于|——在?)(?P<name>[^。！？；：]{2,80}?)(?:上|时)的?(?=[^。！？；：上]{0,12}\Z)")
_CONVENED = re.compile(
    r"(?:今天|今日|现在|这里|此次|这次|本次)[^。]{0,25}?(?:召开|举行)(?:的)?(?:这次)?(?P<name>[^，。；：、“”]{4,60}?(?:会议|大会|推进会|动员会|座谈会|现场会|例会))(?=[，。；])"
)
# 青笕彝族哈尼族自治县, 青笕布依族苗族乡: names of peoples make them long.
_AUTONOMOUS = r"[^\W省市县区州盟旗镇乡在全\d]{2,20}?(?:自治[区州县旗]|族乡)"
_UNIT = re.compile(
    rf"(?P<place>(?:{_AUTONOMOUS}|{HAN}{{2,7}}?(?:省|市|州|盟|县|区|旗|镇|乡|街道|集团公司|集团|公司|厂|矿(?!山)))"
    r"(?:(?<=[市盟州])[^\s在全长委书记主任副员、，]{2,3}(?:自治县|自治旗|县|区|市|旗)(?!长))?)"  # and the district in it
)
_LEADING = re.compile(r"\A(?:中共|在|于|\d{4}年)|(?<=在)")  # a place's name
# 《霁川县…规定》, 霁川县人民政府: a unit of the speech's own level that signs documents is the place.
_SIGNING = re.compile(
    r"(?:《(?:中共)?|(?<=[，。、：；\n“]))(?P<place>[\u4e00-\u9fff]{2,4}?(?P<unit>省|市|县|区|旗|镇|乡))(?:(?=[^《》\n]{2,40}》)|人民政府|委办|安委会)"
)
_UNITS_OF_LEVEL = {"province": "省", "city": "市", "county": "县区旗市", "township": "镇乡"}
# Who speaks there comes from elsewhere.
_VISIT = re.compile(r"[^，。：]{0,4}?(?:召开|举行|举办|考察|调研|视察|检查|督查|督导|慰问)")
# 集团公司, (2012)年全县, 会议全市: no name of a place.
_NO_NAME = re.compile(
    r"\A(?:集团|总|分|股份|有限|责任)*(?:公司|集团)\Z|\A自治[区州县旗]\Z|\A年|[全我各本该][省市县区旗州镇乡]\Z|政府|委员会|会议|工作|暨|直辖市|关于|成立|代表|印发|召开|主持|\A乡镇"
)
_WIDER = re.compile(r"省\Z|自治区\Z")  # 云岭省青笕县: the unit in it is the place
_ANY_UNIT = ("全", "我", "各", "本", "该", "×", "某", "在", "于", "省市", "市县")
_SELF = "我全本"  # how a text speaks of its own unit: 我县, 全市, 本公司
_PUNCTUATION = re.compile(r"[\s（）()\[\]【】〔〕，、：—-]+")
# What may stand beside a month or a year that dates a speech: 2024年度, 2024年秋, （2024年5月，青笕）, 2024年5月于青笕.
_OF_DATE = re.compile(r"度|[春夏秋冬]季?|[上下]半年|[初底末]")
_WHERE = re.compile(r"于[^\W\d]{2,8}")


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
        ``date`` ISO 8601; ``year`` of the date, be it only a month (（2024年5月）), else of the title, else the one the text
        gives to 今年; ``level`` by the title,
        else by how the text speaks of itself (我县, 全市, 集团公司). A masked name (×××) counts as not said.

    Examples
    --------
    >>> header = read_header(Folded("在全县防汛工作会议上的讲话\n县长　林晓舟\n（二○一八年五月四日）\n同志们：\n今天开会。"), {})
    >>> header.date, header.year, header.level, header.speaker, header.speaker_role, header.occasion
    ('2018-05-04', 2018, 'county', '林晓舟', '县长', '全县防汛工作会议')
    """
    text = view.text
    title, front = _title_and_front(text)
    role, speaker = role_and_speaker(title, front)
    written = _written_date(front) or _date_of_signature(text)
    level = _level(title or "", front, text)
    found = Header(
        title=_as_in_source(view, title),
        date=str(written) if written and written.day else None,
        year=written.year if written else find_year(title or "", text),
        level=level,
        place=_as_in_source(view, _place(title or "", front, text=text, level=level)),
        speaker=_as_in_source(view, speaker),
        speaker_role=role,
        occasion=_as_in_source(view, _occasion(title or "", text)),
    )
    return _overridden(found, metadata)


def front_end(view: Folded) -> int:
    r"""Return where the front of a speech ends: behind title, speaker, date and salutation; 0 where nothing else is left.

    Parameters
    ----------
    view : Folded
        Folded view of the speech's text; the offset is one of the view.

    Examples
    --------
    >>> text = "在全镇防汛会议上的讲话\n镇长　林晓舟\n同志们：\n今天开会。"
    >>> text[front_end(Folded(text)):].strip()
    '今天开会。'
    """
    title, front = _title_and_front(view.text)
    known = {line for line in (*front, title or "") if title}
    at, end = 0, 0
    for line in view.text[:_HEAD].split("\n"):
        words = bare_title(line)
        opened = salutation().match(words)
        if opened:
            at += len(line) - len(line.lstrip()) + opened.end()
            end = at
            break
        is_front = words in known or (title is not None and (words in title or is_title(words) or _is_date(words)))
        if words and not is_front and not is_chrome(line):
            break
        at += len(line) + 1
        end = at if words else end
    borders = front_borders(view.text)
    end = min(max(end, borders[-1] if borders else 0), len(view.text))
    return end if view.text[end:].strip() else 0


def _overridden(found: Header, metadata: Mapping[str, str]) -> Header:
    """Let what the user says win; a month or a year of theirs keeps the day that the header adds to it."""
    given = read_metadata(metadata)
    fields: dict[str, object] = {name: value for name, value in given.fields.items() if name in Header._fields}
    if given.month and not (found.date or "").startswith(given.month):
        fields["date"] = None
    return found._replace(**fields)  # type: ignore[arg-type]


def _title_and_front(text: str) -> tuple[str | None, list[str]]:
    """Return the title, and the lines between it and the text."""
    lines = [line for line in map(bare_title, _head_lines(text)) if line]
    openings = [opening for opening in find_openings(text[:_HEAD]) if opening.title][:1]
    if openings and _LOOSE.sub("", openings[0].title)[:6] in _LOOSE.sub("", "".join(lines)):
        title, bracket = _without_bracketed_date(bare_title(openings[0].title))
        lines.append(bracket)
    elif lines and _may_be_title(text, lines[0]):
        title = bare_title(_with_next(lines))
    else:
        return None, lines
    return title, [line for line in lines if line not in title and not is_title(line)]


def _with_next(lines: list[str]) -> str:
    """The first line, with the next where it ends what the first leaves open (关于印发…⏎…办法的通知)."""
    opened = "关于" in lines[0] and not _DOCUMENT_END.search(lines[0])
    return "".join(lines[:2]) if opened and len(lines) > 1 and _DOCUMENT_END.search(lines[1]) else lines[0]


def _without_bracketed_date(title: str) -> tuple[str, str]:
    head, bracket, tail = title.rpartition("（")
    return (head.rstrip(), tail.rstrip("）")) if bracket and _is_date(tail.rstrip("）")) else (title, "")


def _head_lines(text: str) -> list[str]:
    """Return the lines up to the salutation or the first heading, also where title and salutation stand on one line."""
    head = _ENUMERATED_TITLE.sub("", without_pack_mark(text[:_HEAD]))
    opened = salutation().search(head)
    head = head[: opened.start()] if opened else head
    head = head[: _first_heading(head)]
    split = title_ends().sub(r"\g<0>\n", head) if "\n" not in head.strip() else head
    lines = []
    for line in map(str.strip, split.split("\n")):
        if len(line) > _LONGEST_FRONT and not is_title(line):
            break
        if line and not line.endswith(("。", "；")) and not is_chrome(line):
            lines.append(line)
    return lines[:_HEAD_LINES]


def _first_heading(head: str) -> int | None:
    """Where the first numbered heading opens: on a line of its own, behind a sentence, or behind a title on its line."""
    for e in find_enumerators(head):
        if e.number != 1 or e.rank >= ITEM_RANK or e.doubtful or not head[e.end : e.end + 1].strip():
            continue  # 讲话（一） has nothing behind it
        begin, end = head.rfind("\n", 0, e.start) + 1, head.find("\n", e.end)
        if is_title(head[begin : e.start]) or (e.place in ("line", "sentence") and not is_title(head[begin : max(end, begin)])):
            return e.start
    return None


def _may_be_title(text: str, line: str) -> bool:
    """Whether a first line without a genre word may be the title: short, no mark at its end, no date, not all there is."""
    dated = find_date(line) or _is_date(line)
    bare = not re.search(r"[。！？；：，…]\Z", line) and not dated and not is_address(line) and line.count("，") < 2
    return bare and 4 <= len(line) <= 50 and len(text.strip()) > 2 * len(line)


def _as_in_source(view: Folded, words: str | None) -> str | None:
    """Return the words' characters from the source; those joined from two lines stay as folded."""
    at = view.text.find(words) if words else -1
    return words if at < 0 or words is None else view.original(at, at + len(words))


def _written_date(front: list[str]) -> WrittenDate | None:
    """Return the first full date of the front, else the first line that says a month or a year, perhaps beside the speaker."""
    full = read_date(" ".join(front))
    if full:
        return WrittenDate(*map(int, full.split("-")))
    for line in front:
        found = find_written(line)
        if found and _dates_it(_beside(line, found[0]), line):
            return found[1]
    return None


def _date_of_signature(text: str) -> WrittenDate | None:
    """Return a date on a line of its own at the very end."""
    line = text[-_TAIL:].rstrip().rpartition("\n")[2].strip() if "\n" in text else ""
    found = find_written(line)
    if found is None or len(line) - len(found[0].group()) > 4 or (not found[1].day and not _is_date(line)):
        return None
    return found[1]


def _is_date(line: str) -> bool:
    """Whether a line is a date, a month or a year and nothing more."""
    found = find_written(line)
    return found is not None and not _beside(line, found[0])


def _beside(line: str, found: re.Match[str]) -> str:
    """What a line says beside a date."""
    rest = _PUNCTUATION.sub("", line.replace(found.group(), ""))
    return "" if _OF_DATE.fullmatch(rest) or _WHERE.fullmatch(rest) else rest


def _dates_it(rest: str, line: str) -> bool:
    """Whether what stands beside a date leaves it the speech's own: nothing, who speaks, and in brackets where."""
    in_brackets = line.startswith("（") and line.endswith("）") and len(rest) <= _LONGEST_PLACE
    return not rest or in_brackets or bool(offices().search(rest) or read_name(rest))


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
        host = _host(part) if part is title else None
        named |= {host} if host else set()
        if named:
            return max(named, key=order.index)
    own = Counter(match.term.code for match in load_codebook("levels").find(text) if match.term.term[0] in _SELF)
    spoken = [code for code in order if own[code] >= 2]
    return max(spoken, key=lambda code: (own[code], order.index(code)), default=None)


def _host(title: str) -> str | None:
    """The level of the place whose meeting a title names (在雾岭县防汛会议上); of a place where others meet, None."""
    match = _UNIT.search(_LEADING.sub(" ", title))
    if match is None or match["place"].startswith(_ANY_UNIT) or _NO_NAME.search(match["place"]):
        return None
    if _VISIT.match(match.string, match.end()):
        return None
    return next((level for level, units in _UNITS_OF_LEVEL.items() if match["place"].endswith(tuple(units))), None)


def _place(title: str, front: list[str], *, text: str, level: str | None) -> str | None:
    """Take the unit that the speaker's line or the title names, else the one of this level whose documents the text names."""
    parts = [line for line in front if offices().search(line)] + [title, *(line for line in front if "人民代表大会" in line)]
    for part in parts:
        for match in _UNIT.finditer(_LEADING.sub(" ", part)):
            within = _WIDER.search(match["place"]) and _UNIT.match(match.string, match.end())
            place = (within or match)["place"].removeprefix("在").removeprefix("中共")
            if not place.startswith(_ANY_UNIT) and not MASKED.search(place) and not _NO_NAME.search(place):
                return place
    signed = {m["place"] for m in _SIGNING.finditer(text) if m["unit"] in _UNITS_OF_LEVEL.get(level or "", "")}
    named = [place for place in sorted(signed) if not place.startswith(_ANY_UNIT) and not MASKED.search(place)]
    return named[0] if len(named) == 1 else None
