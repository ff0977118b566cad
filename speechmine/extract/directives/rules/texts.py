"""What the rules of the grammar are called and shown by: ``data/directives/rules.tsv`` read, one record a rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from speechmine.codebooks import packaged_table

__all__ = ["RuleText", "rule_texts"]


class RuleText(NamedTuple):
    """A rule in words.

    Attributes
    ----------
    stage, name : str
    label, label_en : str
        Its gloss in Chinese and English.
    example, coding : str
        A sentence on which it fires, and what that is coded as; no coding where the rule refuses.
    counter_example : str
        A sentence like it on which it does not fire.
    otherwise, otherwise_en : str
        What would have had to differ; empty where the rule codes, or keeps what the next clause takes.
    known_wrong : str
        A sentence on which the rule is known to go wrong, if any.
    """

    stage: str
    name: str
    label: str
    label_en: str
    example: str
    coding: str
    counter_example: str
    otherwise: str
    otherwise_en: str
    known_wrong: str


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Return the rules' texts by name, in the order in which the rules are tried."""
    rows = [row for _, row in packaged_table("directives/rules").rows]
    return MappingProxyType({row["name"]: RuleText(**row) for row in rows})
