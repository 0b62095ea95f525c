"""`simcall certify verify` and `rescore`: is a result as it was signed, does it come out again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcall.cli.certify import own_language, print_json
from simcall.common.bilingual import Language, Text
from simcall.common.errors import CheckFailed, SimcallError

if TYPE_CHECKING:
    from simcall.exam.rescore import Rescore
    from simcall.exam.result import Check
    from simcall.store.home import Home
    from simcall.store.sittings import SittingFolder


def read_key(text: str | None) -> str | None:
    """Return the public key given on the command line, as hex or as a file."""
    from simcall.exam.signature import read_public_key

    if text is None:
        return None
    path = Path(text).expanduser()
    return read_public_key(path.read_text("utf-8", "replace") if path.is_file() else text)


def own_key(home: Home) -> str | None:
    """Return this machine's public key if it has one; never makes one."""
    from simcall.store.keys import KEY_NAME, load_key

    try:
        return load_key(home).public if (home.keys / KEY_NAME).is_file() else None
    except SimcallError:
        return None


def verify_result(args: argparse.Namespace) -> int:
    """Check a result and its journals byte by byte."""
    from simcall.exam.result import check_result, read_result
    from simcall.store.home import open_home
    from simcall.store.sittings import open_result

    folder, path = open_result(args.result)
    expected = read_key(args.public_key)
    data = path.read_bytes()
    content, _ = read_result(data, path.name)
    journals = folder.read_journals(content.get("result", {}))
    check = check_result(data, journals, expected, path.name)
    own = check.public_key == own_key(open_home())
    trust = "given" if expected else "own" if own else "unknown"
    if args.json:
        print_json(describe_check(check, trust))
        return 0 if check.sound else 1
    language = own_language(args)
    for flaw in check.flaws:
        print(f"{flaw.where}: {flaw.what.say(language)}")
    if not check.sound:
        raise CheckFailed(f"{path}: not as it was signed ({len(check.flaws)} found)")
    print_sound(check, trust, language)
    return 0


def describe_check(check: Check, trust: str) -> dict[str, Any]:
    """Return a verification as plain data. key: whose the signing key is: given, own, unknown."""
    result = check.result if check.sound else {}
    return {
        "sound": check.sound,
        "flaws": [{"where": flaw.where, **flaw.what._asdict()} for flaw in check.flaws],
        "public_key": check.public_key,
        "key": trust,
        "exam": result["exam"]["id"] if result else None,
        "candidate": result.get("candidate"),
        "passed": result["verdict"]["passed"] if result else None,
    }


def print_sound(check: Check, trust: str, language: Language) -> None:
    """Say that a result is sound, what it says, and what the signature is worth."""
    from simcall.exam.signature import fingerprint

    mark = fingerprint(check.public_key)
    passed = check.result["verdict"]["passed"]
    verdict = Text("通过", "passed") if passed else Text("未通过", "not passed")
    who = f"{check.result['candidate']}, {check.result['exam']['id']}: {verdict.say(language)}"
    lines = [
        Text(
            f"完好：每个字节都与签名时一致；签名公钥 {mark}",
            f"sound: every byte is as it was signed; signing key {mark}",
        ).say(language),
        who,
    ]
    if trust == "unknown":
        lines.append(
            Text(
                "提示：请用 --public-key 给出考试机构的公钥，否则无法知道是谁签的名",
                "note: give the examiner's key with --public-key, or nobody knows who signed",
            ).say(language)
        )
    print("\n".join(lines))


def read_content(path: Path) -> tuple[SittingFolder, dict[str, Any], str]:
    """Return folder, result and public key of a result file that can be read."""
    from simcall.exam.result import read_result
    from simcall.store.sittings import open_result

    folder, file = open_result(path)
    content, flaws = read_result(file.read_bytes(), file.name)
    if not content:
        raise CheckFailed(f"{file}: {flaws[0].what.en}")
    return folder, content["result"], content["signature"]["public_key"]


def rescore_result(args: argparse.Namespace) -> int:
    """Compute everything again from the sentences, and compare."""
    again, result = run_rescore(args)
    totals = [
        {"then": then["score"]["total"], "now": now["total"]}
        for then, now in zip(result["stations"], again.scores, strict=True)
    ]
    if args.json:
        differences = [{"station": d.station, **d.what._asdict()} for d in again.differences]
        print_json(
            {
                "same": again.same,
                "totals": totals,
                "verdict": again.verdict,
                "differences": differences,
            }
        )
        return 0 if again.same else 1
    language = own_language(args)
    for number, pair in enumerate(totals, start=1):
        word = Text(f"第 {number} 站", f"station {number}").say(language)
        print(f"{word}: {pair['then']:g} -> {pair['now']:g}")
    for difference in again.differences:
        print(f"  - [{difference.station}] {difference.what.say(language)}")
    if not again.same:
        raise CheckFailed(f"{args.result}: it does not come out as before")
    print(Text("重新计算，动作与分数完全一致", "the same moves and the same scores").say(language))
    return 0


def find_source(folder: SittingFolder) -> str:
    """Return the exam file that a sitting was begun with; empty when it is gone or has a name."""
    head = folder.read_head()
    return head.source if head is not None and Path(head.source).is_file() else ""


def run_rescore(args: argparse.Namespace) -> tuple[Rescore, dict[str, Any]]:
    """Return the second scoring of a result, and the result."""
    from simcall.cli.tools import load_tools
    from simcall.content.exams import load_exam
    from simcall.exam.form import compose_form
    from simcall.exam.rescore import rescore

    folder, result, _ = read_content(args.result)
    try:
        candidate, attempt, language = result["candidate"], result["attempt"], result["language"]
        seed, count = int(result["seed"]), len(result["stations"])
        exam = load_exam(args.exam or find_source(folder) or result["exam"]["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise CheckFailed(f"{args.result}: the result was changed ({error}); verify it") from None
    tools = load_tools(exam.rubric)
    form = compose_form(exam, candidate, attempt, seed, language)
    if len(form) != count:
        raise CheckFailed(
            f"exam '{exam.id}' has {len(form)} stations now and had {count} then; "
            "rescore with the exam file of the sitting (--exam FILE)"
        )
    journals = [folder.read_events(call.number) for call in form]
    stamp, digest = tools.rubric.stamp, tools.rubric.digest
    again = rescore(result, exam, form, journals, tools.analyser, stamp, tools.score, digest)
    return again, result
