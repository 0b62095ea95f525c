"""A desk that is killed in mid-call, for real: in a pseudo-terminal, with SIGKILL."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from simcall.desk.studio import Studio
from simcall.store.home import open_home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
LIMIT = 60.0


class Terminal:
    """A desk in a pseudo-terminal of 100 x 30."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.environ.update(
                SIMCALL_HOME=str(home), SIMCALL_ANALYSER="lean", TERM="xterm-256color"
            )
            os.execv(sys.executable, [sys.executable, "-m", "simcall", *arguments])
        self.seen = b""

    def read(self, seconds: float = 0.1) -> None:
        with contextlib.suppress(OSError):
            while select.select([self.master], [], [], seconds)[0]:
                chunk = os.read(self.master, 65536)
                if not chunk:
                    return
                self.seen += chunk

    def wait_for(self, word: str) -> None:
        end = time.monotonic() + LIMIT
        while word.encode() not in self.seen:
            assert time.monotonic() < end, f"{word!r} never came"
            self.read()

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


def test_after_a_kill_the_next_start_offers_the_call_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path))
    monkeypatch.setenv("SIMCALL_ANALYSER", "lean")
    first = Terminal(tmp_path, "play", "anxious_first_call", "--lang", "en", "--seed", "7")
    try:
        first.wait_for("Their feelings")
        first.type("Good morning, this is Tom from Greenfield.\r")
        end = time.monotonic() + LIMIT
        while b'"kind":"turn"' not in next(tmp_path.glob("journals/*.jsonl")).read_bytes():
            assert time.monotonic() < end
            first.read()
    finally:
        first.kill()
    [past] = Studio(open_home()).list_unfinished()
    assert (past.turns, past.busy, past.seed) == (1, False, "7")
    second = Terminal(tmp_path, "desk", "--lang", "en")
    try:
        second.wait_for("One call was cut off")
        second.type("r")
        second.wait_for("Good morning, this is Tom")
        second.wait_for("Restored to where it was")
    finally:
        second.kill()


def test_without_a_terminal_the_desk_says_what_to_do_in_one_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "simcall"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "SIMCALL_HOME": str(tmp_path), "LANG": "en_GB.UTF-8"},
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("simcall: the desk needs a terminal")
    assert done.stderr.count("\n") == 1


def test_the_demonstration_plays_in_both_languages_and_prints_the_debrief(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "simcall", "demo"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "SIMCALL_HOME": str(tmp_path), "SIMCALL_ANALYSER": "lean"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for word in ("示范通话", "总分", "Demonstration call", "Total"):
        assert word in done.stdout
