"""Stage 4, it governs: a clause with a deontic of its own is a directive, unless the deontic only describes."""

from __future__ import annotations

from speechmine.extract.directives.predicates import VERB_CODES
from speechmine.extract.directives.rules.rule import Case, Rule, always, words

__all__ = ["GOVERNING"]

_REQUEST = frozenset(("addressing", "obligation"))
_THINGS = ("n", "r", "m", "b")  # tags of what is no verb
_ASKING = ("？", "?")


def _is_weak(case: Case) -> bool:
    """Whether the deontics are such as also describe (人要回家, 不能按时完工)."""
    return all(unit.has("weak", "inability") for unit in case.clause.deontics)


def meeting_task(case: Case) -> bool:
    """今天要部署…: it says what the meeting is for, and nobody named is to hold one (各村要召开村民会)."""
    clause = case.clause
    if not _is_weak(case):
        return False
    first = clause.deontics[0].start
    meetings = [unit for unit in clause.units if "meeting" in unit.codes]
    held = all(unit.start > first for unit in meetings) and any("aim" in unit.codes for unit in meetings)
    return not (held and any(actor.start < first for actor in clause.actors))


def speaker_tells(case: Case) -> bool:
    """我还要多说几句: the speaker tells what the speaker will do."""
    clause = case.clause
    before = clause.deontics[0].start
    return _is_weak(case) and any("speaker" in unit.codes and unit.start < before for unit in clause.units)


def moves_us(case: Case) -> bool:
    """这样的教训让我们痛心: what moves us is no appeal, which opens its clause."""
    clause, first = case.clause, case.clause.deontics[0]
    return "appeal" in first.codes and first.start > clause.start and "connective" not in clause.units[0].codes


def question(case: Case) -> bool:
    """为什么还要签字: a question."""
    first = case.clause.deontics[0]
    return case.clause.mark in _ASKING and not first.has("addressing", "appeal")


def habit(case: Case) -> bool:
    """总是要, 曾经要: what is or was so."""
    clause = case.clause
    before = clause.deontics[0].start
    return _is_weak(case) and any("habitual" in unit.codes and unit.start < before for unit in clause.units)


def describes(case: Case) -> bool:
    """Under a review or behind a problem a weak deontic describes, unless somebody named is addressed."""
    clause = case.clause
    if not case.state.setting.mood.describing or not _is_weak(case):
        return False
    addressed = bool(clause.actors) and clause.aim_unit is not None and clause.aim_unit.has(*VERB_CODES)
    return clause.units[0].start != clause.deontics[0].start and not addressed


def need(case: Case) -> bool:
    """出于发展的需要: nothing follows, it is a noun."""
    clause = case.clause
    return _is_weak(case) and "weak" in clause.units[-1].codes and clause.aim is None


def lack(case: Case) -> bool:
    """修渡口需要资金: a thing follows, and nobody is told to act."""
    clause, aim = case.clause, case.clause.aim_unit
    if aim is None or len(clause.deontics) > 1 or not ("noun_closer" in clause.deontics[0].codes and _is_weak(case)):
        return False
    return aim.tag[:1] in _THINGS and not aim.has(*VERB_CODES)


def wish(case: Case) -> bool:
    """人民都希望和平: whose wish it is stands before it."""
    clause, first = case.clause, case.clause.deontics[0]
    return first.codes >= _REQUEST and bool(clause.subject or any(actor.start < first.start for actor in clause.actors))


def deontic(case: Case) -> bool:
    """A word of obligation, prohibition or permission governs a verb, or what is fronted before one."""
    clause = case.clause
    return bool(clause.aim or clause.subject or clause.objects or "aim" in clause.codes)


GOVERNING = (
    Rule("meeting_task", "refuse", meeting_task, words("meeting")),
    Rule("speaker_tells", "refuse", speaker_tells, words("speaker")),
    Rule("moves_us", "refuse", moves_us, words("appeal")),
    Rule("question", "refuse", question),
    Rule("habit", "refuse", habit, words("habitual")),
    Rule("describes", "refuse", describes),
    Rule("need", "refuse", need, words("weak")),
    Rule("lack", "refuse", lack, words("noun_closer")),
    Rule("wish", "refuse", wish, words("addressing")),
    Rule("deontic", "directive", deontic),
    Rule("deontic_alone", "refuse", always),
)
