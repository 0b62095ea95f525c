"""Other words for a reply: what a phraser is asked, what it may never be asked, what is kept.

Pure: whoever phrases (see `simcall.voice`) is handed in. Act, feelings and outcome are settled
before a phraser is asked, and nothing that it answers can change them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from simcall.call.reply import Reply
from simcall.call.scenario import CallScenario
from simcall.call.transcript import Turn
from simcall.common.bilingual import Language
from simcall.persona import shape
from simcall.persona.place import is_other
from simcall.speech.move import Move
from simcall.speech.safety import find_risk

LAST_TURNS = 6  # turns of either side that a phraser is shown
NEAR_RISK = 0.15  # despair this close to the persona's own limit is part of the safety path
# Replies that are phrased by hand alone: there is nothing to phrase, or everything hangs on it.
BY_HAND = frozenset({"risk", "silence"})
SAFETY = "safety"
PLAIN = "plain"
_DANGER = re.compile(
    r"死|自杀|轻生|自尽|寻短|遗书|跳楼|割腕|安眠药|活着|活下|不想活|想不开|伤害自己|解脱|了断|撑不"
    r"|12356|心理(?:援助|热线|危机)"
    r"|\b(?:die|dies|died|dying|dead|death|kill\w*|suicid\w*|overdose\w*|self[- ]harm\w*|funeral"
    r"|samaritans|crisis (?:line|text)|988|116 ?123|alive)\b"
    r"|(?:hurt|harm|cut)(?:ing)? (?:my|your)self|end(?:ing)? (?:it all|(?:my|your) life|things)"
    r"|(?:don'?t|not) want to (?:be here|live|wake|go on)|are you safe|better off without"
    r"|can(?:'t|not) (?:go|carry) on|no (?:point|way out)",
    re.IGNORECASE,
)


class PhraseRequest(NamedTuple):
    """What a phraser may know. written: the hand-written line; feelings: 0 to 1 by name.

    facts: what this speaker has already let the agent know. turns: (speaker, words), the oldest
    first, the agent's last words at the end. earlier: all that the debtor has said in this call.
    name: the speaker's; today: ISO day of the call.
    """

    language: Language
    act: str
    written: str
    mood: str
    feelings: Mapping[str, float]
    facts: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]
    earlier: tuple[str, ...]
    name: str
    today: str


class Phrased(NamedTuple):
    """What came back. why: empty, or the reason for which the written line stands."""

    text: str
    why: str = ""


class Phraser(Protocol):
    """Finds other words for a written line. `name` is what journals call it."""

    name: str

    def phrase(self, request: PhraseRequest) -> Phrased:
        """Return other words, or the reason why there are none; never raises."""
        ...


class Scene(NamedTuple):
    """The call at the moment of a reply. state, persona: flat vectors after the turn."""

    scenario: CallScenario
    language: Language
    state: Sequence[float]
    persona: Sequence[float]
    turns: Sequence[Turn]


def touches_danger(text: str) -> bool:
    """Tell whether words come near self-harm or death at all; a figure of speech counts too."""
    return bool(_DANGER.search(text) or find_risk(text, True) or find_risk(text, False))


def is_on_safety_path(scene: Scene, move: Move) -> bool:
    """Tell whether the call, the debtor's state or the agent's question is about safety."""
    state, limit = scene.state, scene.persona[shape.RISK_AT]
    return (
        scene.scenario.outcome == SAFETY
        or state[shape.RISK] != 0.0
        or state[shape.DESPAIR] >= limit - NEAR_RISK
        or "wellbeing" in move.questions
    )


def list_facts(scene: Scene) -> tuple[str, ...]:
    """Return what the speaker is and what has come out so far; nothing that is still hidden."""
    persona, language = scene.scenario.persona, scene.language
    if is_other(list(scene.state), list(scene.persona)):
        return tuple(text for text in (persona.relation.say(language),) if text)
    layers = (persona.reason.excuse, persona.reason.part, persona.reason.truth)
    told = layers[: int(scene.state[shape.LAYER])]
    known = persona.work.say(language) if len(told) == len(layers) else ""
    facts = (known, *(layer.say(language) for layer in told))
    return tuple(text for text in facts if text)


def list_heard(turns: Sequence[Turn], holder: str) -> list[Turn]:
    """Return what whoever holds the phone has said and heard; other people's talk is not theirs."""
    heard: list[Turn] = []
    present = True
    for turn in turns:
        if turn.speaker == "debtor":
            present = turn.party == holder
        if present:
            heard.append(turn)
    return heard


def make_request(reply: Reply, scene: Scene) -> PhraseRequest:
    """Return what a phraser is asked for a reply."""
    handed = scene.state[shape.HANDED] == 1.0
    stranger = is_other(list(scene.state), list(scene.persona))
    heard = list_heard(scene.turns, "third_party" if handed else "")
    return PhraseRequest(
        language=scene.language,
        act=reply.act,
        written=reply.text,
        mood=reply.mood,
        feelings={n: round(scene.state[i], 2) for i, n in enumerate(shape.FEELING_NAMES)},
        facts=list_facts(scene),
        turns=tuple((turn.speaker, turn.text) for turn in heard[-LAST_TURNS:]),
        earlier=tuple(turn.text for turn in heard if turn.speaker == "debtor"),
        name="" if stranger else scene.scenario.persona.name.say(scene.language),
        today=scene.scenario.date,
    )


def voice_reply(phraser: Phraser, reply: Reply, move: Move, scene: Scene) -> Reply:
    """Return a reply in a phraser's words, or as it was written, with the reason for it.

    A hint of self-harm, and any turn near one, never leaves this program.
    """
    request = make_request(reply, scene)
    shown = (request.written, *request.facts, *(words for _, words in request.turns))
    if reply.act == "risk" or is_on_safety_path(scene, move) or any(map(touches_danger, shown)):
        return keep_written(reply, phraser.name, SAFETY)
    if reply.act in BY_HAND or not request.turns or not any(ch.isalpha() for ch in reply.text):
        return keep_written(reply, phraser.name, PLAIN)
    found = phraser.phrase(request)
    if found.why:
        return keep_written(reply, phraser.name, found.why)
    return reply._replace(text=found.text, written=reply.text, voice=phraser.name)


def keep_written(reply: Reply, voice: str, why: str) -> Reply:
    """Return a reply whose written line stands, with the reason."""
    return reply._replace(written=reply.text, voice=voice, why=why)


def note_voice(reply: Reply) -> dict[str, Any]:
    """Return what a journal keeps of a phrased reply beside its words; nothing without a voice."""
    if not reply.voice:
        return {}
    return {"voice": {"by": reply.voice, "written": reply.written, "why": reply.why}}


def recall_reply(reply: Reply, kept: Mapping[str, Any]) -> Reply:
    """Return a recomputed reply in the words that a journal kept for it; nobody is asked again."""
    voice = kept.get("voice")
    if not voice:
        return reply
    if voice["why"]:
        return keep_written(reply, voice["by"], voice["why"])
    return reply._replace(text=kept["text"], written=reply.text, voice=voice["by"])


def has_voice(events: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether any reply of a journal was given to a phraser."""
    return any("voice" in event.get("reply", {}) for event in events)
