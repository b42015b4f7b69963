"""The closed list of verdicts, worst first, and what a task earns by them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from autograder.author.exercise import Task


class Verdict(StrEnum):
    """The verdict on a check or a task. `broken` means a fault of our own, and never scores."""

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
    """Give a task's verdict from those of its checks. A task without any is `broken`."""
    return min(verdicts, key=WORST_FIRST.index, default=Verdict.BROKEN)


def score(task: Task, results: Sequence[tuple[Verdict, int]]) -> float | None:
    """Compute the points of a task from its checks' verdicts and weights, to two decimals.

    Gives `None` if a check is broken, or if there is none.
    """
    if worst([verdict for verdict, _ in results]) is Verdict.BROKEN:
        return None
    total = sum(weight for _, weight in results)
    passed = sum(weight for verdict, weight in results if verdict is Verdict.PASS)
    if passed == total:
        return float(task.points)
    if task.credit == "all":
        return 0.0
    earned = Decimal(str(task.points)) * passed / total
    return float(earned.quantize(Decimal("0.01"), ROUND_HALF_UP))
