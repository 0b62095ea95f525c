"""A small stage: one debtor, one lender, an analyser that reads key words, a home of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from simcall.call.scenario import CallScenario, PastContact
from simcall.common.bilingual import Language, Text
from simcall.desk.app import Desk
from simcall.desk.seat import FloorView, Offer, Seat
from simcall.desk.sources import Card, Sources
from simcall.desk.studio import Studio
from simcall.desk.widgets.mouth import Mouth
from simcall.persona.person import (
    Ability,
    Debt,
    Habits,
    Line,
    Payment,
    Persona,
    Reason,
    Temper,
)
from simcall.rubric.report import BetterSentence, CriticalNote, ItemScore, ScoreReport
from simcall.rules.lender import LateFee, Lender, Product, Remedy
from simcall.rules.pack import ContactLimit, Hotline, RulePack
from simcall.speech.acts import ACTS, DEBTOR_ACTS
from simcall.speech.reading import Reading, Utterance
from simcall.store.home import open_home

SAID: dict[Language, dict[str, list[str]]] = {
    "zh": {
        "greet": ["喂，哪位？", "您好，请讲。"],
        "who_is_this": ["您是哪里的？", "请问您是哪家公司？"],
        "confirm_identity": ["是我，我就是林岚。", "对，我是本人。"],
        "excuse": ["最近事情多，我把日子记岔了。", "扣款那天卡里差了一点。"],
        "reason": ["其实上个月的工资只发了一部分。", "我们整个组都被裁了，还没找到工作。"],
        "emotion": ["我昨晚又没睡好，一直在算这个账。", "我有点慌，您慢点说。"],
        "question": ["那利息是怎么算的？", "会不会影响征信？"],
        "offer_amount": ["我先还五百行不行？", "这个月我只拿得出五百。"],
        "promise": ["好，十五号发了工资我就还。", "行，我十五号还六百八。"],
        "refuse": ["我现在真的还不了。", "您别逼我了。"],
        "negotiate": ["能不能分几次？", "再宽限几天可以吗？"],
        "acknowledge": ["嗯，您说。", "我在听。", "好的。", "我明白。", "嗯嗯。"],
        "thank": ["谢谢您肯听我说。", "谢谢。"],
        "silence": ["……", "（沉默）"],
        "again": ["这个我刚才说过了。", "还是刚才那句话。", "我不是说过了吗。"],
        "hangup": ["我不想说了，再见。", "就这样吧。"],
        "bye": ["好，再见。", "再见。"],
        "complain": ["我要投诉你们。"],
    },
    "en": {
        "greet": ["Hello, who is this?", "Hello?"],
        "who_is_this": ["Which company are you with?", "Where are you calling from?"],
        "confirm_identity": ["Yes, this is Hannah Cole.", "Speaking."],
        "excuse": ["It has been a hectic month and I lost track.", "The account was short."],
        "reason": ["My last pay came in short.", "The whole team was let go; I have no job yet."],
        "emotion": ["I was up half the night doing sums.", "I am a bit shaky, please go slowly."],
        "question": ["How is the interest worked out?", "Will this go on my credit file?"],
        "offer_amount": ["Could I pay fifty first?", "Fifty is all I have this month."],
        "promise": ["All right, I will pay on the fifteenth.", "The fifteenth, then."],
        "refuse": ["I really cannot pay now.", "Please stop pushing me."],
        "negotiate": ["Could it be split up?", "Could I have a few more days?"],
        "acknowledge": ["Mm, go on.", "I am listening.", "Right.", "I see.", "Okay."],
        "thank": ["Thank you for hearing me out.", "Thanks."],
        "silence": ["...", "(silence)"],
        "again": ["I said that already.", "As I said before.", "I just told you."],
        "hangup": ["I do not want to talk any more. Goodbye.", "That is enough."],
        "bye": ["All right, goodbye.", "Bye."],
        "complain": ["I want to complain."],
    },
}
HEARD = {
    "greet": ("您好", "Hello"),
    "introduce": ("我是清禾", "from Qinghe"),
    "verify": ("请问是林岚", "speaking to Hannah"),
    "ask_open": ("发生了什么", "what happened"),
    "empathise": ("不容易", "not easy"),
    "reflect": ("听起来", "sounds like"),
    "offer": ("分期", "instalments"),
    "threat": ("起诉你", "see you in court"),
    "attack": ("不负责任", "irresponsible"),
    "close": ("再见", "Goodbye"),
    "refer": ("转到", "pass you to"),
}


class KeywordAnalyser:
    """Finds an act by its key words; enough to drive a call."""

    name = "keywords"
    digest = "0" * 16

    def read(self, utterance: Utterance) -> Reading:
        known = ACTS if utterance.speaker == "agent" else DEBTOR_ACTS
        found = {act for act, words in HEARD.items() if any(w in utterance.text for w in words)}
        return Reading(
            utterance.text,
            utterance.language or "en",
            utterance.speaker,
            tuple(act for act in known if act in found),
            {act: 0.9 if act in found else 0.0 for act in known},
        )

    def read_many(self, utterances: Sequence[Utterance]) -> list[Reading]:
        return [self.read(utterance) for utterance in utterances]


def write_lines(language: Language) -> tuple[Line, ...]:
    return tuple(Line(act, text) for act, texts in SAID[language].items() for text in texts)


def make_persona() -> Persona:
    return Persona(
        id="linlan",
        name=Text("林岚", "Hannah Cole"),
        archetype="anxious",
        age=29,
        work=Text("原来做内容运营", "was a content editor"),
        life=Text("一个人在外地租房，团队被裁了。", "Rents with a friend; her team was cut."),
        role="debtor",
        relation=Text("", ""),
        disputes=False,
        debt=Debt(
            "qinghe", "flex", 320000, 12, 68000, 12000, 0, 252000,
            (Payment(2, 68000), Payment(1, 0)), True,
        ),
        other_debts=(),
        ability=Ability(260000, 200000, 60000, 15),
        reason=Reason(
            "job_loss",
            Text("记岔了日子", "lost track of the day"),
            Text("工资少发了", "the pay came short"),
            Text("失业了", "lost her job"),
        ),
        temper=Temper(
            {"anger": 0.15, "anxiety": 0.6, "shame": 0.4, "reactance": 0.25, "trust": 0.35,
             "despair": 0.2},
            {}, (0.3, 0.4, 0.52), {"will": 0.7, "hang_up": -3.0},
        ),
        habits=Habits(0.2, 0.5, 0.3, 0.6, "zh"),
        lines={"zh": write_lines("zh"), "en": write_lines("en")},
        content_notice=Text("", ""),
        outcome="promise",
        digits="4417",
    )  # fmt: skip


NO_NOTICE = Text("", "")


def make_scenario(notice: Text = NO_NOTICE, name: str = "first_call") -> CallScenario:
    remedies = {
        "extension": Remedy("extension", "available", 14, "accrues", "continues", "unchanged",
                            Text("", ""), 0, ()),
        "waiver": Remedy("waiver", "needs_approval", 0.5, "waived", "continues", "unchanged",
                         Text("组长", "the team leader"), 24, ()),
    }  # fmt: skip
    product = Product(
        "flex", Text("随手借", "FlexPay"), "revolving", LateFee("bill", 0.0005, 0.0, 0), 0.1, 0,
        ("fees", "bill", "instalments", "unbilled"), Text("", ""), remedies,
    )  # fmt: skip
    lender = Lender(
        "qinghe", Text("清禾消费金融", "Qinghe Credit"), "creditor", Text("清禾", "Qinghe"),
        "400-000-0101", "400-000-0109", "cn", "CNY", {"flex": product},
    )  # fmt: skip
    rules = RulePack(
        "cn", Text("中国大陆", "Mainland China"), 8, 22, ContactLimit(3, 1, "talks", 0), None, (),
        (Hotline("crisis", Text("心理援助热线", "psychological help line"), "12356"),
         Hotline("police", Text("报警", "police"), "110")),
        {}, "CNY",
    )  # fmt: skip
    return CallScenario(
        id=name, title=Text("首次逾期提醒", "First missed payment"), persona=make_persona(),
        lender=lender, product=product, rules=rules, currency="CNY", direction="outbound",
        stage="day15", difficulty=2, date="2026-11-23", time="10:20",
        brief=Text("逾期十二天，还没接过电话。", "Twelve days late; no call so far."),
        goal=Text("听清原因，约定一个还款。", "Hear the reason; agree what she can keep."),
        forbidden=(Text("向她父母提起欠款", "Mention the debt to her parents"),),
        history=(PastContact(2, "sms", Text("发过提醒短信", "a reminder by text")),),
        memory={}, waited=0.0, outcome="promise", content_notice=notice, languages=("zh", "en"),
        digest="d" * 64,
    )  # fmt: skip


def make_report(passed: bool = True) -> ScoreReport:
    """A fixed score, so that the screens do not change when the rubric does."""
    item = ItemScore(
        "reflect", "listening", Text("接住对方的话", "takes up their words"), 3.0, 5.0, (1, 3),
        Text("两次接住了对方说的事", "took up what was said twice"), Text("", ""), ("A7", "A8"),
    )  # fmt: skip
    critical = () if passed else (CriticalNote("threat", 3, "起诉你", (3,), ("A10",)),)
    return ScoreReport(
        id="c1", language="zh", total=71.5 if passed else 20.0, passed=passed, raw=0.7,
        dimensions={"opening": 8.0, "listening": 6.0, "empathy": 7.0, "solution": None,
                    "compliance": 10.0, "closing": 8.0},
        critical=critical, critical_extra=(), caps=(), items=(item,), replies=(), situations=(),
        keep=(Text("先问后说", "asking before telling"),), start=(), stop=(),
        better=(BetterSentence(1, "为什么不还？", "reason", Text("像审问", "sounds like a trial"),
                               "方便说说这个月遇到了什么吗？"),),
        unchecked=(), rubric="test/1", analyser="keywords",
    )  # fmt: skip


class QuietFloor:
    """A floor that stands still except for its clock; two calls a day."""

    def __init__(self) -> None:
        self.now = 9.0 * 3600
        self.calls = 0

    def view(self) -> FloorView:
        return FloorView(self.now, 3, 41.0, 5, 6, 0.8, 20.0, 1, self.calls)

    def advance(self, seconds: float) -> FloorView:
        self.now += seconds
        return self.view()

    def next_call(self) -> Offer | None:
        self.calls += 1
        return Offer("first_call", 33.0, True) if self.calls < 3 else None

    def end_call(self, wrap_up: float, state: Sequence[float]) -> FloorView:
        return self.advance(wrap_up)


class FixedStudio(Studio):
    """A studio whose score never changes."""

    report = make_report()

    def score(self, call: object, language: object) -> ScoreReport:
        return self.report


def open_seat(name: str, seed: int) -> Seat:
    return QuietFloor()


def make_sources(*scenarios: CallScenario) -> Sources:
    known = {scenario.id: scenario for scenario in scenarios or (make_scenario(),)}
    cards = [Card(s.id, s.title, s.difficulty, s.stage, s.languages) for s in known.values()]

    return Sources(
        list_calls=lambda: cards,
        load_call=lambda name: known[name],
        load_analyser=KeywordAnalyser,
        load_rubric=lambda: SimpleNamespace(digest="r" * 64),  # type: ignore[arg-type,return-value]
        list_floors=lambda: [Card("small", Text("小呼叫中心", "Small floor"), 0, "", ("zh", "en"))],
        open_seat=open_seat,
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def studio(home: Path) -> FixedStudio:
    return FixedStudio(open_home(), make_sources())


@pytest.fixture
def open_desk(studio: FixedStudio) -> Callable[..., Desk]:
    def make(language: Language = "zh", *scenarios: CallScenario) -> Desk:
        if scenarios:
            studio.sources = make_sources(*scenarios)
        return Desk(studio, language)

    return make


class Visitor:
    """Somebody at the keyboard: opens the desk, presses keys, reads the screen."""

    def __init__(self, desk: Desk, pilot: Pilot[None]) -> None:
        self.desk = desk
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until workers have ended and everything is drawn."""
        for _ in range(2):
            await self.desk.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def say(self, *sentences: str) -> None:
        """Type sentences into the box of the open screen."""
        for sentence in sentences:
            self.desk.screen.query_one(Mouth).text = sentence
            await self.press("enter")

    async def start_call(self) -> None:
        """From the welcome screen into the first scenario's call."""
        await self.press("1", "f2")

    def read(self) -> str:
        """Return the screen as text, without the spaces at line ends."""
        rows = self.desk.screen._compositor.render_strips()
        return "\n".join("".join(s.text for s in row).rstrip() for row in rows).rstrip("\n") + "\n"

    @property
    def notices(self) -> str:
        return " | ".join(notice.message for notice in self.desk._notifications)


@pytest.fixture
def visit(open_desk: Callable[..., Desk]) -> Callable[..., AbstractAsyncContextManager[Visitor]]:
    """Open the desk: `async with visit("zh", size=(80, 24)) as visitor`."""

    @asynccontextmanager
    async def open_visit(
        language: Language = "zh",
        *scenarios: CallScenario,
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[Visitor]:
        desk = open_desk(language, *scenarios)
        async with desk.run_test(size=size) as pilot:
            visitor = Visitor(desk, pilot)
            await visitor.settle()
            yield visitor

    return open_visit


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a screen with its golden; SIMCALL_WRITE_GOLDENS=1 writes it instead."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "goldens" / f"{name}.txt"
        if os.environ.get("SIMCALL_WRITE_GOLDENS"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{path.name} differs; look, then write it anew"

    return check


@pytest.fixture
def make_scenario_with_notice() -> CallScenario:
    return make_scenario(Text("会谈到自伤", "self-harm comes up"))
