"""Reads transcripts of calls in any common form to `call.transcript.Transcript`.

JSON and JSON lines after the contract (what `simcall play --json` prints included), the JSON of
speech recognisers, WebVTT, SRT and plain `speaker: text`. Nothing is stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from simcall.call.transcript import CallEvent, Transcript, Turn
from simcall.common.bilingual import Language
from simcall.content.recognisers import read_recogniser
from simcall.content.speakers import Line, TranscriptError, join_lines, map_speakers
from simcall.content.subtitles import is_subtitle, read_plain, read_subtitles

MAX_BYTES = 50_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_FEELINGS = ("anger", "anxiety", "shame", "reactance", "trust", "despair")
SUFFIXES = (".json", ".jsonl", ".vtt", ".srt", ".txt")


class Recording(NamedTuple):
    """A transcript as it was read. feelings: by turn where known, 0 to 1; extra: other keys."""

    transcript: Transcript
    feelings: tuple[Mapping[str, float], ...]
    extra: Mapping[str, Any]
    source: str


def read_recordings(path: str | Path) -> list[Recording]:
    """Return every call of a file. Raises TranscriptError with file, line and what to do."""
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise TranscriptError(f"{file}: larger than 50 MB; split it into one call a line")
        raw = file.read_bytes()
    except FileNotFoundError:
        raise TranscriptError(f"{file}: no such file; check the path") from None
    except IsADirectoryError:
        raise TranscriptError(f"{file}: is a folder; name its files") from None
    except OSError as error:
        raise TranscriptError(f"{file}: cannot be read: {error.strerror}") from None
    return parse_recordings(decode_text(raw, str(file)), str(file), file.stem)


def decode_text(raw: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or GB 18030."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            bad = error
    line = raw[: bad.start].count(b"\n") + 1
    raise TranscriptError(f"{name}:{line}:1: neither UTF-8 nor GB 18030; save the file as UTF-8")


def parse_recordings(text: str, name: str, stem: str = "call") -> list[Recording]:
    """Return every call in a text; the form is found from the text itself."""
    bare = text.lstrip("\ufeff \t\r\n")
    if not bare:
        raise TranscriptError(f"{name}:1:1: the file is empty")
    if bare[0] in "{[" and not looks_plain(bare):
        return parse_json(text, name, stem)
    lines = read_subtitles(text, name) if is_subtitle(text) else read_plain(text, name)
    return [from_lines(lines, name, stem, {})]


def looks_plain(text: str) -> bool:
    """Tell `[00:12] Agent: ...` from JSON."""
    head = text[:12]
    return head[0] == "[" and ":" in head and head[1:2].isdigit()


def parse_json(text: str, name: str, stem: str) -> list[Recording]:
    """Return the calls of a JSON document, or of JSON lines."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        rows = [row for row in text.splitlines() if row.strip()]
        if len(rows) < 2 or not rows[0].strip().endswith("}"):
            raise TranscriptError(
                f"{name}:{error.lineno}:{error.colno}: not JSON: {error.msg}"
            ) from None
        return parse_rows(text, name, stem)
    if isinstance(data, list) and data and all(is_call(item) for item in data):
        return [
            from_contract(item, f"{name}:1:1", f"{stem}#{number}")
            for number, item in enumerate(data)
        ]
    if is_call(data):
        return [from_contract(data, f"{name}:1:1", stem)]
    return [from_recogniser(data, f"{name}:1:1", stem)]


def parse_rows(text: str, name: str, stem: str) -> list[Recording]:
    """Return the calls of JSON lines, one a line; blank lines are left out."""
    found: list[Recording] = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            data = json.loads(row)
        except json.JSONDecodeError as error:
            raise TranscriptError(f"{name}:{number}:{error.colno}: not JSON: {error.msg}") from None
        where, label = f"{name}:{number}:1", f"{stem}#{len(found)}"
        reader = from_contract if is_call(data) else from_recogniser
        found.append(reader(data, where, label))
    return found


def is_call(data: Any) -> bool:
    """Tell whether an object has the contract's form."""
    return isinstance(data, Mapping) and isinstance(data.get("turns"), list)


def from_recogniser(data: Any, where: str, stem: str) -> Recording:
    """Return the call of a recogniser's JSON."""
    lines = read_recogniser(data)
    if not lines:
        raise TranscriptError(
            f'{where}: no turns found; want {{"turns": [{{"speaker": "agent", "text": '
            "...}]}} or the output of a speech recogniser with speakers"
        )
    meta = data if isinstance(data, Mapping) else {}
    return from_lines(lines, where, stem, meta)


def from_lines(lines: Sequence[Line], where: str, stem: str, meta: Mapping[str, Any]) -> Recording:
    """Return a call from lines of speech, neighbouring pieces of one speaker joined."""
    joined = join_lines(lines)
    roles = map_speakers(joined, where)
    turns = tuple(
        Turn(roles[line.speaker].speaker, line.text, line.t, roles[line.speaker].party)
        for line in joined
    )
    call = Transcript(str(meta.get("id") or stem), turns, read_language(meta))
    return Recording(check_sides(call, where), tuple({} for _ in turns), {}, where)


def from_contract(data: Mapping[str, Any], where: str, stem: str) -> Recording:
    """Return the call of an object in the contract's form; other keys are kept aside."""
    rows = [check_turn(row, f"{where}: turns[{n}]") for n, row in enumerate(data["turns"])]
    lines = [Line(str(row["speaker"]), row["text"]) for row in rows]
    plain = {line.speaker for line in lines} <= {"agent", "debtor"}
    roles = {} if plain else map_speakers(lines, where)
    turns = []
    for row in rows:
        role = roles.get(str(row["speaker"]))
        party = str(row.get("party") or (role.party if role else ""))
        speaker = role.speaker if role else row["speaker"]
        turns.append(Turn(speaker, row["text"], read_number(row.get("t")), party))
    facts = data.get("facts") or ""
    if not isinstance(facts, str | Mapping):
        raise TranscriptError(f"{where}: facts: must be text or an object")
    call = Transcript(
        id=str(data.get("id", stem)),
        turns=tuple(turns),
        language=read_language(data),
        facts=facts,
        rules=read_word(data, "rules"),
        actor=read_word(data, "actor"),
        product=read_word(data, "product"),
        direction=read_word(data, "direction"),
        started_at=read_word(data, "started_at"),
        events=tuple(read_events(data.get("events"))),
    )
    extra = {key: value for key, value in data.items() if key not in Transcript._fields}
    return Recording(
        check_sides(call, where),
        tuple(read_feelings(row.get("state")) for row in rows),
        extra,
        where,
    )


def check_turn(row: Any, where: str) -> Mapping[str, Any]:
    """Return one turn, or raise TranscriptError when speaker or text is missing."""
    if not isinstance(row, Mapping):
        raise TranscriptError(f"{where}: must be an object with speaker and text")
    for key in ("speaker", "text"):
        if not isinstance(row.get(key), str):
            raise TranscriptError(f"{where}.{key}: is missing or not text")
    return row


def check_sides(call: Transcript, where: str) -> Transcript:
    """Return a call that has turns of an agent; raise TranscriptError otherwise."""
    if not call.turns:
        raise TranscriptError(f"{where}: turns: is empty; nothing to score")
    if not any(turn.speaker == "agent" for turn in call.turns):
        raise TranscriptError(f"{where}: nobody is the agent; name the speakers agent and debtor")
    return call


def read_word(data: Mapping[str, Any], key: str) -> str:
    """Return a short text of a call, empty when missing or of another kind."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def read_language(data: Mapping[str, Any]) -> Language | None:
    """Return the language, from `lang` or `language`, None when it is not zh or en."""
    value = str(data.get("lang") or data.get("language") or "").lower()
    if value.startswith(("zh", "cmn", "chinese", "cn")):
        return "zh"
    return "en" if value.startswith(("en", "english")) else None


def read_number(value: Any) -> float | None:
    """Return a time in seconds, or None."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def read_events(value: Any) -> list[CallEvent]:
    """Return the events of a call; what is no event is left out."""
    found = []
    for item in value if isinstance(value, list) else ():
        if isinstance(item, Mapping) and isinstance(item.get("kind") or item.get("type"), str):
            turn = item.get("turn")
            found.append(
                CallEvent(
                    str(item.get("kind") or item.get("type")),
                    turn if isinstance(turn, int) else None,
                    str(item.get("by") or ""),
                    read_number(item.get("seconds")),
                )
            )
    return found


def read_feelings(value: Any) -> dict[str, float]:
    """Return the known feelings of one turn."""
    if not isinstance(value, Mapping):
        return {}
    return {
        name: float(value[name]) for name in _FEELINGS if isinstance(value.get(name), int | float)
    }
