"""What several commands load: the analyser, a rubric by name, the scorer made of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simcall.call.transcript import Transcript
    from simcall.rubric.book import Rubric
    from simcall.speech.reading import Analyser


class Tools(NamedTuple):
    """Analyser and rubric as certificates name them."""

    analyser: Analyser
    rubric: Rubric

    @property
    def analyser_stamp(self) -> str:
        """Return name and digest of the analyser, as journals write them."""
        return f"{self.analyser.name} {self.analyser.digest}".strip()

    def score(self, transcript: Transcript) -> Mapping[str, Any]:
        """Return the JSON of `simcall score` for a transcript."""
        from simcall.call.hearing import hear_transcript
        from simcall.content.rulepacks import load_rules
        from simcall.rubric.score import score_call

        pack = load_rules(transcript.rules) if transcript.rules else None
        heard = hear_transcript(transcript, self.analyser)
        return score_call(heard, self.rubric, pack).as_json()


def load_tools(rubric: str, pinned: str = "") -> Tools:
    """Return analyser and rubric. Raises SimcallError when the rubric is not the pinned one."""
    from simcall.content.analyser import load_analyser
    from simcall.content.rubrics import load_rubric

    book = load_rubric(rubric)
    if pinned and book.digest != pinned:
        raise SimcallError(
            f"rubric '{rubric}' is not the version that this exam pins "
            f"({book.digest[:16]} instead of {pinned[:16]}); restore it, or publish a new exam"
        )
    return Tools(load_analyser(), book)
