"""A server on this machine that speaks the chat-completions protocol, well or badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.voice.settings import VoiceSettings

KEY = "sk-local-0123456789abcdef"
Answer = Callable[[dict[str, Any]], Any]


class FakeModel:
    """A language model that answers as a test wants. asked: the bodies that it received.

    answer: gives the text for a question's data, or a (status, bytes) pair to send as it is.
    """

    key = KEY

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer = lambda data: data["line"]
        self.delay = 0.0
        self.drip = 0.0
        self.url = ""

    def data(self, place: int = -1) -> dict[str, Any]:
        """Return the data of a question."""
        found: dict[str, Any] = json.loads(self.asked[place]["messages"][-1]["content"])
        return found

    def settings(self, seconds: float = 3.0, key: str = KEY) -> VoiceSettings:
        """Return the settings of a voice that asks this server."""
        return VoiceSettings(f"{self.url}/chat/completions", "tiny", key, seconds)


def wrap_answer(text: Any) -> bytes:
    """Return a chat completion."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def make_handler(model: FakeModel) -> type[BaseHTTPRequestHandler]:
    """Return a request handler for a model."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(body)
            model.headers.append(dict(self.headers.items()))
            time.sleep(model.delay)
            found = model.answer(model.data())
            status, content = found if isinstance(found, tuple) else (200, wrap_answer(found))
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                for place in range(0, len(content), 16 if model.drip else len(content) or 1):
                    time.sleep(model.drip)
                    self.wfile.write(content[place : place + 16 if model.drip else None])
                    self.wfile.flush()
            except OSError:
                return  # the caller gave up, which is what some tests are about

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    return Handler


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    """Yield a running model."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fake = FakeModel()
    server = ThreadingHTTPServer(("127.0.0.1", 0), make_handler(fake))
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def lean():
    """Return the analyser of this machine; the small one is always there."""
    return load_analyser()


@pytest.fixture(scope="session")
def anxious():
    """Return a scenario with an anxious debtor."""
    return load_call("anxious_first_call")
