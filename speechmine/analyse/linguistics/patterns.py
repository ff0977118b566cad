"""Patterns over tokens: a query in the language of CQP in, the tree of what each token must be out, or where it goes wrong.

What is understood: tokens ``[word="安全" & tag!="n.*"]``, whose values are regular expressions that match all of a token; ``[]``,
any token; ``"安全"``, short for ``[word="安全"]``; inside ``&``, ``|``, ``!`` and brackets; behind a token or a group ``{n}``,
``{n,m}``, ``{n,}``, ``?``, ``*``, ``+``; groups ``( … | … )``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from speechmine.errors import OptionError

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["All", "Any_", "Choice", "Is", "Node", "Not", "Repeat", "Row", "Test", "parse_pattern"]

_GRAMMAR = r"""
?start: choice
?choice: row ("|" row)*
row: part+
part: unit repeat?
?unit: "[" test "]" -> token
     | "[" "]" -> anything
     | STRING -> word
     | "(" choice ")"
repeat: "{" INT "}" -> exactly
      | "{" INT "," INT? "}" -> between
      | "?" -> maybe
      | "*" -> many
      | "+" -> some
?test: all ("|" all)* -> either
?all: one ("&" one)* -> both
?one: NAME "=" STRING -> equal
    | NAME "!=" STRING -> unequal
    | "!" one -> negated
    | "(" test ")"
NAME: /[a-z_]+/
STRING: /"[^"]*"/ | /'[^']*'/
INT: /\d{1,3}/
%ignore /\s+/
"""
# What may come next, as an error says it.
_WORDS = {
    "LSQB": "[", "RSQB": "]", "LPAR": "(", "RPAR": ")", "LBRACE": "{", "RBRACE": "}", "VBAR": "|", "STRING": 'a value in "…"',
    "NAME": "a name such as word, tag, sector", "EQUAL": "=", "__ANON_0": "!=", "INT": "a number", "BANG": "!", "COMMA": ",",
    "QMARK": "?", "AMPERSAND": "&", "STAR": "*", "PLUS": "+", "$END": "the end",
}  # fmt: skip
_SAME_WIDTH = str.maketrans("“”［］（）｛｝｜＝！＆，", '""[](){}|=!&,')


@dataclass(frozen=True)
class Is:
    """A token whose attribute has a value."""

    name: str
    value: str


@dataclass(frozen=True)
class Not:
    """A token for which a test fails."""

    test: Test


@dataclass(frozen=True)
class All:
    """A token for which all tests hold."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Any_:  # noqa: N801 - Any is typing's
    """A token for which one of the tests holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Row:
    """Parts one behind the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Choice:
    """One of several rows."""

    rows: tuple[Node, ...]


@dataclass(frozen=True)
class Repeat:
    """A part several times; no most: as often as may be."""

    part: Node
    least: int
    most: int | None


Test = Is | Not | All | Any_
Node = Test | Row | Choice | Repeat


def parse_pattern(pattern: str) -> Node:
    """Return the tree of a pattern.

    Parameters
    ----------
    pattern : str
        Full-width brackets and quotes are taken for their narrow forms.

    Raises
    ------
    OptionError
        If it is malformed: the message has the place; or if lark is not installed.

    References
    ----------
    Evert and the CWB Development Team, The IMS Open Corpus Workbench: CQP query language tutorial.

    Examples
    --------
    >>> parse_pattern('[tag="v"] []{0,2} "安全"').parts[1]
    Repeat(part=All(tests=()), least=0, most=2)
    """
    parser = _parser()
    from lark.exceptions import UnexpectedInput

    text = pattern.translate(_SAME_WIDTH)
    try:
        tree = parser.parse(text)
    except UnexpectedInput as error:
        at = min(max(int(error.pos_in_stream or 0), 0), len(text)) if getattr(error, "token", None) != "" else len(text)
        expected = sorted({_WORDS.get(name, name.lower()) for name in _expected(error)})
        found = f"{pattern[at : at + 8]!r}" if at < len(pattern) else "the end"
        raise OptionError(
            f"pattern {pattern!r} goes wrong at character {at + 1}, before {found}: there should be {', '.join(expected)}"
        ) from None
    return _node(tree)


def _expected(error: Any) -> set[str]:
    return set(getattr(error, "expected", None) or getattr(error, "allowed", None) or ())


@cache
def _parser() -> Lark:
    try:
        from lark import Lark
    except ImportError:
        raise OptionError('patterns over tokens need lark; install it with pip install "speechmine[patterns]"') from None
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


def _node(tree: Any) -> Node:
    """The node of a part of lark's tree."""
    kind, parts = str(tree.data), tree.children
    if kind in ("row", "choice"):
        nodes = tuple(map(_node, parts))
        return nodes[0] if len(nodes) == 1 else Row(nodes) if kind == "row" else Choice(nodes)
    if kind == "part":
        unit = _node(parts[0])
        return Repeat(unit, *_times(parts[1])) if len(parts) > 1 else unit
    if kind == "anything":
        return All(())
    if kind == "word":
        return Is("word", str(parts[0])[1:-1])
    return _test(parts[0] if kind == "token" else tree)


def _test(tree: Any) -> Test:
    kind, parts = str(tree.data), tree.children
    if kind in ("equal", "unequal"):
        test = Is(str(parts[0]), str(parts[1])[1:-1])
        return test if kind == "equal" else Not(test)
    tests = tuple(map(_test, parts))
    if kind == "negated":
        return Not(tests[0])
    return tests[0] if len(tests) == 1 else All(tests) if kind == "both" else Any_(tests)


def _times(tree: Any) -> tuple[int, int | None]:
    kind, numbers = str(tree.data), [int(number) for number in tree.children]
    if kind == "between":
        least, most = numbers[0], numbers[1] if len(numbers) > 1 else None
        if most is not None and most < least:
            raise OptionError(f"pattern: {{{least},{most}}} ends before it begins; write {{{most},{least}}}")
        return least, most
    return {"exactly": (numbers[0] if numbers else 0,) * 2, "maybe": (0, 1), "many": (0, None), "some": (1, None)}[kind]
