"""A language model's voice at the desk: a mark beside its words, one notice when it fails."""

from __future__ import annotations

from simcall.call.phrasing import Phrased, PhraseRequest
from simcall.desk.screens.call import CallScreen


class Model:
    """Stands in for a language model. why: the reason for which it gives no words."""

    name = "tiny"

    def __init__(self, why: str = ""):
        self.why = why

    def phrase(self, request: PhraseRequest) -> Phrased:
        return Phrased(
            "" if self.why else f"{request.written}嗯{'呀' * len(request.turns)}", self.why
        )


async def test_words_from_a_model_are_marked_and_explained(visit, studio, monkeypatch):
    monkeypatch.setattr(studio, "open_phraser", Model)
    async with visit("zh") as visitor:
        await visitor.start_call()
        assert "带 ◇ 的话由语言模型 tiny 措辞" in visitor.read()
        await visitor.say("您好，我是清禾的小周，请问是林岚女士吗？")
        assert "林岚◇" in visitor.read()


async def test_a_resumed_call_shows_the_same_words_with_their_mark(visit, studio, monkeypatch):
    monkeypatch.setattr(studio, "open_phraser", Model)
    async with visit("zh") as visitor:
        await visitor.start_call()
        await visitor.say("您好，我是清禾的小周，请问是林岚女士吗？")
        screen = visitor.desk.screen
        assert isinstance(screen, CallScreen)
        said = screen.call.turns[-1].text
        visitor.desk.close_calls()
    monkeypatch.undo()
    resumed = studio.resume(studio.list_unfinished()[0])
    assert resumed.results[-1].reply.text == said
    assert resumed.results[-1].reply.phrased
    assert resumed.conversation.call.phraser is None


async def test_a_model_that_fails_is_told_of_once(visit, studio, monkeypatch):
    monkeypatch.setattr(studio, "open_phraser", lambda: Model("timeout"))
    async with visit("zh") as visitor:
        await visitor.start_call()
        await visitor.say("您好，我是清禾的小周，请问是林岚女士吗？", "您慢慢说，我听着。")
        assert visitor.notices.count("没有及时回答") == 1
        assert "林岚◇" not in visitor.read()
        assert isinstance(visitor.desk.screen, CallScreen)


async def test_without_being_asked_for_there_is_no_voice(visit):
    async with visit("zh") as visitor:
        await visitor.start_call()
        screen = visitor.desk.screen
        assert isinstance(screen, CallScreen)
        assert screen.call.phraser is None
        assert "◇" not in visitor.read()
