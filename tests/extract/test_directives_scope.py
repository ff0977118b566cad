"""Own sentences: how far a prohibition, or a verb of preventing, governs what is coordinated with it."""

import pytest

from speechmine.extract.directives.directives import find_directives
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech


def coded(text):
    """Modality and text of each directive; `~` before the deontics that it takes over."""
    segmented = segment_speech(Speech("t", 0, len(text), text))
    view = segmented.view.text
    return [
        "".join(d.modality) + "~" * any(part.how == "inherited" for part in d.deontics) + " " + view[d.start : d.end]
        for d in find_directives(segmented)
    ]


GOVERNED = {
    "comma": ("严禁超员，超速开船。", ["P 严禁超员", "P~ 超速开船"]),
    "half-width": ("不得瞒报,漏报水情。", ["P 不得瞒报", "P~ 漏报水情"]),
    "three": ("任何船主不得以停代管，冒险出航，擅自改装。", ["P 任何船主不得以停代管", "P~ 冒险出航", "P~ 擅自改装"]),
    "row": ("不得瞒报、漏报，迟报水情。", ["P 不得瞒报、漏报", "P~ 迟报水情"]),
    "or": ("严禁超员，或者带病出航。", ["P 严禁超员", "P~ 或者带病出航"]),
    "even": ("严禁低价转让渡船，甚至无偿送人。", ["P 严禁低价转让渡船", "P~ 甚至无偿送人"]),
    "objects": ("严禁堵塞航道、锁闭闸门。", ["P 严禁堵塞航道", "P~ 锁闭闸门"]),
    "neutral-verb": ("严禁在船舱吸烟，使用明火。", ["P 严禁在船舱吸烟", "P~ 使用明火"]),
    "verb-of-a-wrong": ("严禁私拉缆绳，占用泊位。", ["P 严禁私拉缆绳", "P~ 占用泊位"]),
    "verb-of-both": ("严禁占用泊位，堵塞航道，停用航标灯。", ["P 严禁占用泊位", "P~ 堵塞航道", "P~ 停用航标灯"]),
    "no-verb-of-the-lexicon": ("各站不许喝酒误事，打牌赌博。", ["P 各站不许喝酒误事", "P~ 打牌赌博"]),
    "noun-of-an-act": ("严禁酒后驾船，疲劳驾驶。", ["P 严禁酒后驾船", "P~ 疲劳驾驶"]),
    "same-verb": ("绝不能让隐患过夜，让险情扩大。", ["P 绝不能让隐患过夜", "P~ 让险情扩大"]),
    "contrast": ("绝不能只讲航次，不讲安全。", ["P 绝不能只讲航次", "P~ 不讲安全"]),
    "semicolon": ("不准迟报；漏报；擅自离岗。", ["P 不准迟报", "P~ 漏报", "P~ 擅自离岗"]),
    "addressed": ("禁止学生下河游泳，攀爬护栏。", ["P 禁止学生下河游泳", "P~ 攀爬护栏"]),
    "two-deontics": ("要严禁超员，超速开船。", ["OP 要严禁超员", "P~ 超速开船"]),
    "one-word": ("我们决不能够麻痹大意，放松警惕。", ["P 我们决不能够麻痹大意", "P~ 放松警惕"]),
    "prevent": ("要防止出现空当，留下死角。", ["O 要防止出现空当，留下死角"]),
    "prevent-nouns": ("要坚决杜绝违章指挥，冒险作业。", ["O 要坚决杜绝违章指挥，冒险作业"]),
    "prevent-bare": ("杜绝说情,找关系。", ["O 杜绝说情，找关系"]),
    "prevent-etc": ("避免走弯路，花冤枉钱。", ["O 避免走弯路，花冤枉钱"]),
    "prevent-purpose": ("要逐船登记，防止出现空当，留下死角。", ["O 要逐船登记，防止出现空当，留下死角"]),
    "prevent-semicolon": ("要防止重复检查；留下死角。", ["O 要防止重复检查"]),
}


@pytest.mark.parametrize(("text", "rows"), GOVERNED.values(), ids=GOVERNED)
def test_directives_scope_goes_on(text, rows):
    assert coded(text) == rows


ENDED = {
    "deontic": ("不得脱岗，要守好渡口。", ["P 不得脱岗", "O 要守好渡口"]),
    "subject": ("严禁超员，各站要把好上船关。", ["P 严禁超员", "O 各站要把好上船关"]),
    "agent": ("不得脱岗，夜间由队长带班。", ["P 不得脱岗", "O 夜间由队长带班"]),
    "sanction": ("严禁瞒报，一经发现，严肃处理。", ["P 严禁瞒报", "O 一经发现，严肃处理"]),
    "who-breaks-it": ("严禁超员，违者从严处罚。", ["P 严禁超员", "O 违者从严处罚"]),
    "event": ("不得带病出航，发现隐患要立即停船。", ["P 不得带病出航", "O 发现隐患要立即停船"]),
    "event-bare": ("不得带病出航，出现异常立即停航。", ["P 不得带病出航", "O 出现异常立即停航"]),
    "duty": ("严禁超员，做好防护。", ["P 严禁超员", "O 做好防护"]),
    "urged": ("严禁酒后开船，认真检查船况。", ["P 严禁酒后开船", "O 认真检查船况"]),
    "purpose": ("严禁超员，确保安全。", ["P 严禁超员，确保安全"]),
    "item": ("一是不得超员；二是检修船只。", ["P 一是不得超员", "O 二是检修船只"]),
    "own-negation": ("严禁超员，不留死角。", ["P 严禁超员", "O 不留死角"]),
    "prevent-duty": ("坚决防止麻痹松懈，加强巡查。", ["O 坚决防止麻痹松懈", "O 加强巡查"]),
    "prevent-less": ("杜绝较大事故，减少一般事故。", ["O 杜绝较大事故", "O 减少一般事故"]),
    "prevent-goal": ("防范化解风险，筑牢防线。", ["O 防范化解风险", "O 筑牢防线"]),
}


@pytest.mark.parametrize(("text", "rows"), ENDED.values(), ids=ENDED)
def test_directives_scope_ends(text, rows):
    assert coded(text) == rows


FUSED = {
    "after-must": ("对偷渡行为必须坚决拦截，决不姑息。", "P 决不姑息"),
    "letting-pass": ("决不放过一处隐患。", "P 决不放过一处隐患"),
    "in-a-sanction": ("对违法行为必须坚决打击，决不姑息。", "O 对违法行为必须坚决打击，决不姑息"),
}


@pytest.mark.parametrize(("text", "row"), FUSED.values(), ids=FUSED)
def test_directives_prohibition_inside_a_word_of_strength(text, row):
    assert coded(text)[-1] == row


def test_directives_hand_on_no_prohibition_that_has_ended():
    segmented = segment_speech(Speech("t", 0, 11, "各站严禁超员，做好防护。"))
    forbidden, duty = find_directives(segmented)
    assert forbidden.deontics
    assert duty.deontics == ()
    assert [actor.how for actor in duty.actors] == ["inherited"]
