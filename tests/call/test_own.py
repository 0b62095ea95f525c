"""Questions that only one person or one call gets."""

import pytest

from simcall.call.own import find_own
from simcall.call.session import Call
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.content.document import read_document
from simcall.content.personas import build_asked
from simcall.content.place import list_files
from simcall.persona.person import Asked
from simcall.persona.words import normalise_line
from simcall.speech.move import Move

ZH = (Asked("operation", ("什么时候…手术", "手术…哪天")), Asked("card", ("谁的卡",)))
EN = (Asked("laugh", ("what exactly did he say", "what ... actually say")), Asked("who", ("who",)))
ASK = Move((("ask_closed", 1.0),), seconds=4.0)


@pytest.mark.parametrize(
    ("text", "asked", "language", "want"),
    [
        ("您什么时候做的手术？", ZH, "zh", ("operation",)),
        ("手术是哪天做的", ZH, "zh", ("operation",)),
        ("您做过手术，我记下了。", ZH, "zh", ()),
        ("那是谁的卡？手术是哪天？", ZH, "zh", ("card", "operation")),
        ("What did he actually say?", EN, "en", ("laugh",)),
        ("WHAT EXACTLY DID HE SAY", EN, "en", ("laugh",)),
        ("The whole file is here.", EN, "en", ()),
    ],
)
def test_a_question_is_known_by_its_authors_phrases(text, asked, language, want):
    assert find_own(text, asked, language) == want


def test_part_of_a_word_is_no_phrase():
    assert find_own("Whose is it?", EN, "en") == ()


def begin(name, language, seed=5):
    call = Call(load_call(name), seed, language, load_analyser("lean"))
    call.begin()
    return call


@pytest.mark.parametrize(
    ("language", "text"), [("zh", "他具体说了什么？"), ("en", "What exactly did he say?")]
)
def test_an_own_question_gets_an_own_answer_and_then_a_reference_back(language, text):
    call = begin("complaint_about_yesterday", language)
    lines = {
        line.text
        for line in call.scenario.persona.lines[language]
        if (line.act, line.topic) == ("own", "what_he_said")
    }
    said = []
    while len(said) < len(lines) + 1 and not call.ended:
        said.append(call.apply(ASK, text).reply.text)
    spoken = [{line for line in lines if holds(text, line)} for text in said]
    assert set().union(*spoken[: len(lines)]) == lines
    assert not spoken[-1]


def holds(text, line):
    """Tell whether a text is a line, as somebody says it who halts or cuts it short."""
    plain, whole = normalise_line(text), normalise_line(line)
    return whole in plain or (plain in whole and len(plain) > 3)


@pytest.mark.parametrize("kind", ["call", "persona"])
def test_every_phrase_of_the_shipped_files_finds_its_own_topic(kind):
    """A phrase that another topic of the file takes away would never be heard."""
    lost = []
    for name in list_files(kind):
        for language, topics in read_asked(kind, name).items():
            mark = "？" if language == "zh" else "?"
            for topic in topics:
                for phrase in topic.phrases:
                    text = phrase.replace("...", " ").replace("…", "") + mark
                    found = find_own(text, topics, language)
                    if topic.name not in found:
                        lost.append((name, language, topic.name, phrase, found))
    assert not lost


def read_asked(kind, name):
    data = read_document(kind, name, template=kind == "persona").data
    return build_asked(data.get("asked", {}))
