"""Words that carry facts: what a phrased line may hold only where the written line holds it too.

Each group is looked for in both languages. A false alarm costs nothing but the written line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FLAGS = re.IGNORECASE


def compile_groups(groups: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return the patterns of named groups."""
    return {name: re.compile(pattern, _FLAGS) for name, pattern in groups.items()}


# Facts of a life, by group: one word of a group allows the others of it.
FACTS = compile_groups(
    {
        "child": r"孩子|小孩|儿子|女儿|闺女|娃|幼儿园"
        r"|\b(?:kids?|child(?:ren)?|sons?|daughters?|baby|toddler|nursery)\b",
        "spouse": r"老公|老婆|丈夫|妻子|媳妇|爱人|对象|前夫|前妻|离婚|分居"
        r"|\b(?:wife|husband|partner|ex|divorc\w*|girlfriend|boyfriend|fianc\w+)\b",
        "parent": r"爸|妈|父亲|母亲|父母|爹|娘|公公|婆婆|岳父|岳母|爷爷|奶奶|外公|外婆"
        r"|\b(?:mum|mom|mother|dad|father|parents?|nan|gran\w*|in-laws?)\b",
        "kin": r"哥哥|姐姐|弟弟|妹妹|我哥|我姐|我弟|我妹|亲戚|叔叔|舅舅|姑姑|阿姨"
        r"|\b(?:brother|sister|aunt|uncle|cousin|relatives?)\b",
        "friend": r"朋友|同学|邻居|室友|\b(?:friends?|mates?|neighbours?|neighbors?|flatmates?)\b",
        "illness": r"生病|住院|医院|手术|癌|肿瘤|化疗|病|骨折|受伤|怀孕|流产|抑郁|医生|医药"
        r"|\b(?:ill(?:ness)?|sick|hospital|surgery|operation|cancer|injur\w+|pregnan\w+|depress\w+"
        r"|doctor|stroke|chemo|medic\w+|clinic|poorly)\b",
        "job": r"失业|下岗|裁员|被裁|辞职|离职|开除|找工作|工作|上班|单位|公司|厂|老板|领导|同事|店"
        r"|\b(?:jobs?|work(?! out)|laid off|redundan\w+|sacked|fired|boss|manager|employer|shifts?|company"
        r"|firm|office|factory|shop|business|contract)\b",
        "wage": r"工资|薪水|奖金|提成|社保|低保|退休金|补贴"
        r"|\b(?:wages?|salary|pay ?(?:day|cheque|check|packet)|bonus|benefits?|pension|overtime)\b",
        "home": r"房租|房贷|房东|房子|搬家|装修|\b(?:rent|mortgage|landlord|evict\w*|house|flat)\b",
        "school": r"学费|学校|上学|大学|\b(?:school|tuition|college|university|student)\b",
        "car": r"车贷|车祸|修车|卖车|\b(?:car|van|accident|crash)\b",
        "gamble": r"赌|彩票|炒股|股票|基金|币圈|\b(?:gambl\w*|bets?|betting|casino|lottery|crypto)\b",
        "drink": r"喝酒|酒瘾|毒|\b(?:drink(?:ing)?|drunk|drugs?|alcohol)\b",
        "fraud": r"骗|诈|冒充|盗|\b(?:scam\w*|fraud\w*|stolen|conned|hacked|phish\w*)\b",
        "court": r"法院|起诉|诉讼|律师|仲裁|判决|传票|\b(?:court|sue[ds]?|lawsuit|lawyers?|solicitors?"
        r"|attorneys?|judge|bailiffs?)\b",
        "police": r"警|报案|派出所|坐牢|拘留|\b(?:police|arrest\w*|prison|jail)\b",
        "borrow": r"借(?:钱|款|给|我|了)|贷款|高利贷|网贷|别家|别的平台|其他平台|信用卡|几家"
        r"|\b(?:borrow\w*|lend\w*|loan\w*|credit cards?|other (?:debts?|lenders?|cards?|bills))\b",
        "paid": r"已经(?:还|付|转|交|结清)|还(?:清|完|过)了|转账了|付过|扣过|扣走"
        r"|\b(?:(?:already|just|have|'ve) paid|paid (?:it|that|off|already)|transferred|settled)\b",
        "press": r"曝光|媒体|记者|微博|抖音|发到网上|朋友圈"
        r"|\b(?:newspapers?|press|media|twitter|facebook|tiktok|online reviews?)\b",
        "record": r"录音|录下|\b(?:record(?:ed|ing)?)\b",
        "complain": r"投诉|举报|上访|\b(?:complain\w*|report(?:ing)? you|ombudsman)\b",
        "credit": r"征信|黑名单|失信|\b(?:credit (?:record|file|score|report|history)|blacklist\w*)\b",
        "trip": r"出差|旅游|旅行|出国|\b(?:holiday|travel\w*|abroad|trip)\b",
        "belief": r"菩萨|上帝|算命|\b(?:god|pray\w*|church)\b",
        "place": r"北京|上海|广州|深圳|天津|重庆|杭州|南京|武汉|成都|西安|香港|老家|农村|县城"
        r"|\b(?:london|manchester|birmingham|leeds|glasgow|new york|texas|chicago|california)\b",
    }
)
LAW = re.compile(
    r"第[\d零〇一二三四五六七八九十百千]+条|《|》|民法|刑法|宪法|合同法|个人信息保护|消费者权益|条例|司法解释"
    r"|银监|银保监|金管|金融监管|央行|人民银行|证监|12378|12363|12315|LPR|年利率|合法|违法|犯法|法律|维权"
    r"|\b(?:section|article|act of|regulation|statute|fca|cfpb|fdcpa|tcpa|fcra|gdpr|ico|consumer credit"
    r"|(?:il)?legal(?:ly)?|(?:un)?lawful\w*|against the law|by law|ombudsman|regulators?|trading standards)\b",
    _FLAGS,
)
LENDERS = re.compile(
    r"花呗|借呗|网商|支付宝|蚂蚁|微粒贷|白条|京东|美团|抖音|滴滴|拼多多|度小满|百度|有钱花|携程|平安|招联|马上"
    r"|拍拍贷|宜信|360借条|分期乐|乐信|玖富|捷信|银联|[\u4e00-\u9fff]{2}银行|银行|[\u4e00-\u9fff]{1,2}贷(?!款)|消费金融|小贷"
    r"|信用社|当铺|担保公司"
    r"|\b(?:klarna|paypal|clearpay|afterpay|affirm|barclay\w*|hsbc|lloyds|natwest|santander|monzo"
    r"|starling|amex|american express|visa|mastercard|capital one|wells fargo|chase|citi\w*|wonga"
    r"|provident|sofi|apple pay|google pay|cash ?app|venmo|zelle|payday lenders?|pawn\w*|loan sharks?"
    r"|credit union|banks?|building society)\b",
    _FLAGS,
)
MACHINE = re.compile(
    r"人工智能|语言模型|机器人|聊天助手|智能助手|(?<![a-z])(?:AI|GPT)(?![a-z])|程序|提示词|指令|系统消息|系统提示|角色扮演|扮演|剧本|台词|模拟|训练"
    r"|作为一(?:个|名)|改写|润色|我(?:不能|无法)(?:协助|提供|满足|生成)"
    r"|\b(?:a\.?i\.?|language model|chat ?bot|gpt|assistant|system prompt|prompt|instructions?"
    r"|role[- ]?play\w*|script|simulat\w*|fictional|as requested|rewrit\w*|rephras\w*|reword\w*"
    r"|i can(?:'t|not) (?:assist|help with|comply|fulfil\w*)|here(?:'s| is) (?:the|a|your)|json)\b",
    _FLAGS,
)
ABUSE = re.compile(
    r"操你|草你|肏|傻逼|煞笔|妈的|他妈|婊|贱人|狗日|王八蛋|滚蛋|去你"
    r"|\b(?:fuck\w*|cunts?|bitch\w*|bastards?|motherf\w*|shit\w*|whore|nigg\w*|faggot\w*|retard\w*)\b",
    _FLAGS,
)
STAGE = re.compile(
    r"(?:他|她|林)?(?:叹(?:了?口)?气|苦笑|冷笑|哽咽|抽泣|沉默(?:了|片刻)|停顿|低声|小声|大声|哭着|笑着|咬牙)(?:着|地|道|说|了一)"
    r"|\b(?:s?he|they|debtor|customer|caller|speaker) (?:says?|said|sighs?|pauses?|whispers?|replies)\b"
    r"|\b(?:sighs?|pauses?|sobs?|sobbing|laughs? bitterly|voice (?:breaking|trembling))\b\W*$",
    _FLAGS,
)
TIMES = re.compile(
    r"周[一二三四五六日天末]|星期[一二三四五六日天]?|礼拜[一二三四五六日天]?|[明后大]天|[上下]个?(?:月|周)|月[底初中]|年[底初前后]|[本这]周"
    r"|春节|过年|国庆|中秋|元旦|发工资那?天|半个?月|[几数]天"
    r"|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august"
    r"|september|october|november|december|(?:in|next|last|by|this) (?:march|may|week|month|year|spring"
    r"|summer|autumn|winter)|tomorrow|tonight|weekend|fortnight|pay ?day|christmas|easter"
    r"|end of the (?:week|month|year)|(?:few|couple of) (?:days|weeks|months))\b",
    _FLAGS,
)
SURNAMES = "王李张刘陈杨赵黄吴徐孙胡朱郭何罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾魏薛阎潘杜戴钟汪姜范廖邹熊"
PEOPLE = re.compile(
    rf"[{SURNAMES}](?:先生|女士|小姐|太太|经理|主管|主任|总|哥|姐|叔|师傅|律师|医生)"
    rf"|(?:小|老|阿)[{SURNAMES}](?![\u4e00-\u9fff]?学)|(?:我叫|我是|叫做|名叫)[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    rf"|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=说|告诉|答应|让我|借)"
)
# English words that may begin a sentence with a capital letter and are no names.
OPENERS = frozenset(
    """the a an their his her its our because look well okay ok honestly please yeah yes yep no nope right fine listen sorry thanks thank
    hello hi hey alright all sure maybe perhaps actually anyway besides still again never always
    just only even though although since because until unless while when where what why who how
    which whose can could would will should shall may might must do does did don't doesn't didn't
    can't couldn't won't wouldn't shouldn't isn't aren't wasn't is are was were am be been have has
    had haven't hasn't let let's give take tell say put call send leave stop wait hold hang go come
    get got keep try need want believe trust understand fair good great nice bad true oh ah um uh
    er mm hmm god lord christ there here now then so and but or if as at in on to for from with
    without about after before by of off over under up down out one every everything everyone
    nothing nobody something somebody someone anything anyone any some most many much more less
    it's it that's that this these those they they're them there's he she he's she's we we're we've
    you you're you've you'll your my mine our me myself i i'm i'll i've i'd not nor none money
    things times life looks sounds seems feels mind alas dear really truly seriously frankly
    course absolutely definitely certainly probably possibly exactly obviously clearly basically
    whatever however whenever wherever each either neither both another other same such too very
    almost nearly already soon later today once twice first last next enough ringing calling
    paying asking telling talking trying getting being having knowing thinking hearing
    couldn't mightn't mustn't what's who's how's where's why's when's lately nowadays speaking mhm
    hiya cheers bye goodbye blimey crikey gosh wow""".split()
)
EVERYDAY_NUMBERS = re.compile(
    r"万一|千万|十分|百般|一一|万分|三番[两五]次|七上八下|乱七八糟|一五一十|千方百计|十有八九|一[千百]个|一万个|一百个"
)
