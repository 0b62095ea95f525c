"""Dates as people say them, relative to a given day: 下周五, 月底, by the 15th, next Friday."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import NamedTuple

from simcall.speech.numerals import CHINESE_NUMBER, read_chinese, read_english

Day = datetime.date
_ZH_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_NUM = rf"(?:\d{{1,2}}|{CHINESE_NUMBER})"
_EN_SHORT = "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _EN_MONTHS)
_EN_WEEK = "|".join(_EN_DAYS)
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_EN_ORDINALS += [f"twenty-{one}" for one in _EN_ORDINALS[:9]] + ["thirtieth", "thirty-first"]
_EN_SPELT = "|".join(word.replace("-", "[- ]") for word in reversed(_EN_ORDINALS))
_EN_COUNT = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|couple of)"


class DateFound(NamedTuple):
    """A date in a text: where it stands, its words, and the day where it can be told."""

    start: int
    end: int
    words: str
    day: Day | None


def read_number(text: str) -> int:
    """Return a small number in digits, Chinese or English words; 0 when unreadable."""
    text = text.removesuffix(" of")
    if text.isdigit():
        return int(text)
    value = read_chinese(text)
    return int(value if value is not None else read_english(text) or 0)


def read_month(name: str) -> int:
    """Return the number of an English month, written out or short."""
    return [month[:3] for month in _EN_MONTHS].index(name[:3].lower()) + 1


def set_month_day(today: Day, month: int | None, day: int) -> Day | None:
    """Return the next such day from today; a day past the month's end is the last one."""
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    year, at = today.year, month or today.month
    last = calendar.monthrange(year, at)[1]
    found = Day(year, at, min(day, last))
    if found >= today:
        return found
    if month is None:
        at = at % 12 + 1
        year += at == 1
    else:
        year += 1
    return Day(year, at, min(day, calendar.monthrange(year, at)[1]))


def month_ahead(today: Day, months: int, day: int) -> Day:
    """Return a day in a later month; day 31 means its end."""
    place = today.month - 1 + months
    year, month = today.year + place // 12, place % 12 + 1
    return Day(year, month, min(day, calendar.monthrange(year, month)[1]))


def week_day(today: Day, weekday: int, weeks: int) -> Day:
    """Return a weekday of this week (weeks 0, never in the past) or of a later week."""
    monday = today - datetime.timedelta(days=today.weekday())
    found = monday + datetime.timedelta(days=weekday + 7 * weeks)
    return found if found >= today else found + datetime.timedelta(days=7)


def _zh_week(m: re.Match[str], today: Day) -> Day | None:
    weeks = (m["pre"] or "").count("下")
    return week_day(today, _ZH_DAYS[m["wd"]], weeks)


def _zh_month_day(m: re.Match[str], today: Day) -> Day | None:
    day = read_number(m["d"])
    pre = m["pre"] or ""
    if "下" in pre and 1 <= day <= 31:
        return month_ahead(today, pre.count("下"), day)
    return set_month_day(today, read_number(m["m"]) if m["m"] else None, day)


def _zh_part(m: re.Match[str], today: Day) -> Day | None:
    ahead = m["pre"].count("下")
    day = {"底": 31, "末": 31, "初": 3, "中": 15}[m["part"]]
    found = month_ahead(today, ahead, day)
    return found if found >= today else month_ahead(today, ahead + 1, day)


def _zh_ahead(m: re.Match[str], today: Day) -> Day | None:
    count = read_number(m["n"])
    unit = m["u"]
    if "月" in unit:
        return month_ahead(today, count, today.day)
    return today + datetime.timedelta(days=count * (7 if unit in ("周", "星期", "礼拜") else 1))


_ZH_NEAR = {
    "今天": 0,
    "今儿": 0,
    "今晚": 0,
    "明天": 1,
    "明儿": 1,
    "明晚": 1,
    "后天": 2,
    "大后天": 3,
}


def _zh_half(m: re.Match[str], today: Day) -> Day | None:
    return (
        today + datetime.timedelta(days=15) if m["u"] == "月" else month_ahead(today, 6, today.day)
    )


def _zh_weekend(m: re.Match[str], today: Day) -> Day | None:
    return week_day(today, 5, (m["pre"] or "").count("下"))


def _zh_coming(m: re.Match[str], today: Day) -> Day | None:
    ahead = m["pre"].count("下")
    return month_ahead(today, ahead, 1) if m["u"] == "月" else week_day(today, 0, ahead)


_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1), "年底": (12, 31), "圣诞": (12, 25),
           "christmas": (12, 25), "new year": (1, 1)}  # fmt: skip


def _feast(m: re.Match[str], today: Day) -> Day | None:
    """Return the day of a feast of the solar calendar; those of the lunar one stay words."""
    words = m.group().lower()
    found = next((day for name, day in _FEASTS.items() if name in words), None)
    return set_month_day(today, *found) if found else None


def _slashed(m: re.Match[str], today: Day) -> Day | None:
    """Return a day written with a slash where only one reading is possible."""
    first, second = int(m["a"]), int(m["b"])
    if first > 12 >= second:
        return set_month_day(today, second, first)
    return set_month_day(today, first, second) if second > 12 >= first else None


def _en_counted(m: re.Match[str], today: Day) -> Day | None:
    """Return `a week on Friday`, `a fortnight from Monday`, `Friday week`."""
    weekday = _EN_DAYS.index((m["wd"] or m["wd2"]).lower())
    ahead = 14 if (m["u"] or "").lower() == "fortnight" else 7
    return week_day(today, weekday, 0) + datetime.timedelta(days=ahead)


def _en_weekend(m: re.Match[str], today: Day) -> Day | None:
    return week_day(today, 5, 1 if "next" in m.group().lower() else 0)


def _zh_near(m: re.Match[str], today: Day) -> Day | None:
    return today + datetime.timedelta(days=_ZH_NEAR[m.group()])


def _iso(m: re.Match[str], today: Day) -> Day | None:
    try:
        return Day(int(m["y"]), int(m["m"]), int(m["d"]))
    except ValueError:
        return None


def _en_week(m: re.Match[str], today: Day) -> Day | None:
    weekday = _EN_DAYS.index(m["wd"].lower())
    pre = (m["pre"] or "").lower()
    if pre.startswith("next"):
        return week_day(today, weekday, 1)
    if pre.startswith("week"):
        return week_day(today, weekday, 1)
    return week_day(today, weekday, 0)


def _en_ordinal(m: re.Match[str], today: Day) -> Day | None:
    month = m["m"] or m["m2"]
    number = read_month(month) if month else None
    day = int(m["d"] or m["d2"])
    if m["next"] and 1 <= day <= 31:
        return month_ahead(today, 1, day)
    return set_month_day(today, number, day)


def _en_spelt(m: re.Match[str], today: Day) -> Day | None:
    word = (m["w"] or m["w2"] or m["w3"]).lower().replace(" ", "-")
    month = m["m"] or m["m2"]
    number = read_month(month) if month else None
    return set_month_day(today, number, _EN_ORDINALS.index(word) + 1)


def _en_day_month(m: re.Match[str], today: Day) -> Day | None:
    return set_month_day(today, read_month(m["m"]), int(m["d"]))


def _en_part(m: re.Match[str], today: Day) -> Day | None:
    words = m.group().lower()
    day = 31 if "end" in words else (15 if "mid" in words else 3)
    found = month_ahead(today, 1 if "next" in words else 0, day)
    return found if found >= today else month_ahead(today, 1, day)


def _en_ahead(m: re.Match[str], today: Day) -> Day | None:
    count = read_number((m["n"] or m["n2"]).lower())
    unit = (m["u"] or m["u2"]).lower()
    if unit.startswith("month"):
        return month_ahead(today, count, today.day)
    size = {"day": 1, "week": 7, "fort": 14}[unit.rstrip("s")[:4]]
    return today + datetime.timedelta(days=count * size)


def _en_near(m: re.Match[str], today: Day) -> Day | None:
    words = m.group().lower()
    ahead = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
    if words == "next week":
        return week_day(today, 0, 1)
    if words == "next month":
        return month_ahead(today, 1, 1)
    return today + datetime.timedelta(days=ahead[words])


def _none(m: re.Match[str], today: Day) -> Day | None:
    return None


Reader = Callable[[re.Match[str], Day], Day | None]
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (r"(?P<y>20\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?", _iso),
        (r"(?:农历|阴历|腊月|正月)[一二三四五六七八九十廿初月]*|除夕|年三十|春节|过年|中秋|端午|"
         r"元旦|五一|国庆|圣诞节?|年底|\bchristmas(?: eve| day)?\b|\bnew year(?:'s)?(?: day| eve)?\b", _feast),
        (r"(?P<pre>下+个?|这个?|本)?周末", _zh_weekend),
        (r"半个?(?P<u>月|年)(?:之?后|以后|内|之内|以内)", _zh_half),
        (r"(?P<pre>下+个?|这个?|本)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])", _zh_week),
        (r"(?P<pre>下+个?|这个?|本|当|)月(?P<part>底|末|初|中)", _zh_part),
        (rf"(?P<pre>下+个?月|这个?月|本月)?(?:(?P<m>{_NUM})月)?(?P<d>{_NUM})[号日](?!线)", _zh_month_day),
        (rf"(?P<n>{_NUM})个?(?P<u>天|周|星期|礼拜|月)(?:之?后|以后|内|之内|以内)", _zh_ahead),
        (rf"再过(?P<n>{_NUM})个?(?P<u>天|周|星期|礼拜|月)", _zh_ahead),
        (r"(?P<pre>下+)个?(?P<u>周|星期|礼拜|月)(?!供|薪)", _zh_coming),
        (r"大后天|今天|今儿|今晚|明天|明儿|明晚|后天", _zh_near),
        (r"发工资(?:那天|的时候|以后|之后|后)|工资(?:到账|下来|发)(?:那天|后|以后)?|发薪日", _none),
        (rf"\b(?:a )?(?P<u>week|fortnight) (?:from|on) (?P<wd>{_EN_WEEK})\b|\b(?P<wd2>{_EN_WEEK}) week\b",
         _en_counted),
        (r"\b(?:this |next |the )?weekend\b", _en_weekend),
        (r"(?<![\d/])(?!24/7)(?:(?<=by )|(?<=on )|(?<=before )|(?<=until )|(?<=the )|(?=1[3-9]/|2\d/|3[01]/)"
         r"|(?=\d{1,2}/(?:1[3-9]|2\d|3[01])))(?P<a>0?[1-9]|1\d|2\d|3[01])/(?P<b>0?[1-9]|1\d|2\d|3[01])"
         r"(?:/(?:20)?\d\d)?(?![\d/])", _slashed),
        (rf"(?P<pre>next |this |week |coming )?\b(?P<wd>{_EN_WEEK})\b", _en_week),
        (
            rf"\b(?:(?P<m>{_EN_SHORT})\.? (?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"|(?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)(?: of)?"
            rf"(?: (?P<m2>{_EN_SHORT})| (?P<next>next month))?)\b",
            _en_ordinal,
        ),
        (
            rf"\b(?:the )?(?P<w>{_EN_SPELT}) of (?P<m>{_EN_SHORT})\b"
            rf"|\b(?P<m2>{_EN_SHORT}) (?:the )?(?P<w2>{_EN_SPELT})\b"
            rf"|\b(?:on|by|before|until|till|from) the (?P<w3>{_EN_SPELT})\b(?=\W*$|[,.;:?!]| (?:and|or|at|as|if|is|with|instead|okay|ok)\b)",
            _en_spelt,
        ),
        (rf"\b(?P<d>\d{{1,2}}) (?P<m>{_EN_SHORT})\b(?! (?:be|not|have|well)\b)", _en_day_month),
        (r"\b(?:the )?(?:end|start|beginning|middle) of (?:the |this |next )?month\b|\bmonth[- ]end\b|"
         r"\bmid[- ](?:this |next )?month\b", _en_part),
        (
            rf"\b(?:in|within) (?:the next )?(?P<n>{_EN_COUNT}) (?P<u>days?|weeks?|fortnights?|months?)\b"
            rf"|\b(?P<n2>{_EN_COUNT}) (?P<u2>days?|weeks?|fortnights?|months?) from (?:now|today)\b",
            _en_ahead,
        ),
        (r"\b(?:day after tomorrow|tomorrow|today|tonight|next week|next month)\b", _en_near),
        (r"\b(?:pay ?day|when (?:I|you) get paid|once (?:I'm|you're|I am|you are) paid)\b", _none),
    )
)  # fmt: skip


def find_dates(text: str, today: str | None) -> list[DateFound]:
    """Return the dates named in a text, in order; without `today` the days stay unknown."""
    base = parse_day(today)
    taken: list[DateFound] = []
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < d.end and d.start < match.end() for d in taken):
                day = reader(match, base) if base else None
                taken.append(DateFound(match.start(), match.end(), match.group().strip(), day))
    return sorted(taken)


def parse_day(today: str | None) -> Day | None:
    """Return the given day, or None when there is none or it is no ISO date."""
    try:
        return Day.fromisoformat(today) if today else None
    except ValueError:
        return None
