"""Amounts, dates, instalments, rates and identity digits in an utterance, in both languages.

Rules, not a learned part: numbers have a grammar. Dates come first, so that their digits are not
read as money; then counts of instalments, rates, identity digits, and last the sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simcall.speech.dates import find_dates, parse_day
from simcall.speech.move import Slots
from simcall.speech.numerals import (
    CHINESE_NUMBER,
    ENGLISH_NUMBER,
    SMALL_NUMBER,
    TENS_NUMBER,
    read_chinese,
    read_english,
    read_mixed,
)

_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|{CHINESE_NUMBER})"
_COUNT = rf"(?:\d{{1,3}}|{CHINESE_NUMBER}|{ENGLISH_NUMBER})"
_FLAGS = re.IGNORECASE

_INSTALMENTS = (
    re.compile(rf"(?:分成?|拆成?|做|办|走)\s*(?P<n>{_NUM})\s*(?:期|个月|次|笔)", _FLAGS),
    re.compile(rf"(?P<n>{_NUM})\s*期", _FLAGS),
    re.compile(rf"(?P<n>{_NUM})\s*个?月[，,、 ]?每个?月", _FLAGS),
    re.compile(
        rf"(?P<n>{_COUNT})[\s-]+(?:equal |monthly |smaller |separate |weekly )*"
        r"(?:instal?lments?|payments|parts|chunks|goes)\b",
        _FLAGS,
    ),
    re.compile(rf"\b(?:over|across|spread (?:it )?(?:over|across)|for)\s+(?:the next )?"
               rf"(?P<n>{_COUNT})[\s-]+months?\b", _FLAGS),
    re.compile(rf"\b(?P<n>{_COUNT})\s+(?:months?|weeks?|monthly|weekly)\s+of\b", _FLAGS),
    re.compile(rf"\b(?P<n>{_COUNT})[\s-]month (?:plan|arrangement|instal?lment)", _FLAGS),
)  # fmt: skip
_RATES = (
    re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*(?:%|％|percent|per cent)", _FLAGS),
    re.compile(rf"百分之(?P<zh100>{CHINESE_NUMBER}(?:点{CHINESE_NUMBER})?)"),
    re.compile(rf"千分之(?P<zh1000>{CHINESE_NUMBER})"),
    re.compile(rf"万分之(?P<zh10000>{CHINESE_NUMBER})"),
)
_WAIVER = re.compile(
    r"减免|免掉|免除|打折|减|免|waive|knock off|take off|reduc|write off|discount", _FLAGS
)
_FRACTIONS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, _FLAGS), share)
    for pattern, share in (
        (r"四分之一|\ba quarter\b|\bone quarter\b", 0.25),
        (r"三分之一|\ba third\b|\bone third\b", 1 / 3),
        (r"三分之二|\btwo thirds\b", 2 / 3),
        (r"四分之三|\bthree quarters\b", 0.75),
        (r"一半|\bhalf\b", 0.5),
    )
)
_DIGITS = (
    re.compile(r"(?:尾号|后四位|末四位|后六位|最后四位|工号|编号|单号)(?:数字)?(?:是|为|：|:)?\s*"
               r"(?P<d>[\dＯ零〇一二三四五六七八九幺]{3,6})"),
    re.compile(r"(?:ending(?: in)?|staff (?:id|number)|badge(?: number)?|reference(?: number)?|last (?:four|4)(?: digits)?|digits(?: are)?)"
               r"[^\d]{0,24}(?P<d>\d(?:[ -]?\d){2,5})", _FLAGS),
)  # fmt: skip
_MONEY_ZH = re.compile(
    rf"(?P<m>\d{{1,4}}[万千百](?:零?\d{{1,4}}[千百十]?)+)(?:块钱?|元|圆)?(?![号月日天年期个次位岁点\d%])"
    rf"|(?P<h>[百千万])把(?:块钱?|元|来块)"
    rf"|(?:[¥￥]\s*(?P<a>\d[\d,]*(?:\.\d+)?)(?P<ak>[万千wWkK]?))"
    rf"|(?:(?P<b>\d[\d,]*(?:\.\d+)?)\s*(?P<bk>[万千百wWkK]?)\s*(?P<bu>多?(?:块钱?|元|圆|大洋|人民币)))"
    rf"|(?:(?P<c>{CHINESE_NUMBER})\s*多?(?P<cu>块钱?|元|圆)(?:(?P<jiao>[一二三四五六七八九])"
    rf"(?![个期天月次周年笔人张家样回起点般直定下些块元十百千万]))?)"
    rf"|(?:(?P<d>\d[\d,]*(?:\.\d+)?)\s*(?P<dk>[万千wWkK])(?![a-zA-Z]))"
)
_MONEY_ZH_BARE = re.compile(
    r"(?P<x>\d{3,7}(?:\.\d{1,2})?|(?=[^个]*[十百千万])[一二三四五六七八九两十百千万零]{2,})"
    r"(?![号月日天年期个次位岁点\d%]|分钟|分之|小时)"
)
# What is counted after a number that is no sum of money.
NO_SUM = (
    r"[\d:/]|\s*(?:%|st\b|nd\b|rd\b|th\b)|[\s-]+(?:(?:more|other|odd|different|good)\s+)?"
    r"(?:per ?cent|days?|weeks?|months?|years?|hours?|minutes?|seconds?|times|people|calls?|miles"
    r"|kilomet\w+|thanks|ways?|things|reasons|questions|others|customers|texts?|emails?|letters?"
    r"|words|am\b|pm\b|o['’]clock|of (?:you|them|us)|hundred|thousand|grand|instal\w+|payments)"
)
_MONEY_EN = re.compile(
    r"(?P<sign>[£$€]|\b(?:usd|gbp|rmb|cny|sgd)\s?)\s*(?P<a>\d[\d,]*(?:\.\d+)?)\s*(?P<ak>k\b|grand|thousand)?"
    r"|(?P<b>\d[\d,]*(?:\.\d+)?)\s*(?P<bk>k|grand|thousand)?\s*(?P<bu>pounds?|quid|dollars?|bucks|yuan|euros?|rmb|cny)\b"
    r"|(?P<d>\d+(?:\.\d+)?)\s*(?P<dk>k)\b"
    rf"|(?P<v>\d+(?:\.\d+)?|{ENGLISH_NUMBER})\s+(?:a|per|each|every)\s+(?:week|month|fortnight)\b"
    rf"|(?P<w>{ENGLISH_NUMBER})\s+(?P<wu>pounds?|quid|dollars?|bucks|yuan|euros?)\b"
    r"|\b(?P<g>\d+(?:\.\d+)?|a|one|two|three|four|five|six|seven|eight|nine|ten)\s+grand\b",
    _FLAGS,
)
_MONEY_EN_BARE = re.compile(
    r"(?<![\d.,/:#-])(?P<x>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{3,6}(?:\.\d{1,2})?)(?![\d%/:-]|(?:st|nd|rd|th)\b| ?(?:am|pm|days|months|weeks|hours)\b)",
    _FLAGS,
)
# Sums in words without a currency: any with hundred or thousand, smaller ones after a verb of paying.
_MONEY_EN_WORDS = re.compile(
    rf"(?<!few )(?<!several )(?<!in )(?<!in a )(?<!of )\b(?P<x>(?:(?:a )?couple(?: of)? |(?:(?:{SMALL_NUMBER}|an?)[\s-]+))?"
    rf"(?:hundred|thousand)"
    rf"(?:[\s-]+(?:and\s+)?(?:{SMALL_NUMBER}|hundred|thousand))*)\b(?!{NO_SUM})"
    r"|\b(?:say|pay|paying|put(?:ting)?(?: aside| by| in| down)?|manage|spare|afford|do|offer|send"
    r"|start(?:ing)? (?:with|at|on)|make it|take|accept|agreed|how about|what about)\s+"
    r"(?:you |me |us |it )?(?:about |around |just |only |maybe |even |like |roughly |say )*"
    rf"(?P<w>{TENS_NUMBER}|[2-9]\d)\b(?!{NO_SUM})"
    rf"|(?:^|[,;.!?]\s+|\bso )(?P<v>{TENS_NUMBER}|[2-9]\d)\b"
    r"(?=\s+(?:on|by|before|at) (?:the \w+|mon|tues|wednes|thurs|fri|satur|sun|pay))",
    _FLAGS,
)
_SCALE = {"万": 10000.0, "w": 10000.0, "千": 1000.0, "k": 1000.0, "百": 100.0,
          "grand": 1000.0, "thousand": 1000.0}  # fmt: skip

# Numbers to ring, which are no sums: help lines anywhere, emergency numbers after a verb of calling.
_LINES = re.compile(
    r"(?<!\d)(?:12356|12378|12348|12345|12315|12320|116 ?123|400[\d-]{7,10}|95\d{3})(?!\d|元|块)"
    r"|(?:打|拨|拨打|叫|报|call|calling|ring|ringing|dial|dialling|phone)\W{0,3}(?:the )?"
    r"(?:(?:110|112|119|120|911|988|995|999)(?!\d|元|块)(?:\W|或者?|和|or|and)*)+",
    re.IGNORECASE,
)

Span = tuple[int, int]


def read_any(text: str) -> float | None:
    """Return the value of digits, a Chinese numeral or an English number."""
    bare = text.replace(",", "").strip()
    try:
        return float(bare)
    except ValueError:
        value = read_chinese(bare)
        return value if value is not None else read_english(bare)


def is_free(start: int, end: int, taken: list[Span]) -> bool:
    """Tell whether a span overlaps none that is taken."""
    return not any(start < b and a < end for a, b in taken)


def find_instalments(text: str, taken: list[Span]) -> int | None:
    """Return the number of instalments named, and mark its place as taken."""
    for pattern in _INSTALMENTS:
        for match in pattern.finditer(text):
            value = read_any(match["n"])
            if value is not None and 2 <= value <= 120 and value == int(value):
                taken.append(match.span())
                return int(value)
    return None


def find_rates(text: str, taken: list[Span]) -> tuple[float, ...]:
    """Return rates as shares: 0.05% is 0.0005."""
    rates = []
    for pattern in _RATES:
        for match in pattern.finditer(text):
            for name, words in match.groupdict().items():
                value = read_point(words) if words else None
                if value is not None:
                    size = {"n": 100.0, "zh100": 100.0, "zh1000": 1e3, "zh10000": 1e4}[name]
                    rates.append(round(value / size, 8))
                    taken.append(match.span())
    return tuple(rates)


def read_point(words: str) -> float | None:
    """Return a number that may hold 点, such as 三点五."""
    head, _, tail = words.partition("点")
    value = read_any(head)
    if not tail or value is None:
        return value
    digits = "".join(str(int(read_chinese(ch) or 0)) for ch in tail)
    return float(f"{int(value)}.{digits}")


def find_digits(text: str, taken: list[Span]) -> tuple[str, ...]:
    """Return identity or card digits that were spoken."""
    found = []
    for pattern in _DIGITS:
        for match in pattern.finditer(text):
            if is_free(*match.span("d"), taken):
                digits = "".join(
                    ch if ch.isascii() else str(int(read_chinese(ch) or 0))
                    for ch in match["d"]
                    if ch not in " -"
                )
                found.append(digits)
                taken.append(match.span())
    return tuple(found)


def money_value(match: re.Match[str]) -> float | None:
    """Return the sum of one money match, in major units."""
    groups = match.groupdict()
    if groups.get("m"):
        return read_mixed(groups["m"])
    if groups.get("h"):
        return _SCALE.get(groups["h"])
    for name, words in groups.items():
        if words and name in ("a", "b", "c", "d", "w", "v", "g", "x"):
            value = read_any(words)
            if value is None:
                return None
            scale = "grand" if name == "g" else groups.get(name + "k") or ""
            tenths = read_any(groups.get("jiao") or "") or 0.0
            return value * _SCALE.get(scale.lower(), 1.0) + tenths / 10
    return None


def find_sums(text: str, chinese: bool, taken: list[Span]) -> Iterator[tuple[int, float]]:
    """Yield (place, sum in major units) for every amount of money."""
    patterns = [_MONEY_ZH, _MONEY_EN] if chinese else [_MONEY_EN, _MONEY_ZH]
    patterns += [_MONEY_ZH_BARE] if chinese else [_MONEY_EN_BARE, _MONEY_EN_WORDS]
    for pattern in patterns:
        for match in pattern.finditer(text):
            value = money_value(match)
            if value and value < 1e9 and is_free(*match.span(), taken):
                taken.append(match.span())
                yield match.start(), value


def find_share(text: str) -> float | None:
    """Return a share of a debt that is spoken of (half, a quarter), if any."""
    return next((share for pattern, share in _FRACTIONS if pattern.search(text)), None)


def find_slots(text: str, chinese: bool, today: str | None) -> Slots:
    """Return every number of an utterance; amounts become integer minor units.

    Dates are ISO days when `today` is given, else their words. `waiver` is a share of the debt that
    is forgiven; `days` counts from today to the last date named.
    """
    dates = find_dates(text, today)
    taken: list[Span] = [(d.start, d.end) for d in dates]
    taken += [match.span() for match in _LINES.finditer(text)]
    instalments = find_instalments(text, taken)
    rates = find_rates(text, taken)
    digits = find_digits(text, taken)
    sums = sorted(find_sums(text, chinese, taken))
    amounts = tuple(dict.fromkeys(round(value * 100) for _, value in sums))
    share = find_share(text)
    waiver = None
    if _WAIVER.search(text):
        waiver = share if share is not None else next((r for r in rates if 0.01 < r <= 1), None)
    base = parse_day(today)
    known = [d.day for d in dates if d.day is not None]
    days = (max(known) - base).days if known and base else None
    return Slots(
        amounts=amounts,
        instalments=instalments,
        dates=tuple(d.day.isoformat() if d.day else d.words for d in dates),
        days=days if days is None or days >= 0 else None,
        rates=rates,
        waiver=waiver,
        digits=digits,
        share=share,
    )
