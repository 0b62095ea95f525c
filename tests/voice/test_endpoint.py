"""The endpoint: an answer within the deadline, or a reason why not; the key stays where it is."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest

from simcall.common.errors import SimcallError
from simcall.voice import settings as settings_module
from simcall.voice.endpoint import Endpoint, VoiceTrouble
from simcall.voice.phraser import check_voice
from simcall.voice.settings import VoiceSettings, read_settings

KEY = "sk-local-0123456789abcdef"
QUESTION = [{"role": "user", "content": '{"line": "嗯"}'}]


def wrap(text):
    """Return a chat completion."""
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def ask(endpoint: Endpoint) -> str:
    """Return why the endpoint gives no answer."""
    with pytest.raises(VoiceTrouble) as caught:
        endpoint.ask(QUESTION)
    assert KEY not in repr(caught.value)
    assert caught.value.__cause__ is None
    return caught.value.why


def test_it_speaks_the_protocol(model):
    model.answer = lambda data: f"{data['line']}，好。"
    assert Endpoint(model.settings(key=KEY)).ask(QUESTION) == "嗯，好。"
    assert model.asked[0] == {"model": "tiny", "messages": QUESTION, "stream": False}
    assert model.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(model):
    Endpoint(model.settings(key="")).ask(QUESTION)
    assert "Authorization" not in model.headers[0]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((429, b"slow down"), "limited"),
        ((500, b"boom"), "refused"),
        ((401, f"bad key {KEY}".encode()), "refused"),
        ((302, b""), "refused"),
        ((200, b""), "garbled"),
        ((200, b"{"), "garbled"),
        ((200, b"\xff\xfe"), "garbled"),
        ((200, b"[" * 60000), "garbled"),
        ((200, b"null"), "garbled"),
        ((200, b'{"choices": []}'), "garbled"),
        ((200, wrap(None)), "garbled"),
        ((200, wrap(["a"])), "garbled"),
        ((200, wrap("长" * 90000)), "garbled"),
    ],
)
def test_whatever_goes_wrong_is_named(model, answer: tuple[int, bytes], why: str):
    model.answer = lambda _: answer
    assert ask(Endpoint(model.settings(key=KEY))) == why


def test_a_slow_server_and_one_that_drips_are_given_up_in_time(model):
    endpoint = Endpoint(model.settings(0.3, KEY))
    for model.delay, model.drip in ((0.8, 0.0), (0.0, 0.2)):
        began = time.monotonic()
        assert ask(endpoint) == "timeout"
        assert time.monotonic() - began < 0.7


def test_a_server_that_is_not_there_cannot_be_reached():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gone = VoiceSettings(f"http://127.0.0.1:{port}/v1/chat/completions", "tiny", KEY, 2.0)
    assert ask(Endpoint(gone)) == "unreachable"


def test_a_server_that_hangs_up_or_talks_nonsense_is_no_trouble():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for words in (b"", b"SSH-2.0-hello\r\n\r\n"):
                connection, _ = server.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(words)

        thread = threading.Thread(target=serve)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v1/chat/completions"
        endpoint = Endpoint(VoiceSettings(url, "tiny", "", 2.0))
        # A connection that is shut before all was read may look like one that was refused.
        assert ask(endpoint) in ("garbled", "unreachable")
        assert ask(endpoint) == "garbled"
        thread.join()


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "needs SIMCALL_VOICE_URL"),
        ({"SIMCALL_VOICE_URL": "http://x/v1"}, "needs SIMCALL_VOICE_MODEL"),
        ({"SIMCALL_VOICE_URL": "x/v1", "SIMCALL_VOICE_MODEL": "m"}, "begins with http"),
        ({"SIMCALL_VOICE_URL": "http://me:pw@x", "SIMCALL_VOICE_MODEL": "m"}, "SIMCALL_VOICE_KEY"),
        (
            {"SIMCALL_VOICE_URL": "http://x/v1", "SIMCALL_VOICE_MODEL": "m",
             "SIMCALL_VOICE_KEY": "sk secret"},
            "copy it again",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_one_line(environment: dict[str, str], line: str):
    with pytest.raises(SimcallError, match=line) as caught:
        read_settings(environment)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "pw" not in str(caught.value)


def test_the_address_may_be_the_base_or_the_whole(monkeypatch: pytest.MonkeyPatch):
    for url in ("https://x/v1", "https://x/v1/", "https://x/v1/chat/completions"):
        found = read_settings(
            {"SIMCALL_VOICE_URL": url, "SIMCALL_VOICE_MODEL": "m", "SIMCALL_VOICE_KEY": KEY}
        )
        assert found.url == "https://x/v1/chat/completions"
        assert KEY not in repr(found)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings_module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SimcallError, match=r"pip install \"simcall\[voice\]\""):
        check_voice({"SIMCALL_VOICE_URL": "http://x", "SIMCALL_VOICE_MODEL": "m"})
