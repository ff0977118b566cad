"""Evidence for and against an imperative: a sentence's clauses and its place in the outline in, the features that hold out.

Each feature has a weight in ``data/directives/evidence.tsv``, with why; ``benchmarks/evidence.py`` fits them to coded sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from speechmine.extract.directives.clauses import Clause, Draft
from speechmine.extract.directives.lexicon import Lexicon
from speechmine.extract.directives.units import Unit
from speechmine.folding import fold
from speechmine.records import SegmentedSpeech

__all__ = ["FEATURES", "Seen", "is_lead", "opens_bare", "see"]

_TITLE_PARAGRAPHS = 8  # a title stands at the head
_ASSIGNING = frozenset(("agent_mark", "universal_adverb"))
_STATED = frozenset(("meeting", "problem", "copula"))


class Seen(NamedTuple):
    """What the features are read from.

    Attributes
    ----------
    clauses : sequence of Clause
        With their parts read.
    codes, stated : frozenset of str
        The codes of all clauses, and of those that are no mere condition phrase (通过召开会议等形式).
    bare, relays : bool
        Whether the sentence opens with a bare verb; whether it says what somebody demands of whom.
    heading, title, review : bool
        Whether it is a heading, is the title, or stands under a heading that announces a review, a situation or problems.
    news : bool
        Whether the text is news.
    after_directive, after_problem : bool
        Whether the sentence before, in the same section, held a directive; whether an item that names a problem governs it.
    """

    clauses: Sequence[Clause]
    codes: frozenset[str]
    stated: frozenset[str]
    bare: bool
    relays: bool
    heading: bool
    title: bool
    review: bool
    news: bool
    after_directive: bool
    after_problem: bool


def see(
    segmented: SegmentedSpeech,
    index: int,
    clauses: Sequence[Clause],
    *,
    lexicon: Lexicon,
    after_directive: bool,
    after_problem: bool = False,
) -> Seen:
    """Gather what the features of a sentence are read from.

    Parameters
    ----------
    segmented : SegmentedSpeech
    index : int
        Of the sentence.
    clauses : sequence of Clause
        With their parts read.
    lexicon : Lexicon
    after_directive, after_problem : bool
        As in ``Seen``.
    """
    codes = frozenset().union(*[clause.codes for clause in clauses])
    stated = codes
    if not codes.isdisjoint(_STATED):
        stated = frozenset().union(*[clause.codes for clause in clauses if not _is_phrase(clause)])
    return Seen(
        clauses,
        codes,
        stated,
        bare=opens_bare(clauses),
        relays="demand" in codes and any(clause.relayed and clause.aim is not None for clause in clauses),
        heading=segmented.sentences[index].in_heading,
        title=_is_title(segmented, index),
        review=_under_review(segmented, index, lexicon),
        news=segmented.speech.genre == "news",
        after_directive=after_directive,
        after_problem=after_problem,
    )


# -- the features


def _prescribes(seen: Seen) -> bool:
    """It opens with a bare verb, relays a demand, gives somebody a task or says what holds for all."""
    if seen.bare or seen.relays:
        return True
    return not seen.codes.isdisjoint(_ASSIGNING) and any(_assigns(clause) or _holds_for_all(clause) for clause in seen.clauses)


def _counts_acts(seen: Seen) -> bool:
    """It tells how often somebody named does something: 交警大队开展夜查，查处酒驾32起."""
    if not (seen.bare and any(clause.actors for clause in seen.clauses[:1])):
        return False
    return any(clause.aim is not None and clause.objects and _is_number(clause.units[-2:]) for clause in seen.clauses)


def _reports_past(seen: Seen) -> bool:
    return "past" in seen.codes and any(
        "past" in clause.codes and not clause.trigger and not clause.names_relatively for clause in seen.clauses
    )


def _announces(seen: Seen) -> bool:
    return "announcement" in seen.codes and any(map(_announces_act, seen.clauses))


def _gives_figures(seen: Seen) -> bool:
    """A review gives a figure: 排查隐患6420处."""
    return seen.review and any(clause.aim_unit and any(unit.tag == "m" for unit in clause.units) for clause in seen.clauses)


def _evaluates(seen: Seen) -> bool:
    """It says what an act is worth (做好这项工作，对渔民增收，具有重要意义)."""
    return seen.bare and len(seen.clauses) > 1 and "copula" in seen.clauses[-1].units[0].codes


FEATURES: Mapping[str, Callable[[Seen], bool]] = {
    "bare": _prescribes,
    "counted_acts": _counts_acts,
    "after_directive": attrgetter("after_directive"),
    "heading": attrgetter("heading"),
    "past": _reports_past,
    "meeting": lambda seen: "meeting" in seen.stated and not seen.relays,
    "announcement": _announces,
    "problem": lambda seen: "problem" in seen.stated and not seen.bare,
    "copula": lambda seen: "copula" in seen.stated and not seen.bare,
    "consequence": lambda seen: "consequence" in seen.codes,
    "title": attrgetter("title"),
    "review": attrgetter("review"),
    "after_problem": attrgetter("after_problem"),
    "counted": _gives_figures,
    "news": attrgetter("news"),
    "evaluated": _evaluates,
}
"""What speaks for or against an imperative, by name."""


# -- what they are read from


def is_lead(clause: Clause) -> bool:
    """Whether what a sentence opens with comes behind the clause: a condition, a connective, what names the task."""
    empty = clause.kind == "empty" and "connective" in clause.codes
    return clause.kind == "condition" or empty or "task_lead" in clause.units[-1].codes


def opens_bare(clauses: Sequence[Clause], unread: Sequence[Draft] = ()) -> bool:
    """Whether the sentence opens, behind conditions, with the bare verb of an imperative; `unread` clauses follow."""
    opening = next((i for i, clause in enumerate(clauses) if not is_lead(clause)), len(clauses))
    if opening == len(clauses):
        return False
    following: Sequence[Clause | Draft] = clauses[opening + 1 :] or unread
    defined = any("copula" in after.units[0].codes for after in following[:1])  # 制定规划，是一项重要工作
    return not defined and _is_bare(clauses[opening])


def _is_bare(clause: Clause) -> bool:
    aim = clause.aim_unit
    if clause.kind != "verbal" or clause.subject or aim is None or _is_told_of(clause):
        return False
    marked = "disposal_mark" in clause.codes or clause.strengtheners
    if not marked and not aim.has("aim", "pivotal", "locative_complement", "sanction"):
        return False
    return not any("copula" in unit.codes and unit.start > aim.start for unit in clause.units)


def _is_phrase(clause: Clause) -> bool:
    """Whether a clause is a condition phrase that a noun closes: what it names is not stated (通过召开会议等形式)."""
    names_task = "meeting" in clause.codes and "copula" in clause.codes  # 会议的任务是分析形势
    return clause.kind == "condition" and "condition_closer" in clause.units[-1].codes and not names_task


def _assigns(clause: Clause) -> bool:
    """Whether a clause gives a task to somebody (这项工作由安监站牵头实施)."""
    aim = clause.aim_unit
    if aim is None or clause.aim is None or not clause.actors or "agent_mark" not in clause.codes:
        return False
    named = clause.actors[-1].end
    limited = any(named <= part.start and part.end <= aim.start for part in clause.conditions)
    verbs = (unit for unit in clause.units if clause.aim.start <= unit.start < clause.aim.end)
    return (limited and "aim" in aim.codes) or any("assignment" in unit.codes for unit in verbs)  # 由城管中队三日内拆除


def _holds_for_all(clause: Clause) -> bool:
    """Whether a clause says what holds for all (雨天一律停止起吊)."""
    return "universal_adverb" in clause.codes and clause.aim_unit is not None and clause.aim_unit.has("aim", "sanction")


def _is_told_of(clause: Clause) -> bool:
    """Whether a clause tells of its subject: of some (有的地方), of the speaker (我), or of a superior (省委高度重视)."""
    if clause.aim is None:
        return False
    before = [unit for unit in clause.units if unit.start < clause.aim.start]
    return any(unit.has("existential", "speaker") for unit in before) or (
        bool(clause.actors) and any("authority" in unit.codes and unit.end == clause.actors[-1].end for unit in before)
    )


def _announces_act(clause: Clause) -> bool:
    """Whether a clause says what somebody will do; 将 before an object that it fronts does not."""
    if "announcement" not in clause.codes:
        return False
    fronted = {part.start for part in clause.objects}
    return any(
        "announcement" in unit.codes and not ("disposal_mark" in unit.codes and unit.end in fronted) for unit in clause.units
    )


def _is_number(units: Sequence[Unit]) -> bool:
    return any(unit.tag in ("m", "mq") for unit in units)


def _is_title(segmented: SegmentedSpeech, index: int) -> bool:
    sentence, title = segmented.sentences[index], segmented.speech.title
    if sentence.paragraph > _TITLE_PARAGRAPHS:
        return False
    return (
        bool(title)
        and not sentence.in_heading
        and segmented.view.text[sentence.start : sentence.end].strip().endswith(fold(title or ""))
    )


def _under_review(segmented: SegmentedSpeech, index: int, lexicon: Lexicon) -> bool:
    """Whether a heading above the sentence announces a review, a situation or problems."""
    sentence = segmented.sentences[index]
    if sentence.in_heading:
        return False
    return any(lexicon.reviews(section.heading) for section in segmented.headings_of(sentence))
