"""Keywords: mined tables and two parts of their text in, how much more one uses each word than the other out."""

from __future__ import annotations

from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd
from scipy.stats import beta, chi2

from speechmine.analyse.graphs.association import adjusted, log_likelihood
from speechmine.analyse.linguistics.items import Items, items_of
from speechmine.analyse.linguistics.parts import Part, Scope, looked_at, selection, told_part
from speechmine.analyse.linguistics.spread import deviation, part_counts
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["chi_squared", "keyness_frame", "log_ratio_interval"]

Array = np.ndarray[Any, Any]
_LEVEL = 0.95


def keyness_frame(
    mined: Mined, target: Part, reference: Part = None, *, of: str = "words", min_speeches: int = 1, **scope: Unpack[Scope]
) -> pd.DataFrame:
    r"""Compare how often two parts of a corpus use each word, slogan, aim or n-gram.

    With a uses among n1 in the target and b among n2 in the reference:

    - log_likelihood G2 = 2 sum O ln(O / E) over the four cells (a, b, n1 - a, n2 - b) [1]_, and its p (one degree of freedom);
      q: p corrected for all items compared (Benjamini and Hochberg);
    - chi_squared of the same cells, with Yates' correction, and its p and q;
    - log_ratio = log2((a / n1) / (b / n2)), 0.5 in place of no use [2]_; low and high: the exact (Clopper and Pearson) interval
      of 95 %, widened for all items compared (Bonferroni); conservative: its end nearer 0, or 0 where it holds 0 [3]_;
    - difference = 100 (a / n1 - b / n2) / (b / n2), in percent (%DIFF) [4]_; odds_ratio = a (n2 - b) / (b (n1 - a)).

    Parameters
    ----------
    mined : Mined
    target, reference : Part
        As ``within`` of ``Scope``: a query over the speeches, or conditions by name; without a reference, the rest.
    of : str
        ``words``, ``characters``, ``slogans``, ``aims``, ``2-grams`` … ``8-grams``. n1 and n2 count things of this kind: an aim
        is compared with other aims.
    min_speeches : int
        Leave out what stands in fewer speeches of the part that uses it more.
    **scope : Scope
        ``within`` (both parts lie in it), ``tokens``, ``keep_copies``.

    Returns
    -------
    DataFrame
        Columns item, n_target, n_reference, rate_target, rate_reference (per 1,000), log_likelihood, p, q, chi_squared, p_chi,
        q_chi, log_ratio, low, high, conservative, difference, odds_ratio (both missing where the reference has no use),
        speeches_target, speeches_reference, dp_target, dp_reference (Gries' DP, normalised, over speeches; 0 even, 1 in one).
        Above 0, log_ratio and what follows it say that the target uses it more. By conservative, then by log_likelihood with
        that sign, falling: the target's keywords first, the reference's last.

    Raises
    ------
    OptionError
        If a condition or `of` is not known, a part is empty, or the parts share sentences.

    Notes
    -----
    Tests and intervals take uses as independent of one another. They are not: a word that one speech repeats looks key. Look
    at the speeches and at DP, ask for `min_speeches`, and read p as an order. Nothing here corrects for topics, genres or lengths
    in which the parts differ otherwise.

    References
    ----------
    .. [1] Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993.
    .. [2] Hardie, Log Ratio: an informal introduction, CASS, 2014.
    .. [3] Evert, Measuring keyness, Digital Humanities 2022 (LRC).
    .. [4] Gabrielatos and Marchi, Keyness: matching metrics to definitions, 2011.

    Examples
    --------
    >>> import speechmine as sm
    >>> mined = sm.mine(sm.sample_path())
    >>> frame = keyness_frame(mined, "year >= 2016", within={"directives": True}, min_speeches=3)
    >>> frame[["item", "n_target", "n_reference"]].head(2).values.tolist()
    [['看', 19, 5], ['街道', 11, 1]]
    """
    if min_speeches < 1:
        raise OptionError(f"min_speeches is {min_speeches}; give 1 or more")
    keep_copies = scope.get("keep_copies", False)
    inside = looked_at(mined, scope)
    items = items_of(mined, of, tokens=scope.get("tokens", "words"))
    items = items.at(np.flatnonzero(items.held(inside)))
    own = items.held(selection(mined, target, keep_copies=keep_copies))
    other = ~own if reference is None else items.held(selection(mined, reference, keep_copies=keep_copies))
    _check(own, other, target, reference)
    sides = [_Side.of(items, held, len(mined.speeches)) for held in (own, other)]
    return _compared(items.names, *sides, min_speeches=min_speeches)


def chi_squared(a: Array, b: Array, n1: int, n2: int) -> Array:
    """Return Pearson's chi-squared of the four cells, with Yates' correction.

    Examples
    --------
    >>> chi_squared(np.array([10]), np.array([2]), 100, 100).round(4)
    array([4.344])
    """
    share = (a + b) / (n1 + n2)
    off = np.maximum(np.abs(a - n1 * share) - 0.5, 0) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        chi = off * (1 / (n1 * share) + 1 / (n2 * share) + 1 / (n1 * (1 - share)) + 1 / (n2 * (1 - share)))
    return np.asarray(np.where((share > 0) & (share < 1), chi, 0.0))


def log_ratio_interval(a: Array, b: Array, n1: int, n2: int, *, tested: int = 1) -> tuple[Array, Array]:
    """Return the interval of log2((a / n1) / (b / n2)) of 95 % for all of `tested` items together.

    Of a + b uses, a fall on the target with probability pi, for which the interval of Clopper and Pearson is exact;
    pi / (1 - pi) = ratio n1 / n2. Infinite on the side where there is no use.

    Examples
    --------
    >>> low, high = log_ratio_interval(np.array([20]), np.array([5]), 1000, 1000)
    >>> low.round(3), high.round(3)
    (array([0.543]), array([3.77]))
    """
    tail = (1 - _LEVEL) / 2 / max(tested, 1)
    low = np.where(a > 0, beta.ppf(tail, np.maximum(a, 1), b + 1), 0.0)
    high = np.where(b > 0, beta.isf(tail, a + 1, np.maximum(b, 1)), 1.0)
    with np.errstate(divide="ignore"):
        return np.log2(low / (1 - low) * n2 / n1), np.log2(high / (1 - high) * n2 / n1)


class _Side(NamedTuple):
    """One of the two parts: uses, speeches and DP by item, and all uses."""

    uses: Array
    speeches: Array
    dp: Array
    n: int

    @classmethod
    def of(cls, items: Items, held: Array, n_speeches: int) -> _Side:
        item, speech = items.item[held], items.speech[held]
        sizes = np.bincount(speech, minlength=n_speeches)
        pair, part, count = part_counts(item, speech, n_speeches)
        n_items = len(items.names)
        _, dp = deviation(pair, part, count, sizes, n_items=n_items)
        return cls(np.bincount(item, minlength=n_items), np.bincount(pair, minlength=n_items), dp, len(item))


def _check(own: Array, other: Array, target: Part, reference: Part) -> None:
    for held, told in ((own, f"target {told_part(target)!r}"), (other, f"reference {told_part(reference) or 'the rest'!r}")):
        if not held.any():
            raise OptionError(f"the {told} holds nothing to compare; loosen its conditions")
    if (own & other).any():
        remedy = "leave the reference out to compare the target with the rest"
        raise OptionError(f"target {told_part(target)!r} and reference {told_part(reference)!r} overlap; {remedy}")


def _compared(names: Array, target: _Side, reference: _Side, *, min_speeches: int) -> pd.DataFrame:
    kept = np.flatnonzero(target.uses + reference.uses)
    a, b, n1, n2 = target.uses[kept], reference.uses[kept], target.n, reference.n
    g2, chi = log_likelihood(a, a + b, np.full(len(kept), n1), n1 + n2), chi_squared(a, b, n1, n2)
    low, high = log_ratio_interval(a, b, n1, n2, tested=len(kept))
    ratio = np.log2(np.maximum(a, 0.5) / n1 / (np.maximum(b, 0.5) / n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        difference, odds = 100 * (a / n1 / (b / n2) - 1), a * (n2 - b) / (b * (n1 - a).astype(float))
    frame = pd.DataFrame({
        "item": names[kept], "n_target": a, "n_reference": b, "rate_target": 1000 * a / n1, "rate_reference": 1000 * b / n2,
        "log_likelihood": g2, "p": chi2.sf(g2, 1), "q": adjusted(chi2.sf(g2, 1), len(kept)),
        "chi_squared": chi, "p_chi": chi2.sf(chi, 1), "q_chi": adjusted(chi2.sf(chi, 1), len(kept)),
        "log_ratio": ratio, "low": low, "high": high, "conservative": np.where(low > 0, low, np.where(high < 0, high, 0.0)),
        "difference": np.where(b > 0, difference, np.nan), "odds_ratio": np.where((b > 0) & (a < n1), odds, np.nan),
        "speeches_target": target.speeches[kept], "speeches_reference": reference.speeches[kept],
        "dp_target": target.dp[kept], "dp_reference": reference.dp[kept],
    })  # fmt: skip
    side = np.where(a / n1 >= b / n2, target.speeches[kept], reference.speeches[kept])
    frame = frame[side >= min_speeches]
    keys = {
        "conservative": frame["conservative"],
        "signed": frame["log_likelihood"] * np.sign(a / n1 - b / n2)[side >= min_speeches],
    }
    order = pd.DataFrame({**keys, "item": frame["item"]})
    return frame.loc[order.sort_values(["conservative", "signed", "item"], ascending=[False, False, True]).index].reset_index(
        drop=True
    )
