"""Numbers in words: 三千五, 一万二, 两百块, twelve hundred, one point two k.

Libraries for Chinese numerals read the written standard but not the way people say sums (三千五 is
3,500), so these two readers are our own.
"""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9, "幺": 1,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_UNITS = "亿万"
CHINESE_NUMBER = "[零〇一二三四五六七八九十百千万亿两俩仨壹贰叁肆伍陆柒捌玖拾佰仟幺]+"

_SMALL = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "couple": 2, "dozen": 12,
}  # fmt: skip
_LARGE = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "million": 1_000_000}
_WORDS = "|".join(sorted([*_SMALL, *_LARGE], key=len, reverse=True))
ENGLISH_NUMBER = rf"\b(?:(?:{_WORDS})(?:[\s-]+(?:and\s+)?(?:{_WORDS}))*)\b"
# Number words that may stand after "hundred", and tens with or without a unit.
SMALL_NUMBER = "|".join(
    sorted((word for word, n in _SMALL.items() if n > 0 and len(word) > 2), key=len, reverse=True)
)
TENS_NUMBER = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
)


def read_chinese(text: str) -> float | None:
    """Return the value of a Chinese numeral as people say it; None when it is none."""
    if not text or not re.fullmatch(CHINESE_NUMBER, text):
        return None
    if all(ch in _DIGITS for ch in text):
        return float("".join(str(_DIGITS[ch]) for ch in text))
    for mark, size in (("亿", 1e8), ("万", 1e4)):
        if mark in text:
            head, _, tail = text.partition(mark)
            if set(head) & set(_LARGE_UNITS) or mark in tail:
                return None  # 千千万万 is many, not a number
            high = read_section(head) if head else 1.0
            return high * size + read_tail(tail, size)
    return read_section(text)


_MIXED_UNITS = {"万": 10000.0, "千": 1000.0, "百": 100.0, "十": 10.0}


def read_mixed(text: str) -> float | None:
    """Return a sum in digits and units: 1万2千3 is 12,300, 3千5 is 3,500; None when it is none."""
    total, unit, number = 0.0, 10.0, ""
    for part in re.findall(r"\d+(?:\.\d+)?|[万千百十零]", text):
        if part in _MIXED_UNITS:
            unit = _MIXED_UNITS[part]
            total += float(number or 1) * unit
            number = ""
        elif part == "零":
            unit = 10.0
        else:
            number = part
    if not number:
        return total or None
    return total + float(number) * (unit / 10 if len(number) == 1 else 1.0)


def read_tail(tail: str, size: float) -> float:
    """Return what follows 万 or 亿: 一万二 means 12,000, 一万零二 means 10,002."""
    if not tail:
        return 0.0
    if len(tail) == 1 and tail in _DIGITS:
        return _DIGITS[tail] * size / 10
    if "万" in tail:
        return read_chinese(tail.lstrip("零〇")) or 0.0
    return read_section(tail.lstrip("零〇"))


def read_section(text: str) -> float:
    """Return a numeral below ten thousand: 三千五 is 3,500, 三百零五 is 305."""
    total, digit, unit, zero = 0, 0, 1, False
    for ch in text:
        if ch in _UNITS:
            unit = _UNITS[ch]
            total += (digit or 1) * unit
            digit, zero = 0, False
        else:
            digit = _DIGITS[ch]
            zero = zero or digit == 0
    if digit and unit > 10 and not zero:
        return float(total + digit * unit // 10)
    return float(total + digit)


def read_english(text: str) -> float | None:
    """Return the value of an English number in words; None when it is none."""
    words = [w for w in re.split(r"[\s-]+", text.lower().strip()) if w and w not in ("and", "of")]
    if not words or any(w not in _SMALL and w not in _LARGE for w in words):
        return None
    total, current = 0.0, 0.0
    for word in words:
        if word in _LARGE:
            size = _LARGE[word]
            current = max(current, 1.0) * size
            if size >= 1000:
                total += current
                current = 0.0
        elif current and word in ("dozen", "couple"):
            current *= _SMALL[word] if word == "dozen" else 2
        else:
            value = _SMALL[word]
            chained = current % 100 and not (current % 100 >= 20 and value < 10)
            current = current * 100 + value if chained else current + value
    return total + current
