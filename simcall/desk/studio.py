"""Everything behind the screens: opens scenarios, keeps journals, scores, finds earlier calls."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError
from simcall.desk.sources import SHIPPED, Card, Sources
from simcall.store.home import Home

if TYPE_CHECKING:
    from simcall.call.journal import Event
    from simcall.call.phrasing import Phraser
    from simcall.call.scenario import CallScenario
    from simcall.call.session import Call, TurnResult
    from simcall.desk.branching import Branch
    from simcall.desk.conversation import Conversation
    from simcall.desk.seat import Seat
    from simcall.rubric.book import Rubric
    from simcall.rubric.report import ScoreReport
    from simcall.speech.reading import Analyser
    from simcall.store.journals import JournalFile, MemoryJournal
    from simcall.store.rebuild import Rebuilt


class Past(NamedTuple):
    """A call in the history. total: None when it was not scored; busy: open in another session."""

    id: str
    path: Path
    scenario: str
    title: Text
    language: Language
    seed: str
    turns: int
    finished: bool
    busy: bool = False
    total: float | None = None
    passed: bool | None = None


class Resumed(NamedTuple):
    """A call brought back. results: everything that happened in it so far."""

    conversation: Conversation
    results: list[TurnResult]
    notice: Text | None


class Studio:
    """The desk's only way to content, store, model and rubric. Safe to call from worker threads."""

    def __init__(self, home: Home, sources: Sources = SHIPPED, voice: bool = False) -> None:
        self.home = home
        self.sources = sources
        self.voice = voice
        self._lock = threading.Lock()
        self._analyser: Analyser | None = None
        self._rubric: Rubric | None = None
        self._titles: dict[str, Text] = {}

    def analyser(self) -> Analyser:
        """Return the analyser, loaded on first use and then kept."""
        with self._lock:
            if self._analyser is None:
                self._analyser = self.sources.load_analyser()
            return self._analyser

    def rubric(self) -> Rubric:
        """Return the rubric, loaded on first use and then kept."""
        with self._lock:
            if self._rubric is None:
                self._rubric = self.sources.load_rubric()
            return self._rubric

    @property
    def ready(self) -> bool:
        """Tell whether the analyser has been loaded."""
        return self._analyser is not None

    def list_cards(self) -> list[Card]:
        """Return every call scenario, the easiest first."""
        cards = self.sources.list_calls()
        self._titles.update({card.id: card.title for card in cards})
        return cards

    def title_of(self, scenario: str) -> Text:
        """Return a scenario's title, or its id where the scenario is gone."""
        if not self._titles:
            self.list_cards()
        return self._titles.get(scenario, Text(scenario, scenario))

    def next_seed(self) -> int:
        """Return a seed that is new here: one more than the number of calls in the home."""
        from simcall.store.journals import iter_journals

        return 1 + sum(1 for _ in iter_journals(self.home))

    def start(
        self, scenario: CallScenario, seed: int, language: Language, coach: bool
    ) -> Conversation:
        """Begin a call and its journal; the debtor has not picked up yet."""
        from simcall.call.session import Call
        from simcall.desk.conversation import Conversation
        from simcall.store.journals import start_journal

        analyser, rubric = self.analyser(), self.rubric()
        call = Call(scenario, seed, language, analyser, rubric_digest=rubric.digest)
        call.phraser = self.open_phraser()
        journal = start_journal(self.home, call.id)
        return Conversation(call, journal, name_of(journal, call.id), coach)

    def resume(self, past: Past) -> Resumed:
        """Go on with an unfinished call; raises SimcallError when another session has it open."""
        from simcall.desk.conversation import resume_conversation
        from simcall.store.journals import JournalFile

        journal, text = JournalFile.reopen(past.path)
        try:
            rebuilt = self.rebuild(text.events)
            rebuilt.require_same(past.id)
            rebuilt.call.phraser = self.open_phraser()
            conversation = resume_conversation(rebuilt.call, journal, past.id)
        except BaseException:
            journal.close()
            raise
        return Resumed(conversation, list(rebuilt.results), text.notice)

    def rebuild(self, events: list[Event]) -> Rebuilt:
        """Return a call as its journal tells it, ready to be gone on with."""
        from simcall.store.rebuild import rebuild_call

        return rebuild_call(events, self.sources.load_call, self.analyser())

    def open_phraser(self) -> Phraser | None:
        """Return a language model's voice for one call, where the trainee asked for it."""
        if not self.voice:
            return None
        from simcall.voice.phraser import open_voice

        return open_voice(self.analyser())

    def list_floors(self) -> list[Card]:
        """Return every floor scenario."""
        return self.sources.list_floors()

    def open_seat(self, name: str) -> Seat:
        """Open a floor and take a seat on it."""
        return self.sources.open_seat(name, self.next_seed())

    def list_unfinished(self) -> list[Past]:
        """Return the calls that were cut off, the newest first."""
        from simcall.store.unfinished import list_unfinished

        return [
            Past(call.id, call.path, call.scenario, self.title_of(call.scenario),
                 call.language, call.seed, call.turns, False, call.busy)
            for call in list_unfinished(self.home)
        ]  # fmt: skip

    def list_finished(self) -> list[Past]:
        """Return the calls in the index, the newest first."""
        from simcall.store.records import open_records

        with open_records(self.home) as records:
            found = records.find()
        return [
            Past(record.call, Path(record.journal), record.scenario,
                 self.title_of(record.scenario), record.language,
                 record.seed, 0, True, False, record.total, record.passed)
            for record in reversed(found)
        ]  # fmt: skip

    def read_events(self, path: Path) -> list[Event]:
        """Return the events of a kept call; raises SimcallError when it is gone or damaged."""
        from simcall.store.journals import read_journal

        try:
            return read_journal(path).events
        except FileNotFoundError:
            raise SimcallError(f"{path} is gone; was it moved or deleted?") from None

    def discard(self, past: Past) -> None:
        """Close an unfinished call without an outcome; its file stays."""
        from simcall.store.unfinished import discard_call

        discard_call(past.path)

    def score(self, call: Call, language: Language) -> ScoreReport:
        """Score a finished call by the rubric, from its transcript alone."""
        from simcall.call.hearing import hear_transcript
        from simcall.rubric.score import score_call

        heard = hear_transcript(call.transcript(), self.analyser())
        return score_call(heard, self.rubric(), call.scenario.rules, language)

    def keep(self, conversation: Conversation, report: ScoreReport | None) -> None:
        """Put a finished call into the index of calls; a read-only home keeps none."""
        from simcall.store.records import describe_record, open_records

        if not self.home.writable or conversation.notice is not None:
            return
        path = self.home.journals / f"{conversation.name}.jsonl"
        score = report.as_json() if report else None
        with open_records(self.home) as records:
            records.add(describe_record(conversation.call, conversation.name, path, score))

    def branch(self, events: list[Event], turn: int, text: str) -> Branch:
        """Play a call again with another sentence at a turn."""
        from simcall.desk.branching import branch_call, cut_events

        call = self.rebuild(cut_events(events, turn)).call
        return branch_call(call, events, turn, text)

    def adopt(self, branch: Branch, events: list[Event], text: str, coach: bool) -> Resumed:
        """Make a branch a call of its own that can be gone on with from its turn."""
        from simcall.desk.branching import cut_events
        from simcall.desk.conversation import Conversation
        from simcall.store.journals import start_journal

        rebuilt = self.rebuild(cut_events(events, branch.turn))
        results = [*rebuilt.results, rebuilt.call.hear(text)]
        rebuilt.call.phraser = self.open_phraser()
        journal = start_journal(self.home, rebuilt.call.id)
        name = name_of(journal, rebuilt.call.id)
        conversation = Conversation(rebuilt.call, journal, name, coach)
        conversation.adopt()
        return Resumed(conversation, results, None)


def name_of(journal: JournalFile | MemoryJournal, call_id: str) -> str:
    """Return the name by which a call is known: its file's stem, or its id in memory."""
    return str(getattr(journal, "id", call_id))
