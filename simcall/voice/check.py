"""Whether a phrased line may be said: it must say what the written line says, and no more.

Every check is by rule; the analyser only confirms the act. The first fault found decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from simcall.call.cues import measure_length
from simcall.call.hearing import split_clauses
from simcall.call.phrasing import PhraseRequest, touches_danger
from simcall.common.bilingual import Language
from simcall.persona.words import normalise_line
from simcall.speech.fit import find_content, measure_echo
from simcall.speech.move import Slots
from simcall.speech.numerals import CHINESE_NUMBER, ENGLISH_NUMBER, read_english
from simcall.speech.reading import Analyser, Utterance
from simcall.speech.slots import find_slots
from simcall.voice import lexicon

RISKY = 0.35  # a hint of self-harm of at least this probability is never said
PROBABLE = 0.2  # an act of at least this probability counts as one that was meant
GROWTH = {"zh": (1.6, 14), "en": (1.6, 9)}  # share of the written length, and characters or words
LONG_CLAUSE = {"zh": 7, "en": 16}  # letters from which a clause said twice is a repeat
MOST_ECHO = 0.5
ENOUGH = {"zh": 5, "en": 3}  # content from which a written line must be recognised in its rewording
LEAST_SHARED = {"zh": 0.3, "en": 0.2}  # of the shorter one's content
MOST_NEW = {"zh": 6, "en": 3}  # content that a rewording of less may add ...
MOST_NEW_SMALL = {"zh": 3, "en": 2}  # ... and of small talk
SMALL_TALK = frozenset({"acknowledge", "thank", "bye", "greet", "busy"})
# Acts on which something hangs: a phrased line may not come to one that was not chosen.
WEIGHTY = frozenset(
    "confirm_identity deny_identity third_party offer_amount promise refuse complain cite_law "
    "ask_supervisor dispute bye risk".split()
)
_THINKING = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "'": "'", "‘": "’"}
_MARKS = re.compile(
    r"[*_#<>\[\]{}()（）【】〔〕|~^=\\/@&`+•\n\r\t]|https?:|www\.|^\W*\w{1,12}[:：]"
)
_PUNCTUATION = frozenset("，。！？；：、…—·,.!?;:'’‘“”\"-–£$€¥￥% ~")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Characters that any sentence holds.
_EMPTY = frozenset(
    "的了是在我你您他她它们这那就也都还不没有和与吗呢吧啊呀哦嗯哈嘛么个一会要能可以想说到给让被把对从去"
    "来很太真再又才只而但如果因为所以什怎样多少几得着过地行好哎唉噢喂请些点下上里边"
)
_LATIN = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def clean_answer(text: str) -> str:
    """Return a model's answer without what it wraps around a line: thoughts, quotes, spaces."""
    bare = _THINKING.sub("", unicodedata.normalize("NFC", text[:4000])).strip()
    while len(bare) > 1 and _QUOTES.get(bare[0]) == bare[-1] and bare[-1] not in bare[1:-1]:
        bare = bare[1:-1].strip()
    return bare


def find_fault(text: str, request: PhraseRequest, analyser: Analyser, key: str = "") -> str:
    """Return why a cleaned answer may not be said, one of `reason.REASONS`; empty when it may."""
    if not any(ch.isalpha() for ch in text):
        return "empty"
    if key and key in text:
        return "key"
    if normalise_line(text) == normalise_line(request.written):
        return "same"
    for why, is_wrong in CHECKS.items():
        if is_wrong(text, request):
            return why
    return find_act_fault(text, request, analyser)


def is_long(text: str, request: PhraseRequest) -> bool:
    """Tell whether a line is much longer than the written one."""
    share, more = GROWTH[request.language]
    written = measure_length(request.written, request.language)
    return measure_length(text, request.language) > max(share * written, written + more)


def is_foreign(text: str, request: PhraseRequest) -> bool:
    """Tell whether there are letters that do not belong to the language of the call."""
    if request.language == "en":
        return any(ch.isalpha() and not is_latin(ch) for ch in text)
    allowed = {word.lower() for word in _LATIN.findall(f"{request.written} App OK")}
    latin = {word.lower() for word in _LATIN.findall(text)}
    return not latin <= allowed or any(
        ch.isalpha() and not ch.isascii() and not "\u4e00" <= ch <= "\u9fff" for ch in text
    )


def is_latin(ch: str) -> bool:
    """Tell whether a letter is of the Latin alphabet, accents included."""
    return ch.isascii() or "LATIN" in unicodedata.name(ch, "")


def is_marked(text: str, request: PhraseRequest) -> bool:
    """Tell whether there is anything that nobody says aloud."""
    strange = any(
        not ch.isalnum() and ch not in _PUNCTUATION and ch not in request.written for ch in text
    )
    return strange or bool(_MARKS.search(text) or lexicon.STAGE.search(text))


def list_figures(text: str, language: Language) -> frozenset[str]:
    """Return every number and time word of a text, however it is written."""
    bare = unicodedata.normalize("NFKC", text)
    found = {match.replace(",", "") for match in _DIGITS.findall(bare)}
    found |= {match.group().lower() for match in lexicon.TIMES.finditer(bare)}
    found |= {ch for ch in bare if ch in "£$€¥%"}
    if language == "zh":
        plain = lexicon.EVERYDAY_NUMBERS.sub("", bare)
        long = (word for word in re.findall(CHINESE_NUMBER, plain) if is_numeral(word))
        return frozenset((*found, *long))
    for match in re.finditer(ENGLISH_NUMBER, bare, re.IGNORECASE):
        value = read_english(match.group())
        if value is not None and value >= 2:
            found.add(f"{value:g}")
    return frozenset(found)


def is_numeral(word: str) -> bool:
    """Tell a number from the small words 一 and 两 that stand in any sentence."""
    return len(word) > 1 or word in "十百千万亿三四五六七八九"


def read_figures(text: str, request: PhraseRequest) -> Slots:
    """Return the amounts, dates and other slots of a text."""
    return find_slots(text, request.language == "zh", request.today)


def list_slots(slots: Slots) -> set[object]:
    """Return the values of all slots, each with its kind."""
    return {
        (kind, value)
        for kind, values in slots._asdict().items()
        if kind != "days"
        for value in (values if isinstance(values, tuple) else (values,))
        if value is not None
    }


def has_new_figures(text: str, request: PhraseRequest) -> bool:
    """Tell whether there is a number, sum or date that the written line does not hold."""
    new = list_figures(text, request.language) - list_figures(request.written, request.language)
    mine = list_slots(read_figures(text, request))
    return bool(new) or not mine <= list_slots(read_figures(request.written, request))


def lacks_figures(text: str, request: PhraseRequest) -> bool:
    """Tell whether a number, sum or date of the written line is missing."""
    mine = list_slots(read_figures(text, request))
    held = {d.replace(",", "") for d in _DIGITS.findall(unicodedata.normalize("NFKC", text))}
    want = _DIGITS.findall(unicodedata.normalize("NFKC", request.written))
    lost = {digits.replace(",", "") for digits in want} - held
    return bool(lost) or not list_slots(read_figures(request.written, request)) <= mine


def has_new_matches(pattern: re.Pattern[str], text: str, allowed: str) -> bool:
    """Tell whether a pattern finds words in a text that are not in what is allowed."""
    known = {match.group().lower() for match in pattern.finditer(allowed)}
    return any(match.group().lower() not in known for match in pattern.finditer(text))


def has_new_names(text: str, request: PhraseRequest) -> bool:
    """Tell whether somebody is named whom the written line does not name."""
    allowed = f"{request.written} {request.name}"
    if request.language == "zh":
        people = {match.group() for match in lexicon.PEOPLE.finditer(text)}
        return any(person not in allowed for person in people)
    known = {word.lower().replace("’", "'") for word in _WORD.findall(allowed)}
    begins = True
    for match in re.finditer(r"[.!?…]|[^\W\d_]+(?:['’][^\W\d_]+)*", text):
        word = match.group().replace("’", "'")
        if not word[0].isalpha():
            begins = True
            continue
        plain = word.lower()
        capital = word[0].isupper() and plain not in known and not plain.startswith(("i'", "i’"))
        if capital and plain != "i" and not (begins and plain in lexicon.OPENERS):
            return True
        begins = False
    return False


def has_new_facts(text: str, request: PhraseRequest) -> bool:
    """Tell whether the line speaks of something in a life that has not come up by hand."""
    own = (words for who, words in request.turns if who == "debtor")
    allowed = "\n".join((request.written, *request.facts, *own))
    return any(
        pattern.search(text) and not pattern.search(allowed) for pattern in lexicon.FACTS.values()
    )


def list_content(text: str, language: Language) -> frozenset[str]:
    """Return what carries meaning in a text: single characters in Chinese, stems in English."""
    if language == "en":
        return find_content(text)
    units = "".join(_HAN.findall(text))
    return frozenset(ch for ch in units if ch not in _EMPTY)


def drifts(text: str, request: PhraseRequest) -> bool:
    """Tell whether the line no longer says what was written: too little shared, or too much new."""
    language = request.language
    written, said = (list_content(part, language) for part in (request.written, text))
    if len(written) >= ENOUGH[language]:
        least = LEAST_SHARED[language] * min(len(written), len(said))
        return len(written & said) < max(1.0, least)
    most = MOST_NEW_SMALL if request.act in SMALL_TALK else MOST_NEW
    return len(said - written) > most[language]


def is_repeat(text: str, request: PhraseRequest) -> bool:
    """Tell whether the line, or a long part of it, was said before in this call."""
    earlier = {normalise_line(said) for said in request.earlier}
    if normalise_line(text) in earlier:
        return True
    parts = {part for said in request.earlier for part in split_clauses(said)}
    mine = set(split_clauses(text)) - set(split_clauses(request.written))
    return any(len(part) >= LONG_CLAUSE[request.language] for part in mine & parts)


def is_echo(text: str, request: PhraseRequest) -> bool:
    """Tell whether the line only gives the agent's own words back."""
    heard = request.turns[-1][1] if request.turns else ""
    return measure_echo(text, heard) > MOST_ECHO >= measure_echo(request.written, heard)


CHECKS: dict[str, Callable[[str, PhraseRequest], bool]] = {
    "safety": lambda text, _: touches_danger(text),
    "long": is_long,
    "marks": is_marked,
    "machine": lambda text, r: has_new_matches(lexicon.MACHINE, text, r.written),
    "language": is_foreign,
    "abuse": lambda text, r: has_new_matches(lexicon.ABUSE, text, r.written),
    "law": lambda text, r: has_new_matches(lexicon.LAW, text, r.written),
    "lender": lambda text, r: has_new_matches(lexicon.LENDERS, text, r.written),
    "figures": has_new_figures,
    "lost": lacks_figures,
    "names": has_new_names,
    "facts": has_new_facts,
    "repeat": is_repeat,
    "echo": is_echo,
    "drift": drifts,
}


def find_act_fault(text: str, request: PhraseRequest, analyser: Analyser) -> str:
    """Return why a line does not come to the chosen act; empty when it does."""
    heard = request.turns[-1][1] if request.turns else ""
    said = [
        Utterance(words, heard, request.language, "debtor", request.today)
        for words in (request.written, text)
    ]
    meant, found = analyser.read_many(said)
    if found.probability.get("risk", 0.0) >= RISKY or "risk" in found.acts:
        return "safety"
    if (set(found.acts) & WEIGHTY) - set(meant.acts) - {request.act}:
        return "act"
    probable = found.probability.get(request.act, 0.0) >= PROBABLE
    if request.act in found.acts or probable:
        return ""
    plain = request.act not in meant.acts and set(found.acts) <= set(meant.acts)
    return "" if plain else "act"
