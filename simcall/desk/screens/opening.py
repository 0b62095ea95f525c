"""Ways into a call: from a scenario, from an unfinished journal, from a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcall.common.bilingual import Language

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.desk.screens.base import Speaking
    from simcall.desk.studio import Past, Resumed


def start_call(
    screen: Speaking, scenario: CallScenario, seed: int, language: Language, coach: bool
) -> None:
    """Begin a call; a content notice comes first where the scenario has one."""
    from simcall.desk.screens.notice import NoticeScreen

    def go(agreed: bool | None) -> None:
        if agreed:
            open_call(screen, scenario, seed, language, coach)

    if scenario.content_notice.zh or scenario.content_notice.en:
        screen.desk.push_screen(NoticeScreen(scenario.content_notice), go)
    else:
        go(True)


def open_call(
    screen: Speaking, scenario: CallScenario, seed: int, language: Language, coach: bool
) -> None:
    """Make the call in a thread (the analyser may still be loading), then show it."""
    from simcall.desk.screens.call import CallScreen

    studio = screen.desk.studio
    if not studio.ready:
        screen.desk.notify(screen.say("choose.preparing"), markup=False)
    screen.in_background(
        lambda: studio.start(scenario, seed, language, coach),
        lambda conversation: screen.desk.push_screen(CallScreen(conversation)),
        "open",
    )


def resume_call(screen: Speaking, past: Past) -> None:
    """Bring an unfinished call back."""
    studio = screen.desk.studio
    screen.in_background(
        lambda: studio.resume(past), lambda resumed: show_resumed(screen, resumed), "open"
    )


def show_resumed(screen: Speaking, resumed: Resumed) -> None:
    """Show a call that was brought back, with all that was said."""
    from simcall.desk.screens.call import CallScreen

    if resumed.notice is not None:
        screen.desk.complain(resumed.notice.say(screen.language))
    screen.desk.push_screen(CallScreen(resumed.conversation, resumed.results))
