"""Who is who in a transcript: from names such as 坐席 or Customer, else from what each one says."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simcall.common.errors import SimcallError
from simcall.speech.reading import Speaker


class TranscriptError(SimcallError):
    """A transcript that cannot be read."""


class Line(NamedTuple):
    """One piece of speech. speaker: whatever the file calls them; t: seconds, None if unknown."""

    speaker: str
    text: str
    t: float | None = None


class Role(NamedTuple):
    """What a speaker's name stands for."""

    speaker: Speaker
    party: str = ""


AGENT_NAMES = frozenset(
    """agent collector rep representative operator staff advisor adviser csr associate caller_agent
    callcenter call_center call_centre service therapist counselor counsellor interviewer coach
    bank lender company employee specialist officer bot a
    坐席 座席 客服 客服人员 催收员 催收 催收人员 专员 员工 话务员 工作人员 业务员
    主叫 坐席员 座席员 客服代表 银行 机构 公司 咨询师 机器人""".split()
)
DEBTOR_NAMES = frozenset(
    """debtor customer caller borrower client user consumer cardholder account_holder patient member
    d b c 客户 用户 欠款人 借款人 债务人 被叫 持卡人 来访者 求助者 顾客 会员 对方""".split()
)
OTHER_NAMES = frozenset(
    """third_party thirdparty third mother mum mom father dad wife husband sister brother son
    daughter colleague flatmate roommate friend neighbour neighbor relative family 第三方 第三人
    家属 母亲 妈妈 父亲 爸爸 妻子 丈夫 老公 老婆 同事 室友 朋友 亲属 家人 邻居""".split()
)
SUPERVISOR_NAMES = frozenset("supervisor manager team_leader lead 主管 经理 组长 领导".split())
SYSTEM_NAMES = frozenset("system ivr recording announcement 系统 语音提示 系统提示 录音".split())

_AGENT_SAYS = re.compile(
    r"工号|客服|请问(您)?是|本人吗|逾期|账单|还款|核实|录音|金融|我(这边)?是.{0,10}(公司|银行|平台)|分期方案|"
    r"calling from|on behalf of|recorded|overdue|past due|arrears|am i speaking|may i speak|"
    r"can you confirm|date of birth|your (account|balance|payment)|payment plan|instal+ments|"
    r"how can i help|my name is|employee (id|number)|tell me (more|about)|it sounds like",
    re.IGNORECASE,
)
_DEBTOR_SAYS = re.compile(
    r"没钱|失业|被裁|还不起|发工资|你们|我老公|我老婆|谁啊|哪位|什么事|不方便|"
    r"who('s| is) (this|calling)|lost my job|can't afford|i don't have|speaking\b|you people|"
    r"my (wife|husband|kids|rent|boss)|i get paid|payday",
    re.IGNORECASE,
)
_TIDY = re.compile(r"[\s_\-]+")


def know_role(name: str) -> Role | None:
    """Return the role that a name stands for, or None when it could be anybody."""
    key = re.sub(r"[\d#:：（）()\[\]]+$", "", _TIDY.sub("_", name.strip().lower())).strip("_")
    for names, role in (
        (AGENT_NAMES, Role("agent")),
        (DEBTOR_NAMES, Role("debtor")),
        (OTHER_NAMES, Role("debtor", "third_party")),
        (SUPERVISOR_NAMES, Role("agent", "supervisor")),
        (SYSTEM_NAMES, Role("agent", "system")),
    ):
        if key in names:
            return role
    return None


def map_speakers(lines: Sequence[Line], where: str) -> Mapping[str, Role]:
    """Return the role of every speaker: known names first, the rest by what they say.

    Raises TranscriptError when everything is said by one unnamed speaker.
    """
    names = list(dict.fromkeys(line.speaker for line in lines))
    roles = {name: role for name in names if (role := know_role(name)) is not None}
    short = {"a", "b", "c", "d"}
    if len(names) > 1 and {name.lower() for name in names} <= short:
        named_ad = {"A", "D"} >= {name.upper() for name in names}
        roles = roles if named_ad else {}
    unknown = [name for name in names if name not in roles]
    if not unknown:
        return roles
    if len(names) == 1:
        raise TranscriptError(
            f"{where}: only one speaker, '{names[0]}'; name them agent and debtor"
        )
    have = {role.speaker for role in roles.values() if role.party != "system"}
    if have == {"agent"}:
        return {**roles, **{name: Role("debtor") for name in unknown}}
    ranked = sorted(unknown, key=lambda name: (-sound_like_agent(lines, name), names.index(name)))
    agent = [] if "agent" in have else ranked[:1]
    return {**roles, **{n: Role("agent" if n in agent else "debtor") for n in unknown}}


def sound_like_agent(lines: Sequence[Line], name: str) -> float:
    """Return how much one speaker sounds like the agent, by words that either side tends to use."""
    said = [line.text for line in lines if line.speaker == name]
    score = sum(len(_AGENT_SAYS.findall(text)) - len(_DEBTOR_SAYS.findall(text)) for text in said)
    return float(score / math.sqrt(max(1, len(said))))


def join_lines(lines: Sequence[Line]) -> list[Line]:
    """Join neighbouring pieces of one speaker; a space only between words that need one."""
    joined: list[Line] = []
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            continue
        if joined and joined[-1].speaker == line.speaker:
            before = joined[-1]
            gap = " " if before.text[-1:].isascii() and text[:1].isascii() else ""
            joined[-1] = before._replace(text=before.text + gap + text)
        else:
            joined.append(line._replace(text=text))
    return joined
