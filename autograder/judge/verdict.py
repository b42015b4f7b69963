"""The closed list of verdicts, worst first, and what a task earns by them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from autograder.author.exercise import Task


class Verdict(StrEnum):
    """What became of a check or a task; `broken` is ours and never scores."""

    BROKEN = "broken"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    ERROR = "error"
    WRONG = "wrong"
    BLANK = "blank"
    PASS = "pass"


WORST_FIRST = tuple(Verdict)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict of a task from those of its checks; none at all is ours to explain."""
    return min(verdicts, key=WORST_FIRST.index, default=Verdict.BROKEN)


def score(task: Task, verdicts: Sequence[Verdict]) -> float | None:
    """Points that a task earns, to two decimals; `None` where a check is broken or missing."""
    if worst(verdicts) is Verdict.BROKEN:
        return None
    passed = sum(verdict is Verdict.PASS for verdict in verdicts)
    if passed == len(verdicts):
        return float(task.points)
    if task.credit == "all":
        return 0.0
    earned = Decimal(str(task.points)) * passed / len(verdicts)
    return float(earned.quantize(Decimal("0.01"), ROUND_HALF_UP))
