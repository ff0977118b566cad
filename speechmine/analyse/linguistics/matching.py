"""Matches of a pattern over tokens: its tree and the index in, the first and last token of each match out."""

from __future__ import annotations

from typing import Any

import numpy as np

from speechmine.analyse.linguistics.attributes import marks
from speechmine.analyse.linguistics.index import TokenIndex
from speechmine.analyse.linguistics.parts import Mask
from speechmine.analyse.linguistics.patterns import Any_, Choice, Is, Node, Not, Repeat, Row, Test
from speechmine.errors import OptionError
from speechmine.tables.mined import Mined

__all__ = ["matches"]

Array = np.ndarray[Any, Any]


def matches(mined: Mined, index: TokenIndex, pattern: Node) -> tuple[Array, Array]:
    """Return the matches of a pattern: from each token the longest one, none that begins inside the one before.

    Returns
    -------
    first, behind : ndarray of int
        Positions of the first token, and behind the last one; no match crosses the end of a sentence.

    Raises
    ------
    OptionError
        If an attribute is not known, or the pattern matches no token at all.

    Examples
    --------
    >>> import speechmine as sm
    >>> from speechmine.analyse.linguistics.index import token_index
    >>> from speechmine.analyse.linguistics.patterns import parse_pattern
    >>> mined = sm.mine(["企业要排查危房，再排查渡口。"])
    >>> first, behind = matches(mined, token_index(mined), parse_pattern('"排查" [tag="n.*"]'))
    >>> first.tolist(), behind.tolist()
    ([2, 6], [4, 8])
    """
    matcher = _Matcher(mined, index)
    start = np.arange(len(index.term))
    first, behind = matcher.after(pattern, start, start)
    if (first == behind).any():
        raise OptionError("pattern: it matches no token at all; ask for one token or more")
    longest = np.lexsort((-behind, first))
    first, behind = first[longest], behind[longest]
    alone = np.append([True], first[1:] != first[:-1])[: len(first)]
    return _apart(first[alone], behind[alone])


class _Matcher:
    """Walks a pattern with all matches at once: where each began, and where it stands."""

    def __init__(self, mined: Mined, index: TokenIndex) -> None:
        self.mined, self.index = mined, index
        self.known: dict[Test, Mask] = {}

    def after(self, node: Node, first: Array, at: Array) -> tuple[Array, Array]:
        if isinstance(node, Row):
            for part in node.parts:
                first, at = self.after(part, first, at)
            return first, at
        if isinstance(node, Choice):
            return _distinct(*zip(*(self.after(row, first, at) for row in node.rows), strict=True))
        if isinstance(node, Repeat):
            return self._repeated(node, first, at)
        inside = at < len(self.index.term)
        first, at = first[inside], at[inside]
        fits = self._marked(node)[at] & (self.index.sentence[at] == self.index.sentence[first])
        return first[fits], at[fits] + 1

    def _repeated(self, node: Repeat, first: Array, at: Array) -> tuple[Array, Array]:
        reached, times = [], 0
        while len(first) and (node.most is None or times <= node.most):
            if times >= node.least:
                reached.append((first, at))
            before = at
            first, at = self.after(node.part, first, at)
            times += 1
            if times > node.least and len(at) == len(before) and (at == before).all():
                break
        return _distinct(*zip(*reached, strict=True)) if reached else (first[:0], at[:0])

    def _marked(self, test: Test) -> Mask:
        if test not in self.known:
            self.known[test] = self._tested(test)
        return self.known[test]

    def _tested(self, test: Test) -> Mask:
        if isinstance(test, Is):
            return marks(self.mined, self.index, test.name, test.value)
        if isinstance(test, Not):
            return ~self._marked(test.test)
        some = [self._marked(one) for one in test.tests]
        if isinstance(test, Any_):
            return np.asarray(np.logical_or.reduce(some))
        every = [np.ones(len(self.index.term), dtype=bool), *some]
        return np.asarray(np.logical_and.reduce(every))


def _distinct(firsts: tuple[Array, ...], ats: tuple[Array, ...]) -> tuple[Array, Array]:
    pairs = np.unique(np.stack([np.concatenate(firsts), np.concatenate(ats)]), axis=1)
    return pairs[0], pairs[1]


def _apart(first: Array, behind: Array) -> tuple[Array, Array]:
    """The matches that do not begin inside the one before, from the left."""
    kept, end = [], 0
    for number, (start, stop) in enumerate(zip(first.tolist(), behind.tolist(), strict=True)):
        if start >= end:
            kept.append(number)
            end = stop
    return first[kept], behind[kept]
