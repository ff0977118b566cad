import pytest

from speechmine.extract.sectors import find_sectors
from speechmine.folding import Folded
from speechmine.records import Speech
from speechmine.segment.speech import segment_speech
from speechmine.structure.outline import find_sections


def sectors(text, how=None):
    speech = Speech("a.txt", 0, len(text), text, sections=find_sections(Folded(text)))
    segmented = segment_speech(speech)
    found = find_sectors(segmented)
    return [(segmented.view.text[s.start : s.end], s.code) for s in found if how in {None, s.how}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("煤矿要停产。", [("煤矿", "coal_mining")], id="plain"),
        pytest.param("非煤矿山要停产。", [("非煤矿山", "noncoal_mining")], id="longer term hides the shorter"),
        pytest.param("煤礦要停產。", [("煤矿", "coal_mining")], id="traditional"),
        pytest.param("全面提高上层建筑认识。", [], id="exclusion"),
        pytest.param("企业要开展隐患排查。", [], id="general words name none"),
        pytest.param("渡口和渡口都要有人。", [("渡口", "water_transport")] * 2, id="each mention"),
        pytest.param("", [], id="empty"),
    ],
)
def test_mentions(text, expected):
    assert sectors(text) == expected


SENTENCES = [
    ("各水库、山塘要落实行政责任人、技术责任人和巡查责任人，汛限水位一寸都不能超。", "natural_disasters"),
    ("坚持“宁可十防九空、不可失防万一”，提前转移低洼易涝区群众。", "natural_disasters"),
    ("全市1236座水库已完成安全度汛检查，占总数的98.7%。", "natural_disasters"),
    ("校门口要设置硬质隔离，上下学时段实行“高峰勤务”。", "education"),
    ("各中小学要对食堂后厨开展一次拉网式排查，坚决防止学生食物中毒。", "food_safety education"),
    ("要严格落实食品安全“四个最严”要求，用好“互联网+明厨亮灶”。", "food_safety"),
    ("全县共检查药店312家，责令整改47家，立案查处6起。", "drug_safety"),
    ("对使用未经检验电梯的小区，一律查封停用。", "special_equipment"),
    ("起重机械、叉车、锅炉等设备要做到定期检验不漏一台。", "construction special_equipment"),
    ("要深刻吸取湖南浏阳“12·4”烟花爆竹爆炸事故教训。", "fireworks"),
    ("油库、液氨储罐要全部安装紧急切断装置。", "hazardous_chemicals"),
    ("危险化学品运输车辆要严格执行“五必查”制度。", "hazardous_chemicals road_transport"),
    ("休渔期间所有渔船必须回港停泊，做到船进港、人上岸。", "fishery"),
    ("严厉打击“三无”船舶和内河船非法涉海运输。", "water_transport"),
    ("渔业船舶“六个百分百”落实情况要逐船核查。", "fishery"),
    ("农机合作社要开展机手培训，全年培训不少于3000人次。", "agriculture"),
    ("林区要严格落实“十个严禁”，管住野外用火，守好进山入林关口。", "forestry_fire"),
    ("草原防火区禁止一切野外用火。", "forestry_fire"),
    ("A级景区的玻璃栈道、索道、大型游乐设施要逐项检测。", "special_equipment tourism"),
    ("星级饭店、民宿、剧本杀等场所要保持疏散通道畅通。", "fire_safety crowded_places tourism"),
    ("对老化燃气管网要应改尽改、能改快改。", "urban_gas"),
    ("电网企业要加强输电线路巡检，确保迎峰度夏电力供应。", "power"),
    ("全省最大用电负荷达到4568万千瓦，同比增长7.2%。", "power"),
    ("铁路沿线环境隐患要挂图作战，彩钢瓦、轻飘物要限期清理。", "rail_transport"),
    ("要严防“黑飞”无人机扰航，确保机场净空安全。", "civil_aviation"),
    ("民航要坚持“三个敬畏”，把飞行安全放在第一位。", "civil_aviation"),
    ("小水电站要落实安全生产标准化，严禁带病运行。", "power"),
    ("在建水利工程要做好围堰、基坑的安全度汛方案。", "construction natural_disasters"),
    ("经营性自建房要做到“危房不住人、人不住危房”。", "building_safety"),
    ("全县排查自建房8.6万栋，其中用作经营的1.2万栋，初判存在隐患的432栋。", "building_safety"),
    ("养老机构、福利院要加强夜间值守和用火用电管理。", "fire_safety crowded_places"),
    ("有限空间作业必须“先通风、再检测、后作业”，严禁盲目施救。", "confined_space"),
    ("污水井、化粪池、腌制池等作业实行审批制度。", "confined_space"),
    ("粉尘涉爆企业要做好除尘清扫，铝镁粉尘作业区严禁动火。", "metallurgy_trade fire_safety"),
    ("钢铁企业的煤气柜、高温熔融金属吊运要重点检查。", "metallurgy_trade"),
    ("冶金、有色、建材、机械、轻工、纺织、烟草、商贸八大行业要同步推进。", "metallurgy_trade"),
    ("涉氨制冷企业要加装氨气浓度报警装置。", "metallurgy_trade"),
    ("建筑施工要管住高处坠落这个头号杀手，深基坑、高支模要专家论证。", "construction"),
    ("要紧盯“两客一危一货”，严查三超一疲劳。", "hazardous_chemicals road_transport"),
    ("国省道穿村过镇路段要加装减速带，实施“千灯万带”示范工程。", "road_transport"),
    ("1至9月，全市共发生道路交通事故256起，死亡98人，同比分别下降12.3%和8.4%。", "road_transport"),
    ("此次火灾过火面积约300平方米，无人员伤亡。", "fire_safety"),
    ("煤矿要严格执行瓦斯超限撤人制度，做到“先抽后采、监测监控、以风定产”。", "coal_mining"),
    ("民爆物品从生产到爆破作业要全程可追溯。", "civil_explosives"),
    ("长输油气管道要整治占压、穿越人口密集区等问题。", "oil_gas_pipelines"),
    ("酒吧、KTV、网吧、影剧院不得锁闭安全出口。", "fire_safety crowded_places"),
    ("高层建筑、大型商业综合体、“九小场所”要逐一过筛子。", "fire_safety crowded_places"),
    ("电动自行车要严禁“进楼入户”“飞线充电”。", "fire_safety"),
    ("全年接报火警1.8万余起，抢救被困人员2300多人。", "fire_safety"),
    ("要认真贯彻《中华人民共和国矿山安全法》和国务院令第591号。", "mining"),
    ("2021年6月13日，湖北十堰发生燃气爆炸事故，造成26人死亡，138人受伤。", "urban_gas"),
    ("河南郑州“7·20”特大暴雨灾害和四川泸定6.8级地震警示我们，极端天气和地质灾害不容轻视。", "natural_disasters"),
    ("长沙“4·29”自建房倒塌事故造成54人遇难。", "building_safety"),
    ("去年发生的安阳“11·21”火灾，教训惨痛。", "fire_safety"),
    ("建设平安校园，护航学生健康成长。", "education"),
    ("防溺水工作要做到“六不准”家喻户晓，水域边设置警示牌和救生设备。", "education"),
    ("对网约房、群租房、合用场所开展联合检查。", "building_safety fire_safety"),
    ("要加强疫苗、麻醉药品全过程监管。", "drug_safety"),
    ("农村宴席聚餐要落实申报备案制度。", "food_safety"),
    ("湖区渡船要全面推行AIS终端，严禁冒险夜航。", "water_transport"),
    ("长江禁捕水域严查非法垂钓船只。", "water_transport"),
    ("大风、寒潮来临前，要提前加固大棚和简易工棚。", "construction natural_disasters"),
    ("非煤矿山要开展隐蔽致灾因素普查，头顶库要“一库一策”。", "noncoal_mining"),
    ("砂石场、石料加工点无证开采的一律取缔。", "mining noncoal_mining"),
    ("加油站要落实“双卸分离”，防止油气泄漏。", "hazardous_chemicals"),
    ("供水、供热企业要做好管网巡查，严防爆管。", "utilities"),
    ("城市供水一级、二级泵站实行双电源。", "power utilities"),
    ("要加强养殖场用电安全检查。", "power agriculture"),
    ("危旧房屋、农村土坯房住户要先转移后修缮。", "building_safety"),
    ("要严格落实“一活动一方案”，严防拥挤踩踏。", "crowded_places"),
    ("动火作业要办理审批手续，电焊工必须持证上岗。", "fire_safety"),
    ("地铁、公交要加强安检，落实“逢包必检、逢液必查”。", "road_transport rail_transport"),
    ("滑雪场、漂流、攀岩等高风险项目要明确监管责任。", "tourism"),
    ("实验室危险化学品要做到双人收发、双人保管。", "hazardous_chemicals"),
    ("气瓶充装单位不得充装超期未检气瓶。", "special_equipment"),
    ("累计发动群众十几万人次，清除雷管1200发、炸药约两吨半。", "civil_explosives"),
    ("全市共有危化品企业××家，其中构成重大危险源的×家。", "hazardous_chemicals"),
    ("农村公路“三基三化”建设要提速。", "road_transport"),
    ("校园“三防”建设达标率要达到100%。", "education"),
    ("各级防汛责任人要下沉一线，紧盯山洪沟、地质灾害隐患点。", "natural_disasters"),
    ("要落实“叫应”机制，确保预警信息直达到户到人。", "natural_disasters"),
    ("汛期不过、队伍不撤，雨量不减、值守不松。", "natural_disasters"),
    ("7月以来，全省累计降雨量较常年偏多三成，34个县遭受洪涝灾害，紧急转移群众12.6万人。", "natural_disasters"),
    ("对瓶装液化石油气充装站实行“回头看”。", "urban_gas"),
    ("开展“敲门行动”，逐家逐户排查燃气隐患。", "urban_gas"),
    ("建筑工地严禁“以包代管”，总包单位要负总责。", "construction"),
    ("铝镁粉尘企业、铸造企业、有限空间作业企业要建立台账。", "metallurgy_trade confined_space"),
    ("桥梁、隧道、高边坡、长下坡路段要加密巡查。", "road_transport"),
    ("各危货运输企业动态监控上线率要达到98%以上。", "hazardous_chemicals road_transport"),
    ("全区共有特种设备2.3万台，定检率99.6%。", "special_equipment"),
    ("公交车、出租车、网约车驾驶员要定期体检。", "road_transport"),
    ("全县共发生森林火灾3起，过火面积4.2公顷，同比分别下降40%和63.5%。", "forestry_fire"),
    ("清明祭扫期间，护林员要全员上岗，提倡文明祭祀。", "forestry_fire"),
    ("景区、影剧院、体育馆要制定大客流应急预案。", "crowded_places tourism"),
    ("文物建筑、宗教场所要防火防盗。", "fire_safety crowded_places"),
    ("全国共发生各类事故3.2万起、死亡2.1万人，同比分别减少4500起、1200人。", ""),
    ("造成11人死亡、7人受伤，直接经济损失1850余万元。", ""),
    ("要坚持人民至上、生命至上，统筹发展和安全。", ""),
    ("坚决克服麻痹思想、厌战情绪、侥幸心理、松劲心态。", ""),
    ("各级领导干部要强化“时时放心不下”的责任感。", ""),
    ("要以“一失万无”的警醒抓“万无一失”的落实。", ""),
    ("隐患就是事故，事故就要处理。", ""),
    ("要落实“三管三必须”，厘清新业态监管职责。", ""),
    ("坚持“从根本上消除事故隐患、从根本上解决问题”。", ""),
    ("深入推进治本攻坚三年行动“八大行动”。", ""),
    ("要全面推行“双随机、一公开”监管。", ""),
    ("要健全“双重预防机制”，把风险挺在隐患前面、把隐患挺在事故前面。", ""),
    ("企业主要负责人要当好“第一责任人”，严格履行七项职责。", ""),
    ("生命重于泰山，责任大于天。", ""),
    ("要深刻领会“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。", ""),
    ("要紧绷安全之弦，紧扣责任之链，紧抓整改之要。", ""),
    ("要以铁的面孔、铁的手腕、铁的纪律抓安全。", ""),
    ("对排查出的问题要建立台账、明确责任、限期整改。", ""),
    ("要发扬“马上就办、真抓实干”的作风。", ""),
    ("国庆、中秋“两节”期间要加强值班值守。", ""),
    ("按照“分级负责、属地管理”的原则落实责任。", ""),
    ("不能出现“上热中温下冷”现象，不能当“甩手掌柜”。", ""),
    ("对重大隐患要做到整改措施、责任、资金、时限、预案“五落实”。", ""),
    ("要打通安全监管“最后一公里”。", ""),
    ("要把“严”字贯穿始终。", ""),
]


@pytest.mark.parametrize(("text", "codes"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentence_is_about_its_sectors(text, codes):
    assert {code for _, code in sectors(text)} == set(codes.split())


@pytest.mark.parametrize(
    "text",
    ["公安、文旅、教育等部门要联合执法。", "卫健、交通部门要密切配合。", "请旅游、商务等有关部门列席。"],
)
def test_offices_of_a_list_name_no_sector(text):
    assert not sectors(text)


def test_office_of_the_regulator_names_its_sector():
    assert ("燃气", "urban_gas") in sectors("燃气主管部门要摸清底数。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、抓好烟花爆竹安全\n要清查库存。\n要看好库房。\n二、强化宣传\n要进村入户。",
            [("要清查库存。\n要看好库房。", "fireworks")],
            id="heading on one sector, up to its sibling",
        ),
        pytest.param("一、抓好消防和安全生产工作\n要清查库存。", [], id="heading on safety at large as well"),
        pytest.param("一、抓好煤矿和烟花爆竹安全\n要清查库存。", [], id="numbered heading on two sectors"),
        pytest.param("一、强化责任\n要清查库存。", [], id="heading on none"),
        pytest.param("一、抓好烟花爆竹安全", [], id="nothing below the heading"),
    ],
)
def test_heading_hands_on_its_sector(text, expected):
    assert sectors(text, "inherited") == expected


def test_run_in_heading_governs_up_to_the_turn():
    text = "一、突出重点\n烟花爆竹方面。要清查库存。要看好库房。此外，其他行业领域也要自查。"
    assert sectors(text, "inherited") == [("要清查库存。要看好库房。", "fireworks")]


def test_spans_are_sorted_and_apart_within_one_kind():
    found = sectors("渡口、煤矿、加油站、渡口。")
    assert len(found) == 4


@pytest.mark.parametrize(
    ("turn", "ends"),
    [
        ("此外，工贸企业要开展自查。", True),
        ("另外，其他行业也要自查。", False),
        ("此外，库房要有人值守。", False),
    ],
    ids=["another sector", "no sector named", "the same matter"],
)
def test_numbered_heading_governs_up_to_a_turn_to_another_sector(turn, ends):
    text = f"（一）烟花爆竹安全\n要清查库存。\n{turn}\n（二）强化宣传\n要进村入户。"
    (span,) = sectors(text, "inherited")
    assert (turn not in span[0]) == ends


BODY = "渡口要有人守。各镇要逐条查验渡船。对超载的一律停航。"


def governed(title, text=BODY, directive=(0, 1, 2), occasion=None):
    speech = Speech("a.txt", 0, len(text), text, title=title, occasion=occasion, sections=find_sections(Folded(text)))
    segmented = segment_speech(speech)
    found = find_sectors(segmented, directive=set(directive))
    return [(segmented.view.text[s.start : s.end], s.code) for s in found if s.how == "subject"]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("在全县渡口安全工作会议上的讲话", id="title"),
        pytest.param("在全县渡口安全生产工作会议暨总结表彰大会上的讲话", id="and the kind of the meeting"),
        pytest.param("关于加强渡船管理的通知", id="notice"),
    ],
)
def test_subject_governs_the_demands(title):
    assert governed(title) == [(BODY, "water_transport")]


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("在全县安全生产工作会议上的讲话", id="no sector"),
        pytest.param("在全县安全生产暨渡口安全会议上的讲话", id="beside safety at large"),
        pytest.param("在全县渡口安全和经济工作会议上的讲话", id="beside another subject"),
        pytest.param("在全县渡口安全暨农村工作会议上的讲话", id="two meetings"),
        pytest.param("在全县渡口、学校安全会议上的讲话", id="two sectors"),
        pytest.param("县长在渡船翻沉事故现场的讲话", id="an accident"),
        pytest.param("苇湾旅游集团公司文件", id="name of a company"),
        pytest.param(None, id="no title"),
    ],
)
def test_no_subject(title):
    assert governed(title) == []


def test_subject_in_the_occasion_or_in_what_a_notice_announces():
    assert governed("县长讲话", occasion="全县渡口安全会议") == [(BODY, "water_transport")]
    text = "为加强渡口管理，现将有关事项通知如下。" + BODY
    assert governed(None, text, directive=(1, 2, 3)) == [(text, "water_transport")]


def test_what_an_opening_says_of_its_times_is_no_subject():
    text = "这次会议的主要任务是，克服渡口停航影响，抓好县域经济。" + BODY
    assert governed(None, text, directive=(1, 2, 3)) == []


def test_subject_that_the_text_hardly_speaks_of():
    assert governed("在渡口会议上的讲话", "学校要查食堂。学校要查宿舍。渡口要守。", directive=(0, 1, 2)) == []


def test_subject_leaves_out_formalities_attendance_and_other_sectors():
    text = (
        "同志们：下面，我讲三点意见。渡口要有人守。渡船要停。县直有关单位负责人参加会议。学校放假了。各镇要落实责任。谢谢大家！"
    )
    assert governed("在全县渡口安全会议上的讲话", text, directive=(1, 2, 5)) == [
        ("渡口要有人守。渡船要停。", "water_transport"),
        ("各镇要落实责任。", "water_transport"),
    ]


def test_subject_ends_where_a_heading_names_another_sector():
    text = "一、渡口\n渡口要有人守。渡船要停。渡船要修。\n二、学校\n要查食堂。"
    assert governed("在渡口安全会议上的讲话", text, directive=range(6))[-1][0].endswith("渡船要修。")


def test_general_word_counts_for_the_particular_sector_that_governs_it():
    text = "煤矿要停产。巷道要支护。煤矿要复查。"
    speech = Speech("a.txt", 0, len(text), text, title="在全县煤矿安全会议上的讲话")
    found = find_sectors(segment_speech(speech), directive={0, 1, 2})
    assert {span.code for span in found} == {"coal_mining"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全年天然气产量稳步提高。", id="output"),
        pytest.param("减少化肥和农药用量。", id="on the fields"),
        pytest.param("县县建起图书馆、文化馆。", id="built"),
        pytest.param("清明扫墓车流集中。", id="on the road"),
        pytest.param("科学、文化、卫生等各项事业都有发展。", id="a row of fields"),
        pytest.param("推行案件“三合一”审判。", id="at court"),
        pytest.param("工会要当好桥梁和纽带。", id="a figure of speech"),
    ],
)
def test_words_in_passing_name_no_sector(text):
    assert sectors(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("义务教育要均衡发展。", "education", id="education"),
        pytest.param("要稳住小麦播种面积。", "agriculture", id="farming"),
        pytest.param("医务人员要做好个人防护。", "health_epidemic", id="health"),
        pytest.param("堤段出现管涌要立即上报。", "natural_disasters", id="floods"),
    ],
)
def test_vocabulary_outside_safety(text, code):
    assert {found for _, found in sectors(text)} == {code}
