"""Compares two results of `heldout bench run`: which ratio has fallen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.bench.measure import BARE, STOCK
from autograder.errors import BenchError

# A ratio is noisy, too: between two runs of the same code it moves by about a tenth.
TOLERATED = 0.15


@dataclass(frozen=True)
class Fall:
    """A ratio that was `before` in a saved run, and is `now` lower by more than is tolerated."""

    name: str
    before: float
    now: float

    @property
    def share(self) -> float:
        """Give by how much it has fallen, from 0 to 1."""
        return 1 - self.now / self.before


def read(path: Path) -> dict[str, Any]:
    """Read what `heldout bench run --json` has printed. Raises `BenchError`."""
    wanted = "Expected: the output of `heldout bench run --json`, saved on this machine."
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
        ratios(record)
    except OSError as error:
        raise BenchError(f"`{path}` cannot be read: {error.strerror}. {wanted}") from None
    except (ValueError, LookupError, TypeError, AttributeError, ZeroDivisionError):
        raise BenchError(f"`{path}` is no result of a measurement. {wanted}") from None
    return record


def ratios(record: Mapping[str, Any]) -> dict[str, float]:
    """Give a result's ratios by what they compare. Of each, a higher one is better.

    Seconds depend on the machine and on what else it does. Two sides of one run meet the same load.
    """
    found = {}
    cost = {(row["notebook"], row["side"]): row for row in record["rows"]}
    for (notebook, side), row in cost.items():
        if side in (STOCK, BARE):
            continue
        further = row["further"]
        found[f"{notebook}, {side}: speed against {STOCK}"] = (
            cost[notebook, STOCK]["further"] / further
        )
        found[f"{notebook}, {side}: speed against {BARE}"] = (
            cost[notebook, BARE]["further"] / further
        )
        found[f"{notebook}, {side}: start against an import"] = record["import"] / row["start"]
    for turn in record["turns"]:
        found[f"{turn['notebook']}: speed in the sandbox"] = turn["bare"] / turn["walled"]
    return {name: value for name, value in found.items() if value > 0}


def falls(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Fall]:
    """List the ratios that have fallen by more than is tolerated, the largest fall first."""
    old, new = ratios(before), ratios(now)
    every = [Fall(name, old[name], new[name]) for name in old if name in new]
    return sorted((fall for fall in every if fall.share > TOLERATED), key=lambda fall: -fall.share)
