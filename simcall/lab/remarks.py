"""What stands out in a preview, in plain words, and what to change where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.lab.calibration.cast import STYLES, try_style
from simcall.lab.calibration.population import Person
from simcall.lab.calibration.runner import Runner
from simcall.lab.preview import Opening, PolicyPreview
from simcall.persona import shape

STYLE_NAMES: dict[str, Text] = {
    "listening": Text("复述倾听", "listening"),
    "warmth": Text("共情肯定", "warmth"),
    "facts": Text("讲清事实和权利", "facts and rights"),
    "a choice": Text("给出选择", "a choice"),
    "an apology": Text("道歉", "an apology"),
    "probing": Text("打听私事", "private questions"),
    "a firm request": Text("平静而明确的要求", "a calm firm request"),
    "a way out": Text("转介出路", "a way out"),
}
NEVER = 0.1  # below this share something hardly ever happens
OFTEN = 0.2  # share of polite calls cut off from which an author is warned
NEARLY_ALWAYS = 0.9
PROBING = "probing"  # nobody's preference
CLEAR = 0.06  # a style that does this much more than for others is a preference
ENOUGH_LINES = 60
# What a person is asked for in nearly every call: first what a common reply could get wrong about
# this life, then what gives it a voice of its own.
KEYS = (
    "reason#2", "reason#3", "answer.family", "answer.work", "answer.income", "answer.health",
    "excuse", "greet", "confirm_identity", "emotion@tense", "refuse", "promise", "offer_amount",
    "question", "answer.plan", "acknowledge", "bye",
)  # fmt: skip
POLITE = ("excellent", "warm_only", "mechanical")


class Remark(NamedTuple):
    """One thing that stands out. warns: something is probably not as it was meant."""

    text: Text
    warns: bool = False


class Taste(NamedTuple):
    """What moves a person more, and less, than the rest of the cast.

    badly: the styles among `worse` that do the person harm, and not just less good.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    badly: tuple[str, ...] = ()


def measure_styles(opening: Opening, seed: int) -> dict[str, float]:
    """Return what three turns of each style do for a person: trust won less what they stir up."""
    person = Person("", list(opening.persona), list(opening.account))
    runner = Runner(seed, compiled=False)
    return {style: try_style(runner, person, move) for style, move in STYLES.items()}


def compare_taste(own: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> Taste:
    """Return the styles that do clearly more, and clearly less, for a person than for others.

    How easily somebody is moved at all is taken out first, so that it counts for no style.
    """
    above = {s: own[s] - sum(one[s] for one in others) / max(1, len(others)) for s in own}
    level = sum(above.values()) / len(above)
    ranked = sorted(above, key=lambda style: -above[style])
    liked = [s for s in ranked if above[s] - level > CLEAR and own[s] > 0.0 and s != PROBING]
    worse = [s for s in reversed(ranked) if above[s] - level < -CLEAR][:2]
    return Taste(tuple(liked[:2]), tuple(worse), tuple(s for s in worse if own[s] < 0.0))


def join_names(styles: Sequence[str]) -> Text:
    """Return the names of styles as one text."""
    names = [STYLE_NAMES[style] for style in styles]
    return Text("、".join(n.zh for n in names), " and ".join(n.en for n in names))


def remark_taste(taste: Taste) -> list[Remark]:
    """Say what the person prefers to hear."""
    good, bad, hurt = (join_names(names) for names in (taste.better, taste.worse, taste.badly))
    if taste.better and taste.worse:
        return [
            Remark(Text(f"比起{bad.zh}，更吃{good.zh}这一套", f"prefers {good.en} to {bad.en}"))
        ]
    if taste.better:
        return [Remark(Text(f"特别听得进：{good.zh}", f"takes {good.en} especially well"))]
    if taste.badly:
        return [Remark(Text(f"特别听不得：{hurt.zh}", f"takes {hurt.en} especially badly"))]
    if taste.worse:
        return [
            Remark(Text(f"比一般人更不吃{bad.zh}这一套", f"is moved less than others by {bad.en}"))
        ]
    return [
        Remark(
            Text(
                "口味与一般人差不多；想要鲜明些，改 temper.gains",
                "likes what most people like; for a sharper character change temper.gains",
            )
        )
    ]


def remark_goal(found: Mapping[str, PolicyPreview], opening: Opening) -> list[Remark]:
    """Say which policies reach the persona's own outcome, and what to look at when none does."""
    best = max(found.values(), key=lambda one: one.goal.mean)
    worst = min(found.values(), key=lambda one: one.goal.mean)
    name = opening.outcome
    if best.goal.mean < NEVER:
        zh, en = advise_goal(opening)
        return [
            Remark(
                Text(f"没有哪种做法达到目标（{name}）：{zh}", f"no policy reaches '{name}': {en}"),
                True,
            )
        ]
    if worst.goal.mean > NEARLY_ALWAYS:
        return [
            Remark(
                Text(
                    f"怎么打都能达到目标（{name}），练不出高下",
                    f"every policy reaches '{name}': there is little to learn",
                ),
                True,
            )
        ]
    top = found.get("excellent")
    if top is not None and best.goal.low > top.goal.high and best.goal.mean > top.goal.mean + 0.1:
        return [
            Remark(
                Text(
                    f"目标（{name}）上，{best.policy} 胜过 excellent：看看 gains 和 outcome 对不对",
                    f"on '{name}', {best.policy} beats excellent: check gains and outcome",
                ),
                True,
            )
        ]
    return []


def advise_goal(opening: Opening) -> Text:
    """Return what to look at when an outcome is out of reach."""
    persona = opening.persona
    if opening.outcome in ("promise", "paid", "kept"):
        if persona[shape.INSOLVENT] == 1.0:
            return Text(
                "此人无力偿还，outcome 应是 referral",
                "the person cannot pay; outcome: referral fits",
            )
        if persona[shape.DISPUTES] == 1.0:
            return Text(
                "此人不认账，outcome 应是 dispute_logged",
                "the person denies the debt; outcome: dispute_logged fits",
            )
        return Text(
            "提高 temper.will 或 ability.affordable，或降低 temper.thresholds",
            "raise temper.will or ability.affordable, or lower temper.thresholds",
        )
    hints = {
        "safety": Text(
            "检查 temper.risk_at 和 baselines.despair", "check temper.risk_at and baselines.despair"
        ),
        "dispute_logged": Text("是否写了 disputes: true", "is disputes: true set?"),
        "referral": Text(
            "检查 ability.insolvent 和欠款大小", "check ability.insolvent and the size of the debt"
        ),
    }
    fallback = Text("检查 outcome 是否合适", "check whether this outcome fits the person")
    return hints.get(opening.outcome, fallback)


def remark_pressure(found: Mapping[str, PolicyPreview]) -> list[Remark]:
    """Say what pressure does to the person."""
    hard, kind = found.get("pressing"), found.get("excellent")
    if hard is None or kind is None:
        return []
    remarks = []
    if hard.promise.low > kind.promise.high and (hard.kept is None or hard.kept.mean < 0.5):
        kept = 0.0 if hard.kept is None else hard.kept.mean
        remarks.append(
            Remark(
                Text(
                    f"被逼时更肯答应，但兑现只有 {kept:.0%}",
                    f"promises more under pressure, and keeps {kept:.0%} of it",
                )
            )
        )
    if hard.promise.mean < NEVER < kind.promise.low:
        remarks.append(
            Remark(Text("一逼就不谈了，什么也不答应", "agrees to nothing under pressure"))
        )
    if hard.hang_up.mean > 0.3:
        share = hard.hang_up.mean
        remarks.append(
            Remark(Text(f"一逼就挂电话（{share:.0%}）", f"hangs up under pressure ({share:.0%})"))
        )
    return remarks


def remark_harm(found: Mapping[str, PolicyPreview], is_debtor: bool) -> list[Remark]:
    """Say whether harm has consequences, and whether kindness is met with a hang-up."""
    remarks = []
    cruel = found.get("abusive")
    if (
        is_debtor
        and cruel is not None
        and cruel.hang_up.mean < NEVER
        and cruel.complaint.mean < NEVER
    ):
        remarks.append(
            Remark(
                Text(
                    "挨骂也不挂断、不投诉：想让后果明显些，提高 temper.hang_up 或 temper.complain",
                    "neither hangs up nor complains when insulted: raise temper.hang_up or "
                    "temper.complain if that is not meant",
                ),
                True,
            )
        )
    polite = [one for name, one in found.items() if name in POLITE and one.hang_up.mean > OFTEN]
    if polite:
        names = "、".join(one.policy for one in polite)
        remarks.append(
            Remark(
                Text(
                    f"客客气气也常挂电话（{names}）：降低 temper.hang_up 或 baselines.anger",
                    f"often hangs up on polite agents too ({names.replace('、', ', ')}): lower "
                    "temper.hang_up or baselines.anger",
                ),
                True,
            )
        )
    return remarks


def remark_trust(found: Mapping[str, PolicyPreview], opening: Opening) -> list[Remark]:
    """Say whether the truth ever comes out."""
    kind = found.get("excellent")
    if kind is None or opening.outcome == "safety":
        return []
    top = max(kind.curves["trust"])
    need = opening.persona[shape.TAU + 2]
    if kind.truth.mean < NEVER and top < need + NEVER:
        return [
            Remark(
                Text(
                    f"实情从来说不出口：信任最高约 {top:.2f}，说实情要 {need:.2f}，"
                    "降低 temper.thresholds 的第三个数",
                    f"the truth never comes out: trust peaks near {top:.2f} and {need:.2f} is "
                    "needed; lower the third of temper.thresholds",
                ),
                True,
            )
        ]
    return []


def remark_safety(found: Mapping[str, PolicyPreview], noticed: bool) -> list[Remark]:
    """Say whether hints of self-harm come up; noticed: whether the persona warns of them."""
    share = max(one.hints.mean for one in found.values())
    if share == 0.0:
        return []
    warns = not noticed
    more = Text("：请写上 content_notice", ": write a content_notice") if warns else Text("", "")
    return [
        Remark(
            Text(
                f"最多有 {share:.0%} 的通话会流露轻生念头{more.zh}",
                f"in up to {share:.0%} of calls there is a hint of self-harm{more.en}",
            ),
            warns,
        )
    ]


def remark_words(own: Mapping[str, int], language: Language) -> list[Remark]:
    """Say where the person still speaks in inherited lines. own: lines of its own by key."""
    total, thin = sum(own.values()), [key for key in KEYS if own.get(key, 0) < 2]
    if not thin or total >= ENOUGH_LINES:
        return []
    named = ", ".join(thin[:6])
    return [
        Remark(
            Text(
                f"自己的台词只有 {total} 句（{language}），其余是继承来的，可能对不上；"
                f"先补：{named}",
                f"only {total} lines of its own ({language}); the rest are inherited and may not "
                f"fit this life; add to: {named}",
            )
        )
    ]


def write_remarks(
    previews: Sequence[PolicyPreview], opening: Opening, taste: Taste, noticed: bool
) -> list[Remark]:
    """Return everything that stands out, the warnings first."""
    found = {one.policy: one for one in previews}
    is_debtor = opening.persona[shape.ROLE] == shape.ROLE_DEBTOR
    remarks = [
        *remark_goal(found, opening),
        *remark_harm(found, is_debtor),
        *remark_safety(found, noticed),
    ]
    if is_debtor:
        remarks += [
            *remark_trust(found, opening),
            *remark_taste(taste),
            *remark_pressure(found),
        ]
    return sorted(remarks, key=lambda remark: not remark.warns)
