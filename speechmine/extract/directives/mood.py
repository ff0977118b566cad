"""Tell prescribing from describing: a sentence's clauses and its place in the outline in, its mood out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from speechmine.extract.directives.clauses import Clause
from speechmine.extract.directives.lexicon import DEONTICS, Lexicon
from speechmine.extract.directives.reporting import find_reporter
from speechmine.extract.directives.units import Terms, Unit
from speechmine.folding import fold
from speechmine.records import Component, SegmentedSpeech, Sentence

__all__ = [
    "PRESCRIBABLE",
    "THRESHOLD",
    "Mood",
    "is_lead",
    "lists_problems",
    "only_reports",
    "opens_bare",
    "read_mood",
    "states_unless_bare",
]

THRESHOLD = 1.0  # evidence from which a bare verb prescribes
_TITLE_PARAGRAPHS = 8  # a title stands at the head
PRESCRIBABLE = (
    "aim",
    "pivotal",
    "locative_complement",
    "sanction",
    "purpose",
    "causative_mark",
    "disposal_mark",
    "wh_indefinite",
)
_ASSIGNING = frozenset(("agent_mark", "universal_adverb"))
_PRESCRIBING = _ASSIGNING.union(DEONTICS, ("apodosis", "sanction"))
_STATED = frozenset(("meeting", "problem", "copula"))
_CLAUSE_END = re.compile(r"[，；：。！？、]")
_LIST_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d第①-⑳㊀-㊉㈠-㈩⑴-⒛Ⅰ-Ⅻ]")


@dataclass(frozen=True)
class Mood:
    """How a sentence speaks.

    Attributes
    ----------
    imperative : bool
        Whether a bare verb in it prescribes.
    describing : bool
        Whether a weak deontic (人要回家) describes: the sentence enlarges on a problem.
    reported_by : Component or None
        Who said it, where the sentence relays what somebody else demanded.
    evidence : mapping of str to float
        What spoke for (positive) and against an imperative reading, by name.
    """

    imperative: bool = False
    describing: bool = False
    reported_by: Component | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)


def read_mood(
    segmented: SegmentedSpeech,
    index: int,
    clauses: Sequence[Clause],
    *,
    lexicon: Lexicon,
    after_directive: bool,
    after_problem: bool = False,
) -> Mood:
    """Weigh the evidence for and against an imperative reading of a sentence's bare verbs.

    Parameters
    ----------
    segmented : SegmentedSpeech
    index : int
        Of the sentence.
    clauses : sequence of Clause
        With their parts read.
    lexicon : Lexicon
        The directive lexicon.
    after_directive, after_problem : bool
        Whether the sentence before, in the same section, held a directive; whether an item that names a problem
        (二是责任不到位。) governs the sentence.

    Returns
    -------
    Mood
    """
    sentence = segmented.sentences[index]
    bare = opens_bare(clauses)
    review = _under_review(segmented, index, lexicon)
    codes = frozenset().union(*[clause.codes for clause in clauses])
    stated = codes
    if not codes.isdisjoint(_STATED):
        stated = frozenset().union(*[clause.codes for clause in clauses if not _is_phrase(clause)])
    assigns = (
        not bare and not codes.isdisjoint(_ASSIGNING) and any(_assigns(clause) or _holds_for_all(clause) for clause in clauses)
    )
    relays = "demand" in codes and any(clause.relayed and clause.aim is not None for clause in clauses)
    evidence = {
        "bare": 2.0 * (bare or assigns or relays),
        "counted_acts": -1.5 * (bare and _counts_acts(clauses)),
        "after_directive": 1.0 * after_directive,
        "heading": 1.0 * sentence.in_heading,
        "past": -2.5 * ("past" in codes and any(_reports(clause) for clause in clauses)),
        "meeting": -2.0 * ("meeting" in stated and not relays),
        "announcement": -1.5 * ("announcement" in codes and any(_announces(clause) for clause in clauses)),
        "problem": -1.5 * ("problem" in stated and not bare),
        "copula": -1.0 * ("copula" in stated and not bare),
        "consequence": -3.0 * ("consequence" in codes),
        "title": -3.0 * _is_title(segmented, index),
        "review": -1.5 * review,
        "after_problem": -2.0 * after_problem,
        "counted": -2.5 * (review and any(clause.aim_unit is not None and _counts(clause) for clause in clauses)),
    }
    describing = (after_problem or review) and not after_directive
    return Mood(
        imperative=sum(evidence.values()) >= THRESHOLD,
        describing=describing,
        reported_by=find_reporter(clauses) if "speech_act" in codes else None,
        evidence=evidence,
    )


def only_reports(text: str, sentence: Sentence, terms: Terms, lexicon: Lexicon) -> bool:
    """Whether a sentence reports and cannot prescribe, however its clauses are read: most of a review need not be read.

    It holds no deontic and is no item of a list, and it has no verb that the lexicon knows or a mark of the past outside of
    relative clauses, which outweighs whatever else could speak for an imperative.
    """
    if sentence.in_heading or _may_oblige(text, sentence, lexicon) or _LIST_ITEM.match(text, sentence.start):
        return False
    codes = terms.all_codes()
    if not codes.isdisjoint(DEONTICS):
        return False
    if codes.isdisjoint(PRESCRIBABLE):
        return True
    past = [end for (_, end), own in terms.codes.items() if "past" in own] if "past" in codes else []
    return any(_ends_outside(text, end, sentence.end, lexicon.terms("modifier_mark")) for end in past)


def states_unless_bare(text: str, sentence: Sentence, clauses: Sequence[Clause], lexicon: Lexicon) -> bool:
    """Whether a sentence that no directive precedes states, unless it opens with a bare verb: the rest need not be read.

    It holds no deontic, no word that assigns a task or holds for all, and none of a sanction; it is no heading.
    """
    if sentence.in_heading or _may_oblige(text, sentence, lexicon):
        return False
    return all(clause.codes.isdisjoint(_PRESCRIBING) for clause in clauses)


def _may_oblige(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a weak deontic may hide in a word of the sentence (业主|要), or in what counts an item (二要)."""
    return any(text.find(word, sentence.start, sentence.end) >= 0 for word in lexicon.weak)


def _ends_outside(text: str, at: int, end: int, marks: Iterable[str]) -> bool:
    """Whether no 的 stands between an offset and the end of its clause."""
    stop = _CLAUSE_END.search(text, at, end)
    return all(text.find(mark, at, stop.start() if stop else end) < 0 for mark in marks)


def lists_problems(clauses: Sequence[Clause]) -> bool:
    """Whether a sentence is an item that names a problem and nothing more (二是责任不到位。): what follows enlarges on it."""
    return len(clauses) == 1 and clauses[0].item and "problem" in clauses[0].codes and not clauses[0].deontics


def is_lead(clause: Clause) -> bool:
    """Whether what a sentence opens with comes behind the clause: a condition, a connective, what names the task."""
    empty = clause.kind == "empty" and "connective" in clause.codes
    return clause.kind == "condition" or empty or "task_lead" in clause.units[-1].codes


def opens_bare(clauses: Sequence[Clause]) -> bool:
    """Whether the sentence opens, behind conditions, with the bare verb of an imperative."""
    for i, clause in enumerate(clauses):
        if is_lead(clause):
            continue
        aim = clause.aim_unit
        if clause.kind != "verbal" or clause.subject or aim is None or _is_told_of(clause):
            return False
        if not aim.has("aim", "pivotal", "locative_complement", "sanction") and not (
            "disposal_mark" in clause.codes or clause.strengtheners
        ):
            return False
        if i + 1 < len(clauses) and "copula" in clauses[i + 1].units[0].codes:
            return False  # 制定规划，是一项重要工作
        return not any("copula" in unit.codes and unit.start > aim.start for unit in clause.units)
    return False


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


def _reports(clause: Clause) -> bool:
    return "past" in clause.codes and not clause.trigger and not clause.names_relatively


def _announces(clause: Clause) -> bool:
    """Whether a clause says what somebody will do; 将 before an object that it fronts does not."""
    if "announcement" not in clause.codes:
        return False
    fronted = {part.start for part in clause.objects}
    return any(
        "announcement" in unit.codes and not ("disposal_mark" in unit.codes and unit.end in fronted) for unit in clause.units
    )


def _counts_acts(clauses: Sequence[Clause]) -> bool:
    """Whether the sentence tells how often somebody named does something: 交警大队开展夜查，查处酒驾32起."""
    named = any(clause.actors for clause in clauses[:1])
    return named and any(clause.aim is not None and clause.objects and _is_number(clause.units[-2:]) for clause in clauses)


def _is_number(units: Sequence[Unit]) -> bool:
    return any(unit.tag in ("m", "mq") for unit in units)


def _counts(clause: Clause) -> bool:
    """Whether a clause states a figure: 排查隐患6420处."""
    return any(unit.tag == "m" for unit in clause.units)


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
