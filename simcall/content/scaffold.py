"""A persona file to fill in: sound as it stands, with a comment for every part."""

from __future__ import annotations

from simcall.common.bilingual import Language

_ZH = """\
# 人物：{name}。照着注释改，改一点试一点（写法见 docs/authoring.md）：
#   simcall check {name}             查错
#   simcall persona preview {name}   看它对好坏坐席怎么反应
#   simcall play --persona {name}    自己打一通
schema: simcall/persona/1
extends: {base}        # 没写的部分，包括常用的应答，从这里继承

name: {{zh: 王小满}}
archetype: anxious           # 类型，一个英文词，如 anxious avoidant hostile despairing ashamed
age: 31
work: {{zh: 小超市收银员}}
life:                        # 三到六句话，通话后给学员和培训师看
  zh: >-
    王小满在县城一家超市上班，一个人带孩子。孩子上个月住院，钱都交了住院费。
    她怕家里知道欠款，晚上睡不好。
role: debtor                 # debtor 本人 / other 别人接的 / wrong_number 打错
digits: "0000"               # 身份证后四位，核实身份用
content_notice: {{zh: ""}}     # 涉及轻生、丧亲等内容时写一句提醒
outcome: promise             # 这通电话最好的结果，见 docs/authoring.md

# 金额一律用“分”：68000 就是 680 元。本金 principal = bill + unbilled + instalment_balance
debt:
  lender: qinghe             # simcall list lenders
  product: flex
  principal: 200000
  days_overdue: 8
  bill: 60000                # 这一期该还的
  minimum: 6000              # 最低还款
  unbilled: 0                # 未出账
  instalment_balance: 140000 # 未到期的分期余额
  auto_debit: true
  history:                   # 前几个月还了多少，0 是没还
    - {{months_ago: 2, amount: 60000}}
    - {{months_ago: 1, amount: 0}}

# 每月；affordable 是真正拿得出来的，不能多于 income - fixed_costs
ability: {{income: 420000, fixed_costs: 380000, affordable: 30000, payday: 10}}

# 三层原因：信任到了才说下一层
reason:
  cause: child_illness
  excuse: {{zh: 这几天太忙，忘了还款日。}}
  part: {{zh: 家里有人生病，手头紧。}}
  truth: {{zh: 孩子住院，钱都交了住院费，她不敢跟家里说欠款的事。}}

temper:
  baselines: {{anger: 0.1, anxiety: 0.6, shame: 0.4, reactance: 0.2, trust: 0.35, despair: 0.2}}
  gains: {{anxiety: 1.2}}      # 对什么特别敏感：感受、做法，或 做法.感受，如 threat.anxiety: 1.4
  thresholds: [0.3, 0.4, 0.52]  # 说借口、说一部分、说实情各要多少信任
  will: 0.7                  # 还款意愿

# 键：做法[.话题][#层][@情绪]；大括号里是会填上的词，如 {{amount}} {{affordable}} {{payday_date}}
lines:
  zh:
    greet:
      - 喂，您好？
      - 喂，您说。
    excuse:
      - 哎呀，这几天忙晕了，还款日都给忘了。
      - 我记错日子了，以为是月底呢。
    reason#2:
      - 家里有人病了，这个月花销大，实在腾不开手。
    reason#3:
      - 其实是孩子住院，卡里的钱都交住院费了，我没敢跟家里说。
    # 通用应答不知道这个人的生活；问到家里、工作、收入、身体，自己写才对得上
    answer.family:
      - 就我跟孩子两个人过。
    answer.work:
      - 我在超市收银，站一天下来腿都是肿的。
    emotion@tense:
      - 您一打来我心就慌，不知道怎么办好。
    offer_amount:
      - 我先还{{offer}}行吗？多了真拿不出来。
    promise:
      - "好，{{promise_date}}我还{{promise_amount}}，我记下了。"
"""

_EN = """\
# Persona: {name}. Change it along the comments, and try after every change (docs/authoring.md):
#   simcall check {name}             finds mistakes
#   simcall persona preview {name}   how it takes good and bad agents
#   simcall play --persona {name}    talk to it yourself
schema: simcall/persona/1
extends: {base}        # what is not written here, common replies included, comes from there

name: {{en: Tess Hallam}}
archetype: anxious           # one word: anxious avoidant hostile despairing ashamed ...
age: 31
work: {{en: cashier in a small supermarket}}
life:                        # three to six sentences, shown after the call
  en: >-
    Tess works the tills in a market town and brings up her son alone. He was in hospital last
    month and the bills took everything. She sleeps badly and has told nobody about the debt.
role: debtor                 # debtor / other (somebody else picks up) / wrong_number
digits: "0000"               # last four of the identity document, for verification
content_notice: {{en: ""}}     # a word of warning when the call touches on self-harm, bereavement
outcome: promise             # what a good call reaches, see docs/authoring.md

# All money in pence, cents or fen: 68000 is 680.00.
# principal = bill + unbilled + instalment_balance
debt:
  lender: harbourline        # simcall list lenders
  product: flex
  principal: 40000
  days_overdue: 8
  bill: 12000                # due now
  minimum: 3000
  unbilled: 0
  instalment_balance: 28000  # instalments not yet due
  auto_debit: true
  history:                   # what was paid in earlier months; 0 is a missed one
    - {{months_ago: 2, amount: 12000}}
    - {{months_ago: 1, amount: 0}}

# A month; affordable is what can really be paid, at most income - fixed_costs
ability: {{income: 160000, fixed_costs: 150000, affordable: 8000, payday: 10}}

# Three layers: the next one is told only when trust allows
reason:
  cause: child_illness
  excuse: {{en: She has been busy and forgot the date.}}
  part: {{en: Somebody at home is ill and money is tight.}}
  truth:
    en: Her son was in hospital, the money went there, and she has told nobody of the debt.

temper:
  baselines: {{anger: 0.1, anxiety: 0.6, shame: 0.4, reactance: 0.2, trust: 0.35, despair: 0.2}}
  gains: {{anxiety: 1.2}}      # what she is sensitive to: feeling, act, or act.feeling
  thresholds: [0.3, 0.4, 0.52]  # trust needed for excuse, part, truth
  will: 0.7                  # willingness to pay

# Keys: act[.topic][#layer][@mood]; braces are filled in: {{amount}} {{affordable}} {{payday_date}}
lines:
  en:
    greet:
      - Hello?
      - Hello, yes?
    excuse:
      - Oh, I've been run off my feet, the date went clean out of my head.
      - I got the day wrong, I thought it was the end of the month.
    reason#2:
      - Someone at home's been poorly, so it's been a tight month.
    reason#3:
      - It's my son, he was in hospital, and everything I had went on that. Nobody knows about this.
    # common replies know nothing of this life; about family, work, income, health write your own
    answer.family:
      - It's just me and my boy.
    answer.work:
      - I'm on the tills at a supermarket, on my feet all day.
    emotion@tense:
      - My stomach turns over every time the phone rings.
    offer_amount:
      - Could I pay {{offer}} to start with? I can't stretch past that.
    promise:
      - "All right, {{promise_amount}} on {{promise_date}}, I've written it down."
"""


def write_persona(name: str, base: str, language: Language) -> str:
    """Return the text of a new persona file."""
    return (_ZH if language == "zh" else _EN).format(name=name, base=base)
