"""A sitting at the terminal or from scripts: finds or begins it, plays the stations, signs."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

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
from simcall.store.records import Records, SittingRecord, open_records
from simcall.store.sittings import SittingFolder, SittingHead, name_folder, write_whole

BREAK = "---"  # between the stations of a script
END = "/end"
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
        if kept is not None:
            if out is not None:
                raise SimcallError(
                    f"{head.candidate} has an open sitting in {waiting.folder}; finish it first "
                    f"(--out {waiting.folder})"
                )
            check_same(found, kept, head)
            return Plan(exam, found, kept, waiting.attempt, True)
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


class Scripts:
    """Where a candidate's lines come from: a file, a folder, or standard input line by line."""

    def __init__(self, path: Path | None, source: TextIO) -> None:
        self._path = path
        self._source = source
        self._parts: list[list[str]] | None = None
        self.live = path is None
        self.typing = self.live and source.isatty()
        if path is not None and path.is_file():
            self._parts = split_script(read_script(path))

    def iter_lines(self, form: FormCall) -> Iterator[str]:
        """Yield the lines of one station; END is never among them."""
        if self._path is None:
            yield from self._iter_live()
        elif self._parts is not None:
            single = len(self._parts) == 1
            parts = self._parts
            yield from (
                parts[0 if single else form.number - 1]
                if (single or form.number <= len(parts))
                else []
            )
        else:
            yield from read_script(find_script(self._path, form))

    def _iter_live(self) -> Iterator[str]:
        """Yield lines from standard input until END, BREAK or the end of the input."""
        while True:
            if self.typing:
                sys.stderr.write("> ")
                sys.stderr.flush()
            line = self._source.readline()
            if not line and self.typing:
                raise KeyboardInterrupt
            if not line or line.strip() in (END, BREAK):
                return
            yield line


def read_script(path: Path) -> list[str]:
    """Return the lines of a script. Raises SimcallError when it cannot be read."""
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SimcallError(f"cannot read the script {path}: {error}; it must be UTF-8") from None


def split_script(lines: Sequence[str]) -> list[list[str]]:
    """Return a script's stations, split at lines that hold only `---`."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == BREAK:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def find_script(folder: Path, form: FormCall) -> Path:
    """Return the script of a station in a folder, by number or by scenario."""
    names = (f"station-{form.number}.txt", f"{form.number}.txt", f"{form.scenario.id}.txt")
    for name in names:
        if (folder / name).is_file():
            return folder / name
    if not folder.is_dir():
        raise SimcallError(f"no script {folder}; --script takes a file or a folder")
    raise SimcallError(
        f"{folder} has no script for station {form.number}; name it station-{form.number}.txt "
        "or after the scenario"
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
        print(file=self._show, flush=True)

    def show_reply(self, turn: StationTurn) -> None:
        """Print what the other side says."""
        print(f"☎ {turn.reply}", file=self._show, flush=True)
        if turn.time_up:
            self.tell("（时间到）", "(time is up)")
        elif turn.ended:
            self.tell("（对方已挂断或通话结束）", "(the call has ended)")

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
        said = 0 if scripts.live else len(station.call.moves)
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
        elif said > 0:
            said -= 1
        elif station.over:
            unused += 1
        else:
            room.show_reply(station.hear(words))
    room.report_unused(unused)


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
    return folder.result


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
