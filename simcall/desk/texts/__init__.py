"""Every text of the desk, by key, in Chinese and English; one module for each group of screens."""

from __future__ import annotations

from simcall.common.bilingual import Language
from simcall.common.catalogue import Catalogue
from simcall.desk.texts import app, call, choose, debrief, queue, welcome, wrap

CATALOGUE = Catalogue(
    app.MESSAGES,
    welcome.MESSAGES,
    choose.MESSAGES,
    call.MESSAGES,
    wrap.MESSAGES,
    debrief.MESSAGES,
    queue.MESSAGES,
)


def say(key: str, language: Language, /, **slots: object) -> str:
    """Return a text of the desk in a language, its slots filled."""
    return CATALOGUE.say(key, language, **slots)
