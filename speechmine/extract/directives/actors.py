"""Names of who must comply: a row of units in, one span a coordinate out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["ends_name", "read_actors"]

_HEADS = ("actor_head", "name_ending")
_NAMING = frozenset((*_HEADS, "actor_short"))
_NO_NAME = frozenset(("preposition", "dative_mark", "topic_opener", "disposal_mark", "agent_mark", "frame_opener", "copula"))
_MARKS = frozenset("<>/：；。")
_MANNER = frozenset(("adverb", "neutral"))
_QUOTES = ("“‘", "”’")
_BRACKETS = "（）“”‘’《》"
_IDIOM, _IDIOM_TAGS = 4, ("i", "l")
_FIGURE_TAGS = ("m", "n", "x", "eng")
_DIGITS = frozenset("0123456789")
_LONGEST_OF_VERB = 3  # units of a name that opens with a verb: 生产|经营|单位
_LONG = 14  # characters of a name without 的: a verb in a longer one is that of a clause


def read_actors(units: Sequence[Unit], *, strict: bool) -> list[Component]:
    """Read the addressees in a noun phrase.

    Parameters
    ----------
    units : sequence of Unit
    strict : bool
        Whether a department's short name needs company (公安、交通) to count.

    Returns
    -------
    list of Component
        The name alone: modifiers up to 的, adverbs and the 等 of a list are left out. Empty where the last coordinate ends
        in no actor's head.
    """
    if all(_NAMING.isdisjoint(unit.codes) for unit in units):
        return []
    named = _named(_coordinates(units))
    if not named or not ends_name(named[-1], alone=not strict or len(named) > 1):
        return []
    return [Component(name[0].start, name[-1].end) for name in _without_category(named)]


def _coordinates(units: Sequence[Unit]) -> list[list[Unit]]:
    """The coordinates of a noun phrase, without adverbs and the quantifier before a name (所有|单位)."""
    groups: list[list[Unit]] = [[]]
    for unit in units:
        if unit.has("coordinator", "connective"):
            groups.append([])
        elif not ("quantifier" in unit.codes and not groups[-1]) and ("adverb" not in unit.codes or unit.has(*_HEADS)):
            groups[-1].append(unit)
    return groups


def _named(groups: list[list[Unit]]) -> list[list[Unit]]:
    """The names of the coordinates, without those that only modify the last one (建材、供水等领域的|主管部门)."""
    if _owns(groups[-1]):
        groups = groups[-1:]
    named = [name for name in map(_name_only, groups) if name]
    if len(named) > 1 and any(unit.tag == ATTRIBUTIVE for unit in groups[-1]):
        return [*(name for name in named[:-1] if ends_name(name, alone=True)), named[-1]]
    return named


def ends_name(name: Sequence[Unit], *, alone: bool) -> bool:
    """Whether a name ends in an actor's head; a department's short name counts by itself or behind a place."""
    if not name:
        return False
    last = name[-2] if len(name) > 1 and name[-1].text[0] == "（" else name[-1]  # 村（社区）
    if last.tag[:1] == "u" or _is_quantity(name) or not _is_head(name, last, alone=alone):
        return False
    if (_is_verbal(name[0]) and not any(unit.tag == ATTRIBUTIVE for unit in name)) or _is_clause(name):
        return False
    return not any(map(_is_act, name))


def _is_act(unit: Unit) -> bool:
    return unit.has("aim", "pivotal") and _NAMING.isdisjoint(unit.codes) and unit.tag != "vn"


def _is_head(name: Sequence[Unit], last: Unit, *, alone: bool) -> bool:
    if len(name) == 1 and len(last.text) == 1 and "actor_head" not in last.codes:
        return False
    if last.has(*_HEADS):
        return True
    short = "actor_short" in last.codes and (alone or len(name) <= 2)
    return short and not _names_field(name, last, alone=alone)


def _is_quantity(name: Sequence[Unit]) -> bool:
    """Whether a name is only how many, or people at large: 超过|300|人, 人."""
    if "generic_person" not in name[-1].codes:
        return False
    return (len(name) == 1 and len(name[0].text) == 1) or (len(name) > 1 and (name[-2].text.isdigit() or name[-2].tag == "m"))


def _names_field(name: Sequence[Unit], last: Unit, *, alone: bool) -> bool:
    """Whether a department's short name is that of its field: it stands behind no place (城市|建设), or by itself (金融)."""
    if len(name) > 1:
        before = name[-2]
        return not (before.has("actor_head", "name_ending") or (before.tag == "ns" and "homonym" not in last.codes))
    return "homonym" in last.codes and not alone


def _is_clause(name: Sequence[Unit]) -> bool:
    """Whether a phrase holds what no name does: a preposition, an adverb inside it, a verb far before its head."""
    marks = (i for i in range(len(name) - 1, -1, -1) if name[i].tag == ATTRIBUTIVE or "coordinator" in name[i].codes)
    bare = name[next(marks, -1) + 1 :]
    inside = [unit for unit in bare[:-1] if _NAMING.isdisjoint(unit.codes)]
    if _counts(bare) or any(map(_is_no_part, inside)):
        return True
    if any(unit.codes >= _MANNER for unit in inside[1:]):
        return True
    return bool(bare) and bare[-1].end - bare[0].start > _LONG and any(unit.tag == "v" for unit in inside)


def _is_no_part(unit: Unit) -> bool:
    return unit.tag == "p" or unit.text in _MARKS or not _NO_NAME.isdisjoint(unit.codes)


def _counts(name: Sequence[Unit]) -> bool:
    """Whether a phrase gives a figure, or opens as a clause does (超过4亿人, 推出|一批城市, 布局|建设|人工智能|社区)."""
    return any(map(_gives_figure, name)) or (len(name) > 1 and (_is_idiom(name[0]) or _opens_as_clause(name)))


def _gives_figure(unit: Unit) -> bool:
    return unit.tag in _FIGURE_TAGS and unit.text[0] not in _BRACKETS and not _DIGITS.isdisjoint(unit.text)


def _is_idiom(unit: Unit) -> bool:
    return unit.tag in _IDIOM_TAGS and not unit.codes and len(unit.text) == _IDIOM  # 敞开大门|欢迎各国


def _opens_as_clause(name: Sequence[Unit]) -> bool:
    if name[0].tag != "v" or not _NAMING.isdisjoint(name[0].codes):
        return False
    return name[1].tag in ("m", "ns") or len(name) > _LONGEST_OF_VERB


def _owns(group: Sequence[Unit]) -> bool:
    """Whether the last coordinate is a name behind the 的 of a name, so that those before it only modify it (甲和乙的负责人)."""
    return any(group[i].tag == ATTRIBUTIVE and group[i - 1].has("actor_head", "name_ending") for i in range(1, len(group) - 1))


def _is_verbal(unit: Unit) -> bool:
    """Whether a unit that opens a phrase keeps it from being a name: 没有|监护人, 留|人."""
    return "headless_opener" in unit.codes or (unit.tag == "v" and len(unit.text) == 1 and not unit.codes)


def _name_only(group: list[Unit]) -> list[Unit]:
    """Cut an addressee's modifiers: what stands before 的, and adverbials around the name."""
    marks = (i for i in range(len(group) - 1, -1, -1) if group[i].tag == ATTRIBUTIVE)
    group = group[next(marks, -1) + 1 :]
    while group and _is_before_name(group[0]):
        group = group[1:]
    while group and _is_behind_name(group[-1]):
        group = group[:-1]
    while len(group) > 1 and group[0].text[0] in _BRACKETS and not _is_quoted(group):
        group = group[1:]
    return group[-1:] if group and _is_pronoun(group[-1]) else group  # 历史昭示|我们


def _is_behind_name(unit: Unit) -> bool:
    return unit.has("condition_adverb", "strengthener") and "actor_head" not in unit.codes


def _is_pronoun(unit: Unit) -> bool:
    return unit.tag == "r" and "actor_head" in unit.codes


def _is_before_name(unit: Unit) -> bool:
    adverbial = unit.has("connective", "condition_adverb", "condition_opener", "strengthener")
    return adverbial and "actor_head" not in unit.codes


def _is_quoted(group: Sequence[Unit]) -> bool:
    """Whether a name opens with a quotation that it closes, too (“甲”渡口)."""
    return group[0].text[0] in _QUOTES[0] and any(unit.text[-1] in _QUOTES[1] for unit in group)


def _counts_all(unit: Unit) -> bool:
    """Whether a unit says how many a list names: 两个, not 两级."""
    return unit.tag == "m" and "rank" not in unit.codes


def _without_category(named: list[list[Unit]]) -> list[list[Unit]]:
    """Cut 等部门 or 两个乡镇 behind the last of several names: the list stands for itself."""
    *others, last = named
    marks = [i for i, unit in enumerate(last) if "list_end" in unit.codes or (i + 2 >= len(last) and _counts_all(unit))]
    return [*others, last[: marks[0]]] if others and marks and marks[0] else named
