"""By what name the other side is asked for, and whether it is theirs.

Lenient on purpose: a surname that fits is enough, so that a slip in the given name or a word that
speech recognition has bent does not end a call.
"""

from __future__ import annotations

import re

from simcall.common.bilingual import Language
from simcall.speech.move import Move

# The hundred most frequent surnames of mainland China (Ministry of Public Security, 2020 report).
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NO_NAME = re.compile(
    r"本人|机主|客户|用户|持卡|这|那|您|你|不是|什么|谁|哪|我们|方便|家属|家里|老板"
)
_ZH_TITLED = re.compile(
    r"(?:(?:请问|您好|你好|喂)?(?:您|你)?(?:是不是|是)|请问|您好|你好|喂|找|[，, ])\s*(?:一下)?"
    r"([\u4e00-\u9fff]{1,3}?)(?:先生|女士|小姐)"
)
_ZH_PLAIN = re.compile(
    r"(?:请问|您是|你是|是不是|^是|找|叫)(?:是|您是|你是)?([\u4e00-\u9fff]{2,3}?)(?:吗|么|吧|嘛|本人|[?？]|$)"
)
_TITLE = r"(?:mr|mrs|ms|miss|dr|sir|madam)\.?"
_EN_TITLED = re.compile(rf"\b{_TITLE} ((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?)", re.IGNORECASE)
_EN_ASKED = re.compile(
    r"(?:[Ii]s (?:this|that|it)|[Ss]peaking (?:to|with)|[Ss]peak (?:to|with)|[Tt]alking (?:to|with)"
    r"|[Ll]ooking for|[Cc]alling for|[Rr]each|[Aa]re you(?= [A-Z][\w'’-]+ [A-Z]))"
    r" ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?=\W*(?:$|[?,.!]| (?:please|there|speaking|from)))"
)
_EN_BARE = re.compile(r"^\W*(?:[Hh](?:ello|i)|[Gg]ood \w+)?\W*([A-Z][\w'’-]+ [A-Z][\w'’-]+)\?")

# "Does your rep have a name?", "那人叫什么？": not the name of whoever is on the line.
_THEIRS = re.compile(
    r"[他她]|那(?:个)?人|这(?:个)?人|对方|医生|老师|同事|师傅|经理|老板"
    r"|\b(?:he|she|they|his|her|hers|their|him|them)\b"
    r"|\byour (?!(?:own |full |first |last |family |sur)?name\b)[a-z]+"
    r"|\b(?:that|the|this) (?:man|woman|person|adviser|caller|colleague|doctor|officer)\b",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"(?:您|你)(?:的)?(?:全名|姓名|名字|贵姓|本人)|(?:您|你)(?:怎么)?(?:称呼|贵姓|叫)|贵姓"
    r"|\byour (?:own |full |first |last |family |sur)?name\b|\bam I (?:speaking|talking)",
    re.IGNORECASE,
)


def asks_name_of_another(text: str) -> bool:
    """Tell whether a question about a name means somebody who is not on the line."""
    return _THEIRS.search(text) is not None and _YOURS.search(text) is None


def find_names(text: str, language: Language) -> list[str]:
    """Return the names by which a text addresses or asks for somebody."""
    if language == "zh":
        titled = [name for name in _ZH_TITLED.findall(text) if not _NO_NAME.search(name)]
        plain = [name for name in _ZH_PLAIN.findall(text) if not _NO_NAME.search(name)]
        return [name for name in (*titled, *plain) if name[0] in _SURNAMES]
    said = [m.group(1) for p in (_EN_TITLED, _EN_ASKED, _EN_BARE) for m in p.finditer(text)]
    return [name for name in said if name[0].isupper()]


def is_named(name: str, own: str, language: Language) -> bool:
    """Tell whether a name may be meant for somebody called `own`."""
    if not own:
        return True
    if language == "zh":
        return name[0] in own
    ours = {part.lower() for part in re.split(r"[\s'’-]+", own)}
    theirs = {part.lower() for part in re.split(r"[\s'’-]+", name)}
    return bool(ours & theirs)


def names_somebody_else(text: str, own: str, language: Language) -> bool:
    """Tell whether a text asks for somebody by a name, and every name is another's."""
    names = find_names(text, language)
    return bool(names) and not any(is_named(name, own, language) for name in names)


def forget_check(move: Move) -> Move:
    """Return a move without its identity check: asked for somebody else, nobody says yes."""
    return move._replace(
        acts=tuple((act, weight) for act, weight in move.acts if act != "verify"),
        questions=tuple(topic for topic in move.questions if topic != "identity"),
    )
