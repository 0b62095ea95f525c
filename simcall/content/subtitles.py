"""Transcripts as text: WebVTT, SubRip (SRT), and plain `speaker: text` lines."""

from __future__ import annotations

import re

from simcall.content.speakers import Line, TranscriptError

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})")
_ARROW = re.compile(r"^\s*(\S+)\s+-->\s+(\S+)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[^>]+>")
_NAMED = re.compile(
    r"^\s*(?:[\[（(]?\s*(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\s*[\])）]?\s*)?"
    r"[-•]?\s*[*_]{0,2}([^\s:：\[\]<>*][^:：\[\]<>*]{0,28}?)[*_]{0,2}"
    r"(?:\s*[\[（(]\s*(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\s*[\])）])?\s*[:：]\s*(.*)$"
)
_HEADINGS = ("WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP")


def read_clock(text: str) -> float | None:
    """Return seconds of `hh:mm:ss.mmm`, `mm:ss` or the like; None when it is none."""
    found = _CLOCK.search(text)
    if found:
        hours, minutes, seconds, part = found.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        return round(whole + int(part.ljust(3, "0")) / 1000.0, 3)
    pieces = text.split(":")
    if 2 <= len(pieces) <= 3 and all(piece.isdigit() for piece in pieces):
        seconds_total = 0
        for piece in pieces:
            seconds_total = seconds_total * 60 + int(piece)
        return float(seconds_total)
    return None


def is_subtitle(text: str) -> bool:
    """Tell whether a text is WebVTT or SubRip."""
    head = text.lstrip("\ufeff \r\n")[:400]
    return head.startswith("WEBVTT") or bool(re.search(r"^\s*\d{1,2}:?\d*:\d{2}.*-->", head, re.M))


def read_subtitles(text: str, name: str) -> list[Line]:
    """Return the cues of a WebVTT or SRT file with speakers.

    A speaker is named by `<v Name>` or by `Name: ` before the text; a cue without a name belongs to
    the speaker of the cue before. Raises TranscriptError, with line and column, when none is named.
    """
    lines: list[Line] = []
    speaker, when, skipping = "", None, False
    for number, raw in enumerate(text.splitlines(), start=1):
        row = raw.strip("\ufeff").strip()
        if not row:
            when, skipping = None, False
            continue
        arrow = _ARROW.match(row)
        if arrow:
            when, skipping = read_clock(arrow.group(1)), False
            if when is None:
                raise TranscriptError(f"{name}:{number}:1: '{arrow.group(1)}' is not a time code")
            continue
        if skipping or row.startswith(_HEADINGS):
            skipping = True
            continue
        if when is None:
            continue  # a cue number or a title before the time line
        speaker, said = split_cue(row, speaker)
        if not speaker:
            raise TranscriptError(
                f"{name}:{number}:1: nobody is named; write `<v Agent>` or `Agent: ` first"
            )
        lines.append(Line(speaker, said, when))
    if not lines:
        raise TranscriptError(f"{name}:1:1: no cue with text in this subtitle file")
    return lines


def split_cue(row: str, speaker: str) -> tuple[str, str]:
    """Return the speaker and the words of one line of a cue."""
    voice = _VOICE.search(row)
    if voice:
        return voice.group(1).strip(), _TAG.sub("", row).strip()
    bare = _TAG.sub("", row).strip()
    named = _NAMED.match(bare)
    if named:
        return named.group(2).strip(), named.group(4).strip()
    return speaker, bare


def read_plain(text: str, name: str) -> list[Line]:
    """Return the lines of a plain `speaker: text` transcript.

    A line without a name goes on where the one before ended; lines starting with # are notes.
    Raises TranscriptError, with line and column, when the first words have no speaker.
    """
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        row = raw.strip("\ufeff").strip()
        if not row or row.startswith("#"):
            continue
        named = _NAMED.match(row)
        if named:
            early, speaker, late, said = named.groups()
            clock = early or late
            lines.append(Line(speaker.strip(), said.strip(), read_clock(clock) if clock else None))
        elif lines:
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {row}")
        else:
            raise TranscriptError(
                f"{name}:{number}:1: nobody is named; write one turn a line, such as "
                "`agent: ...` and `debtor: ...`"
            )
    if not lines:
        raise TranscriptError(f"{name}:1:1: the file is empty")
    return lines
