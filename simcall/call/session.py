"""A live call: hears what the agent says, lets the debtor react, writes the journal.

Pure: the caller owns the terminal, the files and the clock. Every event is returned before the
reply is to be shown, so that a store can put it on disk first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from simcall import __version__
from simcall.call.answering import Plan, plan_answer
from simcall.call.cues import asks_danger, find_caller, read_cues
from simcall.call.facts import collect_slots, describe_facts, find_last_payment, pick_said
from simcall.call.hearing import Hearing, hear_danger
from simcall.call.initiative import Initiative
from simcall.call.journal import Event, chain_event
from simcall.call.naming import forget_check, names_somebody_else
from simcall.call.occasion import (
    OWN,
    RECALLS_IN,
    SOFT,
    Occasion,
    find_occasion,
    yields_to_own,
)
from simcall.call.outcome import Outcome, draw_outcome
from simcall.call.own import Understanding, understand_people
from simcall.call.phrasing import Phraser, Scene, note_voice, recall_reply, voice_reply
from simcall.call.recall import Recall
from simcall.call.reply import Reply, Voice, act_name, listen
from simcall.call.scenario import CallScenario
from simcall.call.start import account_vector, next_days, persona_vector
from simcall.call.transcript import CallEvent, Transcript, Turn
from simcall.common.bilingual import Language
from simcall.common.chance import split_seed
from simcall.common.errors import SimcallError
from simcall.common.pace import speaking_seconds
from simcall.persona import shape
from simcall.persona.bargain import withdraw
from simcall.persona.ledger import Term, blank_ledger, read_ledger
from simcall.persona.memory import keep_waiting, open_call
from simcall.persona.place import change_speaker, pass_phone
from simcall.persona.turn import DRAWS, take_turn
from simcall.persona.words import normalise_line
from simcall.speech.manner import cancels
from simcall.speech.move import Move
from simcall.speech.reading import Analyser, Reading, Utterance

MOST_TURNS = 240
TAKES_TIME = ("hold", "wrapup")  # notes whose seconds pass on the call's clock


class TurnResult(NamedTuple):
    """What one agent turn led to. event: the journal event, to be stored before the reply shows."""

    reply: Reply
    move: Move | None
    reading: Reading | None
    feelings: dict[str, float]
    terms: tuple[Term, ...]
    ended: bool
    event: Event


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
        phraser: Phraser | None = None,
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
        self.phraser = phraser
        self._key = split_seed(seed)
        self._start_state()
        self._debtor = Voice(scenario.persona.lines, language, self._key, attempt)
        lines = scenario.relative or scenario.persona.lines
        self._relative = Voice(lines, self._debtor.language, self._key, attempt)
        self._hearing = Hearing()
        self._understandings = understand_people(scenario, self._debtor.language, analyser)
        self.turns: list[Turn] = []
        self.call_events: list[CallEvent] = []
        self.moves: list[Move] = []
        self.clock = 0.0
        self.agent_name = ""
        self._told = False  # whether the words have made plain what the call is about
        self._just_told: tuple[str, ...] = ()  # own questions that the last reply answered
        self._said = ""  # the last thing of substance that the debtor said
        self._initiative = Initiative(scenario.persona.role != "debtor")
        self._recall = Recall(scenario, self.persona[shape.BASE + shape.TRUST])
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
        self.state[shape.INBOUND] = 1.0 if scenario.direction == "inbound" else 0.0
        self.state[shape.SETTING] = float(shape.SETTING_NAMES.index(scenario.setting))
        if scenario.answered_by_other:
            pass_phone(self.state, 1.0)
            change_speaker(self.state, self._ledger)
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
    def _voice(self) -> Voice:
        """Return whoever holds the phone: the debtor, or somebody else in the debtor's place."""
        return self._relative if self.state[shape.HANDED] == 1.0 else self._debtor

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
        """Let the debtor pick up; an inbound call just rings, and the agent speaks first."""
        opening = self.scenario.opening.say(self._voice.language)
        if self.scenario.direction == "inbound":
            ring = Occasion(("ring",), True, "silence")
            reply = self._voice.say("silence", (), self.state, 0, self._slots(), ring)
        elif opening:
            reply = Reply("greet", opening)
        else:
            reply = self._voice.say("greet", (), self.state, 0, self._slots())
        return self._record("pickup", {"input": {}}, reply, None, None, ())

    def _slots(self) -> dict[str, str]:
        slots = collect_slots(
            self.scenario, self._voice.language, self.account, self.state, self.agent_name
        )
        return {**slots, "said": pick_said(self._said, self._voice.language)}

    def hear(self, text: str, seconds: float | None = None) -> TurnResult:
        """Let the debtor hear a sentence of the agent; `seconds` defaults to the speaking pace."""
        utterance = Utterance(
            text, self._hearing.last_debtor, self.language, "agent", self.scenario.date
        )
        reading = self.analyser.read(utterance)
        move = self._hearing.make_move(reading, seconds)
        if self.state[shape.RISK] >= 1.0 and asks_danger(text):
            move = hear_danger(move)
        asked = self._understood.hear(text, self._just_told)
        narrowed = tuple((name, places) for name, places in asked.items() if places)
        touched = self._understood.doubt(text, move.questions)
        move = move._replace(asked=tuple(asked), fitting=narrowed, touched=touched)
        return self.apply(move, text, reading)

    def apply(
        self,
        move: Move,
        text: str,
        reading: Reading | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> TurnResult:
        """Let the debtor react to a move; the same move always has the same effect here.

        kept: the reply as a journal holds it, so that a replay asks no phraser for words.
        """
        if self.ended:
            raise SimcallError("the call is over; nothing more can be said in it")
        if move.asked is None:
            move = move._replace(asked=self._understood.hear_phrases(text))
        turn = len(self.moves)
        stranger = self._is_misnamed(move, text)
        if stranger:
            move = forget_check(move)
        if cancels(text):
            withdraw(self.state)
        setting, before = self.state[shape.SETTING], self._voice
        self._ledger[0] = 0.0
        reply_code = take_turn(
            self.state, self.persona, self.account, move.vector(), self._ledger, [0.0] * DRAWS,
            *self._key, 0, 0, self.attempt * 512 + turn,
        )  # fmt: skip
        self.moves.append(move)
        self.clock += move.seconds
        self.turns.append(Turn("agent", text, round(self.clock - move.seconds, 3)))
        passed = self._voice is not before
        said = self._word(act_name(reply_code), move, text, setting, passed, stranger)
        reply = self._voice_words(said, move, kept)
        if len(self.moves) >= MOST_TURNS and not self.ended:
            self.state[shape.ENDED] = shape.END_CLOSED
        content = {"input": {"text": text, "seconds": move.seconds}, "move": move.as_json()}
        terms = tuple(read_ledger(self._ledger))
        return self._record("turn", content, reply, move, reading, terms)

    def _is_misnamed(self, move: Move, text: str) -> bool:
        """Tell whether the debtor, not yet identified, is asked for by another's name."""
        settled = self.state[shape.IDENTITY] == 1.0 or self.state[shape.HANDED] == 1.0
        if settled or self.scenario.persona.role != "debtor":
            return False
        if move.weight("verify") < 0.5 and "identity" not in move.questions:
            return False
        return names_somebody_else(
            text, self.scenario.persona.name.say(self.language), self.language
        )

    def _word(
        self, act: str, move: Move, text: str, setting: float, passed: bool, stranger: bool
    ) -> Reply:
        """Put a reply into words.

        setting: where the phone was before this turn; passed: it has just changed hands; stranger:
        the debtor was asked for by another's name.
        """
        language = self._voice.language
        self.agent_name = find_caller(text, language) or self.agent_name
        cues = read_cues(text, language)
        self._told = self._told or "debt" in cues or self.state[shape.AWARE] == 1.0
        occasion = find_occasion(act, move, cues, self.state, self.persona, setting, self._told)
        if stranger and not self.ended:
            occasion = Occasion(("wrong_name",), True, "deny_identity")
        elif passed:
            occasion = Occasion((self._name_passing(),), True)
        plan = Plan(occasion, ())
        if not passed:
            paid = find_last_payment(self.scenario) is not None
            plan = plan_answer(act, move, text, cues, occasion, self._understood, self.state, paid)
        occasion, topics = plan
        mine = tuple(key.removeprefix(OWN) for key in occasion.keys if key.startswith(OWN))
        self._just_told = mine
        if "before" in cues and act in SOFT and yields_to_own(occasion) and not passed and not mine:
            occasion = self._recall.answer(self.state, self.account, self.agent_name)
            topics = ()
        elif act in RECALLS_IN and not occasion.keys and not passed:
            occasion = self._recall.bring_up(
                self.state, self.account, self.agent_name, len(self.moves)
            )
        turn, heard = len(self.moves), listen(move, text, cues)
        if self._told and not passed:
            room = self._initiative.judge(act, move, occasion, self.state, turn)
            heard = heard._replace(room=room)
        reply = self._voice.say(act, topics, self.state, turn, self._slots(), occasion, heard)
        if reply.raised:
            self._initiative.note(turn)
        if self.scenario.direction == "inbound" and len(self.moves) == 1:
            return self._introduce(reply)
        return reply

    @property
    def _understood(self) -> Understanding:
        """Return what whoever holds the phone understands."""
        stranger = self._voice is self._relative and bool(self.scenario.relative)
        return self._understandings[1 if stranger else 0]

    def _name_passing(self) -> str:
        """Return the wording of whoever has just taken the phone."""
        if self.state[shape.HANDED] == 1.0:
            return "took_over"
        spoke = any(turn.speaker == "debtor" and not turn.party for turn in self.turns)
        return "back" if spoke else "fetched"

    def _voice_words(self, reply: Reply, move: Move, kept: Mapping[str, Any] | None) -> Reply:
        """Give a reply the words of the phraser, or those that a journal kept of one."""
        if kept is not None:
            reply = recall_reply(reply, kept)
        elif self.phraser is not None:
            scene = Scene(self.scenario, self._voice.language, self.state, self.persona, self.turns)
            reply = voice_reply(self.phraser, reply, move, scene)
        if reply.phrased:
            self._voice.book.used.add(normalise_line(reply.text))
        return reply

    def _introduce(self, reply: Reply) -> Reply:
        """Let somebody who rang say first who they are and what they want."""
        opening = self.scenario.opening.say(self._voice.language)
        if self.ended and not opening:
            return reply
        if not opening:
            inbound = Occasion(("inbound",), True)
            opening = self._voice.say("greet", (), self.state, 1, self._slots(), inbound).text
        if reply.act != "confirm_identity":
            return reply._replace(text=opening)
        space = "" if self._voice.language == "zh" else " "
        return reply._replace(text=f"{opening}{space}{reply.text}")

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
        party = "third_party" if self.state[shape.HANDED] == 1.0 else ""
        reply = reply._replace(party=party)
        self.turns.append(Turn("debtor", reply.text, round(at, 3), party))
        self._hearing.note_debtor(reply.text)
        if reply.act not in ("silence", "acknowledge") or not self._said:
            self._said = reply.text
        event = chain_event(
            self.events,
            kind,
            self.clock,
            {
                **content,
                "reply": {
                    "act": reply.act,
                    "text": reply.text,
                    "mood": reply.mood,
                    **({"party": party} if party else {}),
                    **note_voice(reply),
                },
                "state": self._state_json(),
                "ledger": [term.as_json() for term in terms],
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
        content: dict[str, Any] = {"input": details}
        seconds = details.get("seconds")
        if kind in ("hold", "silence", "transfer"):
            self.call_events.append(CallEvent(kind, len(self.turns) - 1, "agent", seconds))
        if kind in TAKES_TIME and seconds:
            self.clock = round(self.clock + float(seconds), 3)
        if kind == "hold" and seconds and not self.ended:
            self._ledger[0] = 0.0
            keep_waiting(self.state, self.persona, self._ledger, float(seconds))
            content["ledger"] = [term.as_json() for term in read_ledger(self._ledger)]
        return chain_event(self.events, kind, self.clock, {**content, "state": self._state_json()})

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
