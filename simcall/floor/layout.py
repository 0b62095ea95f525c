"""Layout of the flat vectors of the floor model.

Every place has a name; the prefix tells the vector: N_ whole numbers, P_ parameters, K_ kinds of
event, F_ account file, S_ skill, T_ team, A_ agent, C_ line (call), D_ day, B_ bucket, G_ tally,
I_ interval. An agent's row begins with the state of the call in hand (persona.shape).
"""

from __future__ import annotations

from simcall.agent.situation import SITUATIONS
from simcall.persona.shape import PERSONA_SIZE, STATE_SIZE

# --- N: whole numbers
N_SEED_LOW = 0
N_SEED_HIGH = 1
N_REPLICATION = 2
N_ACCOUNTS = 3
N_PERSONAS = 4
N_SKILLS = 5
N_TEAMS = 6
N_AGENTS = 7
N_LINES = 8
N_DAYS = 9
N_FREE = 10  # head of the list of free lines, -1 when none
N_FREE_COUNT = 11
N_TODAY = 12
N_OUT = 13  # events waiting in the outbox
N_INBOUND_SKILL = 14  # -1 without inbound
N_SERIAL = 15  # calls begun so far
N_ARRIVALS = 16  # inbound callers drawn today
N_MOST = 17  # -1 when no number is set
N_LIMIT_DAYS = 18
N_COUNT_TALKS = 19
N_WAIT_DAYS = 20
N_PER_DAY = 21
N_OBEY = 22
N_SLOTS = 23  # reporting intervals in a day
N_PLACED_OVER = 24
N_MESSAGES = 25
N_OVER = 26  # 1 after the horizon
N_WORST_LINES = 27  # most lines in use at once
N_OTHER = 28  # persona row of another person
N_WRONG = 29  # persona row of a stranger
N_AT_LINES = 30  # first row of each kind in the table of rows; agents begin at 0
N_AT_SKILLS = 31
N_AT_TEAMS = 32
N_AT_DAYS = 33
N_AT_BUCKETS = 34
N_AT_PERSONAS = 35
N_AT_INTERVALS = 36
N_AT_MOVES = 37
N_AT_SCRATCH = 38
N_ORDER = 39  # where the policy tables begin in this vector
N_OFFSETS = 40
N_LENGTHS = 41
N_SLOT_LISTS = 42  # first of (head, tail) of each list of accounts by skill and time slot
N_TIME_SLOTS = 43  # time slots in the run
N_AT_MEMORY = 44  # slow memory of whom each agent talks with, one row for each agent
OUT_KIND = 45  # outbox, see DICE below for the delays
OUT_ENTITY = OUT_KIND + 256
OUT_KEY = OUT_ENTITY + 256
N_SIZE = OUT_KEY + 256  # policy tables follow

# --- P: parameters
P_PREVIEW = 0
P_ABANDON_TARGET = 1
P_ABANDON_AFTER = 2
P_MAX_RATIO = 3
P_TICK_SECONDS = 4
P_RETRY_MISSED = 5
P_RETRY_BUSY = 6
P_RETRY_REJECTED = 7
P_RETRY_TALKED = 8
P_MESSAGE = 9
P_PER_ACCOUNT = 10  # inbound calls per second and open account at the busiest hour
P_PATIENCE = 11
P_RETRIAL_SHARE = 12
P_RETRIAL_DELAY = 13
P_RETURN_DELAY = 14
P_WITHIN = 15
P_CALLBACK_SHARE = 16
P_CALLBACK_DELAY = 17
P_PARTIAL = 18
P_HOLD = 19
P_REFUSAL = 20
P_SECOND = 21
P_THIRD = 22
P_OWNER_DEBTOR = 23  # cumulative shares of owners
P_OWNER_FAMILY = 24
P_OWNER_COLLEAGUE = 25
P_OPTED_OUT = 26
P_EARLIEST = 27  # seconds after local midnight
P_LATEST = 28
P_SLOT_SECONDS = 29
P_HOURS = 30  # 24 weights, 1 at the busiest hour
P_SIZE = 54


# --- K: kinds of event
K_DAY = 0  # a day begins: payments, then the day's openings
K_OPEN = 1  # a team's shift begins (entity: team)
K_SHUT = 2  # a team's shift ends (entity: team)
K_PACE = 3  # the dialler looks again (entity: skill)
K_TICK = 4  # predictive ratio is corrected (entity: skill)
K_RING = 5  # a dial ends (entity: line, key: serial)
K_DROP = 6  # a live answer found no agent (entity: line, key: serial)
K_GIVE_UP = 7  # a caller's patience ends (entity: line, key: serial)
K_READ = 8  # an agent has read the account (entity: agent)
K_TURN = 9  # next turn, or the end of the last one (entity: agent)
K_WRAP = 10  # after-call work ends (entity: agent)
K_MESSAGE_END = 11  # a message has been left (entity: agent)
K_ARRIVE = 12  # the next unprompted caller (key: number today)
K_RETURN = 13  # a debtor calls (entity: account)
K_CALLBACK = 14  # an agreed time comes (entity: account)
K_END = 15  # the horizon
KIND_NAMES = (
    "day",
    "open",
    "shut",
    "pace",
    "tick",
    "ring",
    "drop",
    "give_up",
    "read",
    "turn",
    "wrap",
    "message_end",
    "arrive",
    "return",
    "callback",
    "end",
)

# --- F: account file, one row of whole numbers for each account
F_PERSONA = 0
F_STATUS = 1
F_BUSY = 2  # 1 while in a call, a dial or a queue
F_NUMBERS = 3  # six bits for each of four numbers
F_TOUCHED = 4  # day on which memory, fees, age and counters were last brought up to date
F_ATTEMPTS = 5  # calls in either direction; names the luck of each
F_DIALS = 6  # dials on the last seven days, four bits each, today lowest
F_TALKS = 7  # right-party talks begun by us, same form
F_NEXT = 8  # next account in a list of those to be dialled, END_OF_LIST or UNLISTED
F_TALKED = 9  # day of the last right-party talk, -1 before any
F_FEE = 10  # minor units a day
F_DUE = 11  # day on which the open promise falls due, -1 without one
F_MISSES = 12  # dials in a row that reached nobody
F_READY = 13  # second from which the account may be dialled
F_LANE = 14  # skill that works the account, -1 none
F_OWED = 15  # overdue, minor units
F_AFFORD = 16  # what can be paid in a month
F_PROMISED = 17  # amount of the open promise, 0 without one
F_MINIMUM = 18  # minimum payment
F_OVERDUE = 19  # days
F_LAST_DAY = 20  # of the last talk
F_MARKS = 21  # small fields of the slow memory (dossier)
F_PURSE = 22  # money at hand for this debt, minor units
F_WAIVED = 23  # forgiven once the open arrangement has been kept to its end
F_AHEAD = 24  # paid ahead of the open promise, minor units
F_SIZE = 25

OPEN = 0  # status
PAID = 1
STOPPED = 2
END_OF_LIST = -1
UNLISTED = -2
FOREVER = 2_000_000_000  # a ready time that never comes

# owners of numbers
OWNER_NONE = 0
OWNER_DEBTOR = 1
OWNER_FAMILY = 2
OWNER_COLLEAGUE = 3
OWNER_STRANGER = 4
OWNER_BITS = 7
NUMBER_DEAD = 8  # out of service; the dialler learns it by dialling
NUMBER_REFUSED = 16  # its owner asked for no more calls
NUMBER_KNOWN_BAD = 32  # learned: dead, or a stranger's
NUMBER_WIDTH = 6
MAX_NUMBERS = 4

# --- S: one row for each skill and its queue
S_HEAD = 0
S_TAIL = 1
S_WAITING = 2
S_AREA = 3  # time integral of the number waiting
S_CHANGED = 4
S_PRIORITY = 5
S_RATIO = 6  # lines per expected free agent (predictive)
S_IN_FLIGHT = 7
S_ANSWERS = 8
S_DROPS = 9
S_READY_HEAD = 10  # accounts to be dialled now, in order
S_WAKE = 11  # when the dialler looks again after an empty list, or NO_WAKE
S_IDLE = 12  # idle agents who have this skill
S_BUSY_AGENTS = 13  # agents with this skill who talk or wrap up
S_PREDICTIVE = 14  # 1 when a predictive team has it
S_OUTBOUND = 15  # 1 when a bucket's accounts belong to it
S_READY_TAIL = 16
S_DRAINED = 17  # last time slot whose accounts were made ready
S_SIZE = 18
MAX_SKILLS = 8
NO_WAKE = -1.0
NEVER = 1e18

# --- T: one row for each team
T_FIRST = 0  # first agent
T_COUNT = 1
T_ON = 2
T_HEAD = 3
T_TAIL = 4
T_IDLE = 5
T_WRAP_MEAN = 6
T_START = 7
T_END_OF_SHIFT = 8
T_SHRINKAGE = 9
T_MODE = 10  # 0 none, 1 preview, 2 progressive, 3 predictive
T_SERVED = 11  # number of skills, then the skills in order of preference (8 places)
T_SIZE = 12 + MAX_SKILLS
MODE_NONE = 0.0
MODE_PREVIEW = 1.0
MODE_PROGRESSIVE = 2.0
MODE_PREDICTIVE = 3.0

# --- A: one row for each agent; the state of the call in hand comes first
A_STATUS = STATE_SIZE + 0
A_SINCE = STATE_SIZE + 1
A_TEAM = STATE_SIZE + 2
A_POLICY = STATE_SIZE + 3
A_NEXT = STATE_SIZE + 4
A_LINE = STATE_SIZE + 5
A_ACCOUNT = STATE_SIZE + 6
A_ATTEMPT = STATE_SIZE + 7
A_TURN = STATE_SIZE + 8
A_REPLY = STATE_SIZE + 9
A_SUMMED = STATE_SIZE + 10
A_WHO = STATE_SIZE + 11
A_PACE = STATE_SIZE + 12
A_STARTED = STATE_SIZE + 13
A_QUICK = STATE_SIZE + 14  # 1 when the debtor puts the phone down at once
A_HUMAN = STATE_SIZE + 15  # 1 for a trainee: no turn is played here
A_DISCLOSED = STATE_SIZE + 16
A_WRAP = STATE_SIZE + 17
A_WAIVER = STATE_SIZE + 18  # share that the accepted proposal forgives
A_VISITS = STATE_SIZE + 19  # visits to each situation in this call
A_SIZE = A_VISITS + len(SITUATIONS)

OFF = 0.0  # agent status
IDLE = 1.0
RESERVED = 2.0
TALKING = 3.0
WRAPPING = 4.0

# --- C: one row for each line
C_STATE = 0  # 0 free, 1 ringing, 2 waiting, 3 talking
C_ACCOUNT = 1
C_SKILL = 2
C_NUMBER = 3
C_ATTEMPT = 4
C_ANSWER = 5
C_WHO = 6
C_SINCE = 7
C_SERIAL = 8
C_NEXT = 9
C_PREVIOUS = 10
C_AGENT = 11
C_INBOUND = 12
C_READY = 13  # when the account was next to be dialled, for a caller who gives up
C_SIZE = 14
LINE_FREE = 0.0
LINE_RINGING = 1.0
LINE_WAITING = 2.0
LINE_TALKING = 3.0

RIGHT = 0  # answer classes
OTHER = 1
WRONG = 2
ASSISTANT = 3
VOICEMAIL = 4
NO_ANSWER = 5
REJECT = 6
BUSY = 7
POWER_OFF = 8
INVALID = 9
ANSWER_NAMES = (
    "right_party",
    "third_party",
    "wrong_number",
    "assistant",
    "voicemail",
    "no_answer",
    "reject",
    "busy",
    "power_off",
    "invalid",
)

# --- D: one row for each day, and one for the end
D_START = 0
D_JUMP_AT = 1  # seconds after the day's start at which the local clock jumps; 1e18 without a jump
D_JUMP = 2
D_WORKING = 3
D_SIZE = 4

# --- B: one row for each bucket
B_SHARE = 0  # cumulative
B_BALANCE = 1  # log of the median
B_BALANCE_SIGMA = 2
B_AFFORD = 3  # log of the median
B_AFFORD_SIGMA = 4
B_FEE_RATE = 5
B_PERSON = 6  # log odds that somebody picks up
B_MISSES = 7  # cumulative shares of assistant, voicemail, no answer, reject, busy, power off (six)
B_RIGHT_PARTY = 13
B_QUICK = 14
B_UNASKED = 15
B_DEAD = 16
B_RETURN = 17
B_CONTACTS = 18
B_GRIEVANCE = 19
B_SKILL = 20
B_FIRST_DAY = 21
B_LAST_DAY = 22
B_SIZE = 23
BUCKETS = 7

# --- G: tally of a run, behind the parameters in the same vector
G_DIALS = 54
G_ANSWER = 55  # ten places: dials by answer class
G_DROPPED = 65
G_TALKS = 66  # talks with anybody
G_RIGHT = 67  # talks with the debtor, both directions
G_RIGHT_OUT = 68  # talks with the debtor that we began
G_PROMISES = 69
G_PROMISED = 70  # amount
G_DUE = 71  # promises that fell due
G_KEPT = 72
G_COLLECTED = 73  # amount
G_UNASKED = 74  # amount paid without a promise
G_COMPLAINTS = 75
G_VIOLATIONS = 76  # talks with a critical harm, disclosures, breaches of contact limits
G_DISCLOSED = 77
G_BREACHES = 78
G_DISTRESS = 79  # sum over right-party talks
G_HANGUPS = 80
G_REASONS = 81  # talks in which the reason came out
G_STOPS = 82
G_RISKS = 83  # hints of self-harm
G_RISKS_MISSED = 84
G_TALK_SECONDS = 85
G_WRAP_SECONDS = 86
G_HANDLED = 87
G_OFFERED = 88  # inbound
G_ANSWERED = 89
G_WITHIN = 90
G_ABANDONED = 91
G_BLOCKED = 92
G_WAIT = 93  # of the answered
G_WAIT_ALL = 94  # inbound, everybody who left the queue
G_RETRIALS = 95
G_CALLBACKS = 96
G_CURED = 97  # accounts
G_FEES = 98
G_ASSIGNED = 99  # amount
G_EVENTS = 100
G_TIME = 101  # five places: agent seconds by status
G_TURNS = 106
G_MESSAGES = 107
G_SUPERVISOR = 108
G_OUT_WAIT = 109  # seconds that live answers waited for an agent
G_LATE_TALKS = 110  # talks outside legal hours
G_WAIVED = 111  # amount forgiven at the end of kept arrangements
G_SHORT = 112  # promises broken for want of money
G_FIRST = 54
G_SIZE = 59

DICE = 113  # then four units of the last draw, and the delays in the outbox
OUTBOX = 256  # events that one step may leave; steps that need more go on at the same time
OUT_DELAY = DICE + 4
V_NOW = OUT_DELAY + OUTBOX  # when the last event happened
V_SIZE = V_NOW + 1

# --- I: one row for each interval of the day
I_OFFERED = 0  # talks and inbound calls that wanted an agent
I_HANDLED = 1
I_SECONDS = 2  # talk and wrap-up of what was handled
I_STAFFED = 3  # agent seconds on shift
I_INBOUND = 4
I_SIZE = 5

# Persona rows carry four answer habits (log odds by part of day) behind the persona vector, then
# the cumulative share of the mix.
HABITS = PERSONA_SIZE
CHANCE = PERSONA_SIZE + 4
PERSONA_ROW = PERSONA_SIZE + 5
ROW_SIZE = max(PERSONA_ROW, A_SIZE)

TRACE_WIDTH = 16
