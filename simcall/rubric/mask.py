"""Masking: reports show no names, phones, identity numbers, cards or addresses unless asked to.

Helplines and short numbers stay, since a report must show whether they were given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from simcall.call.transcript import HeardCall
from simcall.rubric.report import ScoreReport

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司"
)
_ZH_NAME = rf"(?:欧阳|司马|上官|诸葛|司徒|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}"
_ZH_CUES = (
    rf"(?:请问(?:您)?(?:是|找)|您是|你是|找一下|我叫|我是|是|找)\s*({_ZH_NAME}?)(?:先生|女士|小姐|本人|吗|吧|么)",
    rf"我叫({_ZH_NAME})",
    rf"({_ZH_NAME})(?=先生|女士|小姐)",
)
_EN_NAME = r"([A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){0,2})"
_EN_CUES = (
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Mx)\.?\s+{_EN_NAME}",
    rf"\b[Mm]y name(?:'s| is)\s+{_EN_NAME}",
    rf"\b(?:[Aa]m I (?:speaking|talking) (?:to|with)|[Ii]s (?:this|that)|[Tt]his is|[Ii]t's|"
    rf"[Mm]ay I speak (?:to|with)|[Cc]ould I speak (?:to|with)|[Ss]peak (?:to|with)|[Ii]t is|"
    rf"I'm|[Cc]alled)"
    rf"\s+{_EN_NAME}",
)
_NOT_NAMES = frozenset(
    "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Flex Bank Credit Card Finance Just Not "
    "Okay Ok Yes No The A Christmas English Samaritans Lifeline StepChange".split()
)
# A whole date of these years is somebody's birth, not a due day.
_BORN = r"(?:19[2-9]\d|200\d|201[0-2])"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "***@***"),
    (re.compile(r"(?<![\dXx])\d{17}[\dXx](?![\dXx])"), "******************"),
    (re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"), "***-**-****"),
    (re.compile(r"(?<!\d)(?:\d[ -]?){13,19}(?!\d)"), "****************"),
    (
        re.compile(r"(?<![\d.])(?:\+?\d{1,3}[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
        "***********",
    ),
    (re.compile(r"(?<![\d.,])\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)"), "***********"),
    (
        re.compile(r"(?<![\d.,])(?:\+\d{1,3}[ -]?)?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)"),
        "***********",
    ),
    (
        re.compile(
            r"((?:尾号|后四位|后4位|last four(?: digits)?|ending(?: in)?)\D{0,12})\d{4}(?!\d)",
            re.IGNORECASE,
        ),
        r"\1****",
    ),
    (
        re.compile(
            r"[\u4e00-\u9fff]{2,12}(?:省|市|自治区)[\u4e00-\u9fff]{2,12}(?:区|县|市|镇)"
            r"[\u4e00-\u9fff\d]{0,20}(?:路|街|巷|道|村|号|栋|室|小区)?[\d号栋单元室-]*"
        ),
        "〔地址〕",
    ),
    (
        re.compile(r"[\u4e00-\u9fff]{2,8}(?:路|街|大道|巷|弄)\d+(?:号|弄)[\d\u4e00-\u9fff]{0,12}"),
        "〔地址〕",
    ),
    (
        re.compile(
            r"\b\d{1,5}[A-Za-z]?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|"
            r"Drive|Dr|Close|Court|Ct|Boulevard|Blvd|Way|Terrace|Crescent|Place)\b\.?"
        ),
        "[address]",
    ),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"), "[postcode]"),
    (
        re.compile(rf"(?<!\d){_BORN}\s?[年./-]\s?\d{{1,2}}\s?[月./-]\s?\d{{1,2}}[日号]?"),
        "〔出生日期〕",
    ),
    (
        re.compile(
            r"一九[二三四五六七八九][〇零○一二三四五六七八九]年[一二三四五六七八九十]{1,3}月"
            r"(?:[一二三四五六七八九十]{1,3}[日号]?)?"
        ),
        "〔出生日期〕",
    ),
    (
        re.compile(
            rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?: of)? {_MONTH},? {_BORN}\b",
            re.IGNORECASE,
        ),
        "[birth date]",
    ),
    (
        re.compile(rf"\b{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? {_BORN}\b", re.IGNORECASE),
        "[birth date]",
    ),
    (
        re.compile(rf"(?<!\d)\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_BORN}|[3-9]\d)(?!\d)"),
        "[birth date]",
    ),
)


class Mask(NamedTuple):
    """The names found in one call, longest first, each with what replaces it."""

    names: tuple[tuple[str, str], ...]

    def hide(self, text: str) -> str:
        """Return a text with names and numbers masked."""
        for pattern, stand_in in _PATTERNS:
            text = pattern.sub(stand_in, text)
        for name, stand_in in self.names:
            text = text.replace(name, stand_in)
        return text


def find_names(text: str) -> set[str]:
    """Return the personal names that a text introduces."""
    found: set[str] = set()
    for cue in _ZH_CUES:
        found.update(m for m in re.findall(cue, text) if len(m) >= 2)
    for cue in _EN_CUES:
        for match in re.findall(cue, text):
            words = [w for w in match.split() if w not in _NOT_NAMES]
            if words:
                found.add(" ".join(words))
                found.update(w for w in words if len(w) > 2)
    return found


def hide_name(name: str) -> str:
    """Return what stands for a name: the surname stays in Chinese, initials in English."""
    if "\u4e00" <= name[0] <= "\u9fff":
        return name[0] + "＊" * (len(name) - 1)
    return ".".join(word[0] for word in name.split()) + "."


def find_mask(heard: HeardCall) -> Mask:
    """Return the mask of a call: every name that somebody is called by in it."""
    names: set[str] = set()
    for turn in heard.turns:
        names |= find_names(turn.turn.text)
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return Mask(tuple((name, hide_name(name)) for name in ordered))


def mask_report(report: ScoreReport, mask: Mask) -> ScoreReport:
    """Return a report whose quotations are masked; points and turns stay."""
    return report._replace(
        critical=tuple(c._replace(text=mask.hide(c.text)) for c in report.critical),
        critical_extra=tuple(c._replace(text=mask.hide(c.text)) for c in report.critical_extra),
        better=tuple(
            b._replace(said=mask.hide(b.said), better=mask.hide(b.better)) for b in report.better
        ),
    )
