"""The weights of the evidence for an imperative, as ``data/directives/evidence.tsv`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from speechmine.codebooks import packaged_table

__all__ = ["Weights", "packaged_weights"]

_THRESHOLD = "threshold"


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights by name.

    Attributes
    ----------
    features : mapping of str to float
        Weight of each feature for (positive) or against an imperative.
    threshold : float
        The sum from which a bare verb prescribes.
    """

    features: Mapping[str, float]
    threshold: float

    @cached_property
    def past_outweighs(self) -> bool:
        """Whether a mark of the past outweighs whatever speaks for an imperative outside of headings."""
        gains = sum(weight for name, weight in self.features.items() if weight > 0 and name != "heading")
        return gains + self.features["past"] < self.threshold


def packaged_weights() -> Weights:
    """Return the package's own weights."""
    rows = {row["feature"]: float(row["weight"]) for _, row in packaged_table("directives/evidence").rows}
    return Weights({name: weight for name, weight in rows.items() if name != _THRESHOLD}, rows[_THRESHOLD])
