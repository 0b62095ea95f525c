"""A sitting at the terminal or from scripts: finds or begins it, plays the stations, signs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from simcall.cli.account_file import write_account
from simcall.cli.lines import COMMANDS, NOTES
from simcall.cli.station_script import END, Scripts
from simcall.cli.tools import Tools
from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError
from simcall.common.tidy import tidy_line
from simcall.exam.form import Exam, FormCall, compose_form
from simcall.exam.page import render_page, render_text
from simcall.exam.result import Candidacy, compose_result, sign_result
from simcall.exam.sitting import StationCall, StationRecord, StationTurn, is_ended
from simcall.store.home import Home
from simcall.store.journals import read_journal
from simcall.store.keys import load_key
from simcall.store.records import Record, Records, SittingRecord, open_records
from simcall.store.sittings import SittingFolder, SittingHead, name_folder, write_whole

LONGEST = 10_000


class Plan(NamedTuple):
    """A sitting that is about to be played. resumed: it was begun earlier."""

    exam: Exam
    folder: SittingFolder
    head: SittingHead
    sequence: int
    resumed: bool


def say_time() -> str:
    """Return the time of the wall in ISO form: declared metadata only."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def plan_sitting(
    exam: Exam,
    head: SittingHead,
    out: Path | None,
    home: Home,
    records: Records,
) -> Plan:
    """Find the sitting to go on with, or begin a new one.

    head: what is wanted; its attempt is replaced by the next free one. Raises SimcallError when the
    attempts are used up or the folder holds something else.
    """
    earlier = records.find_sittings(exam.id, head.candidate)
    waiting = next((past for past in reversed(earlier) if past.state == "open"), None)
    if out is not None:
        found = SittingFolder(out)
        kept = found.read_head()
        if kept is not None:
            check_same(found, kept, head)
            sequence = next((p.attempt for p in earlier if p.folder == str(out.absolute())), 0)
            return Plan(exam, found, kept, sequence, True)
    if waiting is not None and (exam.attempts or out is None):
        found = SittingFolder(Path(waiting.folder))
        kept = found.read_head()
        if kept is not None and out is None:
            check_same(found, kept, head)
            return Plan(exam, found, kept, waiting.attempt, True)
        if kept is not None:
            raise SimcallError(
                f"{head.candidate} has an open sitting in {waiting.folder}; finish it first "
                f"(--out {waiting.folder})"
            )
    return begin_sitting(exam, head, out, home, earlier)


def begin_sitting(
    exam: Exam,
    head: SittingHead,
    out: Path | None,
    home: Home,
    earlier: Sequence[SittingRecord],
) -> Plan:
    """Return the plan of a new sitting; raises SimcallError when the attempts are used up."""
    sequence = len(earlier) + 1
    if exam.attempts and sequence > exam.attempts:
        raise SimcallError(
            f"{head.candidate} has used all {exam.attempts} attempts at '{exam.id}'; "
            f"the results lie in {earlier[-1].folder}"
        )
    attempt = sequence if exam.attempts else 1
    folder = SittingFolder(out or home.exams / exam.id / name_folder(head.candidate, sequence))
    return Plan(exam, folder, head._replace(attempt=attempt), sequence, False)


def check_same(folder: SittingFolder, kept: SittingHead, wanted: SittingHead) -> None:
    """Raise SimcallError unless a begun sitting can go on with what there is now."""
    if folder.result.exists():
        raise SimcallError(f"{folder.path} holds a finished sitting; choose another --out")
    for field, word in (
        ("exam", "of another exam"),
        ("candidate", "of another candidate"),
        ("exam_digest", "of another version of this exam"),
        ("seed", "with another seed"),
        ("analyser", "with another analyser"),
        ("rubric", "with another rubric"),
    ):
        old, new = getattr(kept, field), getattr(wanted, field)
        if old != new:
            raise SimcallError(
                f"{folder.path} holds an open sitting {word} ({old}, now {new}); "
                "choose another --out, or go on with the version that began it"
            )


class Room:
    """The examination room: shows what a candidate may see, and nothing of later stations."""

    def __init__(self, language: Language, show: TextIO) -> None:
        self.language = language
        self._show = show

    def tell(self, zh: str, en: str) -> None:
        """Print a line of the invigilator."""
        print(Text(zh, en).say(self.language), file=self._show, flush=True)

    def open_station(self, form: FormCall, count: int, language: Language) -> None:
        """Announce a station."""
        limit = f"{form.time_limit:g}"
        self.tell(
            f"\n第 {form.number} 站，共 {count} 站。限时：通话 {limit} 秒（打字时间不计）。"
            f"输入 {END} 结束通话。",
            f"\nStation {form.number} of {count}. Limit: {limit} s of talk, typing is not counted. "
            f"Type {END} to end the call.",
        )
        for text in (form.scenario.content_notice, form.scenario.brief):
            words = text.say(language).strip()
            if words:
                print(words, file=self._show)
        for line in write_account(form.scenario, language):
            print(f"  {line}", file=self._show)
        print(file=self._show, flush=True)

    def show_reply(self, turn: StationTurn) -> None:
        """Print what the other side says."""
        print(f"☎ {turn.reply}", file=self._show, flush=True)
        if turn.time_up:
            self.tell("（时间到）", "(time is up)")
        elif turn.ended:
            self.tell("（对方已挂断或通话结束）", "(the call has ended)")

    def list_commands(self) -> None:
        """Print the commands that a line may hold instead of a sentence."""
        for name, text in COMMANDS.items():
            self.tell(f"  {name:12}{text.zh}", f"  {name:12}{text.en}")

    def report_unused(self, count: int) -> None:
        """Say how many lines of a script could not be said."""
        if count:
            self.tell(
                f"（通话已结束，脚本剩余 {count} 行未用）",
                f"(the call is over; {count} lines of the script were left)",
            )


def play_station(
    form: FormCall, folder: SittingFolder, tools: Tools, scripts: Scripts, room: Room, count: int
) -> StationRecord:
    """Play one station from its beginning or from where it was cut off."""
    journal, text = folder.open_journal(form.number)
    try:
        station = StationCall(form, tools.analyser, tools.rubric.digest, journal)
        if text.events and is_ended(text.events):
            station.restore(text.events)
            return station.finish(tools.score)
        room.open_station(form, count, form.language)
        if text.notice is not None:
            room.tell(*text.notice)
        if text.events:
            room.tell("（接着上次中断处继续）", "(going on where it was cut off)")
            for result in station.restore(text.events):
                room.show_reply(StationTurn(result.reply.text, False, False))
        else:
            room.show_reply(station.begin())
        said = 0 if scripts.live else station.steps
        converse(station, scripts.iter_lines(form), said, room, scripts.typing)
        return station.finish(tools.score)
    finally:
        journal.close()


def converse(
    station: StationCall, lines: Iterator[str], said: int, room: Room, typing: bool
) -> None:
    """Say the lines, the first `said` of which were said before a cut, until the call is over.

    typing: a person is at the keyboard, so the next line belongs to the next station; a script or a
    pipe goes on until its station's part is used up, and what was left is reported.
    """
    unused = 0
    while not (typing and station.over):
        line = next(lines, None)
        if line is None or line.strip() == END:
            break
        words = tidy_line(line)
        if not words or words.startswith("#"):
            continue
        if len(words) > LONGEST:
            room.tell(
                f"（这一行超过 {LONGEST} 字，请分几句说）",
                f"(this line is longer than {LONGEST} characters; say it in parts)",
            )
        elif words.split()[0] == "/help":
            room.list_commands()
        elif said > 0:
            said -= 1
        elif station.over:
            unused += 1
        elif words.split()[0] in COMMANDS:
            take_step(station, words, room)
        else:
            room.show_reply(station.hear(words))
    room.report_unused(unused)


def take_step(station: StationCall, words: str, room: Room) -> None:
    """Carry out a command line, such as /complaint."""
    word, _, rest = words.partition(" ")
    details: dict[str, Any] = {"note": rest} if rest else {}
    if word == "/hold":
        details["seconds"] = 20.0
    station.note(NOTES[word], **details)
    room.tell(f"（{COMMANDS[word].zh}）", f"({COMMANDS[word].en})")


def sit(plan: Plan, home: Home, tools: Tools, scripts: Scripts, room: Room) -> Path:
    """Play all the stations of a sitting, sign the result, return its path."""
    head, folder, exam = plan.head, plan.folder, plan.exam
    language: Language = "zh" if head.language == "zh" else "en"
    form = compose_form(exam, head.candidate, head.attempt, int(head.seed), language)
    key = load_key(home)
    if not plan.resumed:
        folder.begin(head)
        keep_state(plan, home, "open")
    records = [play_station(call, folder, tools, scripts, room, len(form)) for call in form]
    candidacy = Candidacy(
        candidate=head.candidate,
        attempt=head.attempt,
        seed=int(head.seed),
        language=language,
        analyser=head.analyser,
        rubric=head.rubric,
        declared={"started_at": head.started_at, "finished_at": say_time()},
    )
    result = compose_result(exam, candidacy, records)
    name = "certificate" if result["verdict"]["passed"] else "statement"
    for suffix, page in (
        ("html", render_page(result, key.public)),
        ("zh.txt", render_text(result, key.public, "zh")),
        ("en.txt", render_text(result, key.public, "en")),
    ):
        write_whole(folder.path / f"{name}.{suffix}", page.encode())
    write_whole(folder.result, sign_result(result, key))
    keep_state(plan, home, "passed" if result["verdict"]["passed"] else "failed")
    index_stations(plan, home, records)
    return folder.result


def index_stations(plan: Plan, home: Home, stations: Sequence[StationRecord]) -> None:
    """Put the calls of a finished sitting into the index, under the candidate's name."""
    with open_records(home) as records:
        for station in stations:
            journal = plan.folder.journal(station.form.number).absolute()
            score = station.score
            records.add(
                Record(
                    call=f"{journal.parent.name}-{station.form.call_id}",
                    trainee=plan.head.candidate,
                    scenario=station.form.scenario.id,
                    seed=str(station.form.seed),
                    language=station.form.language,
                    started=plan.head.started_at,
                    total=score["total"],
                    passed=score["pass"],
                    dimensions=dict(score["dimensions"]),
                    outcome=station.outcome.as_json(),
                    rubric=plan.head.rubric,
                    journal=str(journal),
                )
            )


def keep_state(plan: Plan, home: Home, state: str) -> None:
    """Note in the index how far a sitting is."""
    if plan.sequence == 0:
        return
    with open_records(home) as records:
        records.put_sitting(
            SittingRecord(
                plan.exam.id,
                plan.head.candidate,
                plan.sequence,
                str(plan.folder.path.absolute()),
                state,
            )
        )


def peek_stations(folder: SittingFolder) -> list[tuple[int, bool]]:
    """Return the numbers of the stations that were begun, and whether each is finished."""
    begun = []
    number = 1
    while folder.journal(number).is_file():
        begun.append((number, is_ended(read_journal(folder.journal(number)).events)))
        number += 1
    return begun
