"""A seat on a simulated floor: one of its agents is the trainee, the SimPy clock moves the rest.

The floor's model leaves the trainee's talks alone (A_HUMAN): a talk that reaches the seat is played
at the desk and handed back when it ends. Time goes forward only when the trainee's talk does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from simcall.common.errors import SimcallError
from simcall.desk.seat import FloorView, Offer
from simcall.floor import layout as lay
from simcall.floor.clock import FloorClock
from simcall.floor.closing import finish_talk
from simcall.floor.limits import local_clock
from simcall.floor.pacing import settle_agent
from simcall.floor.setup import build_world
from simcall.floor.world import agent_row, line_row, skill_row, team_row
from simcall.persona.shape import END_CLOSED, ENDED, STATE_SIZE

if TYPE_CHECKING:
    from simcall.agent.table import PolicyTable
    from simcall.floor.scenario import FloorScenario

AT_WORK = (lay.TALKING, lay.WRAPPING)


class Caller(NamedTuple):
    """Who is on the line. persona: its id; account: number of the account on the floor."""

    persona: str
    inbound: bool
    account: int


class LiveSeat:
    """The trainee's chair. choose: names the scenario in which a caller is played."""

    def __init__(
        self,
        floor: FloorScenario,
        tables: Sequence[PolicyTable],
        seed: int,
        others: dict[int, str],
        choose: Callable[[Caller], str],
    ) -> None:
        self.floor = floor
        self.others = others
        self.choose = choose
        self.handled = 0
        self.world = build_world(floor, list(tables), seed, 0)
        self.clock = FloorClock(self.world)
        self.team = self.choose_team()
        self.agent = int(team_row(self.world, self.team)[lay.T_FIRST])
        self.row[lay.A_HUMAN] = 1.0
        self.sit_down()

    @property
    def row(self) -> list[float]:
        """Return the trainee's row in the world."""
        row = agent_row(self.world, self.agent)
        assert isinstance(row, list)
        return row

    @property
    def now(self) -> float:
        """Return the floor's time in seconds since its first midnight."""
        return float(self.clock.env.now)

    @property
    def is_talking(self) -> bool:
        """Tell whether somebody is on the trainee's line."""
        return self.row[lay.A_STATUS] == lay.TALKING and self.row[lay.A_LINE] >= 0.0

    def choose_team(self) -> int:
        """Return the team to sit in: the first one that takes inbound calls, else the first."""
        wanted = self.floor.inbound.skill
        for place, team in enumerate(self.floor.teams):
            if wanted in team.skills:
                return place
        return 0

    def sit_down(self) -> None:
        """Let the floor run until the team's first shift begins, and join it."""
        while team_row(self.world, self.team)[lay.T_ON] == 0.0:
            if self.clock.is_over:
                raise SimcallError(f"floor '{self.floor.id}' has no shift of its first team")
            self.clock.run(1)
        self.act(lambda: settle_agent(self.world, self.agent, self.now))

    def act(self, change: Callable[[], None]) -> None:
        """Change the world by hand, now, and schedule what follows from it."""
        self.clock.now = self.now
        change()
        self.clock.empty_outbox()

    def move_to(self, time: float) -> None:
        """Let everything happen up to a time and stop exactly there."""
        self.clock.run_until(time)
        if not self.clock.is_over and self.now < time:
            self.clock.env.timeout(time - self.now)
            self.clock.env.step()

    def view(self) -> FloorView:
        """Return the floor as it is now."""
        world, now = self.world, self.now
        waits = [
            now - line_row(world, line)[lay.C_SINCE]
            for line in range(world.n[lay.N_LINES])
            if line_row(world, line)[lay.C_STATE] == lay.LINE_WAITING
        ]
        states = [
            agent_row(world, agent)[lay.A_STATUS]
            for agent in range(world.n[lay.N_AGENTS])
            if agent != self.agent
        ]
        asked = world.v[lay.G_ANSWERED] + world.v[lay.G_ABANDONED]
        return FloorView(
            clock=local_clock(world, now),
            waiting=int(
                sum(skill_row(world, s)[lay.S_WAITING] for s in range(world.n[lay.N_SKILLS]))
            ),
            longest_wait=max(waits, default=0.0),
            busy=sum(1 for state in states if state in AT_WORK),
            colleagues=sum(1 for state in states if state != lay.OFF),
            service_level=world.v[lay.G_WITHIN] / asked if asked else None,
            within=self.floor.inbound.within,
            abandoned=int(world.v[lay.G_ABANDONED]),
            handled=self.handled,
        )

    def advance(self, seconds: float) -> FloorView:
        """Let the floor run on while the trainee talks."""
        self.move_to(self.now + max(0.0, seconds))
        return self.view()

    def next_call(self) -> Offer | None:
        """Let the floor run on until somebody talks to the trainee; None when the shift is over.

        Messages are left on their own, and a debtor who puts the phone down at once is gone before
        the desk could show the call.
        """
        while not self.is_talking or self.row[lay.A_QUICK] == 1.0:
            if self.clock.is_over or self.row[lay.A_STATUS] == lay.OFF:
                return None
            self.clock.run(1)
        self.handled += 1
        line = line_row(self.world, int(self.row[lay.A_LINE]))
        caller = self.caller(line[lay.C_INBOUND] == 1.0)
        waited = self.row[lay.A_STARTED] - line[lay.C_SINCE] if caller.inbound else 0.0
        return Offer(self.choose(caller), round(waited, 1), caller.inbound)

    def caller(self, inbound: bool) -> Caller:
        """Return who is on the trainee's line."""
        account = int(self.row[lay.A_ACCOUNT])
        who = int(self.row[lay.A_WHO])
        if who in self.others:
            return Caller(self.others[who], inbound, account)
        place = self.world.files[account][lay.F_PERSONA]
        return Caller(self.floor.personas[place].id, inbound, account)

    def end_call(self, wrap_up: float, state: Sequence[float]) -> FloorView:
        """Hand the talk's outcome to the account, then let the wrap-up take its seconds."""
        if self.is_talking:
            for place in range(STATE_SIZE):
                self.row[place] = state[place]
            if self.row[ENDED] == 0.0:
                self.row[ENDED] = float(END_CLOSED)
            self.row[lay.A_WRAP] = wrap_up
            self.act(lambda: finish_talk(self.world, self.agent, self.now))
            self.move_to(self.now + wrap_up)
        return self.view()


def open_live_seat(name: str, seed: int) -> LiveSeat:
    """Open a floor by name and take a seat; raises ContentError when it is not sound."""
    from simcall.content.document import read_document
    from simcall.content.floors import load_floor, load_tables
    from simcall.content.listing import list_entries

    floor = load_floor(name)
    data = read_document("floor", name).data
    others = {lay.OTHER: str(data["other"]), lay.WRONG: str(data["wrong"])}
    calls = [entry for entry in list_entries("call") if not entry.broken]
    if not calls:
        raise SimcallError("there is no call scenario to play; see `simcall check`")

    def choose(caller: Caller) -> str:
        """Return a scenario with this persona, in this direction if there is one."""
        way = "inbound" if caller.inbound else "outbound"
        same = [entry for entry in calls if entry.head.get("persona") == caller.persona]
        fitting = [entry for entry in same if entry.head.get("channel", "outbound") == way]
        found = fitting or same or calls
        return found[caller.account % len(found)].id

    return LiveSeat(floor, load_tables(floor), seed, others, choose)
