"""The phraser of one call: asks the language model, checks its words, gives up after outages."""

from __future__ import annotations

import os
from collections.abc import Mapping

from simcall.call.phrasing import Phrased, PhraseRequest
from simcall.speech.reading import Analyser
from simcall.voice.check import clean_answer, find_fault
from simcall.voice.endpoint import Endpoint, VoiceTrouble
from simcall.voice.prompt import make_messages
from simcall.voice.reason import MOST_OUTAGES
from simcall.voice.settings import VoiceSettings, read_settings, require_client


class LanguageVoice:
    """Words a debtor's replies in one call. name: the model, as journals and screens show it."""

    def __init__(self, settings: VoiceSettings, analyser: Analyser) -> None:
        self.name = settings.model
        self._key = settings.key
        self._endpoint = Endpoint(settings)
        self._analyser = analyser
        self._outages = 0

    @property
    def is_off(self) -> bool:
        """Tell whether the endpoint has failed too often in a row for this call."""
        return self._outages >= MOST_OUTAGES

    def phrase(self, request: PhraseRequest) -> Phrased:
        """Return the model's words, or the reason why the written line stands."""
        if self.is_off:
            return Phrased("", "off")
        try:
            answer = self._endpoint.ask(make_messages(request))
        except VoiceTrouble as trouble:
            self._outages += 1
            return Phrased("", trouble.why)
        self._outages = 0
        text = clean_answer(answer)
        why = find_fault(text, request, self._analyser, self._key)
        return Phrased("" if why else text, why)


def check_voice(environment: Mapping[str, str] | None = None) -> VoiceSettings:
    """Return the settings; raises SimcallError with what to do when anything is missing."""
    settings = read_settings(os.environ if environment is None else environment)
    require_client()
    return settings


def open_voice(analyser: Analyser, environment: Mapping[str, str] | None = None) -> LanguageVoice:
    """Return a voice for one call, from the environment. Raises what `check_voice` raises."""
    return LanguageVoice(check_voice(environment), analyser)
