"""How well debtors understand questions: python -m training.report_matcher.

In every shipped call, the last example of each question is taken out and asked, in the company of
all else that this debtor may be asked. So are questions of other calls that nothing in this one
answers: those should not be taken for something else. Prints shares for each language.
"""

from __future__ import annotations

import random
from collections import Counter

from simcall.call.own import Understanding
from simcall.common.bilingual import Language
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.persona.person import Asked, Persona
from simcall.speech.nearness import Embed
from training.corpus import ROOT

FOREIGN = 25  # questions of other calls that each debtor is asked
SEED = 1


def keep_out(topic: Asked) -> Asked:
    """Return a question without its last example, where it has more than two."""
    if len(topic.questions) < 3:
        return topic
    return topic._replace(questions=topic.questions[:-1], fits=topic.fits[:-1])


def ask_last(
    persona: Persona, language: Language, embed: Embed, seen: set[tuple[str, str]]
) -> Counter[str]:
    """Ask one debtor the examples kept out; count them, the answered, the right ones, the lines."""
    counts: Counter[str] = Counter()
    asked = persona.asked[language]
    known = Understanding(tuple(map(keep_out, asked)), language, embed, persona.lines[language])
    for topic in asked:
        if len(topic.questions) < 3 or (topic.name, topic.questions[-1]) in seen:
            continue
        seen.add((topic.name, topic.questions[-1]))
        counts["asked"] += 1
        heard = known.hear(topic.questions[-1])
        counts["answered"] += bool(heard)
        counts["right"] += topic.name in heard
        counts.update(judge_lines(topic, heard.get(topic.name)))
    return counts


def judge_lines(topic: Asked, kept: tuple[int, ...] | None) -> dict[str, float]:
    """Return how often a line is said that answers just this example, where only some lines do."""
    every = {place for places in topic.fits for place in places}
    wanted = set(topic.fits[-1]) if topic.fits else set()
    if kept is None or not 0 < len(wanted) < len(every):
        return {}
    said = set(kept) or every
    return {
        "narrow": 1,
        "chance": len(wanted) / len(every),
        "fitting": len(wanted & said) / len(said),
    }


def ask_foreign(
    persona: Persona, language: Language, embed: Embed, foreign: list[tuple[str, str]]
) -> Counter[str]:
    """Ask one debtor some questions that nothing in this call answers; count those answered."""
    asked = persona.asked[language]
    names = {topic.name for topic in asked}
    own = {text for topic in asked for text in topic.questions}
    texts = sorted({text for name, text in foreign if name not in names and text not in own})
    known = Understanding(asked, language, embed, persona.lines[language])
    chosen = random.Random(SEED).sample(texts, min(FOREIGN, len(texts)))
    return Counter(foreign=len(chosen), taken=sum(bool(known.hear(text)) for text in chosen))


def report() -> None:
    """Print the shares of each language."""
    embed = load_analyser("full").embed
    if embed is None:
        raise SystemExit("the matcher is not there")
    files = sorted((ROOT / "scenarios" / "calls").glob("*.yaml"))
    people = [load_call(path).persona for path in files]
    for language in ("zh", "en"):
        counts: Counter[str] = Counter()
        seen: set[tuple[str, str]] = set()
        topics = (topic for one in people for topic in one.asked[language] if not topic.answered)
        foreign = [(topic.name, topic.questions[-1]) for topic in topics if topic.questions]
        for persona in people:
            counts += ask_last(persona, language, embed, seen)
            counts += ask_foreign(persona, language, embed, foreign)
        print_shares(language, counts)


def print_shares(language: Language, counts: Counter[str]) -> None:
    """Print one language's shares."""
    asked, answered = counts["asked"], max(1, counts["answered"])
    narrow = max(1, counts["narrow"])
    print(
        f"{language}: {asked} questions, {answered / asked:.3f} answered, of these "
        f"{counts['right'] / answered:.3f} by their own topic; of {counts['narrow']} that not "
        f"every line answers, a line that does is said in {counts['fitting'] / narrow:.3f} (any "
        f"line of the topic: {counts['chance'] / narrow:.3f}); of {counts['foreign']} questions "
        f"that nothing answers {counts['taken'] / max(1, counts['foreign']):.3f} are taken for "
        "something else",
        flush=True,
    )


if __name__ == "__main__":
    report()
