"""Any transcript can be read: the contract's JSON, recognisers' JSON, subtitles, plain text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.content.speakers import TranscriptError, know_role
from simcall.content.transcripts import Recording, parse_recordings, read_recordings

SAID = [
    ("agent", "Hello, I'm calling from Fairlane, am I speaking to Ms Cole?"),
    ("debtor", "Yes, who is this?"),
    ("agent", "It's Sam. Is now a good time?"),
]


def lines(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.transcript.turns]


def read(data: object) -> Recording:
    return parse_recordings(json.dumps(data), "call.json", "call")[0]


def test_the_contract_form_keeps_what_it_knows() -> None:
    found = read(
        {
            "id": "c17",
            "lang": "zh",
            "facts": {"debt": {"amount": 3200}},
            "rules": "cn",
            "turns": [
                {"speaker": "agent", "text": "您好", "t": 0, "mood": 1},
                {"speaker": "debtor", "text": "喂", "party": "third_party"},
            ],
            "events": [{"kind": "hangup", "by": "debtor"}],
            "agent": "E7",
        }
    )
    call = found.transcript
    assert (call.id, call.language, call.rules) == ("c17", "zh", "cn")
    assert call.turns[1].party == "third_party"
    assert call.events[0].by == "debtor"
    assert found.extra["agent"] == "E7"


def test_what_play_prints_is_read_with_its_feelings_and_without_its_score() -> None:
    found = read(
        {
            "turns": [{"speaker": "agent", "text": "Hi", "state": {"anger": 0.2, "x": 1}}],
            "score": {"total": 3},
            "outcome": {"end": "closed"},
        }
    )
    assert found.feelings == ({"anger": 0.2},)


def test_json_lines_hold_one_call_each() -> None:
    row = json.dumps({"turns": [{"speaker": "agent", "text": "Hi"}]})
    found = parse_recordings(f"{row}\n\n{row}\n", "a.jsonl", "a")
    assert [one.transcript.id for one in found] == ["a#0", "a#1"]


WHISPER = {
    "segments": [
        {"speaker": f"SPEAKER_0{0 if who == 'agent' else 1}", "text": text, "start": 2.0 * n}
        for n, (who, text) in enumerate(SAID)
    ]
}
DEEPGRAM = {
    "results": {
        "utterances": [
            {"speaker": int(who == "debtor"), "transcript": text, "start": 1.5 * n}
            for n, (who, text) in enumerate(SAID)
        ]
    }
}
ASSEMBLY = {
    "utterances": [
        {"speaker": "A" if who == "agent" else "B", "text": text, "start": 1500 * n}
        for n, (who, text) in enumerate(SAID)
    ]
}
ANALYTICS = {
    "Transcript": [
        {
            "ParticipantRole": "AGENT" if who == "agent" else "CUSTOMER",
            "Content": text,
            "BeginOffsetMillis": 900 * n,
        }
        for n, (who, text) in enumerate(SAID)
    ]
}
AMAZON = {
    "results": {
        "speaker_labels": {
            "segments": [
                {
                    "speaker_label": f"spk_{int(who == 'debtor')}",
                    "items": [{"start_time": f"{n}.{k}"} for k in range(len(text.split()))],
                }
                for n, (who, text) in enumerate(SAID)
            ]
        },
        "items": [
            {"start_time": f"{n}.{k}", "type": "pronunciation", "alternatives": [{"content": word}]}
            for n, (_, text) in enumerate(SAID)
            for k, word in enumerate(text.split())
        ],
    }
}
AZURE = {
    "recognizedPhrases": [
        {
            "speaker": 1 if who == "agent" else 2,
            "offsetInTicks": n * 1e7,
            "nBest": [{"display": text}],
        }
        for n, (who, text) in enumerate(SAID)
    ]
}
GOOGLE = {
    "results": [
        {
            "alternatives": [
                {
                    "words": [
                        {
                            "word": word,
                            "speakerTag": 1 if who == "agent" else 2,
                            "startTime": "1.2s",
                        }
                        for who, text in SAID
                        for word in text.split()
                    ]
                }
            ]
        }
    ]
}


@pytest.mark.parametrize(
    "data",
    [WHISPER, DEEPGRAM, ASSEMBLY, ANALYTICS, AMAZON, AZURE, GOOGLE],
    ids=["whisper", "deepgram", "assembly", "analytics", "amazon", "azure", "google"],
)
def test_recognisers_give_the_same_turns(data: object) -> None:
    assert lines(read(data)) == SAID


ZH = [
    ("agent", "您好，我是清禾客服，请问是林女士本人吗？"),
    ("debtor", "我是，什么事？"),
    ("agent", "您的账单逾期12天了。"),
]
TINGWU = {
    "Transcription": {
        "Paragraphs": [
            {
                "SpeakerId": "1" if who == "agent" else "2",
                "Words": [{"Text": ch, "Start": 1000 * n} for ch in text],
            }
            for n, (who, text) in enumerate(ZH)
        ]
    }
}
NLS = {
    "Result": {
        "Sentences": [
            {"ChannelId": int(who == "debtor"), "BeginTime": 1000 * n, "Text": text}
            for n, (who, text) in enumerate(ZH)
        ]
    }
}
PARAFORMER = {
    "transcripts": [
        {
            "channel_id": 0,
            "sentences": [
                {"begin_time": 1000 * n, "text": text, "speaker_id": int(who == "debtor")}
                for n, (who, text) in enumerate(ZH)
            ],
        }
    ]
}
IFLYTEK = {
    "lattice": [
        {
            "json_1best": json.dumps(
                {
                    "st": {
                        "bg": str(1000 * n),
                        "rl": "1" if who == "agent" else "2",
                        "rt": [{"ws": [{"cw": [{"w": text}]}]}],
                    }
                }
            )
        }
        for n, (who, text) in enumerate(ZH)
    ]
}
ONEBEST = [
    {"bg": str(1000 * n), "onebest": text, "speaker": str(1 + (who == "debtor"))}
    for n, (who, text) in enumerate(ZH)
]
TENCENT = {
    "Data": {
        "ResultDetail": [
            {"FinalSentence": text, "SpeakerId": int(who == "debtor"), "StartMs": 1000 * n}
            for n, (who, text) in enumerate(ZH)
        ]
    }
}


@pytest.mark.parametrize(
    "data",
    [TINGWU, NLS, PARAFORMER, IFLYTEK, ONEBEST, TENCENT],
    ids=["paragraphs", "sentences", "transcripts", "lattice", "onebest", "detail"],
)
def test_chinese_recognisers_give_the_same_turns(data: object) -> None:
    found = read(data)
    assert lines(found) == ZH
    assert found.transcript.turns[1].t == 1.0


def test_webvtt_names_speakers_by_voice() -> None:
    text = (
        "WEBVTT\n\nNOTE made by hand\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Agent>Hello there\n"
        "\n00:00:03.500 --> 00:00:04.000\n<v Customer>Hi\n"
    )
    found = parse_recordings(text, "a.vtt", "a")[0]
    assert lines(found) == [("agent", "Hello there"), ("debtor", "Hi")]
    assert found.transcript.turns[0].t == 1.0


def test_srt_carries_a_speaker_over_cues() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n坐席：您好\n\n2\n00:00:02,000 --> 00:00:03,000\n"
        "请问是林女士吗\n\n3\n00:00:04,000 --> 00:00:05,000\n客户：我是\n"
    )
    found = parse_recordings(text, "a.srt", "a")[0]
    assert lines(found) == [("agent", "您好请问是林女士吗"), ("debtor", "我是")]


@pytest.mark.parametrize(
    ("agent", "debtor"),
    [
        ("Agent", "Customer"),
        ("Rep 1", "Caller"),
        ("collector", "BORROWER"),
        ("坐席", "客户"),
        ("客服", "用户"),
        ("催收员", "欠款人"),
        ("A", "D"),
        ("Therapist", "Client"),
    ],
)
def test_plain_text_knows_common_names(agent: str, debtor: str) -> None:
    text = f"# a note\n{agent}: Hello.\n{debtor}： Yes?\nand more\n[00:12] {agent}: Good.\n"
    found = parse_recordings(text, "a.txt", "a")[0]
    assert lines(found) == [("agent", "Hello."), ("debtor", "Yes? and more"), ("agent", "Good.")]


def test_unknown_names_are_told_apart_by_what_they_say() -> None:
    text = (
        "Priya: Hello?\nMarcus: Good morning, I'm calling from Northbrook, am I speaking to Ms "
        "Shah? Your account is overdue.\nPriya: I lost my job.\n"
    )
    found = parse_recordings(text, "a.txt", "a")[0]
    assert [speaker for speaker, _ in lines(found)] == ["debtor", "agent", "debtor"]


def test_a_mother_is_a_third_party_and_a_manager_a_supervisor() -> None:
    mother, manager = know_role("母亲"), know_role("Supervisor")
    assert mother is not None
    assert mother.party == "third_party"
    assert manager is not None
    assert (manager.speaker, manager.party) == ("agent", "supervisor")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ('{"turns": [}', "a:1:12: not JSON"),
        ('{"turns": []}', "nothing to score"),
        ('{"turns": [{"speaker": "agent"}]}', "turns[0].text"),
        ('{"turns": [{"speaker": "debtor", "text": "hi"}]}', "nobody is the agent"),
        ('{"words": 3}', "no turns found"),
        ("just some words\n", "a:1:1: nobody is named"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n", "a:4:1: nobody is named"),
        ("X: hello\nX: again\n", "only one speaker"),
        ('{"turns": [{"speaker": "agent", "text": "a"}]}\n{"turns": \n', "a:2:"),
    ],
)
def test_a_bad_file_gets_one_line_that_says_where_and_what(text: str, message: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        parse_recordings(text, "a", "a")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_from_chinese_centres_may_be_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes("坐席：您好\n客户：喂\n".encode("gb18030"))
    assert lines(read_recordings(path)[0]) == [("agent", "您好"), ("debtor", "喂")]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="no such file"):
        read_recordings(tmp_path / "none.json")
