"""Where a candidate's sentences come from: a script file, a folder of them, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from simcall.cli.lines import read_script
from simcall.common.errors import SimcallError
from simcall.exam.form import FormCall

BREAK = "---"  # between the stations of a script
END = "/end"


class Scripts:
    """Where a candidate's lines come from: a file, a folder, or standard input line by line."""

    def __init__(self, path: Path | None, source: TextIO) -> None:
        self._path = path
        self._source = source
        self._parts: list[list[str]] | None = None
        self.live = path is None
        self.typing = self.live and source.isatty()
        if path is not None and path.is_file():
            self._parts = split_script(read_script(str(path)))

    def iter_lines(self, form: FormCall) -> Iterator[str]:
        """Yield the lines of one station; END is never among them."""
        if self._path is None:
            yield from self._iter_live()
        elif self._parts is not None:
            single = len(self._parts) == 1
            parts = self._parts
            yield from (
                parts[0 if single else form.number - 1]
                if (single or form.number <= len(parts))
                else []
            )
        else:
            yield from read_script(str(find_script(self._path, form)))

    def _iter_live(self) -> Iterator[str]:
        """Yield lines from standard input until END, BREAK or the end of the input."""
        while True:
            if self.typing:
                sys.stderr.write("> ")
                sys.stderr.flush()
            line = self._source.readline()
            if not line and self.typing:
                raise KeyboardInterrupt
            if not line or line.strip() in (END, BREAK):
                return
            yield line


def split_script(lines: Sequence[str]) -> list[list[str]]:
    """Return a script's stations, split at lines that hold only `---`."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == BREAK:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def find_script(folder: Path, form: FormCall) -> Path:
    """Return the script of a station in a folder, by number or by scenario."""
    names = (f"station-{form.number}.txt", f"{form.number}.txt", f"{form.scenario.id}.txt")
    for name in names:
        if (folder / name).is_file():
            return folder / name
    if not folder.is_dir():
        raise SimcallError(f"no script {folder}; --script takes a file or a folder")
    raise SimcallError(
        f"{folder} has no script for station {form.number}; name it station-{form.number}.txt "
        "or after the scenario"
    )
