"""Who speaks: the title and the front of a speech in, the speaker's office and name out."""

from __future__ import annotations

import re
from functools import cache

from speechmine.dates import find_date, find_written
from speechmine.structure.vocabulary import alternation, words_of

__all__ = ["HAN", "MASKED", "offices", "read_name", "role_and_speaker"]

HAN = "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]"
"""Any Chinese character; names of people and places use rare ones, too."""
MASKED = re.compile(r"[×xX*□某]")
"""What stands for a name that is left out."""

_NAME_END = r"(?=[\s（，]|同志|在|\Z)"
# A name with parts, one of two or three characters that blanks may part, a longer one: 买尔旦·吐尔逊, 沈 明 远, 次仁旺堆.
_NAMES = tuple(
    re.compile(rf"[：:\s]*(?P<name>{form}){_NAME_END}")
    for form in (rf"{HAN}{{1,8}}(?:[·.。]{HAN}{{1,8}}?){{1,4}}?", rf"{HAN}(?: {{0,3}}{HAN}){{1,2}}", rf"{HAN}{{4,8}}?")
)
_RARE = re.compile("[^\u4e00-\u9fff]")
_PERSON = re.compile(r"（(?:[男女]|\w{1,5}族|[、，\s]){1,5}）")  # （女，藏族） behind a name


def role_and_speaker(title: str | None, front: list[str]) -> tuple[str | None, str | None]:
    """Return the speaker's office and name: before 在 in the title, else on the lines below it."""
    before, has_occasion, _ = (title or "").partition("在")
    candidates = ([before] if has_occasion else []) + [
        _without_date(re.sub(r"[（）]", " ", _PERSON.sub("", line))) for line in front
    ]
    role = speaker = None
    for line in candidates:
        match = offices().search(line)
        if match and role is None:
            role = match.group().strip("、")
            rest = line[match.end() :]
            speaker = read_name(rest) or read_name(line[: match.start()])
        elif speaker is None:
            speaker = read_name(line)
    return role, speaker


def _without_date(line: str) -> str:
    written = find_written(line)
    match = find_date(line) or (written[0] if written else None)
    return line if match is None else (line[: match.start()] + " " + line[match.end() :]).strip()


def read_name(text: str) -> str | None:
    """Return the name that a text is made of, without the blanks in it; None where it is no name.

    Examples
    --------
    >>> [read_name(text) for text in ("沈 明 远", "买尔旦·吐尔逊", "次仁旺堆", "出席会议")]
    ['沈明远', '买尔旦·吐尔逊', '次仁旺堆', None]
    """
    text = text.strip(" \t：:，、")
    for form in _NAMES:
        match = form.match(text)
        if match and not MASKED.search(text) and not text[match.end() :].strip(" 同志，、（）"):
            name = match["name"].replace(" ", "")
            return name if _is_name(name) else None
    return None


def _is_name(name: str) -> bool:
    """Whether a name has parts with · between them, opens with a surname, or is made of elements of Tibetan and other names."""
    if re.search("[·.。]", name) or (len(name) <= 3 and _RARE.search(name)):
        return True
    if len(name) <= 3 and name[0] in words_of("surnames", "surname"):
        return True
    if len(name) == 4 and name[:2] in words_of("surnames", "double"):
        return True
    return bool(_elements().fullmatch(name))


@cache
def _elements() -> re.Pattern[str]:
    element = alternation("surnames", "element")
    return re.compile(f"{element}{{1,4}}[江娜提汗措]?|{element}{HAN}{{2}}|{HAN}{{2}}{element}")


@cache
def offices() -> re.Pattern[str]:
    """Pattern of an office or several: 县委书记、县长."""
    office = alternation("roles", "role")
    return re.compile(rf"{office}(?:[、，兼 ]{{1,2}}[^、，\s]{{0,6}}?{office})*")
