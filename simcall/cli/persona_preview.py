"""`simcall persona preview`: a persona against the graded policies, on one screen."""

from __future__ import annotations

import argparse
import functools
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from simcall.agent.policy import Policy
    from simcall.call.scenario import CallScenario
    from simcall.call.session import Call
    from simcall.content.document import Document
    from simcall.lab.preview import Opening, PolicyPreview, Share
    from simcall.lab.remarks import Remark, Taste

BARS = "▁▂▃▄▅▆▇█"
CELLS = 11  # cells of one curve: five columns fit into 80
LEAST_CALLS = 20
EXCHANGES = 8  # of the sample that are shown
OUTCOME_NAMES: dict[str, Text] = {
    "promise": Text("承诺并兑现", "promise kept"),
    "paid": Text("承诺并兑现", "promise kept"),
    "kept": Text("承诺并兑现", "promise kept"),
    "referral": Text("转介", "referral"),
    "dispute_logged": Text("登记异议", "dispute logged"),
    "nothing_disclosed": Text("没有泄露", "nothing disclosed"),
    "safety": Text("平安", "safety reached"),
    "callback": Text("另约时间", "call back agreed"),
    "stop_honoured": Text("停止联系", "stop honoured"),
    "complaint_resolved": Text("投诉化解", "grievance undone"),
}
LEGEND = Text(
    "每格从 0（▁）到 1（█）；已结束的通话保留最后的感受。第二行是 95% 区间；每种做法 {n} 通电话，"
    "种子 {seed}。",
    "Each cell runs from 0 (▁) to 1 (█); an ended call keeps its last feelings. Second line: "
    "95% interval; {n} calls of each policy, seed {seed}.",
)


class Preview(NamedTuple):
    """Everything that the preview shows. sample: (who, words) of one call with the best policy."""

    scenario: CallScenario
    opening: Opening
    policies: tuple[Policy, ...]
    found: tuple[PolicyPreview, ...]
    taste: Taste
    remarks: tuple[Remark, ...]
    sample: tuple[tuple[str, str], ...]
    language: Language
    seed: int


def execute(args: argparse.Namespace) -> int:
    """Print the preview; returns 0 also when something stands out."""
    preview = make_preview(args.name, args.lang, args.scenario, args.calls, args.seed)
    if args.json:
        print(json.dumps(describe(preview), ensure_ascii=False))
    else:
        show(preview, args.lang)
    return 0


def make_preview(
    name: str, language: Language | None, scenario: str | None, calls: int, seed: int
) -> Preview:
    """Play the persona and look at what comes out.

    Raises ContentError with path, line and column when the persona's file is not sound.
    """
    from simcall.cli.play import choose_language
    from simcall.content.calls import build_call
    from simcall.content.document import read_document
    from simcall.content.policies import load_policy
    from simcall.content.rehearsal import borrow_call, make_parts
    from simcall.lab.preview import POLICIES, preview_policy
    from simcall.lab.remarks import compare_taste, measure_styles, remark_words, write_remarks

    if calls < LEAST_CALLS:
        raise SimcallError(f"--calls {calls} is too few to say anything; use {LEAST_CALLS} or more")
    document = read_document("persona", name)
    parts = borrow_call(document, scenario) if scenario else make_parts(document)
    call = build_call(parts)
    spoken = language if language in call.languages else choose_language(call.languages)
    opening = open_person(call, spoken, seed)
    policies = tuple(load_policy(policy) for policy in POLICIES)
    found = tuple(preview_policy(opening, policy, seed, calls) for policy in policies)
    taste = compare_taste(measure_styles(opening, seed), measure_cast(document, seed))
    noticed = bool(call.content_notice.zh or call.content_notice.en)
    remarks = (
        *write_remarks(found, opening, taste, noticed),
        *remark_words(count_lines(document, spoken), spoken),
    )
    sample = tuple(take_sample(call, policies[0], spoken, seed))
    return Preview(call, opening, policies, found, taste, remarks, sample, spoken, seed)


def count_lines(document: Document, language: Language) -> dict[str, int]:
    """Return how many lines of its own a persona's file has under each key."""
    from simcall.content.source import parse_source, read_text

    data = parse_source(read_text(document.path)[0], document.path).data
    lines = data.get("lines", {}).get(language, {})
    return {str(key): len(said) for key, said in lines.items()}


class _Silent:
    """Stands in for the analyser where calls are played as moves."""

    name = "none"
    digest = ""

    def read(self, utterance: object) -> Any:
        """Refuse: nothing is said in words."""
        raise SimcallError("a preview is played as moves")

    read_many = read


def make_call(scenario: CallScenario, language: Language, seed: int) -> Call:
    """Return a call that is played as moves."""
    from simcall.call.session import Call

    return Call(scenario, seed, language, _Silent())


def open_person(scenario: CallScenario, language: Language, seed: int) -> Opening:
    """Return the person at the first ring of a scenario."""
    from simcall.lab.preview import Opening

    call = make_call(scenario, language, seed)
    return Opening(call.state, call.persona, call.account, scenario.outcome)


def measure_cast(document: Document, seed: int) -> list[dict[str, float]]:
    """Return what each style does for every other debtor that is shipped."""
    return [own for name, own in measure_shipped(seed).items() if name != document.id]


@functools.cache
def measure_shipped(seed: int) -> dict[str, dict[str, float]]:
    """Return what each style does for every shipped debtor, by id."""
    from simcall.content.calls import build_call
    from simcall.content.document import read_document
    from simcall.content.place import KINDS, iter_files, shipped_root
    from simcall.content.rehearsal import make_parts
    from simcall.lab.remarks import measure_styles

    found = {}
    for path in iter_files(KINDS["persona"], shipped_root()):
        other = read_document("persona", path, template=True)
        if other.data.get("template") or other.data["role"] != "debtor":
            continue
        opening = open_person(build_call(make_parts(other)), "zh", seed)
        found[other.id] = measure_styles(opening, seed)
    return found


def take_sample(
    scenario: CallScenario, policy: Policy, language: Language, seed: int
) -> list[tuple[str, str]]:
    """Return one call with a policy in words, the debtor's first."""
    from simcall.agent.player import Player
    from simcall.call.facts import collect_slots
    from simcall.persona import shape
    from simcall.rules.money import format_money

    call, player = make_call(scenario, language, seed), Player(policy, language)
    numbers = {line.kind: line.number for line in scenario.rules.hotlines}
    heard, reply = call.begin().reply.text, -1

    def money(amount: float) -> str:
        """Write minor units in the call's currency."""
        return format_money(round(amount), scenario.currency, language)

    while not call.ended and len(call.moves) < 40:
        facts = collect_slots(scenario, language, call.account, call.state, call.agent_name)
        said = player.speak_next(
            call.state, call.persona, call.account, reply, facts, heard, money, numbers
        )
        result = call.apply(said.move, said.text)
        heard, reply = result.reply.text, int(call.state[shape.LAST_REPLY])
    return [(turn.speaker, turn.text) for turn in call.turns]


def describe_share(share: Share | None) -> dict[str, float] | None:
    """Return a share as data."""
    return {k: round(v, 6) for k, v in share._asdict().items()} if share else None


def describe(preview: Preview) -> dict[str, Any]:
    """Return the preview as data."""
    shares = ("layers", "truth", "promise", "kept", "complaint", "hang_up", "goal", "hints")
    return {
        "persona": preview.scenario.persona.id,
        "scenario": preview.scenario.id,
        "outcome": preview.opening.outcome,
        "lang": preview.language,
        "seed": preview.seed,
        "calls": preview.found[0].n,
        "policies": {
            one.policy: {
                "turns": round(one.turns, 3),
                "curves": {k: [round(v, 4) for v in c] for k, c in one.curves.items()},
                **{name: describe_share(getattr(one, name)) for name in shares},
            }
            for one in preview.found
        },
        "prefers": list(preview.taste.better),
        "dislikes": list(preview.taste.worse),
        "remarks": [{**r.text._asdict(), "warns": r.warns} for r in preview.remarks],
        "sample": [{"speaker": who, "text": words} for who, words in preview.sample],
    }


def draw_spark(curve: Sequence[float], cells: int = CELLS) -> str:
    """Return a curve of values between 0 and 1 as a row of blocks with its first and last value."""
    count = min(cells, len(curve))
    places = [round(i * (len(curve) - 1) / max(1, count - 1)) for i in range(count)]
    row = "".join(BARS[min(7, max(0, int(8 * curve[place])))] for place in places)
    return f"{row}\n{curve[0]:.2f}→{curve[-1]:.2f}"


def show_share(share: Share | None, percent: bool = True) -> str:
    """Return a mean and under it its interval."""
    if share is None:
        return "–"
    if percent:
        return f"{share.mean:.0%}\n{100 * share.low:.0f}–{100 * share.high:.0f}"
    return f"{share.mean:.1f}\n{share.low:.1f}–{share.high:.1f}"


def show(preview: Preview, wanted: Language | None) -> None:
    """Print the tables, the sample, and what stands out."""
    from rich.console import Console

    from simcall.cli.list import system_language

    language = wanted or system_language()
    console = Console(highlight=False)
    name = preview.scenario.persona.name.say(preview.language)
    console.print(f"{name} ({preview.scenario.persona.id})", style="bold", markup=False)
    console.print(tabulate_curves(preview, language))
    console.print(tabulate_figures(preview, language))
    legend = LEGEND.say(language).format(n=preview.found[0].n, seed=preview.seed)
    console.print(legend, style="dim", markup=False, soft_wrap=True)
    show_sample(console, preview, language)
    show_remarks(console, preview, language)


def tabulate_curves(preview: Preview, language: Language) -> Table:
    """Return the table of feelings by turn."""
    from rich.table import Table

    from simcall.lab.preview import SHOWN
    from simcall.persona.ledger import FEELING_TEXTS

    table = Table(title=Text("逐轮的感受", "Feelings by turn").say(language), title_justify="left")
    table.add_column(Text("做法", "policy").say(language))
    for feeling in SHOWN:
        table.add_column(FEELING_TEXTS[feeling].say(language), no_wrap=True)
    table.add_column(Text("轮数", "turns").say(language), justify="right")
    for policy, one in zip(preview.policies, preview.found, strict=True):
        curves = [draw_spark(one.curves[feeling]) for feeling in SHOWN]
        table.add_row(name_policy(policy, language), *curves, f"{one.turns:.0f}")
    return table


def name_policy(policy: Policy, language: Language) -> str:
    """Return a policy's name, short."""
    return policy.name.say(language).removesuffix(" agent")


def tabulate_figures(preview: Preview, language: Language) -> Table:
    """Return the table of what the calls come to."""
    from rich.table import Table

    goal = OUTCOME_NAMES[preview.opening.outcome].say(language)
    heads = (
        Text("做法", "policy"),
        Text("说出几层", "layers told"),
        Text("承诺", "promise"),
        Text("兑现", "kept"),
        Text("投诉", "complaint"),
        Text("挂断", "hang-up"),
        Text(f"目标：{goal}", f"goal: {goal}"),
    )
    title = Text("结果", "Outcomes").say(language)
    table = Table(*(head.say(language) for head in heads), title=title, title_justify="left")
    for policy, one in zip(preview.policies, preview.found, strict=True):
        shares = (one.promise, one.kept, one.complaint, one.hang_up, one.goal)
        cells = [show_share(one.layers, percent=False), *map(show_share, shares)]
        table.add_row(name_policy(policy, language), *cells)
    return table


def show_sample(console: Console, preview: Preview, language: Language) -> None:
    """Print the beginning of one call in the persona's own words."""
    best = preview.policies[0].name.say(language)
    title = Text(f"\n一通电话（{best}）", f"\nOne call ({best})").say(language)
    console.print(title, style="bold", markup=False)
    me = Text("坐席", "agent").say(preview.language)
    them = preview.scenario.persona.name.say(preview.language)
    shown = preview.sample[: 1 + 2 * EXCHANGES]
    for who, words in shown:
        console.print(f"  {me if who == 'agent' else them}: {words}", markup=False, soft_wrap=True)
    if len(preview.sample) > len(shown):
        console.print("  …", markup=False)


def show_remarks(console: Console, preview: Preview, language: Language) -> None:
    """Print what stands out, warnings first."""
    title = Text("\n值得注意", "\nWhat stands out").say(language)
    console.print(title, style="bold", markup=False)
    if not preview.remarks:
        console.print(Text("  - 没有", "  - nothing").say(language), markup=False)
    for remark in preview.remarks:
        mark = "!" if remark.warns else "-"
        console.print(f"  {mark} {remark.text.say(language)}", markup=False, soft_wrap=True)
