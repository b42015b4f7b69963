"""The closed list of verdicts, worst first, and what a task earns by them."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from autograder.author.exercise import Task


class Verdict(StrEnum):
    """The verdict on a check or a task. `broken` means a fault of our own, and never scores.

    `waiting` is no check's verdict: it is that of an answer that a person marks.
    """

    BROKEN = "broken"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    FORBIDDEN = "forbidden"
    ERROR = "error"
    WRONG = "wrong"
    BLANK = "blank"
    WAITING = "waiting"
    PASS = "pass"


WORST_FIRST = tuple(Verdict)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Give a task's verdict from those of its checks. A task without any is `broken`."""
    return min(verdicts, key=WORST_FIRST.index, default=Verdict.BROKEN)


# The share of a task's points that an answer keeps at most without what the task is about.
MOST_WITHOUT_MAIN = Fraction(1, 2)


def score(
    task: Task, results: Sequence[tuple[Verdict, float]], *, whole: bool = True
) -> float | None:
    """Compute the points of a task from its checks' verdicts and weights, to two decimals.

    `whole` is false if a check fails that asks what the task is about: then at most half counts.
    Gives `None` if a check is broken, or if there is none.
    """
    if worst([verdict for verdict, _ in results]) is Verdict.BROKEN:
        return None
    if all(verdict is Verdict.PASS for verdict, _ in results):
        return float(task.points)
    if task.credit == "all":
        return 0.0
    # A weight may be a third; with fractions, equal shares stay equal.
    exact_weights = [
        (verdict, Fraction(weight).limit_denominator(1000)) for verdict, weight in results
    ]
    total = sum((weight for _, weight in exact_weights), Fraction())
    passed = sum((w for verdict, w in exact_weights if verdict is Verdict.PASS), Fraction())
    share = passed / total if whole else min(passed / total, MOST_WITHOUT_MAIN)
    exact = Fraction(str(task.points)) * share
    earned = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(earned.quantize(Decimal("0.01"), ROUND_HALF_UP))
