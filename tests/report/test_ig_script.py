"""IG Script reads back as what was coded, whatever stands in the text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import speechmine as sm
from speechmine.extract.annotate import annotate, load_codebooks
from speechmine.records import Speech
from speechmine.report.ig_script import to_ig_script
from speechmine.tables.frames import rows_frame
from speechmine.tables.rows import speech_rows
from speechmine.tables.store import unedited

OWN = {
    "plain": ("各村要在汛期前清理河道。", ["A(各村) D(要) Cex(在汛期前) I(清理) Bdir(河道)"]),
    "prohibition": ("严禁违规动火。", ["D(严禁) I(动火)"]),
    "activation": ("一旦发生险情，立即上报。", ["Cac(一旦发生险情) Cex(立即) I(上报)"]),
    "inherited": ("各村要清淤，疏通沟渠。", ["A(各村) D(要) I(清淤)", "A(各村) D(要) I(疏通) Bdir(沟渠)"]),
    "property": ("负有监管职责的部门要加强检查。", ["A,p(负有监管职责的) A(部门) D(要) I(加强) Bdir(检查)"]),
    "property-of-one": (
        "各镇和负有监管职责的部门要加强检查。",
        ["A(各镇) A2,p(负有监管职责的) A2(部门) D(要) I(加强) Bdir(检查)"],
    ),
    "property-of-an-agent": ("要由业务相近的部门牵头汇总。", ["D(要) A,p(业务相近的) A(部门) I(牵头汇总)"]),
    "embedded": ("督促企业建立台账。", ["I(督促) Bdir{A(企业) I(建立) Bdir(台账)}"]),
    "embedded-two": (
        "督促企业建立台账，配备专人。",
        ["I(督促) Bdir{A(企业) I(建立) Bdir(台账)} Bdir{A(企业) I(配备) Bdir(专人)}"],
    ),
    "purpose": ("加强巡查，确保不发生火灾。", ["I(加强) Bdir(巡查) Cex(确保不发生火灾)"]),
    "or-else": (
        "各矿要装齐监控，对拒不安装的，依法追究责任。",
        ["A(各矿) D(要) I(装齐) Bdir(监控) O{Cac(对拒不安装的) I(依法追究责任)}"],
    ),
    "or-else-alone": ("对拒不整改的，依法追究责任。", ["O{Cac(对拒不整改的) I(依法追究责任)}"]),
}


def directives(text):
    found = annotate(Speech("t", 0, len(text), text), load_codebooks())
    return rows_frame("directives", unedited("directives", speech_rows(found)["directives"]))


def parsed(statement):
    """Read IG Script as IG Parser does, by its brackets alone: (symbol, words) and (symbol, list of components)."""
    found, at = [], 0
    while match := re.compile(r"\s*(?:([A-Z][a-z]*\d*(?:,p)?)(\[[^\]]*\])?([({])|\[[^\]]*\]$)").match(statement, at):
        at = match.end()
        if match[3] is None:
            break
        close, depth = {"(": ")", "{": "}"}[match[3]], 1
        first = at
        while depth:
            depth += (statement[at] == match[3]) - (statement[at] == close)
            at += 1
        inner = statement[first : at - 1]
        found.append((match[1], inner if match[3] == "(" else parsed(inner)))
    assert not statement[at:].strip(), statement
    return found


def leaves(tree):
    return [leaf for symbol, inner in tree for leaf in (leaves(inner) if isinstance(inner, list) else [(symbol, inner)])]


@pytest.mark.parametrize(("text", "script"), OWN.values(), ids=OWN)
def test_script_of_a_sentence(text, script):
    assert list(to_ig_script(directives(text))["ig_script"]) == script


def test_script_turns_brackets_of_the_text_into_twins():
    (script,) = to_ig_script(directives("各村要清理河道(含支流)[见附件]。"))["ig_script"]
    assert "（含支流）［见附件］" in script
    assert [symbol for symbol, _ in parsed(script)] == ["A", "D", "I", "Bdir"]


def test_script_stands_on_one_line():
    frame = directives(OWN["plain"][0])
    frame["objects"][0][0]["text"] = "淤塞的\n  河道"
    assert to_ig_script(frame)["ig_script"][0].endswith("Bdir(淤塞的河道)")


def test_script_annotates_on_demand():
    first, second = to_ig_script(directives(OWN["inherited"][0]), annotate=True)["ig_script"]
    assert first.endswith(" [modality=O,strength=1,rule=deontic:要]")
    assert second.startswith("A[how=inherited](各村) D[how=inherited](要) I(疏通)")


def test_script_of_an_embedded_directive_without_its_parent_stands_alone():
    frame = directives(OWN["embedded"][0])
    assert list(to_ig_script(frame.iloc[1:])["ig_script"]) == ["A(企业) I(建立) Bdir(台账)"]
    assert to_ig_script(frame.iloc[:0]).empty


def spans(row):
    kinds = {"actors": "A", "deontics": "D", "conditions": "C", "purposes": "C", "or_else": "I"}
    return sum(len(row[name]) for name in kinds) + (row["aim"] is not None)


def test_script_holds_every_component_of_the_sample(sample):
    written = to_ig_script(sample.directives)
    trees = [leaf for script in written["ig_script"] for leaf in leaves(parsed(script)) if not leaf[0].endswith(",p")]
    rows = sample.directives.to_dict("records")
    others = [leaf for leaf in trees if not leaf[0].startswith("B")]
    assert len(others) == sum(spans(row) for row in rows)
    assert len(written) == len(rows) - sum(isinstance(row["parent_directive_id"] or row["enforces"], str) for row in rows)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "各村要清理",
                "河道",
                "，督促企业建立台账",
                "，对拒不整改的",
                "，依法追究责任",
                "。",
                "(",
                ")",
                "{",
                "}",
                "[AND]",
                "]",
                "A(",
                " I(",
                "\n",
                "、",
                "的",
                "部门",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_script_of_any_text_reads_back(text):
    frame = directives(text)
    for row in to_ig_script(frame, annotate=False).to_dict("records"):
        tree = parsed(row["ig_script"])
        assert tree
        assert not any(mark in words for _, words in leaves(tree) for mark in "(){}[]\n")


def test_public_call_takes_a_part_of_the_table(sample):
    forbidden = sample.directives[["P" in modality for modality in sample.directives["modality"]]]
    assert len(sm.to_ig_script(forbidden)) <= len(forbidden)
