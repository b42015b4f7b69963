"""One graded submission: a plain line for people, a record for programs."""

from collections.abc import Sequence
from typing import Any

from autograder.cli import scores
from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.final_score import Final, Mark
from autograder.gradebook.graded import Graded
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import WORST_FIRST


def tally(outcomes: Sequence[Outcome]) -> str:
    """Count verdicts over all tasks, the worst first: `wrong 3  pass 9`."""
    verdicts = [task.verdict for outcome in outcomes for task in outcome.tasks.values()]
    counts = ((verdict, verdicts.count(verdict)) for verdict in WORST_FIRST)
    return "  ".join(f"{verdict} {count}" for verdict, count in counts if count)


def one_line(graded: Graded, final: Final, points: float) -> str:
    """Write a graded submission in one plain line; many tasks are counted, not listed."""
    outcome = graded.outcome
    if len(outcome.tasks) <= scores.ACROSS:
        verdicts = " ".join(f"{name}={task.verdict}" for name, task in outcome.tasks.items())
    else:
        verdicts = tally([outcome])
    run = "cached" if len(outcome.known) == len(outcome.tasks) else f"in {outcome.seconds:.1f} s"
    scored = f"{figure(final.score)}/{points:g}" if final.is_scored else "no score"
    return f"{for_terminal(graded.student)}: {scored} {run}  {verdicts}"


def as_record(
    student: str, outcome: Outcome, final: Final | None = None, points: float = 0.0
) -> dict[str, Any]:
    """Write a graded submission as plain data.

    `score` is what the gradebook will say. Each task has what its checks gave, without marks by hand.
    """
    if final is None:
        marks = {("", name): Mark(task.score) for name, task in outcome.tasks.items()}
        final, points = Final(0.0, marks), outcome.points
    return {
        "student": student,
        "exercise": outcome.exercise,
        "score": final.score if final.is_scored else None,
        "points": points,
        "late_penalty": final.penalty,
        "by_hand": {cell: mark.manual for (_, cell), mark in final.overruled.items()},
        "outdated": [cell for _, cell in final.outdated],
        "seconds": round(outcome.seconds, 3),
        "isolation": outcome.isolation,
        "device": outcome.device,
        "known": list(outcome.known),
        "remarks": list(outcome.remarks),
        "tasks": {
            name: {
                "verdict": task.verdict.value,
                "score": task.score,
                "misconception": task.misconception,
                # Its name before 0.2.0; it goes with 0.3.
                "belief": task.misconception,
            }
            for name, task in outcome.tasks.items()
        },
    }
