"""What a turn tells: words of content, and telling Chinese characters; and how far it is taken up.

Two texts are tied when they share matter that belongs to this debtor: not the words of the trade,
and not what the agent had said first.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from simcall.rubric.echo import measure_copy
from simcall.speech.fit import find_content

_CHINESE = re.compile(r"[\u3400-\u9fff]")

# Words of the trade: both sides use them in every call, so sharing them shows no listening.
TRADE = frozenset(
    """pay payment paid money month account balance call calling debt loan card plan day today week
    date due overdue amount fee help thing time way good make made take back want need try tell ask
    talk speak work number put give ring phone bill hear anyth someth noth everyth much long done
    first last next new old yesterday tomorrow morning afternoon even night year hour minute bit lot
    now one else end how yes well again ever never always maybe perhaps still already soon tonight
    here around another other kind sort whole part half side case point start begin stop set move
    turn run hold leave use mean least most more less enough quite rather pretty sure okay fine
    right wrong better best person people anyone someone nobody everyone might could would should
    happen matter important exactly actually honestly honest second third fourth two three four
    five six seven eight nine ten twenty thirty fifty hundred thousand line name confirm check
    question answer reason situation option choice choose agree accept offer send text email letter
    account company bank lender address birth document digit recorded staff moment minute service
    look find keep let come went goe sort deal sense mean sound feel hard
    还款 账单 逾期 分期 电话 现在 时候 今天 下个 个月 这个 那个 怎么 什么 可以 欠款 金额 还钱 一下
    客服 方便 显示 截图 处理 情况 问题 时间 办法 能不 不能 已经 本人 系统 查询 明天 手机 短信 方案 没有 知道 需要
    觉得 看看 先生 女士""".split()
)


PLAIN = frozenset(
    "的了是在我你您他她它们这那就也都还不没有和与吗呢吧啊呀哦嗯哈嘛么个一会要能可以想说到给让被把对从去来"
    "很太真再又才只而但如果因为所以什怎样多少几上下月日号天年时间今明昨前后先里面边点块元钱款期账单"
    "逾电话打接客服请问好行谢再见您本人士生现方便办法案知道看听讲跟帮我们大家得着过得吧已经事情用"
    "最低分每次二三四五六七八九十两百千万证实核费数金额发短信提交申工作出入回自己别"
)


class Matter(NamedTuple):
    """Words of content and numbers; telling Chinese characters."""

    units: frozenset[str]
    characters: frozenset[str]

    def without(self, other: Matter) -> Matter:
        """Return what is left when another's matter is taken away."""
        return Matter(self.units - other.units, self.characters - other.characters)

    def joined(self, other: Matter) -> Matter:
        """Return the matter of both."""
        return Matter(self.units | other.units, self.characters | other.characters)


NOTHING = Matter(frozenset(), frozenset())


def tells(unit: str) -> bool:
    """Tell whether a unit of content is a telling word: no number, no scrap of two letters."""
    if unit.isascii():
        return not unit.isdigit() and len(unit) > 2
    return not set(unit) <= PLAIN


def find_matter(text: str) -> Matter:
    """Return the matter of a text, words of the trade left out."""
    units = frozenset(u for u in find_content(text) - TRADE if tells(u) or u.isdigit())
    return Matter(units, frozenset(_CHINESE.findall(text)) - PLAIN)


def measure_tie(mine: Matter, theirs: Matter, numbers: bool = True) -> float:
    """Return how far one takes up the other: 0 for nothing shared, 0.7 for some, 1 for much.

    Some is one shared word or two shared Chinese characters, much is twice that; numbers count only
    where they are wanted.
    """
    units = mine.units & theirs.units
    shared = 2 * sum(1 for unit in units if numbers or tells(unit))
    shared = max(shared, len(mine.characters & theirs.characters))
    if shared < 2:
        return 0.0
    return 0.7 if shared < 4 else 1.0


FIRST = 3  # sentences of a turn that may say something back
_SENTENCE = re.compile(r"[^。！？!?.\n]+[。！？!?.]?")


def says_back(text: str, said: str, told: Matter) -> bool:
    """Tell whether one of a turn's first statements takes up what was just said (`told`).

    A question or a bare copy is no reflection; numbers do not count.
    """
    for found in islice(_SENTENCE.finditer(text), FIRST):
        sentence = found.group().strip()
        asks = sentence.endswith(("?", "？"))
        if asks or len(sentence) <= 6 or measure_copy(sentence, said) > 0.6:
            continue
        if measure_tie(find_matter(sentence), told, numbers=False) >= 0.7:
            return True
    return False
