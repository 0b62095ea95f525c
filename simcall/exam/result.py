"""The signed result of a sitting, and the check that not one byte of it was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simcall import __version__
from simcall.call.journal import canonical_bytes, digest_of, read_lines, write_line
from simcall.common.bilingual import Language, Text
from simcall.common.errors import CheckFailed, SimcallError
from simcall.exam.form import Exam
from simcall.exam.signature import ALGORITHM, SigningKey, is_signed_by
from simcall.exam.sitting import StationRecord
from simcall.exam.verdict import judge

RESULT_SCHEMA = "simcall/exam-result/1"
FILE_SCHEMA = "simcall/certificate/1"
SCORE_KEYS = ("total", "pass", "dimensions", "critical", "critical_extra", "caps")
ITEM_KEYS = ("id", "points", "max", "turns")


class Candidacy(NamedTuple):
    """Who sits what, when declared: `declared` is metadata of the wall clock, outside the score."""

    candidate: str
    attempt: int
    seed: int
    language: Language
    analyser: str
    rubric: str
    declared: Mapping[str, str]


class Flaw(NamedTuple):
    """Something that is not as it was signed. where: a file, with the place in it."""

    where: str
    what: Text


class Check(NamedTuple):
    """What a verification found. result: the signed content, as far as it could be read."""

    result: Mapping[str, Any]
    public_key: str
    flaws: tuple[Flaw, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing was changed."""
        return not self.flaws


def journal_name(number: int) -> str:
    """Return the file name of a station's journal; stations count from 1."""
    return f"station-{number}.jsonl"


def compose_result(
    exam: Exam, candidacy: Candidacy, records: Sequence[StationRecord]
) -> dict[str, Any]:
    """Return the content of a result: everything that decides, bound to the journals by hash."""
    verdict = judge(exam.rule, [record.score for record in records])
    return {
        "schema": RESULT_SCHEMA,
        "exam": {"id": exam.id, "title": exam.title._asdict(), "digest": exam.digest},
        "candidate": candidacy.candidate,
        "attempt": candidacy.attempt,
        "practice": exam.attempts == 0,
        "seed": str(candidacy.seed),
        "language": candidacy.language,
        "rubric": candidacy.rubric,
        "analyser": candidacy.analyser,
        "version": __version__,
        "rule": exam.rule._asdict(),
        "stations": [describe_station(record) for record in records],
        "verdict": verdict.as_json(),
        "declared": dict(candidacy.declared),
    }


def describe_station(record: StationRecord) -> dict[str, Any]:
    """Return one station of a result."""
    form = record.form
    data = b"".join(write_line(event) for event in record.events)
    return {
        "station": form.number,
        "call": form.call_id,
        "scenario": form.scenario.id,
        "scenario_digest": form.scenario.digest,
        "language": form.language,
        "seed": str(form.seed),
        "time_limit": form.time_limit,
        "journal": journal_name(form.number),
        "journal_sha256": hashlib.sha256(data).hexdigest(),
        "events": len(record.events),
        "last_hash": digest_of(record.events[-1]),
        "turns": record.turns,
        "seconds": round(record.seconds, 3),
        "time_up": record.time_up,
        "outcome": record.outcome.as_json(),
        "score": trim_score(record.score),
    }


def trim_score(score: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a result keeps of a score: the numbers and failures, and a digest of the rest."""
    kept = {key: score[key] for key in SCORE_KEYS if key in score}
    kept["items"] = [
        {key: item[key] for key in ITEM_KEYS if key in item} for item in score.get("items", ())
    ]
    return {**kept, "sha256": digest_of(dict(score))}


def sign_result(result: Mapping[str, Any], key: SigningKey) -> bytes:
    """Return the result file: one line of canonical JSON with the signature in it."""
    content = {
        "schema": FILE_SCHEMA,
        "result": dict(result),
        "signature": {
            "algorithm": ALGORITHM,
            "public_key": key.public,
            "value": key.sign(result),
        },
    }
    return canonical_bytes(content) + b"\n"


def check_result(
    data: bytes,
    journals: Mapping[str, bytes | None],
    expected_key: str | None = None,
    name: str = "result.json",
) -> Check:
    """Check a result file and its journals, byte by byte.

    journals: content by file name, None for a missing file. expected_key: the examiner's public
    key (hex); without it the signature proves only that nothing was changed since signing.
    """
    content, flaws = read_result(data, name)
    result = content.get("result", {})
    signature = content.get("signature", {})
    public_key = str(signature.get("public_key", ""))
    if not flaws:
        flaws = check_signature(result, signature, expected_key, name)
    if isinstance(result, Mapping):
        for station in result.get("stations", ()):
            flaws.extend(check_journal(station, journals))
    return Check(result, public_key, tuple(flaws))


def read_result(data: bytes, name: str) -> tuple[dict[str, Any], list[Flaw]]:
    """Parse a result file; anything that is not its one canonical form is a flaw."""
    try:
        content = json.loads(data)
        same = canonical_bytes(content) + b"\n" == data
    except (ValueError, RecursionError) as error:
        what = Text(f"文件已损坏，无法读取（{error}）", f"the file is damaged: {error}")
        return {}, [Flaw(name, what)]
    if not isinstance(content, dict) or content.get("schema") != FILE_SCHEMA:
        what = Text(f"不是 {FILE_SCHEMA} 文件", f"this is no {FILE_SCHEMA} file")
        return {}, [Flaw(name, what)]
    if not has_shape(content):
        what = Text("内容结构被改动", "its structure was changed")
        return {}, [Flaw(name, what)]
    if not same:
        what = Text(
            "文件的字节被改动（不再是规范形式）", "bytes were changed (no longer canonical)"
        )
        return content, [Flaw(name, what)]
    return content, []


def has_shape(content: Mapping[str, Any]) -> bool:
    """Tell whether a result file has the parts that the checks read."""
    if set(content) != {"schema", "result", "signature"}:
        return False
    result, signature = content["result"], content["signature"]
    if not isinstance(result, dict) or not isinstance(signature, dict):
        return False
    stations = result.get("stations")
    if set(signature) != {"algorithm", "public_key", "value"} or not isinstance(stations, list):
        return False
    texts = [*signature.values(), *(s.get("journal") for s in stations if isinstance(s, dict))]
    return all(isinstance(s, dict) for s in stations) and all(isinstance(t, str) for t in texts)


def check_signature(
    result: Mapping[str, Any],
    signature: Mapping[str, str],
    expected_key: str | None,
    name: str,
) -> list[Flaw]:
    """Check the signature, and that it is of the expected key."""
    if signature["algorithm"] != ALGORITHM or result.get("schema") != RESULT_SCHEMA:
        what = Text(
            "签名算法或结果格式被改动", "the signature's algorithm or the schema was changed"
        )
        return [Flaw(f"{name}: signature", what)]
    small = signature["public_key"] + signature["value"]
    if small != small.lower() or not is_signed_by(
        result, signature["value"], signature["public_key"]
    ):
        what = Text(
            "签名不符：结果内容、公钥或签名被改动",
            "the signature does not fit: the result, the key or the signature was changed",
        )
        return [Flaw(f"{name}: signature", what)]
    if expected_key is not None and signature["public_key"] != expected_key:
        what = Text("由另一把密钥签名", "signed with another key than the one you gave")
        return [Flaw(f"{name}: signature.public_key", what)]
    return []


def check_journal(station: Mapping[str, Any], journals: Mapping[str, bytes | None]) -> list[Flaw]:
    """Check one station's journal against its hash; name the first line that was changed."""
    name = str(station["journal"])
    data = journals.get(name)
    if data is None:
        return [Flaw(name, Text("文件缺失", "the file is missing"))]
    if hashlib.sha256(data).hexdigest() == station.get("journal_sha256"):
        return []
    return [Flaw(*find_change(data, station, name))]


def find_change(data: bytes, station: Mapping[str, Any], name: str) -> tuple[str, Text]:
    """Return where a journal that does not fit its hash was changed, and how."""
    try:
        events = read_lines(data.split(b"\n"), name)
    except CheckFailed as error:
        where, _, detail = str(error).partition(": ")
        return where, Text(f"被改动（{detail}）", f"changed: {detail}")
    except (SimcallError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        return name, Text(f"被改动（{fault}）", f"changed: {fault}")
    if len(events) != station.get("events"):
        return name, Text(
            f"应有 {station.get('events')} 行，现有 {len(events)} 行",
            f"it should have {station.get('events')} lines and has {len(events)}",
        )
    last = digest_of(events[-1]) if events else ""
    if last != station.get("last_hash"):
        what = Text("最后一行被改动", "the last line was changed")
        return f"{name}:{len(events)}:1", what
    what = Text("空行或行尾被改动", "blank lines or line ends were changed")
    return name, what
