"""Tells speech in neither Chinese nor English, which the analyser does not claim to understand."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_OURS = ("LATIN", "CJK")
# The commonest short words of English, and of the Latin-script languages that are met most.
_ENGLISH = frozenset(
    "the a an and or but if of to in on at for with from by is are was were be been am do does did "
    "have has had not no yes you your i i'm it it's he she we they this that there what when where "
    "who why how can could will would shall should may might must my me us our his her their them "
    "so just okay ok hello hi thanks thank please sorry right well now then all any some".split()
)
_OTHERS = frozenset(
    "el la los las un una de del que en y es por para con su lo como más pero le les des du et est "
    "je vous nous il elle ne pas que qui dans sur avec pour mon votre der die das und ist nicht "
    "ich sie wir ein eine zu mit auf für den dem il di che non per sono una gli con não uma os as "
    "do da em com você para mais het een van ik je niet dat en op te zijn i na nie się w z że jest "
    "yang dan ini itu tidak saya anda untuk dengan ada ke di bir ve bu için ne usted está debe "
    "cómo hola gracias bonjour merci monsieur madame guten tag bitte danke señor señora".split()
)
LEAST_WORDS = 3


def is_foreign(text: str) -> bool:
    """Tell whether most of a text is in a language other than Chinese and English.

    By script where that tells (kana, Hangul, Thai, Cyrillic, Arabic ...), else by the commonest
    words: at least three of another language and none of English.
    """
    letters = [ch for ch in text if ch.isalpha()]
    if not letters:
        return False
    strange = sum(1 for ch in letters if not unicodedata.name(ch, "").startswith(_OURS))
    if strange > 0.3 * len(letters):
        return True
    words = [word.lower() for word in _WORD.findall(text) if word.isascii() or len(word) > 1]
    if any("\u3400" <= ch <= "\u9fff" for ch in letters) or len(words) < LEAST_WORDS:
        return False
    others = sum(1 for word in words if word in _OTHERS and word not in _ENGLISH)
    ours = sum(1 for word in words if word in _ENGLISH)
    return others >= 2 and ours == 0
