"""How far an utterance takes up what was said before it, by shared content.

Content means words that carry meaning: in Chinese, pairs of characters outside a list of function
characters; in English, word stems outside a list of function words. Copying the other's sentence
back whole is not taking it up, and counts for little.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z']+|\d+")
_FUNCTION_CHARS = frozenset(
    "的了是在我你您他她它们这那就也都还不没有和与吗呢吧啊呀哦嗯哈嘛么个一会要能可以想说到给"
    "让被把对从去来很太真再又才只而但如果因为所以什怎样多少几"
)
_FUNCTION_WORDS = frozenset(
    (
        "a an the i you he she it we they me him her us them my your his its our their mine yours "
        "is am are was were be been being do does did done have has had will would can could shall "
        "should may might must not no yes and or but if so because as of in on at to for from with "
        "by about into over after before up down out off then than that this these those there "
        "here what which who whom when where why how all any both each few more most some such "
        "only own same too very just also well really know think see say said says get got go "
        "going goes come came let like okay ok oh um uh er right sure please thanks thank sorry "
        "sir madam mr mrs ms don't i'm it's that's you're i've i'll can't won't didn't isn't "
        "you've we're there's he's she's what's let's"
    ).split()
)
_SUFFIX = re.compile(r"(?:ing|ed|es|s|ly|'s)$")


@lru_cache(maxsize=4096)
def find_content(text: str) -> frozenset[str]:
    """Return the content units of a text."""
    units = set()
    for run in _CHINESE_RUN.findall(text):
        for first, second in itertools.pairwise(run):
            if first not in _FUNCTION_CHARS and second not in _FUNCTION_CHARS:
                units.add(first + second)
    for word in _WORD.findall(text.lower()):
        if word not in _FUNCTION_WORDS:
            units.add(_SUFFIX.sub("", word) if len(word) > 4 else word)
    return frozenset(units)


def measure_echo(text: str, said: str) -> float:
    """Return how far `text` is a plain copy of `said`: 1 when it adds nothing of its own."""
    mine, theirs = find_content(text), find_content(said)
    if len(theirs) < 2 or len(mine) < 2:
        return 0.0
    covered = len(mine & theirs) / len(theirs)
    own = len(mine - theirs) / len(mine)
    return max(0.0, covered - own) if covered > 0.8 else 0.0


def measure_overlap(text: str, said: str) -> float:
    """Return the share of content taken up, 0 to 1: two shared units or a third of them is full."""
    mine, theirs = find_content(text), find_content(said)
    if not mine or not theirs:
        return 0.0
    shared = len(mine & theirs)
    worth = min(1.0, max(shared / 3.0, shared / (0.4 * len(theirs)) if len(theirs) > 2 else 0.0))
    return round(worth * (1.0 - 0.7 * measure_echo(text, said)), 3)
