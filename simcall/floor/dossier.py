"""An account's slow memory between its compact place on file and the vector that kernels read.

On file an account takes 188 bytes: what fades is kept in full precision, amounts, days and counts
are whole numbers. Amounts are exact up to 21 million in major units. A kernel.
"""

from __future__ import annotations

from simcall.floor.layout import (
    F_AFFORD,
    F_DUE,
    F_LAST_DAY,
    F_MARKS,
    F_MINIMUM,
    F_OVERDUE,
    F_OWED,
    F_PROMISED,
)
from simcall.floor.world import Floats, World
from simcall.persona.shape import (
    ACCOUNT_SIZE,
    AFFORD,
    ATTENTION,
    BOND,
    BROKEN,
    CARRIED,
    CONTACTS,
    DREAD,
    DUE,
    DURABLE_TRUST,
    EXPOSED,
    GRIEVANCE,
    HOPE,
    KEEP_CHANCE,
    KEPT,
    KNOWN_LAYER,
    LAST_DAY,
    MINIMUM,
    MORAL,
    OVERDUE_DAYS,
    PLEDGED,
    PROMISED,
    PROMISED_DAY,
    STOPPED,
    WARNED,
)

# Places of an account's row of doubles.
Q_GRIEVANCE = 0
Q_TRUST = 1
Q_DREAD = 2
Q_CONTACTS = 3
Q_KEEP = 4
Q_CARRIED = 5
Q_ATTENTION = 6
Q_WARNED = 7
Q_HOPE = 8
Q_MORAL = 9
Q_BOND = 10
Q_SIZE = 11

MOST = 2_000_000_000.0  # largest amount on file, minor units
COUNT_BITS = 1023
RUNNING = 1 << 26  # mark of an arrangement of which the last payment was made


def load_account(w: World, account: int, row: Floats) -> None:
    """Write an account's memory into a vector of ACCOUNT_SIZE places."""
    kept = w.accounts[account]
    file = w.files[account]
    for place in range(ACCOUNT_SIZE):
        row[place] = 0.0
    row[GRIEVANCE] = kept[Q_GRIEVANCE]
    row[DURABLE_TRUST] = kept[Q_TRUST]
    row[DREAD] = kept[Q_DREAD]
    row[CONTACTS] = kept[Q_CONTACTS]
    row[KEEP_CHANCE] = kept[Q_KEEP]
    row[CARRIED] = kept[Q_CARRIED]
    row[ATTENTION] = kept[Q_ATTENTION]
    row[WARNED] = kept[Q_WARNED]
    row[HOPE] = kept[Q_HOPE]
    row[MORAL] = kept[Q_MORAL]
    row[BOND] = kept[Q_BOND]
    row[DUE] = float(file[F_OWED])
    row[AFFORD] = float(file[F_AFFORD])
    row[PROMISED] = float(file[F_PROMISED])
    row[MINIMUM] = float(file[F_MINIMUM])
    row[OVERDUE_DAYS] = float(file[F_OVERDUE])
    row[LAST_DAY] = float(file[F_LAST_DAY])
    row[PROMISED_DAY] = float(file[F_DUE])
    marks = file[F_MARKS]
    row[KNOWN_LAYER] = float(marks & 3)
    row[PLEDGED] = float((marks >> 2) & 3)
    row[EXPOSED] = float((marks >> 4) & 1)
    row[STOPPED] = float((marks >> 5) & 1)
    row[BROKEN] = float((marks >> 6) & COUNT_BITS)
    row[KEPT] = float((marks >> 16) & COUNT_BITS)


def store_account(w: World, account: int, row: Floats) -> None:
    """Write a vector back to the account's place; a promise is open while its amount is not 0."""
    kept = w.accounts[account]
    file = w.files[account]
    kept[Q_GRIEVANCE] = row[GRIEVANCE]
    kept[Q_TRUST] = row[DURABLE_TRUST]
    kept[Q_DREAD] = row[DREAD]
    kept[Q_CONTACTS] = row[CONTACTS]
    kept[Q_KEEP] = row[KEEP_CHANCE]
    kept[Q_CARRIED] = row[CARRIED]
    kept[Q_ATTENTION] = row[ATTENTION]
    kept[Q_WARNED] = row[WARNED]
    kept[Q_HOPE] = row[HOPE]
    kept[Q_MORAL] = row[MORAL]
    kept[Q_BOND] = row[BOND]
    file[F_OWED] = int(min(MOST, row[DUE]) + 0.5)
    file[F_AFFORD] = int(min(MOST, row[AFFORD]))
    file[F_PROMISED] = int(min(MOST, row[PROMISED]))
    file[F_MINIMUM] = int(min(MOST, row[MINIMUM]))
    file[F_OVERDUE] = int(row[OVERDUE_DAYS])
    file[F_LAST_DAY] = int(row[LAST_DAY])
    file[F_DUE] = int(row[PROMISED_DAY] + 0.5) if file[F_PROMISED] > 0 else -1
    file[F_MARKS] = (
        (file[F_MARKS] & RUNNING)
        | int(row[KNOWN_LAYER])
        | int(row[PLEDGED]) << 2
        | int(row[EXPOSED]) << 4
        | int(row[STOPPED]) << 5
        | min(COUNT_BITS, int(row[BROKEN])) << 6
        | min(COUNT_BITS, int(row[KEPT])) << 16
    )


def load_stranger(trust: float, row: Floats) -> None:
    """Write the memory of somebody who has none: only trust at its baseline."""
    for place in range(ACCOUNT_SIZE):
        row[place] = 0.0
    row[DURABLE_TRUST] = trust
