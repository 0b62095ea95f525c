"""Codes of the debtor's replies: indices into simcall.speech.acts.DEBTOR_ACTS, as constants."""

from __future__ import annotations

R_GREET = 0
R_WHO = 1
R_CONFIRM = 2
R_DENY = 3
R_THIRD_PARTY = 4
R_EXCUSE = 5
R_REASON = 6
R_EMOTION = 7
R_QUESTION = 8
R_OFFER_AMOUNT = 9
R_PROMISE = 10
R_REFUSE = 11
R_NEGOTIATE = 12
R_COMPLAIN = 13
R_CITE_LAW = 14
R_SUPERVISOR = 15
R_THANK = 16
R_SILENCE = 17
R_BYE = 18
R_RISK = 19
R_ANSWER = 20
R_ACKNOWLEDGE = 21
R_DISPUTE = 22
R_BUSY = 23
NO_REPLY = -1

# Topics by bit, see simcall.speech.acts.TOPICS.
T_REASON = 1 << 0
T_AMOUNT = 1 << 1
T_PLAN = 1 << 8
T_IDENTITY = 1 << 13
T_WELLBEING = 1 << 14
T_WHEN_TO_CALL = 1 << 15
# reason, amount, due date, income, tried, plan, fee, credit record, waiver, other lenders
DEBT_TOPICS = 1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 25 | 1 << 28
# complaint, auto debit, line restored, grace period, platform score, settlement letter,
# debt assignment, refund, fraud
CASE_TOPICS = (
    1 << 12 | 1 << 20 | 1 << 21 | 1 << 22 | 1 << 23 | 1 << 24 | 1 << 26 | 1 << 27 | 1 << 29
)
M_CONVENIENT = 1 << 2
M_THIRD_PARTY_CHECK = 1 << 3
M_STOP_HONOURED = 1 << 6  # marks by bit, see simcall.speech.acts.MARKS
