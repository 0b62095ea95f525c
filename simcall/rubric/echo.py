"""Parroting: how much of what an agent says is the debtor's own sentence, given back.

A reflection takes up two or three of the debtor's words and adds a meaning; a parrot returns the
sentence. Measured by runs of characters (Chinese) or words (English) after swapping I and you.
"""

from __future__ import annotations

import re

from simcall.speech.fit import find_content

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[\u3400-\u9fff]|[a-z']+|\d+")
_SWAP = {
    "您": "我",
    "你": "我",
    "you": "i",
    "your": "my",
    "yours": "mine",
    "you're": "i'm",
    "you've": "i've",
    "you'll": "i'll",
    "you'd": "i'd",
    "yourself": "myself",
    "are": "am",
    "were": "was",
}
RUN = 4  # tokens in a row that must be the same to count as copied


def split_tokens(text: str) -> list[str]:
    """Return characters (Chinese) and words (English), seen from one side: you becomes I."""
    return [_SWAP.get(token, token) for token in _TOKEN.findall(text.lower())]


def measure_copy(text: str, said: str) -> float:
    """Return the share of `text` that stands in `said` in runs of RUN or more tokens, 0 to 1."""
    mine, theirs = split_tokens(text), split_tokens(said)
    if len(mine) < RUN or len(theirs) < RUN:
        return 0.0
    size = RUN if _CHINESE.search(text) else RUN - 1
    runs = {tuple(theirs[i : i + size]) for i in range(len(theirs) - size + 1)}
    copied = [False] * len(mine)
    for start in range(len(mine) - size + 1):
        if tuple(mine[start : start + size]) in runs:
            copied[start : start + size] = [True] * size
    return round(sum(copied) / len(mine), 3)


# Words of the trade: both sides use them in every call, so sharing them shows no listening.
TRADE = frozenset(
    """pay payment paid money month account balance call calling debt loan card plan day today week
    date due overdue amount fee help thing time way good make made take back want need try tell ask
    talk speak work number put give ring phone bill hear anyth someth noth everyth much long done
    first last next new old yesterday tomorrow morning afternoon even night year hour minute bit lot
    look find keep let come went goe sort deal sense mean sound feel hard
    还款 账单 逾期 分期 电话 现在 时候 今天 下个 个月 这个 那个 怎么 什么 可以 欠款 金额 还钱 一下
    客服 方便 处理 情况 问题 时间 办法 能不 不能 已经 本人 系统 查询 明天 手机 短信 方案 没有 知道 需要
    觉得 看看 先生 女士""".split()
)


PLAIN = frozenset(
    "的了是在我你您他她它们这那就也都还不没有和与吗呢吧啊呀哦嗯哈嘛么个一会要能可以想说到给让被把对从去来"
    "很太真再又才只而但如果因为所以什怎样多少几上下月日号天年时间今明昨前后先里面边点块元钱款期账单"
    "逾电话打接客服请问好行谢再见您本人士生现方便办法案知道看听讲跟帮我们大家得着过得吧已经事情用"
    "最低分每次二三四五六七八九十两百千万证实核费数金额发短信提交申工作出入回自己别"
)


def share_characters(text: str, said: str) -> int:
    """Return how many telling Chinese characters two texts share."""
    mine = set(_CHINESE.findall(text)) & set(_CHINESE.findall(said))
    return len(mine - PLAIN)


_SENTENCE = re.compile(r"[^。！？!?.\n]+[。！？!?.]?")


def says_back(text: str, said: str) -> bool:
    """Tell whether a turn opens with a statement that takes up what was just said.

    A question or a bare copy is no reflection; numbers and words of the trade do not count.
    """
    first = next((m.group() for m in _SENTENCE.finditer(text) if len(m.group()) > 6), "")
    if not first or first.rstrip().endswith(("?", "？")) or measure_copy(first, said) > 0.6:
        return False
    return measure_tie(first, said, numbers=False) >= 0.7


def tells(unit: str) -> bool:
    """Tell whether a unit of content is a telling word: no number, no scrap of two letters."""
    return not unit.isdigit() and (len(unit) > 2 or not unit.isascii())


def measure_tie(text: str, said: str, numbers: bool = True) -> float:
    """Return how far `text` takes up what `said` told: 0 for no shared matter, 0.7 some, 1 much.

    Some is one shared word or two shared Chinese characters, much is twice that. Shared words of
    the trade do not count, nor numbers where they are not wanted; giving the sentence back whole counts little.
    """
    units = (find_content(text) & find_content(said)) - TRADE
    shared = 2 * sum(1 for unit in units if tells(unit) or (numbers and unit.isdigit()))
    shared = max(shared, share_characters(text, said))
    if shared < 2:
        return 0.0
    tie = 0.7 if shared < 4 else 1.0
    return round(tie * (0.3 if measure_copy(text, said) > 0.6 else 1.0), 3)
