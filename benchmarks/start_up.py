"""How long the desk takes to its first paint, and a key to its effect; run in a real pty.

    python -m benchmarks.start_up [--starts N]

Each start is a new process in a pseudo-terminal of 100 x 30; the first paint is the first output
that holds the word of the welcome screen. Afterwards keys are typed on the open desk. Prints one
JSON object with medians in seconds.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import NamedTuple

WELCOME = b"Role-play"
QUIT_AFTER = 15.0


class Session:
    """One desk in a pseudo-terminal."""

    def __init__(self, home: str, *arguments: str) -> None:
        self.began = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.environ.update(SIMCALL_HOME=home, TERM="xterm-256color", COLORTERM="truecolor")
            os.execv(sys.executable, [sys.executable, "-m", "simcall", "desk", *arguments])
        self.seen = b""

    def wait_for(self, word: bytes, limit: float = QUIT_AFTER) -> float:
        """Return the seconds from now until a word is painted; raises TimeoutError."""
        start, mark = time.perf_counter(), len(self.seen)
        while word not in self.seen[mark:]:
            left = limit - (time.perf_counter() - start)
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                raise TimeoutError(f"{word!r} was not painted within {limit} s")
            self.seen += os.read(self.master, 65536)
        return time.perf_counter() - start

    def type(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self.master, keys)

    def end(self) -> float:
        """Kill the process and reap it; return the processor seconds that it used."""
        os.kill(self.pid, signal.SIGKILL)
        usage = os.wait4(self.pid, 0)[2]
        os.close(self.master)
        return usage.ru_utime + usage.ru_stime


class Start(NamedTuple):
    """One start: seconds on the wall and of the processor until the first paint."""

    wall: float
    processor: float


def measure_start(home: str) -> Start:
    """Start the desk, wait for its first paint, kill it."""
    session = Session(home, "--lang", "en")
    try:
        session.wait_for(WELCOME)
        wall = time.perf_counter() - session.began
    finally:
        processor = session.end()
    return Start(wall, processor)


def measure_key(home: str, times: int) -> float:
    """Return the median seconds from a key (switch language) to its paint."""
    session = Session(home, "--lang", "en")
    try:
        session.wait_for(WELCOME)
        time.sleep(4.0)  # let the analyser load
        found = []
        for number in range(times):
            session.type(b"\x1b[20~")  # F9
            word = "角色扮演".encode() if number % 2 == 0 else WELCOME
            found.append(session.wait_for(word))
            time.sleep(0.2)
        return statistics.median(found)
    finally:
        session.end()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        first = measure_start(str(Path(home)))
        starts = [measure_start(home) for _ in range(args.starts)]
        key = measure_key(home, 6)
    print(
        json.dumps(
            {
                "first_start": round(first.wall, 3),
                "second_start": round(statistics.median(s.wall for s in starts), 3),
                "fastest_start": round(min(s.wall for s in starts), 3),
                "processor": round(statistics.median(s.processor for s in starts), 3),
                "key_to_paint": round(key, 3),
            }
        )
    )


if __name__ == "__main__":
    main()
