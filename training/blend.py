"""Blends two runs of the adapters: python -m training.blend FIRST SECOND --share 0.7.

A run that went on from another one, on new lines, is better on these and forgets a little of the
rest; a weighted mean of the two keeps most of both (Wortsman et al. 2022, "Robust fine-tuning of
zero-shot models"). Only for runs of one line of descent: adapters of separate runs do not add up.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.train_encoder import OUT

Adapters = Mapping[str, NDArray[np.floating]]


def blend_adapters(
    first: Adapters, second: Adapters, share: float
) -> dict[str, NDArray[np.floating]]:
    """Return the mean of two runs, in which the second counts by `share`, 0 to 1."""
    if set(first) != set(second):
        raise SystemExit("the two runs do not have the same arrays")
    return {
        key: (
            (1.0 - share) * first[key].astype(np.float32) + share * second[key].astype(np.float32)
        ).astype(first[key].dtype)
        for key in first
    }


def read_adapters(path: Path) -> dict[str, NDArray[np.floating]]:
    """Return the arrays of one run."""
    with np.load(path) as file:
        return {key: file[key] for key in file.files}


def main() -> None:
    """Write the blend to where training.train_heads looks for adapters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="adapters of the earlier run")
    parser.add_argument("second", type=Path, help="adapters of the run that went on from it")
    parser.add_argument("--share", type=float, default=0.7, help="how much the second run counts")
    args = parser.parse_args()
    blended = blend_adapters(read_adapters(args.first), read_adapters(args.second), args.share)
    np.savez_compressed(OUT / "adapters.npz", **blended)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
