"""Scope: whether what a prohibition or a verb of preventing governs goes on in the clause that is coordinated with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.sanctions import denies
from speechmine.extract.directives.units import Unit
from speechmine.records import Directive

__all__ = ["Scope", "keeps_scope", "prevents", "with_mark"]

_COORDINATING = frozenset("，、；,;")
_PARALLEL = frozenset("；;")  # ends a sentence: what is parallel opens with its verb
_OWN = (*DEONTICS, "sanction", "apodosis", "otherwise", "copula", "agent_mark", "consequence", "past", "existential", "speaker")
_DEMANDING = ("aim", "purpose", "pivotal", "locative_complement", "causative_mark", "adverb", "connective")
_URGING = ("condition_adverb", "strengthener")
_ACT_TAGS = ("v", "vd", "vi", "vn", "d", "ad", "a")
_FOUR = 4  # characters of one in a row of parallel phrases
_WRONGS = ("breach", "lapse")


class Scope(NamedTuple):
    """What governs the clause last read, and may govern what is coordinated with it.

    Attributes
    ----------
    clause : Clause
    governing : sequence of Unit
        The prohibition; empty where a verb of preventing governs.
    directive : Directive
        The one that the clause belongs to.
    """

    clause: Clause
    governing: Sequence[Unit]
    directive: Directive

    @property
    def goes_on(self) -> bool:
        """Whether the next sentence is coordinated with the clause: ；ends this one."""
        return self.clause.mark in _PARALLEL


def with_mark(scope: Scope, mark: str) -> Scope:
    """Return the scope once one more clause stands under it, which a mark closes."""
    return scope._replace(clause=scope.clause._replace(mark=mark))


def prevents(clause: Clause) -> bool:
    """Whether a clause says, by its verb and not by a deontic, what is to be prevented (防止出现盲区)."""
    return clause.aim_unit is not None and "preventing" in clause.aim_unit.codes


def keeps_scope(clause: Clause, before: Clause, lexicon: Lexicon) -> bool:
    """Whether the prohibition or the verb of preventing in the clause right before governs a clause, too.

    严禁超载，超速行驶 forbids both. The scope ends with a deontic, a sanction, a subject or an event (发现隐患) of its own,
    and with a word of duty: a verb that no prohibition governs (做好防护), an adverb that urges (切实).
    """
    tight = before.mark in lexicon.tight_marks
    if not (tight or before.mark in _COORDINATING) or _stands_alone(clause, lexicon):
        return False
    if _repeats(clause, before) or _opens_wrong(clause) or (tight and not prevents(before)):
        return True
    if clause.kind == "nominal":
        return _names_act(clause) and not _demands(clause, before)
    return clause.kind == "verbal" and not any(ends(clause, before) for ends in (_denies_alone, _lags, _fronts, _demands))


def _stands_alone(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause has a deontic, a sanction, a subject or an event of its own."""
    if clause.has(*_OWN) or clause.actors or clause.item or clause.trigger or clause.threat:
        return True
    if clause.kind == "verbal" and clause.subject:
        return True
    return any(condition.kind == "activation" for condition in clause.conditions) and not denies(clause, lexicon)


# -- what keeps it


def _repeats(clause: Clause, before: Clause) -> bool:
    """Whether a clause has the verb that the prohibition governs (不能让隐患存在，让事故发生)."""
    if clause.aim_unit is None or before.aim_unit is None or prevents(before):
        return False
    return clause.aim_unit.text == before.aim_unit.text


def _opens_wrong(clause: Clause) -> bool:
    """Whether a clause opens with a word of a breach (擅自开工), and no word that urges follows (出现异常立即停机)."""
    return clause.units[0].has(*_WRONGS) and not _urges(clause.units)


def _names_act(clause: Clause) -> bool:
    """Whether a phrase in which no known verb stands names what somebody does (疲劳驾驶, 走过场, 乱提工资)."""
    units = clause.units
    if len(units) > 1 and units[0].has("coordinator", "verb_linker"):
        units = units[1:]
    if len(units) == 1 and units[0].has(*_WRONGS, "problem"):
        return True
    if units[-1].end - units[0].start == _FOUR and not any(unit.codes for unit in units):
        return True  # 乱提工资, 各行其是: words of four characters that the dictionary calls nouns
    return units[0].tag in _ACT_TAGS and not units[-1].has("actor_head", "name_ending")


# -- what ends it


def _denies_alone(clause: Clause, before: Clause) -> bool:
    """Whether a clause opens with 不 and is no side of a contrast (只讲投入，不讲产出)."""
    return clause.negated and not (before.negated or "restricting" in before.codes)


def _lags(clause: Clause, before: Clause) -> bool:
    """Whether a clause behind ；opens with something else than its verb: it is not parallel."""
    return before.mark in _PARALLEL and (clause.aim is None or clause.aim.start > clause.start)


def _fronts(clause: Clause, before: Clause) -> bool:
    """Whether a clause behind a verb of preventing fronts its object with 把: it sets out anew."""
    return prevents(before) and clause.fronts


def _demands(clause: Clause, before: Clause) -> bool:
    """Whether a word up to the verb says what is to be done: one that no prohibition, or verb of preventing, governs."""
    governed = ("lapse",) if prevents(before) else ("lapse", "neutral")
    end = clause.aim.end if clause.aim else clause.end
    demands = any(unit.start < end and unit.has(*_DEMANDING, *_URGING) and not unit.has(*governed) for unit in clause.units)
    return demands or _urges(clause.units)


def _urges(units: Sequence[Unit]) -> bool:
    """Whether a word that urges stands before a verb of duty (立即停航)."""
    return any(unit.has(*_URGING) and "neutral" not in unit.codes and "aim" in after.codes for unit, after in pairwise(units))
