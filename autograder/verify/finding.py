"""A fault of an exercise, as `heldout verify` tells it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One fault of an exercise: where it is, and what is wrong."""

    exercise: str
    where: str
    what: str
