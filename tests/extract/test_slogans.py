from itertools import pairwise

import pytest

from speechmine.codebooks import parse_codebook
from speechmine.extract.slogans.slogans import find_expansion, find_slogans
from speechmine.folding import Folded
from speechmine.records import SegmentedSpeech, Sentence, Slogan, Speech
from speechmine.segment.words import cut_words

CARD = "# title: t\n# version: 0\n# compiler: t\n# sources: t\n# licence: t\n"
HEADER = "code\tparent\tlabel\ttype\tterm\trequires\texcludes\texample\tcounter_example\tnote\n"
LEXICON = """
policy\t\t安全第一、预防为主、综合治理\tF
policy\t\t\t\t安全第一、预防为主、综合治理
policy\t\t\t\t安全第一、预防为主
duty\t\t党政同责、一岗双责、齐抓共管、失职追责\tF
duty\t\t\t\t党政同责、一岗双责、齐抓共管、失职追责
duty\t\t\t\t党政同责、一岗双责
who\t\t谁主管谁负责\tF
who\t\t\t\t谁主管谁负责
must\t\t三个必须\tN
must\t\t\t\t三个必须
must\t\t\t\t三必须
veto\t\t一票否决\tF
veto\t\t\t\t一票否决
mountain\t\t责任重于泰山\tF
mountain\t\t\t\t责任重于泰山
"""
NAMES = """
name\t\t不是提法\t
name\t\t\t\t打非
name\t\t\t\t三个必须工作室
name\t\t\t\t两会
"""


def book(name, rows):
    return parse_codebook(name, (CARD + HEADER + rows).encode(), name)


@pytest.fixture(scope="module")
def books():
    return {"lexicon": book("slogans", LEXICON), "exclusions": book("non_slogans", NAMES)}


def segmented(text):
    view = Folded(text)
    sentence = Sentence(0, len(view.text), None, in_heading=False, paragraph=0)
    return SegmentedSpeech(Speech("t", 0, len(text), text), view, (sentence,), tuple(cut_words(view.text)))


def found(text, books):
    return [f"{slogan.type} {slogan.variant}" for slogan in find_slogans(segmented(text), **books)]


FOUND = [
    ("开展“三清两查”专项行动", ["N 三清两查"]),
    ("实现“四个零事故”的目标", ["N 四个零事故"]),
    ("推行“五个一”工作法", ["N 五个一"]),
    ("资金、人员、预案“五落实”", ["N 五落实"]),
    ("打好“两场攻坚仗”", ["N 两场攻坚仗"]),
    ("整治“多合一”“三合一”场所", ["N 三合一"]),
    ("打造“一湖三区”", ["N 一湖三区"]),
    ("清理“两车一船一码头”", ["N 两车一船一码头"]),
    ("推广“双随机、一公开”", ["N 双随机、一公开"]),
    ("学习“十二条措施”", ["N 十二条措施"]),
    ("为实现“五个×”而努力", ["N 五个×"]),
    ("为实现六个××提供保障", ["N 六个××"]),
    ("推进消防六大体系建设", ["N 六大体系"]),
    ("整改要做到四个到位。", ["N 四个到位"]),
    ("结合三清一拆、打非治违，推进治理", ["N 三清一拆"]),
    ("用“1+3”的办法管", ["N 1+3"]),
    ("落实“三个必须”要求", ["N 三个必须"]),
    ("按照三必须要求抓", ["N 三必须"]),
    ("坚持“谁派船、谁担责”的原则", ["Q 谁派船、谁担责"]),
    ("按照“船检到位、渡工到岗、救生衣到人”的要求", ["Q 船检到位、渡工到岗、救生衣到人"]),
    ("推行“一船一档”管理", ["Q 一船一档"]),
    ("筑牢“第一道关口”", ["Q 第一道关口"]),
    ("打通“最后一百米”", ["Q 最后一百米"]),
    ("坚持“安全第一,预防为主”方针", ["Q 安全第一，预防为主"]),
    ("落实“党政同责、一岗双责”", ["Q 党政同责、一岗双责"]),
    ("实行“一票否决”制", ["Q 一票否决"]),
    ("坚持“谁主管谁负责”和“条条管到底、块块包到边”", ["Q 谁主管谁负责", "Q 条条管到底、块块包到边"]),
    ("做到“严、细、实”", ["Q 严、细、实"]),
    ("牢记“人人讲安全、个个会应急。”", ["Q 人人讲安全、个个会应急"]),
    ("坚持「谁派船、谁擔責」", ["Q 谁派船、谁担责"]),
    ("对超载要严查、严扣、严罚的态势", ["P 严查、严扣、严罚"]),
    ("切实做到守渡有责、守渡负责、守渡尽责，确保平安", ["P 守渡有责、守渡负责、守渡尽责"]),
    ("要以松不得、慢不得、等不得的劲头抓", ["P 松不得、慢不得、等不得"]),
    ("检查要不定路线、不带随从、不吃宴请，一查到底", ["P 不定路线、不带随从、不吃宴请"]),
    ("即原因没弄清不放过、人员没处理不放过、隐患没整改不放过。", ["P 原因没弄清不放过、人员没处理不放过、隐患没整改不放过"]),
    ("该停的停、该关的关，不留情面", ["P 该停的停、该关的关"]),
    ("发现一处、查处一处。", ["P 发现一处、查处一处"]),
    ("宁可封航，不可冒险。", ["P 宁可封航，不可冒险"]),
    ("不按规程开车，就按规程停车。", ["P 不按规程开车，就按规程停车"]),
    ("生产是里子，安全是底子。", ["P 生产是里子，安全是底子"]),
    ("谁检查、谁签字、谁负责", ["P 谁检查、谁签字、谁负责"]),
    ("做到知险于先、防险于早、控险于小", ["P 知险于先、防险于早、控险于小"]),
    ("“四统管”，即统管船只、统管渡工、统管码头。", ["N 四统管", "P 统管船只、统管渡工、统管码头"]),
    ("责任重于泰山，大家要记住", ["F 责任重于泰山"]),
    ("坚持安全第一，预防为主，综合治理的方针", ["F 安全第一，预防为主，综合治理"]),
    ("坚持安全第一、 预防为主", ["F 安全第一、预防为主"]),
]


@pytest.mark.parametrize(("text", "slogans"), FOUND, ids=[text for text, _ in FOUND])
def test_slogans_found(text, slogans, books):
    assert found(text, books) == slogans


TRAPS = [
    "“五一”假期将至",
    "吸取“11·1”事故教训",
    "“三月三”期间人多",
    "“十二五”规划期末",
    "迎接“二十大”召开",
    "保障“两会”期间安全",
    "继续保持“打非”高压态势",
    "守住“红线”",
    "取缔“山寨”燃具",
    "开展“安全宣传月”活动",
    "以“安全管理提升年”为抓手",
    "查处“黑气瓶”",
    "关注“澜平发布”微信公众号",
    "他说“没有人来查”",
    "问他，回答是“我们没有钱”",
    "原因都是“职工违章”",
    "“顺达号”渔船沉没",
    "“引水入城”号挖沙船",
    "他当了“甩手掌柜”",
    "成立了“三个必须工作室”",
    "修订《三个必须实施办法》",
    "各镇、各村要抓好交通安全、消防安全、生产安全",
    "查处超载、超限、超速行为",
    "不得瞒报、漏报、迟报",
    "认识安全工作的长期性、艰巨性、复杂性",
    "推进制度化、规范化、科学化",
    "违章作业、违章指挥、违反纪律",
    "做到如履薄冰、真抓实干",
    "思想不重视，责任不落实，整改不到位",
    "不得隐瞒、不得谎报、不得拖延",
    "既要看到成绩，更要看清差距",
    "形势严峻、任务繁重、责任重大",
    "讲三个方面的意见",
    "三要进一步强化监管",
    "开会三天两夜",
    "召开第三次全体会议",
    "一个一个地查，一家一家地过",
    "拓展三个突出问题整治",
    "要尊重规律，创新理念，破解难题",
    "提高消费能力、稳定消费预期、增强消费意愿",
    "封条是谁揭的，炸药是谁批的",
    "治标是为今天，治本是为明天",
    "建设零碳园区、零碳工厂",
    "一直坚持四项制度",
    "谁的队伍、谁的牌子、谁在现场",
    "十起事故、三个地方",
    "不放过任何一个隐患、不漏掉任何一个环节",
]


@pytest.mark.parametrize("text", TRAPS, ids=TRAPS)
def test_slogans_trap(text, books):
    assert found(text, books) == []


CANONICAL = [
    ("落实“安全第一,综合治理,预防为主”", "安全第一、预防为主、综合治理"),
    ("落实党政同责，一岗双责", "党政同责、一岗双责、齐抓共管、失职追责"),
    ("落实“党政同责、一岗双责、齐抓共管”", "党政同责、一岗双责、齐抓共管、失职追责"),
    ("坚持“谁主管、谁负责”", "谁主管谁负责"),
    ("按照三必须要求抓", "三个必须"),
    ("坚持“谁派船，谁担责”", "谁派船、谁担责"),
]


@pytest.mark.parametrize(("text", "canonical"), CANONICAL, ids=[text for text, _ in CANONICAL])
def test_slogan_canonical(text, canonical, books):
    assert [slogan.canonical for slogan in find_slogans(segmented(text), **books)] == [canonical]


def test_slogan_span_is_that_of_the_view(books):
    speech = segmented("坚持“安全第一,　預防為主”的方针")
    (slogan,) = find_slogans(speech, **books)
    assert speech.view.source[slice(*speech.view.span(slogan.start, slogan.end))] == "安全第一,　預防為主"


def test_slogans_do_not_overlap(books):
    slogans = find_slogans(segmented("落实“党政同责、一岗双责”，做到严查、严扣、严罚，结合三清一拆、三个必须。"), **books)
    assert all(a.end <= b.start for a, b in pairwise(slogans))
    assert len(slogans) == 4


EXPANSIONS = [
    ("“三同步”，即同步设计、同步施工、同步验收。", "同步设计、同步施工、同步验收"),
    ("“三同步”要求（即同步设计、同步施工、同步验收），", "同步设计、同步施工、同步验收"),
    ("“三同步”要抓好，即将检查。", None),
    ("“三同步”。", None),
]


@pytest.mark.parametrize(("text", "expansion"), EXPANSIONS)
def test_expansion_behind_numeric_slogan(text, expansion):
    assert find_expansion(text, Slogan(1, 4, "N", "三同步", "三同步")) == expansion
