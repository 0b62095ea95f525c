from simcall.persona import shape
from simcall.persona.memory import age_memory
from simcall.persona.payment import (
    MESSAGE_HOPE,
    MESSAGE_PLAIN,
    MESSAGE_WARNING,
    hear_message,
    pay_chance,
    presence_of,
)


def test_will_and_means_bring_money_and_insolvency_does_not(call):
    poor = call(will=0.3, account={"AFFORD": 5000.0})
    able = call(will=0.9, account={"AFFORD": 90000.0})
    broke = call(will=0.9, insolvent=True, account={"AFFORD": 90000.0})
    chances = [pay_chance(t.persona, t.account) for t in (poor, able, broke)]
    assert chances[1] > chances[0]
    assert chances[1] > 5 * chances[2]


def test_a_reminder_helps_the_forgetful_and_only_while_the_debt_is_fresh(call):
    gains = {}
    for days in (0.0, 60.0):
        talk = call(forgets=0.9, account={"OVERDUE_DAYS": days})
        before = presence_of(talk.persona, talk.account)
        hear_message(talk.account, MESSAGE_PLAIN)
        gains[days] = presence_of(talk.persona, talk.account) - before
    assert gains[0.0] > 5 * gains[60.0] > 0.0


def test_a_warning_works_at_once_and_fades_while_hope_lasts(call):
    late = {}
    for kind in (MESSAGE_WARNING, MESSAGE_HOPE, MESSAGE_PLAIN):
        talk = call()
        hear_message(talk.account, kind)
        first = pay_chance(talk.persona, talk.account)
        age_memory(talk.persona, talk.account, 30.0)
        late[kind] = (first, pay_chance(talk.persona, talk.account))
    assert late[MESSAGE_WARNING][0] > late[MESSAGE_PLAIN][0]
    assert late[MESSAGE_WARNING][1] <= late[MESSAGE_PLAIN][1]
    assert late[MESSAGE_HOPE][1] > late[MESSAGE_PLAIN][1]


def test_being_told_on_makes_people_pay_which_is_why_it_is_forbidden_and_not_ineffective(call):
    quiet, told = call(), call(account={"EXPOSED": 1.0})
    assert pay_chance(told.persona, told.account) > pay_chance(quiet.persona, quiet.account)


def test_a_message_counts_as_a_contact(call):
    talk = call()
    hear_message(talk.account, MESSAGE_PLAIN)
    assert talk.account[shape.CONTACTS] == 0.5
