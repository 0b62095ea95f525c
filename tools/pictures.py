"""Draws the pictures of the README from the desk itself: `python -m tools.pictures`.

The desk is driven by a pilot through a real call, each screen is written as a page with one box for
each cell (so Chinese is as wide as in a terminal), and a headless Chromium makes the PNG files in
docs/pictures. Needs chromium and the fonts DejaVu Sans Mono and Noto Sans Mono CJK SC.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI
from textual.pilot import Pilot

from simcall.common.bilingual import Language
from simcall.common.width import char_width
from simcall.desk.app import Desk, Opening
from simcall.desk.studio import Studio
from simcall.desk.widgets.mouth import Mouth
from simcall.store.home import open_home

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
SCENARIO = "anxious_first_call"
SEED = 7
SIZE = (100, 30)
CELL_WIDTH, CELL_HEIGHT, FONT = 9, 19, 15
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {back}; }}
div.row {{ height: {height}px; white-space: nowrap; }}
span {{ display: inline-block; height: {height}px; line-height: {height}px; overflow: hidden;
  vertical-align: top; text-align: center;
  font: {font}px/{height}px "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; }}
</style>{rows}"""


class Look(NamedTuple):
    """Colours and weight of a cell, as CSS."""

    front: str
    back: str
    bold: bool
    italic: bool


def find_color(style: Style | None, front: bool) -> str:
    """Return one colour of a style as CSS."""
    color = None if style is None else (style.color if front else style.bgcolor)
    if color is None or color.type == ColorType.DEFAULT:
        return "#e0e0e0" if front else "#121212"
    return color.get_truecolor(DIMMED_MONOKAI, foreground=front).hex


def find_look(style: Style | None) -> Look:
    """Return the look of a segment."""
    front, back = find_color(style, True), find_color(style, False)
    if style is not None and style.reverse:
        front, back = back, front
    bold, italic = bool(style and style.bold), bool(style and style.italic)
    return Look(front, back, bold, italic)


def draw_segment(segment: Segment) -> str:
    """Return a segment as boxes, one for each character."""
    look = find_look(segment.style)
    css = f"color:{look.front};background:{look.back}"
    css += ";font-weight:bold" if look.bold else ""
    css += ";font-style:italic" if look.italic else ""
    boxes = []
    for char in segment.text:
        cells = char_width(char)
        if cells:
            width = cells * CELL_WIDTH
            boxes.append(f'<span style="{css};width:{width}px">{html.escape(char)}</span>')
    return "".join(boxes)


def draw_page(desk: Desk) -> str:
    """Return the open screen as a page."""
    rows = "".join(
        f'<div class="row">{"".join(map(draw_segment, strip))}</div>'
        for strip in desk.screen._compositor.render_strips()
    )
    return PAGE.format(back="#121212", height=CELL_HEIGHT, font=FONT, rows=rows)


def shoot(page: str, name: str, folder: Path) -> None:
    """Let Chromium make a PNG of a page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("chromium is missing; install it (Debian: apt-get install chromium)")
    source = folder / f"{name}.html"
    source.write_text(page, "utf-8")
    width, height = SIZE[0] * CELL_WIDTH, SIZE[1] * CELL_HEIGHT
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}",
            f"--screenshot={FOLDER / f'{name}.png'}", source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


async def settle(desk: Desk, pilot: Pilot[None]) -> None:
    """Wait until everything is drawn."""
    for _ in range(3):
        await desk.workers.wait_for_complete()
        await pilot.pause()


async def play(language: Language, turns: int, folder: Path, name: str) -> None:
    """Play the demonstration call; take the call after some turns, then the debrief."""
    studio = Studio(open_home(folder / f"home-{language}"))
    scenario = studio.sources.load_call(SCENARIO)
    desk = Desk(studio, language, Opening(scenario, SEED, language))
    script = ROOT / "scenarios" / "demo" / f"{SCENARIO}.{language}.txt"
    async with desk.run_test(size=SIZE) as pilot:
        await settle(desk, pilot)
        for number, line in enumerate(script.read_text("utf-8").splitlines(), start=1):
            desk.screen.query_one(Mouth).text = line
            await pilot.press("enter")
            await settle(desk, pilot)
            if number == turns:
                shoot(draw_page(desk), f"call_{language}", folder)
        if name:
            for key in ("f6", "enter", "f2", "f"):
                await pilot.press(key)
                await settle(desk, pilot)
            await pilot.press(*["left"] * 3)
            await settle(desk, pilot)
            shoot(draw_page(desk), name, folder)


def main() -> None:
    """Draw all pictures."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["SIMCALL_HOME"] = place
        asyncio.run(play("zh", 5, Path(place), "debrief_zh"))
        asyncio.run(play("en", 5, Path(place), "debrief"))


if __name__ == "__main__":
    main()
