"""Line mode: one line in, one line out; the same engine as the desk, for pipes and readers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from simcall.call.transcript import describe_turn
from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError
from simcall.voice.reason import MARK, OUTAGES, explain_outage

if TYPE_CHECKING:
    from simcall.call.session import Call, TurnResult
    from simcall.cli.tools import Tools
    from simcall.store.journals import Journal

LEAVE = "/leave"
COMMANDS = {
    "/end": Text("结束通话", "end the call"),
    "/hold": Text("请对方稍等（保持）", "put the caller on hold"),
    "/transfer": Text("转给主管或专员", "transfer to a supervisor or specialist"),
    "/complaint": Text("登记投诉", "log a complaint"),
    "/safety": Text("安全协助：转接专业帮助", "safety help: warm transfer to help"),
    LEAVE: Text(
        "离开这通电话，不评分，不计得失", "leave the call: it is not scored and costs nothing"
    ),
    "/help": Text("显示这些命令", "show these commands"),
}
NOTES = {"/hold": "hold", "/transfer": "transfer", "/complaint": "complaint", "/safety": "safety"}
AGENT = Text("你", "You")
DEBTOR = Text("对方", "Debtor")
OVER = Text("（对方已挂断）", "(the other side has hung up)")
ENDED = Text("（通话结束）", "(the call has ended)")
DEPARTED = Text("（您离开了，这通电话不评分）", "(you left; this call is not scored)")
HINT = Text(
    "输入一句话后回车；/help 列出命令，/leave 随时离开",
    "type a sentence and press enter; /help lists commands, /leave leaves at any moment",
)
VOICED = Text(
    "带 {mark} 的话由语言模型 {name} 措辞；感受和结果不由它定",
    "words marked {mark} are phrased by the language model {name}; it decides nothing else",
)


class LineCall(NamedTuple):
    """A call in line mode: what was answered, the lines left over, whether the trainee left it."""

    results: list[TurnResult]
    left: list[str]
    departed: bool = False


def read_script(path: str) -> list[str]:
    """Return the agent's lines of a script file: one turn a line, empty lines left out."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SimcallError(f"{path}: no such script; write one agent sentence a line") from None
    except UnicodeDecodeError as error:
        raise SimcallError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def prompt_lines(language: Language) -> Iterator[str]:
    """Yield what a person types, until the input ends."""
    asks = sys.stdin.isatty()
    while True:
        try:
            line = input(f"{AGENT.say(language)}> ") if asks else sys.stdin.readline()
        except EOFError:
            return
        if not asks and not line:
            return
        if line.strip():
            yield line.strip()


def run_lines(
    call: Call,
    lines: Iterable[str],
    journal: Journal | None,
    out: IO[str] | None,
    begun: bool = False,
    coach: bool = False,
) -> LineCall:
    """Play a call with lines; every event is kept before its reply is shown.

    out: where replies go, or None. begun: a resumed call has already been picked up.
    """
    printer = Printer(out, call.language, coach)
    kept = _Keeper(call, journal, begun)
    results = []
    if not begun:
        results.append(call.begin())
        kept.keep()
        printer.show(results[-1])
    source = iter(lines)
    for line in source:
        if line.split()[0] == LEAVE:
            call.note("discard")
            kept.keep()
            printer.say(DEPARTED.say(call.language))
            return LineCall(results, [], departed=True)
        if line.split()[0] in COMMANDS:
            if take_command(call, line, printer):
                break
            kept.keep()
            continue
        results.append(call.hear(line))
        kept.keep()
        printer.show(results[-1])
        if call.ended:
            break
    left = [] if out is not None and sys.stdin.isatty() and call.ended else list(source)
    call.finish()
    kept.keep()
    printer.say((OVER if call.outcome().end == "hangup" else ENDED).say(call.language))
    return LineCall(results, left)


class _Keeper:
    """Puts the events of a call into its journal, in order."""

    def __init__(self, call: Call, journal: Journal | None, begun: bool):
        self._call = call
        self._journal = journal
        self._count = len(call.events) if begun else 0

    def keep(self) -> None:
        """Write every event that is not yet on disk."""
        while self._count < len(self._call.events):
            if self._journal is not None:
                self._journal.append(self._call.events[self._count])
            self._count += 1


class Printer:
    """Prints what the debtor says, and in coach mode what moved the feelings."""

    def __init__(self, out: IO[str] | None, language: Language, coach: bool):
        self._out = out
        self._language = language
        self._coach = coach
        self.told_outage = False

    def say(self, text: str) -> None:
        """Print one line."""
        if self._out is not None:
            print(text, file=self._out, flush=True)

    def show(self, result: TurnResult) -> None:
        """Print a reply."""
        mark = f" {MARK}" if result.reply.phrased else ""
        self.say(f"{DEBTOR.say(self._language)}{mark}: {result.reply.text}")
        self.tell_outage(result.reply.why)
        if not self._coach:
            return
        strongest = sorted(result.terms, key=lambda term: -abs(term.change))[:3]
        for term in strongest:
            if abs(term.change) >= 0.005:
                self.say(f"    {term.explain(self._language)}")

    def tell_outage(self, why: str) -> None:
        """Say once, beside the call, that the language model failed and the call goes on."""
        if why in OUTAGES and not self.told_outage:
            self.told_outage = True
            print(f"simcall: {explain_outage(why).say(self._language)}", file=sys.stderr)


def take_command(call: Call, line: str, printer: Printer) -> bool:
    """Carry out a command line; return True when it ends the call."""
    word, _, rest = line.partition(" ")
    if word == "/end":
        return True
    if word == "/help":
        for name, text in COMMANDS.items():
            printer.say(f"  {name:12}{text.say(call.language)}")
        return False
    details: dict[str, Any] = {"note": rest} if rest else {}
    if word == "/hold":
        details["seconds"] = 20.0
    call.note(NOTES[word], **details)
    printer.say(f"  ({COMMANDS[word].say(call.language)})")
    return False


def describe_turns(call: Call, results: list[TurnResult]) -> list[dict[str, Any]]:
    """Return the turns of a call as in a transcript, the debtor's with state and reasons."""
    from simcall.call.phrasing import note_voice

    turns: list[dict[str, Any]] = []
    by_place = iter(results)
    for turn in call.turns:
        entry = describe_turn(turn)
        if turn.speaker == "debtor":
            result = next(by_place, None)
            if result is not None:
                entry["act"] = result.reply.act
                if result.reply.voice:
                    entry["voice"] = note_voice(result.reply)["voice"]
                entry["state"] = {k: round(v, 6) for k, v in result.feelings.items()}
                entry["why"] = [
                    {
                        "cause": t.cause,
                        "feeling": t.feeling,
                        "change": round(t.change, 6),
                        "because": list(t.marks),
                        "guidance": list(t.guidance),
                    }
                    for t in result.terms
                    if abs(t.change) >= 5e-7
                ]
        turns.append(entry)
    return turns


def describe_call(call: Call, results: list[TurnResult], tools: Tools) -> dict[str, Any]:
    """Return the JSON of `simcall play --json`: a transcript that scores the same anywhere."""
    from simcall.content.transcripts import parse_recordings

    transcript = call.transcript()
    data: dict[str, Any] = {
        "id": transcript.id,
        "lang": transcript.language,
        "rules": transcript.rules,
        "actor": transcript.actor,
        "product": transcript.product,
        "direction": transcript.direction,
        "started_at": transcript.started_at,
        "facts": transcript.facts,
        "scenario": call.scenario.id,
        "seed": call.seed,
        "turns": describe_turns(call, results),
        "events": [
            {k: v for k, v in event._asdict().items() if v not in (None, "")}
            for event in transcript.events
        ],
        "outcome": call.outcome().as_json(),
    }
    if not call.moves:
        data["score"] = None
        return data
    recording = parse_recordings(json.dumps(data, ensure_ascii=False), "call", call.id)[0]
    data["score"] = tools.score(recording.transcript)
    return data
