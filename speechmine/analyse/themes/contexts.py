"""Sentences read with their context: mined tables in, one row a sentence with its words, paragraph, section and headings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from speechmine.analyse.themes.formalities import is_formality
from speechmine.analyse.words import content_words, is_content, word_frame
from speechmine.count.policy import clusters, counting
from speechmine.folding import Folded, fold
from speechmine.segment.words import cut_words
from speechmine.tables.protocol import MinedTables

__all__ = ["plain_contexts", "sentence_contexts"]

_ROOT = "/"  # stands for "before the first heading" in a section's key
_COLUMNS = [
    "source", "speech_id", "cluster_id", "sentence_id", "start", "end", "text", "paragraph", "section", "heading", "words",
    "heading_words", "formality", "describes", "code", "repeat",
]  # fmt: skip


def sentence_contexts(mined: MinedTables, *, keep_copies: bool = False) -> pd.DataFrame:
    """Read each sentence with its paragraph, its section and the headings above it.

    Parameters
    ----------
    mined : Mined
    keep_copies : bool
        Whether copies of a speech and repeats of a shared passage count, too: then each speech is a cluster of its own.

    Returns
    -------
    DataFrame
        One row a sentence, in the order of the table ``sentences``. Columns source, speech_id, cluster_id (copies share
        it), sentence_id, start, end, text; paragraph and section (keys of the groups it stands in); heading (of the
        innermost section, folded, None before the first); words and heading_words (content words joined by spaces; the
        innermost heading counts twice); formality (a salutation, an opening or closing formula); describes (no directive and
        no heading: it tells, it does not prescribe); code (the coded theme, None where none fits); repeat (it stands in a
        copy of a speech, or in a passage that is counted in another speech).

    Examples
    --------
    >>> import speechmine as sm
    >>> sentence_contexts(sm.mine(["各村要在汛期前排查危房。"]))["words"].tolist()
    ['排查 危房']
    """
    sentences, speeches = mined.sentences.reset_index(drop=True), mined.speeches
    headings = _headings(mined.sections)
    keys = [section if isinstance(section, str) else None for section in sentences["section_id"]]
    source = dict(zip(speeches["speech_id"], speeches["source"], strict=True))
    cluster = {} if keep_copies else clusters(speeches)
    return sentences[["speech_id", "sentence_id", "start", "end", "text"]].assign(
        source=sentences["speech_id"].map(source),
        cluster_id=[cluster.get(speech, speech) for speech in sentences["speech_id"]],
        paragraph=_paragraphs(mined),
        section=[f"{speech}{_ROOT}{key or ''}" for speech, key in zip(sentences["speech_id"], keys, strict=True)],
        heading=[headings[key][0] if key else None for key in keys],
        words=_sentence_words(mined),
        heading_words=_heading_words(keys, headings),
        formality=is_formality(mined, _paragraphs(mined)),
        describes=_describes(mined),
        code=[code if isinstance(code, str) else None for code in sentences["theme"]],
        repeat=~counting(mined, keep_copies=keep_copies),
    )[_COLUMNS]


def plain_contexts(texts: Sequence[str]) -> pd.DataFrame:
    """Take bare texts as sentences without context, each a speech of its own.

    Examples
    --------
    >>> plain_contexts(["严查酒后驾驶"])["words"].tolist()
    ['严查 酒后驾驶']
    """
    ids = [f"{number}@0" for number in range(len(texts))]
    frame = pd.DataFrame(
        {"source": ids, "speech_id": ids, "cluster_id": ids, "sentence_id": ids, "start": 0, "text": list(texts)}
    )
    return frame.assign(
        end=frame["text"].str.len(),
        paragraph=ids,
        section=ids,
        heading=None,
        words=[phrase_words(text) for text in texts],
        heading_words="",
        formality=False,
        describes=False,
        code=None,
        repeat=False,
    )[_COLUMNS]


def phrase_words(text: str) -> str:
    """Return the content words of a text, joined by spaces."""
    folded = fold(text)
    cut = ((folded[word.start : word.end], word.tag) for word in cut_words(folded))
    return " ".join(term for term, tag in cut if is_content(term, tag))


def _describes(mined: MinedTables) -> list[bool]:
    prescribing = set(mined.directives["sentence_id"])
    columns = (mined.sentences["sentence_id"], mined.sentences["in_heading"])
    return [sentence not in prescribing and not heading for sentence, heading in zip(*columns, strict=True)]


def _headings(sections: pd.DataFrame) -> dict[str, list[str]]:
    """Headings above each section's sentences, innermost first."""
    own = {row["section_id"]: row for row in sections.to_dict("records")}
    chains: dict[str, list[str]] = {}
    for key in own:
        chain, above = [], key
        while isinstance(above, str) and above in own:
            chain.append(fold(own[above]["heading"]))
            above = own[above]["parent_id"]
        chains[str(key)] = chain
    return chains


def _heading_words(keys: Sequence[str | None], headings: Mapping[str, list[str]]) -> list[str]:
    words = {heading: phrase_words(heading) for heading in dict.fromkeys(h for chain in headings.values() for h in chain)}
    joined = {key: " ".join(words[heading] for heading in [*chain[:1], *chain]) for key, chain in headings.items()}
    return [joined[key] if key else "" for key in keys]


def _paragraphs(mined: MinedTables) -> list[str]:
    """Key of each sentence's paragraph: a line of the folded view, in which wrapped lines are one."""
    home = {row["speech_id"]: (row["source"], int(row["start"]), int(row["end"])) for row in mined.speeches.to_dict("records")}
    views: dict[str, Folded] = {}
    keys = []
    for speech, start in zip(mined.sentences["speech_id"], mined.sentences["start"], strict=True):
        source, low, high = home[speech]
        if speech not in views:
            views[speech] = Folded(mined.texts[source][low:high])
        line = views[speech].text.count("\n", 0, views[speech].to_view(start - low))
        keys.append(f"{speech}#{line}")
    return keys


def _sentence_words(mined: MinedTables) -> list[str]:
    words = content_words(word_frame(mined)).groupby("sentence_id", sort=False)["term"].agg(" ".join)
    return [str(found) for found in mined.sentences["sentence_id"].map(words).fillna("")]
