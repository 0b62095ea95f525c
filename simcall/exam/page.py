"""The certificate (or the statement of a sitting not passed) as text and as one HTML page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from simcall.call.journal import digest_of
from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.exam.signature import fingerprint

_TITLE = {
    True: Text("考核合格证书", "Certificate of examination"),
    False: Text("考核成绩单（未通过）", "Statement of examination (not passed)"),
}
_LABELS = {
    "candidate": Text("考生", "Candidate"),
    "exam": Text("考试", "Examination"),
    "attempt": Text("第几次参加", "Attempt"),
    "mean": Text("平均分", "Mean score"),
    "need": Text("合格线", "Needed"),
    "rubric": Text("评分标准", "Scorecard"),
    "analyser": Text("分析器", "Analyser"),
    "finished": Text("完成时间（自报，不影响评分）", "Finished (declared, no part of the score)"),
    "key": Text("签名公钥", "Signing key"),
    "result": Text("成绩文件摘要", "Digest of the result"),
}
_CSS = """
body{font-family:system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;
max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff;line-height:1.5}
section{border:1px solid #bbb;border-radius:8px;padding:1.5rem 2rem;margin:0 0 1.5rem}
h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1rem;margin:1.2rem 0 .4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #ddd}
code{background:#f2f2f2;padding:0 .25rem;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}section{break-inside:avoid}}
"""


def list_facts(result: Mapping[str, Any], public_key: str) -> list[tuple[Text, Text]]:
    """Return what a certificate states, label by label, in both languages."""
    exam = Text(**result["exam"]["title"])
    if result["practice"]:
        exam = Text(f"{exam.zh}（练习）", f"{exam.en} (practice)")
    rule, verdict = result["rule"], result["verdict"]
    need = Text(
        f"平均 {rule['mean']:g}，每站不低于 {rule['station_minimum']:g}，无关键失误",
        f"mean {rule['mean']:g}, each station at least {rule['station_minimum']:g}, "
        "no critical failure",
    )
    values = {
        "candidate": same(result["candidate"]),
        "exam": Text(
            f"{exam.say('zh')}（{result['exam']['id']}）",
            f"{exam.say('en')} ({result['exam']['id']})",
        ),
        "attempt": same(str(result["attempt"])),
        "mean": same(f"{verdict['mean']:g}"),
        "need": need,
        "rubric": same(result["rubric"]),
        "analyser": same(result["analyser"]),
        "finished": same(result["declared"].get("finished_at", "")),
        "key": same(fingerprint(public_key)),
        "result": same(digest_of(result)),
    }
    return [(_LABELS[name], value) for name, value in values.items()]


def same(value: str) -> Text:
    """Return a value that reads the same in both languages."""
    return Text(value, value)


def list_steps(language: Language, public_key: str) -> list[str]:
    """Return how anybody can check the certificate."""
    command = f"simcall certify verify result.json --public-key {public_key}"
    if language == "zh":
        return [
            "向考试机构索取其签名公钥，与上面的指纹核对。",
            f"在成绩文件所在的文件夹运行：{command}",
            "运行 simcall certify rescore result.json 可由原始通话重新计算动作与分数。",
            "本页只是成绩文件的展示；有效的是已签名的 result.json 及其各站记录。",
        ]
    return [
        "Ask the examiner for their public key and compare it with the fingerprint above.",
        f"In the folder of the result file, run: {command}",
        "Run simcall certify rescore result.json to compute moves and scores again from the calls.",
        "This page only shows the result; what counts is the signed result.json with its journals.",
    ]


def list_stations(result: Mapping[str, Any], language: Language) -> list[tuple[str, str, str]]:
    """Return station, total and remarks, one row for each call."""
    rows = []
    for station in result["stations"]:
        score = station["score"]
        failures = [
            failure["act"] if isinstance(failure, Mapping) else str(failure)
            for failure in [*score.get("critical", ()), *score.get("critical_extra", ())]
        ]
        remarks = [Text(f"关键失误：{act}", f"critical: {act}").say(language) for act in failures]
        if station["time_up"]:
            remarks.append(Text("时间到", "time up").say(language))
        name = f"{station['station']} · {station['scenario']} ({station['language']})"
        rows.append((name, f"{score['total']:g}", ", ".join(remarks)))
    return rows


def render_text(result: Mapping[str, Any], public_key: str, language: Language) -> str:
    """Return the certificate as plain text in one language."""
    passed = bool(result["verdict"]["passed"])
    lines = [_TITLE[passed].say(language), ""]
    for label, value in list_facts(result, public_key):
        lines.append(f"{label.say(language)}: {value.say(language)}")
    lines.append("")
    for name, total, remarks in list_stations(result, language):
        lines.append(f"  {name}: {total}" + (f" ({remarks})" if remarks else ""))
    for reason in result["verdict"]["reasons"]:
        lines.append(f"  - {Text(**reason).say(language)}")
    lines += ["", Text("如何核验", "How to verify").say(language)]
    lines += [f"  {n}. {s}" for n, s in enumerate(list_steps(language, public_key), start=1)]
    return "\n".join(lines) + "\n"


def render_section(result: Mapping[str, Any], public_key: str, language: Language) -> str:
    """Return one language's part of the page."""
    passed = bool(result["verdict"]["passed"])
    facts = "".join(
        f"<dt>{html.escape(label.say(language))}</dt><dd>{html.escape(value.say(language))}</dd>"
        for label, value in list_facts(result, public_key)
    )
    rows = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{total}</td><td>{html.escape(remarks)}</td></tr>"
        for name, total, remarks in list_stations(result, language)
    )
    head = Text(
        "<th>通话</th><th>得分</th><th>备注</th>", "<th>Call</th><th>Score</th><th>Notes</th>"
    )
    reasons = "".join(
        f"<li>{html.escape(Text(**reason).say(language))}</li>"
        for reason in result["verdict"]["reasons"]
    )
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in list_steps(language, public_key))
    tag = "zh-CN" if language == "zh" else "en"
    return (
        f'<section lang="{tag}"><h1>{html.escape(_TITLE[passed].say(language))}</h1>'
        f"<dl>{facts}</dl><h2>{Text('各站成绩', 'Stations').say(language)}</h2>"
        f"<table><thead><tr>{head.say(language)}</tr></thead><tbody>{rows}</tbody></table>"
        + (f"<ul>{reasons}</ul>" if reasons else "")
        + f"<h2>{Text('如何核验', 'How to verify').say(language)}</h2><ol>{steps}</ol></section>"
    )


def render_page(result: Mapping[str, Any], public_key: str) -> str:
    """Return the certificate as one self-contained HTML page in both languages."""
    first: Language = "zh" if result["language"] == "zh" else "en"
    order = [first, *(language for language in LANGUAGES if language != first)]
    title = _TITLE[bool(result["verdict"]["passed"])]
    sections = "\n".join(render_section(result, public_key, language) for language in order)
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if first == "zh" else "en"}"><head>'
        f'<meta charset="utf-8"><title>{title.zh} · {title.en}</title>'
        f"<style>{_CSS}</style></head>\n<body>\n{sections}\n</body></html>\n"
    )
