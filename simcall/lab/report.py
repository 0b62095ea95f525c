"""Results as a table of values (CSV) and as a short report (Markdown), in both languages."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.lab.comparison import Comparison
from simcall.lab.experiment import Experiment, Levers
from simcall.lab.interval import Interval
from simcall.lab.lever import FLEXIBILITY_NAMES
from simcall.lab.outcome import OUTCOMES, Form, write_value
from simcall.lab.run import Run


def write_csv(run: Run) -> str:
    """Return every replication's outcomes, one row for each policy and replication."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(next(iter(run.values.values())))
    writer.writerow(["policy", "replication", *names])
    for policy, outcomes in run.values.items():
        for number in range(run.replications):
            cells = [outcomes[name][number] for name in names]
            row = ["" if cell is None else repr(cell) for cell in cells]
            writer.writerow([policy, number, *row])
    return out.getvalue()


def show_interval(interval: Interval, form: Form, sign: bool = False) -> str:
    """Return mean and interval as one cell."""
    ends = f"{write_value(interval.low, form, sign)}, {write_value(interval.high, form, sign)}"
    return f"{write_value(interval.mean, form, sign)} [{ends}]"


def describe_levers(levers: Levers, language: Language) -> str:
    """Return a setting in one line."""
    parts = [
        Text("语气 ", "tone ").say(language)
        + " + ".join(
            name if share == 1.0 else f"{name} {100 * share:g} %"
            for name, share in levers.tone.items()
        ),
        Text("可给方案：", "may offer: ").say(language)
        + FLEXIBILITY_NAMES[levers.flexibility].say(language),
    ]
    if levers.attempts_per_day is not None:
        n = levers.attempts_per_day
        parts.append(Text(f"每天最多拨打 {n} 次", f"at most {n} dials a day").say(language))
    if levers.talks_per_day is not None:
        n = levers.talks_per_day
        parts.append(Text(f"每天最多通话 {n} 次", f"at most {n} talks a day").say(language))
    if levers.retry != 1.0:
        parts.append(Text(f"间隔 ×{levers.retry:g}", f"waits x{levers.retry:g}").say(language))
    if levers.staffing != 1.0:
        parts.append(
            Text(f"人手 ×{levers.staffing:g}", f"staff x{levers.staffing:g}").say(language)
        )
    return Text("；", "; ").say(language).join(parts)


def write_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def tabulate_policies(
    experiment: Experiment, comparison: Comparison, language: Language
) -> list[str]:
    """Return the table of the policies' means."""
    rows = []
    for name in experiment.outcomes:
        kind = OUTCOMES[name]
        cells = [
            show_interval(comparison.policies[policy.id][name], kind.form)
            for policy in experiment.policies
        ]
        rows.append([kind.name.say(language), *cells])
    names = [policy.name.say(language) for policy in experiment.policies]
    return write_table([Text("指标", "outcome").say(language), *names], rows)


def tabulate_differences(
    experiment: Experiment, comparison: Comparison, language: Language
) -> list[str]:
    """Return the table of the paired differences."""
    names = {policy.id: policy.name.say(language) for policy in experiment.policies}
    heads = (Text("比较", "compared"), Text("指标", "outcome"), Text("差异", "difference"))
    rows = [
        [
            f"{names[d.a]} − {names[d.b]}",
            OUTCOMES[d.outcome].name.say(language),
            show_interval(d.interval, OUTCOMES[d.outcome].form, True),
            f"{d.p_holm:.4f}",
        ]
        for d in comparison.differences
    ]
    return write_table([*(head.say(language) for head in heads), "p (Holm)"], rows)


def explain_run(comparison: Comparison) -> Text:
    """Return how the figures are to be read."""
    n, seed = comparison.replications, comparison.seed
    return Text(
        f"重复 {n} 次，种子 {seed}；每次重复中各方案的随机数相同，差异因此是配对的。"
        "单个区间各自成立 95 %；同时看多个差异时请用 Holm 校正后的 p 值。"
        "这是对模型的陈述，不是对真实机构的预测。",
        f"{n} replications, seed {seed}; in each, all policies meet the same luck, so that "
        "differences are paired. Each interval alone holds at 95 %; when several differences "
        "are read at once, use the p-values corrected by Holm's method. These are statements "
        "about the model, no forecast for a real company.",
    )


def write_section(experiment: Experiment, comparison: Comparison, language: Language) -> list[str]:
    """Return one language's part of the report."""
    settings = [
        f"- {policy.name.say(language)}: {describe_levers(policy.levers, language)}"
        for policy in experiment.policies
    ]
    missed = Text("未达到所要求的精度。", "The wanted precision was not reached.")
    return [
        f"# {experiment.title.say(language)}",
        "",
        experiment.brief.say(language).strip(),
        "",
        *settings,
        "",
        Text("## 各方案（均值与 95 % 区间）", "## Policies (mean, 95 % interval)").say(language),
        "",
        *tabulate_policies(experiment, comparison, language),
        "",
        Text("## 配对差异", "## Paired differences").say(language),
        "",
        *tabulate_differences(experiment, comparison, language),
        "",
        explain_run(comparison).say(language),
        "",
        *([] if comparison.enough else [missed.say(language), ""]),
    ]


def write_report(experiment: Experiment, comparison: Comparison) -> str:
    """Return the report in both languages; the picture lies beside it."""
    lines = []
    for language in LANGUAGES:
        lines += write_section(experiment, comparison, language)
    alt = experiment.title.en
    return "\n".join([*lines, f"![{alt}](picture.svg)", ""])
