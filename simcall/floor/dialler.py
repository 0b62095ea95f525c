"""Outbound calls: whom to dial, on which number, and what the network answers. A kernel."""

from __future__ import annotations

from simcall.common.chance import ANSWER, TIMING
from simcall.floor.board import NOBODY, take_line
from simcall.floor.calling_list import fill_ready, list_account, next_slot, pop_ready
from simcall.floor.dossier import load_account
from simcall.floor.layout import (
    ASSISTANT,
    B_MISSES,
    B_PERSON,
    B_RIGHT_PARTY,
    BUSY,
    C_ACCOUNT,
    C_AGENT,
    C_ANSWER,
    C_ATTEMPT,
    C_INBOUND,
    C_NUMBER,
    C_SERIAL,
    C_SINCE,
    C_SKILL,
    C_STATE,
    C_WHO,
    DICE,
    F_ATTEMPTS,
    F_BUSY,
    F_DIALS,
    F_LANE,
    F_MISSES,
    F_NUMBERS,
    F_PERSONA,
    F_READY,
    F_STATUS,
    FOREVER,
    G_ANSWER,
    G_BREACHES,
    G_DIALS,
    G_VIOLATIONS,
    HABITS,
    INVALID,
    K_PACE,
    K_RING,
    LINE_RINGING,
    MAX_NUMBERS,
    NO_ANSWER,
    NUMBER_DEAD,
    NUMBER_KNOWN_BAD,
    NUMBER_REFUSED,
    NUMBER_WIDTH,
    OPEN,
    OTHER,
    OWNER_BITS,
    OWNER_COLLEAGUE,
    OWNER_DEBTOR,
    OWNER_FAMILY,
    OWNER_NONE,
    OWNER_STRANGER,
    POWER_OFF,
    REJECT,
    RIGHT,
    S_IN_FLIGHT,
    S_WAKE,
    VOICEMAIL,
    WRONG,
)
from simcall.floor.limits import (
    add_today,
    bucket_of,
    limit_days,
    local_clock,
    touch_account,
)
from simcall.floor.luck import emit, logistic, roll
from simcall.floor.world import World, bucket_row, hand_row, line_row, persona_row, skill_row
from simcall.persona.memory import answer_score
from simcall.persona.shape import BROKEN

FAMILY_IS_DEBTOR = 0.06  # share of answers on a relative's number that are the debtor
ASHAMED = 0.2  # log odds of answering that each broken promise takes (sign: Custers and Stephen)
REACH_OTHERS_AFTER = 6  # misses in a row before other people's numbers are tried


def find_number(w: World, account: int) -> int:
    """Return which of the account's numbers to dial, NOBODY when none may be dialled.

    The debtor's own numbers take turns. Relatives' and colleagues' numbers are dialled only when
    the debtor cannot be reached on any of them, and never after a refusal.
    """
    file = w.files[account]
    packed = file[F_NUMBERS]
    for tier in range(2):
        if tier == 1 and file[F_MISSES] < REACH_OTHERS_AFTER and has_own_number(packed) == 1:
            return NOBODY
        for turn in range(MAX_NUMBERS):
            place = (file[F_ATTEMPTS] + turn) % MAX_NUMBERS
            bits = packed >> (NUMBER_WIDTH * place)
            owner = bits & OWNER_BITS
            if owner == OWNER_NONE or bits & (NUMBER_REFUSED | NUMBER_KNOWN_BAD):
                continue
            other = owner == OWNER_FAMILY or owner == OWNER_COLLEAGUE
            if other == (tier == 1):
                return place
    return NOBODY


def has_own_number(packed: int) -> int:
    """Return 1 when a number recorded as the debtor's is still worth dialling."""
    for place in range(MAX_NUMBERS):
        bits = packed >> (NUMBER_WIDTH * place)
        owner = bits & OWNER_BITS
        if (owner == OWNER_DEBTOR or owner == OWNER_STRANGER) and not bits & NUMBER_KNOWN_BAD:
            return 1
    return 0


def claim_account(w: World, account: int, skill: int, now: float) -> int:
    """Return 1 and hold the account when it may be dialled now for this skill, else 0."""
    file = w.files[account]
    if file[F_STATUS] != OPEN or file[F_BUSY] == 1:
        return 0
    touch_account(w, account)
    if float(file[F_READY]) > now or file[F_LANE] != skill:
        list_account(w, account, now)
        return 0
    file[F_READY] = FOREVER
    if find_number(w, account) < 0:
        return 0
    file[F_BUSY] = 1
    return 1


def find_account(w: World, skill: int, now: float) -> int:
    """Return and hold the next account to dial for a skill, in the order of its list.

    NOBODY when none is ready; the dialler then looks again when the next time slot begins.
    """
    fill_ready(w, skill, now)
    account = pop_ready(w, skill)
    while account >= 0:
        if claim_account(w, account, skill, now) == 1:
            return account
        account = pop_ready(w, skill)
    row = skill_row(w, skill)
    if row[S_WAKE] <= now:
        row[S_WAKE] = next_slot(w, skill)
        emit(w, row[S_WAKE] - now, K_PACE, skill, 0)
    return NOBODY


def part_of_day(clock: float) -> int:
    """Return 0 morning, 1 midday, 2 afternoon, 3 evening."""
    if clock < 41400.0:
        return 0
    if clock < 50400.0:
        return 1
    return 2 if clock < 64800.0 else 3


def draw_answer(w: World, account: int, number: int, now: float) -> int:
    """Return what a dial meets (answer class); uses the draws named by account and attempt."""
    file = w.files[account]
    bits = file[F_NUMBERS] >> (NUMBER_WIDTH * number)
    if bits & NUMBER_DEAD:
        return INVALID
    stage = bucket_row(w, bucket_of(w, account))
    persona = persona_row(w, file[F_PERSONA])
    memory = hand_row(w)
    load_account(w, account, memory)
    score = stage[B_PERSON] + answer_score(persona, memory)
    score += persona[HABITS + part_of_day(local_clock(w, now))]
    score -= ASHAMED * min(3.0, memory[BROKEN])
    roll(w, account, ANSWER, file[F_ATTEMPTS])
    if w.v[DICE] < logistic(score):
        owner = bits & OWNER_BITS
        if owner == OWNER_STRANGER:
            return WRONG
        if owner == OWNER_DEBTOR:
            return RIGHT if w.v[DICE + 1] < stage[B_RIGHT_PARTY] else OTHER
        is_debtor = owner == OWNER_FAMILY and w.v[DICE + 1] < FAMILY_IS_DEBTOR
        return RIGHT if is_debtor else OTHER
    for miss in range(6):
        if w.v[DICE + 2] < stage[B_MISSES + miss]:
            return ASSISTANT + miss
    return NO_ANSWER


def ring_seconds(answer: int, u: float) -> float:
    """Return how long a dial takes until its outcome is known."""
    if answer == NO_ANSWER:
        return 28.0 + 7.0 * u
    if answer == REJECT:
        return 3.0 + 9.0 * u
    if answer == BUSY or answer == POWER_OFF or answer == INVALID:
        return 3.0 + 3.0 * u
    if answer == VOICEMAIL:
        return 20.0 + 8.0 * u
    return 4.0 + 14.0 * u


def count_dial(w: World, account: int, answer: int) -> None:
    """Count a dial, and a breach of the contact limits when the dialler ignores them."""
    file = w.files[account]
    if limit_days(w, account) > 0:
        w.v[G_BREACHES] += 1.0
        w.v[G_VIOLATIONS] += 1.0
    file[F_ATTEMPTS] += 1
    file[F_DIALS] = add_today(file[F_DIALS])
    w.v[G_DIALS] += 1.0
    w.v[G_ANSWER + answer] += 1.0


def dial_account(w: World, account: int, skill: int, agent: int, now: float) -> int:
    """Dial a held account for a reserved agent (or NOBODY: predictive); return the line.

    There must be a free line.
    """
    line = take_line(w)
    number = max(0, find_number(w, account))
    answer = draw_answer(w, account, number, now)
    attempt = w.files[account][F_ATTEMPTS]
    count_dial(w, account, answer)
    row = line_row(w, line)
    row[C_STATE] = LINE_RINGING
    row[C_ACCOUNT] = float(account)
    row[C_SKILL] = float(skill)
    row[C_NUMBER] = float(number)
    row[C_ATTEMPT] = float(attempt)
    row[C_ANSWER] = float(answer)
    row[C_WHO] = float(min(answer, WRONG))
    row[C_AGENT] = float(agent)
    row[C_INBOUND] = 0.0
    row[C_SINCE] = now
    if agent < 0:
        skill_row(w, skill)[S_IN_FLIGHT] += 1.0
    roll(w, account, TIMING, attempt)
    emit(w, ring_seconds(answer, w.v[DICE]), K_RING, line, int(row[C_SERIAL]))
    return line
