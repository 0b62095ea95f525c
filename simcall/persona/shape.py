"""Layout of the flat vectors that the kernels share: call state, persona, account, ledger.

Every vector is an indexable of doubles: a list in live play, an array row in a batch. The names
below are the only way to address a place in one.
"""

from __future__ import annotations

# The six feelings, each in [0, 1]; they come first in the state, the baselines and each weight row.
ANGER = 0
ANXIETY = 1
SHAME = 2
REACTANCE = 3
TRUST = 4
DESPAIR = 5
FEELINGS = 6
FEELING_NAMES = ("anger", "anxiety", "shame", "reactance", "trust", "despair")

# --- Call state S: everything that one call remembers between turns -----------------------------
LAYER = 6  # how much of the reason is out: 0 nothing, 1 excuse, 2 part, 3 all
IDENTITY = 7  # 1 once the right party has confirmed who they are
OPEN_ASKED = 8  # how often the reason was asked for
EARLY_DETAIL = 9  # 1 once the debt was named before identity
HURT = 10  # harm done and not yet mended, 0 up
COERCION = 11  # pressure, threat and scare met so far, 0 up
PROMISE = 12  # 1 while a promise to pay stands
PROMISE_AMOUNT = 13  # minor units
PROMISE_DAYS = 14  # days from the call
PROMISE_FIT = 15  # how well the promise fits means and reason, 0 to 1
OFFER_FIT = 16  # best offer so far, 0 to 1
COMPLAINT = 17  # 0 none, 1 threatened, 2 made
SUPERVISOR = 18  # 1 once a supervisor was asked for
RISK = 19  # 0 none, 1 hinted, 2 asked about safety, 3 handed to help (see RISK_UNASKED)
RISK_UNASKED = 1.5  # value of RISK: handed to help, but never asked about safety
RISK_IGNORED = 20  # turns that went on collecting after a hint
LAST_TALK = 21  # 0 change, 1 sustain, 2 neutral
LAST_REPLY = 22  # index into DEBTOR_ACTS, -1 before the first reply
TURNS = 23
PEAK = 24  # highest distress so far
ENDED = 25  # see END_ codes
LISTENED = 26  # listening credit so far
RECENT = 27  # bit sets of the acts of the last four turns (four places)
INTRODUCED = 31  # 1 once the caller has said who calls
VIOLATIONS = 32  # turns that carried a critical harm
OFFERS = 33
WAITED = 34  # seconds in the queue before this call
GOODBYE = 35  # 1 once the agent has closed
SPENT = 36  # seconds of talk so far
WILLING = 37  # momentary will to pay: the persona's will plus what this call did to it
DECAYED = 38  # scratch: feelings after decay (six places)
PUSH = 44  # scratch: sum of impulses (six places)
NAMED = 50  # amount per month that the debtor has named, minor units, 0 before
ENGAGED = 51  # how much of substance the debtor says, 0 to 1 (moving average)
TONE = 52  # the agent's tone so far, -1 harsh to 1 calm (moving average)
SCAR = 53  # the part of the hurt that no apology mends
LAWS = 54  # how often the law was cited
REFERRED = 55  # 1 once a hand-over to the right place was accepted
LEAKED = 56  # 1 once somebody other than the debtor heard of the debt
HANDED = 57  # 1 once the debtor gave the phone to somebody else
LUCK_PROMISE = 58  # this call's draws for promising and protesting, uniform (0, 1)
LUCK_PROTEST = 59
DENIED = 60  # 1 once the debtor pretended to be somebody else
ROUNDS = 61  # how often a proposal was turned down or countered
HURT_BEFORE = 62  # the hurt that was brought along from earlier calls
SETTING = 63  # where the phone was answered: SETTING_ codes below
INBOUND = 64  # 1 when the debtor rang
AWARE = 65  # 1 once it is plain what the call is about
AGREED_TIME = 66  # 1 once another time for the call was agreed
ASIDE = 67  # feelings of the debtor while somebody else holds the phone (six places)
CHANGED = 73  # 1 when the phone changed hands since the last turn
SAID_SETTING = 74  # how often the debtor has mentioned where the phone was answered
ANSWERING = 75  # 1 while a direct question is put, 0 otherwise (scratch of one turn)
ARRIVED = 76  # turns said when whoever holds the phone took it
OFFERED = 77  # amount per payment of the last offer, minor units, 0 before
STATE_SIZE = 80

SETTING_FREE = 0
SETTING_DRIVING = 1
SETTING_SPEAKER = 2  # somebody in the room can hear
SETTING_NAMES = ("", "driving", "speaker")

END_NONE = 0
END_HANGUP = 1
END_CLOSED = 2
END_BUSY = 3
END_STOPPED = 4
END_NAMES = ("open", "hangup", "closed", "busy", "stopped")

# --- Persona P: constant during a call -----------------------------------------------------------
BASE = 0  # baseline of each feeling (six places)
WEIGHT = 6  # appraisal rows: weight x gain for each cause and feeling
CAUSES = 32  # the 26 acts, then the six causes below
CAUSE_CHOICE = 26
CAUSE_NEUTRAL = 27
CAUSE_COLD = 28
CAUSE_EARLY_DETAIL = 29
CAUSE_EARLY_OFFER = 30
CAUSE_IGNORED_RISK = 31
# ledger only
CAUSE_DECAY = 32
CAUSE_NOISE = 33
CAUSE_CLIP = 34
CAUSE_WAITING = 35
CAUSE_MEMORY = 36
CAUSE_TEMPER = 37
CAUSE_TONE = 38
CAUSE_PROBING = 39
CAUSE_LEAK = 40
CAUSE_HANDOVER = 41
CAUSE_HOLD = 42
CAUSE_SETTING = 43

TAU = WEIGHT + CAUSES * FEELINGS  # trust needed for layers 1, 2, 3 (three places)
WILL = TAU + 3  # willingness to pay, 0 to 1
HANGUP = TAU + 4  # added to the hang-up score
COMPLAIN = TAU + 5  # added to the complaint score
ESCALATE = TAU + 6  # added to the supervisor score
EVASION = TAU + 7  # tendency to give excuses, 0 to 1
RISK_AT = TAU + 8  # despair at which a hint of self-harm comes; 2 means never
SUSPICION = TAU + 9  # tendency to ask who is calling before confirming, 0 to 1
ROLE = TAU + 10  # 0 the debtor, 1 another person who picked up, 2 wrong number
DISPUTES = TAU + 11  # 1 when the debt is disputed
LEGALISM = TAU + 12  # tendency to cite law, 0 to 1
PAYDAY = TAU + 13  # days until money comes
PROBING = TAU + 14  # trust lost for each question about private matters while ashamed
PICKUP = TAU + 15  # added to the answer score
RECEPTIVE = TAU + 16  # added to the change-talk score
INSOLVENT = TAU + 17  # 1 when no payment is possible and a referral is the right end
FORGETS = TAU + 18  # share of missed payments that are forgotten rather than impossible, 0 to 1
PERSONA_SIZE = TAU + 19

ROLE_DEBTOR = 0
ROLE_OTHER = 1
ROLE_WRONG = 2

# --- Account Q: the slow memory between calls ----------------------------------------------------
GRIEVANCE = 0  # 0 to 1, half-life 14 days
DURABLE_TRUST = 1  # 0 to 1, half-life 30 days towards the persona's baseline
DREAD = 2  # anxiety that lasts, half-life 3 days
CONTACTS = 3  # contacts felt lately, each fading with a half-life of 3.5 days
DUE = 4  # overdue, minor units
AFFORD = 5  # what can really be paid in a month, minor units
KNOWN_LAYER = 6  # reason disclosed in earlier calls
OVERDUE_DAYS = 7
BROKEN = 8  # promises broken
KEPT = 9  # promises kept
PROMISED = 10  # amount promised, minor units, 0 when none is open
PROMISED_DAY = 11  # day on which it falls due
KEEP_CHANCE = 12  # probability that it will be kept
STOPPED = 13  # 1 when the person asked for no more contact
LAST_DAY = 14  # day of the last contact
CARRIED = 15  # distress carried from the last call (half peak, half end)
MINIMUM = 16  # the minimum payment, minor units; 0 stands for a tenth of what is due
ATTENTION = 17  # how present the debt is in mind after a contact, half-life 6 days
WARNED = 18  # short-lived effect of a consequence warning, half-life 3 days
HOPE = 19  # lasting effect of a positive expectation, half-life 45 days
EXPOSED = 20  # 1 once the debt was told to people around the debtor
MORAL = 21  # effect of a moral appeal, half-life 20 days
PLEDGED = 22  # a payment date was picked (1), and pledged (2)
BOND = 23  # what a talk with a person left, -1 to 1, half-life 20 days
ACCOUNT_SIZE = 26

# Why an act counted for more or less than its weight: bits beside the cause in the ledger.
WHY_SCALE = 64  # cause + WHY_SCALE * bits
WHY_REPEATED = 1  # the act, or its words, came before
WHY_CONTRADICTED = 2  # a harm in the same turn, or warmth taken back
WHY_UNFIT = 4  # it takes up little of what was said
WHY_GRUDGE = 8  # open hurt keeps it from counting
WHY_PROVOKED = 16  # anger makes the harm worse
WHY_BRACED = 32  # met before: people brace themselves
WHY_CROWDED = 64  # one of several harms in one turn

# --- Ledger L: L[0] counts the terms, then five places each; L[0] = -1 switches it off -----------
TERM_SIZE = 5  # cause, feeling, base, factor, room; the change is base x factor x room
LEDGER_TERMS = 160
LEDGER_SIZE = 1 + TERM_SIZE * LEDGER_TERMS
