"""A live call: hears what the agent says, lets the debtor react, writes the journal.

Pure: the caller owns the terminal, the files and the clock. Every event is returned before the
reply is to be shown, so that a store can put it on disk first.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from simcall import __version__
from simcall.call.facts import collect_slots, describe_facts, next_payday, overdue_of
from simcall.call.hearing import Hearing
from simcall.call.journal import Event, chain_event
from simcall.call.outcome import Outcome, draw_outcome
from simcall.call.reply import Reply, Voice, act_name, topics_asked
from simcall.call.scenario import CallScenario
from simcall.call.transcript import CallEvent, Transcript, Turn
from simcall.common.bilingual import Language
from simcall.common.chance import split_seed
from simcall.common.errors import SimcallError
from simcall.common.pace import speaking_seconds
from simcall.persona import shape
from simcall.persona.ledger import Term, blank_ledger, read_ledger
from simcall.persona.memory import open_call
from simcall.persona.person import Persona
from simcall.persona.temper import build_vector
from simcall.persona.turn import DRAWS, take_turn
from simcall.speech.move import Move, read_move
from simcall.speech.reading import Analyser, Reading, Utterance

ROLES = {"debtor": 0, "other": 1, "wrong_number": 2}
MOST_TURNS = 240
RECALLS_IN = frozenset({"emotion", "refuse", "complain", "question", "acknowledge", "excuse"})


class TurnResult(NamedTuple):
    """What one agent turn led to. event: the journal event, to be stored before the reply shows."""

    reply: Reply
    move: Move | None
    reading: Reading | None
    feelings: dict[str, float]
    terms: tuple[Term, ...]
    ended: bool
    event: Event


def persona_vector(persona: Persona, payday_days: float) -> list[float]:
    """Return the flat persona vector of a persona."""
    temper = persona.temper
    scalars = {**temper.scalars, "payday": payday_days}
    return build_vector(
        temper.baselines,
        temper.gains,
        temper.thresholds,
        scalars,
        ROLES[persona.role],
        persona.disputes,
        persona.ability.insolvent,
    )


def account_vector(scenario: CallScenario, trust: float) -> list[float]:
    """Return the slow memory with which a call starts."""
    account = [0.0] * shape.ACCOUNT_SIZE
    memory = scenario.memory
    account[shape.GRIEVANCE] = memory.get("grievance", 0.0)
    account[shape.DURABLE_TRUST] = memory.get("trust", trust)
    account[shape.DREAD] = memory.get("dread", 0.0)
    account[shape.CONTACTS] = memory.get("contacts", 0.0)
    account[shape.BROKEN] = memory.get("broken", 0.0)
    account[shape.KEPT] = memory.get("kept", 0.0)
    account[shape.KNOWN_LAYER] = memory.get("known_layer", 0.0)
    account[shape.DUE] = float(overdue_of(scenario))
    account[shape.AFFORD] = float(scenario.persona.ability.affordable)
    account[shape.OVERDUE_DAYS] = float(scenario.persona.debt.days_overdue)
    return account


class Call:
    """One conversation from the first ring to the outcome."""

    def __init__(
        self,
        scenario: CallScenario,
        seed: int,
        language: Language,
        analyser: Analyser,
        *,
        attempt: int = 0,
        rubric_digest: str = "",
        call_id: str = "",
    ):
        if language not in scenario.languages:
            have = ", ".join(scenario.languages)
            raise SimcallError(f"scenario '{scenario.id}' has no '{language}'; it has: {have}")
        self.scenario = scenario
        self.seed = seed
        self.language = language
        self.analyser = analyser
        self.attempt = attempt
        self.id = call_id or f"{scenario.id}-{language}-{seed}"
        self._key = split_seed(seed)
        self._start_state()
        self._voice = Voice(scenario.persona, language, self._key, attempt)
        self._hearing = Hearing()
        self.turns: list[Turn] = []
        self.call_events: list[CallEvent] = []
        self.moves: list[Move] = []
        self.clock = 0.0
        self.agent_name = ""
        self._recalled = False
        self.events: list[Event] = []
        self._write_header(rubric_digest)

    def _start_state(self) -> None:
        """Build the vectors of persona, account and state, and let memory and waiting act."""
        scenario = self.scenario
        today = next_days(scenario)
        self.persona = persona_vector(scenario.persona, today)
        self.account = account_vector(scenario, self.persona[shape.BASE + shape.TRUST])
        self.state = [0.0] * shape.STATE_SIZE
        self._ledger = blank_ledger()
        open_call(self.state, self.persona, self.account, scenario.waited, self._ledger)
        self.opening_terms = tuple(read_ledger(self._ledger))

    def _write_header(self, rubric_digest: str) -> None:
        """Write the first event: everything that this call depends on."""
        header = {
            "call": self.id,
            "scenario": self.scenario.id,
            "scenario_digest": self.scenario.digest,
            "seed": str(self.seed),
            "attempt": self.attempt,
            "language": self.language,
            "waited": self.scenario.waited,
            "analyser": f"{self.analyser.name} {self.analyser.digest}".strip(),
            "rubric": rubric_digest,
            "version": __version__,
        }
        chain_event(
            self.events, "open", 0.0, {"input": header, "state": self._state_json(), "ledger": []}
        )

    @property
    def ended(self) -> bool:
        """Tell whether the debtor has left or the call was closed."""
        return self.state[shape.ENDED] != shape.END_NONE

    @property
    def feelings(self) -> dict[str, float]:
        """Return the six feelings now, each 0 to 1."""
        return {name: self.state[i] for i, name in enumerate(shape.FEELING_NAMES)}

    def _state_json(self) -> list[float]:
        return list(self.state[: shape.DECAYED])

    def begin(self) -> TurnResult:
        """Let the debtor pick up (or speak first on an inbound call)."""
        opening = self.scenario.opening.say(self._voice.language)
        if opening:
            reply = Reply("greet", opening)
        else:
            reply = self._voice.say("greet", (), self.state, 0, self._slots())
        return self._record("pickup", {"input": {}}, reply, None, None, ())

    def _slots(self) -> dict[str, str]:
        return collect_slots(
            self.scenario, self._voice.language, self.account, self.state, self.agent_name
        )

    def hear(self, text: str, seconds: float | None = None) -> TurnResult:
        """Let the debtor hear a sentence of the agent; `seconds` defaults to the speaking pace."""
        utterance = Utterance(
            text, self._hearing.last_debtor, self.language, "agent", self.scenario.date
        )
        reading = self.analyser.read(utterance)
        move = self._hearing.make_move(reading, seconds)
        return self.apply(move, text, reading)

    def apply(self, move: Move, text: str, reading: Reading | None = None) -> TurnResult:
        """Let the debtor react to a move; the same move always has the same effect here."""
        if self.ended:
            raise SimcallError("the call is over; nothing more can be said in it")
        turn = len(self.moves)
        self._ledger[0] = 0.0
        reply_code = take_turn(
            self.state, self.persona, self.account, move.vector(), self._ledger, [0.0] * DRAWS,
            *self._key, 0, 0, self.attempt * 512 + turn,
        )  # fmt: skip
        self.moves.append(move)
        self.clock += move.seconds
        self.turns.append(Turn("agent", text, round(self.clock - move.seconds, 3)))
        act = act_name(reply_code)
        reply = self._voice.say(
            act, topics_asked(move), self.state, turn + 1, self._slots(), self._occasion(move, act)
        )
        if len(self.moves) >= MOST_TURNS and not self.ended:
            self.state[shape.ENDED] = shape.END_CLOSED
        content = {"input": {"text": text, "seconds": move.seconds}, "move": move.as_json()}
        terms = tuple(read_ledger(self._ledger))
        return self._record("turn", content, reply, move, reading, terms)

    def _occasion(self, move: Move, act: str) -> str:
        """Return what else colours a reply: an offer to accept, an earlier call brought up."""
        if act == "promise":
            return "offer" if move.weight("offer") >= 0.5 else ""
        burdened = self.account[shape.GRIEVANCE] > 0.25 or self.account[shape.BROKEN] > 0.0
        if burdened and not self._recalled and len(self.moves) > 1 and act in RECALLS_IN:
            self._recalled = True
            return "memory"
        return ""

    def _record(
        self,
        kind: str,
        content: dict[str, Any],
        reply: Reply,
        move: Move | None,
        reading: Reading | None,
        terms: tuple[Term, ...],
    ) -> TurnResult:
        """Write a turn to the journal and return it."""
        at = self.clock
        self.clock = round(self.clock + speaking_seconds(reply.text), 3)
        self.turns.append(Turn("debtor", reply.text, round(at, 3)))
        self._hearing.note_debtor(reply.text)
        event = chain_event(
            self.events,
            kind,
            self.clock,
            {
                **content,
                "reply": {"act": reply.act, "text": reply.text, "mood": reply.mood},
                "state": self._state_json(),
                "ledger": [list(term) for term in terms],
            },
        )
        if self.ended:
            self.call_events.append(CallEvent("hangup", len(self.turns) - 1, "debtor"))
        return TurnResult(reply, move, reading, self.feelings, terms, self.ended, event)

    def remember_words(self, text: str) -> None:
        """Remember words said before a resume, so that they are no longer new."""
        self._hearing.measure_novelty(text)

    def note(self, kind: str, **details: Any) -> Event:
        """Write something beside words: hold, transfer, silence, pause, or the wrap-up form."""
        if kind in ("hold", "silence", "transfer"):
            seconds = details.get("seconds")
            self.call_events.append(CallEvent(kind, len(self.turns) - 1, "agent", seconds))
        return chain_event(
            self.events, kind, self.clock, {"input": details, "state": self._state_json()}
        )

    def finish(self) -> Event:
        """End the call from the agent's side if it still runs, and write the outcome."""
        if not self.ended:
            self.call_events.append(CallEvent("hangup", len(self.turns) - 1, "agent"))
        return chain_event(
            self.events,
            "end",
            self.clock,
            {"outcome": self.outcome().as_json(), "state": self._state_json()},
        )

    def outcome(self) -> Outcome:
        """Return what the call came to."""
        return draw_outcome(self.state, self.persona, self.account, self._key, self.attempt)

    def transcript(self) -> Transcript:
        """Return the call as a transcript that can be scored."""
        scenario = self.scenario
        return Transcript(
            id=self.id,
            turns=tuple(self.turns),
            language=self.language,
            facts=describe_facts(scenario),
            rules=scenario.rules.id,
            actor=scenario.lender.actor,
            product=scenario.product.kind,
            direction=scenario.direction,
            started_at=f"{scenario.date}T{scenario.time}:00",
            events=tuple(self.call_events),
        )


def next_days(scenario: CallScenario) -> float:
    """Return the days until the persona's next payday."""
    today = datetime.date.fromisoformat(scenario.date)
    return float((next_payday(today, scenario.persona.ability.payday) - today).days)


def replay_events(call: Call, events: list[Event]) -> list[TurnResult]:
    """Feed a journal's inputs to a fresh call; used by resume, replay and branching.

    The moves of the journal are used, not a new analysis, so an old call replays under a newer
    analyser. Raises SimcallError when the journal is not of this call.
    """
    head = events[0]["input"]
    if head["scenario_digest"] != call.scenario.digest:
        raise SimcallError(
            f"the scenario '{head['scenario']}' was changed since this call; "
            "replay it with the version of the content it was made with"
        )
    results = []
    for event in events[1:]:
        if event["kind"] == "pickup":
            results.append(call.begin())
        elif event["kind"] == "turn":
            text = event["input"]["text"]
            move = read_move(event["move"])
            call.remember_words(text)
            results.append(call.apply(move, text))
        elif event["kind"] not in ("end",):
            call.note(event["kind"], **event["input"])
    return results
