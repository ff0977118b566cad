"""Names of who must comply: a row of units in, one span a coordinate out."""

from __future__ import annotations

from collections.abc import Sequence

from speechmine.extract.directives.units import ATTRIBUTIVE, Unit
from speechmine.records import Component

__all__ = ["ends_name", "read_actors"]

_NAMING = frozenset(("actor_head", "name_ending", "actor_short"))


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
    groups: list[list[Unit]] = [[]]
    for unit in units:
        if unit.has("coordinator", "connective"):
            groups.append([])
        elif not ("adverb" in unit.codes and not unit.has("actor_head", "name_ending")):
            groups[-1].append(unit)
    if _owns(groups[-1]):
        groups = groups[-1:]
    named = [name for name in map(_name_only, groups) if name]
    if not named or not ends_name(named[-1], alone=not strict or len(named) > 1):
        return []
    return [Component(name[0].start, name[-1].end) for name in _without_category(named)]


def ends_name(name: Sequence[Unit], *, alone: bool) -> bool:
    """Whether a name ends in an actor's head; a department's short name counts by itself or behind a place."""
    if not name:
        return False
    last = name[-2] if len(name) > 1 and name[-1].text[0] == "（" else name[-1]  # 村（社区）
    if (
        _is_quantity(name)
        or _NAMING.isdisjoint(last.codes)
        or not (last.has("actor_head", "name_ending") or alone or len(name) <= 2)
    ):
        return False
    if _is_verbal(name[0]) and not any(unit.tag == ATTRIBUTIVE for unit in name):
        return False
    return not any(
        unit.has("aim", "pivotal") and not unit.has("actor_head", "actor_short", "name_ending") and unit.tag != "vn"
        for unit in name
    )


def _is_quantity(name: Sequence[Unit]) -> bool:
    """Whether a name is only how many: 超过|300|人."""
    return "generic_person" in name[-1].codes and len(name) > 1 and name[-2].text.isdigit()


def _owns(group: Sequence[Unit]) -> bool:
    """Whether the last coordinate is a name behind the 的 of a name, so that those before it only modify it (甲和乙的负责人)."""
    return any(group[i].tag == ATTRIBUTIVE and group[i - 1].has("actor_head", "name_ending") for i in range(1, len(group) - 1))


def _is_verbal(unit: Unit) -> bool:
    """Whether a unit that opens a phrase keeps it from being a name: 没有|监护人, 留|人."""
    return "headless_opener" in unit.codes or (unit.tag == "v" and len(unit.text) == 1 and not unit.codes)


def _name_only(group: list[Unit]) -> list[Unit]:
    """Cut an addressee's modifiers: what stands before 的, and adverbials around the name."""
    for i in range(len(group) - 1, -1, -1):
        if group[i].tag == ATTRIBUTIVE:
            group = group[i + 1 :]
            break
    while (
        group
        and group[0].has("connective", "condition_adverb", "condition_opener", "strengthener")
        and "actor_head" not in group[0].codes
    ):
        group = group[1:]
    while group and group[-1].has("condition_adverb", "strengthener") and "actor_head" not in group[-1].codes:
        group = group[:-1]
    return group


def _counts_all(unit: Unit) -> bool:
    """Whether a unit says how many a list names: 两个, not 两级."""
    return unit.tag == "m" and "rank" not in unit.codes


def _without_category(named: list[list[Unit]]) -> list[list[Unit]]:
    """Cut 等部门 or 两个乡镇 behind the last of several names: the list stands for itself."""
    *others, last = named
    marks = [i for i, unit in enumerate(last) if "list_end" in unit.codes or (i + 2 >= len(last) and _counts_all(unit))]
    return [*others, last[: marks[0]]] if others and marks and marks[0] else named
