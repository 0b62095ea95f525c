"""Twenty-five direct questions in varied wordings: every debtor answers what was asked."""

import re
from pathlib import Path

import pytest

from simcall.call.occasion import SETTLED
from simcall.call.reply import MONEY
from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.content.personas import load_persona
from simcall.persona import shape
from simcall.persona.tone import split_line
from simcall.persona.words import normalise_line

PERSONAS = sorted(
    path.stem
    for path in (Path(__file__).parents[2] / "personas").glob("*.yaml")
    if not path.stem.startswith("base_")
)
GREETING = {
    "zh": "您好，我是青禾的小陈，请问是本人吗？",
    "en": "Hello, this is Chen from Greenfield, am I speaking with the account holder?",
}
QUESTIONS = {
    "zh": [
        ("reason", "您这次是什么原因没按时还呢？"),
        ("reason", "能跟我说说遇到什么情况了吗"),
        ("amount", "您现在手头能拿出多少？"),
        ("amount", "先还多少您觉得可以"),
        ("due_date", "您大概什么时候能还上？"),
        ("due_date", "几号方便还款"),
        ("income", "您现在每个月收入大概多少？"),
        ("income", "工资现在正常发吗"),
        ("work", "您目前还在上班吗？"),
        ("work", "工作那边现在怎么样"),
        ("family", "家里人知道这个情况吗？"),
        ("family", "您家里现在几口人"),
        ("health", "您身体还好吗"),
        ("tried", "之前有没有联系过客服想过办法？"),
        ("plan", "您自己有什么打算？"),
        ("plan", "您希望怎么还"),
        ("fee", "利息怎么算的您清楚吗？"),
        ("credit_record", "您对征信这块有什么想问的吗？"),
        ("identity", "请问您是本人吗？"),
        ("wellbeing", "这段时间您睡得好吗，撑得住吗"),
        ("when_to_call", "以后什么时候打给您方便？"),
        ("contact_family", "可以联系您家人吗？"),
        ("other_lenders", "您在其他平台还有欠款吗？"),
        ("auto_debit", "自动扣款的卡里还有钱吗？"),
        ("who_is_calling", "您知道我是哪家公司的吗"),
    ],
    "en": [
        ("reason", "What got in the way of the payment this time?"),
        ("reason", "can you tell me what happened"),
        ("amount", "How much could you manage right now?"),
        ("amount", "what amount would be realistic for you"),
        ("due_date", "When do you think you could pay?"),
        ("due_date", "what date would work"),
        ("income", "What is your monthly income at the moment?"),
        ("income", "are you being paid regularly"),
        ("work", "Are you working at the moment?"),
        ("work", "How are things at work?"),
        ("family", "Does your family know about this?"),
        ("family", "Do you have kids at home?"),
        ("health", "How is your health?"),
        ("tried", "Have you tried speaking to anyone about this before?"),
        ("plan", "What plan do you have in mind?"),
        ("plan", "what would help you most"),
        ("fee", "Do you know how the late fee is worked out?"),
        ("credit_record", "Is there anything you want to ask about your credit file?"),
        ("identity", "Am I speaking with the account holder?"),
        ("wellbeing", "How are you coping with all this?"),
        ("when_to_call", "When is a good time to call you?"),
        ("contact_family", "May we contact your family?"),
        ("other_lenders", "Do you have other debts or loans?"),
        ("auto_debit", "Is the direct debit still set up?"),
        ("who_is_calling", "do you know who is calling you?"),
    ],
}
BLUNT = {
    "zh": [
        ("reason", "到底咋回事，拖到现在？"),
        ("reason", "您别绕，为啥没还"),
        ("reason", "说白了是不想还还是还不起？"),
        ("amount", "痛快点，能出多少"),
        ("amount", "五百总有吧？"),
        ("amount", "您那边凑一凑，几个钱"),
        ("due_date", "给个准日子"),
        ("due_date", "还要等到猴年马月啊，几号？"),
        ("due_date", "今天不行那明天呢"),
        ("income", "一个月挣几个钱"),
        ("income", "钱都花哪去了，工资呢"),
        ("work", "是不是没班上了"),
        ("work", "您干哪行的"),
        ("family", "老婆孩子知道不"),
        ("family", "跟谁一块儿住"),
        ("health", "是不是身体出毛病了"),
        ("tried", "您自己想过辙没有"),
        ("plan", "那您说怎么办"),
        ("plan", "您给个章程"),
        ("fee", "罚息您认不认"),
        ("credit_record", "征信花了您不怕吗"),
        ("identity", "您到底是不是本人"),
        ("wellbeing", "您没事吧，听着不对劲"),
        ("when_to_call", "啥时候打您接"),
        ("other_lenders", "外头还欠着谁的"),
    ],
    "en": [
        ("reason", "So what's the story this time?"),
        ("reason", "cut to it, why isn't this paid"),
        ("reason", "is it that you can't pay or won't?"),
        ("amount", "come on, how much have you got"),
        ("amount", "you must have fifty quid surely?"),
        ("amount", "give me a number"),
        ("due_date", "name a day"),
        ("due_date", "and this will happen when exactly?"),
        ("due_date", "if not today, tomorrow then?"),
        ("income", "what do you bring home a month"),
        ("income", "where does your wage go?"),
        ("work", "you still got a job or not"),
        ("work", "what is it you do for a living"),
        ("family", "does the wife know, or the husband?"),
        ("family", "who do you live with"),
        ("health", "are you ill or something"),
        ("tried", "and you've done what about it so far?"),
        ("plan", "so what do you suggest we do"),
        ("plan", "how do you see this ending?"),
        ("fee", "you do realise there's interest on this?"),
        ("credit_record", "aren't you bothered about your credit score"),
        ("identity", "is this you or isn't it"),
        ("wellbeing", "you all right? you don't sound it"),
        ("when_to_call", "what time can I get hold of you"),
        ("other_lenders", "who else are you in debt to"),
    ],
}
ACTS_THAT_ANSWER = {
    "reason": {"reason", "excuse"},
    "identity": {"confirm_identity", "who_is_this"},
    "due_date": {"promise", "offer_amount", "negotiate", "refuse", "dispute"},
    "amount": {"promise", "offer_amount", "negotiate", "refuse", "dispute"},
    "plan": {"promise", "offer_amount", "negotiate", "refuse", "dispute"},
}


NEAR = {"wellbeing": ("wellbeing", "health")}  # questions that a neighbour's answer answers


def is_line(text, line):
    """Tell whether a written line stands in a reply, whatever its slots were filled with.

    Angry people say one sentence of it only.
    """
    said = normalise_line(text)
    return any(holds(said, part) for part in (line.text, *split_line(line.text)))


def holds(said, written):
    """Tell whether what was said holds a written sentence."""
    pieces = re.split(r"\{[a-z_]+\}", written)
    parts = [normalise_line(piece) for piece in pieces if any(ch.isalpha() for ch in piece)]
    return sum(map(len, parts)) > 3 and all(part in said for part in parts)


def answers(persona, language, topic, reply, in_danger=False):
    """Tell whether a reply answers a question: by its act, by a written answer, or by `again`.

    An answer to an own question counts as well: it was found by the words of the question.
    Somebody who hints at self-harm is no longer talking about a bill.
    """
    if in_danger and topic in MONEY:
        return True
    if reply.act == "risk" or reply.act in ACTS_THAT_ANSWER.get(topic, ()):
        return True
    return any(
        is_line(reply.text, line)
        for line in persona.lines[language]
        if (line.act == "answer" and line.topic in NEAR.get(topic, (topic,)))
        or line.act in ("again", "own")
        or (line.act == "agreed" and topic in SETTLED)
    )


def ask_all(persona, language, questions=QUESTIONS):
    """Ask the questions in five calls of five; return (asked, missed)."""
    base = load_call("anxious_first_call")
    asked, missed = 0, []
    for start in range(0, 25, 5):
        call = Call(base._replace(persona=persona), start, language, load_analyser("lean"))
        call.begin()
        call.hear(GREETING[language])
        for topic, question in questions[language][start : start + 5]:
            if call.ended:
                break
            asked += 1
            reply = call.hear(question).reply
            danger = call.state[shape.RISK] >= 1.0
            if not answers(persona, language, topic, reply, danger):
                missed.append(f"{topic}: {question} -> {reply.act}: {reply.text}")
    return asked, missed


DEBTORS = [name for name in PERSONAS if load_persona(name).role == "debtor"]


@pytest.mark.parametrize("name", DEBTORS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_direct_question_is_answered(name, language):
    asked, missed = ask_all(load_persona(name), language)
    assert asked >= 20
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("name", DEBTORS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_blunt_or_sloppy_question_is_answered_as_well(name, language):
    asked, missed = ask_all(load_persona(name), language, BLUNT)
    assert asked >= 20
    assert len(missed) <= 1, missed


def test_those_who_are_not_the_debtor_answer_as_themselves():
    others = [load_persona(name) for name in PERSONAS if name not in DEBTORS]
    assert {person.role for person in others} == {"other", "wrong_number"}
    for person in others:
        call = Call(load_call("anxious_first_call")._replace(persona=person), 3, "zh",
                    load_analyser("lean"))  # fmt: skip
        call.begin()
        call.hear(GREETING["zh"])
        reply = call.hear("请问您是本人吗？").reply
        assert reply.act in ("third_party", "deny_identity", "who_is_this")
