"""`simcall analyze`: what each utterance does, one JSON line in, one JSON line out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.speech.analyser import SpeechAnalyser
    from simcall.speech.reading import Reading, Speaker, Utterance

SUMMARY = "code utterances: acts, marks, topics, numbers (JSON lines in, JSON lines out)"

EXAMPLE = """example:
  echo '{"id":"u1","text":"您别急，咱们一起想办法，分三期可以吗？","lang":"zh"}' | simcall analyze
  simcall analyze utterances.jsonl > coded.jsonl
  simcall analyze --text "Nobody is going to sue you today." --explain
"""
BATCH = 48
MOST_BYTES = 4_000_000
SPEAKERS = ("agent", "debtor")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLE
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="JSON lines; - for stdin"
    )
    parser.add_argument("--text", help="analyse one text given here")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of --text")
    parser.add_argument("--speaker", choices=SPEAKERS, default="agent", help="speaker of --text")
    parser.add_argument(
        "--explain", action="store_true", help="mark the words that carried each act"
    )
    parser.add_argument(
        "--model", choices=("full", "lean"), default="", help="default: the best here"
    )


def execute(args: argparse.Namespace) -> int:
    """Run the command; exit 1 when some line could not be read."""
    from simcall.content.analyser import load_analyser

    if args.text is None and args.file == "-" and sys.stdin.isatty():
        raise SimcallError("give a FILE, pipe JSON lines in, or use --text; see --help")
    lines = iter_input(args)
    analyser = load_analyser(args.model)
    bad = 0
    for batch in lines:
        bad += code_batch(analyser, batch, args.explain, sys.stdout)
    return 1 if bad else 0


def iter_input(args: argparse.Namespace) -> Iterator[list[bytes]]:
    """Yield batches of lines; from a pipe, what has arrived is answered without waiting."""
    if args.text is not None:
        entry = {"id": "text", "text": args.text, "lang": args.lang, "speaker": args.speaker}
        return iter([[json.dumps(entry).encode()]])
    if args.file == "-":
        return iter_stream(sys.stdin.buffer)
    path = Path(args.file)
    if not path.is_file():
        raise SimcallError(f"{path}: no such file; give a file of JSON lines or - for stdin")
    return iter_stream(path.open("rb"))


def iter_stream(stream: Any) -> Iterator[list[bytes]]:
    """Yield the lines of a binary stream in batches, without holding back what is there."""
    batch: list[bytes] = []
    while True:
        line = stream.readline(MOST_BYTES)
        if not line:
            break
        if line.strip():
            batch.append(line)
        if len(batch) >= BATCH or (batch and b"\n" not in stream.peek(1)):
            yield batch
            batch = []
    if batch:
        yield batch


def code_batch(analyser: SpeechAnalyser, batch: list[bytes], explain: bool, out: IO[str]) -> int:
    """Write one result for each line, in order; return how many lines were bad."""
    parsed = [parse_line(line) for line in batch]
    good = [item[1] for item in parsed if item[1] is not None]
    readings = iter(analyser.read_many(good))
    bad = 0
    for ident, utterance, problem in parsed:
        if utterance is None:
            bad += 1
            out.write(json.dumps({"id": ident, "error": problem}, ensure_ascii=False) + "\n")
            print(f"simcall: {problem}", file=sys.stderr)
            continue
        reading = next(readings)
        if explain:
            from simcall.speech.explain import explain_reading

            reading = explain_reading(analyser, utterance, reading)
        out.write(json.dumps(describe(ident, reading, analyser), ensure_ascii=False) + "\n")
    out.flush()
    return bad


def parse_line(line: bytes) -> tuple[Any, Utterance | None, str]:
    """Return id, utterance and problem of one input line."""
    from simcall.speech.reading import Utterance

    try:
        data = json.loads(line.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        return None, None, f"not a JSON line: {line[:60].decode('utf-8', 'replace').strip()!r}"
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        ident = data.get("id") if isinstance(data, dict) else None
        return ident, None, 'each line needs an object with a string under "text"'
    if data.get("speaker", "agent") not in SPEAKERS:
        return data.get("id"), None, f"unknown speaker {data['speaker']!r}; use agent or debtor"
    language = data.get("lang") if data.get("lang") in ("zh", "en") else None
    speaker: Speaker = "debtor" if data.get("speaker") == "debtor" else "agent"
    prev = data.get("prev") if isinstance(data.get("prev"), str) else ""
    today = data.get("today") if isinstance(data.get("today"), str) else None
    return data.get("id"), Utterance(data["text"], prev or "", language, speaker, today), ""


def describe(ident: Any, reading: Reading, analyser: SpeechAnalyser) -> dict[str, Any]:
    """Return the JSON object of one reading."""
    slots = reading.slots
    numbers: dict[str, Any] = {
        "amounts": [amount / 100 for amount in slots.amounts],
        "instalments": slots.instalments,
        "dates": list(slots.dates),
    }
    for name in ("rates", "digits"):
        if getattr(slots, name):
            numbers[name] = list(getattr(slots, name))
    for name in ("waiver", "share", "days"):
        if getattr(slots, name) is not None:
            numbers[name] = getattr(slots, name)
    key = "acts" if reading.speaker == "agent" else "debtor_acts"
    out: dict[str, Any] = {
        "id": ident,
        "lang": reading.language,
        key: list(reading.acts),
        "probability": dict(reading.probability),
        "marks": list(reading.marks),
        "topics": list(reading.topics),
        "questions": list(reading.questions),
        "slots": numbers,
    }
    if reading.speaker == "debtor":
        out["talk"] = reading.talk
    if reading.signs:
        out["worth"] = reading.worth
        out["signs"] = dict(reading.signs)
    if reading.fails:
        out["fails"] = dict(reading.fails)
    if reading.evidence:
        out["evidence"] = [
            {"act": e.act, "text": reading.text[e.start : e.end].strip(), "weight": e.weight}
            for e in reading.evidence
        ]
    out["analyser"] = f"{analyser.name} {analyser.digest}"
    return out
