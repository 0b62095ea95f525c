"""The JSON of common speech recognisers, as lines of speech.

Known: segments with speakers (whisper with diarisation), Amazon Transcribe (batch, and call
analytics), Deepgram and AssemblyAI utterances, Azure recognised phrases, Google words with speaker
tags, and the paragraph, sentence, one-best and result-detail forms of Chinese services (Aliyun,
iFlytek, Tencent). Times become seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from simcall.content.speakers import Line

Data = Mapping[str, Any]
_TEXT_KEYS = (
    "text",
    "transcript",
    "Text",
    "Content",
    "content",
    "onebest",
    "FinalSentence",
    "sentence",
    "display",
)
_WHO_KEYS = (
    "speaker",
    "speaker_label",
    "speaker_id",
    "SpeakerId",
    "speakerId",
    "role",
    "ParticipantRole",
    "ParticipantId",
    "channel_id",
    "ChannelId",
    "channel",
    "spk",
    "rl",
    "speakerTag",
    "name",
)
_SECONDS_KEYS = ("start", "start_time", "startTime")
_MILLI_KEYS = (
    "BeginOffsetMillis",
    "begin_time",
    "BeginTime",
    "StartMs",
    "bg",
    "start_ms",
    "Start",
    "begin",
)


def find_first(data: Data, keys: Sequence[str]) -> Any:
    """Return the first present, non-empty value among some keys."""
    return next((data[k] for k in keys if k in data and data[k] not in (None, "")), None)


def read_time(data: Data, milli: bool = False) -> float | None:
    """Return the start of a piece in seconds."""
    value = find_first(data, _SECONDS_KEYS)
    scale = 0.001 if milli else 1.0
    if value is None:
        value, scale = find_first(data, _MILLI_KEYS), 0.001
    if isinstance(value, str):
        value = value.rstrip("s")
    try:
        return round(float(value) * scale, 3) if value is not None else None
    except (TypeError, ValueError):
        return None


def read_pieces(pieces: Any, milli: bool = False) -> list[Line]:
    """Return lines of a list of objects that each hold a speaker and a text."""
    lines = []
    for piece in pieces if isinstance(pieces, list) else ():
        if not isinstance(piece, Mapping):
            continue
        text, who = find_first(piece, _TEXT_KEYS), find_first(piece, _WHO_KEYS)
        if isinstance(text, str):
            lines.append(Line("" if who is None else str(who), text, read_time(piece, milli)))
    return lines


def read_segments(data: Data) -> list[Line]:
    """Whisper with diarisation, and all that looks like it."""
    return read_pieces(data.get("segments"))


def read_utterances(data: Data) -> list[Line]:
    """AssemblyAI (milliseconds) at the top, Deepgram (seconds) below `results`."""
    if isinstance(data.get("utterances"), list):
        pieces = data["utterances"]
        starts = [p.get("start") for p in pieces if isinstance(p, Mapping)]
        return read_pieces(pieces, milli=all(isinstance(s, int) for s in starts))
    results = data.get("results")
    return read_pieces(results.get("utterances")) if isinstance(results, Mapping) else []


def read_deepgram(data: Data) -> list[Line]:
    """Deepgram paragraphs below the channels."""
    results = data.get("results")
    channels = results.get("channels") if isinstance(results, Mapping) else None
    lines = []
    channels = channels if isinstance(channels, list) else []
    for number, channel in enumerate(channels):
        best = (channel.get("alternatives") or [{}])[0]
        for block in (best.get("paragraphs") or {}).get("paragraphs") or ():
            text = " ".join(s.get("text", "") for s in block.get("sentences") or ())
            who = block.get("speaker", number) if len(channels) == 1 else f"channel {number}"
            lines.append(Line(str(who), text, read_time(block)))
    return sorted(lines, key=lambda line: line.t or 0.0)


def read_amazon(data: Data) -> list[Line]:
    """Amazon Transcribe: segments where given, else words grouped by speaker label."""
    if isinstance(data.get("Transcript"), list):
        return read_pieces(data["Transcript"])
    results = data.get("results")
    if not isinstance(results, Mapping):
        return []
    if isinstance(results.get("audio_segments"), list):
        return read_pieces(results["audio_segments"])
    return group_words(results)


def group_words(results: Data) -> list[Line]:
    """Return Amazon's single words as lines, by the speaker label of each time."""
    segments = (results.get("speaker_labels") or {}).get("segments") or ()
    owner = {
        item.get("start_time"): item.get("speaker_label", segment.get("speaker_label"))
        for segment in segments
        for item in segment.get("items") or ()
    }
    lines: list[Line] = []
    for item in results.get("items") or ():
        word = (item.get("alternatives") or [{}])[0].get("content", "")
        if item.get("type") == "punctuation" and lines:
            lines[-1] = lines[-1]._replace(text=lines[-1].text + word)
            continue
        who = str(item.get("speaker_label") or owner.get(item.get("start_time"), ""))
        if lines and lines[-1].speaker == who:
            gap = " " if word[:1].isascii() else ""
            lines[-1] = lines[-1]._replace(text=lines[-1].text + gap + word)
        else:
            lines.append(Line(who, word, read_time(item)))
    return lines


def read_azure(data: Data) -> list[Line]:
    """Azure batch transcription; ticks are tenths of a microsecond."""
    lines = []
    for phrase in data.get("recognizedPhrases") or ():
        best = (phrase.get("nBest") or [{}])[0]
        who = phrase.get("speaker", phrase.get("channel", ""))
        ticks = phrase.get("offsetInTicks")
        when = round(float(ticks) / 1e7, 3) if isinstance(ticks, int | float) else None
        lines.append(Line(str(who), best.get("display", ""), when))
    return lines


def read_google(data: Data) -> list[Line]:
    """Google speech with speaker tags: the last result holds every word."""
    results = data.get("results")
    if not isinstance(results, list) or not results:
        return []
    words = ((results[-1].get("alternatives") or [{}])[0]).get("words") or ()
    lines: list[Line] = []
    for word in words:
        who, text = str(word.get("speakerTag", "")), str(word.get("word", ""))
        if lines and lines[-1].speaker == who:
            gap = " " if text[:1].isascii() else ""
            lines[-1] = lines[-1]._replace(text=lines[-1].text + gap + text)
        else:
            lines.append(Line(who, text, read_time(word)))
    return lines


def read_aliyun(data: Data) -> list[Line]:
    """Aliyun: paragraphs of words, sentences by channel, or transcripts of sentences."""
    lines = []
    for block in walk_lists(data, "Paragraphs", "paragraphs"):
        words = block.get("Words") or block.get("words") or ()
        text = "".join(str(find_first(w, ("Text", "text")) or "") for w in words)
        text = text or str(find_first(block, _TEXT_KEYS) or "")
        when = read_time(words[0], milli=True) if words else read_time(block, milli=True)
        lines.append(Line(str(find_first(block, _WHO_KEYS) or ""), text, when))
    if lines:
        return lines
    pieces = [dict(block) for block in walk_lists(data, "Sentences", "ResultDetail")]
    for track in walk_lists(data, "transcripts"):
        for sentence in track.get("sentences") or ():
            who = sentence.get("speaker_id", f"channel {track.get('channel_id', 0)}")
            pieces.append({**sentence, "speaker": who})
    found = read_pieces(pieces)
    return sorted(found, key=lambda line: line.t or 0.0)


def read_iflytek(data: Data) -> list[Line]:
    """IFlytek: lattices whose best path is JSON inside a string, words in `rt/ws/cw/w`."""
    lines = []
    for block in walk_lists(data, "lattice"):
        best = block.get("json_1best")
        best = json.loads(best) if isinstance(best, str) else best
        sentence = best.get("st", {}) if isinstance(best, Mapping) else {}
        words = [
            str(cw.get("w", ""))
            for rt in sentence.get("rt") or ()
            for ws in rt.get("ws") or ()
            for cw in (ws.get("cw") or ())[:1]
        ]
        start = sentence.get("bg")
        when = round(float(start) / 1000.0, 3) if start not in (None, "") else None
        lines.append(Line(str(sentence.get("rl", block.get("spk", ""))), "".join(words), when))
    return lines


def walk_lists(data: Any, *names: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of every list of a given name, at most four levels deep."""
    yield from _walk(data, names, 4)


def _walk(data: Any, names: Sequence[str], depth: int) -> Iterator[Mapping[str, Any]]:
    if not isinstance(data, Mapping) or depth == 0:
        return
    for key, value in data.items():
        if key in names and isinstance(value, list):
            yield from (item for item in value if isinstance(item, Mapping))
        else:
            yield from _walk(value, names, depth - 1)


READERS: Sequence[Callable[[Data], list[Line]]] = (
    read_utterances,
    read_segments,
    read_amazon,
    read_deepgram,
    read_azure,
    read_iflytek,
    read_aliyun,
    read_google,
)


def read_recogniser(data: Any) -> list[Line]:
    """Return the lines of a recogniser's JSON; empty when its form is not known."""
    if isinstance(data, list):
        return read_pieces(data)
    for reader in READERS:
        lines = [line for line in reader(data) if line.text.strip()]
        if lines:
            return lines
    return []
