"""The OpenAI-compatible endpoint: one question, one answer, within a deadline, or a reason why not.

The question runs in a thread of its own, so that a server that drips bytes, or a name server that
hangs, can never hold up a call for longer than the deadline.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Sequence
from typing import Any

from simcall.voice.settings import VoiceSettings

MOST_BYTES = 65536
Message = dict[str, str]


class VoiceTrouble(Exception):
    """The endpoint gave no answer. why: one of `reason.OUTAGES`; nothing else is ever told."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


class Endpoint:
    """Asks one server. Neither address nor key appears in anything that it raises."""

    def __init__(self, settings: VoiceSettings) -> None:
        self._settings = settings

    def ask(self, messages: Sequence[Message]) -> str:
        """Return the answer's text. Raises VoiceTrouble within the settings' seconds."""
        answers: queue.SimpleQueue[str | VoiceTrouble] = queue.SimpleQueue()
        end = time.monotonic() + self._settings.seconds

        def work() -> None:
            try:
                answers.put(self._post(messages, end))
            except VoiceTrouble as trouble:
                answers.put(trouble)

        threading.Thread(target=work, name="simcall-voice", daemon=True).start()
        try:
            found = answers.get(timeout=self._settings.seconds)
        except queue.Empty:
            raise VoiceTrouble("timeout") from None
        if isinstance(found, VoiceTrouble):
            raise found
        return found

    def _post(self, messages: Sequence[Message], end: float) -> str:
        """Send the question and read the answer as far as time and size allow."""
        import httpx

        settings = self._settings
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        body = {"model": settings.model, "messages": list(messages), "stream": False}
        data = bytearray()
        try:
            with (
                httpx.Client(timeout=settings.seconds) as client,
                client.stream("POST", settings.url, json=body, headers=headers) as response,
            ):
                check_status(response.status_code)
                for part in response.iter_bytes():
                    data += part
                    if len(data) > MOST_BYTES:
                        raise VoiceTrouble("garbled")
                    if time.monotonic() > end:
                        raise VoiceTrouble("timeout")
        except httpx.TimeoutException:
            raise VoiceTrouble("timeout") from None
        except (httpx.DecodingError, httpx.RemoteProtocolError):
            raise VoiceTrouble("garbled") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError, RuntimeError):
            raise VoiceTrouble("unreachable") from None
        return read_answer(bytes(data))


def check_status(status: int) -> None:
    """Raise VoiceTrouble unless the server says that all is well; redirects are not followed."""
    if status == 429:
        raise VoiceTrouble("limited")
    if status != 200:
        raise VoiceTrouble("refused")


def read_answer(data: bytes) -> str:
    """Return the text of a chat completion; raises VoiceTrouble when there is none in it."""
    try:
        found: Any = json.loads(data.decode("utf-8"))
        text = found["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise VoiceTrouble("garbled") from None
    if not isinstance(text, str):
        raise VoiceTrouble("garbled")
    return text
