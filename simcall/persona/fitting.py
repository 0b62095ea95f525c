"""Which of a question's answers fits its kind: a day, a number, a yes or a no."""

from __future__ import annotations

import re

_FITS: dict[str, re.Pattern[str]] = {
    "day": re.compile(
        r"\d|[号月年周]|礼拜|星期|天|上午|下午|晚上|早上|中午|夜里|[一二三四五六七八九十两半]点|去年|今年|前年|那会儿|以后|以前|刚"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:week|month|year|day"
        r"|morning|afternoon|evening|night|hour|minute)s?\b"
        r"|\b(?:january|february|march|april|may|june|july|august|september"
        r"|october|november|december)\b"
        r"|\b(?:ago|since|yesterday|today|tomorrow|noon|o'clock|spring|summer"
        r"|autumn|winter|first|second|third|\w+teenth|\w+tieth|\w+th)\b",
        re.IGNORECASE,
    ),
    "much": re.compile(
        r"\d|\{|[一二三四五六七八九十百千万两几半]|好些|不少|一点|全部|没几"
        r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
        r"|twenty|thirty|forty|fifty|sixty|hundred|thousand|half"
        r"|quarter|couple|dozen|few|several|both|none|nothing|all|once|twice)\b",
        re.IGNORECASE,
    ),
    "yesno": re.compile(
        r"^(?:……|嗯|呃|哦|唉)?[，…]*(?:有|没|是|不|对|会|能|知道|行|可以|还没|当然|从来|早)"
        r"|^(?:\.\.\. ?|um|well|oh|mm)?[,. ]*(?:yes|no|yeah|never|not|none"
        r"|nobody|of course|i (?:have|did|do|am|was|will|can|haven|didn|don"
        r"|know)|he |she |they |it )",
        re.IGNORECASE,
    ),
    "who": re.compile(
        r"我(?:妈|爸|哥|姐|弟|妹|女儿|儿子|爱人|媳妇|老婆|老公|老伴|表|舅|姑|姨|叔|奶奶|爷爷|外公|外婆|同学|同事|朋友"
        r"|室友)|[他她]|叫|姓|老师|师傅|老板|邻居|先生|女士|经理|没人|谁也"
        r"|\b(?:my|he|she|his|her|mr|mrs|ms|miss|nobody|no one|name|called"
        r"|brother|sister|mother|father|mum|mom|dad|wife|husband|friend|boss"
        r"|woman|man|lad|girl)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_TERMS = re.compile(
    r"[还付交缴]|分期|一半|多少钱|够不够|一笔"
    r"|\b(?:pay|paying|half|instal\w*|month|settle|how much|waive|come off|account number)\b",
    re.IGNORECASE,
)
COUNTED = frozenset({"day", "much"})


def fits_kind(text: str, kind: str) -> bool:
    """Tell whether an answer holds what its kind of question asks for, or nobody can say."""
    pattern = _FITS.get(kind)
    return pattern is None or pattern.search(text) is not None


def is_about_terms(text: str) -> bool:
    """Tell whether a line is about how to pay, which is settled once something was promised."""
    return _TERMS.search(text) is not None
